#include "tasklink.h"

#include "displayed.h"
#include "displaytext.h"
#include "displaywords.h"
#include "region.h"

#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QString linkToolTip(const SyncTask &linked, const TimeDisplay &times)
{
    const SyncTask task = displayed(linked);
    QStringList lines = {task.imageFrom.path(), routeText(task),
                         absoluteTimeText(task.createdAt, times), task.id};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString copiedText(const TransferProgress &progress)
{
    if (progress.total <= 0)
        return {};
    const double part = static_cast<double>(progress.synced) / static_cast<double>(progress.total);
    //: %1 is a number, as in "61 %".
    return DisplayWords::tr("%1 %").arg(QLocale().toString(std::floor(part * 100), 'f', 0));
}

QString lastedText(const TaskStore &store, TaskRow row, const SyncTask &task, const QDateTime &now)
{
    const QDateTime lastReading = store.lastReading(row, now);
    const auto duration = durationOf(task, lastReading.isValid() ? lastReading : now);
    return duration ? durationText(*duration) : QString();
}

QString listOfGiven(QStringList parts)
{
    parts.removeAll(QString());
    return listText(parts);
}

/// How long ago a finished task ended, or an unfinished one began.
QString sinceText(const SyncTask &task, const QDateTime &now)
{
    const bool hasEnd = isFinished(task.status.value) && task.modifiedAt.isValid();
    return relativeTimeText(hasEnd ? task.modifiedAt : task.createdAt, now);
}

} // namespace

TaskLink samePushLink(const TaskStore &store, TaskRow row, const QString &image,
                      const TimeContext &now)
{
    const SyncTask task = store.task(row);
    const QString path = task.imageFrom.path();
    const QString place = placeName(task.imageTo.regionId);
    QStringList detail = {displayName(task.status)};
    if (task.status.value == SyncTaskStatus::Error)
        detail << (task.issue.isGiven() ? displayName(task.issue) : QString());
    else if (const auto progress = store.progress(row); progress && !isFinished(task.status.value))
        detail << copiedText(*progress);
    else
        detail << lastedText(store, row, task, now.now);
    return {.row = row,
            .status = task.status.value,
            .text = path == image ? place : listOfGiven({displayed(task.imageFrom).path(), place}),
            .detail = listOfGiven(detail),
            .toolTip = linkToolTip(task, now.times)};
}

TaskLink earlierLink(const TaskStore &store, TaskRow row, const TimeContext &now)
{
    const SyncTask task = store.task(row);
    const bool hasCause = task.status.value == SyncTaskStatus::Error && task.issue.isGiven();
    return {
        .row = row,
        .status = task.status.value,
        .text =
            listOfGiven({displayName(task.status), hasCause ? displayName(task.issue) : QString()}),
        .detail = listOfGiven({sinceText(task, now.now), lastedText(store, row, task, now.now)}),
        .toolTip = linkToolTip(task, now.times)};
}

TaskLink failureLink(const TaskStore &store, TaskRow row, const TimeContext &now)
{
    const SyncTask task = store.task(row);
    return {.row = row,
            .status = task.status.value,
            .text = displayed(task.imageFrom).path(),
            .detail = listOfGiven({task.issue.isGiven() ? displayName(task.issue) : QString(),
                                   sinceText(task, now.now)}),
            .toolTip = linkToolTip(task, now.times)};
}

TaskLink repairLink(const TaskStore &store, TaskRow row, const TimeContext &now)
{
    const SyncTask task = store.task(row);
    const QDateTime &end = task.modifiedAt.isValid() ? task.modifiedAt : task.createdAt;
    TaskLink link = earlierLink(store, row, now);
    //: A later task of the same image to the same destination succeeded; %1 is a time
    link.text = DisplayWords::tr("Repaired at %1 by a later copy").arg(cellTimeText(end, now));
    link.detail = sinceText(task, now.now);
    return link;
}
