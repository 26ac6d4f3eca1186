#include "statustimeline.h"

#include "bucketfinder.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds day = 24h;
constexpr int maxBuckets = 300;

// Round steps; what is older than 300 of the largest gets multiples of it.
constexpr std::array<milliseconds, 6> finerLadder = {1s, 2s, 5s, 10s, 15s, 30s};
constexpr std::array<milliseconds, 18> ladder = {
    1min, 2min, 5min, 10min,   15min,   30min,    1h,       2h,       3h,
    6h,   12h,  day,  2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 364 * day,
};

/// Rounds down to a multiple of \p step in local time, counted from a Monday. Plain arithmetic on
/// milliseconds: where the clocks change, bars keep their length and their labels shift.
qint64 alignedDown(qint64 ms, milliseconds step, milliseconds offset)
{
    constexpr qint64 mondayMs = 4 * day.count(); // 1970-01-05
    const qint64 local = ms + offset.count() - mondayMs;
    qint64 rest = local % step.count();
    if (rest < 0)
        rest += step.count();
    return ms - rest;
}

TimelinePlan planOf(milliseconds step, int buckets, const QDateTime &now)
{
    const milliseconds offset = std::chrono::seconds(now.toLocalTime().offsetFromUtc());
    const qint64 last = alignedDown(now.toMSecsSinceEpoch(), step, offset);
    const qint64 begin = last - (buckets - 1) * step.count();
    return {
        .begin = QDateTime::fromMSecsSinceEpoch(begin, Qt::UTC), .step = step, .buckets = buckets};
}

int bucketsNeeded(milliseconds step, const QDateTime &now, const QDateTime &oldest)
{
    const milliseconds offset = std::chrono::seconds(now.toLocalTime().offsetFromUtc());
    const qint64 last = alignedDown(now.toMSecsSinceEpoch(), step, offset);
    const qint64 first = alignedDown(oldest.toMSecsSinceEpoch(), step, offset);
    return static_cast<int>(std::min((last - first) / step.count() + 1, qint64{maxBuckets} + 1));
}

/// The smallest step with which \p length needs no more than \p most bars.
milliseconds stepFor(milliseconds length, int most)
{
    const auto fits = [length, most](milliseconds step) { return length <= step * most; };
    const auto *finer = std::ranges::find_if(finerLadder, fits);
    if (finer != finerLadder.end())
        return *finer;
    const auto *found = std::ranges::find_if(ladder, fits);
    if (found != ladder.end())
        return *found;
    milliseconds step = ladder.back();
    while (!fits(step))
        step *= 2;
    return step;
}

TimelinePlan planAll(const QDateTime &now, const QDateTime &oldest)
{
    const QDateTime begin = std::min(oldest, now);
    for (const milliseconds step : ladder) {
        const int needed = bucketsNeeded(step, now, begin);
        if (needed <= maxBuckets)
            return planOf(step, needed, now);
    }
    milliseconds step = ladder.back();
    while (bucketsNeeded(step, now, begin) > maxBuckets)
        step *= 2;
    return planOf(step, bucketsNeeded(step, now, begin), now);
}

} // namespace

std::optional<milliseconds> lengthOf(ChartRange range)
{
    switch (range) {
    case ChartRange::Hour:
        return 1h;
    case ChartRange::Day:
        return day;
    case ChartRange::Week:
        return 7 * day;
    case ChartRange::Month:
        return 30 * day;
    case ChartRange::All:
        break;
    }
    return {};
}

QDateTime TimelinePlan::end() const
{
    return begin.addMSecs(step.count() * buckets);
}

TimelinePlan planTimeline(ChartRange range, const QDateTime &now, const QDateTime &oldest)
{
    switch (range) {
    case ChartRange::Hour:
        return planOf(1min, 60, now);
    case ChartRange::Day:
        return planOf(15min, 96, now);
    case ChartRange::Week:
        return planOf(1h, 168, now);
    case ChartRange::Month:
        return planOf(6h, 120, now);
    case ChartRange::All:
        break;
    }
    return oldest.isValid() ? planAll(now, oldest) : planOf(15min, 96, now);
}

TimelinePlan planStretch(const QDateTime &begin, const QDateTime &end, const QDateTime &now)
{
    constexpr int mostAtFirst = 150;
    constexpr milliseconds longest = 100 * 365 * day;
    const milliseconds length =
        std::clamp(milliseconds(begin.msecsTo(end)), milliseconds(1s), longest);
    const milliseconds step = stepFor(length, mostAtFirst);
    const milliseconds offset = std::chrono::seconds(now.toLocalTime().offsetFromUtc());
    const qint64 last = std::min(std::max(end, begin.addSecs(1)), now).toMSecsSinceEpoch();
    // The last bar holds the end, unless it only touches it.
    const qint64 lastBar = alignedDown(std::max(last - 1, qint64{0}), step, offset);
    const qint64 firstBar = alignedDown(last - length.count(), step, offset);
    const auto buckets = static_cast<int>((lastBar - firstBar) / step.count() + 1);
    return {.begin = QDateTime::fromMSecsSinceEpoch(firstBar, Qt::UTC),
            .step = step,
            .buckets = std::clamp(buckets, 1, maxBuckets)};
}

StatusTimeline buildTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                             const TimelinePlan &plan)
{
    const BucketFinder finder(plan);
    StatusTimeline timeline{.plan = plan};
    timeline.buckets.resize(static_cast<std::size_t>(finder.count()));
    // Neighbours often belong to the same number, and then each waits for the one before: every
    // other task is counted apart.
    std::vector<StatusCounts> others(timeline.buckets.size());
    const auto count = [&](TaskRow row, std::vector<StatusCounts> &buckets) {
        const TaskMoment moment = store.moment(row);
        const int bucket = moment.ms() == 0 ? -1 : finder.bucketOf(moment.ms());
        if (bucket >= 0)
            buckets[static_cast<std::size_t>(bucket)].add(moment.status());
    };
    std::size_t i = 0;
    for (; i + 1 < rows.size(); i += 2) {
        count(rows[i], timeline.buckets);
        count(rows[i + 1], others);
    }
    if (i < rows.size())
        count(rows[i], timeline.buckets);
    for (std::size_t bucket = 0; bucket < others.size(); ++bucket)
        timeline.buckets[bucket].add(others[bucket]);
    return timeline;
}
