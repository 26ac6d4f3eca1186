#include "silence.h"

#include "zonedtime.h"

#include <QTimeZone>

#include <algorithm>

namespace {

QTimeZone zoneOfWeek(const WeeklyHours &hours)
{
    return hours.zoneId.isEmpty() ? QTimeZone() : QTimeZone(hours.zoneId.toUtf8());
}

/// A time that the clocks skip comes as much later; of one that they show twice, a period begins
/// with the first and ends with the second.
QDateTime weeklyBegin(const QDate &day, const WeeklyHours &hours, const QTimeZone &zone)
{
    const WallMoments moments = momentsOf(QDateTime(day, hours.from, Qt::UTC), zone);
    return moments.exists ? moments.earliest : moments.latest;
}

QDateTime weeklyEnd(const QDate &day, const WeeklyHours &hours, const QTimeZone &zone)
{
    return momentsOf(QDateTime(day, hours.to, Qt::UTC), zone).latest;
}

bool beginsOn(const WeeklyHours &hours, const QDate &day)
{
    return hours.days.at(static_cast<std::size_t>(day.dayOfWeek() - 1));
}

std::optional<SilencePeriod> weeklyPeriodAt(const WeeklyHours &hours, const QDateTime &now)
{
    const QTimeZone zone = zoneOfWeek(hours);
    const QDate today = wallTime(now, zone).date();
    const int length = hours.to > hours.from ? 0 : 1; // in midnights
    for (const QDate &day : {today.addDays(-1), today}) {
        if (!beginsOn(hours, day))
            continue;
        const SilencePeriod period{.from = weeklyBegin(day, hours, zone),
                                   .until = weeklyEnd(day.addDays(length), hours, zone)};
        if (period.from <= now && now < period.until)
            return period;
    }
    return {};
}

bool isNamed(const QString &name)
{
    return !name.isEmpty() && name.size() <= Silence::longestName;
}

bool isUsableScope(const SilenceScope &scope)
{
    switch (scope.kind) {
    case SilenceScope::Kind::All:
        return true;
    case SilenceScope::Kind::View:
        return isNamed(scope.view);
    case SilenceScope::Kind::Query:
        return !scope.query.isEmpty();
    case SilenceScope::Kind::Route:
        return isNamed(scope.fromRegion) && isNamed(scope.toRegion);
    }
    return false;
}

bool isUsableTime(const Silence &silence)
{
    const WeeklyHours &hours = silence.weekly;
    switch (silence.kind) {
    case Silence::Kind::Mute:
        return silence.from.isValid() && (!silence.until.isValid() || silence.from < silence.until);
    case Silence::Kind::Maintenance:
        return silence.from.isValid() && silence.until.isValid() && silence.from < silence.until;
    case Silence::Kind::Weekly:
        return std::ranges::find(hours.days, true) != hours.days.end() && hours.from.isValid() &&
               hours.to.isValid() && hours.from != hours.to &&
               (hours.zoneId.isEmpty() || QTimeZone::isTimeZoneIdAvailable(hours.zoneId.toUtf8()));
    }
    return false;
}

bool lastsLonger(const SilencePeriod &one, const SilencePeriod &other)
{
    if (!other.until.isValid())
        return false;
    return !one.until.isValid() || one.until > other.until;
}

} // namespace

bool isUsable(const Silence &silence)
{
    return silence.reason.size() <= Silence::longestReason && isUsableScope(silence.scope) &&
           isUsableTime(silence);
}

std::optional<SilencePeriod> periodAt(const Silence &silence, const QDateTime &now)
{
    if (!isUsable(silence) || isOver(silence, now))
        return {};
    switch (silence.kind) {
    case Silence::Kind::Mute:
        break;
    case Silence::Kind::Maintenance:
        if (now < silence.from)
            return {};
        break;
    case Silence::Kind::Weekly:
        return weeklyPeriodAt(silence.weekly, now);
    }
    return SilencePeriod{.from = silence.from, .until = silence.until};
}

bool isOver(const Silence &silence, const QDateTime &now)
{
    return silence.kind != Silence::Kind::Weekly && silence.until.isValid() && silence.until <= now;
}

std::optional<ActiveSilence> lastingSilence(std::span<const Silence> silences,
                                            const SilenceScope &scope, const QDateTime &now)
{
    std::optional<ActiveSilence> longest;
    for (const Silence &silence : silences) {
        if (silence.scope != scope)
            continue;
        const std::optional<SilencePeriod> period = periodAt(silence, now);
        if (period && (!longest || lastsLonger(*period, longest->period)))
            longest = ActiveSilence{.silence = silence, .period = *period};
    }
    return longest;
}
