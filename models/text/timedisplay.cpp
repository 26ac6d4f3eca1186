#include "timedisplay.h"

#include "displaytext.h"
#include "displaywords.h"
#include "zonedtime.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesInHour = 60;

/// Behind \p text, with zeros before it. By hand, for Qt's own took most of the time of an export.
void appendDigits(QString &text, int value, int digits)
{
    int unit = 1;
    for (int i = 1; i < digits; ++i)
        unit *= 10;
    for (; unit > 0; unit /= 10)
        text += QChar(u'0' + value / unit % 10);
}

void appendOffset(QString &text, int seconds)
{
    const int minutes = seconds / 60;
    const int size = std::abs(minutes);
    text += QChar(minutes < 0 ? u'-' : u'+');
    appendDigits(text, size / minutesInHour, 2);
    text += u':';
    appendDigits(text, size % minutesInHour, 2);
}

void appendMonthAndDay(QString &text, const QDate &date)
{
    appendDigits(text, date.month(), 2);
    text += u'-';
    appendDigits(text, date.day(), 2);
}

void appendDate(QString &text, const QDate &date)
{
    if (date.year() < 0 || date.year() > 9999)
        text += QString::number(date.year());
    else
        appendDigits(text, date.year(), 4);
    text += u'-';
    appendMonthAndDay(text, date);
}

void appendTime(QString &text, const QTime &time, bool withSeconds)
{
    appendDigits(text, time.hour(), 2);
    text += u':';
    appendDigits(text, time.minute(), 2);
    if (!withSeconds)
        return;
    text += u':';
    appendDigits(text, time.second(), 2);
}

QString timeText(const QDateTime &wall, bool hasDay, int knownYear, bool withSeconds)
{
    QString text;
    if (hasDay) {
        if (wall.date().year() == knownYear)
            appendMonthAndDay(text, wall.date());
        else
            appendDate(text, wall.date());
        text += u' ';
    }
    appendTime(text, wall.time(), withSeconds);
    return text;
}

/// Of \p time the day need not be said.
bool isToday(const QDateTime &time, const TimeContext &context)
{
    const QDate today = dayOf(context.now, context.times);
    return dayOf(time, context.times) == today && today == dayOf(context.now, {});
}

/// "UTC", "UTC+8", "UTC−3:30".
QString offsetLabel(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    QString text = u"UTC"_s;
    if (minutes == 0)
        return text;
    text += seconds < 0 ? u'−' : u'+';
    text += QString::number(minutes / minutesInHour);
    if (minutes % minutesInHour != 0) {
        text += u':';
        appendDigits(text, minutes % minutesInHour, 2);
    }
    return text;
}

QTimeZone zoneOf(const TimeDisplay &times)
{
    return times.zone.isValid() ? times.zone : QTimeZone::systemTimeZone();
}

/// In the past year, whose tasks are shown, or in the coming one.
bool changesOffset(const QTimeZone &zone, const QDateTime &now)
{
    if (!zone.isValid())
        return false;
    constexpr int year = 12;
    const int offset = zone.offsetFromUtc(now);
    for (int months = -year; months <= year; ++months) {
        if (zone.offsetFromUtc(now.addMonths(months)) != offset)
            return true;
    }
    return false;
}

} // namespace

QString absoluteTimeText(const QDateTime &time, const TimeDisplay &times)
{
    if (!time.isValid())
        return {};
    const int offset = utcOffset(time, times.zone);
    const QDateTime wall = time.toUTC().addSecs(offset);
    QString text;
    text.reserve(26);
    appendDate(text, wall.date());
    text += u' ';
    appendTime(text, wall.time(), true);
    text += u' ';
    appendOffset(text, offset);
    return text;
}

QString shortTimeText(const QDateTime &time, const QDate &known, const TimeDisplay &times,
                      bool withSeconds)
{
    if (!time.isValid())
        return {};
    const QDateTime wall = wallTime(time, times.zone);
    return timeText(wall, wall.date() != known, known.year(), withSeconds);
}

QString shortTimeText(const QDateTime &time, const TimeContext &context, bool withSeconds)
{
    if (!time.isValid())
        return {};
    return timeText(wallTime(time, context.times.zone), !isToday(time, context),
                    dayOf(context.now, context.times).year(), withSeconds);
}

QString cellTimeText(const QDateTime &time, const TimeContext &context)
{
    if (!time.isValid())
        return {};
    return shortTimeText(time, context, isToday(time, context));
}

QString unreadSinceText(const QDateTime &lastReading, const TimeContext &context)
{
    //: Of the duration of a task that has not ended, as far as is known; %1: a time
    return DisplayWords::tr("As of %1: its list cannot be read at present")
        .arg(cellTimeText(lastReading, context));
}

QString momentCellText(const QDateTime &time, const TimeContext &context)
{
    return context.times.style == TimeStyle::Relative ? relativeTimeText(time, context.now)
                                                      : cellTimeText(time, context);
}

QString ageCellText(const QDateTime &time, const TimeContext &context)
{
    return context.times.style == TimeStyle::Absolute ? cellTimeText(time, context)
                                                      : relativeTimeText(time, context.now);
}

QDate dayOf(const QDateTime &time, const TimeDisplay &times)
{
    return time.isValid() ? wallTime(time, times.zone).date() : QDate();
}

QString zoneLabel(const TimeContext &context)
{
    const QTimeZone zone = zoneOf(context.times);
    if (!changesOffset(zone, context.now))
        return offsetLabel(utcOffset(context.now, context.times.zone));
    const QString id = QString::fromUtf8(zone.id());
    return id.sliced(id.lastIndexOf(u'/') + 1).replace(u'_', u' ');
}

QString zoneName(const TimeContext &context)
{
    const QString offset = offsetLabel(utcOffset(context.now, context.times.zone));
    const QString id = QString::fromUtf8(zoneOf(context.times).id());
    return id.isEmpty() || id == offset ? offset : listText({id, offset});
}

QString withZone(const QString &title, const TimeContext &context)
{
    //: %1 is a title or a time, %2 the time zone in which it is told, as in "Created (UTC+8)"
    return DisplayWords::tr("%1 (%2)", "time zone").arg(title, zoneLabel(context));
}
