#include "waitingrows.h"

#include <QTest>

#include <vector>

class TestWaitingRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyComeInTheOrderInWhichTheyWereAdded();
    void aRowThatWaitsIsNotAddedAgain();
    void aRowThatWasTakenMayWaitAgain();
    void allTakeThePlaceOfThoseThatWait();
    void whatIsAmongAllIsNotAddedAgain();
    void atMostSoManyAreTaken();
};

namespace {

using Rows = std::vector<TaskRow>;

constexpr std::size_t any = 100;

} // namespace

void TestWaitingRows::theyComeInTheOrderInWhichTheyWereAdded()
{
    WaitingRows waiting;
    QVERIFY(waiting.isEmpty());
    for (const TaskRow row : {TaskRow{7}, TaskRow{0}, TaskRow{3}})
        waiting.add(row);
    QVERIFY(!waiting.isEmpty());
    QCOMPARE(waiting.take(any), (Rows{7, 0, 3}));
    QVERIFY(waiting.isEmpty());
    QCOMPARE(waiting.take(any), Rows{});
}

void TestWaitingRows::aRowThatWaitsIsNotAddedAgain()
{
    WaitingRows waiting;
    for (const TaskRow row : {TaskRow{1}, TaskRow{2}, TaskRow{1}})
        waiting.add(row);
    QCOMPARE(waiting.take(any), (Rows{1, 2}));
}

void TestWaitingRows::aRowThatWasTakenMayWaitAgain()
{
    WaitingRows waiting;
    waiting.add(1);
    waiting.take(any);
    waiting.add(1);
    QCOMPARE(waiting.take(any), Rows{1});
    // One of all that was taken, too.
    waiting.setAll(2);
    QCOMPARE(waiting.take(1), Rows{0});
    waiting.add(0);
    QCOMPARE(waiting.take(any), (Rows{1, 0}));
}

void TestWaitingRows::allTakeThePlaceOfThoseThatWait()
{
    WaitingRows waiting;
    waiting.add(1);
    waiting.add(9);
    waiting.setAll(3);
    QVERIFY(!waiting.isEmpty());
    QCOMPARE(waiting.take(any), (Rows{0, 1, 2}));
    waiting.add(9);
    QCOMPARE(waiting.take(any), Rows{9});
    waiting.setAll(0);
    QVERIFY(waiting.isEmpty());
}

void TestWaitingRows::whatIsAmongAllIsNotAddedAgain()
{
    WaitingRows waiting;
    waiting.setAll(3);
    waiting.add(2);
    waiting.add(3);
    QCOMPARE(waiting.take(any), (Rows{0, 1, 2, 3}));
}

void TestWaitingRows::atMostSoManyAreTaken()
{
    WaitingRows waiting;
    waiting.setAll(2);
    waiting.add(5);
    waiting.add(6);
    QCOMPARE(waiting.take(3), (Rows{0, 1, 5}));
    QCOMPARE(waiting.take(3), Rows{6});
}

QTEST_GUILESS_MAIN(TestWaitingRows)
#include "tst_waitingrows.moc"
