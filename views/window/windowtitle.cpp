#include "windowtitle.h"

#include "printable.h"

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

void WindowTitle::showScope(const WatchedScope &scope)
{
    m_scope = scope;
    show();
}

void WindowTitle::show()
{
    QString name = tr("Image Sync Dashboard");
    if (const QString scope = scopeText(m_scope); !scope.isEmpty())
        //: Title of the window: %1 names whose registries are shown, %2 the program
        name = tr("%1 — %2").arg(isolated(scope), name);
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
