#pragma once

#include "statuscounts.h"
#include "taskstore.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>

/// The one word of the headline.
enum class Health { Unknown, OnTime, Delayed, Failing };

/// What the headline says about the tasks of the last 24 hours.
struct StatusSummary {
    StatusCounts lastDay{};
    /// Running and waiting tasks of any age.
    int running = 0;
    int waiting = 0;
    std::optional<std::chrono::milliseconds> oldestActive{}; ///< age of the oldest of those
    std::optional<double> successRate{}; ///< 0..1: done of (done + failed), last 24 h
    std::optional<std::chrono::milliseconds> medianDuration{}; ///< of tasks done in the last 24 h
    std::optional<std::chrono::milliseconds> p95Duration{};
    Health health = Health::Unknown;

    friend bool operator==(const StatusSummary &, const StatusSummary &) = default;
};

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows,
                        const QDateTime &now);

/// Counts for the side bar. Each ignores its own filter, so that it shows what a click would give.
struct FacetCounts {
    StatusCounts statuses{};
    std::array<int, 3> triggers{}; ///< indexed by the enum's value

    friend bool operator==(const FacetCounts &, const FacetCounts &) = default;
};

struct TaskQuery;
FacetCounts countFacets(const TaskStore &store, const TaskQuery &query);
