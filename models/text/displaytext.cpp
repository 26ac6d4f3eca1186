#include "displaytext.h"

#include "displaywords.h"
#include "region.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<typename Enum>
QString wordText(const Word<Enum> &word)
{
    if (word.value == Enum::Unknown && word.isGiven())
        return word.text;
    return displayName(word.value);
}

/// A number as people write it, without grouping: these are small.
QString number(qint64 value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value);
}

/// The largest unit alone: "23 m".
QString roughDurationText(qint64 seconds)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    if (seconds < minute)
        return DisplayWords::tr("%1 s", "seconds").arg(number(seconds));
    if (seconds < hour)
        return DisplayWords::tr("%1 m", "minutes").arg(number(seconds / minute));
    if (seconds < day)
        return DisplayWords::tr("%1 h", "hours").arg(number(seconds / hour));
    return DisplayWords::tr("%1 d", "days").arg(number(seconds / day));
}

} // namespace

QString displayName(SyncTaskStatus status)
{
    switch (status) {
    case SyncTaskStatus::Pending:
        //: Status of a task.
        return DisplayWords::tr("Waiting");
    case SyncTaskStatus::Synchronizing:
        //: Status of a task.
        return DisplayWords::tr("Running");
    case SyncTaskStatus::Success:
        //: Status of a task.
        return DisplayWords::tr("Done");
    case SyncTaskStatus::Error:
        //: Status of a task.
        return DisplayWords::tr("Failed");
    case SyncTaskStatus::Canceled:
        //: Status of a task.
        return DisplayWords::tr("Cancelled");
    case SyncTaskStatus::Deleted:
        //: A task that was running when it was read last, and that the registry deleted
        return DisplayWords::tr("Deleted");
    case SyncTaskStatus::Unknown:
        break;
    }
    //: Status of a task that the registry did not tell, or in a word that is not known.
    return DisplayWords::tr("Unknown", "status");
}

QString displayName(TaskTrigger trigger)
{
    switch (trigger) {
    case TaskTrigger::Passive:
        //: What started a task: a push of the image.
        return DisplayWords::tr("Automatic");
    case TaskTrigger::Initiative:
        //: What started a task: a person.
        return DisplayWords::tr("By hand");
    case TaskTrigger::Unknown:
        break;
    }
    //: What started a task, when the registry did not tell.
    return DisplayWords::tr("Unknown", "trigger");
}

QString displayName(TaskIssue issue)
{
    switch (issue) {
    case TaskIssue::OssPolicyUnauthorized:
        //: Cause of a failure: the registry may not use its object storage (OSS).
        return DisplayWords::tr("Storage permission");
    case TaskIssue::TagConflict:
        //: Cause of a failure: the tag exists at the destination and must not be overwritten.
        return DisplayWords::tr("Immutable tag");
    case TaskIssue::UnsupportedFormat:
        //: Cause of a failure: the format of the image.
        return DisplayWords::tr("Unsupported format");
    case TaskIssue::InternalError:
        //: Cause of a failure: the registry's own fault.
        return DisplayWords::tr("Registry fault");
    case TaskIssue::NetworkError:
        //: Cause of a failure.
        return DisplayWords::tr("Network");
    case TaskIssue::DataLengthExceeded:
        //: Cause of a failure: the image's manifest or configuration.
        return DisplayWords::tr("Manifest too large");
    case TaskIssue::Unknown:
        break;
    }
    //: Cause of a failure, when the registry did not tell.
    return DisplayWords::tr("Unknown", "cause");
}

QString displayName(const Word<SyncTaskStatus> &status)
{
    return wordText(status);
}

QString displayName(const Word<TaskTrigger> &trigger)
{
    return wordText(trigger);
}

QString displayName(const Word<TaskIssue> &issue)
{
    return wordText(issue);
}

QString routeText(const SyncTask &task)
{
    return placeName(task.imageFrom.regionId) + u" → "_s + placeName(task.imageTo.regionId);
}

QString durationText(std::chrono::milliseconds duration)
{
    using days = std::chrono::duration<qint64, std::ratio<86400>>;
    const auto d = std::chrono::duration_cast<days>(duration).count();
    const auto h = std::chrono::duration_cast<std::chrono::hours>(duration).count();
    const auto m = std::chrono::duration_cast<std::chrono::minutes>(duration).count();
    const auto s = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (d > 0) {
        //: A duration in days and hours.
        return DisplayWords::tr("%1 d %2 h").arg(number(d), number(h % 24));
    }
    if (h > 0) {
        //: A duration in hours and minutes.
        return DisplayWords::tr("%1 h %2 m").arg(number(h), number(m % 60));
    }
    if (m > 0) {
        //: A duration in minutes and seconds.
        return DisplayWords::tr("%1 m %2 s").arg(number(m), number(s % 60));
    }
    return roughDurationText(std::max<qint64>(s, 0));
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(std::max(bytes, qint64{0}), 1, QLocale::DataSizeIecFormat);
}

QString listText(const QStringList &parts)
{
    //: Between the parts of a list.
    return parts.join(DisplayWords::tr(", "));
}

QString sentencesText(const QString &first, const QString &second)
{
    //: Two whole sentences, one after the other.
    return DisplayWords::tr("%1 %2").arg(first, second);
}

QString relativeTimeText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid() || !now.isValid())
        return {};
    const qint64 seconds = time.secsTo(now);
    if (seconds == 0) {
        //: At this moment.
        return DisplayWords::tr("now");
    }
    if (seconds < 0) {
        //: %1 is a duration, as in "in 8 s".
        return DisplayWords::tr("in %1").arg(roughDurationText(-seconds));
    }
    //: %1 is a duration, as in "23 m ago".
    return DisplayWords::tr("%1 ago").arg(roughDurationText(seconds));
}

QString shortened(const QString &text, int length)
{
    if (text.size() <= length)
        return text;
    if (length <= 1)
        return length == 1 ? u"…"_s : QString();
    // The beginning says what kind of id it is, so it gets more than the end.
    const int kept = length - 1;
    const int tail = kept * 3 / 10;
    return text.first(kept - tail) + u'…' + text.last(tail);
}

std::optional<std::chrono::milliseconds> durationOf(const SyncTask &task, const QDateTime &now)
{
    const bool finished = isFinished(task.status.value);
    if (!finished && !isUnderWay(task.status.value))
        return {};
    const QDateTime &end = finished ? task.modifiedAt : now;
    if (!task.createdAt.isValid() || !end.isValid())
        return {};
    return std::max(std::chrono::milliseconds(task.createdAt.msecsTo(end)), 0ms);
}
