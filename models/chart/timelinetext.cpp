#include "timelinetext.h"

#include "displaytext.h"
#include "displaywords.h"
#include "zonedtime.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

using std::chrono::milliseconds;

QDateTime beginOf(const BucketLayout &layout, qint64 bucket)
{
    return layout.begin.addMSecs(bucket * layout.step.count());
}

QString timeText(const QDateTime &time, const BucketLayout &layout)
{
    return absoluteTimeText(time, {.zone = layout.zone});
}

QString noneText(const BucketLayout &layout)
{
    //: %1 and %2 are times.
    return DisplayWords::tr("No tasks between %1 and %2.")
        .arg(timeText(layout.begin, layout), timeText(layout.end(), layout));
}

/// "… between a and b." for one bucket.
QString bucketText(const QString &sentence, const BucketLayout &layout, qint64 bucket)
{
    return sentence.arg(timeText(beginOf(layout, bucket), layout),
                        timeText(beginOf(layout, bucket + 1), layout));
}

QString countsText(const StatusCounts &counts)
{
    QStringList parts;
    for (const SyncTaskStatus status : shownStatuses) {
        if (counts.of(status) > 0) {
            //: A status and how many tasks have it, as in "Failed: 37".
            parts << DisplayWords::tr("%1: %2").arg(displayName(status),
                                                    QLocale().toString(counts.of(status)));
        }
    }
    return listText(parts);
}

QString worstText(const StatusTimeline &timeline)
{
    const auto failed = [](const StatusCounts &counts) { return counts.of(SyncTaskStatus::Error); };
    const auto worst = std::ranges::max_element(timeline.buckets, {}, failed);
    if (worst == timeline.buckets.end() || failed(*worst) == 0)
        return DisplayWords::tr("None failed.");
    //: %1 and %2 are numbers of tasks, %3 and %4 times.
    const QString most =
        DisplayWords::tr("Most failures: %1 of %2 between %3 and %4.")
            .arg(QLocale().toString(failed(*worst)), QLocale().toString(worst->total()));
    return bucketText(most, timeline.layout, worst - timeline.buckets.begin());
}

/// Lines of a table. Times as ISO 8601 with the offset: that is what spreadsheets read.
class TimelineTable final {
public:
    explicit TimelineTable(const BucketLayout &layout, const QStringList &columns)
        : m_layout(layout)
    {
        //: Names of the columns of a copied table: a bucket of time begins and ends.
        const QStringList times = {DisplayWords::tr("Begin"), DisplayWords::tr("End")};
        m_text = (times + columns).join(u'\t') + u'\n';
    }
    void add(qint64 bucket, const QStringList &cells)
    {
        const QStringList times = {isoText(bucket), isoText(bucket + 1)};
        m_text += (times + cells).join(u'\t') + u'\n';
    }
    [[nodiscard]] QString text() const { return m_text; }

private:
    [[nodiscard]] QString isoText(qint64 bucket) const
    {
        const QDateTime begin = beginOf(m_layout, bucket);
        return begin.toOffsetFromUtc(utcOffset(begin, m_layout.zone)).toString(Qt::ISODate);
    }

    const BucketLayout &m_layout;
    QString m_text;
};

QString secondsText(const std::optional<milliseconds> &duration)
{
    return duration ? QString::number(static_cast<double>(duration->count()) / 1000.0, 'f', 1)
                    : QString();
}

} // namespace

QString displayName(ChartRange range)
{
    switch (range) {
    case ChartRange::Hour:
        //: How far back the chart looks.
        return DisplayWords::tr("1 h");
    case ChartRange::Day:
        //: How far back the chart looks.
        return DisplayWords::tr("24 h");
    case ChartRange::Week:
        //: How far back the chart looks.
        return DisplayWords::tr("7 d");
    case ChartRange::Month:
        //: How far back the chart looks.
        return DisplayWords::tr("30 d");
    case ChartRange::Year:
        //: How far back the chart looks: a year.
        return DisplayWords::tr("1 y");
    case ChartRange::All:
        break;
    }
    //: How far back the chart looks: to the oldest task that is loaded.
    return DisplayWords::tr("All");
}

QString displayName(ChartKind kind)
{
    switch (kind) {
    case ChartKind::Status:
        //: Name of a chart over time.
        return DisplayWords::tr("Tasks by status");
    case ChartKind::Duration:
        //: Name of a chart over time.
        return DisplayWords::tr("Duration");
    case ChartKind::Success:
        //: Name of a chart over time: how many of the tasks succeeded.
        return DisplayWords::tr("Success rate");
    case ChartKind::Backlog:
        break;
    }
    //: Name of a chart over time: how many tasks are not finished.
    return DisplayWords::tr("Backlog");
}

QString shareText(double part)
{
    double shown = std::round(part * 1000.0) / 10.0;
    if (part > 0.0 && part < 1.0)
        shown = std::clamp(shown, 0.1, 99.9);
    //: a share, e.g. "99.1 %"
    return DisplayWords::tr("%1 %").arg(QLocale().toString(shown, 'f', shown >= 100.0 ? 0 : 1));
}

QString timelineText(const StatusTimeline &timeline)
{
    const StatusCounts all = timeline.total();
    if (all.total() == 0)
        return noneText(timeline.layout);
    //: %1 and %2 are times, %3 a list such as "Failed: 37, Done: 1,200".
    const QString sum = DisplayWords::tr("%Ln task(s) between %1 and %2. %3.", nullptr, all.total())
                            .arg(timeText(timeline.layout.begin, timeline.layout),
                                 timeText(timeline.layout.end(), timeline.layout), countsText(all));
    const QString worst =
        timeline.countedBefore.isValid()
            //: %1 is a time; the history is that of a team, in a database.
            ? sentencesText(DisplayWords::tr("Before %1 counted in the history, not in the list.")
                                .arg(timeText(timeline.countedBefore, timeline.layout)),
                            worstText(timeline))
            : worstText(timeline);
    if (timeline.earlier.total() == 0)
        return sentencesText(sum, worst);
    const QString earlier = DisplayWords::tr("%Ln of them earlier, or without a time.", "tasks",
                                             timeline.earlier.total());
    return sentencesText(sentencesText(sum, earlier), worst);
}

QString timelineText(const DurationTimeline &timeline)
{
    const auto longest = std::ranges::max_element(
        timeline.buckets, {}, [](const DurationTimeline::Bucket &bucket) { return bucket.p95; });
    if (longest == timeline.buckets.end() || !longest->p95)
        return noneText(timeline.layout);
    int done = 0;
    for (const DurationTimeline::Bucket &bucket : timeline.buckets)
        done += bucket.done;
    const QString sum =
        //: %1 and %2 are times.
        DisplayWords::tr("%Ln task(s) done between %1 and %2.", nullptr, done)
            .arg(timeText(timeline.layout.begin, timeline.layout),
                 timeText(timeline.layout.end(), timeline.layout));
    //: %1 and %2 are durations, %3 and %4 times.
    const QString worst =
        DisplayWords::tr("Slowest: 95 % within %1, half within %2, between %3 and %4.")
            .arg(durationText(*longest->p95), durationText(*longest->median));
    const qint64 bucket = longest - timeline.buckets.begin();
    return sentencesText(sum, bucketText(worst, timeline.layout, bucket));
}

QString timelineText(const SuccessTimeline &timeline)
{
    using Bucket = SuccessTimeline::Bucket;
    Bucket all;
    for (const Bucket &bucket : timeline.buckets) {
        all.done += bucket.done;
        all.failed += bucket.failed;
    }
    if (!all.rate())
        return noneText(timeline.layout);
    //: %1 is a percentage, %2 a number of tasks, %3 and %4 times.
    const QString sum = DisplayWords::tr("%1 of %2 tasks succeeded between %3 and %4.")
                            .arg(shareText(*all.rate()), QLocale().toString(all.done + all.failed),
                                 timeText(timeline.layout.begin, timeline.layout),
                                 timeText(timeline.layout.end(), timeline.layout));
    const auto lowest = std::ranges::min_element(
        timeline.buckets, {}, [](const Bucket &bucket) { return bucket.rate().value_or(2.0); });
    if (lowest->failed == 0)
        return sentencesText(sum, DisplayWords::tr("None failed."));
    //: %1 is a percentage; %2 and %3 are times.
    const QString worst =
        DisplayWords::tr("Lowest: %1 between %2 and %3.").arg(shareText(*lowest->rate()));
    return sentencesText(sum,
                         bucketText(worst, timeline.layout, lowest - timeline.buckets.begin()));
}

QString timelineText(const BacklogTimeline &timeline)
{
    const auto most = std::ranges::max_element(timeline.buckets);
    if (most == timeline.buckets.end() || *most == 0) {
        //: %1 and %2 are times.
        return DisplayWords::tr("No unfinished tasks between %1 and %2.")
            .arg(timeText(timeline.layout.begin, timeline.layout),
                 timeText(timeline.layout.end(), timeline.layout));
    }
    const qint64 bucket = most - timeline.buckets.begin();
    //: %1 is a time.
    const QString peak = DisplayWords::tr("At most %Ln unfinished task(s), at %1.", nullptr, *most)
                             .arg(timeText(beginOf(timeline.layout, bucket + 1), timeline.layout));
    return sentencesText(
        peak, DisplayWords::tr("%Ln at the end.", "unfinished tasks", timeline.buckets.back()));
}

QString timelineTable(const StatusTimeline &timeline)
{
    QStringList names;
    for (const SyncTaskStatus status : shownStatuses)
        names << displayName(status);
    TimelineTable table(timeline.layout, names);
    for (qint64 i = 0; i < std::ssize(timeline.buckets); ++i) {
        QStringList cells;
        for (const SyncTaskStatus status : shownStatuses)
            cells << QString::number(timeline.buckets[static_cast<std::size_t>(i)].of(status));
        table.add(i, cells);
    }
    return table.text();
}

QString timelineTable(const DurationTimeline &timeline)
{
    //: Names of the columns of a copied table.
    TimelineTable table(timeline.layout,
                        {DisplayWords::tr("Done"), DisplayWords::tr("Median, seconds"),
                         DisplayWords::tr("p95, seconds")});
    qint64 number = 0;
    for (const DurationTimeline::Bucket &bucket : timeline.buckets) {
        table.add(number++, {QString::number(bucket.done), secondsText(bucket.median),
                             secondsText(bucket.p95)});
    }
    return table.text();
}

QString timelineTable(const SuccessTimeline &timeline)
{
    //: Names of the columns of a copied table.
    TimelineTable table(timeline.layout, {DisplayWords::tr("Done"), DisplayWords::tr("Failed"),
                                          DisplayWords::tr("Success rate, %")});
    qint64 number = 0;
    for (const SuccessTimeline::Bucket &bucket : timeline.buckets) {
        const std::optional<double> rate = bucket.rate();
        table.add(number++, {QString::number(bucket.done), QString::number(bucket.failed),
                             rate ? QString::number(*rate * 100.0, 'f', 2) : QString()});
    }
    return table.text();
}

QString timelineTable(const BacklogTimeline &timeline)
{
    //: Name of a column of a copied table: how many tasks are not finished.
    TimelineTable table(timeline.layout, {DisplayWords::tr("Unfinished at the end")});
    qint64 number = 0;
    for (const int open : timeline.buckets)
        table.add(number++, {QString::number(open)});
    return table.text();
}
