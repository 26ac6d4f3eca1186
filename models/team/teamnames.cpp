#include "teamnames.h"

#include "instancetags.h"
#include "postgresrow.h"
#include "unixtime.h"

namespace {

void addEnd(PostgresValues &values, const SyncRuleEnd &end)
{
    values.add(end.instanceId).add(end.regionId).add(end.namespaceName).add(end.repoName);
}

SyncRuleEnd endFrom(const PostgresRow &row, int first)
{
    return {.instanceId = row.text(first),
            .regionId = row.text(first + 1),
            .namespaceName = row.text(first + 2),
            .repoName = row.text(first + 3)};
}

PostgresValues valuesOf(const QString &account, const QString &instanceId, const SyncRule &rule)
{
    PostgresValues values;
    values.addNotNull(account).addNotNull(instanceId).addNotNull(rule.id).add(rule.name);
    values.add(rule.direction.text).add(rule.scope.text).add(rule.trigger.text);
    values.add(rule.tagFilter).add(rule.repoNameFilter).add(rule.namespaceNameFilter);
    values.add(rule.linkId).add(std::optional<qint64>(rule.priority));
    values.add(std::optional<qint64>(rule.crossUser));
    values.add(unixMs(rule.createdAt)).add(unixMs(rule.modifiedAt));
    addEnd(values, rule.local);
    addEnd(values, rule.target);
    return values;
}

SyncRule ruleFrom(const PostgresRow &row)
{
    SyncRule rule{
        .id = row.text(1),
        .name = row.text(2),
        .direction = syncDirectionFromWire(row.text(3)),
        .scope = syncScopeFromWire(row.text(4)),
        .trigger = taskTriggerFromWire(row.text(5)),
        .tagFilter = row.text(6),
        .repoNameFilter = row.text(7),
        .namespaceNameFilter = row.text(8),
        .linkId = row.text(9),
        .createdAt = timeFromUnixMs(row.number(12)),
        .modifiedAt = timeFromUnixMs(row.number(13)),
        .local = endFrom(row, 14),
        .target = endFrom(row, 18),
    };
    if (const std::optional<qint64> priority = row.optionalNumber(10))
        rule.priority = static_cast<int>(*priority);
    if (const std::optional<qint64> crossUser = row.optionalNumber(11))
        rule.crossUser = *crossUser != 0;
    return rule;
}

RegistryInstance instanceFrom(const PostgresRow &row)
{
    return {.id = row.text(0),
            .name = row.text(1),
            .status = instanceStatusFromWire(row.text(2)),
            .specification = row.text(3),
            .issue = row.text(4),
            .regionId = row.text(5),
            .resourceGroupId = row.text(6),
            .createdAt = timeFromUnixMs(row.number(7)),
            .modifiedAt = timeFromUnixMs(row.number(8)),
            .tags = tagsFromStored(row.text(9))};
}

} // namespace

void TeamNames::writeInstances(pqxx::transaction_base &transaction,
                               std::span<const RegistryInstance> instances)
{
    PostgresValues account;
    account.addNotNull(m_account);
    runWith(transaction, "DELETE FROM instances WHERE account = $1", account);
    for (const RegistryInstance &instance : instances) {
        if (instance.id.isEmpty())
            continue;
        PostgresValues values;
        values.addNotNull(m_account).addNotNull(instance.id).add(instance.name);
        values.add(instance.status.text).add(instance.specification).add(instance.issue);
        values.add(instance.regionId).add(instance.resourceGroupId);
        values.add(unixMs(instance.createdAt)).add(unixMs(instance.modifiedAt));
        values.add(storedTags(instance.tags));
        runWith(transaction,
                "INSERT INTO instances (account, id, name, status, specification, issue, region,"
                " resource_group, created_ms, modified_ms, tags)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
                values);
    }
}

void TeamNames::writeRules(pqxx::transaction_base &transaction, const QString &instanceId,
                           std::span<const SyncRule> rules)
{
    if (instanceId.isEmpty())
        return;
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    runWith(transaction, "DELETE FROM rules WHERE account = $1 AND instance = $2", keys);
    for (const SyncRule &rule : rules) {
        if (rule.id.isEmpty())
            continue;
        runWith(transaction,
                "INSERT INTO rules (account, instance, id, name, direction, scope, trigger_word,"
                " tag_filter, repo_filter, namespace_filter, link, priority, cross_user,"
                " created_ms, modified_ms, local_instance, local_region, local_namespace,"
                " local_repo, target_instance, target_region, target_namespace, target_repo)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
                " $17, $18, $19, $20, $21, $22, $23) ON CONFLICT DO NOTHING",
                valuesOf(m_account, instanceId, rule));
    }
}

void TeamNames::writeAsOf(pqxx::transaction_base &transaction, const QString &instanceId,
                          const QDateTime &seenAt)
{
    if (instanceId.isEmpty() || !seenAt.isValid())
        return;
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(instanceId).add(unixMs(seenAt));
    runWith(transaction,
            "INSERT INTO lists (account, instance, as_of_ms) VALUES ($1, $2, $3)"
            " ON CONFLICT (account, instance) DO UPDATE"
            " SET as_of_ms = greatest(lists.as_of_ms, excluded.as_of_ms)",
            values);
}

HistoryDirectory TeamNames::read(pqxx::transaction_base &transaction)
{
    HistoryDirectory directory;
    PostgresValues account;
    account.addNotNull(m_account);
    for (const pqxx::row &each :
         runWith(transaction,
                 "SELECT id, name, status, specification, issue, region, resource_group,"
                 " created_ms, modified_ms, tags FROM instances WHERE account = $1 ORDER BY id",
                 account))
        directory.instances.push_back(
            {.account = m_account, .instance = instanceFrom(PostgresRow(each))});
    for (const pqxx::row &each :
         runWith(transaction,
                 "SELECT instance, id, name, direction, scope, trigger_word, tag_filter,"
                 " repo_filter, namespace_filter, link, priority, cross_user, created_ms,"
                 " modified_ms, local_instance, local_region, local_namespace, local_repo,"
                 " target_instance, target_region, target_namespace, target_repo FROM rules"
                 " WHERE account = $1 ORDER BY instance, id",
                 account)) {
        const PostgresRow row(each);
        directory.rules[row.text(0)].push_back(ruleFrom(row));
    }
    for (const pqxx::row &each :
         runWith(transaction, "SELECT instance, as_of_ms FROM lists WHERE account = $1", account)) {
        const PostgresRow row(each);
        directory.asOf.insert(row.text(0), timeFromUnixMs(row.number(1)));
    }
    return directory;
}
