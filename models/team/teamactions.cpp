#include "teamactions.h"

#include "actionlog.h"
#include "actionwords.h"
#include "postgresrow.h"
#include "unixtime.h"

namespace {

// As the statements read them; an image takes five.
enum ActionColumn : int {
    ActionId,
    ActionSent,
    ActionProfile,
    ActionKind,
    ActionOperation,
    ActionRegion,
    ActionInstance,
    ActionTask,
    ActionSource,
    ActionTarget = ActionSource + 5,
    ActionRule = ActionTarget + 5,
    ActionRuleName,
    ActionParameters,
    ActionOutcome,
    ActionRequest,
    ActionErrorCode,
    ActionErrorMessage,
    ActionCreated,
    ActionProgress,
    ActionProgressCause,
    ActionProgressed,
};

SentAction actionFrom(const PostgresRow &row)
{
    return {
        .id = row.text(ActionId),
        .sentAt = timeFromUnixMs(row.number(ActionSent)),
        .profile = row.text(ActionProfile),
        .kind = sentKindFromStored(row.text(ActionKind)),
        .operation = row.text(ActionOperation),
        .instance = {.regionId = row.text(ActionRegion), .instanceId = row.text(ActionInstance)},
        .taskId = row.text(ActionTask),
        .imageFrom = row.image(ActionSource),
        .imageTo = row.image(ActionTarget),
        .ruleId = row.text(ActionRule),
        .ruleName = row.text(ActionRuleName),
        .parameters = row.text(ActionParameters),
        .outcome = sentOutcomeFromStored(row.text(ActionOutcome)),
        .requestId = row.text(ActionRequest),
        .errorCode = row.text(ActionErrorCode),
        .errorMessage = row.text(ActionErrorMessage),
        .createdId = row.text(ActionCreated),
        .progress = sentProgressFromStored(row.text(ActionProgress)),
        .progressCause = row.text(ActionProgressCause),
        .progressedAt = timeFromUnixMs(row.number(ActionProgressed)),
    };
}

} // namespace

void TeamActions::write(pqxx::transaction_base &transaction, const SentAction &action)
{
    if (action.id.isEmpty())
        return;
    PostgresValues key;
    key.addNotNull(m_account).addNotNull(action.id);
    runWith(transaction, "DELETE FROM sent_actions WHERE account = $1 AND id = $2", key);
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(action.id).add(unixMs(action.sentAt));
    values.add(action.profile).addNotNull(storedWord(action.kind)).add(action.operation);
    values.add(action.instance.regionId).add(action.instance.instanceId).add(action.taskId);
    values.add(action.imageFrom).add(action.imageTo);
    values.add(action.ruleId).add(action.ruleName).add(action.parameters);
    values.addNotNull(storedWord(action.outcome)).add(action.requestId).add(action.errorCode);
    values.add(action.errorMessage).add(action.createdId);
    values.addNotNull(storedWord(action.progress)).add(action.progressCause);
    values.add(unixMs(action.progressedAt));
    runWith(transaction,
            "INSERT INTO sent_actions (account, id, sent_ms, profile, kind, operation, region,"
            " instance, task, source_instance, source_region, source_namespace, source_repo,"
            " source_tag, target_instance, target_region, target_namespace, target_repo,"
            " target_tag, rule, rule_name, parameters, outcome, request, error_code,"
            " error_message, created, progress, progress_cause, progressed_ms) VALUES ($1, $2, $3,"
            " $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,"
            " $22, $23, $24, $25, $26, $27, $28, $29, $30)",
            values);
}

std::vector<SentAction> TeamActions::read(pqxx::transaction_base &transaction)
{
    PostgresValues account;
    account.addNotNull(m_account);
    std::vector<SentAction> actions;
    for (const pqxx::row &each :
         runWith(transaction,
                 "SELECT id, sent_ms, profile, kind, operation, region, instance, task,"
                 " source_instance, source_region, source_namespace, source_repo, source_tag,"
                 " target_instance, target_region, target_namespace, target_repo, target_tag,"
                 " rule, rule_name, parameters, outcome, request, error_code, error_message,"
                 " created, progress, progress_cause, progressed_ms FROM sent_actions"
                 " WHERE account = $1 ORDER BY sent_ms, id",
                 account))
        actions.push_back(actionFrom(PostgresRow(each)));
    return actions;
}

void TeamActions::forget(pqxx::transaction_base &transaction, const QDateTime &now)
{
    PostgresValues values;
    values.addNotNull(m_account);
    values.add(now.addDays(-ActionLog::maxAge.count()).toMSecsSinceEpoch());
    runWith(transaction, "DELETE FROM sent_actions WHERE account = $1 AND sent_ms < $2", values);
}
