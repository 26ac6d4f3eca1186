#include "overviewparts.h"
#include "queries.h"
#include "routepresenter.h"
#include "routetablemodel.h"
#include "routeview.h"

#include <QAbstractItemView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRoutePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageIsFilledWhenItComesIntoSight();
    void aHiddenPageRests();
    void theFiguresDependOnTheScopeAlone();
    void stuckTasksAreCountedOnTheirRoute();
    void aRouteIsShownLeftOutAndShownAgain();
    void aRouteThatIsLeftOutStaysSo();
    void aNumberOpensWhatItCounts();
    void aRouteWithoutARegionCannotBeAskedFor();
    void theMostDelayedRouteIsTheCurrentOne();
};

namespace {

/// The page over two tasks from Hangzhou to Frankfurt, one of them failed, and one to Shanghai.
struct Routes : OverviewParts {
    Routes()
    {
        pages.addPage(view, u"pageRoutes"_s, [] { return QString(); });
        pages.resize(1200, 700);
        pages.setVisible(true);
        add({task(1, SyncTaskStatus::Success, 1h), task(2, SyncTaskStatus::Error, 2h),
             other(3, SyncTaskStatus::Success, 1h)});
        overview.countNow();
    }

    [[nodiscard]] SyncTask other(int number, SyncTaskStatus status, std::chrono::seconds age) const
    {
        SyncTask task = RangeParts::task(number, status, age);
        task.imageTo.regionId = u"cn-shanghai"_s;
        return task;
    }
    void open() { pages.openPage(view); }
    [[nodiscard]] const RouteTableModel &rows() const
    {
        return *static_cast<const RouteTableModel *>(
            view.findChild<QAbstractItemView *>()->model());
    }
    [[nodiscard]] int row(const QString &toRegion) const
    {
        return rows().rowOf(u"cn-hangzhou"_s, toRegion);
    }
    /// "eu-central-1: 1 failed, 1 done, 0 stuck", by region.
    [[nodiscard]] QStringList figures() const
    {
        QStringList lines;
        for (const RouteFigures &route : rows().routes()) {
            lines << u"%1: %2 failed, %3 done, %4 stuck"_s.arg(route.toRegion)
                         .arg(route.figures.counts.of(SyncTaskStatus::Error))
                         .arg(route.figures.counts.of(SyncTaskStatus::Success))
                         .arg(route.stuck);
        }
        lines.sort();
        return lines;
    }

    RouteView view{};
    RoutePresenter routes{store, model, overview, queries, view, headline, pages};
};

const QString toFrankfurt = u"route:cn-hangzhou>eu-central-1"_s;

} // namespace

void TestRoutePresenter::thePageIsFilledWhenItComesIntoSight()
{
    Routes it;
    QCOMPARE(it.figures(), QStringList());
    it.open();
    QCOMPARE(it.figures(), QStringList({u"cn-shanghai: 0 failed, 1 done, 0 stuck"_s,
                                        u"eu-central-1: 1 failed, 1 done, 0 stuck"_s}));
}

void TestRoutePresenter::aHiddenPageRests()
{
    Routes it;
    it.open();
    const QStringList before = it.figures();
    it.pages.openPage(it.otherPage);
    it.add({it.other(4, SyncTaskStatus::Error, 1h)});
    it.overview.countNow();
    QCOMPARE(it.figures(), before);
    it.open();
    QVERIFY(it.figures().contains(u"cn-shanghai: 1 failed, 1 done, 0 stuck"_s));
    it.add({it.other(5, SyncTaskStatus::Error, 1h)}); // while it is in sight
    it.overview.countNow();
    QVERIFY(it.figures().contains(u"cn-shanghai: 2 failed, 1 done, 0 stuck"_s));
}

void TestRoutePresenter::theFiguresDependOnTheScopeAlone()
{
    Routes it;
    it.model.applyMerge(
        it.store.merge(u"cri-2"_s, std::vector{it.task(8, SyncTaskStatus::Success, 1h)}));
    it.overview.countNow();
    it.open();
    const QStringList all = it.figures();
    it.queries.setText(u"status:failed repo:none"_s);
    QCOMPARE(it.figures(), all);
    it.queries.setText(u"instance:=cri-2"_s);
    QCOMPARE(it.figures(), QStringList(u"eu-central-1: 0 failed, 1 done, 0 stuck"_s));
    it.queries.setText(u"since:90m"_s);
    QCOMPARE(it.figures(), QStringList({u"cn-shanghai: 0 failed, 1 done, 0 stuck"_s,
                                        u"eu-central-1: 0 failed, 2 done, 0 stuck"_s}));
    it.queries.setText({});
    QCOMPARE(it.figures(), all);
}

void TestRoutePresenter::stuckTasksAreCountedOnTheirRoute()
{
    Routes it;
    it.open();
    it.add({it.other(4, SyncTaskStatus::Synchronizing, 6h),
            it.other(5, SyncTaskStatus::Pending, 5h),
            it.task(6, SyncTaskStatus::Synchronizing, 1s)});
    it.model.applyMerge(
        it.store.merge(u"cri-2"_s, std::vector{it.other(7, SyncTaskStatus::Synchronizing, 6h)}));
    it.overview.countNow();
    QCOMPARE(it.figures(), QStringList({u"cn-shanghai: 0 failed, 1 done, 3 stuck"_s,
                                        u"eu-central-1: 1 failed, 1 done, 0 stuck"_s}));
    it.queries.setText(u"instance:=cri-1 status:done"_s);
    QVERIFY(it.figures().contains(u"cn-shanghai: 0 failed, 1 done, 2 stuck"_s));
    it.add({it.other(4, SyncTaskStatus::Success, 6h), it.other(5, SyncTaskStatus::Success, 5h)});
    it.overview.countNow();
    QVERIFY(it.figures().contains(u"cn-shanghai: 0 failed, 3 done, 0 stuck"_s));
}

void TestRoutePresenter::aRouteIsShownLeftOutAndShownAgain()
{
    Routes it;
    it.queries.setText(u"repo:app"_s);
    it.open();
    Q_EMIT it.view.chosen(it.row(u"eu-central-1"_s), false);
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(toFrankfurt));
    QCOMPARE(it.model.rowCount(), 2);
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.view));
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
    Q_EMIT it.view.chosen(it.row(u"eu-central-1"_s), true);
    QCOMPARE(it.queries.query(), query(u"repo:app -"_s + toFrankfurt));
    QCOMPARE(it.model.rowCount(), 1);
    it.open();
    Q_EMIT it.view.chosen(it.row(u"cn-shanghai"_s), false); // in the place of another one
    Q_EMIT it.view.chosen(it.row(u"eu-central-1"_s), false);
    QCOMPARE(it.queries.query().wanted(QueryField::Route),
             QStringList(u"cn-hangzhou>eu-central-1"_s));
}

void TestRoutePresenter::aRouteThatIsLeftOutStaysSo()
{
    Routes it;
    it.open();
    for (int click = 0; click < 2; ++click) {
        Q_EMIT it.view.chosen(it.row(u"eu-central-1"_s), true);
        QCOMPARE(it.queries.query(), query(u"-"_s + toFrankfurt));
        it.open();
    }
    Q_EMIT it.view.chosen(it.row(u"cn-shanghai"_s), true);
    QCOMPARE(it.model.rowCount(), 0);
}

void TestRoutePresenter::aNumberOpensWhatItCounts()
{
    Routes it;
    it.queries.setText(u"repo:none status:done route:cn-hangzhou>cn-shanghai since:1d"_s);
    it.open();
    Q_EMIT it.view.numberChosen(it.row(u"eu-central-1"_s), u"status:failed"_s);
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"since:1d %1 status:failed"_s.arg(toFrankfurt)));
    QCOMPARE(it.model.rowCount(), 1);
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.view));
    QVERIFY(it.queries.query().has(QueryField::Repo));
}

void TestRoutePresenter::aRouteWithoutARegionCannotBeAskedFor()
{
    Routes it;
    SyncTask nowhere = it.task(4, SyncTaskStatus::Error, 1h);
    nowhere.imageTo.regionId.clear();
    it.add({nowhere});
    it.overview.countNow();
    it.open();
    QVERIFY(it.row(QString()) >= 0);
    for (const bool exclude : {false, true}) {
        Q_EMIT it.view.chosen(it.row(QString()), exclude);
        QVERIFY(it.pages.isOpen(it.view));
        QVERIFY(it.queries.query().isEmpty());
    }
}

void TestRoutePresenter::theMostDelayedRouteIsTheCurrentOne()
{
    Routes it;
    Q_EMIT it.headline.delayChosen(); // there is none
    QVERIFY(it.pages.isOpen(it.table));
    // For a week copies to Shanghai took a minute, and one of them runs for an hour.
    std::vector<SyncTask> tasks{it.other(99, SyncTaskStatus::Synchronizing, 1h)};
    for (int number = 100; number < 200; ++number) {
        SyncTask task = it.other(number, SyncTaskStatus::Success, 48h);
        task.modifiedAt = task.createdAt.addSecs(60);
        tasks.push_back(task);
    }
    it.add(tasks);
    it.overview.countNow();
    QVERIFY(it.overview.summary().mostDelayed);
    const QAbstractItemView &table = *it.view.findChild<QAbstractItemView *>();
    it.pages.openPage(it.otherPage);
    Q_EMIT it.headline.delayChosen();
    QVERIFY(it.pages.isOpen(it.view));
    QCOMPARE(table.currentIndex().row(), it.row(u"cn-shanghai"_s));
    it.view.makeCurrent(it.row(u"eu-central-1"_s));
    Q_EMIT it.headline.delayChosen(); // while the page is open
    QCOMPARE(table.currentIndex().row(), it.row(u"cn-shanghai"_s));
}

QTEST_MAIN(TestRoutePresenter)
#include "tst_routepresenter.moc"
