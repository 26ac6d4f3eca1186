#pragma once

#include "latestresults.h"
#include "taskstore.h"

#include <QString>

#include <array>
#include <optional>
#include <span>
#include <vector>

/// What a set of tasks says as a whole: those of a row of a board.
struct TaskSetSummary {
    static constexpr int buckets = 24;

    int count = 0;
    int failed = 0;
    /// Failures that nothing made good since, the newest first.
    std::vector<TaskRow> openFailures{};
    /// Parts of the covered time that are as long: from the oldest task that gives a time, to now.
    /// Unix epoch; both 0 where none does.
    qint64 beginMs = 0;
    qint64 endMs = 0;
    std::array<int, buckets> failedPerBucket{};
    std::array<int, buckets> othersPerBucket{};
    /// The most frequent cause of the open failures, as the API names it; empty where there is
    /// none, or most give none.
    QString cause{};
    int ofCause = 0;                  ///< how many of the open failures it is
    std::optional<TaskRow> example{}; ///< the newest open failure of that cause

    [[nodiscard]] int open() const { return static_cast<int>(openFailures.size()); }
    [[nodiscard]] int repaired() const { return failed - open(); }

    friend bool operator==(const TaskSetSummary &, const TaskSetSummary &) = default;
};

/// Of \p rows, in two passes over them.
TaskSetSummary summarize(const TaskStore &store, std::span<const TaskRow> rows,
                         const LatestResults &results, qint64 nowMs);
