#include "historynames.h"

#include "instancetags.h"
#include "unixtime.h"

namespace {

/// Four parameters, or columns, from \p first on.
void bindEnd(SqliteStatement &statement, int first, const SyncRuleEnd &end)
{
    statement.bind(first, end.instanceId).bind(first + 1, end.regionId);
    statement.bind(first + 2, end.namespaceName).bind(first + 3, end.repoName);
}

SyncRuleEnd endFrom(const SqliteStatement &row, int first)
{
    return {.instanceId = row.text(first),
            .regionId = row.text(first + 1),
            .namespaceName = row.text(first + 2),
            .repoName = row.text(first + 3)};
}

void bindRule(SqliteStatement &statement, const QString &instanceId, const SyncRule &rule)
{
    statement.bind(0, instanceId).bind(1, rule.id).bind(2, rule.name);
    statement.bind(3, rule.direction.text).bind(4, rule.scope.text).bind(5, rule.trigger.text);
    statement.bind(6, rule.tagFilter).bind(7, rule.repoNameFilter);
    statement.bind(8, rule.namespaceNameFilter).bind(9, rule.linkId);
    statement.bind(10, std::optional<qint64>(rule.priority));
    statement.bind(11, std::optional<qint64>(rule.crossUser));
    statement.bind(12, unixMs(rule.createdAt)).bind(13, unixMs(rule.modifiedAt));
    bindEnd(statement, 14, rule.local);
    bindEnd(statement, 18, rule.target);
}

SyncRule ruleFrom(const SqliteStatement &row)
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
    if (!row.isNull(10))
        rule.priority = static_cast<int>(row.number(10));
    if (!row.isNull(11))
        rule.crossUser = row.number(11) != 0;
    return rule;
}

} // namespace

void HistoryNames::writeInstances(const QString &account,
                                  std::span<const RegistryInstance> instances)
{
    SqliteStatement forget(m_database, "DELETE FROM instances WHERE account = coalesce(?, '')");
    forget.bind(0, account).run();
    SqliteStatement add(m_database,
                        "INSERT INTO instances (account, id, name, status, specification, issue,"
                        " region, resource_group, created_ms, modified_ms, tags)"
                        " VALUES (coalesce(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT DO NOTHING");
    for (const RegistryInstance &instance : instances) {
        if (instance.id.isEmpty())
            continue;
        add.bind(0, account).bind(1, instance.id).bind(2, instance.name);
        add.bind(3, instance.status.text).bind(4, instance.specification);
        add.bind(5, instance.issue).bind(6, instance.regionId).bind(7, instance.resourceGroupId);
        add.bind(8, unixMs(instance.createdAt)).bind(9, unixMs(instance.modifiedAt));
        add.bind(10, storedTags(instance.tags)).run();
    }
}

void HistoryNames::writeRules(const QString &instanceId, std::span<const SyncRule> rules)
{
    if (instanceId.isEmpty())
        return;
    SqliteStatement forget(m_database, "DELETE FROM rules WHERE instance = ?");
    forget.bind(0, instanceId).run();
    SqliteStatement add(m_database,
                        "INSERT INTO rules (instance, id, name, direction, scope, trigger_word,"
                        " tag_filter, repo_filter, namespace_filter, link, priority, cross_user,"
                        " created_ms, modified_ms, local_instance, local_region, local_namespace,"
                        " local_repo, target_instance, target_region, target_namespace,"
                        " target_repo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        " ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    for (const SyncRule &rule : rules) {
        if (rule.id.isEmpty())
            continue;
        bindRule(add, instanceId, rule);
        add.run();
    }
}

void HistoryNames::writeAsOf(const QString &instanceId, const QDateTime &seenAt)
{
    if (instanceId.isEmpty() || !seenAt.isValid())
        return;
    SqliteStatement note(m_database,
                         "INSERT INTO lists (instance, as_of_ms) VALUES (?, ?) ON CONFLICT DO"
                         " UPDATE SET as_of_ms = max(as_of_ms, excluded.as_of_ms)");
    note.bind(0, instanceId).bind(1, unixMs(seenAt)).run();
}

HistoryDirectory HistoryNames::read()
{
    return {.instances = readInstances(), .rules = readRules(), .asOf = readAsOf()};
}

std::vector<HistoryInstance> HistoryNames::readInstances()
{
    std::vector<HistoryInstance> instances;
    SqliteStatement row(m_database,
                        "SELECT account, id, name, status, specification, issue, region,"
                        " resource_group, created_ms, modified_ms, tags FROM instances");
    while (row.next()) {
        instances.push_back({.account = row.text(0),
                             .instance = {.id = row.text(1),
                                          .name = row.text(2),
                                          .status = instanceStatusFromWire(row.text(3)),
                                          .specification = row.text(4),
                                          .issue = row.text(5),
                                          .regionId = row.text(6),
                                          .resourceGroupId = row.text(7),
                                          .createdAt = timeFromUnixMs(row.number(8)),
                                          .modifiedAt = timeFromUnixMs(row.number(9)),
                                          .tags = tagsFromStored(row.text(10))}});
    }
    return instances;
}

QHash<QString, std::vector<SyncRule>> HistoryNames::readRules()
{
    QHash<QString, std::vector<SyncRule>> rules;
    SqliteStatement row(m_database,
                        "SELECT instance, id, name, direction, scope, trigger_word, tag_filter,"
                        " repo_filter, namespace_filter, link, priority, cross_user, created_ms,"
                        " modified_ms, local_instance, local_region, local_namespace, local_repo,"
                        " target_instance, target_region, target_namespace, target_repo"
                        " FROM rules");
    while (row.next())
        rules[row.text(0)].push_back(ruleFrom(row));
    return rules;
}

QHash<QString, QDateTime> HistoryNames::readAsOf()
{
    QHash<QString, QDateTime> asOf;
    SqliteStatement row(m_database, "SELECT instance, as_of_ms FROM lists");
    while (row.next())
        asOf.insert(row.text(0), timeFromUnixMs(row.number(1)));
    return asOf;
}
