#include "durationtimeline.h"

#include "bucketfinder.h"
#include "percentile.h"

#include <algorithm>
#include <limits>

DurationTimeline buildDurationTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                                       const BucketLayout &layout)
{
    const BucketFinder finder(layout);
    std::vector<std::vector<qint64>> durations(static_cast<std::size_t>(finder.count()));
    for (const TaskRow row : rows) {
        const TaskHotFields &hot = store.hotFields(row);
        const std::optional<qint64> duration = hot.durationMs(0);
        if (hot.status != SyncTaskStatus::Success || !duration)
            continue;
        if (const int bucket = finder.bucketOf(hot.endedMs()); bucket >= 0)
            durations[static_cast<std::size_t>(bucket)].push_back(*duration);
    }
    DurationTimeline timeline{.layout = layout};
    timeline.buckets.reserve(durations.size());
    for (std::vector<qint64> &values : durations) {
        timeline.buckets.push_back({.done = static_cast<int>(values.size()),
                                    .median = percentile(std::span(values), 50),
                                    .p95 = percentile(std::span(values), 95)});
    }
    return timeline;
}

SuccessTimeline successOf(const StatusTimeline &timeline)
{
    SuccessTimeline success{.layout = timeline.layout};
    success.buckets.reserve(timeline.buckets.size());
    for (const StatusCounts &counts : timeline.buckets) {
        success.buckets.push_back({.done = counts.of(SyncTaskStatus::Success),
                                   .failed = counts.of(SyncTaskStatus::Error)});
    }
    return success;
}

namespace {

/// When a task left the backlog: empty when it never was in it, or that is not known.
std::optional<qint64> endOf(const TaskStore &store, TaskRow row, const TaskHotFields &hot)
{
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    if (hot.createdMs == 0 || hot.status == SyncTaskStatus::Unknown)
        return {};
    if (!isFinished(hot.status))
        return never;
    const qint64 modified = store.modifiedMs(row);
    return modified > hot.createdMs ? std::optional(modified) : std::nullopt;
}

} // namespace

BacklogTimeline buildBacklogTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                                     const BucketLayout &layout)
{
    const BucketFinder finder(layout);
    // How the number changes from bucket to bucket; the last is for what happens after the layout.
    std::vector<int> changes(static_cast<std::size_t>(finder.count()) + 1);
    for (const TaskRow row : rows) {
        const TaskHotFields &hot = store.hotFields(row);
        const std::optional<qint64> ended = endOf(store, row, hot);
        if (!ended)
            continue;
        ++changes[static_cast<std::size_t>(finder.firstEndingFrom(hot.createdMs))];
        --changes[static_cast<std::size_t>(finder.firstEndingFrom(*ended))];
    }
    BacklogTimeline timeline{.layout = layout};
    timeline.buckets.reserve(static_cast<std::size_t>(finder.count()));
    int open = 0;
    for (int bucket = 0; bucket < finder.count(); ++bucket) {
        open += changes[static_cast<std::size_t>(bucket)];
        timeline.buckets.push_back(open);
    }
    return timeline;
}
