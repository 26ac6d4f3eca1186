#include "teamnotewriter.h"

#include "handed.h"
#include "postgresdatabase.h"
#include "teamerror.h"
#include "teamnotetable.h"
#include "teamschema.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// An error of which nothing is known is no matter of rights. Source: PostgreSQL 15, appendix A.
ApiError noteError(const PostgresError &error, const DatabaseAddress &address)
{
    ApiError told = teamError(error, address);
    const bool isRefused = error.state == "42501"_L1     // a right is missing
                           || error.state == "25006"_L1; // a read-only server
    if (isRefused) {
        told.code = u"TeamNoteRefused"_s;
    } else if (historyFaultOf(error) == HistoryFault::DatabaseRefuses) {
        told.kind = ApiError::Kind::Server;
        told.code = u"TeamDatabaseFailed"_s;
    }
    return told;
}

} // namespace

/// What is being written: deleting it drops the answer.
class TeamNoteWriter::Call final : public QObject {
    Q_OBJECT

public:
    void report(std::optional<ApiError> answer)
    {
        error = std::move(answer);
        deleteLater();
        Q_EMIT answered();
    }

    std::optional<ApiError> error{};

Q_SIGNALS:
    void answered();
};

/// The half that waits for the database.
class TeamNoteWriter::Worker final : public QObject {
    Q_OBJECT

public:
    explicit Worker(DatabaseAddress address)
        : m_address(std::move(address)), m_database(std::make_unique<PostgresDatabase>(m_address))
    {
    }

    void write(quint64 number, const PostgresDatabase::Work &work)
    {
        std::optional<ApiError> problem;
        const std::optional<PostgresError> error =
            m_database->run([&](pqxx::transaction_base &transaction) {
                problem = schemaProblem(teamSchemaVersion(transaction), m_address);
                if (!problem)
                    work(transaction);
            });
        if (error) {
            problem = noteError(*error, m_address);
        }
        Q_EMIT written(number, {std::move(problem)});
    }
    void end() { m_database.reset(); }

Q_SIGNALS:
    // Received in another thread: a number, and Handed.
    void written(quint64 number, const Handed<std::optional<ApiError>> &error);

private:
    DatabaseAddress m_address;
    std::unique_ptr<PostgresDatabase> m_database;
};

TeamNoteWriter::TeamNoteWriter(const DatabaseAddress &address)
    : m_worker(std::make_unique<Worker>(address))
{
    m_thread.adopt(*m_worker);
    QObject::connect(m_worker.get(), &Worker::written, &m_here,
                     [this](quint64 number, const Handed<std::optional<ApiError>> &error) {
                         const auto call = m_calls.find(number);
                         if (call == m_calls.end())
                             return;
                         const QPointer<Call> waiting = call->second;
                         m_calls.erase(call);
                         if (waiting)
                             waiting->report(*error);
                     });
}

TeamNoteWriter::~TeamNoteWriter()
{
    if (!m_thread.letGo(*m_worker, [worker = m_worker.get()] { worker->end(); }))
        (void)m_worker.release();
}

TeamNoteWriter::Call *TeamNoteWriter::begin(quint64 number)
{
    auto *call = new Call;
    m_calls.emplace(number, call);
    QObject::connect(call, &QObject::destroyed, &m_here, [this, number] { m_calls.erase(number); });
    return call;
}

PendingCall TeamNoteWriter::add(std::vector<TeamNote> notes, Handler handler)
{
    const quint64 number = ++m_lastNumber;
    Call *call = begin(number);
    auto connection = QObject::connect(call, &Call::answered, call,
                                       [call, run = std::move(handler)] { run(call->error); });
    postTo(*m_worker, [worker = m_worker.get(), number, added = std::move(notes)] {
        worker->write(number, [&added](pqxx::transaction_base &transaction) {
            TeamNoteTable::add(transaction, added);
        });
    });
    return {call, std::move(connection)};
}

PendingCall TeamNoteWriter::withdraw(const QStringList &ids, const QString &by, Handler handler)
{
    const quint64 number = ++m_lastNumber;
    Call *call = begin(number);
    auto connection = QObject::connect(call, &Call::answered, call,
                                       [call, run = std::move(handler)] { run(call->error); });
    postTo(*m_worker, [worker = m_worker.get(), number, ids, by] {
        worker->write(number, [&ids, &by](pqxx::transaction_base &transaction) {
            TeamNoteTable::withdraw(transaction, ids, by);
        });
    });
    return {call, std::move(connection)};
}

#include "teamnotewriter.moc"
