#pragma once

#include "historyvalues.h"

#include <QHash>
#include <QString>

#include <pqxx/pqxx>
#include <span>
#include <vector>

/// The tables of one account's instances and rules. Their lists are replaced as a whole.
class TeamNames final {
public:
    explicit TeamNames(QString account) : m_account(std::move(account)) {}

    void writeInstances(pqxx::transaction_base &transaction,
                        std::span<const RegistryInstance> instances);
    void writeRules(pqxx::transaction_base &transaction, const QString &instanceId,
                    std::span<const SyncRule> rules);

    [[nodiscard]] std::vector<HistoryInstance>
    readInstances(pqxx::transaction_base &transaction) const;
    /// By instance id.
    [[nodiscard]] QHash<QString, std::vector<SyncRule>>
    readRules(pqxx::transaction_base &transaction) const;
    [[nodiscard]] std::vector<SyncRule> readRules(pqxx::transaction_base &transaction,
                                                  const QString &instanceId) const;

private:
    QString m_account;
};
