#include "historyretention.h"

#include "historyflags.h"

namespace {

std::vector<qint64> numbersOf(SqliteStatement &query)
{
    std::vector<qint64> numbers;
    while (query.next())
        numbers.push_back(query.number(0));
    return numbers;
}

} // namespace

HistoryRetention::HistoryRetention(SqliteDatabase &database, std::chrono::days maxAge,
                                   qint64 maxBytes)
    : m_database(database), m_maxAge(maxAge), m_maxBytes(maxBytes)
{
}

bool HistoryRetention::step(const QDateTime &now)
{
    std::vector<qint64> tasks = tooOld(now);
    if (tasks.empty())
        tasks = tooMuch();
    if (!tasks.empty()) {
        forget(tasks);
        return !m_database.hasFailed();
    }
    // What was freed goes back to the file system, a few pages at a time too.
    if (m_database.number("PRAGMA freelist_count") == 0)
        return false;
    return m_database.run("PRAGMA incremental_vacuum(1000)");
}

std::vector<qint64> HistoryRetention::tooOld(const QDateTime &now)
{
    const qint64 oldest = now.addDays(-m_maxAge.count()).toMSecsSinceEpoch();
    SqliteStatement query(
        m_database, "SELECT number FROM tasks WHERE moment_ms < ? ORDER BY moment_ms LIMIT ?");
    query.bind(0, oldest).bind(1, tasksInStep);
    return numbersOf(query);
}

std::vector<qint64> HistoryRetention::tooMuch()
{
    if (usedBytes() <= m_maxBytes)
        return {};
    SqliteStatement finished(
        m_database, "SELECT number FROM tasks WHERE flags & ? != 0 ORDER BY moment_ms LIMIT ?");
    finished.bind(0, HistoryFinished).bind(1, tasksInStep);
    std::vector<qint64> tasks = numbersOf(finished);
    if (!tasks.empty())
        return tasks;
    SqliteStatement any(m_database, "SELECT number FROM tasks ORDER BY moment_ms LIMIT ?");
    any.bind(0, tasksInStep);
    return numbersOf(any);
}

/// Without the pages that are free already.
qint64 HistoryRetention::usedBytes()
{
    const qint64 pages =
        m_database.number("PRAGMA page_count") - m_database.number("PRAGMA freelist_count");
    return pages * m_database.number("PRAGMA page_size");
}

void HistoryRetention::forget(const std::vector<qint64> &tasks)
{
    SqliteTransaction transaction(m_database);
    SqliteStatement rows(m_database, "DELETE FROM tasks WHERE number = ?");
    for (const qint64 number : tasks)
        rows.bind(0, number).run();
    transaction.commit();
}
