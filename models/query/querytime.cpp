#include "querytime.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest = 24h * 365 * 100;
constexpr qsizetype mostDigits = 9;

std::optional<milliseconds> unitFromLetter(QChar letter)
{
    switch (letter.toLower().unicode()) {
    case u's':
        return 1s;
    case u'm':
        return 1min;
    case u'h':
        return 1h;
    case u'd':
        return 24h;
    case u'w':
        return 7 * 24h;
    default:
        return {};
    }
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

constexpr qint64 msInSecond = 1000;
constexpr qint64 probeMs = 86'400 * msInSecond; // more than any offset

qint64 offsetMs(qint64 atMs, const QTimeZone &zone)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC);
    return msInSecond *
           (zone.isValid() ? zone.offsetFromUtc(utc) : utc.toLocalTime().offsetFromUtc());
}

/// What the clocks show at \p atMs, as if it were UTC.
QDateTime wallTime(qint64 atMs, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(atMs + offsetMs(atMs, zone), Qt::UTC);
}

/// The moments that a time on the clock can mean.
struct Moments {
    qint64 earliest = 0;
    qint64 latest = 0;
    bool exists = false; ///< else the clocks skip it: the moments lie around where they do
};

Moments momentsOf(const QDateTime &wall, const QTimeZone &zone)
{
    const qint64 wallMs = wall.toMSecsSinceEpoch();
    // More than any offset on either side; clocks are not changed twice in so short a time.
    const qint64 before = wallMs - offsetMs(wallMs - probeMs, zone);
    const qint64 after = wallMs - offsetMs(wallMs + probeMs, zone);
    const auto shows = [&](qint64 atMs) { return wallTime(atMs, zone) == wall; };
    if (shows(before) && shows(after))
        return {std::min(before, after), std::max(before, after), true};
    if (shows(before))
        return {before, before, true};
    if (shows(after))
        return {after, after, true};
    return {std::min(before, after), std::max(before, after), false};
}

/// The first moment of \p day.
QDateTime firstMomentOf(const QDate &day, const QTimeZone &zone)
{
    const Moments midnight = momentsOf(QDateTime(day, QTime(0, 0), Qt::UTC), zone);
    qint64 first = midnight.earliest;
    if (!midnight.exists) { // where the clocks go forward at midnight
        qint64 last = midnight.latest;
        while (last - first > 1) {
            const qint64 middle = first + (last - first) / 2;
            (wallTime(middle, zone).date() < day ? first : last) = middle;
        }
        first = last;
    }
    return QDateTime::fromMSecsSinceEpoch(first, Qt::UTC);
}

QDateTime edgeOf(const QDate &day, TimeEdge edge, const QTimeZone &zone)
{
    return firstMomentOf(edge == TimeEdge::Earliest ? day : day.addDays(1), zone);
}

std::optional<QDateTime> absoluteTime(const QString &text, TimeEdge edge, const QTimeZone &zone)
{
    static const QRegularExpression form(
        uR"(^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:?\d\d)?)?$)"_s);
    const QRegularExpressionMatch match = form.match(text.toUpper());
    if (!match.hasMatch())
        return {};
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    if (!day.isValid())
        return {};
    if (match.captured(2).isEmpty())
        return edgeOf(day, edge, zone);
    const QTime clock = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!clock.isValid())
        return {};
    if (match.captured(3).isEmpty()) {
        const Moments moments = momentsOf(QDateTime(day, clock, Qt::UTC), zone);
        return QDateTime::fromMSecsSinceEpoch(
            edge == TimeEdge::Earliest ? moments.earliest : moments.latest, Qt::UTC);
    }
    const QDateTime zoned = QDateTime::fromString(text.toUpper().replace(u' ', u'T'), Qt::ISODate);
    return zoned.isValid() ? std::optional(zoned) : std::nullopt;
}

} // namespace

std::optional<milliseconds> durationFromQuery(QStringView text)
{
    milliseconds sum{0};
    while (!text.isEmpty()) {
        qsizetype digits = 0;
        while (digits < text.size() && isDigit(text[digits]))
            ++digits;
        if (digits == 0 || digits > mostDigits || digits == text.size())
            return {};
        const std::optional<milliseconds> unit = unitFromLetter(text[digits]);
        if (!unit)
            return {};
        sum += text.first(digits).toLongLong() * *unit;
        if (sum > longest)
            return {};
        text = text.sliced(digits + 1);
    }
    return sum > 0ms ? std::optional(sum) : std::nullopt;
}

std::optional<QDateTime> timeFromQuery(QStringView text, const QDateTime &now, TimeEdge edge,
                                       const QTimeZone &zone)
{
    if (const std::optional<milliseconds> ago = durationFromQuery(text))
        return now.addMSecs(-ago->count());
    if (text.compare(u"now", Qt::CaseInsensitive) == 0)
        return now;
    const QDate today = wallTime(now.toMSecsSinceEpoch(), zone).date();
    if (text.compare(u"today", Qt::CaseInsensitive) == 0)
        return edgeOf(today, edge, zone);
    if (text.compare(u"yesterday", Qt::CaseInsensitive) == 0)
        return edgeOf(today.addDays(-1), edge, zone);
    return absoluteTime(text.toString(), edge, zone);
}

QString queryTimeText(const QDateTime &time, const QTimeZone &zone)
{
    const qint64 atMs = time.toMSecsSinceEpoch();
    const QDateTime wall = wallTime(atMs, zone);
    const auto minutes = static_cast<int>(offsetMs(atMs, zone) / (60 * msInSecond));
    const int size = std::abs(minutes);
    return wall.toString(wall.time().second() == 0 ? u"yyyy-MM-ddTHH:mm"_s
                                                   : u"yyyy-MM-ddTHH:mm:ss"_s) +
           u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
               .arg(size / 60, 2, 10, QChar(u'0'))
               .arg(size % 60, 2, 10, QChar(u'0'));
}
