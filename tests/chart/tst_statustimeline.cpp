#include "sampletasks.h"
#include "statustimeline.h"
#include "timelinetext.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString here = u"cri-hangzhou"_s;

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text) + u'Z', Qt::ISODateWithMs);
}

class LocalZone {
public:
    explicit LocalZone(const QByteArray &zone) : m_before(qgetenv("TZ")) { set(zone); }
    ~LocalZone() { set(m_before); }
    Q_DISABLE_COPY_MOVE(LocalZone)

private:
    static void set(const QByteArray &zone)
    {
        qputenv("TZ", zone);
        tzset();
    }
    QByteArray m_before;
};

std::vector<TaskRow> allRows(const TaskStore &store)
{
    std::vector<TaskRow> rows(store.size());
    std::iota(rows.begin(), rows.end(), TaskRow{0});
    return rows;
}

/// A letter for each task, a word for each bucket: "S.-SE" reads done; none; done and failed.
QString drawn(const StatusTimeline &timeline)
{
    QStringList words;
    for (const StatusCounts &counts : timeline.buckets) {
        QString word;
        for (const SyncTaskStatus status : shownStatuses)
            word +=
                QString(counts.of(status), wireName(status).isEmpty() ? u'?' : wireName(status)[0]);
        words << (word.isEmpty() ? u"."_s : word);
    }
    return words.join(u' ');
}

} // namespace

class TestStatusTimeline final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barsLieOnRoundTimes_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<ChartRange>("range");
        QTest::addColumn<QDateTime>("begin");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("buckets");
        const QByteArray zone = "Asia/Shanghai";
        QTest::newRow("hour") << zone << ChartRange::Hour << utc("2026-11-24T05:03:00") << 1 << 61;
        QTest::newRow("day") << zone << ChartRange::Day << utc("2026-11-23T06:00:00") << 15 << 97;
        QTest::newRow("week") << zone << ChartRange::Week << utc("2026-11-17T06:00:00") << 60
                              << 169;
        QTest::newRow("month, from 06:00 local")
            << zone << ChartRange::Month << utc("2026-10-25T04:00:00") << 360 << 121;
        QTest::newRow("year") << zone << ChartRange::Year << utc("2025-11-23T16:00:00") << 2'880
                              << 183;
        QTest::newRow("half an hour off") << QByteArray("Asia/Kolkata") << ChartRange::Week
                                          << utc("2026-11-17T05:30:00") << 60 << 169;
    }

    void barsLieOnRoundTimes()
    {
        QFETCH(QByteArray, zone);
        QFETCH(ChartRange, range);
        QFETCH(QDateTime, begin);
        QFETCH(int, minutes);
        QFETCH(int, buckets);
        const LocalZone local(zone);
        const QDateTime now = utc("2026-11-24T06:03:20");
        const BucketLayout layout = bucketLayoutFor(range, now, {});
        QCOMPARE(layout.begin, begin);
        QCOMPARE(layout.step, std::chrono::milliseconds(std::chrono::minutes(minutes)));
        QCOMPARE(layout.buckets, buckets);
        QCOMPARE_GT(layout.end(), now);
        // The whole range is covered, and no more than a part of a bar beyond it.
        QCOMPARE_GE(layout.begin.msecsTo(now), lengthOf(range)->count());
        QCOMPARE_LT(layout.begin.addMSecs(layout.step.count()).msecsTo(now),
                    lengthOf(range)->count());
    }

    void whatWasCountedElsewhereIsAddedOnce()
    {
        TaskStore store;
        SyncTask early = sampleTask(1); // 00:01, of which the history tells too
        SyncTask late = sampleTask(2, SyncTaskStatus::Error);
        late.modifiedAt = utc("2026-11-24T02:30:00");
        store.merge(here, std::vector{early, late});
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 1h, .buckets = 3};
        const QDateTime before = utc("2026-11-24T02:15:00");
        StatusTimeline timeline =
            buildTimeline(store, allRows(store), layout, before.toMSecsSinceEpoch());
        StatusTimeline counted{.layout = layout};
        counted.buckets.resize(3);
        counted.buckets[0].add(SyncTaskStatus::Success);
        counted.buckets[2].add(SyncTaskStatus::Success);
        counted.earlier.add(SyncTaskStatus::Pending);
        addCounted(timeline, counted, before);
        QCOMPARE(drawn(timeline), u"S . ES"_s);
        QCOMPARE(timeline.earlier, counted.earlier);
        QCOMPARE(timeline.countedBefore, before);
        QCOMPARE(timeline.total().total(), 4);
    }

    void everythingFitsInThreeHundredBars_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("nothing") << qint64{0};
        QTest::newRow("in the future") << qint64{-500};
        for (qint64 seconds = 7; seconds < qint64{40} * 366 * 86'400; seconds *= 3)
            QTest::addRow("%lld s", static_cast<long long>(seconds)) << seconds;
    }

    void everythingFitsInThreeHundredBars()
    {
        QFETCH(qint64, seconds);
        const QDateTime now = utc("2026-11-24T06:03:20");
        const QDateTime oldest = now.addSecs(-seconds);
        const BucketLayout layout = bucketLayoutFor(ChartRange::All, now, oldest);
        QCOMPARE_LE(layout.buckets, 300);
        QCOMPARE_GE(layout.buckets, 1);
        QCOMPARE_LE(layout.begin, std::min(oldest, now));
        QCOMPARE_GT(layout.end(), now);
        QCOMPARE_GT(layout.begin.addMSecs(layout.step.count()), std::min(oldest, now));
    }

    void weeksBeginOnMonday()
    {
        const QDateTime now = utc("2026-11-24T06:03:20");
        const BucketLayout layout = bucketLayoutFor(ChartRange::All, now, now.addDays(-1'500));
        QCOMPARE(layout.step, std::chrono::milliseconds(7 * 24h));
        QCOMPARE(layout.begin.date().dayOfWeek(), 1);
        QCOMPARE(layout.begin.time(), QTime(0, 0));
    }

    void aDayWithAChangeOfTheClocksHasBarsOfOneLength()
    {
        const LocalZone zone("Europe/Berlin"); // summer time ended on 2026-10-25 at 01:00 UTC
        const BucketLayout layout =
            bucketLayoutFor(ChartRange::Week, utc("2026-10-26T12:10:00"), {});
        QCOMPARE(layout.begin, utc("2026-10-19T12:00:00"));
        QCOMPARE(layout.begin.secsTo(layout.end()), qint64{169} * 3600);
    }

    void aChosenRangeIsCoveredByRoundBars_data()
    {
        QTest::addColumn<qint64>("seconds");
        for (qint64 seconds = 1; seconds < qint64{200} * 366 * 86'400; seconds = seconds * 3 + 1)
            QTest::addRow("%lld s", static_cast<long long>(seconds)) << seconds;
    }

    void aChosenRangeIsCoveredByRoundBars()
    {
        QFETCH(qint64, seconds);
        const QDateTime now = utc("2026-11-24T06:03:20");
        const QDateTime end = now.addSecs(-77);
        const QDateTime begin = end.addSecs(-seconds);
        const BucketLayout layout = bucketLayoutBetween(begin, end, now);
        QCOMPARE_LE(layout.buckets, 300);
        QCOMPARE_GE(layout.buckets, 1);
        QCOMPARE_GE(layout.end(), end);
        if (seconds < qint64{99} * 365 * 86'400)
            QCOMPARE_LE(layout.begin, begin);
        QCOMPARE_GT(layout.begin.addMSecs(layout.step.count()), begin);
    }

    void aRangeThatReachesIntoTheFutureIsMovedBack()
    {
        const QDateTime now = utc("2026-11-24T06:00:00");
        const BucketLayout layout = bucketLayoutBetween(now.addSecs(-1800), now.addSecs(1800), now);
        QCOMPARE(layout.begin, now.addSecs(-3600));
        QCOMPARE(layout.end(), now);
        QCOMPARE(layout.step, std::chrono::milliseconds(30s));
        const BucketLayout none = bucketLayoutBetween(now, now.addSecs(-5), now);
        QCOMPARE(none.buckets, 1);
        QCOMPARE(none.step, std::chrono::milliseconds(1s));
    }

    void aTaskIsCountedWhereItEnded()
    {
        SyncTask ended = sampleTask(0, SyncTaskStatus::Error);
        ended.modifiedAt = ended.createdAt.addSecs(150);
        SyncTask open = sampleTask(1, SyncTaskStatus::Pending);
        open.modifiedAt = open.createdAt.addSecs(150);
        TaskStore store;
        store.merge(here, std::vector{ended, open});
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 1min, .buckets = 4};
        QCOMPARE(drawn(buildTimeline(store, allRows(store), layout)), u". P E ."_s);
    }

    void tasksAreCountedOnceEach()
    {
        TaskStore store;
        const std::vector<SyncTask> tasks = {sampleTask(0), sampleTask(1, SyncTaskStatus::Error),
                                             sampleTask(1), sampleTask(4, SyncTaskStatus::Pending),
                                             sampleTask(5), SyncTask{.id = u"rst-x"_s}};
        std::vector<SyncTask> named = tasks;
        named[2].id = u"rst-other"_s;
        store.merge(here, named);
        const BucketLayout layout{.begin = utc("2026-11-24T00:01:00"), .step = 1min, .buckets = 4};
        const StatusTimeline timeline = buildTimeline(store, allRows(store), layout);
        // The last two belong to no bar of their time: one is after the layout, one has no time.
        QCOMPARE(drawn(timeline), u"ES . . PS"_s);
        QCOMPARE(timeline.earlier.of(SyncTaskStatus::Success), 1);
        QCOMPARE(timeline.earlier.of(SyncTaskStatus::Unknown), 1);
        QCOMPARE(timeline.total().total(), static_cast<int>(store.size()));
        QVERIFY(timeline.layout == layout);
        QCOMPARE(drawn(buildTimeline(store, {}, layout)), u". . . ."_s);
        QCOMPARE(drawn(buildTimeline(store, allRows(store), {})), QString());
    }

    /// A bar may begin before the range does: what is older than the range is not in it.
    void whatIsOlderThanTheRangeIsEarlier()
    {
        TaskStore store;
        store.merge(here, std::vector{sampleTask(0, SyncTaskStatus::Pending), sampleTask(1)});
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 5min, .buckets = 1};
        const qint64 beginMs = utc("2026-11-24T00:00:30").toMSecsSinceEpoch();
        const StatusTimeline timeline = buildTimeline(store, allRows(store), layout, beginMs);
        QCOMPARE(drawn(timeline), u"S"_s);
        QCOMPARE(timeline.earlier.of(SyncTaskStatus::Pending), 1);
    }

    void whatLiesOnABorderBelongsToTheLaterBar()
    {
        const auto endedAt = [](int number, const char *time) {
            SyncTask task = sampleTask(number);
            task.createdAt = utc(time).addSecs(-1);
            task.modifiedAt = utc(time);
            return task;
        };
        TaskStore store;
        store.merge(here, std::vector{endedAt(1, "2026-11-24T00:00:00"),
                                      endedAt(2, "2026-11-24T00:01:00"),
                                      endedAt(3, "2026-11-24T00:01:00"), // the same millisecond
                                      endedAt(4, "2026-11-24T00:00:59.999"),
                                      endedAt(5, "2026-11-23T23:59:59.999"),
                                      endedAt(6, "2026-11-24T00:02:00")});
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 1min, .buckets = 2};
        const StatusTimeline timeline = buildTimeline(store, allRows(store), layout);
        QCOMPARE(drawn(timeline), u"SS SSS"_s); // what is after the layout is of the last bar
        QCOMPARE(timeline.earlier.total(), 1);
        // A range that begins within a bar: at its first millisecond, and a millisecond later.
        const qint64 beginMs = utc("2026-11-24T00:00:59.999").toMSecsSinceEpoch();
        QCOMPARE(drawn(buildTimeline(store, allRows(store), layout, beginMs)), u"S SSS"_s);
        QCOMPARE(drawn(buildTimeline(store, allRows(store), layout, beginMs + 1)), u". SSS"_s);
        // One that begins before the layout leaves what is before the layout out of the bars.
        QCOMPARE(drawn(buildTimeline(store, allRows(store), layout, beginMs - 600'000)),
                 u"SS SSS"_s);
    }

    void asManyBarsAsFitAreDrawn()
    {
        const QDateTime now = utc("2026-11-24T06:03:00");
        const BucketLayout most = bucketLayoutFor(ChartRange::All, now, now.addSecs(-299 * 60));
        QCOMPARE(most.buckets, 300);
        QCOMPARE(most.step, std::chrono::milliseconds(1min));
        const BucketLayout next = bucketLayoutFor(ChartRange::All, now, now.addSecs(-300 * 60));
        QCOMPARE(next.step, std::chrono::milliseconds(2min));
        // Of a chosen range half as many, so that it can be moved.
        const QDateTime end = utc("2026-11-24T06:00:00");
        QCOMPARE(bucketLayoutBetween(end.addSecs(-150), end, now).step,
                 std::chrono::milliseconds(1s));
        QCOMPARE(bucketLayoutBetween(end.addSecs(-150), end, now).buckets, 150);
        QCOMPARE(bucketLayoutBetween(end.addSecs(-151), end, now).step,
                 std::chrono::milliseconds(2s));
        QCOMPARE(bucketLayoutBetween(end.addSecs(-150 * 60), end, now).step,
                 std::chrono::milliseconds(1min));
    }

    void whatIsEarlierIsToldInWords()
    {
        TaskStore store;
        store.merge(here, std::vector{sampleTask(0), sampleTask(1), sampleTask(2)});
        const BucketLayout layout{.begin = utc("2026-11-24T00:01:00"), .step = 1min, .buckets = 3};
        const QString text = timelineText(buildTimeline(store, allRows(store), layout));
        QVERIFY2(text.contains(u"1 of them earlier"_s), qUtf8Printable(text));
        const std::vector<TaskRow> within = {1, 2};
        QVERIFY(!timelineText(buildTimeline(store, within, layout)).contains(u"earlier"_s));
    }

    void ofTwoWorstBucketsTheFirstIsNamed()
    {
        TaskStore store;
        store.merge(here, std::vector{sampleTask(0, SyncTaskStatus::Error),
                                      sampleTask(2, SyncTaskStatus::Error)});
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 1min, .buckets = 3};
        const QString text = timelineText(buildTimeline(store, allRows(store), layout));
        QVERIFY2(text.contains(u"1 of 1 between 2026-11-24 00:00:00 +00:00"_s),
                 qUtf8Printable(text));
    }

    void theTimelineCanBeReadAloud()
    {
        TaskStore store;
        const std::vector<SyncTask> tasks = {sampleTask(0), sampleTask(1, SyncTaskStatus::Error),
                                             sampleTask(2)};
        store.merge(here, tasks);
        const BucketLayout layout{.begin = utc("2026-11-24T00:00:00"), .step = 1min, .buckets = 3};
        const QString text = timelineText(buildTimeline(store, allRows(store), layout));
        QVERIFY(text.contains(u"Failed: 1, Done: 2"_s));
        QVERIFY(text.contains(u"1 of 1 between 2026-11-24 00:01:00 +00:00"_s));
        QVERIFY(timelineText(buildTimeline(store, {}, layout)).startsWith(u"No tasks"_s));
        const std::vector<TaskRow> done = {0, 2};
        QVERIFY(timelineText(buildTimeline(store, done, layout)).contains(u"None failed."_s));
    }
};

QTEST_GUILESS_MAIN(TestStatusTimeline)
#include "tst_statustimeline.moc"
