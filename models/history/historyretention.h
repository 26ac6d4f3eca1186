#pragma once

#include "sqlitedatabase.h"

#include <QDateTime>

#include <chrono>
#include <vector>

/// Forgets what is too old, and what is too much: the oldest finished tasks first. In steps, so
/// that nothing waits for long.
class HistoryRetention final {
public:
    HistoryRetention(SqliteDatabase &database, std::chrono::days maxAge, qint64 maxBytes);

    static constexpr int tasksInStep = 500;

    /// False: there is nothing left to forget, or the database has failed.
    bool step(const QDateTime &now);

private:
    std::vector<qint64> tooOld(const QDateTime &now);
    std::vector<qint64> tooMuch();
    qint64 usedBytes();
    void forget(const std::vector<qint64> &tasks);

    SqliteDatabase &m_database;
    std::chrono::days m_maxAge;
    qint64 m_maxBytes;
};
