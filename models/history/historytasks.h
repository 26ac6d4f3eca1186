#pragma once

#include "historytexts.h"
#include "historyvalues.h"

#include <QHash>

#include <limits>
#include <optional>
#include <span>
#include <vector>

/// A task as its row has it: numbers of texts for what repeats.
struct HistoryRow {
    qint64 number = 0; ///< of the row
    qint64 effectiveTimeMs = 0;
    qint64 modifiedMs = 0;
    qint64 flags = 0;
    qint64 status = 0;
    qint64 trigger = 0;
    qint64 issue = 0;
    qint64 rule = 0;
    qint64 link = 0;
    qint64 source = 0;
    qint64 target = 0;
    std::optional<qint64> priority{};
    QString batch{};
    QString tag{};
    QString targetTag{};

    friend bool operator==(const HistoryRow &, const HistoryRow &) = default;
};

/// The table of tasks: what is newly seen of a task is merged with what is known of it, and a
/// change of its status is noted. The caller holds the transaction.
class HistoryTaskWriter final {
public:
    HistoryTaskWriter(SqliteDatabase &database, HistoryTexts &texts);

    /// A field that is not given leaves the known one alone; a finished task stays finished unless
    /// the news is newer. A task without an id is not kept.
    void write(const QString &instanceId, std::span<const SyncTask> tasks, const QDateTime &seenAt);

private:
    std::optional<HistoryRow> find(qint64 instance, const QString &taskId);
    void take(HistoryRow &row, const SyncTask &task);
    void takeStatus(HistoryRow &row, const SyncTask &task);
    void takeEnd(qint64 &place, QString &tag, const ImageRef &end);
    void takeText(qint64 &known, const QString &text);
    void insert(qint64 instance, const QString &taskId, const HistoryRow &row);
    void update(const HistoryRow &row);
    void noteChange(const HistoryRow &before, const HistoryRow &after, const QDateTime &seenAt);

    HistoryTexts &m_texts;
    SqliteStatement m_find;
    SqliteStatement m_insert;
    SqliteStatement m_update;
    SqliteStatement m_addChange;
};

/// Where reading stopped: the next batch begins below.
struct HistoryCursor {
    qint64 effectiveTimeMs = std::numeric_limits<qint64>::max();
    qint64 number = std::numeric_limits<qint64>::max();
    bool isAtEnd = false;
};

/// Tasks from the newest to the oldest, some at a time.
class HistoryTaskReader final {
public:
    HistoryTaskReader(SqliteDatabase &database, const HistoryTexts &texts);

    /// At most \p count tasks below \p cursor, which moves on.
    std::vector<HistoryTasks> read(HistoryCursor &cursor, qint64 count);
    /// In the order in which they were seen.
    std::vector<HistoryStatusChange> statusChanges(const QString &instanceId,
                                                   const QString &taskId);

private:
    SyncTask task();

    const HistoryTexts &m_texts;
    SqliteStatement m_read;
    SqliteStatement m_readChanges;
    QHash<qint64, Word<SyncTaskStatus>> m_statuses;
    QHash<qint64, Word<TaskTrigger>> m_triggers;
    QHash<qint64, Word<TaskIssue>> m_issues;
    QHash<qint64, ImageRef> m_places;
};
