#pragma once

#include "statuscounts.h"
#include "taskstore.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

/// How far back the chart looks.
enum class ChartRange { Hour, Day, Week, Month, Year, All };

/// How far back that is; empty for All.
std::optional<std::chrono::milliseconds> lengthOf(ChartRange range);

/// Where the bars of a chart lie: never more than 300, on round times of the user's zone.
struct BucketLayout {
    QDateTime begin{}; ///< UTC
    std::chrono::milliseconds step{0};
    int buckets = 0;
    QTimeZone zone{}; ///< in which its times are told; not valid: that of this computer

    [[nodiscard]] QDateTime end() const;

    friend bool operator==(const BucketLayout &, const BucketLayout &) = default;
};

/// Covers the whole range: both its ends may lie within a bar. \p oldest bounds the range All;
/// invalid when no task is known.
BucketLayout bucketLayoutFor(ChartRange range, const QDateTime &now, const QDateTime &oldest,
                             const QTimeZone &zone = {});

/// For a chosen range of time, which may be widened to round times: up to 300 bars, but no more
/// than can be told apart. One that reaches beyond \p now is moved back.
BucketLayout bucketLayoutBetween(const QDateTime &begin, const QDateTime &end, const QDateTime &now,
                                 const QTimeZone &zone = {});

/// Tasks by status for each bucket of time. A task belongs to the time at which it ended, or was
/// created if it has not: failures are counted where they happened.
struct StatusTimeline {
    BucketLayout layout{};
    StatusCounts earlier{}; ///< belong to the range, and are older than it, or without a time
    std::vector<StatusCounts> buckets{};
    /// Tasks of before then were counted in a history and may not be loaded; the others are loaded.
    /// Invalid: all are.
    QDateTime countedBefore{};

    [[nodiscard]] StatusCounts total() const;

    friend bool operator==(const StatusTimeline &, const StatusTimeline &) = default;
};

/// Counts every row once, so that the bars add up to the rows: what is before \p beginMs, or before
/// the layout where that is empty, is earlier; what is after the layout, by a clock that is ahead,
/// belongs to the last bucket.
StatusTimeline buildTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                             const BucketLayout &layout, std::optional<qint64> beginMs = {});

/// Adds the tasks of \p counted, all of which belong to times before \p before, or to none. It has
/// the same layout, and \p timeline has been built from then on.
void addCounted(StatusTimeline &timeline, const StatusTimeline &counted, const QDateTime &before);
