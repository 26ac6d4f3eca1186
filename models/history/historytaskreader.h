#pragma once

#include "historyengine.h"
#include "historytexts.h"
#include "historyvalues.h"
#include "sqlitedatabase.h"

#include <QHash>

#include <vector>

/// Tasks from the newest to the oldest, some at a time.
class HistoryTaskReader final {
public:
    HistoryTaskReader(SqliteDatabase &database, const HistoryTexts &texts);

    /// At most \p count tasks below \p cursor, which moves on.
    std::vector<HistoryTasks> read(HistoryCursor &cursor, qint64 count);

private:
    SyncTask task();

    const HistoryTexts &m_texts;
    SqliteStatement m_read;
    QHash<qint64, Word<SyncTaskStatus>> m_statuses;
    QHash<qint64, Word<TaskTrigger>> m_triggers;
    QHash<qint64, Word<TaskIssue>> m_issues;
    QHash<qint64, ImageRef> m_places;
};
