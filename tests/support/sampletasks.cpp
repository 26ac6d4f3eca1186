#include "sampletasks.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

using NamedTasks = std::vector<std::pair<QByteArray, SyncTask>>;

void addTasksByEnd(NamedTasks &tasks, const SyncTask &plain, const QByteArray &name,
                   ImageRef SyncTask::*end)
{
    const ImageRef image{.instanceId = u"cri-9"_s,
                         .regionId = u"cn-beijing"_s,
                         .repoNamespaceName = u"other"_s,
                         .repoName = u"thing"_s,
                         .imageTag = u"9"_s};
    const auto &[instance, region, repoNamespace, repo, tag] = image; // all that there are
    const auto add = [&](const char *member, QString ImageRef::*text, const QString &value) {
        SyncTask task = plain;
        (task.*end).*text = value;
        tasks.emplace_back(name + '.' + member, task);
    };
    add("instanceId", &ImageRef::instanceId, instance);
    add("regionId", &ImageRef::regionId, region);
    add("repoNamespaceName", &ImageRef::repoNamespaceName, repoNamespace);
    add("repoName", &ImageRef::repoName, repo);
    add("imageTag", &ImageRef::imageTag, tag);
}

} // namespace

SyncTask sampleTask(int number, SyncTaskStatus status)
{
    const QString tag = QString::number(number);
    const QDateTime created =
        QDateTime(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC).addSecs(qint64{60} * number);
    SyncTask task{
        .id = u"rst-"_s + tag,
        .ruleId = u"crsr-1"_s,
        .batchId = u"batch-"_s + tag,
        .status = {.value = status, .text = wireName(status)},
        .trigger = {.value = TaskTrigger::Passive, .text = u"PASSIVE"_s},
        .createdAt = created,
        .modifiedAt = created.addSecs(30),
        .crossUser = false,
        .syncTransAccelerate = true,
        .customLink = false,
        .imageFrom = {.instanceId = u"cri-hangzhou"_s,
                      .regionId = u"cn-hangzhou"_s,
                      .repoNamespaceName = u"team"_s,
                      .repoName = u"app"_s,
                      .imageTag = tag},
        .imageTo = {.instanceId = u"cri-frankfurt"_s,
                    .regionId = u"eu-central-1"_s,
                    .repoNamespaceName = u"team"_s,
                    .repoName = u"app"_s,
                    .imageTag = tag},
    };
    if (status == SyncTaskStatus::Error)
        task.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
    return task;
}

SyncTaskPage samplePage(std::vector<SyncTask> tasks, std::optional<qint64> totalCount, int pageNo,
                        int pageSize)
{
    return {.items = std::move(tasks),
            .pageNo = pageNo,
            .pageSize = pageSize,
            .totalCount = totalCount,
            .requestId = u"7640819A-FB5B-4E25-A227-97717F620000"_s};
}

std::vector<std::pair<QByteArray, SyncTask>> tasksByMember()
{
    const SyncTask plain{.id = u"rst-1"_s, .status = syncTaskStatusFromWire(u"ERROR"_s)};
    SyncTask other = sampleTask(2);
    other.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
    other.linkId = u"link-2"_s;
    other.priority = 2;
    const auto &[id, rule, batch, status, trigger, issue, created, modified, cross, accelerated,
                 customLink, link, priority, from, to] = other; // all that there are
    NamedTasks tasks{{QByteArray(), plain}};
    const auto add = [&](const char *name, auto SyncTask::*member, const auto &value) {
        SyncTask task = plain;
        task.*member = value;
        tasks.emplace_back(name, task);
    };
    add("id", &SyncTask::id, id);
    add("ruleId", &SyncTask::ruleId, rule);
    add("batchId", &SyncTask::batchId, batch);
    add("status", &SyncTask::status, status);
    add("trigger", &SyncTask::trigger, trigger);
    add("issue", &SyncTask::issue, issue);
    add("createdAt", &SyncTask::createdAt, created);
    add("modifiedAt", &SyncTask::modifiedAt, modified);
    add("crossUser", &SyncTask::crossUser, cross);
    add("syncTransAccelerate", &SyncTask::syncTransAccelerate, accelerated);
    add("customLink", &SyncTask::customLink, customLink);
    add("linkId", &SyncTask::linkId, link);
    add("priority", &SyncTask::priority, priority);
    add("imageFrom", &SyncTask::imageFrom, from);
    add("imageTo", &SyncTask::imageTo, to);
    addTasksByEnd(tasks, plain, "imageFrom", &SyncTask::imageFrom);
    addTasksByEnd(tasks, plain, "imageTo", &SyncTask::imageTo);
    return tasks;
}
