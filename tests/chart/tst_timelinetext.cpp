#include "timelinetext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const BucketLayout twoHours{
    .begin = QDateTime(QDate(2026, 11, 24), QTime(8, 0), Qt::UTC), .step = 1h, .buckets = 2};

StatusCounts counts(int failed, int done)
{
    StatusCounts all;
    for (int i = 0; i < failed; ++i)
        all.add(SyncTaskStatus::Error);
    for (int i = 0; i < done; ++i)
        all.add(SyncTaskStatus::Success);
    return all;
}

} // namespace

class TestTimelineText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rangesHaveShortNames()
    {
        QCOMPARE(displayName(ChartRange::Hour), u"1 h"_s);
        QCOMPARE(displayName(ChartRange::Day), u"24 h"_s);
        QCOMPARE(displayName(ChartRange::Week), u"7 d"_s);
        QCOMPARE(displayName(ChartRange::Month), u"30 d"_s);
        QCOMPARE(displayName(ChartRange::All), u"All"_s);
    }

    void aShareIsAllOrNoneOnlyWhereItIs()
    {
        QCOMPARE(shareText(0.0), u"0.0 %"_s);
        QCOMPARE(shareText(0.000'001), u"0.1 %"_s);
        QCOMPARE(shareText(0.5), u"50.0 %"_s);
        QCOMPARE(shareText(0.999'4), u"99.9 %"_s);
        QCOMPARE(shareText(0.999'999), u"99.9 %"_s);
        QCOMPARE(shareText(1.0), u"100 %"_s);
    }

    void theSlowestBucketIsNamed()
    {
        const DurationTimeline timeline{.layout = twoHours,
                                        .buckets = {{.done = 3, .median = 5s, .p95 = 9s},
                                                    {.done = 4, .median = 90s, .p95 = 252s}}};
        const QString text = timelineText(timeline);
        QVERIFY2(text.startsWith(u"7 task"_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"within 4 m 12 s, half within 1 m 30 s, between 2026-11-24 09:00:00"
                               " +00:00 and 2026-11-24 10:00:00"_s),
                 qUtf8Printable(text));
        QVERIFY(timelineText(DurationTimeline{.layout = twoHours}).startsWith(u"No tasks"_s));
    }

    void theLowestRateIsNamed()
    {
        const SuccessTimeline timeline{.layout = twoHours,
                                       .buckets = {{.done = 9, .failed = 1}, {.done = 90}}};
        const QString text = timelineText(timeline);
        QVERIFY2(text.startsWith(u"99.0 % of 100 tasks succeeded"_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"Lowest: 90.0 % between 2026-11-24 08:00:00"_s),
                 qUtf8Printable(text));
        const SuccessTimeline good{.layout = twoHours, .buckets = {{}, {.done = 90}}};
        // A bucket in which nothing ended has no rate, and of equal ones the first is named.
        const SuccessTimeline gap{
            .layout = {.begin = twoHours.begin, .step = 1h, .buckets = 4},
            .buckets = {{}, {.done = 9, .failed = 1}, {.done = 90}, {.done = 18, .failed = 2}}};
        QVERIFY2(timelineText(gap).contains(u"Lowest: 90.0 % between 2026-11-24 09:00:00"_s),
                 qUtf8Printable(timelineText(gap)));
        QVERIFY(timelineText(good).contains(u"100 %"_s));
        QVERIFY(timelineText(good).contains(u"None failed."_s));
        QVERIFY(timelineText(SuccessTimeline{.layout = twoHours}).startsWith(u"No tasks"_s));
    }

    void theHighestBacklogIsNamed()
    {
        const BacklogTimeline timeline{.layout = twoHours, .buckets = {12, 3}};
        const QString text = timelineText(timeline);
        QVERIFY2(text.contains(u"At most 12"_s) && text.contains(u"at 2026-11-24 09:00:00"_s) &&
                     text.contains(u"3 at the end"_s),
                 qUtf8Printable(text));
        QVERIFY(timelineText(BacklogTimeline{.layout = twoHours, .buckets = {12, 12}})
                    .contains(u"at 2026-11-24 09:00:00"_s)); // the first of two
        QVERIFY(timelineText(BacklogTimeline{.layout = twoHours, .buckets = {0, 0}})
                    .startsWith(u"No unfinished"_s));
    }

    void whatIsNotInTheListIsSaid()
    {
        StatusTimeline timeline{.layout = twoHours, .buckets = {counts(1, 2), counts(0, 7)}};
        QVERIFY(!timelineText(timeline).contains(u"history"_s));
        timeline.countedBefore = twoHours.begin.addSecs(1'800);
        const QString text = timelineText(timeline);
        QVERIFY2(
            text.contains(
                u"Before 2026-11-24 08:30:00 +00:00 counted in the history, not in the list. Most"_s),
            qUtf8Printable(text));
    }

    void aTableHasALineForEachBucket()
    {
        const StatusTimeline statuses{.layout = twoHours, .buckets = {counts(1, 2), counts(0, 7)}};
        QCOMPARE(timelineTable(statuses),
                 u"Begin\tEnd\tFailed\tRunning\tWaiting\tCancelled\tDone\tDeleted\tUnknown\n"
                 "2026-11-24T08:00:00Z\t2026-11-24T09:00:00Z\t1\t0\t0\t0\t2\t0\t0\n"
                 "2026-11-24T09:00:00Z\t2026-11-24T10:00:00Z\t0\t0\t0\t0\t7\t0\t0\n"_s);
        const DurationTimeline durations{
            .layout = twoHours, .buckets = {{}, {.done = 4, .median = 90s, .p95 = 252500ms}}};
        QCOMPARE(timelineTable(durations),
                 u"Begin\tEnd\tDone\tMedian, seconds\tp95, seconds\n"
                 "2026-11-24T08:00:00Z\t2026-11-24T09:00:00Z\t0\t\t\n"
                 "2026-11-24T09:00:00Z\t2026-11-24T10:00:00Z\t4\t90.0\t252.5\n"_s);
        QVERIFY(timelineTable(successOf(statuses)).contains(u"\t2\t1\t66.67\n"_s));
        QVERIFY(timelineTable(BacklogTimeline{.layout = twoHours, .buckets = {12, 3}})
                    .endsWith(u"T10:00:00Z\t3\n"_s));
    }
};

QTEST_GUILESS_MAIN(TestTimelineText)
#include "tst_timelinetext.moc"
