#include "zonedtime.h"

#include <algorithm>

namespace {

constexpr qint64 msInSecond = 1000;
constexpr qint64 probeMs = 86'400 * msInSecond; // more than any offset

QDateTime utcFromMs(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

int utcOffset(const QDateTime &time, const QTimeZone &zone)
{
    const QDateTime utc = time.toUTC();
    return zone.isValid() ? zone.offsetFromUtc(utc) : utc.toLocalTime().offsetFromUtc();
}

QDateTime wallTime(const QDateTime &time, const QTimeZone &zone)
{
    return utcFromMs(time.toMSecsSinceEpoch() + msInSecond * utcOffset(time, zone));
}

WallMoments momentsOf(const QDateTime &wall, const QTimeZone &zone)
{
    const qint64 wallMs = wall.toMSecsSinceEpoch();
    const auto momentBy = [&](qint64 atMs) {
        return utcFromMs(wallMs - msInSecond * utcOffset(utcFromMs(atMs), zone));
    };
    // More than any offset on either side; clocks are not changed twice in so short a time.
    const QDateTime before = momentBy(wallMs - probeMs);
    const QDateTime after = momentBy(wallMs + probeMs);
    const auto shows = [&](const QDateTime &moment) { return wallTime(moment, zone) == wall; };
    if (shows(before) && shows(after))
        return {std::min(before, after), std::max(before, after), true};
    if (shows(before))
        return {before, before, true};
    if (shows(after))
        return {after, after, true};
    return {std::min(before, after), std::max(before, after), false};
}

QDateTime firstMomentOf(const QDate &day, const QTimeZone &zone)
{
    const WallMoments midnight = momentsOf(QDateTime(day, QTime(0, 0), Qt::UTC), zone);
    if (midnight.exists)
        return midnight.earliest;
    // Where the clocks go forward at midnight
    qint64 first = midnight.earliest.toMSecsSinceEpoch();
    qint64 last = midnight.latest.toMSecsSinceEpoch();
    while (last - first > 1) {
        const qint64 middle = first + (last - first) / 2;
        (wallTime(utcFromMs(middle), zone).date() < day ? first : last) = middle;
    }
    return utcFromMs(last);
}
