#include "timelinecaptions.h"

#include "displaytext.h"
#include "zonedtime.h"

#include <QLocale>

using namespace std::chrono_literals;

QString TimelineCaptions::ofSpan(const ChartSpan &span) const
{
    const TimeDisplay times{.zone = m_data.layout().zone};
    // The clocks are changed between: without offsets both could be the same time.
    if (utcOffset(span.begin, times.zone) != utcOffset(span.end, times.zone))
        return tr("%1 to %2")
            .arg(absoluteTimeText(span.begin, times), absoluteTimeText(span.end, times));
    const bool isFine = m_data.layout().step < 1min;
    // With the date always, and with the year unless the chart ends in it.
    const QDate never = dayOf(m_data.layout().end(), times).addDays(1);
    const QString begin = shortTimeText(span.begin, never, times, isFine);
    const QString end = shortTimeText(span.end, dayOf(span.begin, times), times, isFine);
    return withZone(tr("%1 to %2").arg(begin, end), {span.end, times});
}

QString TimelineCaptions::ofBucket(int bucket, const ChartSpan &span) const
{
    const QStringList lines =
        m_data.kind == ChartKind::Status ? linesOf(m_data.countsOf(bucket)) : linesOf(bucket);
    return ofSpan(span) + u'\n' + (lines + sourceOf(span)).join(u'\n');
}

/// Where the numbers of \p span come from, if not from the list alone.
QStringList TimelineCaptions::sourceOf(const ChartSpan &span) const
{
    const QDateTime before = m_data.countedBefore();
    if (!before.isValid() || before <= span.begin)
        return {};
    if (span.end <= before)
        //: tasks of a bar of the chart; the history is that of a team, in a database
        return {tr("Counted in the history, not in the list")};
    const TimeDisplay times{.zone = m_data.layout().zone};
    //: a part of a bar of the chart; %1 is a time, the history is that of a team
    return {tr("Before %1 counted in the history, not in the list")
                .arg(shortTimeText(before, dayOf(span.begin, times), times))};
}

QString TimelineCaptions::ofEarlier() const
{
    QStringList lines = linesOf(m_data.statuses.earlier);
    if (m_data.countedBefore().isValid())
        lines << tr("Counted in the history, not in the list");
    //: on a bar before all others: unfinished tasks that are older than what the chart shows
    return tr("Earlier, or without a time") + u'\n' + lines.join(u'\n');
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
