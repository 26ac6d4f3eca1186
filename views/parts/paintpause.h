#pragma once

#include <QBasicTimer>
#include <QObject>

#include <chrono>

/// Paints a widget that changes many times a second less often: the first change at once, those
/// that follow together, when the pause is over.
class PaintPause final : public QObject {
    Q_OBJECT

public:
    /// About as often as an eye follows numbers.
    static constexpr std::chrono::milliseconds pause{50};

    explicit PaintPause(QWidget &widget);

    /// To be called with each change.
    void noteChange();
    /// Shows what was held back: somebody works with the widget.
    void end();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QWidget &m_widget;
    QBasicTimer m_timer;
};
