#pragma once

#include "randomtasks.h"
#include "rulerows.h"

// Rules and their tasks, for the tests of what is made of both.

inline const qint64 testNowMs = testNow.toMSecsSinceEpoch();

inline SyncTask taskOf(const QString &rule, SyncTaskStatus status, std::chrono::milliseconds age,
                       std::chrono::milliseconds took = {})
{
    SyncTask task = taskBetween(QStringLiteral("cn-hangzhou"), QStringLiteral("eu-central-1"),
                                status, age, took);
    task.ruleId = rule;
    return task;
}

inline std::vector<RuleFigures> counted(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    return countRules(filled.store, filled.rows, testNow);
}

inline ListedRule listed(const QString &id, const QString &name = {})
{
    return {.rule = {.id = id,
                     .name = name,
                     .direction = syncDirectionFromWire(QStringLiteral("FROM")),
                     .scope = syncScopeFromWire(QStringLiteral("NAMESPACE")),
                     .trigger = taskTriggerFromWire(QStringLiteral("PASSIVE")),
                     .tagFilter = QStringLiteral("^v.*"),
                     .local = {.instanceId = QStringLiteral("cri-1"),
                               .regionId = QStringLiteral("cn-hangzhou"),
                               .namespaceName = QStringLiteral("web")},
                     .target = {.instanceId = QStringLiteral("cri-2"),
                                .regionId = QStringLiteral("eu-central-1"),
                                .namespaceName = QStringLiteral("web")}},
            .instanceId = QStringLiteral("cri-1")};
}

/// The tasks of a FilledStore are listed by cri-1, which told of its rules just now.
inline RuleList listOf(std::vector<ListedRule> rules)
{
    return {.rules = std::move(rules), .listedAtMs = {{QStringLiteral("cri-1"), testNowMs}}};
}

inline QStringList ids(const std::vector<RuleRow> &rows)
{
    QStringList ids;
    for (const RuleRow &row : rows)
        ids << row.id;
    return ids;
}
