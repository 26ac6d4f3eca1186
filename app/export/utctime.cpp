#include "utctime.h"

#include "asciibytes.h"

#include <chrono>

namespace {

/// So that the last digit stands before \p end.
void writeDigits(char *end, auto number)
{
    for (; number > 0; number /= 10)
        *--end = static_cast<char>('0' + number % 10);
}

} // namespace

QString utcTimeText(const QDateTime &time)
{
    QByteArray text;
    appendUtcTime(text, time);
    return QString::fromLatin1(text);
}

void appendUtcTime(QByteArray &bytes, const QDateTime &time)
{
    if (!time.isValid())
        return;
    const std::chrono::sys_time<std::chrono::milliseconds> moment{
        std::chrono::milliseconds(time.toMSecsSinceEpoch())};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss timeOfDay(moment - day);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999)
        return;
    // Qt's own takes a third of the time that a task takes to be written.
    const qsizetype begin = bytes.size();
    appendBytes(bytes, "0000-00-00T00:00:00.000Z");
    char *text = bytes.data() + begin;
    writeDigits(text + 4, year);
    writeDigits(text + 7, static_cast<unsigned>(date.month()));
    writeDigits(text + 10, static_cast<unsigned>(date.day()));
    writeDigits(text + 13, timeOfDay.hours().count());
    writeDigits(text + 16, timeOfDay.minutes().count());
    writeDigits(text + 19, timeOfDay.seconds().count());
    writeDigits(text + 23, timeOfDay.subseconds().count());
}
