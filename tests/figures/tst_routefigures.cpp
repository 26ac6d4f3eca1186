#include "randomtasks.h"
#include "routefigures.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;
const QString shanghai = u"cn-shanghai"_s;

SyncTask task(const QString &from, const QString &to, SyncTaskStatus status)
{
    return taskBetween(from, to, status, 2h, 10s);
}

/// "from>to", the most urgent first.
QStringList routes(const std::vector<SyncTask> &tasks, const std::vector<TaskRow> &stuck = {})
{
    const FilledStore filled(tasks);
    QStringList names;
    for (const RouteFigures &route :
         routesOf(filled.store, countRegionPairs(filled.store, filled.rows, testNow), stuck))
        names << route.fromRegion + u'>' + route.toRegion;
    return names;
}

RouteFigures routeOf(int doneLastHour, int doneLastWeek, RegionPairFigures::Duration p95LastHour,
                     RegionPairFigures::Duration p95LastWeek)
{
    return {.figures = {.p95LastHour = p95LastHour,
                        .p95LastWeek = p95LastWeek,
                        .doneLastHour = doneLastHour,
                        .doneLastWeek = doneLastWeek}};
}

} // namespace

class TestRouteFigures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFifthMoreIsSlower()
    {
        QVERIFY(routeOf(5, 20, 120s, 100s).isSlower());
        QVERIFY(!routeOf(5, 20, 119'999ms, 100s).isSlower());
        QVERIFY(!routeOf(5, 20, 100s, 100s).isSlower());
    }

    void ofTooFewTasksNothingIsSlower()
    {
        QVERIFY(!routeOf(4, 20, 900s, 100s).isSlower());
        QVERIFY(!routeOf(5, 19, 900s, 100s).isSlower());
        QVERIFY(!routeOf(5, 20, std::nullopt, 100s).isSlower());
        QVERIFY(!routeOf(5, 20, 900s, std::nullopt).isSlower());
    }

    void aStuckTaskIsOfBothItsRegions()
    {
        const FilledStore filled({task(hangzhou, frankfurt, SyncTaskStatus::Pending),
                                  task(hangzhou, shanghai, SyncTaskStatus::Pending),
                                  task(shanghai, frankfurt, SyncTaskStatus::Pending),
                                  task(frankfurt, hangzhou, SyncTaskStatus::Pending),
                                  task(hangzhou, frankfurt, SyncTaskStatus::Pending)});
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        const std::vector<RouteFigures> found = routesOf(filled.store, pairs, filled.rows);
        QCOMPARE(found.size(), 4U);
        for (const RouteFigures &route : found) {
            const bool isFirst = route.fromRegion == hangzhou && route.toRegion == frankfurt;
            QCOMPARE(route.stuck, isFirst ? 2 : 1);
        }
    }

    void failuresComeBeforeStuckBeforeUnfinishedBeforeAny()
    {
        const std::vector<SyncTask> tasks = {
            task(frankfurt, frankfurt, SyncTaskStatus::Success),
            task(frankfurt, frankfurt, SyncTaskStatus::Success),
            task(frankfurt, frankfurt, SyncTaskStatus::Success),
            task(hangzhou, shanghai, SyncTaskStatus::Pending),
            task(shanghai, hangzhou, SyncTaskStatus::Pending),
            task(shanghai, hangzhou, SyncTaskStatus::Synchronizing),
            task(shanghai, frankfurt, SyncTaskStatus::Error),
        };
        QCOMPARE(routes(tasks, {3}),
                 (QStringList{u"cn-shanghai>eu-central-1"_s, u"cn-hangzhou>cn-shanghai"_s,
                              u"cn-shanghai>cn-hangzhou"_s, u"eu-central-1>eu-central-1"_s}));
    }

    void equalsComeByTheirRegions()
    {
        const std::vector<SyncTask> tasks = {task(shanghai, hangzhou, SyncTaskStatus::Success),
                                             task(hangzhou, shanghai, SyncTaskStatus::Success),
                                             task(shanghai, frankfurt, SyncTaskStatus::Success),
                                             task(hangzhou, frankfurt, SyncTaskStatus::Success)};
        QCOMPARE(routes(tasks),
                 (QStringList{u"cn-hangzhou>cn-shanghai"_s, u"cn-hangzhou>eu-central-1"_s,
                              u"cn-shanghai>cn-hangzhou"_s, u"cn-shanghai>eu-central-1"_s}));
    }

    void aRouteWithoutOneOfItsRegionsHasNoName()
    {
        QVERIFY((RouteFigures{.fromRegion = hangzhou, .toRegion = frankfurt}.canBeNamed()));
        QVERIFY(!RouteFigures{.fromRegion = hangzhou}.canBeNamed());
        QVERIFY(!RouteFigures{.toRegion = hangzhou}.canBeNamed());
    }
};

QTEST_GUILESS_MAIN(TestRouteFigures)
#include "tst_routefigures.moc"
