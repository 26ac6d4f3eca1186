#include "historycounts.h"
#include "manualclock.h"
#include "queries.h"
#include "randomtasks.h"
#include "teamdata.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString listing = u"cri-1"_s;

/// Two days up to testNow by hours.
HistoryCountRange twoDays(const QString &asked = {})
{
    const BucketLayout layout{.begin = testNow.addDays(-2), .step = 1h, .buckets = 48};
    return {.layout = layout,
            .beginMs = layout.begin.toMSecsSinceEpoch(),
            .limitMs = layout.end().toMSecsSinceEpoch(),
            .endMs = layout.end().toMSecsSinceEpoch(),
            .query = query(asked),
            .instances = {listing}};
}

} // namespace

class TestHistoryCounts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_data.reset(); }

    void whatIsKnownIsNotAskedForAgain();
    void anotherQueryIsAskedForAtOnce();
    void newsAreCountedAfterAPause();
    void aLaterEndServesWhatEndsEarlier();
    void whatIsNotWantedAnyMoreIsNotAskedFor();
    void withoutAHistoryNothingIsKnown();
    void whatFailedIsAskedForAgain();
    void newsOfWhichNothingWasLearnedStay();
    void aRefusalIsAskedForEachMinute();
    void aQuestionThatCannotBeAnsweredIsNoRefusalOfOthers();
    void whatWasNotReadInFullIsSaid();

private:
    void write(int count, unsigned seed)
    {
        writeTo(*m_writer, HistoryTasks{.instanceId = listing, .tasks = randomTasks(count, seed)},
                testNow);
    }
    /// Until it is answered.
    [[nodiscard]] const HistoryTimeline *waitedFor(const HistoryCountRange &range)
    {
        const QSignalSpy changed(m_counts.get(), &HistoryCounts::changed);
        if (const HistoryTimeline *known = m_counts->timelineOf(range))
            return known;
        m_clock.advance(0ms);
        (void)QTest::qWaitFor([&changed] { return !changed.isEmpty(); }, 10'000);
        return m_counts->timelineOf(range);
    }
    /// What is asked of the database has been answered.
    [[nodiscard]] bool isQuiet()
    {
        return QTest::qWaitFor([this] { return !m_counter->isCounting(); }, 10'000);
    }

    std::unique_ptr<TeamData> m_data;
    std::unique_ptr<TeamHistory> m_writer;
    ManualClock m_clock{testNow};
    std::unique_ptr<HistoryCounts> m_counts;
    TeamCounter *m_counter = nullptr;
};

void TestHistoryCounts::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestHistoryCounts::init()
{
    m_writer.reset();
    QVERIFY(m_data->empty());
    m_writer = m_data->writer(testNow);
    QVERIFY(m_writer);
    writeTo(*m_writer, HistoryRecord::Instances{.instances = {{.id = listing}}}, testNow);
    write(500, 1);
    m_counts = std::make_unique<HistoryCounts>(m_clock);
    auto counter = std::make_unique<TeamCounter>(m_data->address());
    m_counter = counter.get();
    m_counts->connectTo(std::move(counter));
}

void TestHistoryCounts::whatIsKnownIsNotAskedForAgain()
{
    QVERIFY(!m_counts->timelineOf(twoDays()));
    const HistoryTimeline *known = waitedFor(twoDays());
    QVERIFY(known);
    QVERIFY(known->timeline.total().total() > 0);
    QCOMPARE(known->endMs, twoDays().endMs);
    QVERIFY(m_counts->timelineOf(twoDays()));
    m_clock.advance(60s);
    QVERIFY(!m_counter->isCounting());
}

void TestHistoryCounts::anotherQueryIsAskedForAtOnce()
{
    const int all = waitedFor(twoDays())->timeline.total().total();
    QVERIFY(!m_counts->timelineOf(twoDays(u"status:failed"_s)));
    m_clock.advance(0ms);
    QVERIFY(m_counter->isCounting());
    QVERIFY(isQuiet());
    const HistoryTimeline *failed = m_counts->timelineOf(twoDays(u"status:failed"_s));
    QVERIFY(failed);
    QVERIFY(failed->timeline.total().total() < all);
    QCOMPARE(failed->timeline.total().of(SyncTaskStatus::Error), failed->timeline.total().total());
}

void TestHistoryCounts::newsAreCountedAfterAPause()
{
    const int before = waitedFor(twoDays())->timeline.total().total();
    write(100, 2);
    for (int i = 0; i < 10; ++i)
        m_counts->noteNews();
    m_clock.advance(HistoryCounts::shortestPause - 1ms);
    QVERIFY(!m_counter->isCounting());
    QCOMPARE(m_counts->timelineOf(twoDays())->timeline.total().total(), before);
    m_clock.advance(1ms);
    QVERIFY(m_counter->isCounting());
    QVERIFY(isQuiet());
    QVERIFY(m_counts->timelineOf(twoDays())->timeline.total().total() > before);
    m_clock.advance(60s); // the news were told once
    QVERIFY(!m_counter->isCounting());
}

void TestHistoryCounts::aLaterEndServesWhatEndsEarlier()
{
    QVERIFY(waitedFor(twoDays()));
    HistoryCountRange more = twoDays(); // is loaded by now
    more.endMs -= 10 * 3'600'000;
    const HistoryTimeline *known = m_counts->timelineOf(more);
    QVERIFY(known);
    QCOMPARE(known->endMs, twoDays().endMs);
    m_clock.advance(HistoryCounts::shortestPause);
    QVERIFY(m_counter->isCounting());
    QVERIFY(isQuiet());
    QCOMPARE(m_counts->timelineOf(more)->endMs, more.endMs);
    QVERIFY(!m_counts->timelineOf(twoDays())); // which ends later than what is known
}

void TestHistoryCounts::whatIsNotWantedAnyMoreIsNotAskedFor()
{
    QVERIFY(waitedFor(twoDays()));
    m_counts->noteNews();
    m_counts->forget();
    m_clock.advance(60s);
    QVERIFY(!m_counter->isCounting());
}

void TestHistoryCounts::withoutAHistoryNothingIsKnown()
{
    QVERIFY(waitedFor(twoDays()));
    m_counts->connectTo({});
    QVERIFY(!m_counts->isConnected());
    QVERIFY(!m_counts->timelineOf(twoDays()));
    m_counts->noteNews();
    m_clock.advance(60s);
}

void TestHistoryCounts::whatFailedIsAskedForAgain()
{
    QVERIFY(m_data->server().run(u"UPDATE sync_dashboard.schema_version SET version = 1"_s));
    QVERIFY(!m_counts->timelineOf(twoDays()));
    m_clock.advance(0ms);
    QVERIFY(isQuiet());
    QVERIFY(!m_counts->timelineOf(twoDays()));
    QVERIFY(m_data->empty());
    m_writer = m_data->writer(testNow);
    m_clock.advance(HistoryCounts::shortestPause);
    QVERIFY(isQuiet());
    QVERIFY(m_counts->timelineOf(twoDays()));
}

void TestHistoryCounts::newsOfWhichNothingWasLearnedStay()
{
    const int before = waitedFor(twoDays())->timeline.total().total();
    QVERIFY(!m_counts->failure());
    write(100, 2);
    QVERIFY(m_data->server().run(u"ALTER TABLE sync_dashboard.task_hours RENAME TO other_hours"_s));
    m_counts->noteNews();
    const QSignalSpy changed(m_counts.get(), &HistoryCounts::changed);
    m_clock.advance(HistoryCounts::shortestPause);
    QVERIFY(isQuiet());
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_counts->failure());
    QCOMPARE(m_counts->timelineOf(twoDays())->timeline.total().total(), before);
    QVERIFY(m_data->server().run(u"ALTER TABLE sync_dashboard.other_hours RENAME TO task_hours"_s));
    m_clock.advance(HistoryCounts::pauseOfRefusal); // nobody tells of news, or asks
    QVERIFY(isQuiet());
    QVERIFY(!m_counts->failure());
    QVERIFY(m_counts->timelineOf(twoDays())->timeline.total().total() > before);
}

void TestHistoryCounts::aRefusalIsAskedForEachMinute()
{
    QVERIFY(m_data->server().run(
        u"DROP ROLE IF EXISTS hourless_viewer; CREATE ROLE hourless_viewer LOGIN;"
        " GRANT USAGE ON SCHEMA sync_dashboard TO hourless_viewer;"
        " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO hourless_viewer;"
        " REVOKE SELECT ON sync_dashboard.task_hours FROM hourless_viewer"_s));
    auto counter =
        std::make_unique<TeamCounter>(*databaseAddress(m_data->server().uri(u"hourless_viewer"_s)));
    m_counter = counter.get();
    m_counts->connectTo(std::move(counter));
    QVERIFY(!waitedFor(twoDays()));
    QVERIFY(m_counts->failure());
    QCOMPARE(m_counts->failure()->code, u"TeamDatabaseRefuses"_s);
    // News and other queries bring no other answer.
    m_counts->noteNews();
    QVERIFY(!m_counts->timelineOf(twoDays(u"status:failed"_s)));
    QVERIFY(m_counts->failure());
    m_clock.advance(HistoryCounts::pauseOfRefusal - 1ms);
    QVERIFY(!m_counter->isCounting());
    QVERIFY(
        m_data->server().run(u"GRANT SELECT ON sync_dashboard.task_hours TO hourless_viewer"_s));
    m_clock.advance(1ms);
    QVERIFY(m_counter->isCounting());
    QVERIFY(isQuiet());
    QVERIFY(m_counts->timelineOf(twoDays(u"status:failed"_s)));
    QVERIFY(!m_counts->failure());
}

void TestHistoryCounts::aQuestionThatCannotBeAnsweredIsNoRefusalOfOthers()
{
    HistoryCountRange uneven = twoDays();
    uneven.endMs -= 1;
    QVERIFY(!waitedFor(uneven));
    QVERIFY(m_counts->failure());
    QVERIFY(!m_counts->timelineOf(twoDays(u"status:failed"_s)));
    QVERIFY(!m_counts->failure());
    m_clock.advance(0ms);
    QVERIFY(m_counter->isCounting());
    QVERIFY(isQuiet());
}

void TestHistoryCounts::whatWasNotReadInFullIsSaid()
{
    QVERIFY(!waitedFor(twoDays())->isWhole);
    writeTo(*m_writer, HistoryRecord::ListSeen{.instanceId = listing}, testNow);
    m_counts->noteNews();
    m_clock.advance(HistoryCounts::shortestPause);
    QVERIFY(isQuiet());
    QVERIFY(m_counts->timelineOf(twoDays())->isWhole);
}

QTEST_GUILESS_MAIN(TestHistoryCounts)
#include "tst_historycounts.moc"
