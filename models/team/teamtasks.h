#pragma once

#include "historyengine.h"
#include "postgresrow.h"
#include "taskmerge.h"
#include "teamhours.h"
#include "teampartitions.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <pqxx/pqxx>
#include <span>
#include <string>
#include <vector>

/// A row of the table of tasks, but for account and instance.
struct TeamTaskRow {
    KnownTask known{};
    qint64 firstSeenMs = 0;
    qint64 number = 0;      ///< 0: it is new
    qint64 effectiveMs = 0; ///< by which it is sorted, as it was read
};

/// The tables of tasks, of their status changes and of their number in each hour. What is newly
/// seen is merged with what is known by the one rule of this program, which the database does not
/// know: rows are read, merged here and written back. The caller's transaction holds the lease, so
/// that nobody writes meanwhile.
class TeamTasks final {
public:
    explicit TeamTasks(const QString &account) : m_account(account), m_hours(account) {}

    /// What of each row is read, for a SELECT; further columns may follow.
    static std::string columnNames();
    static constexpr int columnCount = 27;
    static TeamTaskRow rowOf(const pqxx::row &row);
    /// The tasks of \p instanceId in \p batch, which has few groups.
    static HistoryTasks &groupIn(std::vector<HistoryTasks> &batch, const QString &instanceId);

    /// A task without an id is not kept. Gives the number of those that were not known.
    qint64 write(pqxx::transaction_base &transaction, const QString &instanceId,
                 std::span<const SyncTask> tasks, const QDateTime &seenAt);
    /// At most \p count below \p cursor, which moves on, and not before \p oldest; the newest
    /// first.
    std::vector<HistoryTasks> read(pqxx::transaction_base &transaction, HistoryCursor &cursor,
                                   qint64 count, const QDateTime &oldest);
    /// Makes the partition of that month.
    void prepareMonthOf(pqxx::transaction_base &transaction, const QDateTime &time);
    void removeEmptyGroups(pqxx::transaction_base &transaction)
    {
        m_hours.removeEmptyGroups(transaction);
    }
    /// After a transaction that did not take place.
    void forget()
    {
        m_hours.forget();
        m_partitions.forget();
    }

private:
    struct Row {
        TeamTaskRow stored{};
        bool isChanged = false;
    };
    struct StatusChange {
        QString task{};
        QString before{};
        QString after{};
    };

    QHash<QString, Row> readKnown(pqxx::transaction_base &transaction, const QString &instanceId,
                                  std::span<const SyncTask> tasks);
    void writeRows(pqxx::transaction_base &transaction, const QString &instanceId,
                   const QHash<QString, Row> &rows);
    void writeChanges(pqxx::transaction_base &transaction, const QString &instanceId,
                      const std::vector<StatusChange> &changes, qint64 seenMs);

    QString m_account;
    TeamHours m_hours;
    TeamPartitions m_partitions;
};
