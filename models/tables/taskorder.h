#pragma once

#include "columnorder.h"

#include <span>

/// In which order the table shows tasks: by one column, where that is equal by the next one; ties
/// are in the store's order both ways.
class TaskOrder final {
public:
    /// As for ColumnOrder.
    TaskOrder(const TaskStore &store, std::span<const SyncTaskTableModel::SortKey> keys,
              qint64 nowMs, const QueryNames &names);

    /// \p a comes before \p b. Of two different rows one always does.
    [[nodiscard]] bool operator()(TaskRow a, TaskRow b) const;
    /// Into the same order, for many rows at once.
    void sort(std::vector<TaskRow> &rows) const;

private:
    const TaskStore &m_store;
    std::vector<ColumnOrder> m_columns;
};
