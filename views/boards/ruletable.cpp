#include "ruletable.h"

#include "boarddelegate.h"
#include "ruletablemodel.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr BoardTable::ColumnWidth ruleWidth(RuleColumn column, int width)
{
    return {.column = static_cast<int>(column), .width = width};
}

constexpr std::array ruleWidths = {
    ruleWidth(RuleColumn::State, 112),   ruleWidth(RuleColumn::LastRun, 92),
    ruleWidth(RuleColumn::Failed, 66),   ruleWidth(RuleColumn::Success, 78),
    ruleWidth(RuleColumn::Route, 184),   ruleWidth(RuleColumn::Tasks, 66),
    ruleWidth(RuleColumn::P95, 74),      ruleWidth(RuleColumn::Copies, 180),
    ruleWidth(RuleColumn::Trigger, 88),  ruleWidth(RuleColumn::Instance, 120),
    ruleWidth(RuleColumn::Filters, 160),
};

} // namespace

RuleTable::RuleTable(QWidget *parent)
    : BoardTable(u"ruleTable"_s, new BoardDelegate, ruleWidths, parent)
{
    setSorting(static_cast<int>(RuleColumn::State), Qt::AscendingOrder);
    retranslate();
}

RuleTable::~RuleTable() = default;

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
