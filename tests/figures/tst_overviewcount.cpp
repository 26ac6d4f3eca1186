#include "overviewcount.h"
#include "randomtasks.h"
#include "regionpairs.h"
#include "timerange.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is counted in pieces against what is counted at once.
class TestOverviewCount final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsInOnePiece_data();
    void everyTaskIsInOnePiece();
    void piecesCountAsTheWholeDoes();
    void theRangeCountsItsOwnTasksOnly();
    void rulesAreJudgedWhereTheyAreIncluded();
    void nothingHasNothingToSay();

private:
    static void countAll(OverviewCount &count)
    {
        while (count.countNext())
            continue;
    }
};

void TestOverviewCount::everyTaskIsInOnePiece_data()
{
    QTest::addColumn<std::size_t>("rows");
    QTest::addColumn<int>("pieces");
    QTest::newRow("none") << std::size_t{0} << 1;
    QTest::newRow("one") << std::size_t{1} << 1;
    QTest::newRow("one piece") << RowPieces::pieceSize << 1;
    QTest::newRow("one more") << RowPieces::pieceSize + 1 << 2;
    QTest::newRow("two pieces") << RowPieces::pieceSize * 2 << 2;
}

void TestOverviewCount::everyTaskIsInOnePiece()
{
    QFETCH(std::size_t, rows);
    QFETCH(int, pieces);
    std::vector<TaskRow> all(rows);
    std::iota(all.begin(), all.end(), TaskRow{0});
    RowPieces source(all);
    std::vector<TaskRow> given;
    int taken = 0;
    bool hasMore = true;
    while (hasMore) {
        hasMore = source.giveNext([&](std::span<const TaskRow> piece) {
            given.insert(given.end(), piece.begin(), piece.end());
            ++taken;
        });
    }
    QVERIFY(given == all);
    QCOMPARE(taken, pieces);
}

void TestOverviewCount::piecesCountAsTheWholeDoes()
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        const FilledStore filled(randomTasks(600, seed));
        const std::vector<TaskRow> lastDay =
            rowsIn(filled.store, filled.rows, TimeRange::last(24h, testNow));
        OverviewCount count(filled.store, filled.rows, lastDay, testNow, 7);
        countAll(count);
        const std::vector<RegionPairFigures> pairs =
            countRegionPairs(filled.store, filled.rows, testNow);
        QVERIFY(count.pairs() == pairs);
        const StuckThresholds thresholds = count.thresholds({});
        QVERIFY(count.summary(testNow, thresholds, count.pairs()) ==
                summarize(filled.store, filled.rows, lastDay, testNow, thresholds, pairs));
        QVERIFY(!count.rhythms());
    }
}

void TestOverviewCount::theRangeCountsItsOwnTasksOnly()
{
    const FilledStore filled({taskBetween(u"a"_s, u"b"_s, SyncTaskStatus::Success, 1h, 10s),
                              taskBetween(u"a"_s, u"b"_s, SyncTaskStatus::Error, 2h, 10s),
                              taskBetween(u"a"_s, u"b"_s, SyncTaskStatus::Synchronizing, 1min)});
    OverviewCount count(filled.store, filled.rows, {filled.rows[1]}, testNow);
    countAll(count);
    const StatusSummary summary = count.summary(testNow, count.thresholds({}), count.pairs());
    QCOMPARE(summary.counts.of(SyncTaskStatus::Error), 1);
    QCOMPARE(summary.counts.of(SyncTaskStatus::Success), 0);
    QCOMPARE(summary.lastDay.of(SyncTaskStatus::Success), 1);
}

void TestOverviewCount::rulesAreJudgedWhereTheyAreIncluded()
{
    const FilledStore filled(randomTasks(600, 4));
    const QDateTime completeSince = testNow.addDays(-14);
    OverviewCount count(filled.store, filled.rows, {}, testNow, 7);
    count.includeRules(testNow, completeSince);
    countAll(count);
    while (count.judgeNextRule())
        continue;
    const auto rhythms = count.rhythms();
    QVERIFY(rhythms);
    QVERIFY(!rhythms->empty());
    QVERIFY(*rhythms == ruleRhythms(filled.store, filled.rows, testNow, completeSince));
}

void TestOverviewCount::nothingHasNothingToSay()
{
    const TaskStore store;
    OverviewCount count(store, {}, {}, testNow);
    countAll(count);
    QVERIFY(count.pairs().empty());
    QVERIFY(!count.judgeNextRule());
    QVERIFY(count.summary(testNow, count.thresholds({}), {}) == StatusSummary{.hasNoTasks = true});
}

QTEST_GUILESS_MAIN(TestOverviewCount)
#include "tst_overviewcount.moc"
