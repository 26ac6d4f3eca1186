#include "teamhistory.h"

#include "overloaded.h"
#include "postgresdatabase.h"
#include "postgresrow.h"
#include "teamactions.h"
#include "teamlists.h"
#include "teamnames.h"
#include "teamschema.h"
#include "teamtasks.h"

#include <stdexcept>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// What is lost with a connection is mostly back within seconds.
constexpr std::chrono::seconds retryAfter{5};

/// Thrown within a transaction, which it ends: another collector writes.
class LeaseLost final : public std::runtime_error {
public:
    LeaseLost() : std::runtime_error("another collector holds the lease") {}
};

} // namespace

/// What works in the database, and the first error of it.
class TeamHistory::Session {
public:
    Session(const DatabaseAddress &address, const QString &ofAccount, QString leaseHolder)
        : account(ofAccount),
          tasks(ofAccount),
          names(ofAccount),
          lists(ofAccount),
          actions(ofAccount),
          m_database(address),
          m_leaseHolder(std::move(leaseHolder))
    {
    }

    bool run(const PostgresDatabase::Work &work)
    {
        if (m_failure)
            return false;
        bool isElected = true;
        const std::optional<PostgresError> error =
            m_database.run([&](pqxx::transaction_base &transaction) {
                if (std::exchange(m_connectionOfTasks, m_database.connections()) !=
                    m_database.connections())
                    tasks.forget(); // what the last one wrote may be gone
                try {
                    work(transaction);
                } catch (const LeaseLost &) {
                    isElected = false;
                    throw;
                }
            });
        if (!error)
            return true;
        tasks.forget();
        m_failure =
            HistoryFailure{.fault = isElected ? historyFaultOf(*error) : HistoryFault::NotElected,
                           .message = error->message};
        return false;
    }

    /// The same of what can wait: an error is not kept, it is to be tried again.
    bool attempt(const PostgresDatabase::Work &work) { return !m_failure && !m_database.run(work); }

    /// Until the end of \p transaction nobody else takes the lease; ends it where it is not held.
    void holdLease(pqxx::transaction_base &transaction) const
    {
        PostgresValues holder;
        holder.addNotNull(m_leaseHolder);
        if (runWith(transaction,
                    "SELECT 1 FROM lease WHERE name = 'collector' AND holder = $1"
                    " AND until > clock_timestamp() FOR SHARE",
                    holder)
                .empty())
            throw LeaseLost();
    }

    void close() { m_database.close(); }
    std::optional<HistoryFailure> takeFailure() { return std::exchange(m_failure, {}); }

    QString account;
    TeamTasks tasks;
    TeamNames names;
    TeamLists lists;
    TeamActions actions;

private:
    PostgresDatabase m_database;
    QString m_leaseHolder;
    int m_connectionOfTasks = 0; // in which what the tasks remember was written
    std::optional<HistoryFailure> m_failure;
};

TeamHistory::TeamHistory(const DatabaseAddress &address, const QString &account,
                         QString leaseHolder, std::chrono::days tasksBack)
    : m_session(std::make_unique<Session>(address, account, std::move(leaseHolder))),
      m_tasksBack(tasksBack)
{
}

TeamHistory::~TeamHistory() = default;

HistoryOpening TeamHistory::open(const HistoryOptions &options, const QDateTime &now)
{
    m_oldest = now.addDays(-m_tasksBack.count());
    qint64 version = 0;
    const bool isDone = m_session->run([&](pqxx::transaction_base &transaction) {
        m_session->holdLease(transaction);
        version = teamSchemaVersion(transaction);
        if (version < newestTeamSchema())
            migrateTeamSchema(transaction, version);
    });
    HistoryOpening opening{.file = options.file};
    if (!isDone) {
        const HistoryFailure failure = m_session->takeFailure().value_or(HistoryFailure{});
        opening.fault = failure.fault;
        opening.message = failure.message;
    } else if (version > newestTeamSchema()) {
        opening.fault = HistoryFault::NewerTables;
        opening.message = u"the schema has version %1, this program knows %2"_s.arg(version).arg(
            newestTeamSchema());
    } else {
        opening.outcome =
            version == 0 ? HistoryOpening::Outcome::Created : HistoryOpening::Outcome::Existing;
    }
    m_isOpen = opening.isUsable();
    if (!m_isOpen)
        m_session->close();
    return opening;
}

void TeamHistory::close()
{
    m_isOpen = false;
    m_session->close();
}

void TeamHistory::write(std::span<const HistoryRecord> records)
{
    m_session->run([&](pqxx::transaction_base &transaction) {
        m_session->holdLease(transaction);
        for (const HistoryRecord &record : records) {
            std::visit(Overloaded{[&](const HistoryTasks &seen) {
                                      const qint64 added = m_session->tasks.write(
                                          transaction, seen.instanceId, seen.tasks, record.seenAt);
                                      m_session->lists.addTasks(transaction, seen.instanceId,
                                                                added);
                                  },
                                  [&](const HistoryRecord::Instances &seen) {
                                      m_session->names.writeInstances(transaction, seen.instances);
                                  },
                                  [&](const HistoryRecord::Rules &seen) {
                                      m_session->names.writeRules(transaction, seen.instanceId,
                                                                  seen.rules);
                                  },
                                  [&](const HistoryRecord::ListSeen &seen) {
                                      m_session->lists.writeAsOf(transaction, seen.instanceId,
                                                                 record.seenAt, seen.interval);
                                  },
                                  [&](const HistoryRecord::Unread &seen) {
                                      m_session->lists.writeUnread(transaction, seen.lists);
                                  },
                                  [&](const SentAction &action) {
                                      m_session->actions.write(transaction, action);
                                  }},
                       record.what);
        }
        transaction.exec(std::string("NOTIFY ") + teamChannel); // comes with the commit
    });
}

HistoryDirectory TeamHistory::readDirectory()
{
    HistoryDirectory directory;
    m_session->run([&](pqxx::transaction_base &transaction) {
        directory = readTeamDirectory(transaction, m_session->account);
    });
    return directory;
}

std::vector<SentAction> TeamHistory::readActions()
{
    std::vector<SentAction> actions;
    m_session->run([&](pqxx::transaction_base &transaction) {
        actions = m_session->actions.read(transaction);
    });
    return actions;
}

std::vector<HistoryTasks> TeamHistory::readTasks(HistoryCursor &cursor, qint64 count)
{
    std::vector<HistoryTasks> tasks;
    HistoryCursor after;
    const bool isDone = m_session->run([&](pqxx::transaction_base &transaction) {
        after = cursor; // it may run twice
        tasks = m_session->tasks.read(transaction, after, count, m_oldest);
    });
    if (!isDone)
        return {};
    cursor = after;
    return tasks;
}

bool TeamHistory::tidy(const HistoryOptions &options, const QDateTime &now,
                       const std::atomic<bool> & /*isStopping*/)
{
    const qint64 oldest = now.addDays(-options.maxAge.count()).toMSecsSinceEpoch();
    std::optional<TeamPartitions::Ended> ended;
    m_session->run([&](pqxx::transaction_base &transaction) {
        ended = TeamPartitions::findEnded(transaction,
                                          oldest); // without the lease, which it would hold
    });
    forgetNotes(oldest);
    const bool isDone = m_session->run([&](pqxx::transaction_base &transaction) {
        m_session->holdLease(transaction);
        m_session->actions.forget(transaction, now);
        // Before it is needed: making it waits for whoever reads.
        m_session->tasks.prepareMonthOf(transaction, now.addMonths(1));
        if (ended)
            TeamPartitions::drop(transaction, *ended);
        else // nothing more goes this time
            m_session->tasks.removeEmptyGroups(transaction);
    });
    if (!isDone || !ended)
        return false;
    m_session->tasks.forget(); // the partition that was dropped
    return true;
}

/// By itself: whoever holds up the notes holds up nothing else.
void TeamHistory::forgetNotes(qint64 oldestMs)
{
    TeamNoteTable::Seen seen;
    const bool isDone = m_session->attempt([&](pqxx::transaction_base &transaction) {
        seen = m_notesSeen; // it may run twice
        transaction.exec("SET LOCAL lock_timeout = '1s'");
        TeamNoteTable::forget(transaction, oldestMs, seen);
        // Not before: the lease would be held while this waits for another one's note.
        m_session->holdLease(transaction);
    });
    if (isDone)
        m_notesSeen = seen;
}

std::optional<HistoryTrouble> TeamHistory::takeTrouble(const QDateTime & /*now*/)
{
    const std::optional<HistoryFailure> failure = m_session->takeFailure();
    if (!failure)
        return {};
    return HistoryTrouble{.failure = *failure, .retryAfter = retryAfter};
}
