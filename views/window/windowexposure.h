#pragma once

#include <QObject>
#include <QPointer>
#include <QWindow>

class QWidget;

/// Tells whether any part of a window is on the screen, as far as the system says: it is not while
/// it is minimised, hidden, or on another desktop.
class WindowExposure final : public QObject {
    Q_OBJECT

public:
    /// \p window: a window of its own, which outlives this.
    explicit WindowExposure(QWidget &window, QObject *parent = nullptr);

    /// It was on the screen, and is not any more.
    [[nodiscard]] bool isGone() const { return m_isGone; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void cameBack();

private:
    void update();

    QWidget &m_window;
    QPointer<QWindow> m_handle; ///< made when it is shown for the first time, and perhaps anew
    bool m_wasExposed = false;
    bool m_isGone = false;
};
