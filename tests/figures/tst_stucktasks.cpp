#include "randomtasks.h"
#include "stucktasks.h"

#include <QMap>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;
const QString shanghai = u"cn-shanghai"_s;

std::vector<SyncTask> done(int count, const QString &to, milliseconds took)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < count; ++i)
        tasks.push_back(taskBetween(hangzhou, to, SyncTaskStatus::Success, 20h, took));
    return tasks;
}

/// How long the last of the tasks may take.
milliseconds limitOfLast(const std::vector<SyncTask> &tasks, StuckRule rule = {})
{
    const FilledStore filled(tasks);
    return StuckThresholds(filled.store, filled.rows, rule).limitOf(filled.rows.back());
}

bool isLastStuck(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    return StuckThresholds(filled.store, filled.rows)
        .isStuck(filled.rows.back(), testNow.toMSecsSinceEpoch());
}

} // namespace

class TestStuckTasks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoKnowsNoStoreCallsNothingStuck()
    {
        QVERIFY(!StuckThresholds().isStuck(0, testNow.toMSecsSinceEpoch()));
    }

    void withoutADoneTaskTenMinutesAreTheLimit()
    {
        const auto waiting = [](milliseconds age) {
            return std::vector{taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, age)};
        };
        QCOMPARE(limitOfLast(waiting(1s)), milliseconds(10min));
        QVERIFY(!isLastStuck(waiting(10min)));
        QVERIFY(isLastStuck(waiting(10min + 1ms)));
    }

    void threeTimesTheP95OfThePairIsTheLimit()
    {
        std::vector<SyncTask> tasks = done(20, frankfurt, 10min);
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Synchronizing, 30min));
        QCOMPARE(limitOfLast(tasks), milliseconds(30min));
        QCOMPARE(limitOfLast(tasks, {.factor = 1.5}), milliseconds(15min));
        QVERIFY(!isLastStuck(tasks));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Synchronizing, 31min));
        QVERIFY(isLastStuck(tasks));
    }

    void aPairWithFewTasksGoesByAll()
    {
        std::vector<SyncTask> tasks = done(19, frankfurt, 10min);
        const std::vector<SyncTask> others = done(400, shanghai, 5min);
        tasks.insert(tasks.end(), others.begin(), others.end());
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 1min));
        QCOMPARE(limitOfLast(tasks), milliseconds(15min));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Success, 20h, 10min));
        QCOMPARE(limitOfLast(tasks), milliseconds(30min));
    }

    void quickPairsHaveTenMinutesAllTheSame()
    {
        QCOMPARE(limitOfLast(done(100, frankfurt, 5s)), milliseconds(10min));
    }

    void aSenselessFactorLeavesTheLeastLimit()
    {
        const std::vector<SyncTask> tasks = done(30, frankfurt, 20min);
        for (const double factor : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                                    std::numeric_limits<double>::infinity()})
            QCOMPARE(limitOfLast(tasks, {.factor = factor}), milliseconds(10min));
        QVERIFY(limitOfLast(tasks, {.factor = 1e300}) > 24h);
    }

    void finishedUnknownAndTimelessTasksAreNotStuck()
    {
        for (const SyncTaskStatus status : {SyncTaskStatus::Success, SyncTaskStatus::Error,
                                            SyncTaskStatus::Canceled, SyncTaskStatus::Unknown})
            QVERIFY(!isLastStuck({taskBetween(hangzhou, frankfurt, status, 50h)}));
        SyncTask timeless = taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 50h);
        timeless.createdAt = {};
        QVERIFY(!isLastStuck({timeless}));
        QVERIFY(!isLastStuck({taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, -50h)}));
    }

    void tasksThatCameLaterAreJudgedToo()
    {
        FilledStore filled(done(30, frankfurt, 20min));
        const StuckThresholds thresholds(filled.store, filled.rows);
        SyncTask elsewhere = taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 59min);
        elsewhere.imageTo.repoName = u"a place nobody has seen"_s;
        SyncTask unseen = taskBetween(u"us-west-1"_s, frankfurt, SyncTaskStatus::Pending, 61min);
        filled.store.merge(u"cri-1"_s, std::vector{elsewhere, unseen});
        QCOMPARE(thresholds.limitOf(30), milliseconds(60min));
        QCOMPARE(thresholds.limitOf(31), milliseconds(60min));
        QVERIFY(!thresholds.isStuck(30, testNow.toMSecsSinceEpoch()));
        QVERIFY(thresholds.isStuck(31, testNow.toMSecsSinceEpoch()));
    }

    void stuckRowsComeOldestFirst()
    {
        const FilledStore filled({taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 1h),
                                  taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 5h),
                                  taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 1min),
                                  taskBetween(hangzhou, frankfurt, SyncTaskStatus::Success, 9h)});
        const StuckThresholds thresholds(filled.store, filled.rows);
        const std::vector<TaskRow> expected = {1, 0};
        QCOMPARE(stuckRows(filled.store, thresholds, testNow.toMSecsSinceEpoch()), expected);
    }

    void stuckRowsOfOneMillisecondKeepTheirOrder()
    {
        const FilledStore filled({taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 1h),
                                  taskBetween(hangzhou, shanghai, SyncTaskStatus::Pending, 2h),
                                  taskBetween(shanghai, frankfurt, SyncTaskStatus::Pending, 1h),
                                  taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 1h)});
        const std::vector<TaskRow> expected = {1, 0, 2, 3};
        QCOMPARE(stuckRows(filled.store, StuckThresholds(filled.store, filled.rows),
                           testNow.toMSecsSinceEpoch()),
                 expected);
    }

    void agreesWithTheSlowWay()
    {
        const std::vector<SyncTask> tasks = randomTasks(3'000, 11);
        QMap<QString, std::vector<qint64>> durations;
        std::vector<qint64> all;
        const auto pairOf = [](const SyncTask &task) -> QString {
            return task.imageFrom.regionId + u'>' + task.imageTo.regionId;
        };
        for (const SyncTask &task : tasks) {
            if (task.status.value != SyncTaskStatus::Success || !task.createdAt.isValid() ||
                !task.modifiedAt.isValid())
                continue;
            all.push_back(std::max(task.createdAt.msecsTo(task.modifiedAt), qint64{0}));
            durations[pairOf(task)].push_back(all.back());
        }
        const FilledStore filled(tasks);
        const StuckThresholds thresholds(filled.store, filled.rows);
        for (const TaskRow row : filled.rows) {
            const std::vector<qint64> own = durations.value(pairOf(tasks[row]));
            const auto p95 = slowPercentile(own.size() >= 20 ? own : all, 95);
            QCOMPARE(thresholds.limitOf(row), std::max(*p95 * 3, milliseconds(10min)));
        }
    }
};

QTEST_GUILESS_MAIN(TestStuckTasks)
#include "tst_stucktasks.moc"
