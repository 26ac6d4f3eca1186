#include "windowtitle.h"

#include <QEvent>
#include <QLocale>
#include <QWidget>

WindowTitle::WindowTitle(QWidget *window) : QObject(window), m_window(window)
{
    window->installEventFilter(this);
    show();
}

void WindowTitle::showUnseen(int failures)
{
    m_unseen = failures;
    show();
}

void WindowTitle::show()
{
    const QString name = tr("Image Sync Dashboard");
    m_window->setWindowTitle(
        //: Title of the window: %1 is a number of new failures, %2 the name of the program
        m_unseen == 0 ? name : tr("(%1) %2").arg(QLocale().toString(m_unseen), name));
}

bool WindowTitle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        show();
    return QObject::eventFilter(watched, event);
}
