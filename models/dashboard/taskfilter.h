#pragma once

#include "taskquery.h"
#include "taskstore.h"

#include <vector>

/// Answers a query over the store: texts are compared once for each distinct string, rows by
/// integers. Made anew when the query changes; sees strings that come later.
class TaskFilter final {
public:
    TaskFilter(const TaskStore &store, TaskQuery query);

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    [[nodiscard]] bool matches(TaskRow row) const;
    /// All matching rows, in the store's order.
    [[nodiscard]] std::vector<TaskRow> matchingRows() const;

private:
    const TaskStore &m_store;
    TaskQuery m_query;
};
