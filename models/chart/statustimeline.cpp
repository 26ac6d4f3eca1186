#include "statustimeline.h"

#include "bucketfinder.h"
#include "zonedtime.h"

#include <algorithm>
#include <array>
#include <limits>

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

BucketLayout layoutOf(milliseconds step, int buckets, const QDateTime &now, const QTimeZone &zone)
{
    const milliseconds offset = std::chrono::seconds(utcOffset(now, zone));
    const qint64 last = alignedDown(now.toMSecsSinceEpoch(), step, offset);
    const qint64 begin = last - (buckets - 1) * step.count();
    return {.begin = QDateTime::fromMSecsSinceEpoch(begin, Qt::UTC),
            .step = step,
            .buckets = buckets,
            .zone = zone};
}

int bucketsNeeded(milliseconds step, const QDateTime &now, const QDateTime &oldest,
                  const QTimeZone &zone)
{
    const milliseconds offset = std::chrono::seconds(utcOffset(now, zone));
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

/// How long a bar is.
milliseconds stepOf(ChartRange range)
{
    switch (range) {
    case ChartRange::Hour:
        return 1min;
    case ChartRange::Day:
        return 15min;
    case ChartRange::Week:
        return 1h;
    case ChartRange::Year:
        return 2 * day;
    case ChartRange::Month:
    case ChartRange::All:
        break;
    }
    return 6h;
}

BucketLayout layoutOfAll(const QDateTime &now, const QDateTime &oldest, const QTimeZone &zone)
{
    const QDateTime begin = std::min(oldest, now);
    for (const milliseconds step : ladder) {
        const int needed = bucketsNeeded(step, now, begin, zone);
        if (needed <= maxBuckets)
            return layoutOf(step, needed, now, zone);
    }
    milliseconds step = ladder.back();
    while (bucketsNeeded(step, now, begin, zone) > maxBuckets)
        step *= 2;
    return layoutOf(step, bucketsNeeded(step, now, begin, zone), now, zone);
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
    case ChartRange::Year:
        return 365 * day;
    case ChartRange::All:
        break;
    }
    return {};
}

QDateTime BucketLayout::end() const
{
    return begin.addMSecs(step.count() * buckets);
}

BucketLayout bucketLayoutFor(ChartRange range, const QDateTime &now, const QDateTime &oldest,
                             const QTimeZone &zone)
{
    if (const std::optional<milliseconds> length = lengthOf(range)) {
        const milliseconds step = stepOf(range);
        return layoutOf(step, bucketsNeeded(step, now, now.addMSecs(-length->count()), zone), now,
                        zone);
    }
    return oldest.isValid() ? layoutOfAll(now, oldest, zone) : layoutOf(15min, 96, now, zone);
}

BucketLayout bucketLayoutBetween(const QDateTime &begin, const QDateTime &end, const QDateTime &now,
                                 const QTimeZone &zone)
{
    constexpr int mostAtFirst = 150;
    constexpr milliseconds longest = 100 * 365 * day;
    const milliseconds length =
        std::clamp(milliseconds(begin.msecsTo(end)), milliseconds(1s), longest);
    const milliseconds step = stepFor(length, mostAtFirst);
    const milliseconds offset = std::chrono::seconds(utcOffset(now, zone));
    const qint64 last = std::min(std::max(end, begin.addSecs(1)), now).toMSecsSinceEpoch();
    // The last bar holds the end, unless it only touches it.
    const qint64 lastBar = alignedDown(std::max(last - 1, qint64{0}), step, offset);
    const qint64 firstBar = alignedDown(last - length.count(), step, offset);
    const auto buckets = static_cast<int>((lastBar - firstBar) / step.count() + 1);
    return {.begin = QDateTime::fromMSecsSinceEpoch(firstBar, Qt::UTC),
            .step = step,
            .buckets = std::clamp(buckets, 1, maxBuckets),
            .zone = zone};
}

StatusCounts StatusTimeline::total() const
{
    StatusCounts all = earlier;
    for (const StatusCounts &bucket : buckets)
        all.add(bucket);
    return all;
}

StatusTimeline buildTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                             const BucketLayout &layout, std::optional<qint64> beginMs)
{
    const BucketFinder finder(layout);
    const qint64 earliestMs = std::max(layout.begin.toMSecsSinceEpoch(),
                                       beginMs.value_or(std::numeric_limits<qint64>::min()));
    StatusTimeline timeline{.layout = layout};
    const auto count = static_cast<std::size_t>(finder.count());
    // Neighbours often belong to the same number, and then each waits for the one before: every
    // other task is counted apart. The first number of each is for what is earlier.
    std::vector<StatusCounts> evens(count + 1);
    std::vector<StatusCounts> odds(count + 1);
    const auto add = [&](TaskRow row, std::vector<StatusCounts> &buckets) {
        const TaskMoment moment = store.moment(row);
        std::size_t index = 0;
        if (moment.ms() >= earliestMs && count > 0) {
            const int bucket = finder.bucketOf(moment.ms());
            index = bucket < 0 ? count : static_cast<std::size_t>(bucket) + 1;
        }
        buckets[index].add(moment.status());
    };
    std::size_t i = 0;
    for (; i + 1 < rows.size(); i += 2) {
        add(rows[i], evens);
        add(rows[i + 1], odds);
    }
    if (i < rows.size())
        add(rows[i], evens);
    for (std::size_t index = 0; index < evens.size(); ++index)
        evens[index].add(odds[index]);
    timeline.earlier = evens.front();
    timeline.buckets.assign(evens.begin() + 1, evens.end());
    return timeline;
}

void addCounted(StatusTimeline &timeline, const StatusTimeline &counted, const QDateTime &before)
{
    // What lies before that among the rows is counted already.
    timeline.earlier = counted.earlier;
    for (std::size_t i = 0; i < std::min(timeline.buckets.size(), counted.buckets.size()); ++i)
        timeline.buckets[i].add(counted.buckets[i]);
    timeline.countedBefore = before;
}
