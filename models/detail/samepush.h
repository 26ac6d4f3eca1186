#pragma once

#include "taskstore.h"

#include <vector>

/// The other tasks that the push of one task caused: they share its batch. Of one task: all rows
/// are looked at once, in pieces, then only those that come. What it says is true of the rows that
/// were looked at.
class SamePush final {
public:
    SamePush(const TaskStore &store, TaskRow task) : m_store(store), m_task(task) {}

    /// How many rows are a piece: much less than a millisecond.
    static constexpr TaskRow rowsAtOnce = 1U << 16;

    /// Looks at a piece of what it has not seen yet; whether there is more.
    bool processChunk();

    /// Failures first, then what is not finished, then by destination. A task that two instances
    /// list is there once.
    [[nodiscard]] std::vector<TaskRow> others() const;

private:
    const TaskStore &m_store;
    TaskRow m_task;
    TaskRow m_seen = 0; // rows below this were looked at
    std::vector<TaskRow> m_rows;
};
