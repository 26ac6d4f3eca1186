#include "manualclock.h"
#include "rangepresenter.h"
#include "sampletasks.h"
#include "synctasktablemodel.h"
#include "taskstore.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRangePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableIsFilteredByTheChosenRange();
    void itMovesOnInSteps();
    void aClockThatIsSetBackTakesItBack();
    void aDrawnRangeTakesThePlaceOfTheChosenOne();
    void aRangeDrawnToNowStaysOpen();
    void choosingEndsADrawnOne();
    void itIsNamedAsItIs();
    void aSpanHasNoMoreDatesAndSecondsThanItNeeds_data();
    void aSpanHasNoMoreDatesAndSecondsThanItNeeds();
};

namespace {

/// Done tasks that ended half an hour, two hours, three days and a month ago.
struct Ranges {
    Ranges()
    {
        int id = 0;
        for (const auto age : {30min, 120min, 3 * 24 * 60min, 30 * 24 * 60min}) {
            SyncTask task = sampleTask(++id, SyncTaskStatus::Success);
            task.modifiedAt = clock.now().addMSecs(-std::chrono::milliseconds(age).count());
            task.createdAt = task.modifiedAt.addSecs(-10);
            tasks.push_back(task);
        }
        model.applyMerge(store.merge(u"cri-1"_s, tasks));
    }
    [[nodiscard]] int rows() { return model.rowCount(); }

    ManualClock clock{};
    TaskStore store{};
    SyncTaskTableModel model{store, clock};
    RangePresenter ranges{model, clock};
    QSignalSpy changed{&ranges, &RangePresenter::changed};
    std::vector<SyncTask> tasks{};
};

} // namespace

void TestRangePresenter::theTableIsFilteredByTheChosenRange()
{
    Ranges it;
    QCOMPARE(it.rows(), 2);
    it.ranges.choose(ChartRange::Hour);
    QCOMPARE(it.rows(), 1);
    it.ranges.choose(ChartRange::Week);
    QCOMPARE(it.rows(), 3);
    it.ranges.choose(ChartRange::All);
    QCOMPARE(it.rows(), 4);
    QCOMPARE(it.changed.size(), 3);
}

void TestRangePresenter::itMovesOnInSteps()
{
    Ranges it;
    it.ranges.choose(ChartRange::Hour);
    it.clock.advance(30min - 10s);
    it.ranges.tick();
    QCOMPARE(it.rows(), 1);
    const QDateTime before = it.ranges.asOf();
    it.clock.advance(29s);
    it.ranges.tick();
    QCOMPARE(it.ranges.asOf(), before); // all numbers speak of the same range
    QCOMPARE(it.rows(), 1);
    const qsizetype changes = it.changed.size();
    it.clock.advance(1s);
    it.ranges.tick();
    QCOMPARE(it.ranges.asOf(), before.addSecs(30));
    QCOMPARE(it.rows(), 0);
    QCOMPARE(it.changed.size(), changes + 1);
}

void TestRangePresenter::aClockThatIsSetBackTakesItBack()
{
    Ranges it;
    it.clock.advance(-2h);
    it.ranges.tick();
    QCOMPARE(it.ranges.asOf(), it.clock.now());
}

void TestRangePresenter::aDrawnRangeTakesThePlaceOfTheChosenOne()
{
    Ranges it;
    const QDateTime end = it.tasks[1].modifiedAt.addSecs(60);
    it.ranges.draw(end.addSecs(-120).addMSecs(700), end.addMSecs(300));
    QCOMPARE(it.rows(), 1);
    QCOMPARE(it.ranges.drawn()->first, end.addSecs(-120)); // in whole seconds
    QCOMPARE(it.ranges.drawn()->second, end);
    QCOMPARE(it.ranges.chosen(), ChartRange::Day); // which comes back
    it.clock.advance(48h);
    it.ranges.tick();
    QCOMPARE(it.rows(), 1); // it does not move
}

void TestRangePresenter::aRangeDrawnToNowStaysOpen()
{
    Ranges it;
    it.ranges.draw(it.tasks[1].modifiedAt.addSecs(-60), it.clock.now());
    QVERIFY(it.ranges.drawn() && !it.ranges.drawn()->second.isValid());
    QCOMPARE(it.rows(), 2);
}

void TestRangePresenter::choosingEndsADrawnOne()
{
    Ranges it;
    it.ranges.draw(it.tasks[1].modifiedAt.addSecs(-60), it.tasks[1].modifiedAt.addSecs(60));
    it.ranges.choose(ChartRange::Week);
    QVERIFY(!it.ranges.drawn());
    QCOMPARE(it.rows(), 3);
}

void TestRangePresenter::itIsNamedAsItIs()
{
    Ranges it;
    QCOMPARE(it.ranges.name(12), u"in 24 h"_s);
    it.ranges.choose(ChartRange::All);
    QVERIFY(it.ranges.name(12).contains(u"12"_s)); // of how many
    const QDateTime begin = it.ranges.asOf().addSecs(-7200);
    it.ranges.draw(begin, begin.addSecs(60));
    QVERIFY(it.ranges.name(12).contains(u" – "_s));
    it.ranges.draw(begin, it.clock.now().addSecs(60));
    QVERIFY(it.ranges.name(12).startsWith(u"since "_s));
}

void TestRangePresenter::aSpanHasNoMoreDatesAndSecondsThanItNeeds_data()
{
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const QString &begin, const QString &end,
                        const QString &name) { QTest::newRow(title) << begin << end << name; };
    row("today", u"2026-11-24T09:15:00Z"_s, u"2026-11-24T09:30:00Z"_s, u"09:15 – 09:30 (UTC)"_s);
    row("yesterday", u"2026-11-23T09:15:00Z"_s, u"2026-11-23T09:30:00Z"_s,
        u"11-23 09:15 – 09:30 (UTC)"_s);
    row("into today", u"2026-11-23T23:00:00Z"_s, u"2026-11-24T01:00:00Z"_s,
        u"11-23 23:00 – 11-24 01:00 (UTC)"_s);
    row("last year", u"2025-11-23T09:15:00Z"_s, u"2025-11-23T09:30:00Z"_s,
        u"2025-11-23 09:15 – 09:30 (UTC)"_s);
    row("a bar of seconds", u"2026-11-23T09:15:10Z"_s, u"2026-11-23T09:15:20Z"_s,
        u"11-23 09:15:10 – 09:15:20 (UTC)"_s);
    row("seconds at one end", u"2026-11-23T09:15:00Z"_s, u"2026-11-23T09:15:20Z"_s,
        u"11-23 09:15:00 – 09:15:20 (UTC)"_s);
    row("open", u"2026-11-24T09:15:00Z"_s, {}, u"since 09:15 (UTC)"_s);
    row("open since another day", u"2026-11-20T00:00:00Z"_s, {}, u"since 11-20 00:00 (UTC)"_s);
}

void TestRangePresenter::aSpanHasNoMoreDatesAndSecondsThanItNeeds()
{
    QFETCH(const QString, begin);
    QFETCH(const QString, end);
    QFETCH(const QString, name);
    const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
    const auto time = [](const QString &text) { return QDateTime::fromString(text, Qt::ISODate); };
    QCOMPARE(RangePresenter::nameOf({time(begin), time(end)}, now), name);
}

QTEST_GUILESS_MAIN(TestRangePresenter)
#include "tst_rangepresenter.moc"
