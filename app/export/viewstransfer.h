#pragma once

#include <QObject>
#include <QString>

class MainMenu;
class MessageBar;
class QWidget;
class SavedBar;
class ViewsPresenter;

/// Writes the saved views to a file for others, and reads such a file.
class ViewsTransfer final : public QObject {
    Q_OBJECT

public:
    ViewsTransfer(ViewsPresenter &views, const MainMenu &menu, SavedBar &savedBar,
                  MessageBar &messageBar, QWidget &window, QObject *parent = nullptr);

    void exportTo(const QString &path);
    void importFrom(const QString &path);

private:
    void askWhereTo();
    void askWhichOne();

    ViewsPresenter &m_views;
    SavedBar &m_savedBar;
    MessageBar &m_messageBar;
    QWidget &m_window;
};
