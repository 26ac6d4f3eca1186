#include "ruletable.h"

#include "boarddelegate.h"
#include "ruletablemodel.h"

#include <QEvent>

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
        tr("Enter shows the tasks of a rule, Ctrl and Enter leaves them out."));
}

void RuleTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
