#include "sampletasks.h"

#include <utility>

using namespace Qt::StringLiterals;

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
