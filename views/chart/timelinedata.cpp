#include "timelinedata.h"

#include <algorithm>
#include <chrono>

namespace {

int highestTotal(const StatusTimeline &timeline)
{
    int highest = timeline.earlier.total();
    for (const StatusCounts &counts : timeline.buckets)
        highest = std::max(highest, counts.total());
    return highest;
}

int longestSeconds(const DurationTimeline &timeline)
{
    qint64 longest = 0;
    for (const DurationTimeline::Bucket &bucket : timeline.buckets)
        longest =
            std::max<qint64>(longest, bucket.p95.value_or(std::chrono::milliseconds(0)).count());
    return static_cast<int>(std::min<qint64>(longest / 1000, 400'000'000));
}

} // namespace

const BucketLayout &TimelineData::layout() const
{
    return withTimeline(
        [](const auto &timeline) -> const BucketLayout & { return timeline.layout; });
}

int TimelineData::bucketCount() const
{
    return withTimeline(
        [](const auto &timeline) { return static_cast<int>(timeline.buckets.size()); });
}

ValueScale TimelineData::scale() const
{
    switch (kind) {
    case ChartKind::Status:
        break;
    case ChartKind::Duration:
        return durationScale(longestSeconds(durations));
    case ChartKind::Success:
        return {.step = 50, .top = 100};
    case ChartKind::Backlog: {
        const auto most = std::ranges::max_element(backlog.buckets);
        return valueScale(most == backlog.buckets.end() ? 0 : *most);
    }
    }
    return valueScale(highestTotal(statuses));
}

bool TimelineData::isEmpty() const
{
    switch (kind) {
    case ChartKind::Status:
        break;
    case ChartKind::Duration:
        return std::ranges::none_of(durations.buckets, [](const DurationTimeline::Bucket &bucket) {
            return bucket.done > 0;
        });
    case ChartKind::Success:
        return std::ranges::none_of(success.buckets, [](const SuccessTimeline::Bucket &bucket) {
            return bucket.rate().has_value();
        });
    case ChartKind::Backlog:
        return backlog.buckets.empty();
    }
    return highestTotal(statuses) == 0;
}

bool TimelineData::hasEarlier() const
{
    return kind == ChartKind::Status && statuses.earlier.total() > 0;
}

const StatusCounts &TimelineData::countsOf(int bucket) const
{
    return statuses.buckets.at(static_cast<std::size_t>(bucket));
}

QDateTime TimelineData::countedBefore() const
{
    const bool isCounted = kind == ChartKind::Status || kind == ChartKind::Success;
    return isCounted ? statuses.countedBefore : QDateTime();
}

QString TimelineData::summaryText() const
{
    return withTimeline([](const auto &timeline) { return timelineText(timeline); });
}

QString TimelineData::tableText() const
{
    return withTimeline([](const auto &timeline) { return timelineTable(timeline); });
}
