#pragma once

#include "historyengine.h"
#include "historyscan.h"
#include "historytexts.h"
#include "historyvalues.h"
#include "sqlcondition.h"
#include "sqlitedatabase.h"

#include <QHash>

#include <vector>

/// Tasks from the newest to the oldest, some at a time.
class HistoryTaskReader final {
public:
    /// Of the parameters of a condition.
    static constexpr int firstParameter = 4;

    /// Those alone for which \p condition holds, with parameters from firstParameter on.
    HistoryTaskReader(SqliteDatabase &database, const HistoryTexts &texts,
                      const SqlCondition &condition = {.sql = "TRUE"});

    /// At most \p count tasks below \p cursor, which moves on.
    std::vector<HistoryTasks> read(HistoryCursor &cursor, qint64 count);
    /// The same in their order.
    std::vector<ScannedTask> readInOrder(HistoryCursor &cursor, qint64 count);

private:
    template<typename Take>
    void readRows(HistoryCursor &cursor, qint64 count, const Take &take);
    SyncTask task();

    const HistoryTexts &m_texts;
    SqliteStatement m_read;
    QHash<qint64, Word<SyncTaskStatus>> m_statuses;
    QHash<qint64, Word<TaskTrigger>> m_triggers;
    QHash<qint64, Word<TaskIssue>> m_issues;
    QHash<qint64, ImageRef> m_places;
};
