#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <utility>

/// How a cell tells a time.
enum class TimeStyle {
    Suited,   ///< a moment where it is compared, an age where that is asked first
    Absolute, ///< moments everywhere
    Relative, ///< ages everywhere: "23 m ago"
};

/// How times are told to whoever reads: one value for a whole window, and for all that it writes.
struct TimeDisplay {
    QTimeZone zone{}; ///< not valid: that of this computer
    TimeStyle style = TimeStyle::Suited;

    friend bool operator==(const TimeDisplay &, const TimeDisplay &) = default;
};

/// The present time, and how times are told. A time alone is told in the zone of this computer.
struct TimeContext {
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions)
    TimeContext(QDateTime time = {}, TimeDisplay display = {}, QDateTime reading = {})
        : now(std::move(time)), times(std::move(display)), lastReading(std::move(reading))
    {
    }

    QDateTime now;
    TimeDisplay times;
    /// When what is told was read last, where it cannot be read at present; not valid: now.
    QDateTime lastReading;

    /// Until when what has not ended is known to last.
    [[nodiscard]] const QDateTime &knownUntil() const
    {
        return lastReading.isValid() ? lastReading : now;
    }

    friend bool operator==(const TimeContext &, const TimeContext &) = default;
};

/// "2026-11-24 14:01:41 +08:00", the digits of all languages; empty when invalid.
QString absoluteTimeText(const QDateTime &time, const TimeDisplay &times);
/// "11-24 14:01", with the year where it is not that of \p known, without the date where that is
/// \p known; with seconds where wanted. Empty when invalid.
QString shortTimeText(const QDateTime &time, const QDate &known, const TimeDisplay &times,
                      bool withSeconds = false);
/// The same without the day only where that is today, in the zone told and in that of this
/// computer: where the two have different dates, an hour alone would be taken for one of the
/// reader's day.
QString shortTimeText(const QDateTime &time, const TimeContext &context, bool withSeconds = false);
/// What a line shows: the time of day of today as above, else the day too, and the year when it is
/// another one.
QString cellTimeText(const QDateTime &time, const TimeContext &context);
/// "23 m ago", "in 8 s".
QString relativeTimeText(const QDateTime &time, const QDateTime &now);

/// "As of 10:42:03: its list cannot be read at present", of a duration that does not go on.
QString unreadSinceText(const QDateTime &lastReading, const TimeContext &context);

/// What a cell of a column of moments shows: cellTimeText(), unless ages are wanted everywhere.
QString momentCellText(const QDateTime &time, const TimeContext &context);
/// What a cell of a column of ages shows: relativeTimeText(), unless moments are wanted everywhere.
QString ageCellText(const QDateTime &time, const TimeContext &context);

/// The day on which \p time falls.
QDate dayOf(const QDateTime &time, const TimeDisplay &times);

/// "UTC+8", "UTC+5:30", or "Berlin" where the offset changes in the course of a year: stands beside
/// times without an offset of their own, in a title or below an axis.
QString zoneLabel(const TimeContext &context);
/// "Asia/Shanghai, UTC+8", for a tool tip.
QString zoneName(const TimeContext &context);
/// \p title with the zone behind it: "Created (UTC+8)".
QString withZone(const QString &title, const TimeContext &context);
