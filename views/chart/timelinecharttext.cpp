// What TimelineChart says.
#include "displaytext.h"
#include "timelinechart.h"

#include <QLocale>
#include <QToolTip>

using namespace std::chrono_literals;

QString TimelineChart::stretchText(const Stretch &stretch) const
{
    const QDateTime begin = stretch.begin.toLocalTime();
    const QDateTime end = stretch.end.toLocalTime();
    const bool isFine = plan().step < 1min;
    //: QLocale's format of the time in a tool tip
    const QString full = isFine ? tr("d MMM HH:mm:ss") : tr("d MMM HH:mm");
    const QString time = isFine ? tr("HH:mm:ss") : tr("HH:mm");
    const QLocale locale;
    return tr("%1 to %2")
        .arg(locale.toString(begin, full),
             locale.toString(end, begin.date() == end.date() ? time : full));
}

QString TimelineChart::textAt(const QPoint &position) const
{
    if (isEarlier(position))
        //: on a bar before all others: unfinished tasks that are older than what the chart shows
        return tr("Earlier, or without a time") + u'\n' +
               statusLines(m_timeline.earlier).join(u'\n');
    const int bucket = bucketAt(position);
    return bucket < 0 ? QString() : bucketText(bucket);
}

QString TimelineChart::bucketText(int bucket) const
{
    const QStringList lines =
        m_kind == ChartKind::Status
            ? statusLines(m_timeline.buckets.at(static_cast<std::size_t>(bucket)))
            : valueLines(bucket);
    return stretchText(stretchOf(bucket, bucket)) + u'\n' + lines.join(u'\n');
}

QStringList TimelineChart::statusLines(const StatusCounts &counts)
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

QStringList TimelineChart::valueLines(int bucket) const
{
    const auto place = static_cast<std::size_t>(bucket);
    const QLocale locale;
    if (m_kind == ChartKind::Backlog) {
        //: a number of tasks, at the end of the time above
        return {tr("%Ln unfinished at the end", nullptr, m_backlog.buckets.at(place))};
    }
    if (m_kind == ChartKind::Success) {
        const SuccessTimeline::Bucket &of = m_success.buckets.at(place);
        if (!of.rate())
            return {tr("No tasks")};
        //: %1 is a percentage of tasks
        return {tr("%1 succeeded").arg(shareText(*of.rate())),
                //: %1 and %2 are numbers of tasks
                tr("%1 of %2 failed")
                    .arg(locale.toString(of.failed), locale.toString(of.done + of.failed))};
    }
    const DurationTimeline::Bucket &of = m_durations.buckets.at(place);
    if (!of.p95 || !of.median)
        return {tr("None done")};
    //: %1 is a duration that 95 % of the tasks do not exceed
    return {tr("p95 %1").arg(durationText(*of.p95)),
            //: %1 is a duration that half of the tasks do not exceed
            tr("median %1").arg(durationText(*of.median)),
            //: %1 is a number of tasks, %2 their status.
            tr("%1 %2").arg(locale.toString(of.done), displayName(SyncTaskStatus::Success))};
}

QString TimelineChart::cursorText() const
{
    QStringList lines;
    if (m_dragFirst >= 0)
        lines << stretchText(stretchOf(m_dragFirst, m_dragLast));
    lines << bucketText(m_cursor);
    if (m_segment)
        lines << tr("Enter shows: %1").arg(displayName(*m_segment));
    return lines.join(u'\n');
}

/// Says what the cursor is at: a screen reader speaks the changed name.
void TimelineChart::tellCursor()
{
    viewport()->update();
    const bool isThere = m_cursor >= 0 && m_cursor < bucketCount();
    //: Before what the cursor is at: %1 is the name of the chart
    setAccessibleName(isThere ? tr("%1: %2").arg(m_title, listText(cursorText().split(u'\n')))
                              : m_title);
}

/// After a key, not when new tasks come: that would be a tool tip out of nowhere.
void TimelineChart::showCursorTip()
{
    if (m_cursor < 0 || m_cursor >= bucketCount())
        return;
    const QPoint place = mapFromScene(bucketRect(m_cursor).topRight());
    QToolTip::showText(viewport()->mapToGlobal(place), cursorText(), viewport());
}

QString TimelineChart::valueText(int value) const
{
    switch (m_kind) {
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

QString TimelineChart::summaryText() const
{
    return withTimeline([](const auto &timeline) { return timelineText(timeline); });
}

QString TimelineChart::tableText() const
{
    return withTimeline([](const auto &timeline) { return timelineTable(timeline); });
}
