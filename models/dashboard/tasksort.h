#pragma once

#include "synctasktablemodel.h"
#include "taskstore.h"

#include <QHash>
#include <QString>

#include <vector>

/// In which order the table shows tasks: by the raw value of a column, never by formatted text.
/// What is not given comes first when ascending; ties are in the store's order both ways.
class TaskOrder final {
public:
    using Column = SyncTaskTableModel::Column;

    /// \p nowMs is the moment to which unfinished tasks last; \p ruleNames by rule id. The store
    /// and the names must outlive the order.
    TaskOrder(const TaskStore &store, Column column, Qt::SortOrder direction, qint64 nowMs,
              const QHash<QString, QString> &ruleNames);

    /// \p a comes before \p b. Of two different rows one always does.
    [[nodiscard]] bool operator()(TaskRow a, TaskRow b) const;
    /// Into the same order, for many rows: each distinct text gets a rank first.
    void sort(std::vector<TaskRow> &rows) const;

private:
    /// What a column of texts sorts by.
    struct Parts {
        quint32 place = 0;  ///< number of a place
        quint32 second = 0; ///< id of a text; for the route another place
    };

    [[nodiscard]] int compare(TaskRow a, TaskRow b) const;
    [[nodiscard]] qint64 number(TaskRow row) const;
    [[nodiscard]] qint64 durationMs(TaskRow row) const;
    [[nodiscard]] Parts partsOf(TaskRow row) const;
    [[nodiscard]] int comparePlaces(quint32 a, quint32 b) const;
    [[nodiscard]] int compareSeconds(quint32 a, quint32 b) const;
    [[nodiscard]] QByteArray ruleName(StringPool::Id id) const;
    [[nodiscard]] std::vector<quint64> keysOf(const std::vector<TaskRow> &rows) const;
    [[nodiscard]] std::vector<quint64> textKeysOf(const std::vector<TaskRow> &rows) const;

    const TaskStore &m_store;
    Column m_column;
    bool m_descending;
    qint64 m_nowMs;
    const QHash<QString, QString> &m_ruleNames;
};
