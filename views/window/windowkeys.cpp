#include "windowkeys.h"

#include <QAction>
#include <QMenu>
#include <QWidget>

using namespace Qt::StringLiterals;

WindowKeys::WindowKeys(QWidget &window)
    : QObject(&window),
      m_window(window),
      m_stepBack(add(u"keyStepBack"_s, Qt::Key_Escape)),
      m_back(add(u"keyBack"_s, Qt::ALT | Qt::Key_Left)),
      m_forward(add(u"keyForward"_s, Qt::ALT | Qt::Key_Right)),
      m_nextPane(add(u"keyNextPane"_s, Qt::Key_F6)),
      m_previousPane(add(u"keyPreviousPane"_s, Qt::SHIFT | Qt::Key_F6))
{
    retranslate();
}

QAction *WindowKeys::add(const QString &objectName, const QKeySequence &key)
{
    auto *action = new QAction(this);
    action->setObjectName(objectName);
    action->setShortcut(key);
    m_window.addAction(action);
    return action;
}

void WindowKeys::retranslate()
{
    m_stepBack->setText(tr("Close, leave the box, back, clear filters"));
    m_back->setText(tr("Back to the query or page before"));
    m_forward->setText(tr("Forward again"));
    //: Parts of the window: the query, the side bar, the chart, the table, the details
    m_nextPane->setText(tr("Next part of the window"));
    m_previousPane->setText(tr("Previous part of the window"));
}

std::vector<KeyLine> keyLinesOf(const QList<QAction *> &actions)
{
    std::vector<KeyLine> lines;
    for (const QAction *action : actions) {
        if (action->menu()) {
            const std::vector<KeyLine> inside = keyLinesOf(action->menu()->actions());
            lines.insert(lines.end(), inside.begin(), inside.end());
        } else if (!action->shortcuts().isEmpty()) {
            lines.push_back({.keys = keysText(action->shortcuts()), .what = action->text()});
        }
    }
    return lines;
}
