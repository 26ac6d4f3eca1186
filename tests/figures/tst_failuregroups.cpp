#include "failuregroups.h"
#include "queries.h"
#include "randomtasks.h"

#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const qint64 nowMs = testNow.toMSecsSinceEpoch();
const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;

/// Ended so long ago.
SyncTask failed(std::chrono::milliseconds age, const QString &cause = u"NETWORK_ERROR"_s)
{
    SyncTask task = taskBetween(hangzhou, frankfurt, SyncTaskStatus::Error, age);
    task.issue = taskIssueFromWire(cause);
    return task;
}

SyncTask done(std::chrono::milliseconds age)
{
    return taskBetween(hangzhou, frankfurt, SyncTaskStatus::Success, age);
}

FailureBoard boardOf(const std::vector<SyncTask> &tasks,
                     FailureGrouping grouping = FailureGrouping::Cause, const QString &text = {})
{
    const FilledStore filled(tasks);
    const LatestResults results(filled.store);
    const TaskFilter filter(filled.store, query(text), {.now = testNow, .results = &results});
    return groupFailures(filled.store, filter, results, grouping, nowMs);
}

/// "NETWORK_ERROR 3-1": three failures, one of them repaired.
QStringList drawn(const FailureBoard &board)
{
    QStringList lines;
    for (const FailureGroup &group : board.groups) {
        const QString name = group.second.isEmpty() ? group.text : group.text + u' ' + group.second;
        lines << u"%1 %2-%3"_s.arg(name).arg(group.count).arg(group.repaired);
    }
    return lines;
}

/// A task of the same image and destination, so much later.
SyncTask again(const SyncTask &task, SyncTaskStatus status, std::chrono::milliseconds later)
{
    static int number = 0;
    SyncTask retry = task;
    retry.id = u"again-"_s + QString::number(++number);
    retry.status = {.value = status, .text = wireName(status)};
    retry.createdAt = task.createdAt.addMSecs(later.count());
    retry.modifiedAt = retry.createdAt;
    return retry;
}

FailureTrend trendOf(int recent, int before)
{
    return FailureGroup{.recent = recent, .before = before}.trend();
}

} // namespace

class TestFailureGroups final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAFailureThereIsNoGroup()
    {
        QVERIFY(boardOf({}).groups.empty());
        const FailureBoard board = boardOf({done(2h), done(1h)});
        QVERIFY(board.groups.empty());
        QCOMPARE(board.count, 0);
        QCOMPARE(board.beginMs, nowMs - qint64{2} * 3'600'000);
        QCOMPARE(board.endMs, nowMs);
    }

    void failuresAreCountedByCause()
    {
        const FailureBoard board =
            boardOf({failed(3h), done(2h), failed(2h), failed(1h, u"TAG_CONFLICT"_s)});
        QCOMPARE(drawn(board), (QStringList{u"NETWORK_ERROR 2-0"_s, u"TAG_CONFLICT 1-0"_s}));
        QCOMPARE(board.count, 3);
        QCOMPARE(board.open(), 3);
    }

    void failuresAreCountedByRuleRouteAndRepository()
    {
        SyncTask other = failed(1h);
        other.ruleId.clear();
        other.imageFrom.regionId = u"cn-shanghai"_s;
        other.imageFrom.repoName = u"web"_s;
        other.imageTo.repoName = u"web"_s;
        const std::vector<SyncTask> tasks = {failed(2h), failed(1h), other};
        QCOMPARE(drawn(boardOf(tasks, FailureGrouping::Rule)),
                 (QStringList{u"crsr-1 2-0"_s, u" 1-0"_s}));
        QCOMPARE(
            drawn(boardOf(tasks, FailureGrouping::Route)),
            (QStringList{u"cn-hangzhou eu-central-1 2-0"_s, u"cn-shanghai eu-central-1 1-0"_s}));
        QCOMPARE(drawn(boardOf(tasks, FailureGrouping::Repository)),
                 (QStringList{u"team app 2-0"_s, u"team web 1-0"_s}));
    }

    void whatTheQueryDoesNotFindDoesNotCount()
    {
        const std::vector<SyncTask> tasks = {failed(9h), failed(1h, u"TAG_CONFLICT"_s), done(1h)};
        QCOMPARE(drawn(boardOf(tasks, FailureGrouping::Cause, u"since:2h"_s)),
                 QStringList{u"TAG_CONFLICT 1-0"_s});
        QCOMPARE(drawn(boardOf(tasks, FailureGrouping::Cause, u"-cause:tag-conflict"_s)),
                 QStringList{u"NETWORK_ERROR 1-0"_s});
        QVERIFY(boardOf(tasks, FailureGrouping::Cause, u"status:done"_s).groups.empty());
    }

    void failuresThatWereRepairedAreToldApart()
    {
        const SyncTask first = failed(5h);
        const FailureBoard board = boardOf({first, again(first, SyncTaskStatus::Error, 1h),
                                            again(first, SyncTaskStatus::Success, 2h),
                                            again(first, SyncTaskStatus::Error, 3h)});
        QCOMPARE(drawn(board), QStringList{u"NETWORK_ERROR 3-2"_s});
        QCOMPARE(board.open(), 1);
        QCOMPARE(board.groups.front().open(), 1);
    }

    void openFailuresComeFirst()
    {
        const SyncTask a = failed(5h);
        const SyncTask b = failed(5h);
        const FailureBoard board = boardOf(
            {a, b, again(a, SyncTaskStatus::Success, 1h), again(b, SyncTaskStatus::Success, 1h),
             failed(5h, u"TAG_CONFLICT"_s), failed(1h, u"INTERNAL_ERROR"_s)});
        QCOMPARE(drawn(board), (QStringList{u"INTERNAL_ERROR 1-0"_s, u"TAG_CONFLICT 1-0"_s,
                                            u"NETWORK_ERROR 2-2"_s}));
    }

    void firstAndLastAreWhenTheyFailed()
    {
        SyncTask slow = failed(9h);
        slow.modifiedAt = testNow.addSecs(-60);
        const FailureBoard board = boardOf({failed(3h), slow, failed(2h)});
        QCOMPARE(board.groups.front().firstMs, nowMs - qint64{3} * 3'600'000);
        QCOMPARE(board.groups.front().lastMs, nowMs - 60'000);
        QCOMPARE(boardOf({failed(2h), failed(3h)}).groups.front().firstMs,
                 nowMs - qint64{3} * 3'600'000);
    }

    void aFailureWithoutATimeIsCountedAllTheSame()
    {
        SyncTask timeless = failed(1h);
        timeless.createdAt = {};
        timeless.modifiedAt = {};
        const FailureBoard board = boardOf({timeless});
        QCOMPARE(board.groups.front().count, 1);
        QCOMPARE(board.groups.front().firstMs, 0);
        QCOMPARE(board.beginMs, 0);
        QCOMPARE(board.groups.front().trend(), FailureTrend::Steady);
    }

    void bucketsDivideTheTimeOfAllThatIsAskedFor()
    {
        // What is done tells that nothing had failed before.
        const FailureBoard board = boardOf({done(24h), failed(30min), failed(23h + 30min)},
                                           FailureGrouping::Cause, u"status:failed"_s);
        const auto &counts = board.groups.front().perBucket;
        QCOMPARE(counts.front(), 1);
        QCOMPARE(counts.back(), 1);
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0), 2);
        QCOMPARE(board.beginMs, nowMs - qint64{24} * 3'600'000);
    }

    void whatFailsJustNowIsInTheLastBucket()
    {
        const FailureBoard board = boardOf({done(7h), failed(0h)});
        QCOMPARE(board.groups.front().perBucket.back(), 1);
        const FailureBoard only = boardOf({failed(0h)}); // no time is covered at all
        QCOMPARE(std::accumulate(only.groups.front().perBucket.begin(),
                                 only.groups.front().perBucket.end(), 0),
                 1);
    }

    void theLastDayIsComparedWithTheDayBefore()
    {
        const FailureBoard board =
            boardOf({done(200h), failed(47h), failed(25h), failed(23h), failed(100h)});
        QCOMPARE(board.periodMs, qint64{24} * 3'600'000);
        QCOMPARE(board.groups.front().recent, 1);
        QCOMPARE(board.groups.front().before, 2);
    }

    void whatFailedOnTheEdgeOfAPeriodIsOfTheOneBefore()
    {
        const FailureBoard board =
            boardOf({done(200h), failed(24h), failed(24h - 1ms), failed(48h), failed(48h - 1ms)});
        QCOMPARE(board.groups.front().recent, 1);
        QCOMPARE(board.groups.front().before, 2);
    }

    void aChosenRangeIsTheTimeOfTheBoard()
    {
        const FilledStore filled({done(100h), failed(50h), failed(30h), failed(2h)});
        const LatestResults results(filled.store);
        const TimeRange range{.beginMs = nowMs - qint64{60} * 3'600'000,
                              .endMs = nowMs - qint64{10} * 3'600'000};
        const TaskFilter filter(filled.store, {},
                                {.now = testNow, .range = range, .results = &results});
        const FailureBoard board =
            groupFailures(filled.store, filter, results, FailureGrouping::Cause, nowMs);
        QCOMPARE(board.count, 2);
        QCOMPARE(board.beginMs, nowMs - qint64{50} * 3'600'000); // the first that is found
        QCOMPARE(board.endMs, *range.endMs);

        // An unfinished task is of every range, but the board does not begin before it.
        const FilledStore older(
            {taskBetween(hangzhou, frankfurt, SyncTaskStatus::Pending, 90h), failed(30h)});
        const LatestResults olderResults(older.store);
        const TaskFilter olderFilter(older.store, {},
                                     {.now = testNow, .range = range, .results = &olderResults});
        QCOMPARE(
            groupFailures(older.store, olderFilter, olderResults, FailureGrouping::Cause, nowMs)
                .beginMs,
            *range.beginMs);
    }

    void aTaskOfAClockThatIsAheadIsOnTheBoard()
    {
        const FailureBoard board = boardOf({failed(-1h)});
        QCOMPARE(board.beginMs, nowMs + 3'600'000);
        QCOMPARE(board.endMs, nowMs + 3'600'000);
        QCOMPARE(board.groups.front().perBucket.front(), 1);
    }

    void whatIsAskedOfTheOutcomeDoesNotShortenTheTime_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"status:failed", "cause:network-error", "is:failed", "is:latest"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void whatIsAskedOfTheOutcomeDoesNotShortenTheTime()
    {
        QFETCH(QString, text);
        SyncTask first = done(24h);
        const FailureBoard board =
            boardOf({first, again(first, SyncTaskStatus::Success, 1h), failed(1h)},
                    FailureGrouping::Cause, text);
        QCOMPARE(board.count, 1);
        QCOMPARE(board.beginMs, nowMs - qint64{24} * 3'600'000);
    }

    void ofAsManyOpenOnesTheLargerGroupComesFirstThenTheName()
    {
        const SyncTask repaired = failed(5h, u"TAG_CONFLICT"_s);
        SyncTask other = failed(1h);
        other.imageFrom.regionId = u"cn-shanghai"_s;
        SyncTask third = failed(1h);
        third.imageTo.regionId = u"cn-beijing"_s;
        QCOMPARE(
            drawn(boardOf({failed(3h), failed(3h, u"INTERNAL_ERROR"_s), repaired,
                           again(repaired, SyncTaskStatus::Success, 1h),
                           failed(2h, u"TAG_CONFLICT"_s)})),
            (QStringList{u"TAG_CONFLICT 2-1"_s, u"INTERNAL_ERROR 1-0"_s, u"NETWORK_ERROR 1-0"_s}));
        QCOMPARE(drawn(boardOf({other, failed(1h), third}, FailureGrouping::Route)),
                 (QStringList{u"cn-hangzhou cn-beijing 1-0"_s, u"cn-hangzhou eu-central-1 1-0"_s,
                              u"cn-shanghai eu-central-1 1-0"_s}));
    }

    void aGroupIsNamedByWhatAQueryCanSay()
    {
        const auto isNamed = [](FailureGrouping grouping, const QString &text,
                                const QString &second) {
            return canBeNamed(grouping, {.text = text, .second = second});
        };
        QVERIFY(isNamed(FailureGrouping::Cause, {}, {}));
        QVERIFY(isNamed(FailureGrouping::Rule, {}, {}));
        QVERIFY(isNamed(FailureGrouping::Route, hangzhou, frankfurt));
        QVERIFY(!isNamed(FailureGrouping::Route, hangzhou, {}));
        QVERIFY(!isNamed(FailureGrouping::Route, {}, frankfurt));
        QVERIFY(isNamed(FailureGrouping::Repository, {}, u"app"_s));
        QVERIFY(!isNamed(FailureGrouping::Repository, u"team"_s, {}));
    }

    void ofLessThanTwoDaysTheHalvesAreCompared()
    {
        const FailureBoard board = boardOf({done(10h), failed(6h), failed(4h), failed(1h)});
        QCOMPARE(board.periodMs, qint64{5} * 3'600'000);
        QCOMPARE(board.groups.front().recent, 2);
        QCOMPARE(board.groups.front().before, 1);
    }

    void aTrendIsMoreThanChance()
    {
        QCOMPARE(trendOf(0, 0), FailureTrend::Steady);
        QCOMPARE(trendOf(1, 0), FailureTrend::Steady);
        QCOMPARE(trendOf(2, 0), FailureTrend::Steady);
        QCOMPARE(trendOf(3, 0), FailureTrend::Rising);
        QCOMPARE(trendOf(4, 1), FailureTrend::Steady);
        QCOMPARE(trendOf(5, 1), FailureTrend::Rising);
        QCOMPARE(trendOf(11, 5), FailureTrend::Steady); // exactly one and a half times
        QCOMPARE(trendOf(5, 11), FailureTrend::Steady);
        QCOMPARE(trendOf(12, 5), FailureTrend::Rising);
        QCOMPARE(trendOf(1, 5), FailureTrend::Falling);
        QCOMPARE(trendOf(120, 100), FailureTrend::Steady);
        QCOMPARE(trendOf(130, 100), FailureTrend::Rising);
        QCOMPARE(trendOf(2'000'000'000, 0), FailureTrend::Rising);
    }

    void agreesWithTheSlowWay()
    {
        const std::vector<SyncTask> tasks = randomTasks(3'000, 5);
        std::map<std::pair<QString, QString>, int> counts;
        for (const SyncTask &task : tasks) {
            if (task.status.value == SyncTaskStatus::Error)
                ++counts[{task.imageFrom.regionId, task.imageTo.regionId}];
        }
        const FailureBoard board = boardOf(tasks, FailureGrouping::Route);
        QCOMPARE(board.groups.size(), counts.size());
        int total = 0;
        for (const FailureGroup &group : board.groups) {
            QCOMPARE(group.count, (counts[{group.text, group.second}]));
            total += group.count;
        }
        QCOMPARE(board.count, total);
        QVERIFY(std::ranges::is_sorted(board.groups, std::greater(), &FailureGroup::open));
    }
};

QTEST_GUILESS_MAIN(TestFailureGroups)
#include "tst_failuregroups.moc"
