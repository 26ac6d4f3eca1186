#include "teamfollower.h"

#include "handed.h"
#include "postgresdatabase.h"
#include "postgresrow.h"
#include "teamerror.h"
#include "teamlists.h"
#include "teamnotetable.h"
#include "teamschema.h"
#include "teamtaskreader.h"

#include <QSocketNotifier>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds shortestPause{200}; // however much is told
constexpr qint64 tasksAtOnce = 4'000;

void readStatus(pqxx::transaction_base &transaction, TeamStatus &status)
{
    for (const pqxx::row &each :
         transaction.exec("SELECT program, holder,"
                          // While the database was away nobody could renew it.
                          " CASE WHEN until > clock_timestamp() - interval '6 seconds'"
                          " THEN 1 ELSE 0 END"
                          " FROM lease WHERE name = 'collector'")) {
        const PostgresRow row(each);
        status.program = row.text(0);
        status.collector = row.text(1);
        status.isCollecting = row.number(2) != 0;
    }
    for (const pqxx::row &each :
         transaction.exec("SELECT DISTINCT account FROM unread_lists ORDER BY account")) {
        std::vector<UnreadList> lists =
            TeamLists(PostgresRow(each).text(0)).readUnread(transaction);
        for (UnreadList &list : lists)
            list.error = metByCollector(list.error);
        std::ranges::move(lists, std::back_inserter(status.unread));
    }
}

} // namespace

/// What one look shows.
struct TeamFollower::Look {
    TeamStatus status{};
    std::vector<HistoryTasks> tasks{};
    std::optional<TeamNotes> notes{}; ///< they are others than before
    bool isLast = true;               ///< nothing more has changed
};

/// The half that waits for the database.
class TeamFollower::Worker final : public QObject {
    Q_OBJECT

public:
    explicit Worker(DatabaseAddress address)
        : m_address(std::move(address)), m_database(std::make_unique<PostgresDatabase>(m_address))
    {
        m_database->listenTo(teamChannel);
    }

    void look(const QDateTime &oldest)
    {
        auto seen = std::make_shared<Look>();
        m_notifier.reset();
        std::optional<qint64> change;
        NotesState notes;
        const std::optional<PostgresError> error =
            m_database->run([&](pqxx::transaction_base &transaction) {
                *seen = {};
                change = m_change; // it may run twice
                seen->status.error = schemaProblem(teamSchemaVersion(transaction), m_address);
                notes = seen->status.error ? NotesState() : notesStateIn(transaction);
                if (notes != m_notes)
                    seen->notes = notesOf(transaction, notes);
                if (seen->status.error)
                    return;
                readStatus(transaction, seen->status);
                if (!change) {
                    change = TeamTaskReader::lastChange(transaction);
                    return;
                }
                TeamTaskReader::Changes changes =
                    TeamTaskReader::readChanged(transaction, *change, tasksAtOnce, oldest);
                seen->tasks = std::move(changes.tasks);
                seen->isLast = changes.isLast;
                change = changes.last;
                // The database may have been put back to an earlier state.
                if (changes.tasks.empty() && changes.isLast)
                    change = std::min(*change, TeamTaskReader::lastChange(transaction));
            });
        if (error) {
            *seen = {.status = {.error = teamError(*error, m_address)}};
        } else {
            m_change = change;
            m_notes = notes;
        }
        Q_EMIT looked({std::move(seen)});
        listen();
    }

    void end()
    {
        m_notifier.reset();
        m_database.reset();
    }

Q_SIGNALS:
    // Received in another thread: nothing, or Handed.
    void looked(const Handed<std::shared_ptr<Look>> &seen);
    void told();

private:
    struct NotesState {
        TeamNotes::Access access = TeamNotes::Access::None;
        qint64 change = 0;

        friend bool operator==(const NotesState &, const NotesState &) = default;
    };

    static NotesState notesStateIn(pqxx::transaction_base &transaction)
    {
        NotesState state{.access = TeamNoteTable::access(transaction)};
        if (state.access != TeamNotes::Access::None)
            state.change = TeamNoteTable::lastChange(transaction);
        return state;
    }

    static TeamNotes notesOf(pqxx::transaction_base &transaction, const NotesState &state)
    {
        TeamNotes notes{.access = state.access};
        if (state.access != TeamNotes::Access::None)
            notes.notes = TeamNoteTable::read(transaction);
        return notes;
    }

    /// What was told while the database was asked something came with the answer.
    void listen()
    {
        if (m_database->takeNotice())
            Q_EMIT told();
        const int socket = m_database->socket();
        if (socket < 0)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
            if (m_database->takeNotice())
                Q_EMIT told();
            if (m_database->socket() < 0) { // the connection has ended; the next look makes another
                m_notifier->setEnabled(false);
                m_notifier.release()->deleteLater();
            }
        });
    }

    DatabaseAddress m_address;
    std::unique_ptr<PostgresDatabase> m_database;
    std::unique_ptr<QSocketNotifier> m_notifier; // ends before its socket
    std::optional<qint64> m_change;              // that was told last
    std::optional<NotesState> m_notes;           // of the notes that were told last
};

TeamFollower::TeamFollower(const DatabaseAddress &address, Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_worker(std::make_unique<Worker>(address))
{
    m_thread.adopt(*m_worker);
    connect(m_worker.get(), &Worker::told, this, [this] {
        m_isToldMeanwhile = m_isToldMeanwhile || m_isLooking;
        lookAgain();
    });
    connect(m_worker.get(), &Worker::looked, this,
            [this](const Handed<std::shared_ptr<Look>> &handed) {
                const Look &seen = **handed;
                m_isLooking = false;
                const bool isWantedAgain = std::exchange(m_isToldMeanwhile, false);
                if (!seen.isLast)
                    look();
                else if (isWantedAgain)
                    lookAgain();
                else
                    m_next = m_clock.after(interval, [this] { look(); });
                if (seen.notes)
                    Q_EMIT notesChanged(*seen.notes);
                if (!seen.tasks.empty())
                    Q_EMIT tasksChanged(seen.tasks);
                takeStatus(seen.status);
            });
}

TeamFollower::~TeamFollower()
{
    if (!m_thread.letGo(*m_worker, [worker = m_worker.get()] { worker->end(); }))
        (void)m_worker.release();
}

void TeamFollower::start()
{
    look();
}

void TeamFollower::look()
{
    if (std::exchange(m_isLooking, true))
        return;
    m_next = {};
    m_isPausing = false;
    postTo(*m_worker,
           [worker = m_worker.get(), oldest = m_clock.now().addDays(-qint64{tasksBack.count()})] {
               worker->look(oldest);
           });
}

void TeamFollower::lookAgain()
{
    if (!m_isLooking && !std::exchange(m_isPausing, true))
        m_next = m_clock.after(shortestPause, [this] { look(); });
}

void TeamFollower::takeStatus(const TeamStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged(status);
}

#include "teamfollower.moc"
