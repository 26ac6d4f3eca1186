#include "taskcells.h"

#include "displaytext.h"
#include "region.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

class TaskCells final {
    Q_DECLARE_TR_FUNCTIONS(TaskCells)
};

QString endText(const ImageRef &end)
{
    if (end.instanceId.isEmpty())
        return end.path();
    return end.instanceId + u" · "_s + end.path();
}

QString yesNo(std::optional<bool> value)
{
    if (!value)
        return {};
    return *value ? TaskCells::tr("Yes") : TaskCells::tr("No");
}

QString causeText(const SyncTask &task)
{
    return task.status.value == SyncTaskStatus::Error ? displayName(task.issue) : QString();
}

QString ruleText(const SyncTask &task, const CellContext &context)
{
    return context.ruleNames ? context.ruleNames->value(task.ruleId, task.ruleId) : task.ruleId;
}

QString durationCell(const SyncTask &task, const CellContext &context)
{
    const auto duration = durationOf(task, context.now);
    return duration ? durationText(*duration) : QString();
}

QString progressCell(const SyncTask &task, const CellContext &context)
{
    const std::optional<double> progress = cellProgress(task, context);
    if (!progress)
        return {};
    //: %1 is a number, as in "61 %".
    return TaskCells::tr("%1 %").arg(QLocale().toString(std::floor(*progress * 100), 'f', 0));
}

QString priorityCell(const SyncTask &task)
{
    return task.priority ? QLocale().toString(*task.priority) : QString();
}

QString triggerCell(const SyncTask &task)
{
    return task.trigger == Word<TaskTrigger>{} ? QString() : displayName(task.trigger);
}

QString timeToolTip(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    return absoluteTimeText(time) + u'\n' + relativeTimeText(time, now);
}

QString adviceText(const SyncTask &task)
{
    if (task.status.value != SyncTaskStatus::Error)
        return {};
    const Advice advice = adviceFor(task);
    return advice.happened + u'\n' + advice.whatToDo;
}

QString routeIds(const SyncTask &task)
{
    return task.imageFrom.regionId + u" → "_s + task.imageTo.regionId;
}

QString progressToolTip(const SyncTask &task, const CellContext &context)
{
    if (!cellProgress(task, context))
        return {};
    //: Sizes, as in "12.0 MiB of 31.2 MiB".
    return TaskCells::tr("%1 of %2")
        .arg(bytesText(context.progress->synced), bytesText(context.progress->total));
}

} // namespace

QString cellText(const SyncTask &task, Column column, const CellContext &context)
{
    switch (column) {
    case Column::Status:
        return displayName(task.status);
    case Column::Image:
        return task.imageFrom.path();
    case Column::Cause:
        return causeText(task);
    case Column::Route:
        return routeText(task);
    case Column::Created:
        return cellTimeText(task.createdAt, context.now);
    case Column::Duration:
        return durationCell(task, context);
    case Column::Progress:
        return progressCell(task, context);
    case Column::Source:
        return endText(task.imageFrom);
    case Column::Destination:
        return endText(task.imageTo);
    case Column::Trigger:
        return triggerCell(task);
    case Column::Rule:
        return ruleText(task, context);
    case Column::Modified:
        return cellTimeText(task.modifiedAt, context.now);
    case Column::Batch:
        return task.batchId;
    case Column::TaskId:
        return task.id;
    case Column::CrossUser:
        return yesNo(task.crossUser);
    case Column::Accelerated:
        return yesNo(task.syncTransAccelerate);
    case Column::CustomLink:
        return yesNo(task.customLink);
    case Column::LinkId:
        return task.linkId;
    case Column::Priority:
        return priorityCell(task);
    }
    return {};
}

QString cellCopyText(const SyncTask &task, Column column, const CellContext &context)
{
    switch (column) {
    case Column::Created:
        return absoluteTimeText(task.createdAt);
    case Column::Modified:
        return absoluteTimeText(task.modifiedAt);
    case Column::Route:
        return routeIds(task);
    case Column::Status:
    case Column::Image:
    case Column::Cause:
    case Column::Duration:
    case Column::Progress:
    case Column::Source:
    case Column::Destination:
    case Column::Trigger:
    case Column::Rule:
    case Column::Batch:
    case Column::TaskId:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::LinkId:
    case Column::Priority:
        break;
    }
    return cellText(task, column, context);
}

QString cellToolTip(const SyncTask &task, Column column, const CellContext &context)
{
    switch (column) {
    case Column::Status:
    case Column::Cause:
        return adviceText(task);
    case Column::Image:
        return endText(task.imageFrom) + u" →\n"_s + endText(task.imageTo);
    case Column::Route:
        return routeIds(task);
    case Column::Created:
        return timeToolTip(task.createdAt, context.now);
    case Column::Modified:
        return timeToolTip(task.modifiedAt, context.now);
    case Column::Progress:
        return progressToolTip(task, context);
    case Column::Rule:
        return ruleText(task, context) == task.ruleId
                   ? task.ruleId
                   : ruleText(task, context) + u'\n' + task.ruleId;
    case Column::Duration:
    case Column::Source:
    case Column::Destination:
    case Column::Batch:
    case Column::TaskId:
    case Column::LinkId:
        return cellText(task, column, context);
    case Column::Trigger:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::Priority:
        break;
    }
    return {};
}

QString cellSpokenText(const SyncTask &task, Column column, const CellContext &context)
{
    switch (column) {
    case Column::Status: {
        const QString cause = causeText(task);
        const QString status = displayName(task.status);
        return cause.isEmpty() ? status : status + u": "_s + cause;
    }
    case Column::Created:
        return absoluteTimeText(task.createdAt);
    case Column::Modified:
        return absoluteTimeText(task.modifiedAt);
    case Column::Route:
        //: A route, spoken.
        return TaskCells::tr("from %1 to %2")
            .arg(placeName(task.imageFrom.regionId), placeName(task.imageTo.regionId));
    case Column::Image:
    case Column::Cause:
    case Column::Duration:
    case Column::Progress:
    case Column::Source:
    case Column::Destination:
    case Column::Trigger:
    case Column::Rule:
    case Column::Batch:
    case Column::TaskId:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::LinkId:
    case Column::Priority:
        break;
    }
    return cellText(task, column, context);
}

std::optional<double> cellProgress(const SyncTask &task, const CellContext &context)
{
    if (task.status.value != SyncTaskStatus::Synchronizing || !context.progress ||
        context.progress->total <= 0)
        return {};
    const double share = static_cast<double>(context.progress->synced) /
                         static_cast<double>(context.progress->total);
    return std::clamp(share, 0.0, 1.0);
}

bool isRightAligned(Column column)
{
    return column == Column::Created || column == Column::Modified || column == Column::Duration ||
           column == Column::Priority;
}

bool isInFixedFont(const SyncTask &task, Column column, const CellContext &context)
{
    switch (column) {
    case Column::Batch:
    case Column::TaskId:
    case Column::LinkId:
        return true;
    case Column::Rule:
        return ruleText(task, context) == task.ruleId;
    case Column::Source:
        return !task.imageFrom.instanceId.isEmpty();
    case Column::Destination:
        return !task.imageTo.instanceId.isEmpty();
    case Column::Status:
    case Column::Image:
    case Column::Cause:
    case Column::Route:
    case Column::Created:
    case Column::Duration:
    case Column::Progress:
    case Column::Trigger:
    case Column::Modified:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::Priority:
        break;
    }
    return false;
}
