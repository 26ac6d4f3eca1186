#pragma once

#include "regionpairindex.h"

#include <chrono>
#include <span>
#include <vector>

/// A task is stuck when it has been running or waiting for longer than this many times what nearly
/// all done tasks of its pair of regions took.
struct StuckRule {
    double factor = 3;

    friend bool operator==(const StuckRule &, const StuckRule &) = default;
};

/// How long a task may take before it is stuck, for each pair of regions: the rule's factor times
/// the p95 of the pair's done tasks; of all pairs' where it has fewer than 20; never below 10
/// minutes, which is also the limit while no done task is known.
///
/// Found out once by looking through all tasks; then each question is answered by two looks into
/// tables, also for tasks that came later.
class StuckThresholds final {
public:
    static constexpr std::chrono::milliseconds least = std::chrono::minutes(10);
    static constexpr int fewestSamples = 20;

    StuckThresholds() = default; ///< knows no store: nothing is stuck
    StuckThresholds(const TaskStore &store, std::span<const TaskRow> rows, StuckRule rule = {});

    [[nodiscard]] bool isStuck(TaskRow row, qint64 nowMs) const;
    /// Of the task's pair, whatever its status.
    [[nodiscard]] std::chrono::milliseconds limitOf(TaskRow row) const;

private:
    const TaskStore *m_store = nullptr;
    RegionPairIndex m_pairs;
    std::vector<std::chrono::milliseconds> m_limits; // by the pair's number
    std::chrono::milliseconds m_commonLimit = least;
};

/// The stuck tasks of the whole store, the oldest first. Looks at unfinished ones only.
std::vector<TaskRow> stuckRows(const TaskStore &store, const StuckThresholds &thresholds,
                               qint64 nowMs);
