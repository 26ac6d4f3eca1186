#include "ruletable.h"

#include "boarddelegate.h"
#include "rulecolumns.h"

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

void RuleTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
