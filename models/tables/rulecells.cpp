#include "rulecells.h"

#include "displaytext.h"
#include "region.h"
#include "ruletext.h"
#include "timelinetext.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

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

QString ruleCalled(const RuleRow &row)
{
    return row.rule && !row.rule->name.isEmpty() ? row.rule->name : row.id;
}

/// Between regions; of a rule that is not listed, those of its newest task.
QString ruleRoute(const RuleRow &row)
{
    const QString from = row.rule ? ruleSource(*row.rule).regionId : row.figures.fromRegion;
    const QString to = row.rule ? ruleDestination(*row.rule).regionId : row.figures.toRegion;
    return from.isEmpty() && to.isEmpty() ? QString() : placeName(from) + u" → "_s + placeName(to);
}

QString stateText(const RuleRow &row, const RuleContext &context)
{
    if (row.state != RuleState::Silent)
        return displayName(row.state);
    const std::chrono::milliseconds quiet(unixMs(context.now) - row.figures.lastMs);
    //: A rule started nothing for this long, against its habit; %1 is a length of time
    return RuleCells::tr("Silent %1").arg(durationText(quiet));
}

QString stateToolTip(RuleState state)
{
    switch (state) {
    case RuleState::Silent:
        return RuleCells::tr("Started nothing for more than three times its usual pause");
    case RuleState::Failing:
        return RuleCells::tr("Too many of its tasks failed in the chosen range of time");
    case RuleState::NotListed:
        return RuleCells::tr("Tasks name it; the registry has not told of it yet");
    case RuleState::NotSeen:
        return RuleCells::tr("None of the loaded tasks is of this rule");
    case RuleState::Deleted:
        return RuleCells::tr("Tasks name it; the registry does not list it any more");
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

/// What its tasks say; nothing where none is known.
QString figureText(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    const RuleFigures &figures = row.figures;
    if (!hasTasks(row))
        return {};
    if (column == RuleColumn::LastRun)
        return figures.lastMs == 0 ? u"–"_s
                                   : relativeTimeText(timeFromUnixMs(figures.lastMs), context.now);
    if (column == RuleColumn::Failed)
        return QLocale().toString(figures.counts.of(SyncTaskStatus::Error));
    if (column == RuleColumn::Tasks)
        return QLocale().toString(figures.counts.total());
    if (column == RuleColumn::Success) {
        const std::optional<double> rate = figures.counts.successRate();
        return rate ? shareText(*rate) : u"–"_s;
    }
    return figures.p95Duration ? durationText(*figures.p95Duration) : u"–"_s;
}

bool isFigure(RuleColumn column)
{
    return column == RuleColumn::LastRun || isRightAligned(column);
}

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

QString cellText(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    if (isFigure(column))
        return figureText(row, column, context);
    if (column == RuleColumn::Rule)
        return ruleCalled(row);
    if (column == RuleColumn::State)
        return stateText(row, context);
    if (column == RuleColumn::Route)
        return ruleRoute(row);
    if (column == RuleColumn::Instance)
        return instanceCalled(row.instanceId, context);
    if (!row.rule)
        return {};
    if (column == RuleColumn::Copies)
        return ruleScopeText(*row.rule);
    if (column == RuleColumn::Filters)
        return ruleFilterText(*row.rule);
    return row.rule->trigger.isGiven() ? displayName(row.rule->trigger) : QString();
}

QString cellToolTip(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    if (column == RuleColumn::Rule)
        return ruleFacts(row, context);
    if (column == RuleColumn::State)
        return stateToolTip(row.state);
    if (column == RuleColumn::LastRun)
        return absoluteTimeText(timeFromUnixMs(row.figures.lastMs));
    if (column == RuleColumn::Route && row.rule)
        return ruleDirectionText(*row.rule, instanceCalled(row.rule->local.instanceId, context),
                                 instanceCalled(row.rule->target.instanceId, context));
    return column == RuleColumn::Instance ? row.instanceId : QString();
}

QString cellCopyText(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    return column == RuleColumn::LastRun ? absoluteTimeText(timeFromUnixMs(row.figures.lastMs))
                                         : cellText(row, column, context);
}

RowValue cellValue(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    const RuleFigures &figures = row.figures;
    if (column == RuleColumn::State)
        return rowValue(static_cast<int>(row.state));
    if (!isFigure(column)) {
        const QString text = cellText(row, column, context);
        return text.isEmpty() ? RowValue() : RowValue(text);
    }
    if (!hasTasks(row))
        return {};
    if (column == RuleColumn::LastRun)
        return figures.lastMs == 0 ? RowValue() : RowValue(static_cast<double>(figures.lastMs));
    if (column == RuleColumn::Failed)
        return rowValue(figures.counts.of(SyncTaskStatus::Error));
    if (column == RuleColumn::Tasks)
        return rowValue(figures.counts.total());
    return column == RuleColumn::Success ? rowValue(figures.counts.successRate())
                                         : rowValue(figures.p95Duration);
}

CellTone cellTone(const RuleRow &row, RuleColumn column)
{
    const bool isGone = row.state == RuleState::Deleted;
    if (column == RuleColumn::Rule)
        return isGone ? CellTone::Quiet : CellTone::Plain;
    if (column == RuleColumn::State && row.state == RuleState::Silent)
        return CellTone::Warning;
    const bool isFailing = column == RuleColumn::State && row.state == RuleState::Failing;
    const bool hasFailed =
        column == RuleColumn::Failed && row.figures.counts.of(SyncTaskStatus::Error) > 0;
    return isFailing || hasFailed ? CellTone::Alarm : CellTone::Quiet;
}

bool isRightAligned(RuleColumn column)
{
    return column == RuleColumn::Failed || column == RuleColumn::Tasks ||
           column == RuleColumn::Success || column == RuleColumn::P95;
}

bool isInFixedFont(const RuleRow &row, RuleColumn column, const RuleContext &context)
{
    return (column == RuleColumn::Rule && ruleCalled(row) == row.id) ||
           (column == RuleColumn::Instance &&
            instanceCalled(row.instanceId, context) == row.instanceId);
}

QString columnTitle(RuleColumn column)
{
    switch (column) {
    case RuleColumn::Rule:
        return RuleCells::tr("Rule");
    case RuleColumn::State:
        //: A column: how a rule stands
        return RuleCells::tr("State");
    case RuleColumn::LastRun:
        //: A column: when the rule's newest task was created
        return RuleCells::tr("Last run");
    case RuleColumn::Failed:
        //: A column: the number of failed tasks
        return RuleCells::tr("Failed");
    case RuleColumn::Tasks:
        //: A column: the number of tasks
        return RuleCells::tr("Tasks");
    case RuleColumn::Success:
        //: A column: which share of the tasks succeeded
        return RuleCells::tr("Success");
    case RuleColumn::P95:
        //: A column: a duration that 95 % of the tasks do not exceed
        return RuleCells::tr("p95");
    case RuleColumn::Route:
        //: A column: from where to where
        return RuleCells::tr("Route");
    case RuleColumn::Copies:
        //: What a rule copies: a repository or a namespace
        return RuleCells::tr("Copies");
    case RuleColumn::Filters:
        //: A column: which tags and repositories a rule is limited to
        return RuleCells::tr("Filters");
    case RuleColumn::Trigger:
        //: What starts the tasks of a rule
        return RuleCells::tr("Trigger");
    case RuleColumn::Instance:
        return RuleCells::tr("Instance");
    }
    return {};
}

QString columnToolTip(RuleColumn column)
{
    switch (column) {
    case RuleColumn::Rule:
        return RuleCells::tr("What the rule is called; its id where it has no name");
    case RuleColumn::State:
        return RuleCells::tr("What needs a person first");
    case RuleColumn::LastRun:
        return RuleCells::tr("When its newest known task was created");
    case RuleColumn::Failed:
        return RuleCells::tr("Failed in the chosen range of time");
    case RuleColumn::Tasks:
        return RuleCells::tr("Tasks of the chosen range of time");
    case RuleColumn::Success:
        return RuleCells::tr("Done of done and failed, in the chosen range of time");
    case RuleColumn::P95:
        return RuleCells::tr("95 % of what was done in the chosen range of time took no longer");
    case RuleColumn::Route:
        return RuleCells::tr("From where to where");
    case RuleColumn::Copies:
        return RuleCells::tr("What the rule copies: a repository or a namespace");
    case RuleColumn::Filters:
        return RuleCells::tr("Which tags, repositories and namespaces it is limited to");
    case RuleColumn::Trigger:
        return RuleCells::tr("What starts its tasks");
    case RuleColumn::Instance:
        return RuleCells::tr("Which instance lists the rule");
    }
    return {};
}
