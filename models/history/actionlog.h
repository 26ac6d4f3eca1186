#pragma once

#include "sentaction.h"
#include "sqlitedatabase.h"

#include <QDateTime>

#include <chrono>
#include <vector>

/// The table of what was sent to change a registry. An entry is written before its request leaves
/// and again whenever more is known of it. The caller holds the transaction.
class ActionLog final {
public:
    explicit ActionLog(SqliteDatabase &database) : m_database(database) {}

    /// Kept longer than tasks: they say who did what.
    static constexpr std::chrono::days maxAge{365};
    static constexpr qint64 maxCount = 10'000;

    /// In the place of the entry with the same id.
    void write(const SentAction &action);
    /// Oldest first.
    std::vector<SentAction> read();
    /// What is too old, and the oldest of what is too much.
    void forget(const QDateTime &now);

private:
    SqliteDatabase &m_database;
};
