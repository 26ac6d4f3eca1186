#pragma once

#include <QObject>

class QWidget;

/// The title of the main window: the program's name, behind the number of failures that came while
/// nobody looked.
class WindowTitle final : public QObject {
    Q_OBJECT

public:
    /// Of \p window, which owns it.
    explicit WindowTitle(QWidget *window);

    void showUnseen(int failures);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();

    QWidget *m_window = nullptr;
    int m_unseen = 0;
};
