#pragma once

#include "watchedscope.h"

#include <QObject>

class QWidget;

/// The title of the main window: the number of failures that came while nobody looked, whose
/// registries these are, and the program's name.
class WindowTitle final : public QObject {
    Q_OBJECT

public:
    /// Of \p window, which owns it.
    explicit WindowTitle(QWidget *window);

    void showUnseen(int failures);
    void showScope(const WatchedScope &scope);
    [[nodiscard]] const WatchedScope &scope() const { return m_scope; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();

    QWidget *m_window = nullptr;
    int m_unseen = 0;
    WatchedScope m_scope{};
};
