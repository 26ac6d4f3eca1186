#include "clock.h"
#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

class TestPendingCall final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallRunsItsHandlerOnce();
    void aDroppedCallNeverRunsItsHandler();
    void assigningDropsTheFormerCall();
    void aHandlerMayReplaceItsOwnCall();
    void manualTimeRunsCallsInOrderOfTime();
};

void TestPendingCall::aCallRunsItsHandlerOnce()
{
    SystemClock clock;
    int runs = 0;
    const PendingCall call = clock.after(1ms, [&runs] { ++runs; });
    QVERIFY(call.isRunning());
    QTRY_COMPARE(runs, 1);
    QTRY_VERIFY(!call.isRunning());
    QTest::qWait(5);
    QCOMPARE(runs, 1);
}

void TestPendingCall::aDroppedCallNeverRunsItsHandler()
{
    SystemClock clock;
    bool ran = false;
    {
        const PendingCall call = clock.after(0ms, [&ran] { ran = true; });
    }
    QTest::qWait(5);
    QVERIFY(!ran);
}

void TestPendingCall::assigningDropsTheFormerCall()
{
    SystemClock clock;
    QStringList ran;
    PendingCall call = clock.after(0ms, [&ran] { ran << QStringLiteral("first"); });
    call = clock.after(0ms, [&ran] { ran << QStringLiteral("second"); });
    QTRY_COMPARE(ran, QStringList{QStringLiteral("second")});
    QTest::qWait(5);
    QCOMPARE(ran.size(), 1);
}

void TestPendingCall::aHandlerMayReplaceItsOwnCall()
{
    SystemClock clock;
    int runs = 0;
    PendingCall call;
    std::function<void()> again = [&] {
        if (++runs < 3)
            call = clock.after(0ms, again);
    };
    call = clock.after(0ms, again);
    QTRY_COMPARE(runs, 3);
}

void TestPendingCall::manualTimeRunsCallsInOrderOfTime()
{
    ManualClock clock;
    QStringList ran;
    const PendingCall late = clock.after(20s, [&ran] { ran << QStringLiteral("late"); });
    const PendingCall early = clock.after(10s, [&ran] { ran << QStringLiteral("early"); });
    {
        const PendingCall dropped = clock.after(15s, [&ran] { ran << QStringLiteral("dropped"); });
    }
    const QDateTime start = clock.now();
    clock.advance(12s);
    QCOMPARE(ran, QStringList{QStringLiteral("early")});
    QCOMPARE(start.secsTo(clock.now()), 12);
    clock.advance(12s);
    QCOMPARE(ran, (QStringList{QStringLiteral("early"), QStringLiteral("late")}));
}

QTEST_GUILESS_MAIN(TestPendingCall)
#include "tst_pendingcall.moc"
