#include "manualclock.h"
#include "randomtasks.h"
#include "routecolumns.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

const QString hangzhou = u"cn-hangzhou"_s;
const QString shanghai = u"cn-shanghai"_s;
const QString frankfurt = u"eu-central-1"_s;
const QString singapore = u"ap-southeast-1"_s;

void addTasks(std::vector<SyncTask> &tasks, int count, const QString &to, SyncTaskStatus status,
              milliseconds age, milliseconds took = {})
{
    for (int i = 0; i < count; ++i)
        tasks.push_back(taskBetween(hangzhou, to, status, age, took));
}

void addDone(std::vector<SyncTask> &tasks, int count, const QString &to, milliseconds age,
             milliseconds took)
{
    addTasks(tasks, count, to, SyncTaskStatus::Success, age, took);
}

std::vector<RouteFigures> routesOf(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    std::vector<TaskRow> stuck;
    for (const TaskRow row : filled.store.unfinished()) {
        if (testNow.toMSecsSinceEpoch() - filled.store.createdMs(row) > 3'600'000)
            stuck.push_back(row);
    }
    return routesOf(filled.store, countRegionPairs(filled.store, filled.rows, testNow), stuck);
}

QStringList destinations(const std::vector<RouteFigures> &routes)
{
    QStringList ids;
    for (const RouteFigures &route : routes)
        ids << route.toRegion;
    return ids;
}

QString cell(const RouteTableModel &model, int row, RouteColumn column, int role = Qt::DisplayRole)
{
    return model.index(row, static_cast<int>(column)).data(role).toString();
}

QStringList cells(const RouteTableModel &model, RouteColumn column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << cell(model, row, column);
    return texts;
}

RouteFigures route(const QString &to, int failed = 0, double ratio = 0)
{
    RouteFigures made{.fromRegion = hangzhou, .toRegion = to};
    for (int i = 0; i < failed; ++i)
        made.figures.counts.add(SyncTaskStatus::Error);
    if (ratio > 0)
        made.delay = DelayedPair{.ratio = ratio, .behind = 8min};
    return made;
}

bool isMarked(const RouteFigures &route, RouteColumn column)
{
    return routeColumns()[static_cast<std::size_t>(column)].data(BoardRole::Mark, route).toBool();
}

void sortBy(RouteTableModel &model, RouteColumn column, Qt::SortOrder order)
{
    model.sort(static_cast<int>(column), order);
}

} // namespace

class TestRouteTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTasksHaveNoRoutes() { QVERIFY(routesOf(std::vector<SyncTask>{}).empty()); }

    void theMostDelayedComesFirstThenMostFailures()
    {
        std::vector<SyncTask> tasks;
        for (const QString &to : {shanghai, frankfurt, singapore})
            addDone(tasks, 20, to, 48h, 10s);
        addTasks(tasks, 1, shanghai, SyncTaskStatus::Error, 2h, 1min);
        addTasks(tasks, 3, frankfurt, SyncTaskStatus::Error, 2h, 1min);
        addTasks(tasks, 1, singapore, SyncTaskStatus::Synchronizing, 30min);
        QCOMPARE(destinations(routesOf(tasks)), (QStringList{singapore, frankfurt, shanghai}));
    }

    void stuckTasksAreOfTheirRoute()
    {
        std::vector<SyncTask> tasks;
        addTasks(tasks, 2, shanghai, SyncTaskStatus::Pending, 2h);
        addTasks(tasks, 1, shanghai, SyncTaskStatus::Pending, 1min);
        addTasks(tasks, 1, frankfurt, SyncTaskStatus::Synchronizing, 3h);
        addDone(tasks, 1, singapore, 1h, 1s);
        const std::vector<RouteFigures> routes = routesOf(tasks);
        QCOMPARE(destinations(routes), (QStringList{shanghai, frankfurt, singapore}));
        QCOMPARE(routes[0].stuck, 2);
        QCOMPARE(routes[0].figures.waiting, 3);
        QCOMPARE(routes[1].stuck, 1);
        QCOMPARE(routes[2].stuck, 0);
    }

    void everyDelayedRouteHasItsDelay()
    {
        std::vector<SyncTask> tasks;
        for (const QString &to : {shanghai, frankfurt, singapore})
            addDone(tasks, 20, to, 48h, 10s);
        addTasks(tasks, 1, frankfurt, SyncTaskStatus::Synchronizing, 10min);
        addTasks(tasks, 1, singapore, SyncTaskStatus::Synchronizing, 30min);
        const std::vector<RouteFigures> routes = routesOf(tasks);
        QCOMPARE(destinations(routes), (QStringList{singapore, frankfurt, shanghai}));
        QCOMPARE(routes[0].delay->ratio, 180.0);
        QCOMPARE(routes[1].delay->behind, milliseconds(10min - 10s));
        QVERIFY(!routes[2].delay);
    }

    void aRouteIsSlowerByAFifthOfManyTasksOnly_data()
    {
        QTest::addColumn<int>("lastHour");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("slower");
        QTest::newRow("much slower") << 5 << 30 << true;
        QTest::newRow("too few to say") << 4 << 30 << false;
        QTest::newRow("a little slower") << 5 << 11 << false;
        QTest::newRow("faster") << 5 << 3 << false;
    }

    void aRouteIsSlowerByAFifthOfManyTasksOnly()
    {
        QFETCH(int, lastHour);
        QFETCH(int, seconds);
        QFETCH(bool, slower);
        std::vector<SyncTask> tasks;
        addDone(tasks, 200, frankfurt, 48h, 10s);
        addDone(tasks, lastHour, frankfurt, 20min, std::chrono::seconds(seconds));
        const std::vector<RouteFigures> routes = routesOf(tasks);
        QCOMPARE(routes.size(), 1U);
        QCOMPARE(routes[0].isSlower(), slower);
        QCOMPARE(isMarked(routes[0], RouteColumn::P95LastHour), slower);
        QVERIFY(!isMarked(routes[0], RouteColumn::P95LastWeek));
        RouteTableModel model;
        model.showRoutes(routes);
        const QString lastHour95 = cell(model, 0, RouteColumn::P95LastHour);
        QCOMPARE(cell(model, 0, RouteColumn::P95LastHour, Qt::AccessibleTextRole),
                 slower ? u"Slower: 30 s in the last hour, 10 s in the last 7 days"_s : lastHour95);
    }

    void withoutAWeekNothingIsSlower()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 10, frankfurt, 20min, 40s);
        QVERIFY(!routesOf(tasks)[0].isSlower());
    }

    void aRowSaysHowItsRouteFares()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 20, frankfurt, 48h, 10s);
        addDone(tasks, 5, frankfurt, 30min, 3min);
        addDone(tasks, 4, frankfurt, 5h, 20s);
        addTasks(tasks, 1, frankfurt, SyncTaskStatus::Error, 2h, 1min);
        addTasks(tasks, 2, frankfurt, SyncTaskStatus::Synchronizing, 2h);
        addTasks(tasks, 1, frankfurt, SyncTaskStatus::Pending, 1min);
        RouteTableModel model;
        model.showRoutes(routesOf(tasks));
        QCOMPARE(cell(model, 0, RouteColumn::Route), u"Hangzhou → Frankfurt"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Failed), u"1"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Done), u"9"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Success), u"90.0 %"_s);
        QCOMPARE(cell(model, 0, RouteColumn::P95LastHour), u"3 m 0 s"_s);
        QCOMPARE(cell(model, 0, RouteColumn::P95LastWeek), u"3 m 0 s"_s);
        QCOMPARE(cell(model, 0, RouteColumn::P95), u"3 m 0 s"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Median), u"3 m 0 s"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Running), u"2"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Waiting), u"1"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Oldest), u"2 h 0 m"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Stuck), u"2"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Delay), u"40×"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Delay, Qt::AccessibleTextRole),
                 u"Takes 1 h 57 m longer than usual"_s);
    }

    void idsAreOnHoverAndInTheClipboard()
    {
        RouteTableModel model;
        model.showRoutes({route(frankfurt)});
        const QString ids = u"cn-hangzhou → eu-central-1"_s;
        QCOMPARE(cell(model, 0, RouteColumn::Route, Qt::ToolTipRole), ids);
        QCOMPARE(cell(model, 0, RouteColumn::Route, BoardRole::CopyText), ids);
    }

    void whatIsNotKnownIsADash()
    {
        RouteTableModel model;
        model.showRoutes({route(frankfurt)});
        for (const RouteColumn column :
             {RouteColumn::Success, RouteColumn::P95LastHour, RouteColumn::P95, RouteColumn::Median,
              RouteColumn::Oldest})
            QCOMPARE(cell(model, 0, column), u"–"_s);
        QCOMPARE(cell(model, 0, RouteColumn::Delay), QString());
        QCOMPARE(cell(model, 0, RouteColumn::Failed), u"0"_s);
    }

    void aRouteWithoutARegionSaysSoAndCannotBeAskedFor()
    {
        RouteTableModel model;
        model.showRoutes({route({})});
        QCOMPARE(cell(model, 0, RouteColumn::Route), u"Hangzhou → Region not given"_s);
        QVERIFY(!model.routes()[0].canBeNamed());
        QVERIFY(!cell(model, 0, RouteColumn::Route, Qt::ToolTipRole).contains(u"→"_s));
    }

    void anUnknownRegionIsCalledByItsId()
    {
        RouteTableModel model;
        model.showRoutes({route(u"moon-north-1"_s)});
        QCOMPARE(cell(model, 0, RouteColumn::Route), u"Hangzhou → moon-north-1"_s);
    }

    void itSortsByRawValuesAndWhatIsNotGivenComesLast()
    {
        RouteFigures slow = route(frankfurt);
        slow.figures.p95Duration = 90min;
        RouteFigures quick = route(shanghai);
        quick.figures.p95Duration = 5s;
        const RouteFigures unknown = route(singapore);
        RouteTableModel model;
        model.showRoutes({unknown, quick, slow});
        sortBy(model, RouteColumn::P95, Qt::DescendingOrder);
        QCOMPARE(cells(model, RouteColumn::P95), (QStringList{u"1 h 30 m"_s, u"5 s"_s, u"–"_s}));
        sortBy(model, RouteColumn::P95, Qt::AscendingOrder);
        QCOMPARE(cells(model, RouteColumn::P95), (QStringList{u"5 s"_s, u"1 h 30 m"_s, u"–"_s}));
    }

    void equalRowsStandByWhatNeedsAPersonFirst()
    {
        RouteTableModel model;
        model.showRoutes({route(frankfurt, 3, 4.0), route(singapore, 9, 2.5), route(shanghai, 9)});
        QCOMPARE(destinations(model.routes()), (QStringList{frankfurt, singapore, shanghai}));
        sortBy(model, RouteColumn::Failed, Qt::DescendingOrder);
        QCOMPARE(destinations(model.routes()), (QStringList{singapore, shanghai, frankfurt}));
        sortBy(model, RouteColumn::Failed, Qt::AscendingOrder);
        QCOMPARE(destinations(model.routes()), (QStringList{frankfurt, singapore, shanghai}));
        sortBy(model, RouteColumn::Route, Qt::AscendingOrder);
        QCOMPARE(destinations(model.routes()), (QStringList{frankfurt, shanghai, singapore}));
    }

    void aFirstClickShowsTheWorstFirst()
    {
        const RouteTableModel model;
        const auto first = [&model](RouteColumn column) {
            return model.headerData(static_cast<int>(column), Qt::Horizontal,
                                    Qt::InitialSortOrderRole);
        };
        QCOMPARE(first(RouteColumn::Failed).toInt(), static_cast<int>(Qt::DescendingOrder));
        QCOMPARE(first(RouteColumn::Success).toInt(), static_cast<int>(Qt::AscendingOrder));
    }

    void anotherCountKeepsTheRowsAndTheOrder()
    {
        RouteTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        sortBy(model, RouteColumn::Failed, Qt::DescendingOrder);
        model.showRoutes({route(frankfurt, 3), route(shanghai, 2), route(singapore, 1)});
        const QPersistentModelIndex shanghaiRow = model.index(1, 0);
        const QPersistentModelIndex singaporeRow = model.index(2, 0);
        model.showRoutes({route(frankfurt, 3), route(shanghai, 7)});
        QCOMPARE(destinations(model.routes()), (QStringList{shanghai, frankfurt}));
        QCOMPARE(shanghaiRow.row(), 0);
        QVERIFY(!singaporeRow.isValid());
        QCOMPARE(model.rowOf(hangzhou, frankfurt), 1);
        QCOMPARE(model.rowOf(hangzhou, singapore), -1);
        QCOMPARE(resets.size(), 0);
    }

    void everyColumnHasATitleAndSaysWhatItIs()
    {
        const RouteTableModel model;
        for (int column = 0; column < RouteTableModel::columns; ++column) {
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
            QVERIFY(
                !model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        }
    }

    void randomTasksMakeTheSameRoutesInAnyOrder()
    {
        std::vector<SyncTask> tasks = randomTasks(2000, 7);
        const std::vector<RouteFigures> routes = routesOf(tasks);
        QCOMPARE(routes.size(), 16U); // of four regions
        std::ranges::reverse(tasks);
        QCOMPARE(destinations(routesOf(tasks)), destinations(routes));
        for (std::size_t i = 1; i < routes.size(); ++i) {
            const auto ratio = [&routes](std::size_t row) {
                return routes[row].delay ? routes[row].delay->ratio : 0.0;
            };
            QVERIFY(ratio(i - 1) >= ratio(i));
        }
    }
};

QTEST_GUILESS_MAIN(TestRouteTableModel)
#include "tst_routetablemodel.moc"
