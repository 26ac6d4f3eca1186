#include "actionlog.h"

#include "actionwords.h"
#include "unixtime.h"

namespace {

// Columns in the order of the statements; an image takes five.
enum LogColumn : int {
    LogId,
    LogSent,
    LogProfile,
    LogKind,
    LogOperation,
    LogRegion,
    LogInstance,
    LogTask,
    LogSource,
    LogTarget = LogSource + 5,
    LogRule = LogTarget + 5,
    LogRuleName,
    LogParameters,
    LogOutcome,
    LogRequest,
    LogErrorCode,
    LogErrorMessage,
    LogCreated,
    LogProgress,
    LogProgressCause,
    LogProgressed,
};

void bindImage(SqliteStatement &statement, int first, const ImageRef &image)
{
    statement.bind(first, image.instanceId).bind(first + 1, image.regionId);
    statement.bind(first + 2, image.repoNamespaceName).bind(first + 3, image.repoName);
    statement.bind(first + 4, image.imageTag);
}

ImageRef imageFrom(const SqliteStatement &row, int first)
{
    return {.instanceId = row.text(first),
            .regionId = row.text(first + 1),
            .repoNamespaceName = row.text(first + 2),
            .repoName = row.text(first + 3),
            .imageTag = row.text(first + 4)};
}

SentAction actionFrom(const SqliteStatement &row)
{
    return {
        .id = row.text(LogId),
        .sentAt = timeFromUnixMs(row.number(LogSent)),
        .profile = row.text(LogProfile),
        .kind = sentKindFromStored(row.text(LogKind)),
        .operation = row.text(LogOperation),
        .instance = {.regionId = row.text(LogRegion), .instanceId = row.text(LogInstance)},
        .taskId = row.text(LogTask),
        .imageFrom = imageFrom(row, LogSource),
        .imageTo = imageFrom(row, LogTarget),
        .ruleId = row.text(LogRule),
        .ruleName = row.text(LogRuleName),
        .parameters = row.text(LogParameters),
        .outcome = sentOutcomeFromStored(row.text(LogOutcome)),
        .requestId = row.text(LogRequest),
        .errorCode = row.text(LogErrorCode),
        .errorMessage = row.text(LogErrorMessage),
        .createdId = row.text(LogCreated),
        .progress = sentProgressFromStored(row.text(LogProgress)),
        .progressCause = row.text(LogProgressCause),
        .progressedAt = timeFromUnixMs(row.number(LogProgressed)),
    };
}

} // namespace

void ActionLog::write(const SentAction &action)
{
    if (action.id.isEmpty())
        return;
    SqliteStatement put(m_database,
                        "INSERT OR REPLACE INTO sent_actions (id, sent_ms, profile, kind,"
                        " operation, region, instance, task, source_instance, source_region,"
                        " source_namespace, source_repo, source_tag, target_instance,"
                        " target_region, target_namespace, target_repo, target_tag, rule,"
                        " rule_name, parameters, outcome, request, error_code, error_message,"
                        " created, progress, progress_cause, progressed_ms) VALUES (?, ?, ?, ?, ?,"
                        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put.bind(LogId, action.id).bind(LogSent, unixMs(action.sentAt));
    put.bind(LogProfile, action.profile).bind(LogKind, storedWord(action.kind));
    put.bind(LogOperation, action.operation).bind(LogRegion, action.instance.regionId);
    put.bind(LogInstance, action.instance.instanceId).bind(LogTask, action.taskId);
    bindImage(put, LogSource, action.imageFrom);
    bindImage(put, LogTarget, action.imageTo);
    put.bind(LogRule, action.ruleId).bind(LogRuleName, action.ruleName);
    put.bind(LogParameters, action.parameters);
    put.bind(LogOutcome, storedWord(action.outcome));
    put.bind(LogRequest, action.requestId).bind(LogErrorCode, action.errorCode);
    put.bind(LogErrorMessage, action.errorMessage).bind(LogCreated, action.createdId);
    put.bind(LogProgress, storedWord(action.progress));
    put.bind(LogProgressCause, action.progressCause);
    put.bind(LogProgressed, unixMs(action.progressedAt)).run();
}

std::vector<SentAction> ActionLog::read()
{
    std::vector<SentAction> actions;
    SqliteStatement row(m_database,
                        "SELECT id, sent_ms, profile, kind, operation, region, instance, task,"
                        " source_instance, source_region, source_namespace, source_repo,"
                        " source_tag, target_instance, target_region, target_namespace,"
                        " target_repo, target_tag, rule, rule_name, parameters, outcome, request,"
                        " error_code, error_message, created, progress, progress_cause,"
                        " progressed_ms FROM sent_actions ORDER BY sent_ms, id");
    while (row.next())
        actions.push_back(actionFrom(row));
    return actions;
}

void ActionLog::forget(const QDateTime &now)
{
    SqliteStatement old(m_database, "DELETE FROM sent_actions WHERE sent_ms < ?");
    old.bind(0, now.addDays(-maxAge.count()).toMSecsSinceEpoch()).run();
    SqliteStatement surplus(m_database,
                            "DELETE FROM sent_actions WHERE id IN (SELECT id FROM sent_actions"
                            " ORDER BY sent_ms DESC, id DESC LIMIT -1 OFFSET ?)");
    surplus.bind(0, maxCount).run();
}
