#include "historyworker.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

// A transaction of this size takes some tens of milliseconds in a file, some hundreds in a
// database, and is what a power cut may cost.
constexpr std::size_t tasksInTransaction = 10'000;
// What waits while nothing can be written: some tens of megabytes.
constexpr std::size_t mostTasksWaiting = 20'000;

std::size_t weightOf(const HistoryRecord &record)
{
    const auto *tasks = std::get_if<HistoryTasks>(&record.what);
    return tasks ? tasks->tasks.size() : 1;
}

/// How many records from \p first on have \p most tasks together, and one at least.
std::size_t shareOf(const std::vector<HistoryRecord> &records, std::size_t first,
                    std::size_t most = tasksInTransaction)
{
    std::size_t weight = 0;
    std::size_t end = first;
    while (end < records.size() && (end == first || weight < most))
        weight += weightOf(records[end++]);
    return end - first;
}

} // namespace

HistoryWorker::HistoryWorker(std::unique_ptr<HistoryEngine> engine) : m_engine(std::move(engine)) {}

void HistoryWorker::enqueue(HistoryRecord record)
{
    const std::lock_guard guard(m_queueGuard);
    m_queue.push_back(std::move(record));
    if (m_queue.size() == 1)
        postTo(*this, [this] { drain(); });
}

void HistoryWorker::open(const HistoryOptions &options, const QDateTime &now)
{
    m_options = options;
    m_retryAt.reset();
    m_isFailing = false;
    m_isIncomplete = false;
    m_cursor = {.isAtEnd = true};
    Q_EMIT opened(m_engine->open(options, now));
}

void HistoryWorker::close()
{
    m_retryAt.reset(); // a last try
    drain();
    m_waiting.clear();
    m_engine->close();
}

void HistoryWorker::setRetention(std::chrono::days maxAge, qint64 maxBytes)
{
    m_options.maxAge = maxAge;
    m_options.maxBytes = maxBytes;
}

void HistoryWorker::startLoad(const QDateTime &now)
{
    const auto directory = std::make_shared<HistoryDirectory>(m_engine->readDirectory());
    settle(now);
    const auto actions = std::make_shared<std::vector<SentAction>>(m_engine->readActions());
    settle(now);
    m_cursor = {};
    Q_EMIT directoryRead({directory});
    Q_EMIT sentActionsRead({actions});
}

void HistoryWorker::readBatch(quint64 load, qint64 count, const QDateTime &now)
{
    const auto batch = std::make_shared<HistoryBatch>();
    batch->load = load;
    batch->isLast = true;
    if (!m_isStopping && !m_cursor.isAtEnd && m_engine->isOpen()) {
        batch->tasks = m_engine->readTasks(m_cursor, count);
        batch->isLast = !settle(now) || m_cursor.isAtEnd;
    }
    Q_EMIT batchRead({batch});
}

void HistoryWorker::tidy(const QDateTime &now)
{
    if (!m_isTidying)
        tidyOn(now);
}

void HistoryWorker::tidyOn(const QDateTime &now)
{
    m_isTidying = false;
    if (m_isStopping || m_retryAt)
        return;
    const bool mayGoOn = m_engine->tidy(m_options, now, m_isStopping);
    if (!settle(now) || !mayGoOn)
        return;
    m_isTidying = true;
    postTo(*this, [this, now] { tidyOn(now); });
}

void HistoryWorker::takeQueue()
{
    const std::lock_guard guard(m_queueGuard);
    if (m_waiting.empty()) {
        m_waiting.swap(m_queue);
        return;
    }
    std::ranges::move(m_queue, std::back_inserter(m_waiting));
    m_queue.clear();
}

void HistoryWorker::drain()
{
    takeQueue();
    if (m_waiting.empty())
        return;
    // After a failure nothing is tried for a while.
    const QDateTime now = m_waiting.back().recordedAt;
    if (m_retryAt && now < *m_retryAt)
        limitWaiting();
    else
        writeWaiting(now);
}

void HistoryWorker::retry(const QDateTime &now)
{
    takeQueue();
    if (m_isFailing && m_engine->isOpen())
        writeWaiting(now);
}

/// In the order in which it came: what cannot be written stays, with all that came later.
void HistoryWorker::writeWaiting(const QDateTime &now)
{
    renewIfGone(now);
    std::size_t done = 0;
    bool isWritten = m_engine->isOpen();
    do { // with nothing to write it is tried all the same whether writing is possible
        const std::size_t share = shareOf(m_waiting, done);
        const std::span<const HistoryRecord> some = std::span(m_waiting).subspan(done, share);
        isWritten = isWritten && !m_isAbandoned && writeOrReplace(some, now);
        if (isWritten && share > 0) {
            done += share;
            Q_EMIT recorded(some.back().number);
        }
    } while (isWritten && done < m_waiting.size());
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(done));
    if (!m_engine->isOpen())
        m_waiting.clear();
    limitWaiting();
    if (isWritten && std::exchange(m_isFailing, false))
        Q_EMIT recovered(std::exchange(m_isIncomplete, false));
}

/// All that was seen is in the memory of the window too, which gives it again; what was sent is
/// not.
void HistoryWorker::limitWaiting()
{
    if (shareOf(m_waiting, 0, mostTasksWaiting) == m_waiting.size())
        return;
    std::erase_if(m_waiting, [](const HistoryRecord &record) {
        return !std::holds_alternative<SentAction>(record.what);
    });
    m_isIncomplete = true;
}

void HistoryWorker::renewIfGone(const QDateTime &now)
{
    const std::optional<HistoryOpening> renewed = m_engine->renewIfGone(now);
    if (renewed)
        beginAnew(*renewed);
}

/// What failed before is not of this file.
void HistoryWorker::beginAnew(const HistoryOpening &renewed)
{
    m_retryAt.reset();
    m_isFailing = false;
    m_isIncomplete = false;
    Q_EMIT opened(renewed);
}

/// What is damaged is replaced on the way, and the records go into what took its place.
bool HistoryWorker::writeOrReplace(std::span<const HistoryRecord> records, const QDateTime &now)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        m_retryAt.reset(); // a failure of now sets it
        if (!m_engine->isOpen())
            return false;
        m_engine->write(records);
        if (settle(now))
            return true;
        if (m_retryAt)
            return false;
    }
    return false;
}

/// Deals with what went wrong since the last time. True: nothing did.
bool HistoryWorker::settle(const QDateTime &now)
{
    const std::optional<HistoryTrouble> trouble = m_engine->takeTrouble(now);
    if (!trouble)
        return true;
    if (!trouble->opening)
        noteFailure(*trouble, now);
    else if (trouble->opening->outcome == HistoryOpening::Outcome::Renewed)
        beginAnew(*trouble->opening);
    else
        Q_EMIT opened(*trouble->opening);
    return false;
}

void HistoryWorker::noteFailure(const HistoryTrouble &trouble, const QDateTime &now)
{
    m_retryAt = now.addSecs(trouble.retryAfter.count());
    Q_EMIT retryWanted(trouble.retryAfter);
    if (!std::exchange(m_isFailing, true))
        Q_EMIT failed(trouble.failure);
}
