#pragma once

#include "historyvalues.h"
#include "page.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>
#include <pqxx/pqxx>
#include <span>
#include <vector>

/// How the lists of one account stand with its collector: when each was read in full last, how many
/// tasks of it are kept, and which cannot be read.
class TeamLists final {
public:
    explicit TeamLists(QString account) : m_account(std::move(account)) {}

    /// The latest stays.
    void writeAsOf(pqxx::transaction_base &transaction, const QString &instanceId,
                   const QDateTime &seenAt, std::chrono::milliseconds interval);
    /// In the place of those before.
    void writeUnread(pqxx::transaction_base &transaction, std::span<const UnreadList> lists);
    void addTasks(pqxx::transaction_base &transaction, const QString &instanceId, qint64 count);

    /// By instance id: when its list was read in full last.
    [[nodiscard]] QHash<QString, QDateTime> readAsOf(pqxx::transaction_base &transaction) const;
    [[nodiscard]] std::vector<UnreadList> readUnread(pqxx::transaction_base &transaction) const;
    [[nodiscard]] PageOrigin readOrigin(pqxx::transaction_base &transaction,
                                        const QString &instanceId) const;
    [[nodiscard]] qint64 readTaskCount(pqxx::transaction_base &transaction,
                                       const QString &instanceId) const;

private:
    QString m_account;
};

/// By instance id: of the accounts that see it, the one whose list is the newest. Another one may
/// not be collected any more.
QHash<QString, QString> newestAccounts(pqxx::transaction_base &transaction);

/// All of one account but its tasks.
HistoryDirectory readTeamDirectory(pqxx::transaction_base &transaction, const QString &account);
