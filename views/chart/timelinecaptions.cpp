#include "timelinecaptions.h"

#include "displaytext.h"

#include <QLocale>

using namespace std::chrono_literals;

QString TimelineCaptions::ofSpan(const ChartSpan &span) const
{
    const QDateTime begin = span.begin.toLocalTime();
    const QDateTime end = span.end.toLocalTime();
    const bool isFine = m_data.layout().step < 1min;
    //: QLocale's format of the time in a tool tip
    const QString full = isFine ? tr("d MMM HH:mm:ss") : tr("d MMM HH:mm");
    const QString time = isFine ? tr("HH:mm:ss") : tr("HH:mm");
    const QLocale locale;
    return tr("%1 to %2")
        .arg(locale.toString(begin, full),
             locale.toString(end, begin.date() == end.date() ? time : full));
}

QString TimelineCaptions::ofBucket(int bucket, const ChartSpan &span) const
{
    const QStringList lines =
        m_data.kind == ChartKind::Status ? linesOf(m_data.countsOf(bucket)) : linesOf(bucket);
    return ofSpan(span) + u'\n' + lines.join(u'\n');
}

QString TimelineCaptions::ofEarlier() const
{
    //: on a bar before all others: unfinished tasks that are older than what the chart shows
    return tr("Earlier, or without a time") + u'\n' + linesOf(m_data.statuses.earlier).join(u'\n');
}

QStringList TimelineCaptions::linesOf(const StatusCounts &counts)
{
    QStringList lines;
    for (const SyncTaskStatus status : shownStatuses) {
        if (counts.of(status) > 0) {
            //: %1 is a number of tasks, %2 their status.
            lines << tr("%1 %2").arg(QLocale().toString(counts.of(status)), displayName(status));
        }
    }
    return lines.isEmpty() ? QStringList(tr("No tasks")) : lines;
}

/// Of the charts that draw lines.
QStringList TimelineCaptions::linesOf(int bucket) const
{
    const auto index = static_cast<std::size_t>(bucket);
    const QLocale locale;
    if (m_data.kind == ChartKind::Backlog) {
        //: a number of tasks, at the end of the time above
        return {tr("%Ln unfinished at the end", nullptr, m_data.backlog.buckets.at(index))};
    }
    if (m_data.kind == ChartKind::Success) {
        const SuccessTimeline::Bucket &of = m_data.success.buckets.at(index);
        if (!of.rate())
            return {tr("No tasks")};
        //: %1 is a percentage of tasks
        return {tr("%1 succeeded").arg(shareText(*of.rate())),
                //: %1 and %2 are numbers of tasks
                tr("%1 of %2 failed")
                    .arg(locale.toString(of.failed), locale.toString(of.done + of.failed))};
    }
    const DurationTimeline::Bucket &of = m_data.durations.buckets.at(index);
    if (!of.p95 || !of.median)
        return {tr("None done")};
    //: %1 is a duration that 95 % of the tasks do not exceed
    return {tr("p95 %1").arg(durationText(*of.p95)),
            //: %1 is a duration that half of the tasks do not exceed
            tr("median %1").arg(durationText(*of.median)),
            //: %1 is a number of tasks, %2 their status.
            tr("%1 %2").arg(locale.toString(of.done), displayName(SyncTaskStatus::Success))};
}

QString TimelineCaptions::ofValue(int value) const
{
    switch (m_data.kind) {
    case ChartKind::Duration:
        return roundDurationText(value);
    case ChartKind::Success:
        //: a percentage
        return tr("%1 %").arg(QLocale().toString(value));
    case ChartKind::Status:
    case ChartKind::Backlog:
        break;
    }
    return QLocale().toString(value);
}
