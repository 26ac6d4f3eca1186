#pragma once

#include "historytexts.h"
#include "sqlitedatabase.h"
#include "synctask.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <span>

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

/// The table of tasks: what is newly seen of a task is merged with what is known of it. The
/// caller holds the transaction.
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

    HistoryTexts &m_texts;
    SqliteStatement m_find;
    SqliteStatement m_insert;
    SqliteStatement m_update;
};
