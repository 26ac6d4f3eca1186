#pragma once

#include "percentile.h"
#include "regionpairindex.h"

#include <chrono>
#include <optional>
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

    /// What done tasks took.
    struct Usual {
        qsizetype samples = 0;
        std::optional<std::chrono::milliseconds> p95{};
    };
    /// Reorders them.
    template<typename Durations>
    [[nodiscard]] static Usual usualOf(Durations &&durations)
    {
        const std::span values(durations);
        return {.samples = std::ssize(values), .p95 = percentile(values, 95)};
    }
    /// For who found out what is usual: of each number of \p pairs, and of all together.
    StuckThresholds(const TaskStore &store, RegionPairIndex pairs, std::span<const Usual> usual,
                    const Usual &common, StuckRule rule);

    [[nodiscard]] bool isStuck(TaskRow row, qint64 nowMs) const;
    /// Of the task's pair, whatever its status.
    [[nodiscard]] std::chrono::milliseconds limitOf(TaskRow row) const;

private:
    void setLimits(std::span<const Usual> usual, const Usual &common, StuckRule rule);

    const TaskStore *m_store = nullptr;
    RegionPairIndex m_pairs;
    std::vector<std::chrono::milliseconds> m_limits; // by the pair's number
    std::chrono::milliseconds m_commonLimit = least;
};

/// The stuck tasks of the whole store, the oldest first. Looks at unfinished ones only.
std::vector<TaskRow> stuckRows(const TaskStore &store, const StuckThresholds &thresholds,
                               qint64 nowMs);
