#include "rulecolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "region.h"
#include "ruletext.h"
#include "timelinetext.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

class RuleCells final {
    Q_DECLARE_TR_FUNCTIONS(RuleCells)
};

QString instanceCalled(const QString &id, const RuleContext &context)
{
    const QString name = context.instanceNames ? context.instanceNames->value(id) : QString();
    return name.isEmpty() ? id : name;
}

QString ruleCalled(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.rule && !row.rule->name.isEmpty() ? row.rule->name : row.id;
}

/// Between regions; of a rule that is not listed, those of its newest task.
QString ruleRoute(const RuleRow &row, const RuleContext & /*context*/)
{
    const QString from = row.rule ? ruleSource(*row.rule).regionId : row.figures.fromRegion;
    const QString to = row.rule ? ruleDestination(*row.rule).regionId : row.figures.toRegion;
    return from.isEmpty() && to.isEmpty() ? QString() : placeName(from) + u" → "_s + placeName(to);
}

QString ruleStateText(const RuleRow &row, const RuleContext &context)
{
    if (row.state != RuleState::Silent)
        return displayName(row.state);
    const std::chrono::milliseconds quiet(unixMs(context.now) - row.figures.lastMs);
    //: A rule started nothing for this long, against its habit; %1 is a length of time
    return RuleCells::tr("Silent %1").arg(durationText(quiet));
}

QString ruleStateToolTip(const RuleRow &row, const RuleContext & /*context*/)
{
    switch (row.state) {
    case RuleState::Silent:
        return RuleCells::tr("Started nothing for more than three times its usual pause");
    case RuleState::Failing:
        return RuleCells::tr("Too many of its tasks failed in the chosen time range");
    case RuleState::NotListed:
        return RuleCells::tr("Referenced by tasks; not listed by the registry yet");
    case RuleState::NotSeen:
        return RuleCells::tr("No loaded task belongs to this rule");
    case RuleState::Deleted:
        return RuleCells::tr("Tasks refer to it; the registry no longer lists it");
    case RuleState::Working:
        break;
    }
    return {};
}

/// All that is known of it, a line each.
QString ruleFacts(const RuleRow &row, const RuleContext &context)
{
    QStringList lines{row.id};
    if (!row.rule)
        return lines.first();
    lines << ruleScopeText(*row.rule)
          << ruleDirectionText(*row.rule, instanceCalled(row.rule->local.instanceId, context),
                               instanceCalled(row.rule->target.instanceId, context))
          << ruleFilterText(*row.rule)
          << (row.rule->trigger.isGiven() ? displayName(row.rule->trigger) : QString());
    lines.removeAll(QString());
    return lines.join(u'\n');
}

bool hasTasks(const RuleRow &row)
{
    return !row.figures.ruleId.isEmpty();
}

QString ruleDirection(const RuleRow &row, const RuleContext &context)
{
    if (!row.rule)
        return {};
    return ruleDirectionText(*row.rule, instanceCalled(row.rule->local.instanceId, context),
                             instanceCalled(row.rule->target.instanceId, context));
}

QString ruleScope(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.rule ? ruleScopeText(*row.rule) : QString();
}

QString ruleFilters(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.rule ? ruleFilterText(*row.rule) : QString();
}

QString ruleTrigger(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.rule && row.rule->trigger.isGiven() ? displayName(row.rule->trigger) : QString();
}

QString ruleInstance(const RuleRow &row, const RuleContext &context)
{
    return instanceCalled(row.instanceId, context);
}

QString ruleInstanceId(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.instanceId;
}

/// Without a known name.
bool isRuleId(const RuleRow &row, const RuleContext &context)
{
    return ruleCalled(row, context) == row.id;
}

bool isRuleInstanceId(const RuleRow &row, const RuleContext &context)
{
    return ruleInstance(row, context) == row.instanceId;
}

template<QString (*text)(const RuleRow &, const RuleContext &)>
RowValue ruleTextValue(const RuleRow &row, const RuleContext &context)
{
    const QString shown = text(row, context);
    return shown.isEmpty() ? RowValue() : RowValue(shown);
}

RowValue ruleStateValue(const RuleRow &row, const RuleContext & /*context*/)
{
    return rowValue(static_cast<int>(row.state));
}

// What the tasks of a rule say; nothing where none is known.

QString ruleLastRun(const RuleRow &row, const RuleContext &context)
{
    if (!hasTasks(row))
        return {};
    return row.figures.lastMs == 0
               ? u"–"_s
               : ageCellText(timeFromUnixMs(row.figures.lastMs), {context.now, context.times});
}

QString ruleLastRunTime(const RuleRow &row, const RuleContext &context)
{
    return absoluteTimeText(timeFromUnixMs(row.figures.lastMs), context.times);
}

RowValue ruleLastRunValue(const RuleRow &row, const RuleContext & /*context*/)
{
    const bool isKnown = hasTasks(row) && row.figures.lastMs != 0;
    return isKnown ? RowValue(static_cast<double>(row.figures.lastMs)) : RowValue();
}

int ruleFailedTasks(const RuleRow &row)
{
    return row.figures.counts.of(SyncTaskStatus::Error);
}

int ruleTasks(const RuleRow &row)
{
    return row.figures.counts.total();
}

template<int (*count)(const RuleRow &)>
QString ruleCountText(const RuleRow &row, const RuleContext & /*context*/)
{
    return hasTasks(row) ? QLocale().toString(count(row)) : QString();
}

template<int (*count)(const RuleRow &)>
RowValue ruleCountValue(const RuleRow &row, const RuleContext & /*context*/)
{
    return hasTasks(row) ? rowValue(count(row)) : RowValue();
}

QString ruleSuccess(const RuleRow &row, const RuleContext & /*context*/)
{
    if (!hasTasks(row))
        return {};
    const std::optional<double> rate = row.figures.counts.successRate();
    return rate ? shareText(*rate) : u"–"_s;
}

RowValue ruleSuccessValue(const RuleRow &row, const RuleContext & /*context*/)
{
    return hasTasks(row) ? rowValue(row.figures.counts.successRate()) : RowValue();
}

QString ruleP95(const RuleRow &row, const RuleContext & /*context*/)
{
    if (!hasTasks(row))
        return {};
    return row.figures.p95Duration ? durationText(*row.figures.p95Duration) : u"–"_s;
}

RowValue ruleP95Value(const RuleRow &row, const RuleContext & /*context*/)
{
    return hasTasks(row) ? rowValue(row.figures.p95Duration) : RowValue();
}

// What stands out.

CellTone ruleNameTone(const RuleRow &row, const RuleContext & /*context*/)
{
    return row.state == RuleState::Deleted ? CellTone::Quiet : CellTone::Plain;
}

CellTone ruleStateTone(const RuleRow &row, const RuleContext & /*context*/)
{
    if (row.state == RuleState::Silent)
        return CellTone::Warning;
    return row.state == RuleState::Failing ? CellTone::Alarm : CellTone::Quiet;
}

CellTone ruleFailedTone(const RuleRow &row, const RuleContext & /*context*/)
{
    return ruleFailedTasks(row) > 0 ? CellTone::Alarm : CellTone::Quiet;
}

std::optional<QString> failedTasksOfRule(const RuleRow & /*row*/, const RuleContext & /*context*/)
{
    return u"status:failed"_s;
}

std::optional<QString> allTasksOfRule(const RuleRow & /*row*/, const RuleContext & /*context*/)
{
    return QString();
}

constexpr std::array ruleTable = {
    RuleColumnData{
        .column = RuleColumn::Rule,
        .title = QT_TRANSLATE_NOOP("RuleCells", "Rule"),
        .titleToolTip =
            QT_TRANSLATE_NOOP("RuleCells", "What the rule is called; its id where it has no name"),
        .text = &ruleCalled,
        .toolTip = &ruleFacts,
        .sortValue = &ruleTextValue<&ruleCalled>,
        .tone = &ruleNameTone,
        .isInFixedFont = &isRuleId,
    },
    RuleColumnData{
        .column = RuleColumn::State,
        //: A column: how a rule stands
        .title = QT_TRANSLATE_NOOP("RuleCells", "State"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "Needs attention first"),
        .text = &ruleStateText,
        .toolTip = &ruleStateToolTip,
        .sortValue = &ruleStateValue,
        .tone = &ruleStateTone,
        .width = 112,
        .rank = 1,
    },
    RuleColumnData{
        .column = RuleColumn::LastRun,
        //: A column: when the rule's newest task was created
        .title = QT_TRANSLATE_NOOP("RuleCells", "Last run"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "When its newest known task was created"),
        .text = &ruleLastRun,
        .copyText = &ruleLastRunTime,
        .toolTip = &ruleLastRunTime,
        .sortValue = &ruleLastRunValue,
        .toldTime = TimeStyle::Relative,
        .firstOrder = Qt::DescendingOrder,
        .width = 92,
        .rank = 2,
    },
    RuleColumnData{
        .column = RuleColumn::Failed,
        //: A column: the number of failed tasks
        .title = QT_TRANSLATE_NOOP("RuleCells", "Failed"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "Failed in the chosen time range"),
        .text = &ruleCountText<&ruleFailedTasks>,
        .sortValue = &ruleCountValue<&ruleFailedTasks>,
        .tone = &ruleFailedTone,
        .counted = &failedTasksOfRule,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 66,
        .rank = 3,
    },
    RuleColumnData{
        .column = RuleColumn::Tasks,
        //: A column: the number of tasks
        .title = QT_TRANSLATE_NOOP("RuleCells", "Tasks"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "Tasks of the chosen time range"),
        .text = &ruleCountText<&ruleTasks>,
        .sortValue = &ruleCountValue<&ruleTasks>,
        .counted = &allTasksOfRule,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 66,
        .rank = 6,
    },
    RuleColumnData{
        .column = RuleColumn::Success,
        //: A column: which share of the tasks succeeded
        .title = QT_TRANSLATE_NOOP("RuleCells", "Success"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RuleCells", "Done tasks among the done and failed ones, in the chosen time range"),
        .text = &ruleSuccess,
        .sortValue = &ruleSuccessValue,
        .isRightAligned = true,
        .width = 78,
        .rank = 4,
    },
    RuleColumnData{
        .column = RuleColumn::P95,
        //: A column: a duration that 95 % of the tasks do not exceed
        .title = QT_TRANSLATE_NOOP("RuleCells", "p95"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RuleCells", "95 % of what was done in the chosen time range took no longer"),
        .text = &ruleP95,
        .sortValue = &ruleP95Value,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 74,
        .rank = 7,
    },
    RuleColumnData{
        .column = RuleColumn::Route,
        //: A column: from where to where
        .title = QT_TRANSLATE_NOOP("RuleCells", "Route"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "From where to where"),
        .text = &ruleRoute,
        .toolTip = &ruleDirection,
        .sortValue = &ruleTextValue<&ruleRoute>,
        .width = 184,
        .rank = 5,
    },
    RuleColumnData{
        .column = RuleColumn::Copies,
        //: What a rule copies: a repository or a namespace
        .title = QT_TRANSLATE_NOOP("RuleCells", "Copies"),
        .titleToolTip =
            QT_TRANSLATE_NOOP("RuleCells", "What the rule copies: a repository or a namespace"),
        .text = &ruleScope,
        .sortValue = &ruleTextValue<&ruleScope>,
        .width = 180,
        .rank = 8,
    },
    RuleColumnData{
        .column = RuleColumn::Filters,
        //: A column: which tags and repositories a rule is limited to
        .title = QT_TRANSLATE_NOOP("RuleCells", "Filters"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RuleCells", "Which tags, repositories and namespaces it is limited to"),
        .text = &ruleFilters,
        .sortValue = &ruleTextValue<&ruleFilters>,
        .width = 160,
        .rank = 11,
    },
    RuleColumnData{
        .column = RuleColumn::Trigger,
        //: What starts the tasks of a rule
        .title = QT_TRANSLATE_NOOP("RuleCells", "Trigger"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "What starts its tasks"),
        .text = &ruleTrigger,
        .sortValue = &ruleTextValue<&ruleTrigger>,
        .width = 88,
        .rank = 9,
    },
    RuleColumnData{
        .column = RuleColumn::Instance,
        .title = QT_TRANSLATE_NOOP("RuleCells", "Instance"),
        .titleToolTip = QT_TRANSLATE_NOOP("RuleCells", "Which instance lists the rule"),
        .text = &ruleInstance,
        .toolTip = &ruleInstanceId,
        .sortValue = &ruleTextValue<&ruleInstance>,
        .isInFixedFont = &isRuleInstanceId,
        .width = 120,
        .rank = 10,
    },
};
static_assert(areInOrder(ruleTable) && ruleTable.size() == RuleTableModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

QString displayName(RuleState state)
{
    switch (state) {
    case RuleState::Silent:
        //: How a rule stands: it started nothing for long, against its habit
        return RuleCells::tr("Silent");
    case RuleState::Failing:
        //: How a rule stands: too many of its tasks failed
        return RuleCells::tr("Failing");
    case RuleState::Working:
        //: How a rule stands: nothing is wrong with it
        return RuleCells::tr("Working");
    case RuleState::NotListed:
        //: How a rule stands: tasks name it, the registry has not told of it yet
        return RuleCells::tr("Not listed");
    case RuleState::NotSeen:
        //: How a rule stands: none of the loaded tasks is of it
        return RuleCells::tr("No tasks");
    case RuleState::Deleted:
        //: How a rule stands: tasks name it, the registry does not list it any more
        return RuleCells::tr("Deleted");
    }
    return {};
}

std::span<const RuleColumnData> ruleColumns()
{
    return ruleTable;
}
