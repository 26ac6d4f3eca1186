#pragma once

#include "regionpairs.h"
#include "statuscounts.h"
#include "stucktasks.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QDateTime>
#include <QHash>

#include <array>
#include <chrono>
#include <optional>
#include <span>

/// The one word of the headline; the first of these that holds:
///   Unknown  no task is known;
///   Failing  of the tasks that ended within the last hour, at least 3 and at least 20 % failed;
///   Delayed  of the tasks that ended within the last 24 hours, fewer than 99.5 % succeeded, or a
///            task is stuck: waiting or running for longer than its pair of regions explains, see
///            StuckThresholds;
///   OnTime   otherwise. Cancelled tasks are neither failures nor successes. A pair that is slower
///            than usual is named, but makes no delay of its own while nothing is stuck.
enum class Health { Unknown, OnTime, Delayed, Failing };

/// Of the tasks that ended, done or failed, at least this part is to succeed; see Health.
inline constexpr double onTimeShare = 0.995;

/// The most delayed pair of regions, see mostDelayedPair(), with the ids that the API gives.
struct DelayedRoute {
    QString fromRegion{};
    QString toRegion{};
    std::chrono::milliseconds behind{0}; ///< how much longer than usual

    friend bool operator==(const DelayedRoute &, const DelayedRoute &) = default;
};

/// What the headline says about the tasks of the last 24 hours. A finished task belongs to the time
/// at which it ended, any other to the time at which it was created.
struct StatusSummary {
    StatusCounts lastDay{};
    /// Running and waiting tasks of any age.
    int running = 0;
    int waiting = 0;
    std::optional<std::chrono::milliseconds> oldestActive{}; ///< age of the oldest of those
    std::optional<double> successRate{}; ///< 0..1: done of (done + failed), last 24 h
    std::optional<std::chrono::milliseconds> medianDuration{}; ///< of tasks done in the last 24 h
    std::optional<std::chrono::milliseconds> p95Duration{};
    int stuck = 0;                                          ///< of the running and waiting ones
    std::optional<std::chrono::milliseconds> oldestStuck{}; ///< age of the oldest of those
    std::optional<DelayedRoute> mostDelayed{};
    Health health = Health::Unknown;

    friend bool operator==(const StatusSummary &, const StatusSummary &) = default;
};

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        StuckRule rule = {});
/// For who has \p thresholds and \p pairs already.
StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        const StuckThresholds &thresholds,
                        std::span<const RegionPairFigures> pairs);
