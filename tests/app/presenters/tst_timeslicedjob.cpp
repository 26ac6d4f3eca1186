#include "manualclock.h"
#include "timeslicedjob.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimeSlicedJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void littleWorkIsDoneAtOnce();
    void longWorkLeavesBreaks();
    void stepsAreDoneOneAfterTheOther();
    void newWorkTakesThePlaceOfOld();
    void aLastStepKnowsWhatTheOthersTook();
    void aClockThatIsSetIsNoWork();
    void droppedWorkStops();

private:
    /// A step of so many pieces, each of which takes so long.
    TimeSlicedJob::Step step(int pieces, std::chrono::milliseconds each, const QString &name = {})
    {
        return [this, pieces, each, name]() mutable {
            m_clock.advance(each);
            ++m_pieces;
            m_done += name;
            return --pieces > 0;
        };
    }

    ManualClock m_clock;
    int m_pieces = 0;
    QString m_done;
};

void TestTimeSlicedJob::littleWorkIsDoneAtOnce()
{
    m_pieces = 0;
    TimeSlicedJob work(m_clock);
    work.begin({step(1, 1ms), step(2, 1ms)});
    QVERIFY(!work.isRunning());
    QCOMPARE(m_pieces, 3);
}

void TestTimeSlicedJob::longWorkLeavesBreaks()
{
    m_pieces = 0;
    TimeSlicedJob work(m_clock);
    work.begin({step(10, 2ms)});
    QVERIFY(work.isRunning());
    QCOMPARE(m_pieces, 2); // 4 ms
    m_clock.advance(0ms);
    QCOMPARE(m_pieces, 4);
    for (int turn = 0; turn < 3; ++turn)
        m_clock.advance(0ms);
    QCOMPARE(m_pieces, 10);
    QVERIFY(!work.isRunning());
}

void TestTimeSlicedJob::stepsAreDoneOneAfterTheOther()
{
    m_done.clear();
    TimeSlicedJob work(m_clock);
    work.begin({step(2, 3ms, u"a"_s), step(1, 3ms, u"b"_s), step(2, 3ms, u"c"_s)});
    while (work.isRunning())
        m_clock.advance(0ms);
    QCOMPARE(m_done, u"aabcc"_s);
}

void TestTimeSlicedJob::newWorkTakesThePlaceOfOld()
{
    m_done.clear();
    TimeSlicedJob work(m_clock);
    work.begin({step(10, 4ms, u"a"_s)});
    work.begin({step(2, 4ms, u"b"_s)});
    while (work.isRunning())
        m_clock.advance(0ms);
    QCOMPARE(m_done, u"abb"_s);
    QCOMPARE(m_clock.waiting(), 0);
}

void TestTimeSlicedJob::aLastStepKnowsWhatTheOthersTook()
{
    TimeSlicedJob work(m_clock);
    std::chrono::milliseconds spent{0};
    work.begin({step(10, 2ms), [&work, &spent] {
                    spent = work.spent();
                    return false;
                }});
    while (work.isRunning())
        m_clock.advance(1ms); // the breaks do not count
    QCOMPARE(spent, 20ms);
}

void TestTimeSlicedJob::aClockThatIsSetIsNoWork()
{
    ManualClock clock;
    TimeSlicedJob work(clock);
    const auto setClock = [&clock](std::chrono::milliseconds by) {
        return [&clock, by] {
            clock.set(clock.now().addMSecs(by.count()));
            return false;
        };
    };
    work.begin({setClock(3h)});
    QCOMPARE(work.spent(), 10s);
    work.begin({setClock(2ms), setClock(-2h)});
    QCOMPARE(work.spent(), 2ms); // not less than nothing
}

void TestTimeSlicedJob::droppedWorkStops()
{
    m_pieces = 0;
    {
        TimeSlicedJob work(m_clock);
        work.begin({step(10, 4ms)});
    }
    m_clock.advance(1s);
    QCOMPARE(m_pieces, 1);
}

QTEST_GUILESS_MAIN(TestTimeSlicedJob)
#include "tst_timeslicedjob.moc"
