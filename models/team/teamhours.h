#pragma once

#include "postgresrow.h"
#include "storedcolumn.h"
#include "synctask.h"
#include "taskmerge.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <array>
#include <pqxx/pqxx>
#include <utility>
#include <vector>

/// What is counted together, as columns: where a task goes from and to, its rule, its status, and
/// its cause. The instance that lists it is counted apart.
StoredColumns<SyncTask> groupColumns();
inline constexpr std::size_t groupColumnCount = 7;

/// A column of task_hours for each quarter of an hour.
inline constexpr std::size_t quartersOfHour = 4;
inline constexpr qint64 hourMs = 3'600'000;
inline constexpr qint64 quarterMs = hourMs / quartersOfHour;
/// The hour of tasks without any time.
inline constexpr qint64 hourOfNoTime = -1;

/// Keeps the table of how many tasks belong to each quarter of each hour (see effectivetime.h), by
/// instance and group: charts over more tasks than a window holds count there. By quarters, because
/// the hours of some zones begin within one of UTC: all of today's begin at a quarter.
///
/// Collects changes of tasks that are about to be written, and writes them in the same transaction,
/// so that the table is always that of the tasks.
class TeamHours final {
public:
    explicit TeamHours(QString account) : m_account(std::move(account)) {}

    /// What is added from now on is of \p instanceId; what was not written is dropped.
    void begin(const QString &instanceId);
    /// There are \p by tasks more like \p known, which was seen first at \p firstSeenMs.
    void add(const KnownTask &known, qint64 firstSeenMs, qint64 by);
    /// What was added.
    void write(pqxx::transaction_base &transaction);
    /// Groups of this account of which there are no tasks any more: they have moved on, or went
    /// with their month. Those of another account are in the memory of another writer.
    void removeEmptyGroups(pqxx::transaction_base &transaction);
    /// After a transaction that did not take place.
    void forget();

    /// Counts all tasks that there are, of all accounts, into empty tables.
    static void fill(pqxx::transaction_base &transaction);

private:
    struct Group {
        QByteArray key{};
        QStringList texts{};
    };
    struct Slot {
        qint64 monthMs = 0; ///< the part of the table: as that of the task
        qint64 hour = 0;
        qsizetype group = 0; ///< its number

        friend bool operator==(const Slot &, const Slot &) = default;
        friend std::size_t qHash(const Slot &slot, std::size_t seed = 0) noexcept
        {
            return qHashMulti(seed, slot.monthMs, slot.hour, slot.group);
        }
    };
    using Quarters = std::array<qint64, quartersOfHour>;

    qsizetype numberOf(const SyncTask &task);
    void writeGroups(pqxx::transaction_base &transaction);
    void writeHours(pqxx::transaction_base &transaction) const;
    void removeEmpty(pqxx::transaction_base &transaction, const pqxx::result &empty) const;
    [[nodiscard]] PostgresValues keys() const;

    QString m_account;
    QString m_instance;
    QHash<QStringList, qsizetype> m_numbers; // of the groups of all instances
    QHash<QByteArray, qsizetype> m_byKey;    // likewise
    std::vector<Group> m_groups;             // by number
    std::vector<qsizetype> m_newGroups;      // numbers
    QHash<Slot, Quarters> m_changes;
    bool m_takesAway = false;
};
