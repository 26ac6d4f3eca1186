#pragma once

#include "statustimeline.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

// Timelines over the buckets of a StatusTimeline. A task belongs to the bucket that it belongs to
// there, so that the same bucket of each chart speaks of the same tasks; but the backlog.

/// How long the tasks took that are done.
struct DurationTimeline {
    struct Bucket {
        int done = 0;
        std::optional<std::chrono::milliseconds> median{};
        std::optional<std::chrono::milliseconds> p95{};

        friend bool operator==(const Bucket &, const Bucket &) = default;
    };

    BucketLayout layout{};
    std::vector<Bucket> buckets{};

    friend bool operator==(const DurationTimeline &, const DurationTimeline &) = default;
};
DurationTimeline buildDurationTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                                       const BucketLayout &layout);

/// How many of a bucket arrived.
struct SuccessTimeline {
    struct Bucket {
        int done = 0;
        int failed = 0;

        /// 0..1; empty when none ended so.
        [[nodiscard]] std::optional<double> rate() const
        {
            const int ended = done + failed;
            return ended == 0 ? std::nullopt : std::optional(static_cast<double>(done) / ended);
        }
        friend bool operator==(const Bucket &, const Bucket &) = default;
    };

    BucketLayout layout{};
    std::vector<Bucket> buckets{};

    friend bool operator==(const SuccessTimeline &, const SuccessTimeline &) = default;
};
/// Is in the status timeline already: nothing is counted twice.
SuccessTimeline successOf(const StatusTimeline &timeline);

/// How many tasks had been created but had not ended at the end of each bucket. One that is
/// finished but does not say when, or whose status nobody knows, does not count.
struct BacklogTimeline {
    BucketLayout layout{};
    std::vector<int> buckets{};

    friend bool operator==(const BacklogTimeline &, const BacklogTimeline &) = default;
};
BacklogTimeline buildBacklogTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                                     const BucketLayout &layout);
