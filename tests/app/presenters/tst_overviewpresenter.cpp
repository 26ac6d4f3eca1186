#include "facetrow.h"
#include "language.h"
#include "overviewparts.h"
#include "queries.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOverviewPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachStatusIsCountedInTheRange_data();
    void eachStatusIsCountedInTheRange();
    void theHeadlineFollowsTheScopeAlone();
    void theRangeIsNamedAsItIs();
    void theFirstNumbersComeAtOnceAndOthersAfterAPause();
    void theSideBarAndTheChartFollowTheQuery();
    void whatTheRegistryIsAskedForIsCountedOverAllTimes();
    void theStuckRuleTakesEffectEverywhere();
    void aPartIsNamedWhereItIsCounted();
    void aRangeIsCompleteWhereAllOfItIsKnown_data();
    void aRangeIsCompleteWhereAllOfItIsKnown();
    void theTextSaysWhatTheHeadlineSays();
    void theTextFollowsTheLanguage();
};

namespace {

/// All that is counted, over tasks of two instances.
struct Overview : OverviewParts {
    Overview()
    {
        using enum SyncTaskStatus;
        add({task(1, Error, 30min), task(2, Success, 2h), task(3, Success, 3h),
             task(4, Error, 72h)});
        model.applyMerge(store.merge(u"cri-2"_s, std::vector{task(5, Success, 1h)}));
    }

    [[nodiscard]] QString figure(const QString &name) const
    {
        return headline.findChild<QAbstractButton *>(name)->text();
    }
    [[nodiscard]] QString range() const { return label(u"headlineRange"_s); }
    [[nodiscard]] QString label(const QString &name) const
    {
        auto *part = headline.findChild<QLabel *>(name);
        return part->text();
    }
    /// In the side bar.
    [[nodiscard]] QString facet(SyncTaskStatus status) const
    {
        return filterPane.findChild<FacetRow *>(u"status"_s + wireName(status))
            ->accessibleDescription();
    }
    [[nodiscard]] int of(SyncTaskStatus status) const
    {
        return overview.summary().counts.of(status);
    }

    QSignalSpy counted{&overview, &OverviewPresenter::counted};
};

} // namespace

void TestOverviewPresenter::eachStatusIsCountedInTheRange_data()
{
    using enum SyncTaskStatus;
    QTest::addColumn<SyncTaskStatus>("status");
    for (const SyncTaskStatus status : {Pending, Synchronizing, Success, Error, Canceled})
        QTest::newRow(qPrintable(wireName(status))) << status;
}

void TestOverviewPresenter::eachStatusIsCountedInTheRange()
{
    QFETCH(SyncTaskStatus, status);
    Overview it;
    it.overview.countNow();
    const int before = it.of(status);
    const QString facet = it.facet(status);
    it.add({it.task(9, status, 1h)});
    it.overview.countNow();
    QCOMPARE(it.of(status), before + 1);
    QVERIFY(it.facet(status) != facet);
    QCOMPARE(it.overview.inRange(), 5);
    it.ranges.choose(ChartRange::All);
    QCOMPARE(it.overview.inRange(), 6);
}

void TestOverviewPresenter::theHeadlineFollowsTheScopeAlone()
{
    Overview it;
    it.overview.countNow();
    const qsizetype counts = it.counted.size();
    QCOMPARE(it.of(SyncTaskStatus::Success), 3);
    it.queries.setText(u"status:failed repo:none"_s);
    QCOMPARE(it.of(SyncTaskStatus::Success), 3);
    QCOMPARE(it.counted.size(), counts); // there is nothing to count anew
    it.queries.setText(u"status:failed instance:=cri-2"_s);
    QCOMPARE(it.of(SyncTaskStatus::Success), 1);
    QCOMPARE(it.of(SyncTaskStatus::Error), 0);
    QCOMPARE(it.overview.rowsInScope().size(), std::size_t{1});
    it.queries.setText(u"since:4d until:2d"_s);
    QCOMPARE(it.of(SyncTaskStatus::Error), 1);
    QCOMPARE(it.overview.inRange(), 1);
    QCOMPARE(it.overview.rowsInScope().size(), std::size_t{5});
    it.queries.setText({});
    QCOMPARE(it.of(SyncTaskStatus::Success), 3);
    QCOMPARE(it.overview.inRange(), 4);
}

void TestOverviewPresenter::theRangeIsNamedAsItIs()
{
    Overview it;
    it.overview.countNow();
    const QString day = it.range();
    QVERIFY2(day.contains(u"24 h"_s), qPrintable(day));
    it.ranges.choose(ChartRange::Week);
    QVERIFY2(it.range().contains(u"7 d"_s), qPrintable(it.range()));
    it.ranges.choose(ChartRange::All);
    QVERIFY2(it.range().contains(u"5"_s), qPrintable(it.range())); // of how many
    it.queries.setText(u"since:2h repo:app"_s);
    QVERIFY2(it.range().contains(u"since:2h"_s), qPrintable(it.range()));
    QVERIFY(!it.range().contains(u"repo"_s));
    it.queries.setText(u"since:2026-11-20T09:15Z until:2026-11-20T09:30Z repo:app"_s);
    QCOMPARE(it.range(), u"11-20 09:15 – 09:30 (UTC)"_s);
    it.queries.setText(u"since:2026-11-20T09:15Z until:1h"_s);
    QCOMPARE(it.range(), u"since:2026-11-20T09:15Z until:1h"_s);
    it.queries.setText(u"repo:app"_s);
    it.ranges.choose(ChartRange::Day);
    QCOMPARE(it.range(), day);
}

void TestOverviewPresenter::theFirstNumbersComeAtOnceAndOthersAfterAPause()
{
    Overview it;
    it.overview.scheduleRecount();
    QVERIFY(it.overview.isCounting());
    QVERIFY(!it.overview.countedAt().isValid());
    it.clock.advance(0ms);
    QVERIFY(!it.overview.isCounting());
    QCOMPARE(it.counted.size(), 1);
    QCOMPARE(it.overview.countedAt(), it.clock.now());
    for (int change = 0; change < 3; ++change)
        it.overview.scheduleRecount();
    it.clock.advance(Recount::shortestPause - 1ms);
    QCOMPARE(it.counted.size(), 1);
    it.clock.advance(1ms);
    QCOMPARE(it.counted.size(), 2);
}

void TestOverviewPresenter::theSideBarAndTheChartFollowTheQuery()
{
    Overview it;
    it.overview.countNow();
    QCOMPARE(it.facet(SyncTaskStatus::Success), u"3"_s);
    const QString chart = it.chart.accessibleDescription();
    it.queries.setText(u"tag:2"_s);
    QCOMPARE(it.facet(SyncTaskStatus::Success), u"1"_s);
    QCOMPARE(it.facet(SyncTaskStatus::Error), u"0"_s);
    QVERIFY2(it.chart.accessibleDescription().startsWith(u"1 task"_s),
             qPrintable(it.chart.accessibleDescription()));
    it.queries.setText({});
    QCOMPARE(it.facet(SyncTaskStatus::Success), u"3"_s);
    QCOMPARE(it.chart.accessibleDescription(), chart);
}

void TestOverviewPresenter::whatTheRegistryIsAskedForIsCountedOverAllTimes()
{
    Overview it;
    it.overview.countNow();
    QCOMPARE(it.overview.asked(), 5);
    it.queries.setText(u"tag:=4 status:done"_s); // the status is not asked of the registry
    QCOMPARE(it.overview.asked(), 1);
    it.queries.setText(u"tag:=4 instance:=cri-2"_s);
    QCOMPARE(it.overview.asked(), 0);
    it.queries.setText(u"instance:=cri-2"_s);
    QCOMPARE(it.overview.asked(), 1);
    it.queries.setText(u"status:failed"_s);
    QCOMPARE(it.overview.asked(), 5);
}

void TestOverviewPresenter::theStuckRuleTakesEffectEverywhere()
{
    Overview it;
    std::vector<SyncTask> tasks{it.task(99, SyncTaskStatus::Synchronizing, 2h)};
    for (int number = 100; number < 130; ++number) {
        SyncTask task = it.task(number, SyncTaskStatus::Success, 5h);
        task.modifiedAt = task.createdAt.addSecs(3600);
        tasks.push_back(task);
    }
    it.add(tasks);
    it.overview.countNow(); // three hours are not over
    QCOMPARE(it.overview.summary().stuck, 0);
    const auto isStuck = [&it] {
        return it.model.filter().context().isStuck(*it.store.find(u"cri-1"_s, u"rst-99"_s));
    };
    QVERIFY(!isStuck());
    it.overview.setStuckRule({.factor = 1.5});
    QCOMPARE(it.overview.summary().stuck, 1);
    QVERIFY(isStuck()); // which the views and the routes ask
    it.queries.setText(u"is:stuck"_s);
    QCOMPARE(it.model.rowCount(), 1);
    it.overview.setStuckRule({.factor = 3});
    QCOMPARE(it.overview.summary().stuck, 0);
    QCOMPARE(it.model.rowCount(), 0);
    QVERIFY(!isStuck());
}

void TestOverviewPresenter::aPartIsNamedWhereItIsCounted()
{
    Overview it;
    it.overview.countNow();
    FeedState feed{.loaded = 4};
    it.overview.showScope(feed, false); // nothing was read yet
    QCOMPARE(it.label(u"headlineScope"_s), QString());
    feed.asOf = it.clock.now();
    it.overview.showScope(feed, false);
    QVERIFY2(it.label(u"headlineScope"_s).contains(u"4"_s),
             qPrintable(it.label(u"headlineScope"_s)));
    auto *chartScope = it.chart.findChild<QLabel *>(u"chartScope"_s);
    QVERIFY(chartScope->text().contains(u"4"_s));
    feed.complete = true;
    it.overview.showScope(feed, false);
    QCOMPARE(it.label(u"headlineScope"_s), QString());
    QCOMPARE(chartScope->text(), QString());
    it.overview.showScope(feed, true); // of some list nothing is known
    QVERIFY(it.label(u"headlineScope"_s).contains(u"4"_s));
}

void TestOverviewPresenter::aRangeIsCompleteWhereAllOfItIsKnown_data()
{
    QTest::addColumn<ChartRange>("range");
    QTest::addColumn<std::chrono::milliseconds>("known");
    QTest::addColumn<bool>("isComplete");
    QTest::newRow("a day, more is known")
        << ChartRange::Day << std::chrono::milliseconds(25h) << true;
    QTest::newRow("a day, just it is known")
        << ChartRange::Day << std::chrono::milliseconds(24h) << true;
    QTest::newRow("a day, less is known")
        << ChartRange::Day << std::chrono::milliseconds(24h) - 1ms << false;
    QTest::newRow("an hour") << ChartRange::Hour << std::chrono::milliseconds(1h) << true;
    QTest::newRow("all is never known by a time")
        << ChartRange::All << std::chrono::milliseconds(9999h) << false;
}

void TestOverviewPresenter::aRangeIsCompleteWhereAllOfItIsKnown()
{
    QFETCH(ChartRange, range);
    QFETCH(std::chrono::milliseconds, known);
    QFETCH(bool, isComplete);
    Overview it;
    it.ranges.choose(range);
    it.overview.showScope(
        {.completeSince = it.clock.now().addMSecs(-known.count()), .asOf = it.clock.now()}, false);
    QCOMPARE(it.overview.isRangeComplete(), isComplete);
    it.overview.showScope({.complete = true, .asOf = it.clock.now()}, false);
    QVERIFY(it.overview.isRangeComplete());
    it.overview.showScope({.asOf = it.clock.now()}, false);
    QVERIFY(!it.overview.isRangeComplete());
}

void TestOverviewPresenter::theTextSaysWhatTheHeadlineSays()
{
    Overview it;
    it.overview.countNow();
    const QStringList lines = it.overview.text().split(u'\n');
    QCOMPARE(lines.constFirst(), it.headline.text());
    QVERIFY2(lines.contains(u"Failed, in 24 h: 1"_s), qPrintable(it.overview.text()));
    QVERIFY2(lines.contains(u"Done, in 24 h: 3"_s), qPrintable(it.overview.text()));
    QVERIFY(!it.overview.text().contains(u"Running"_s)); // there is none
    QCOMPARE(lines.constLast(), it.chart.accessibleDescription());
}

void TestOverviewPresenter::theTextFollowsTheLanguage()
{
    Overview it;
    it.overview.countNow();
    Language language;
    language.use(u"en"_s);
    it.overview.countNow();
    const QString english = it.overview.text();
    const QString range = it.range();
    language.use(u"zh_CN"_s);
    QCoreApplication::processEvents(); // the window hears of it
    it.overview.countNow();
    QVERIFY(it.range() != range);
    QVERIFY(!it.overview.text().contains(u"Failed"_s));
    language.use(u"en"_s);
    QCoreApplication::processEvents();
    it.overview.countNow();
    QCOMPARE(it.range(), range);
    QCOMPARE(it.overview.text(), english);
}

QTEST_MAIN(TestOverviewPresenter)
#include "tst_overviewpresenter.moc"
