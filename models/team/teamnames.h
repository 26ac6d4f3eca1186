#pragma once

#include "historyvalues.h"

#include <QDateTime>
#include <QString>

#include <pqxx/pqxx>
#include <span>
#include <vector>

/// The small tables of one account: instances, rules, and when each instance's list was last seen.
/// Lists are replaced as a whole.
class TeamNames final {
public:
    explicit TeamNames(QString account) : m_account(std::move(account)) {}

    void writeInstances(pqxx::transaction_base &transaction,
                        std::span<const RegistryInstance> instances);
    void writeRules(pqxx::transaction_base &transaction, const QString &instanceId,
                    std::span<const SyncRule> rules);
    /// The latest stays.
    void writeAsOf(pqxx::transaction_base &transaction, const QString &instanceId,
                   const QDateTime &seenAt);

    HistoryDirectory read(pqxx::transaction_base &transaction);

private:
    QString m_account;
};
