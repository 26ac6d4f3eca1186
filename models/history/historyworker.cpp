#include "historyworker.h"

#include "overloaded.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

// A transaction of this size takes some tens of milliseconds, and is what a power cut may cost.
constexpr std::size_t tasksInTransaction = 10'000;
// What waits while nothing can be written: some tens of megabytes.
constexpr std::size_t mostTasksWaiting = 20'000;
constexpr std::chrono::seconds retryAfter{60};
constexpr std::chrono::seconds busyRetry{5}; // mostly a backup, or a look with another tool

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

HistoryWorker::Session::Session(SqliteDatabase &database)
    : texts(database),
      writer(database, texts),
      reader(database, texts),
      names(database),
      actions(database)
{
}

HistoryWorker::HistoryWorker() = default;

void HistoryWorker::enqueue(HistoryRecord record)
{
    const std::lock_guard guard(m_queueGuard);
    m_queue.push_back(std::move(record));
    if (m_queue.size() == 1)
        postTo(*this, [this] { drain(); });
}

void HistoryWorker::open(const HistoryOptions &options, const QDateTime &now)
{
    m_session.reset();
    m_options = options;
    m_retryAt.reset();
    m_isFailing = false;
    m_isIncomplete = false;
    m_cursor = {.isAtEnd = true};
    Q_EMIT opened(m_file.open(options.file, now));
}

void HistoryWorker::close()
{
    m_retryAt.reset(); // a last try
    drain();
    m_waiting.clear();
    m_session.reset();
    m_file.close();
}

void HistoryWorker::setRetention(std::chrono::days maxAge, qint64 maxBytes)
{
    m_options.maxAge = maxAge;
    m_options.maxBytes = maxBytes;
}

void HistoryWorker::startLoad(const QDateTime &now)
{
    const auto directory = std::make_shared<HistoryDirectory>();
    if (ensureSession(now)) {
        *directory = m_session->names.read();
        settle(now);
    }
    const auto actions = std::make_shared<std::vector<SentAction>>();
    if (ensureSession(now)) {
        *actions = m_session->actions.read();
        settle(now);
    }
    m_cursor = {};
    Q_EMIT directoryRead({directory});
    Q_EMIT sentActionsRead({actions});
}

void HistoryWorker::readBatch(quint64 load, qint64 count, const QDateTime &now)
{
    const auto batch = std::make_shared<HistoryBatch>();
    batch->load = load;
    batch->isLast = true;
    if (!m_isStopping && !m_cursor.isAtEnd && ensureSession(now)) {
        batch->tasks = m_session->reader.read(m_cursor, count);
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
    if (m_isStopping || m_retryAt || !ensureSession(now))
        return;
    m_file.checkWhole(&m_isStopping);
    if (!settle(now))
        return;
    m_session->actions.forget(now);
    HistoryRetention retention(m_file.database(), m_options.maxAge, m_options.maxBytes);
    const bool mayGoOn = retention.step(now);
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
    if (m_isFailing && m_file.isOpen())
        writeWaiting(now);
}

/// In the order in which it came: what cannot be written stays, with all that came later.
void HistoryWorker::writeWaiting(const QDateTime &now)
{
    renewIfGone(now);
    std::size_t done = 0;
    bool isWritten = m_file.isOpen();
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
    if (!m_file.isOpen())
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
    if (!m_file.isGone())
        return;
    m_session.reset();
    m_retryAt.reset();
    m_isFailing = false;
    m_isIncomplete = false;
    Q_EMIT opened(m_file.renew(now));
}

/// False: there is no file to work with now.
bool HistoryWorker::ensureSession(const QDateTime &now)
{
    if (!m_session && m_file.isOpen()) {
        m_session = std::make_unique<Session>(m_file.database());
        settle(now); // a damaged file leaves a new, empty one, whose session is not made yet
        if (!m_session && m_file.isOpen() && !m_retryAt)
            m_session = std::make_unique<Session>(m_file.database());
    }
    return m_session != nullptr;
}

/// A damaged file is replaced on the way, and the records go into the new one.
bool HistoryWorker::writeOrReplace(std::span<const HistoryRecord> records, const QDateTime &now)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        m_retryAt.reset(); // a failure of now sets it
        if (!ensureSession(now))
            return false;
        if (write(records))
            return true;
        settle(now);
        if (m_retryAt)
            return false;
    }
    return false;
}

bool HistoryWorker::write(std::span<const HistoryRecord> records)
{
    SqliteTransaction transaction(m_file.database());
    for (const HistoryRecord &record : records)
        write(record);
    return transaction.commit();
}

void HistoryWorker::write(const HistoryRecord &record)
{
    std::visit(Overloaded{[&](const HistoryTasks &seen) {
                              m_session->writer.write(seen.instanceId, seen.tasks, record.seenAt);
                          },
                          [&](const HistoryRecord::Instances &seen) {
                              m_session->names.writeInstances(seen.account, seen.instances);
                          },
                          [&](const HistoryRecord::Rules &seen) {
                              m_session->names.writeRules(seen.instanceId, seen.rules);
                          },
                          [&](const HistoryRecord::ListSeen &seen) {
                              m_session->names.writeAsOf(seen.instanceId, record.seenAt);
                          },
                          [&](const SentAction &action) { m_session->actions.write(action); }},
               record.what);
}

/// Deals with what went wrong since the last time. True: nothing did.
bool HistoryWorker::settle(const QDateTime &now)
{
    const std::optional<SqliteError> error = m_file.database().takeError();
    if (!error)
        return true;
    m_session.reset(); // it remembers numbers of texts that may have been rolled back
    if (m_file.isGone())
        renewIfGone(now);
    else if (error->isDefect())
        Q_EMIT opened(m_file.replace(error->message, now));
    else
        noteFailure(*error, now);
    return false;
}

void HistoryWorker::noteFailure(const SqliteError &error, const QDateTime &now)
{
    const HistoryFault fault = historyFaultOf(error);
    const std::chrono::seconds after = fault == HistoryFault::Busy ? busyRetry : retryAfter;
    m_retryAt = now.addSecs(after.count());
    Q_EMIT retryWanted(after);
    if (!std::exchange(m_isFailing, true))
        Q_EMIT failed(HistoryFailure{.fault = fault, .message = error.message});
}
