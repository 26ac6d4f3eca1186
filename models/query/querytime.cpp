#include "querytime.h"

#include "zonedtime.h"

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
        const WallMoments moments = momentsOf(QDateTime(day, clock, Qt::UTC), zone);
        return edge == TimeEdge::Earliest ? moments.earliest : moments.latest;
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
    const QDate today = wallTime(now, zone).date();
    if (text.compare(u"today", Qt::CaseInsensitive) == 0)
        return edgeOf(today, edge, zone);
    if (text.compare(u"yesterday", Qt::CaseInsensitive) == 0)
        return edgeOf(today.addDays(-1), edge, zone);
    return absoluteTime(text.toString(), edge, zone);
}

QString queryTimeText(const QDateTime &time, const QTimeZone &zone)
{
    const QDateTime wall = wallTime(time, zone);
    const int minutes = utcOffset(time, zone) / 60;
    const int size = std::abs(minutes);
    return wall.toString(wall.time().second() == 0 ? u"yyyy-MM-ddTHH:mm"_s
                                                   : u"yyyy-MM-ddTHH:mm:ss"_s) +
           u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
               .arg(size / 60, 2, 10, QChar(u'0'))
               .arg(size % 60, 2, 10, QChar(u'0'));
}
