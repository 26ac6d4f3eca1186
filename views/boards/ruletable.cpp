#include "ruletable.h"

#include "boarddelegate.h"
#include "rulecolumns.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

RuleTable::RuleTable(QWidget *parent)
    : BoardTable(u"ruleTable"_s, new BoardDelegate, widthsOf(ruleColumns()), parent)
{
    setSorting(static_cast<int>(RuleColumn::State), Qt::AscendingOrder);
    retranslate();
}

void RuleTable::retranslate()
{
    setAccessibleName(tr("Rules"));
    setAccessibleDescription(
        tr("Enter shows the tasks of a rule, Ctrl and Enter leaves them out. Del deletes a rule."));
}

void RuleTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete) && currentIndex().isValid())
        Q_EMIT removalRequested();
    else
        BoardTable::keyPressEvent(event);
}

/// Of the row under the pointer, or by its key, of the current one.
void RuleTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index =
        isByKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    makeCurrent(index.row());
    Q_EMIT menuRequested(isByKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                 : event->globalPos());
}

void RuleTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
