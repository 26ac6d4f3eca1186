#include "querytime.h"

#include <QRegularExpression>

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

QDateTime dayEdge(const QDate &day, DayEdge edge)
{
    return edge == DayEdge::Begin ? day.startOfDay() : day.addDays(1).startOfDay();
}

std::optional<QDateTime> absoluteTime(const QString &text, DayEdge edge)
{
    static const QRegularExpression form(
        uR"(^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:?\d\d)?)?$)"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    if (!day.isValid())
        return {};
    if (match.captured(2).isEmpty())
        return dayEdge(day, edge);
    const QTime clock = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!clock.isValid())
        return {};
    if (match.captured(3).isEmpty())
        return QDateTime(day, clock);
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

std::optional<QDateTime> timeFromQuery(QStringView text, const QDateTime &now, DayEdge edge)
{
    if (const std::optional<milliseconds> ago = durationFromQuery(text))
        return now.addMSecs(-ago->count());
    if (text.compare(u"now", Qt::CaseInsensitive) == 0)
        return now;
    const QDate today = now.toLocalTime().date();
    if (text.compare(u"today", Qt::CaseInsensitive) == 0)
        return dayEdge(today, edge);
    if (text.compare(u"yesterday", Qt::CaseInsensitive) == 0)
        return dayEdge(today.addDays(-1), edge);
    return absoluteTime(text.toString(), edge);
}

QString queryTimeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    return local.toString(local.time().second() == 0 ? u"yyyy-MM-ddTHH:mm"_s
                                                     : u"yyyy-MM-ddTHH:mm:ss"_s);
}
