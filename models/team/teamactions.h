#pragma once

#include "sentaction.h"

#include <QDateTime>
#include <QString>

#include <pqxx/pqxx>
#include <vector>

/// The table of what one account sent to change a registry.
class TeamActions final {
public:
    explicit TeamActions(QString account) : m_account(std::move(account)) {}

    /// In the place of the entry with the same id.
    void write(pqxx::transaction_base &transaction, const SentAction &action);
    /// Oldest first.
    std::vector<SentAction> read(pqxx::transaction_base &transaction);
    /// What is older than ActionLog::maxAge.
    void forget(pqxx::transaction_base &transaction, const QDateTime &now);

private:
    QString m_account;
};
