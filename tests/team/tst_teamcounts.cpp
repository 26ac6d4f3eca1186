#include "groupquery.h"
#include "queries.h"
#include "randomtasks.h"
#include "statustimeline.h"
#include "taskfilter.h"
#include "teamcounter.h"
#include "teamcounts.h"
#include "teamdata.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString listing = u"cri-1"_s;
constexpr qint64 hour = 3'600'000;

std::optional<std::vector<int>> byStatus(std::span<const TaskGroup> groups)
{
    std::vector<int> series;
    for (const TaskGroup &group : groups)
        series.push_back(static_cast<int>(group.like.status.value));
    return series;
}

/// All of \p layout.
CountQuestion questionOf(const BucketLayout &layout, const QStringList &instances = {listing})
{
    return {.firstMs = layout.begin.toMSecsSinceEpoch(),
            .stepMs = layout.step.count(),
            .buckets = layout.buckets,
            .beginMs = layout.begin.toMSecsSinceEpoch(),
            .endMs = layout.end().toMSecsSinceEpoch(),
            .instances = instances,
            .seriesOf = &byStatus,
            .series = static_cast<int>(shownStatuses.size())};
}

/// Two days up to testNow by hours.
BucketLayout hours()
{
    return {.begin = testNow.addDays(-2), .step = 1h, .buckets = 48};
}

StatusTimeline timelineFrom(const BucketLayout &layout, const TaskCounts &counts)
{
    StatusTimeline timeline{.layout = layout};
    timeline.buckets.resize(static_cast<std::size_t>(layout.buckets));
    for (std::size_t status = 0; status < counts.series.size(); ++status) {
        const TaskCounts::Series &series = counts.series[status];
        timeline.earlier.counts.at(status) = static_cast<int>(series.earlier);
        for (std::size_t i = 0; i < series.buckets.size(); ++i)
            timeline.buckets[i].counts.at(status) = static_cast<int>(series.buckets[i]);
    }
    return timeline;
}

/// What the chart of a window has that holds all tasks.
StatusTimeline timelineOf(const TaskStore &store, const BucketLayout &layout,
                          const TimeRange &range, const QString &asked = {})
{
    const TaskFilter filter(store, query(asked), {.range = range});
    StatusTimeline timeline = buildTimeline(store, filter.matchingRows(), layout, range.beginMs);
    return timeline;
}

qint64 total(const TaskCounts &counts)
{
    qint64 sum = 0;
    for (const TaskCounts::Series &series : counts.series) {
        for (const qint64 bucket : series.buckets)
            sum += bucket;
    }
    return sum;
}

} // namespace

class TestTeamCounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_data->empty()); }
    void cleanupTestCase() { m_data.reset(); }

    void theCountsAreThoseOfTheChart_data();
    void theCountsAreThoseOfTheChart();
    void whatAQueryNarrowsIsCountedAsTheListDoes_data();
    void whatAQueryNarrowsIsCountedAsTheListDoes();
    void nothingBeyondTheEndsIsCounted();
    void finerTimesAreNotCounted();
    void whatCannotBeSaidOfGroupsIsNotCounted();
    void anInstanceOfTwoAccountsIsCountedOnce();
    void anInstanceThatIsNotAskedForIsNotCounted();
    void theCountsAreAsOldAsTheOldestList();
    void aDatabaseOfBeforeIsRefused();
    void theRightsOfAViewerAreEnough();
    void anotherThreadWaitsForTheDatabase();

private:
    void fill(const std::vector<SyncTask> &tasks, const QString &instance = listing,
              const QString &account = u"prod"_s)
    {
        const auto writer = m_data->writer(testNow, account);
        QVERIFY(writer);
        std::vector<RegistryInstance> instances{{.id = listing}};
        if (instance != listing)
            instances.push_back({.id = instance});
        writeTo(*writer, HistoryRecord::Instances{.instances = instances}, testNow);
        writeTo(*writer, HistoryTasks{.instanceId = instance, .tasks = tasks}, testNow);
        writeTo(*writer, HistoryRecord::ListSeen{.instanceId = instance}, testNow);
        QVERIFY(!writer->takeTrouble(testNow));
    }
    [[nodiscard]] Result<TaskCounts> counted(const CountQuestion &question) const
    {
        return TeamCounts(m_data->address()).count(question);
    }

    std::unique_ptr<TeamData> m_data;
};

void TestTeamCounts::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestTeamCounts::theCountsAreThoseOfTheChart_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<ChartRange>("range");
    for (const char *zone : {"UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu",
                             "America/St_Johns", "Pacific/Chatham"}) {
        for (const ChartRange range : {ChartRange::Day, ChartRange::Week, ChartRange::Month})
            QTest::addRow("%s %d", zone, static_cast<int>(range)) << QByteArray(zone) << range;
    }
}

/// Of the part that is not loaded from the database, of the other from a window's store: together
/// they are what a window with all tasks shows.
void TestTeamCounts::theCountsAreThoseOfTheChart()
{
    QFETCH(QByteArray, zone);
    QFETCH(ChartRange, range);
    const std::vector<SyncTask> tasks = randomTasks(800, 7);
    fill(tasks);
    TaskStore store;
    store.merge(listing, tasks);
    const BucketLayout layout = bucketLayoutFor(range, testNow, {}, QTimeZone(zone));
    CountQuestion question = questionOf(layout);
    question.isWithEarlier = true;
    for (const int percent : {100, 60, 5}) {
        const qint64 inRange = question.stepMs * question.buckets * percent / 100;
        question.endMs = question.firstMs + inRange - inRange % (hour / 4);
        const Result<TaskCounts> counts = counted(question);
        QVERIFY(counts);
        const TimeRange all{.beginMs = question.beginMs};
        const StatusTimeline expected = timelineOf(store, layout, all);
        StatusTimeline shown = timelineFrom(layout, *counts);
        const TaskFilter filter(store, {}, {.range = all});
        const StatusTimeline loaded =
            buildTimeline(store, filter.matchingRows(), layout, question.endMs);
        for (std::size_t i = 0; i < shown.buckets.size(); ++i) {
            // What a clock that is ahead dates later is in the last bucket of what is loaded.
            if (percent < 100 || i + 1 < shown.buckets.size())
                shown.buckets[i].add(loaded.buckets[i]);
        }
        if (percent == 100)
            shown.buckets.back() = expected.buckets.back();
        QCOMPARE(shown, expected);
        QVERIFY(shown.total().total() > 10);
    }
}

void TestTeamCounts::whatAQueryNarrowsIsCountedAsTheListDoes_data()
{
    QTest::addColumn<QString>("asked");
    for (const char *asked :
         {"status:failed", "-status:done", "status:unknown", "rule:crsr-1,crsr-2", "rule:=crsr-3",
          "-rule:/[1-4]$/", "from:cn-hangzhou", "to:shanghai", "-to:eu-central-1",
          "route:cn-hangzhou>eu-central-1", "instance:cri-1", "instance:cri-2", "is:active",
          "-is:finished", "is:failed status:failed", "cause:tag-conflict",
          "from:cn-hangzhou status:done rule:crsr-1"})
        QTest::newRow(asked) << QString::fromLatin1(asked);
}

void TestTeamCounts::whatAQueryNarrowsIsCountedAsTheListDoes()
{
    QFETCH(QString, asked);
    std::vector<SyncTask> tasks = randomTasks(600, 3);
    for (std::size_t i = 0; i < tasks.size(); i += 3)
        tasks[i].issue = taskIssueFromWire(i % 2 == 0 ? u"TAG_CONFLICT"_s : u"NETWORK"_s);
    fill(tasks);
    TaskStore store;
    store.merge(listing, tasks);
    const BucketLayout layout = bucketLayoutFor(ChartRange::Month, testNow, {}, QTimeZone::utc());
    CountQuestion question = questionOf(layout);
    question.isWithEarlier = true;
    const TaskQuery narrowing = query(asked);
    QVERIFY(!termBeyondGroups(narrowing));
    question.seriesOf =
        [&narrowing](std::span<const TaskGroup> groups) -> std::optional<std::vector<int>> {
        const auto found = groupsFoundBy(narrowing, {}, groups);
        std::optional<std::vector<int>> series = byStatus(groups);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (!found->at(i))
                series->at(i) = -1;
        }
        return series;
    };
    const Result<TaskCounts> counts = counted(question);
    QVERIFY(counts);
    const TimeRange all{.beginMs = question.beginMs, .endMs = question.endMs};
    QCOMPARE(timelineFrom(layout, *counts), timelineOf(store, layout, all, asked));
}

void TestTeamCounts::nothingBeyondTheEndsIsCounted()
{
    fill(randomTasks(300, 5));
    CountQuestion question = questionOf(hours());
    const Result<TaskCounts> whole = counted(question);
    question.beginMs += 10 * hour;
    question.endMs -= 20 * hour;
    const Result<TaskCounts> part = counted(question);
    QVERIFY(whole && part);
    for (std::size_t series = 0; series < whole->series.size(); ++series) {
        for (std::size_t i = 0; i < 48; ++i) {
            const bool isWithin = i >= 10 && i < 28;
            QCOMPARE(part->series[series].buckets[i],
                     isWithin ? whole->series[series].buckets[i] : 0);
        }
    }
    QVERIFY(total(*part) > 0);
    QCOMPARE(part->beginMs, question.beginMs);
    QCOMPARE(part->endMs, question.endMs);
}

void TestTeamCounts::finerTimesAreNotCounted()
{
    CountQuestion question = questionOf(hours());
    QVERIFY(question.canCount());
    question.stepMs = hour / 6;
    QVERIFY(!question.canCount());
    const Result<TaskCounts> counts = counted(question);
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, u"CannotCount"_s);
    question = questionOf(hours());
    question.endMs += 60'000;
    QVERIFY(!question.canCount());
}

void TestTeamCounts::whatCannotBeSaidOfGroupsIsNotCounted()
{
    fill(randomTasks(10, 1));
    CountQuestion question = questionOf(hours());
    question.seriesOf = [](std::span<const TaskGroup>) {
        return std::optional<std::vector<int>>();
    };
    const Result<TaskCounts> counts = counted(question);
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, u"CannotCount"_s);
}

void TestTeamCounts::anInstanceOfTwoAccountsIsCountedOnce()
{
    const std::vector<SyncTask> tasks = randomTasks(100, 2);
    fill(tasks);
    const Result<TaskCounts> once = counted(questionOf(hours()));
    fill(tasks, listing, u"other"_s);
    const Result<TaskCounts> twice = counted(questionOf(hours()));
    QVERIFY(once && twice);
    QVERIFY(total(*once) > 0);
    QCOMPARE(total(*twice), total(*once));
}

void TestTeamCounts::anInstanceThatIsNotAskedForIsNotCounted()
{
    fill(randomTasks(100, 2));
    const Result<TaskCounts> one = counted(questionOf(hours()));
    fill(randomTasks(100, 4), u"cri-2"_s);
    const Result<TaskCounts> still = counted(questionOf(hours()));
    const Result<TaskCounts> both = counted(questionOf(hours(), {listing, u"cri-2"_s}));
    QVERIFY(one && still && both);
    QCOMPARE(total(*still), total(*one));
    QVERIFY(total(*both) > total(*one));
}

void TestTeamCounts::theCountsAreAsOldAsTheOldestList()
{
    fill(randomTasks(10, 2));
    const QStringList both{listing, u"cri-2"_s};
    QCOMPARE(counted(questionOf(hours(), both))->asOf, testNow);
    const auto writer = m_data->writer(testNow);
    writeTo(*writer, HistoryRecord::Instances{.instances = {{.id = listing}, {.id = u"cri-2"_s}}},
            testNow);
    QCOMPARE(counted(questionOf(hours(), both))->asOf, QDateTime());
    writeTo(*writer, HistoryRecord::ListSeen{.instanceId = u"cri-2"_s}, testNow.addSecs(-60));
    QCOMPARE(counted(questionOf(hours(), both))->asOf, testNow.addSecs(-60));
}

void TestTeamCounts::aDatabaseOfBeforeIsRefused()
{
    fill({});
    QVERIFY(m_data->server().run(u"UPDATE sync_dashboard.schema_version SET version = 3"_s));
    const Result<TaskCounts> counts = counted(questionOf(hours()));
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, u"TeamHistoryOlder"_s);
}

void TestTeamCounts::theRightsOfAViewerAreEnough()
{
    fill(randomTasks(50, 2));
    QVERIFY(m_data->server().run(
        u"DROP ROLE IF EXISTS counting_viewer; CREATE ROLE counting_viewer LOGIN;"
        " GRANT USAGE ON SCHEMA sync_dashboard TO counting_viewer;"
        " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO counting_viewer"_s));
    const Result<TaskCounts> counts =
        TeamCounts(*databaseAddress(m_data->server().uri(u"counting_viewer"_s)))
            .count(questionOf(hours()));
    QVERIFY(counts);
    QVERIFY(total(*counts) > 0);
}

void TestTeamCounts::anotherThreadWaitsForTheDatabase()
{
    fill(randomTasks(50, 2));
    const Result<TaskCounts> expected = counted(questionOf(hours()));
    TeamCounter counter(m_data->address());
    std::optional<Result<TaskCounts>> answer;
    connect(&counter, &TeamCounter::answered, this,
            [&answer](const Result<TaskCounts> &counts) { answer = counts; });
    counter.ask(questionOf(hours()));
    QVERIFY(counter.isCounting());
    QTRY_VERIFY(answer);
    QVERIFY(!counter.isCounting());
    QVERIFY(*answer);
    QCOMPARE(**answer, *expected);
}

QTEST_GUILESS_MAIN(TestTeamCounts)
#include "tst_teamcounts.moc"
