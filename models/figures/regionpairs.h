#pragma once

#include "regionpairindex.h"
#include "statuscounts.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

/// What is known of the tasks between two regions that belong to a range of time; durations are of
/// done tasks.
struct RegionPairFigures {
    using Duration = std::optional<std::chrono::milliseconds>;
    /// Done tasks of which a p95 says something: one slow image is not a slow route.
    static constexpr int fewestForNow = 5;    ///< within an hour
    static constexpr int fewestForUsual = 20; ///< within 7 days

    RegionPair regions{};
    StatusCounts counts{};
    int running = 0;
    int waiting = 0;
    std::optional<double> successRate{}; ///< 0..1: done of (done + failed)
    Duration medianDuration{};
    Duration p95Duration{};
    // Of all time, whatever the range.
    Duration oldestActive{}; ///< age of the oldest running or waiting task
    Duration p95LastHour{};
    Duration p95LastWeek{};
    int doneLastHour = 0;
    int doneLastWeek = 0;

    friend bool operator==(const RegionPairFigures &, const RegionPairFigures &) = default;
};

/// Every pair that has a task, by the order of the regions' texts in the store. The range is the
/// last 24 hours.
std::vector<RegionPairFigures>
countRegionPairs(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now);

/// A pair that is slower than it is used to.
struct DelayedPair {
    RegionPair regions{};
    double ratio = 0;                    ///< now to usual
    std::chrono::milliseconds behind{0}; ///< now less usual

    friend bool operator==(const DelayedPair &, const DelayedPair &) = default;
};

/// The pairs that are delayed, the one whose "now" is the largest multiple of its "usual" first:
///   now    the age of its oldest running or waiting task, or its p95 of the last hour (of 5 done
///          tasks at least: one slow image is not a slow route), whichever is more;
///   usual  its own p95 of the last 7 days, of 20 done tasks at least, else the largest p95 of a
///          pair that has as many.
/// A pair is delayed when now is at least twice the usual and a minute above it: on a quiet day
/// some pair is always a little behind, which is no news.
std::vector<DelayedPair> delayedPairs(std::span<const RegionPairFigures> pairs);
/// The first of those.
std::optional<DelayedPair> mostDelayedPair(std::span<const RegionPairFigures> pairs);
