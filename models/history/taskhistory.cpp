#include "taskhistory.h"

#include "handed.h"
#include "historythread.h"
#include "historyworker.h"
#include "sqlitehistory.h"

#include <future>
#include <utility>

namespace {

constexpr std::chrono::hours tidyingInterval{1};
constexpr std::chrono::seconds reopeningInterval{30};
constexpr std::chrono::seconds abandoningTime{2}; // for the transaction under way

bool isDoneWithin(const std::future<void> &work, std::chrono::seconds time)
{
    return work.wait_for(time) == std::future_status::ready;
}

} // namespace

TaskHistory::TaskHistory(Clock &clock, std::shared_ptr<HistoryThread> thread,
                         std::unique_ptr<HistoryEngine> engine, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_thread(thread ? std::move(thread) : std::make_shared<HistoryThread>()),
      m_worker(std::make_unique<HistoryWorker>(engine ? std::move(engine)
                                                      : std::make_unique<SqliteHistory>()))
{
    m_thread->adopt(*m_worker);
    HistoryWorker *worker = m_worker.get();
    connect(worker, &HistoryWorker::opened, this,
            [this](const Handed<HistoryOpening> &opening) { workerOpened(*opening); });
    connect(worker, &HistoryWorker::recorded, this, &TaskHistory::recorded);
    connect(worker, &HistoryWorker::failed, this,
            [this](const Handed<HistoryFailure> &failure) { Q_EMIT failed(*failure); });
    connect(worker, &HistoryWorker::recovered, this, &TaskHistory::recovered);
    connect(worker, &HistoryWorker::retryWanted, this,
            [this](const Handed<std::chrono::seconds> &after) {
                m_nextRetry = m_clock.after(*after, [this] {
                    postTo(*m_worker,
                           [target = m_worker.get(), now = m_clock.now()] { target->retry(now); });
                });
            });
    connect(worker, &HistoryWorker::directoryRead, this,
            [this](const Handed<std::shared_ptr<const HistoryDirectory>> &directory) {
                Q_EMIT directoryLoaded(**directory);
            });
    connect(worker, &HistoryWorker::sentActionsRead, this,
            [this](const Handed<std::shared_ptr<const std::vector<SentAction>>> &actions) {
                Q_EMIT sentActionsLoaded(**actions);
            });
    connect(worker, &HistoryWorker::batchRead, this,
            [this](const Handed<std::shared_ptr<const HistoryBatch>> &batch) {
                batchArrived(**batch);
            });
}

TaskHistory::~TaskHistory()
{
    if (closeWorker())
        return;
    m_thread->giveUp();
    (void)m_worker.release();
}

/// False: it still waits for the disk.
bool TaskHistory::closeWorker()
{
    m_worker->stop();
    if (m_thread->isGivenUp())
        return false;
    const auto closing = std::make_shared<std::promise<void>>(); // outlives the waiting
    const std::future<void> isClosed = closing->get_future();
    postTo(*m_worker, [worker = m_worker.get(), own = thread(), closing] {
        worker->close();
        worker->moveToThread(own); // so that nothing of it runs there when it is deleted
        closing->set_value();
    });
    if (isDoneWithin(isClosed, closingTime))
        return true;
    m_worker->abandon();
    return isDoneWithin(isClosed, abandoningTime);
}

void TaskHistory::open(const HistoryOptions &options)
{
    m_isWanted = true;
    m_isUsable = true;
    m_options = options;
    reopen();
}

void TaskHistory::reopen()
{
    postTo(*m_worker, [worker = m_worker.get(), options = m_options, now = m_clock.now()] {
        worker->open(options, now);
    });
}

void TaskHistory::close()
{
    m_isWanted = false;
    m_isUsable = false;
    m_nextTidying = {};
    m_nextRetry = {};
    m_nextOpening = {};
    postTo(*m_worker, [worker = m_worker.get()] { worker->close(); });
}

void TaskHistory::setRetention(std::chrono::days maxAge, qint64 maxBytes)
{
    m_options.maxAge = maxAge;
    m_options.maxBytes = maxBytes;
    postTo(*m_worker,
           [worker = m_worker.get(), maxAge, maxBytes] { worker->setRetention(maxAge, maxBytes); });
    tidy();
}

void TaskHistory::load()
{
    m_isLoading = true;
    ++m_load;
    postTo(*m_worker, [worker = m_worker.get(), now = m_clock.now()] { worker->startLoad(now); });
    readBatch(tasksInFirstBatch);
}

quint64 TaskHistory::record(const QString &instanceId, std::vector<SyncTask> tasks,
                            const QDateTime &seenAt)
{
    return enqueue({.seenAt = seenAt,
                    .what = HistoryTasks{.instanceId = instanceId, .tasks = std::move(tasks)}});
}

quint64 TaskHistory::recordInstances(const QString &account,
                                     std::vector<RegistryInstance> instances)
{
    return enqueue(
        {.what = HistoryRecord::Instances{.account = account, .instances = std::move(instances)}});
}

quint64 TaskHistory::recordRules(const QString &instanceId, std::vector<SyncRule> rules)
{
    return enqueue(
        {.what = HistoryRecord::Rules{.instanceId = instanceId, .rules = std::move(rules)}});
}

quint64 TaskHistory::recordAsOf(const QString &instanceId, const QDateTime &seenAt,
                                std::chrono::milliseconds interval)
{
    return enqueue(
        {.seenAt = seenAt,
         .what = HistoryRecord::ListSeen{.instanceId = instanceId, .interval = interval}});
}

quint64 TaskHistory::recordUnread(std::vector<UnreadList> lists)
{
    return enqueue({.what = HistoryRecord::Unread{.lists = std::move(lists)}});
}

quint64 TaskHistory::recordSentAction(const SentAction &action)
{
    return enqueue({.what = action});
}

quint64 TaskHistory::enqueue(HistoryRecord record)
{
    if (!m_isUsable)
        return 0;
    record.number = ++m_lastNumber;
    record.recordedAt = m_clock.now();
    m_worker->enqueue(std::move(record));
    return m_lastNumber;
}

void TaskHistory::workerOpened(const HistoryOpening &opening)
{
    m_isUsable = m_isWanted && opening.isUsable();
    if (m_isUsable)
        tidyHourly();
    const bool maySucceedLater =
        m_isWanted && !opening.isUsable() && (!opening.fault || mayPass(*opening.fault));
    if (maySucceedLater)
        m_nextOpening = m_clock.after(reopeningInterval, [this] { reopen(); });
    Q_EMIT opened(opening);
}

void TaskHistory::batchArrived(const HistoryBatch &batch)
{
    if (batch.load != m_load)
        return;
    if (!batch.tasks.empty())
        Q_EMIT tasksLoaded(batch.tasks);
    if (batch.load != m_load) // a handler began anew
        return;
    if (!batch.isLast) {
        readBatch(tasksInBatch);
        return;
    }
    m_isLoading = false;
    Q_EMIT loadFinished();
    tidy();
}

void TaskHistory::readBatch(qint64 count)
{
    postTo(*m_worker, [worker = m_worker.get(), load = m_load, count, now = m_clock.now()] {
        worker->readBatch(load, count, now);
    });
}

/// Not before the window has what it asked for.
void TaskHistory::tidy()
{
    if (m_isLoading || !m_isUsable)
        return;
    postTo(*m_worker, [worker = m_worker.get(), now = m_clock.now()] { worker->tidy(now); });
}

void TaskHistory::tidyHourly()
{
    tidy();
    m_nextTidying = m_clock.after(tidyingInterval, [this] { tidyHourly(); });
}
