#include "manualclock.h"
#include "recount.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Writes a letter for each piece of a count, and a point at its end.
class TestRecount final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void manyChangesAreCountedOnce();
    void theFirstNumbersNeedNotWait();
    void aChangeDuringACountIsCountedAfterIt();
    void countingTakesATenthOfTheTime();
    void whoWaitsIsServedFirst();
    void whoWaitsIsServedAfterACountThatEnds();
    void aCountNowTakesThePlaceOfWhatWasToCome();
    void itIsPendingUntilNothingIsLeft();
    void nothingIsCountedAfterItsEnd();

private:
    [[nodiscard]] Recount::Steps steps()
    {
        return {[this, left = m_pieces]() mutable {
                    m_clock.advance(m_each);
                    m_done += u'a';
                    return --left > 0;
                },
                [this] {
                    m_done += u'.';
                    return false;
                }};
    }

    ManualClock m_clock;
    std::optional<Recount> m_recount;
    int m_pieces = 1;
    std::chrono::milliseconds m_each{0};
    QString m_done;
};

void TestRecount::init()
{
    m_done.clear();
    m_pieces = 1;
    m_each = 0ms;
    m_recount.emplace(m_clock, [this] { return steps(); });
}

void TestRecount::manyChangesAreCountedOnce()
{
    for (int change = 0; change < 5; ++change)
        m_recount->schedule();
    QCOMPARE(m_done, QString());
    m_clock.advance(Recount::shortestPause - 1ms);
    QCOMPARE(m_done, QString());
    m_clock.advance(1ms);
    QCOMPARE(m_done, u"a."_s);
    m_clock.advance(1h);
    QCOMPARE(m_done, u"a."_s);
}

void TestRecount::theFirstNumbersNeedNotWait()
{
    m_recount->schedule(0ms);
    m_clock.advance(0ms);
    QCOMPARE(m_done, u"a."_s);
}

void TestRecount::aChangeDuringACountIsCountedAfterIt()
{
    m_pieces = 3;
    m_each = TimeSlicedJob::turn;
    m_recount->countNow();
    QCOMPARE(m_done, u"a"_s);
    m_recount->schedule();
    m_clock.advance(0ms);
    m_clock.advance(0ms);
    m_clock.advance(0ms);
    QCOMPARE(m_done, u"aaa."_s); // not begun anew
    m_pieces = 1;
    m_clock.advance(1s);
    QCOMPARE(m_done, u"aaa.a."_s);
}

void TestRecount::countingTakesATenthOfTheTime()
{
    m_each = 200ms;
    m_recount->countNow();
    m_clock.advance(0ms);
    QCOMPARE(m_done, u"a."_s);
    m_recount->schedule();
    m_clock.advance(1'999ms);
    QCOMPARE(m_done, u"a."_s);
    m_clock.advance(1ms);
    QVERIFY(m_done.startsWith(u"a.a"_s));
}

void TestRecount::whoWaitsIsServedFirst()
{
    m_each = 200ms;
    m_recount->countNow();
    m_clock.advance(0ms);
    m_recount->schedule();
    m_recount->hurry();
    QCOMPARE(m_done, u"a."_s); // this turn of the loop is not over
    m_clock.advance(0ms);
    QVERIFY(m_done.startsWith(u"a.a"_s));
}

void TestRecount::whoWaitsIsServedAfterACountThatEnds()
{
    m_each = 200ms;
    m_recount->countNow();
    QCOMPARE(m_done, u"a"_s); // its end is to come
    m_recount->hurry();
    m_each = 0ms;
    m_clock.advance(0ms);
    QCOMPARE(m_done, u"a.a."_s);
}

void TestRecount::aCountNowTakesThePlaceOfWhatWasToCome()
{
    m_recount->schedule();
    m_recount->countNow();
    QCOMPARE(m_done, u"a."_s);
    m_clock.advance(1h);
    QCOMPARE(m_done, u"a."_s);
}

void TestRecount::itIsPendingUntilNothingIsLeft()
{
    QVERIFY(!m_recount->isPending());
    m_recount->schedule();
    QVERIFY(m_recount->isPending());
    m_pieces = 2;
    m_each = TimeSlicedJob::turn;
    m_clock.advance(Recount::shortestPause);
    QVERIFY(m_recount->isPending()); // in the middle
    m_clock.advance(0ms);
    m_clock.advance(0ms);
    QVERIFY(!m_recount->isPending());
}

void TestRecount::nothingIsCountedAfterItsEnd()
{
    m_recount->schedule();
    m_recount.reset();
    m_clock.advance(1h);
    QCOMPARE(m_done, QString());
}

QTEST_GUILESS_MAIN(TestRecount)
#include "tst_recount.moc"
