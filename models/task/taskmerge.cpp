#include "taskmerge.h"

#include "unixtime.h"

namespace {

void takeText(QString &known, const QString &news)
{
    if (!news.isEmpty())
        known = news;
}

template<typename Value>
void takeValue(std::optional<Value> &known, std::optional<Value> news)
{
    if (news)
        known = news;
}

void takeImage(ImageRef &known, const ImageRef &news)
{
    takeText(known.instanceId, news.instanceId);
    takeText(known.regionId, news.regionId);
    takeText(known.repoNamespaceName, news.repoNamespaceName);
    takeText(known.repoName, news.repoName);
    takeText(known.imageTag, news.imageTag);
}

void takeStatus(SyncTask &known, qint64 &changedMs, bool &isEndTimeMissing, const SyncTask &news)
{
    const StatusReport report{.status = news.status.value, .changedMs = unixMs(news.modifiedAt)};
    const StatusReport before{.status = known.status.value, .changedMs = changedMs};
    if (isOutdated(report, before))
        return;
    if (news.status.isGiven() || news.status.value != SyncTaskStatus::Unknown)
        known.status = news.status;
    if (news.issue.isGiven() || news.issue.value != TaskIssue::Unknown)
        known.issue = news.issue;
    const EndTime end = endTimeAfter(report, before);
    if (end == EndTime::Given)
        changedMs = report.changedMs;
    if (end != EndTime::AsKnown)
        isEndTimeMissing = end == EndTime::Missing;
    known.modifiedAt = timeFromUnixMs(isEndTimeMissing ? 0 : changedMs);
}

} // namespace

void mergeTask(KnownTask &known, const SyncTask &news)
{
    SyncTask &task = known.task;
    takeStatus(task, known.changedMs, known.isEndTimeMissing, news);
    if (news.createdAt.isValid())
        task.createdAt = news.createdAt;
    if (news.trigger.isGiven() || news.trigger.value != TaskTrigger::Unknown)
        task.trigger = news.trigger;
    takeText(task.ruleId, news.ruleId);
    takeText(task.batchId, news.batchId);
    takeText(task.linkId, news.linkId);
    takeValue(task.crossUser, news.crossUser);
    takeValue(task.syncTransAccelerate, news.syncTransAccelerate);
    takeValue(task.customLink, news.customLink);
    takeValue(task.priority, news.priority);
    takeImage(task.imageFrom, news.imageFrom);
    takeImage(task.imageTo, news.imageTo);
}
