#include "teamregistry.h"

#include "handed.h"
#include "teamreader.h"

#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

ApiError ownKeyNeeded(const QString &operation)
{
    return {.kind = ApiError::Kind::Configuration,
            .code = u"OwnKeyNeeded"_s,
            .message = u"a team's history cannot do this"_s,
            .operation = operation};
}

/// A question under way: deleting it takes it back.
class TeamRegistry::Call final : public QObject {
    Q_OBJECT

public:
    explicit Call(std::shared_ptr<std::atomic<bool>> isWanted) : m_isWanted(std::move(isWanted)) {}
    ~Call() override { *m_isWanted = false; }
    Q_DISABLE_COPY_MOVE(Call)

    void report(Result<OperationReply> answer)
    {
        reply = std::move(answer);
        deleteLater();
        Q_EMIT answered();
    }

    Result<OperationReply> reply{};

Q_SIGNALS:
    void answered();

private:
    std::shared_ptr<std::atomic<bool>> m_isWanted;
};

/// The half that waits for the database.
class TeamRegistry::Worker final : public QObject {
    Q_OBJECT

public:
    explicit Worker(const DatabaseAddress &address)
        : m_reader(std::make_unique<TeamReader>(address))
    {
    }

    void answer(quint64 number, const Operation &operation)
    {
        auto reply = std::make_shared<Result<OperationReply>>(m_reader->answer(operation));
        if (!*reply)
            reply->error().operation = apiNameOf(operation);
        Q_EMIT answered(number, {std::move(reply)});
    }
    void end() { m_reader.reset(); }

Q_SIGNALS:
    // Received in another thread: a number, and Handed.
    void answered(quint64 number, const Handed<std::shared_ptr<Result<OperationReply>>> &reply);

private:
    std::unique_ptr<TeamReader> m_reader;
};

TeamRegistry::TeamRegistry(const DatabaseAddress &address, Result<std::unique_ptr<Registry>> own)
    : m_own(std::move(own)), m_worker(std::make_unique<Worker>(address))
{
    m_thread.adopt(*m_worker);
    QObject::connect(
        m_worker.get(), &Worker::answered, &m_here,
        [this](quint64 number, const Handed<std::shared_ptr<Result<OperationReply>>> &reply) {
            const auto call = m_calls.find(number);
            if (call == m_calls.end())
                return;
            const QPointer<Call> waiting = call->second;
            m_calls.erase(call);
            if (waiting)
                waiting->report(std::move(**reply));
        });
}

TeamRegistry::~TeamRegistry()
{
    if (!m_thread.letGo(*m_worker, [worker = m_worker.get()] { worker->end(); }))
        (void)m_worker.release();
}

PendingCall TeamRegistry::send(Operation operation, ReplyHandler handler)
{
    // Without a key nothing can be changed, and what is known of a task is better than nothing.
    const bool isLooking = !m_own && std::holds_alternative<GetSyncTask>(operation);
    const bool isOfDatabase = isLooking || TeamReader::canAnswer(operation);
    if (!isOfDatabase && m_own)
        return (*m_own)->send(std::move(operation), std::move(handler));
    const auto isWanted = std::make_shared<std::atomic<bool>>(true);
    auto *call = new Call(isWanted);
    auto connection =
        QObject::connect(call, &Call::answered, call,
                         [call, run = std::move(handler)] { run(std::move(call->reply)); });
    if (!isOfDatabase) {
        ApiError error = m_own.error();
        error.operation = apiNameOf(operation);
        postTo(*call, [call, error] { call->report(tl::unexpected(error)); });
        return {call, std::move(connection)};
    }
    const quint64 number = ++m_lastNumber;
    m_calls.emplace(number, call);
    QObject::connect(call, &QObject::destroyed, &m_here, [this, number] { m_calls.erase(number); });
    postTo(*m_worker, [worker = m_worker.get(), number, isWanted, asked = std::move(operation)] {
        if (*isWanted)
            worker->answer(number, asked);
    });
    return {call, std::move(connection)};
}

#include "teamregistry.moc"
