#pragma once

#include "synctask.h"
#include "taskstore.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

/// The range of time that the numbers of a window speak of, and the one rule by which a task
/// belongs to it. A finished task belongs to the time at which it ended, or was created where its
/// end is not known. A task that is not finished belongs to every range that ends after it was
/// created, however old it is; so does a task without any time, for nothing says that it lies
/// outside.
struct TimeRange {
    std::optional<qint64> beginMs{}; ///< Unix epoch; empty: as far back as tasks are known
    std::optional<qint64> endMs{};   ///< does not belong to the range itself; empty: open

    /// From \p length before \p now on.
    [[nodiscard]] static TimeRange last(std::chrono::milliseconds length, const QDateTime &now);

    [[nodiscard]] bool isUnbounded() const { return !beginMs && !endMs; }
    /// \p effectiveTimeMs: see TaskHotFields::effectiveTimeMs().
    [[nodiscard]] bool contains(qint64 effectiveTimeMs, SyncTaskStatus status) const
    {
        if (effectiveTimeMs == 0)
            return true;
        if (endMs && effectiveTimeMs >= *endMs)
            return false;
        return !beginMs || effectiveTimeMs >= *beginMs || !isFinished(status);
    }

    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// Those of \p rows that belong to \p range, in their order.
std::vector<TaskRow> rowsIn(const TaskStore &store, std::span<const TaskRow> rows,
                            const TimeRange &range);
