#include "taskhistory.h"

#include "historyworker.h"

#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours tidyingInterval{1};
constexpr std::chrono::seconds abandoningTime{2}; // for the transaction under way

} // namespace

TaskHistory::TaskHistory(Clock &clock, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_thread(std::make_unique<QThread>()),
      m_worker(std::make_unique<HistoryWorker>())
{
    m_thread->setObjectName(u"history"_s);
    m_worker->moveToThread(m_thread.get());
    HistoryWorker *worker = m_worker.get();
    connect(worker, &HistoryWorker::opened, this, &TaskHistory::workerOpened);
    connect(worker, &HistoryWorker::recorded, this, &TaskHistory::recorded);
    connect(worker, &HistoryWorker::failed, this, &TaskHistory::failed);
    connect(worker, &HistoryWorker::recovered, this, &TaskHistory::recovered);
    connect(worker, &HistoryWorker::changesRead, this, &TaskHistory::statusChangesLoaded);
    connect(worker, &HistoryWorker::directoryRead, this,
            [this](const std::shared_ptr<const HistoryDirectory> &directory) {
                Q_EMIT directoryLoaded(*directory);
            });
    connect(worker, &HistoryWorker::sentActionsRead, this,
            [this](const std::shared_ptr<const std::vector<SentAction>> &actions) {
                Q_EMIT sentActionsLoaded(*actions);
            });
    connect(worker, &HistoryWorker::batchRead, this,
            [this](const std::shared_ptr<const HistoryBatch> &batch) { batchArrived(*batch); });
    m_thread->start();
}

TaskHistory::~TaskHistory()
{
    m_worker->stop();
    // Asked from there: quit() from here would forget what waits for its turn.
    QMetaObject::invokeMethod(
        m_worker.get(),
        [worker = m_worker.get(), thread = m_thread.get()] {
            worker->close();
            thread->quit();
        },
        Qt::QueuedConnection);
    if (m_thread->wait(QDeadlineTimer(closingTime)))
        return;
    m_worker->abandon();
    if (m_thread->wait(QDeadlineTimer(abandoningTime)))
        return;
    // The disk does not answer, and a thread that hangs in it cannot be ended: the program can.
    (void)m_worker.release();
    (void)m_thread.release();
}

void TaskHistory::open(const HistoryOptions &options)
{
    m_isWanted = true;
    m_isUsable = true;
    QMetaObject::invokeMethod(
        m_worker.get(),
        [worker = m_worker.get(), options, now = m_clock.now()] { worker->open(options, now); },
        Qt::QueuedConnection);
}

void TaskHistory::close()
{
    m_isWanted = false;
    m_isUsable = false;
    m_nextTidying = {};
    QMetaObject::invokeMethod(m_worker.get(), &HistoryWorker::close, Qt::QueuedConnection);
}

void TaskHistory::setRetention(std::chrono::days maxAge, qint64 maxBytes)
{
    QMetaObject::invokeMethod(
        m_worker.get(),
        [worker = m_worker.get(), maxAge, maxBytes] { worker->setRetention(maxAge, maxBytes); },
        Qt::QueuedConnection);
    tidy();
}

void TaskHistory::load()
{
    m_isLoading = true;
    ++m_load;
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get(), now = m_clock.now()] { worker->startLoad(now); },
        Qt::QueuedConnection);
    readBatch(tasksInFirstBatch);
}

void TaskHistory::loadStatusChanges(const QString &instanceId, const QString &taskId)
{
    QMetaObject::invokeMethod(
        m_worker.get(),
        [worker = m_worker.get(), instanceId, taskId, now = m_clock.now()] {
            worker->readChanges(instanceId, taskId, now);
        },
        Qt::QueuedConnection);
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

quint64 TaskHistory::recordAsOf(const QString &instanceId, const QDateTime &seenAt)
{
    return enqueue({.seenAt = seenAt, .what = HistoryRecord::ListSeen{.instanceId = instanceId}});
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
    QMetaObject::invokeMethod(
        m_worker.get(),
        [worker = m_worker.get(), load = m_load, count, now = m_clock.now()] {
            worker->readBatch(load, count, now);
        },
        Qt::QueuedConnection);
}

/// Not before the window has what it asked for.
void TaskHistory::tidy()
{
    if (m_isLoading || !m_isUsable)
        return;
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get(), now = m_clock.now()] { worker->tidy(now); },
        Qt::QueuedConnection);
}

void TaskHistory::tidyHourly()
{
    tidy();
    m_nextTidying = m_clock.after(tidyingInterval, [this] { tidyHourly(); });
}
