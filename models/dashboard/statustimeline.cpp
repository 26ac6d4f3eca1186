#include "statustimeline.h"

#include "displaytext.h"
#include "displaywords.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds day = 24h;
constexpr int maxBuckets = 300;

// Round steps; what is older than 300 of the largest gets multiples of it.
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

StatusTimeline buildTimeline(const TaskStore &store, std::span<const TaskRow> rows,
                             const TimelinePlan &plan)
{
    StatusTimeline timeline{.plan = plan};
    timeline.buckets.resize(static_cast<std::size_t>(std::max(plan.buckets, 0)));
    if (timeline.buckets.empty() || plan.step.count() <= 0)
        return timeline;
    const qint64 begin = plan.begin.toMSecsSinceEpoch();
    const qint64 end = plan.end().toMSecsSinceEpoch();
    for (const TaskRow row : rows) {
        const TaskHead &head = store.head(row);
        if (head.createdMs == 0 || head.createdMs < begin || head.createdMs >= end)
            continue;
        const auto bucket = static_cast<std::size_t>((head.createdMs - begin) / plan.step.count());
        timeline.buckets[bucket].add(head.status);
    }
    return timeline;
}

namespace {

QString countsText(const StatusCounts &counts)
{
    QStringList parts;
    for (const SyncTaskStatus status : shownStatuses) {
        if (counts.of(status) > 0) {
            //: A status and how many tasks have it, as in "Failed: 37".
            parts << DisplayWords::tr("%1: %2").arg(displayName(status),
                                                    QLocale().toString(counts.of(status)));
        }
    }
    return listText(parts);
}

QString worstText(const StatusTimeline &timeline)
{
    const auto failed = [](const StatusCounts &counts) { return counts.of(SyncTaskStatus::Error); };
    const auto worst = std::ranges::max_element(timeline.buckets, {}, failed);
    if (worst == timeline.buckets.end() || failed(*worst) == 0)
        return DisplayWords::tr("None failed.");
    const qint64 place = worst - timeline.buckets.begin();
    const QDateTime begin = timeline.plan.begin.addMSecs(place * timeline.plan.step.count());
    //: %1 and %2 are numbers of tasks, %3 and %4 times.
    return DisplayWords::tr("Most failures: %1 of %2 between %3 and %4.")
        .arg(QLocale().toString(failed(*worst)), QLocale().toString(worst->total()),
             absoluteTimeText(begin), absoluteTimeText(begin.addMSecs(timeline.plan.step.count())));
}

} // namespace

QString timelineText(const StatusTimeline &timeline)
{
    StatusCounts all;
    for (const StatusCounts &bucket : timeline.buckets) {
        for (std::size_t i = 0; i < all.counts.size(); ++i)
            all.counts[i] += bucket.counts[i];
    }
    const QString begin = absoluteTimeText(timeline.plan.begin);
    const QString end = absoluteTimeText(timeline.plan.end());
    if (all.total() == 0) {
        //: %1 and %2 are times.
        return DisplayWords::tr("No tasks were created between %1 and %2.").arg(begin, end);
    }
    //: %1 and %2 are times, %3 a list such as "Failed: 37, Done: 1,200".
    const QString sum =
        DisplayWords::tr("%Ln task(s) created between %1 and %2. %3.", nullptr, all.total())
            .arg(begin, end, countsText(all));
    return sentencesText(sum, worstText(timeline));
}
