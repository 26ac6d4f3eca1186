#pragma once

#include "historyvalues.h"
#include "sqlitedatabase.h"

#include <span>

/// The small tables: instances, rules, and when each instance's list was last seen. Lists are
/// replaced as a whole. The caller holds the transaction.
class HistoryNames final {
public:
    explicit HistoryNames(SqliteDatabase &database) : m_database(database) {}

    void writeInstances(const QString &account, std::span<const RegistryInstance> instances);
    void writeRules(const QString &instanceId, std::span<const SyncRule> rules);
    void writeAsOf(const QString &instanceId, const QDateTime &seenAt); ///< the latest stays

    HistoryDirectory read();

private:
    std::vector<HistoryInstance> readInstances();
    QHash<QString, std::vector<SyncRule>> readRules();
    QHash<QString, QDateTime> readAsOf();

    SqliteDatabase &m_database;
};
