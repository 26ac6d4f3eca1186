#include "timelineticks.h"

#include "displaytext.h"
#include "zonedtime.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds day = 24h;
constexpr std::array<Milliseconds, 9> partsOfADay = {5min, 10min, 15min, 30min, 1h,
                                                     2h,   3h,    6h,    12h};
constexpr std::array dayCounts = {1, 2, 7, 14};
constexpr std::array monthCounts = {1, 2, 3, 6, 12, 24, 60, 120};

QString timeText(const QTime &time)
{
    return QLocale::c().toString(time, u"HH:mm");
}

QString dateText(const QDate &date)
{
    return QLocale::c().toString(date, u"MM-dd");
}

QString monthText(const QDate &date)
{
    return QLocale::c().toString(date, u"yyyy-MM");
}

/// Gathers ticks that lie within a layout.
class Ticks final {
public:
    explicit Ticks(const BucketLayout &layout) : m_layout(layout) {}

    void add(const QDateTime &time, const QString &text)
    {
        const qint64 offset = m_layout.begin.msecsTo(time);
        const double position =
            static_cast<double>(offset) / static_cast<double>(m_layout.step.count());
        if (position >= 0 && position <= m_layout.buckets)
            m_ticks.push_back({.position = position, .text = text});
    }
    [[nodiscard]] std::vector<TimelineTick> take() { return std::move(m_ticks); }

private:
    const BucketLayout &m_layout;
    std::vector<TimelineTick> m_ticks;
};

QDate firstDate(const BucketLayout &layout)
{
    return wallTime(layout.begin, layout.zone).date();
}

QDate lastDate(const BucketLayout &layout)
{
    return wallTime(layout.end(), layout.zone).date();
}

// By the clock on the wall, so that the day on which it is put forward has round times too.
std::vector<TimelineTick> ticksOfADay(const BucketLayout &layout, Milliseconds apart)
{
    Ticks ticks(layout);
    const bool severalDays = layout.step * layout.buckets > day + 1h;
    for (QDate date = firstDate(layout); date <= lastDate(layout); date = date.addDays(1)) {
        for (Milliseconds since{0}; since < day; since += apart) {
            const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(since.count()));
            const WallMoments moments = momentsOf(QDateTime(date, time, Qt::UTC), layout.zone);
            const bool midnight = since.count() == 0;
            if (moments.exists)
                ticks.add(moments.earliest,
                          midnight && severalDays ? dateText(date) : timeText(time));
        }
    }
    return ticks.take();
}

std::vector<TimelineTick> ticksOfDays(const BucketLayout &layout, int daysApart)
{
    Ticks ticks(layout);
    for (QDate date = firstDate(layout); date <= lastDate(layout); date = date.addDays(1)) {
        if ((date.toJulianDay() % daysApart) == 0) // Julian day 0 was a Monday
            ticks.add(firstMomentOf(date, layout.zone), dateText(date));
    }
    return ticks.take();
}

std::vector<TimelineTick> ticksOfMonths(const BucketLayout &layout, int monthsApart)
{
    Ticks ticks(layout);
    const QDate first = firstDate(layout);
    for (QDate date(first.year(), 1, 1); date <= lastDate(layout);
         date = date.addMonths(monthsApart))
        ticks.add(firstMomentOf(date, layout.zone), monthText(date));
    return ticks.take();
}

} // namespace

std::vector<TimelineTick> timelineTicks(const BucketLayout &layout, int most)
{
    const Milliseconds length = layout.step * layout.buckets;
    if (length <= Milliseconds(0) || most < 1)
        return {};
    const auto fits = [length, most](Milliseconds apart) { return length <= apart * most; };
    const auto *part = std::ranges::find_if(partsOfADay, fits);
    if (part != partsOfADay.end())
        return ticksOfADay(layout, *part);
    const auto *days =
        std::ranges::find_if(dayCounts, [fits](int count) { return fits(day * count); });
    if (days != dayCounts.end())
        return ticksOfDays(layout, *days);
    const auto *months =
        std::ranges::find_if(monthCounts, [fits](int count) { return fits(day * 30 * count); });
    return ticksOfMonths(layout, months == monthCounts.end() ? monthCounts.back() : *months);
}

ValueScale valueScale(int highest)
{
    constexpr int mostSteps = 3;
    constexpr int largest = 500'000'000;
    int magnitude = 1;
    while (magnitude < largest) {
        for (const int factor : {1, 2, 5}) {
            const int step = magnitude * factor;
            if (highest < step * static_cast<qint64>(mostSteps))
                return {.step = step, .top = step * (highest / step + 1)};
        }
        magnitude *= 10;
    }
    return {.step = largest, .top = largest};
}

ValueScale durationScale(int highestSeconds)
{
    constexpr int mostSteps = 3;
    constexpr int hour = 3600;
    constexpr int dayLong = 24 * hour;
    constexpr std::array steps = {
        1,   2,    5,    10,   15,       30,       60,        120,     300,         600,
        900, 1800, hour, 7200, 3 * hour, 6 * hour, 12 * hour, dayLong, 2 * dayLong, 7 * dayLong};
    for (const int step : steps) {
        if (highestSeconds < step * mostSteps)
            return {.step = step, .top = step * (highestSeconds / step + 1)};
    }
    const ValueScale days = valueScale(highestSeconds / dayLong);
    return {.step = days.step * dayLong, .top = days.top * dayLong};
}

QString roundDurationText(int seconds)
{
    constexpr int minute = 60;
    constexpr int hour = 60 * minute;
    constexpr int dayLong = 24 * hour;
    const auto count = [seconds](int unit) { return QLocale().toString(seconds / unit); };
    if (seconds >= dayLong && seconds % dayLong == 0) {
        //: a duration in days
        return QCoreApplication::translate("TimelineTicks", "%1 d").arg(count(dayLong));
    }
    if (seconds >= hour && seconds % hour == 0) {
        //: a duration in hours
        return QCoreApplication::translate("TimelineTicks", "%1 h").arg(count(hour));
    }
    if (seconds >= minute && seconds < hour && seconds % minute == 0) {
        //: a duration in minutes
        return QCoreApplication::translate("TimelineTicks", "%1 m").arg(count(minute));
    }
    return durationText(std::chrono::seconds(seconds));
}
