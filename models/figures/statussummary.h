#pragma once

#include "regionpairs.h"
#include "statuscounts.h"
#include "stucktasks.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QDateTime>
#include <QHash>
#include <QString>

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

/// "On time", "Delayed", "Failing", in the language of the user.
QString displayName(Health health);

/// Of the tasks that ended, done or failed, at least this part is to succeed; see Health.
inline constexpr double onTimeShare = 0.995;

/// The most delayed pair of regions, see mostDelayedPair(), with the ids that the API gives.
struct DelayedRoute {
    QString fromRegion{};
    QString toRegion{};
    std::chrono::milliseconds behind{0}; ///< how much longer than usual

    friend bool operator==(const DelayedRoute &, const DelayedRoute &) = default;
};

/// The task that has been running or waiting longest, with the regions that the API gives.
struct OldestUnfinished {
    QString fromRegion{};
    QString toRegion{};
    std::chrono::milliseconds age{0};

    friend bool operator==(const OldestUnfinished &, const OldestUnfinished &) = default;
};

/// What the headline's word speaks of.
inline constexpr std::chrono::hours healthWindow{24};

/// What the headline says about the tasks of a range of time, see TimeRange. Its word is about now:
/// it does not depend on the range.
struct StatusSummary {
    StatusCounts counts{};
    int running = 0;
    int waiting = 0;
    std::optional<std::chrono::milliseconds> oldestActive{};   ///< age of the oldest of those
    std::optional<double> successRate{};                       ///< 0..1: done of (done + failed)
    std::optional<std::chrono::milliseconds> medianDuration{}; ///< of done tasks
    std::optional<std::chrono::milliseconds> p95Duration{};
    int stuck = 0;                                          ///< of the running and waiting ones
    std::optional<std::chrono::milliseconds> oldestStuck{}; ///< age of the oldest of those
    std::optional<DelayedRoute> mostDelayed{};
    std::optional<OldestUnfinished> oldestUnfinished{}; ///< of those that are stuck
    StatusCounts lastDay{};                             ///< whatever the range
    Health health = Health::Unknown;
    bool hasNoTasks = false; ///< of the range: there is nothing to judge

    friend bool operator==(const StatusSummary &, const StatusSummary &) = default;
};

/// Of the last 24 hours.
StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        StuckRule rule = {});
/// For callers that have \p thresholds and \p pairs already; \p inRange are those of \p rows that
/// belong to the range.
StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows,
                        std::span<const TaskRow> inRange, const QDateTime &now,
                        const StuckThresholds &thresholds,
                        std::span<const RegionPairFigures> pairs);
