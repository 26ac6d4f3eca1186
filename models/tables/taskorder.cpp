#include "taskorder.h"

#include <algorithm>

namespace {

/// Into the store's order. Most tables show most of a store: then a mark for each task is quicker
/// than comparing.
void sortByRow(std::vector<TaskRow> &rows, TaskRow storeSize)
{
    if (std::ranges::is_sorted(rows))
        return;
    std::vector<bool> marks(storeSize);
    for (const TaskRow row : rows)
        marks[row] = true;
    auto kept = rows.begin();
    for (TaskRow row = 0; row < storeSize; ++row) {
        if (marks[row])
            *kept++ = row;
    }
}

} // namespace

TaskOrder::TaskOrder(const TaskStore &store, std::span<const SyncTaskTableModel::SortKey> keys,
                     qint64 nowMs, const QueryNames &names)
    : m_store(store)
{
    m_columns.reserve(keys.size());
    for (const SyncTaskTableModel::SortKey &key : keys)
        m_columns.emplace_back(store, key, nowMs, names);
}

bool TaskOrder::operator()(TaskRow a, TaskRow b) const
{
    for (const ColumnOrder &column : m_columns) {
        if (const int order = column.compare(a, b); order != 0)
            return order < 0;
    }
    return a < b;
}

void TaskOrder::sort(std::vector<TaskRow> &rows) const
{
    constexpr std::size_t few = 500; // ranks and marks would cost more
    if (rows.size() < few) {
        std::ranges::sort(rows, *this);
        return;
    }
    sortByRow(rows, m_store.size());
    // The least deciding column first: what follows keeps its order where it is equal.
    for (std::size_t left = m_columns.size(); left > 0; --left)
        m_columns[left - 1].sort(rows);
}
