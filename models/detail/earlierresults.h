#pragma once

#include "taskstore.h"

#include <optional>
#include <vector>

/// What became of the same image on its way to the same destination before, and whether a failure
/// was made good since. Of one task: all rows are looked at once, in pieces, then only those that
/// come. What it says is true of the rows that were looked at.
///
/// As LatestResults has it, a task that does not name repository and tag of both ends is compared
/// with no other. Unlike there, the same instance need not list both tasks, and a cancelled task
/// can be made good too: here a person sees which task it was.
class EarlierResults final {
public:
    EarlierResults(const TaskStore &store, TaskRow task) : m_store(store), m_task(task) {}

    /// How many rows are a piece: much less than a millisecond.
    static constexpr TaskRow rowsAtOnce = 1U << 16;

    /// Looks at a piece of what it has not seen yet; whether there is more.
    bool processChunk();

    /// Tasks that were created before this one, the newest first, at most \p most of them. A task
    /// that two instances list is there once.
    [[nodiscard]] std::vector<TaskRow> earlier(std::size_t most) const;
    /// Of a task that failed or was cancelled: the newest later one that succeeded.
    [[nodiscard]] std::optional<TaskRow> repairedBy() const;
    /// When another task copied the same image to the same destination after this one, for the last
    /// time, in ms since 1970: what was known of the destination before may have changed.
    [[nodiscard]] std::optional<qint64> lastCopiedMs() const;
    /// Whether all rows of the store were looked at, or none need be.
    [[nodiscard]] bool isComplete() const;

private:
    /// Too little is known to compare the task with any other.
    [[nodiscard]] bool isVague() const;
    [[nodiscard]] bool isSameTask(TaskRow one, TaskRow other) const;
    [[nodiscard]] bool isBefore(TaskRow one, TaskRow other) const;

    const TaskStore &m_store;
    TaskRow m_task;
    TaskRow m_seen = 0;          // rows below this were looked at
    std::vector<TaskRow> m_rows; // with the same ends and tags
};
