#include "randomtasks.h"
#include "regionpaircount.h"
#include "regionpairs.h"
#include "timerange.h"

#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;
const QString shanghai = u"cn-shanghai"_s;

void addDone(std::vector<SyncTask> &tasks, int count, const QString &to, milliseconds age,
             milliseconds took)
{
    for (int i = 0; i < count; ++i)
        tasks.push_back(taskBetween(hangzhou, to, SyncTaskStatus::Success, age, took));
}

QString mostDelayed(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    const auto pair = mostDelayedPair(countRegionPairs(filled.store, filled.rows, testNow));
    return pair ? filled.text(pair->regions.to) +
                      u" %1 s behind"_s.arg(
                          std::chrono::duration_cast<std::chrono::seconds>(pair->behind).count())
                : u"none"_s;
}

/// All of one pair, looked through the slow way.
struct SlowPair {
    StatusCounts inRange{};
    int active = 0;
    std::vector<qint64> ages{};
    std::vector<qint64> hour{};
    std::vector<qint64> day{};
    std::vector<qint64> week{};
};

QMap<QString, SlowPair> slowly(const std::vector<SyncTask> &tasks)
{
    QMap<QString, SlowPair> pairs;
    for (const SyncTask &task : tasks) {
        SlowPair &pair = pairs[task.imageFrom.regionId + u'>' + task.imageTo.regionId];
        const SyncTaskStatus status = task.status.value;
        const bool active =
            status == SyncTaskStatus::Pending || status == SyncTaskStatus::Synchronizing;
        pair.active += active ? 1 : 0;
        if (active && task.createdAt.isValid())
            pair.ages.push_back(std::max(task.createdAt.msecsTo(testNow), qint64{0}));
        const QDateTime time =
            isFinished(status) && task.modifiedAt.isValid() ? task.modifiedAt : task.createdAt;
        if (!time.isValid() || !isFinished(status) || time >= testNow.addDays(-1))
            pair.inRange.add(status);
        if (status != SyncTaskStatus::Success || !task.createdAt.isValid() ||
            !task.modifiedAt.isValid())
            continue;
        const qint64 took = std::max(task.createdAt.msecsTo(task.modifiedAt), qint64{0});
        if (time >= testNow.addSecs(-3600))
            pair.hour.push_back(took);
        if (!time.isValid() || time >= testNow.addDays(-1))
            pair.day.push_back(took);
        if (time >= testNow.addDays(-7))
            pair.week.push_back(took);
    }
    return pairs;
}

} // namespace

class TestRegionPairs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTasksHaveNoPairs()
    {
        const TaskStore store;
        QVERIFY(countRegionPairs(store, {}, testNow).empty());
        QVERIFY(!mostDelayedPair({}));
    }

    void aPairCountsItsOwnTasks()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 3, frankfurt, 2h, 30s);
        addDone(tasks, 1, frankfurt, 30min, 50s);
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Error, 3h, 1s));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Error, 30h, 1s));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Synchronizing, 40h));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 5min));
        tasks.push_back(taskBetween(frankfurt, hangzhou, SyncTaskStatus::Success, 1h, 9s));
        const FilledStore filled(tasks);
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QCOMPARE(pairs.size(), std::size_t{2});
        const RegionPairFigures &pair = pairs.front();
        QCOMPARE(filled.text(pair.regions.from), hangzhou);
        QCOMPARE(filled.text(pair.regions.to), frankfurt);
        QCOMPARE(pair.counts.of(SyncTaskStatus::Success), 4);
        QCOMPARE(pair.counts.of(SyncTaskStatus::Error), 1);
        QCOMPARE(pair.running, 1);
        QCOMPARE(pair.waiting, 1);
        QCOMPARE(pair.oldestActive, std::optional<milliseconds>(40h));
        QCOMPARE(pair.successRate, std::optional(0.8));
        QCOMPARE(pair.medianDuration, std::optional<milliseconds>(30s));
        QCOMPARE(pair.p95Duration, std::optional<milliseconds>(50s));
        QCOMPARE(pair.doneLastHour, 1);
        QCOMPARE(pair.p95LastHour, std::optional<milliseconds>(50s));
        QCOMPARE(pair.doneLastWeek, 4);
    }

    void aCountInPiecesAgreesWithOneAtOnce()
    {
        const std::vector<SyncTask> tasks = randomTasks(3'000, 5);
        TaskStore store;
        RegionPairCount count(store, testNow);
        std::vector<TaskRow> all;
        for (std::size_t first = 0; first < tasks.size(); first += 700) {
            const std::size_t size = std::min<std::size_t>(700, tasks.size() - first);
            std::vector<SyncTask> page(tasks.begin() + static_cast<std::ptrdiff_t>(first),
                                       tasks.begin() + static_cast<std::ptrdiff_t>(first + size));
            // Regions that nobody knew when the count began, more with every page.
            for (std::size_t i = 0; i <= first; i += 70)
                page[i % size].imageTo.regionId = u"region-%1"_s.arg(i);
            const MergeReport report = store.merge(u"cri-1"_s, page);
            count.add(report.inserted);
            count.addInRange(
                rowsIn(store, report.inserted, TimeRange::last(std::chrono::hours(24), testNow)));
            all.insert(all.end(), report.inserted.begin(), report.inserted.end());
        }
        while (count.finishNext()) {
        }
        QVERIFY(count.figures().size() > 20);
        QVERIFY(count.figures() == countRegionPairs(store, all, testNow));
        const StuckRule rule{.factor = 2};
        const StuckThresholds atOnce(store, all, rule);
        const StuckThresholds inPieces = count.thresholds(rule);
        for (const TaskRow row : all)
            QCOMPARE(inPieces.limitOf(row), atOnce.limitOf(row));
    }

    void whatIsLateDoesNotDependOnTheRange_data()
    {
        QTest::addColumn<TimeRange>("range");
        QTest::addColumn<int>("done");
        QTest::addColumn<int>("active");
        const auto from = [](std::chrono::hours begin, std::chrono::hours end) -> TimeRange {
            const auto ago = [](milliseconds age) -> qint64 {
                return testNow.toMSecsSinceEpoch() - age.count();
            };
            return {.beginMs = ago(begin), .endMs = ago(end)};
        };
        QTest::newRow("everything") << TimeRange{} << 25 << 2;
        QTest::newRow("the last day") << TimeRange::last(24h, testNow) << 5 << 2;
        QTest::newRow("the days before") << from(72h, 24h) << 20 << 0;
        QTest::newRow("long before") << from(2000h, 1000h) << 0 << 0;
    }

    void whatIsLateDoesNotDependOnTheRange()
    {
        QFETCH(TimeRange, range);
        std::vector<SyncTask> tasks;
        addDone(tasks, 20, frankfurt, 48h, 30s);
        addDone(tasks, 5, frankfurt, 20min, 50s);
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 5min));
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Synchronizing, 30min));
        const FilledStore filled(tasks);
        RegionPairCount count(filled.store, testNow);
        count.add(filled.rows);
        count.addInRange(rowsIn(filled.store, filled.rows, range));
        count.finishAll();
        const auto pairs = count.figures();
        QCOMPARE(pairs.size(), std::size_t{1});
        QTEST(pairs.front().counts.of(SyncTaskStatus::Success), "done");
        QTEST(pairs.front().running + pairs.front().waiting, "active");
        QCOMPARE(pairs.front().oldestActive, std::optional<milliseconds>(30min));
        QCOMPARE(pairs.front().p95LastHour, std::optional<milliseconds>(50s));
        QCOMPARE(pairs.front().p95LastWeek, std::optional<milliseconds>(50s));
        QCOMPARE(pairs.front().doneLastHour, 5);
        QCOMPARE(pairs.front().doneLastWeek, 25);
        QVERIFY(mostDelayedPair(pairs));
        QCOMPARE(mostDelayedPair(pairs)->behind, milliseconds(30min - 50s));
    }

    void anHourAndAWeekAgoToTheMillisecondCount()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 1, frankfurt, 1h + 9s, 9s);
        addDone(tasks, 1, frankfurt, 1h + 8s + 1ms, 8s);
        addDone(tasks, 1, frankfurt, 168h + 7s, 7s);
        addDone(tasks, 1, frankfurt, 168h + 6s + 1ms, 6s);
        const FilledStore filled(tasks);
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QCOMPARE(pairs.front().doneLastHour, 1);
        QCOMPARE(pairs.front().p95LastHour, std::optional<milliseconds>(9s));
        QCOMPARE(pairs.front().doneLastWeek, 3);
    }

    void twiceTheUsualAndAMinuteAboveItIsADelay()
    {
        const auto slowly = [](milliseconds usual, milliseconds now) {
            std::vector<SyncTask> tasks;
            addDone(tasks, 20, frankfurt, 48h, usual);
            tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, now));
            return mostDelayed(tasks);
        };
        QCOMPARE(slowly(10min, 20min), u"eu-central-1 600 s behind"_s);
        QCOMPARE(slowly(10min, 20min - 1ms), u"none"_s);
        QCOMPARE(slowly(30s, 90s), u"eu-central-1 60 s behind"_s);
        QCOMPARE(slowly(30s, 90s - 1ms), u"none"_s);
    }

    void ofTwoThatAreAsSlowTheFirstStaysFirst()
    {
        const std::vector<RegionPairFigures> pairs = {
            {.regions = {.from = 1, .to = 2}, .oldestActive = 10min},
            {.regions = {.from = 1, .to = 3}, .oldestActive = 20min},
            {.regions = {.from = 1, .to = 4}, .oldestActive = 10min},
            {.regions = {.from = 1, .to = 5}, .p95LastWeek = 1min, .doneLastWeek = 20}};
        QList<StringPool::Id> order;
        for (const DelayedPair &pair : delayedPairs(pairs))
            order << pair.regions.to;
        QCOMPARE(order, (QList<StringPool::Id>{3, 2, 4}));
    }

    void aDurationOfMonthsIsNotTakenForAShortOne()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 1, frankfurt, 24h * 60, 24h * 60); // 60 days have more than 32 bits
        const FilledStore filled(tasks);
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QVERIFY(pairs.front().p95Duration >= milliseconds(24h * 49));
    }

    void oneTaskFromTheFutureIsNotOld()
    {
        const FilledStore filled({taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, -1h)});
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QCOMPARE(pairs.size(), std::size_t{1});
        QCOMPARE(pairs.front().oldestActive, std::optional<milliseconds>(0ms));
        QCOMPARE(pairs.front().successRate, std::nullopt);
        QCOMPARE(pairs.front().p95Duration, std::nullopt);
    }

    void aTaskThatEndedBeforeItBeganTookNoTime()
    {
        const FilledStore filled(
            {taskBetween(hangzhou, frankfurt, SyncTaskStatus::Success, 1h, -5min)});
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QCOMPARE(pairs.front().p95Duration, std::optional<milliseconds>(0ms));
    }

    void theSlowestAgainstItsOwnPastIsMostDelayed()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 40, frankfurt, 48h, 10min);
        addDone(tasks, 40, shanghai, 48h, 30s);
        QCOMPARE(mostDelayed(tasks), u"none"_s);
        // 15 minutes are half as much again for the one, and 30 times as much for the other
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Synchronizing, 15min));
        QCOMPARE(mostDelayed(tasks), u"none"_s);
        tasks.push_back(taskBetween(hangzhou, shanghai, SyncTaskStatus::Synchronizing, 15min));
        QCOMPARE(mostDelayed(tasks), u"cn-shanghai 870 s behind"_s);
    }

    void slowDoneTasksOfTheLastHourAreADelayToo()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 400, frankfurt, 48h, 30s);
        addDone(tasks, 4, frankfurt, 20min, 10min);
        QCOMPARE(mostDelayed(tasks), u"none"_s); // one slow push is not a slow route
        addDone(tasks, 1, frankfurt, 20min, 10min);
        QCOMPARE(mostDelayed(tasks), u"eu-central-1 570 s behind"_s);
    }

    void aPairWithoutAPastIsHeldAgainstTheOthers()
    {
        std::vector<SyncTask> tasks;
        addDone(tasks, 19, shanghai, 48h, 30s);
        tasks.push_back(taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 30min));
        QCOMPARE(mostDelayed(tasks), u"none"_s); // nothing is usual yet
        addDone(tasks, 1, shanghai, 48h, 30s);
        QCOMPARE(mostDelayed(tasks), u"eu-central-1 1770 s behind"_s);
    }

    void agreesWithTheSlowWay()
    {
        const std::vector<SyncTask> tasks = randomTasks(4'000, 7);
        const FilledStore filled(tasks);
        const QMap<QString, SlowPair> slow = slowly(tasks);
        const auto pairs = countRegionPairs(filled.store, filled.rows, testNow);
        QCOMPARE(static_cast<qsizetype>(pairs.size()), slow.size());
        for (const RegionPairFigures &pair : pairs) {
            const SlowPair expected =
                slow.value(filled.text(pair.regions.from) + u'>' + filled.text(pair.regions.to));
            QCOMPARE(pair.counts.counts, expected.inRange.counts);
            QCOMPARE(pair.running + pair.waiting, expected.active);
            QCOMPARE(pair.oldestActive, slowPercentile(expected.ages, 100));
            QCOMPARE(pair.p95LastHour, slowPercentile(expected.hour, 95));
            QCOMPARE(pair.medianDuration, slowPercentile(expected.day, 50));
            QCOMPARE(pair.p95Duration, slowPercentile(expected.day, 95));
            QCOMPARE(pair.p95LastWeek, slowPercentile(expected.week, 95));
        }
    }
};

QTEST_GUILESS_MAIN(TestRegionPairs)
#include "tst_regionpairs.moc"
