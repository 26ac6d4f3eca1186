#pragma once

#include "taskstore.h"

#include <vector>

/// The other tasks that the push of one task caused: they share its batch. Of one task: all rows
/// are looked at once, then only those that come.
class SamePush final {
public:
    SamePush(const TaskStore &store, TaskRow task);

    /// Looks at what came into the store since the last look.
    void catchUp();

    /// Failures first, then what is not finished, then by destination. A task that two instances
    /// list is there once.
    [[nodiscard]] std::vector<TaskRow> others() const;

private:
    const TaskStore &m_store;
    TaskRow m_task;
    TaskRow m_seen = 0; // rows below this were looked at
    std::vector<TaskRow> m_rows;
};
