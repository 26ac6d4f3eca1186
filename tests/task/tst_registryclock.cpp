#include "manualclock.h"
#include "registryclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRegistryClock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itFollowsTheServer_data();
    void itFollowsTheServer();
    void aClockThatIsRightIsLeftAlone();
    void oneWrongTimeAmongSeveralChangesNothing();
    void whatIsNoTimeIsIgnored();
    void aClockThatWasSetIsFollowedSoon();
    void timesAtTheVeryLimitsCount();
    void anAbsurdTimeIsIgnoredEitherWay();
    void ofAnEvenNumberTheUpperMiddleCounts();
    void timersRunByTheLocalClock();
    void whatIsMeasuredDoesNotJump();
    void aDifferenceHasTheUnitThatFits_data();
    void aDifferenceHasTheUnitThatFits();
};

namespace {

/// What a server that is \p ahead of \p local writes, in whole seconds.
ServerTime timeOf(const Clock &local, std::chrono::milliseconds ahead,
                  std::chrono::milliseconds roundTrip = 200ms)
{
    const QDateTime at = local.now().addMSecs(ahead.count() - roundTrip.count() / 2);
    return {.at = QDateTime::fromSecsSinceEpoch(at.toSecsSinceEpoch(), Qt::UTC),
            .roundTrip = roundTrip};
}

} // namespace

void TestRegistryClock::itFollowsTheServer_data()
{
    QTest::addColumn<int>("seconds");
    for (const int seconds : {780, -780, 5, -40, 86'400, -86'400})
        QTest::addRow("%d s", seconds) << seconds;
}

void TestRegistryClock::itFollowsTheServer()
{
    QFETCH(int, seconds);
    ManualClock local;
    RegistryClock clock(local);
    clock.learn(timeOf(local, std::chrono::seconds(seconds)));
    QVERIFY(std::abs(local.now().addSecs(seconds).msecsTo(clock.now())) <= 1000);
    QVERIFY(std::chrono::abs(clock.correction() - std::chrono::seconds(seconds)) <= 1s);
}

void TestRegistryClock::aClockThatIsRightIsLeftAlone()
{
    ManualClock local;
    RegistryClock clock(local);
    for (int i = 0; i < 50; ++i) {
        local.advance(1370ms);
        clock.learn(timeOf(local, 0ms, std::chrono::milliseconds(i * 20)));
        QCOMPARE(clock.now(), local.now());
    }
}

void TestRegistryClock::oneWrongTimeAmongSeveralChangesNothing()
{
    ManualClock local;
    RegistryClock clock(local);
    for (const auto ahead : {0s, 0s, 7200s, 0s, -7200s, 0s}) {
        local.advance(10s);
        clock.learn(timeOf(local, ahead));
        QCOMPARE(clock.correction(), 0ms);
    }
}

void TestRegistryClock::whatIsNoTimeIsIgnored()
{
    ManualClock local;
    RegistryClock clock(local);
    clock.learn({});
    clock.learn(timeOf(local, 780s, 11s)); // too slow to say anything
    clock.learn(timeOf(local, 780s, -5s));
    clock.learn(timeOf(local, 24h * 2000));
    QCOMPARE(clock.correction(), 0ms);
}

void TestRegistryClock::aClockThatWasSetIsFollowedSoon()
{
    ManualClock local;
    RegistryClock clock(local);
    for (int i = 0; i < 5; ++i)
        clock.learn(timeOf(local, 780s));
    QVERIFY(clock.correction() > 770s);
    for (int i = 0; i < 3; ++i)
        clock.learn(timeOf(local, 0s)); // set by NTP meanwhile
    QCOMPARE(clock.correction(), 0ms);
}

void TestRegistryClock::timesAtTheVeryLimitsCount()
{
    ManualClock local;
    RegistryClock slow(local);
    slow.learn(timeOf(local, 780s, 10s)); // the longest round trip
    QVERIFY(slow.correction() > 770s);

    RegistryClock changed(local);
    // With the half second that an HTTP date lacks on average, two seconds ahead.
    changed.learn({.at = local.now().addMSecs(1500), .roundTrip = 0ms});
    QCOMPARE(changed.correction(), 2s);
    RegistryClock unchanged(local);
    unchanged.learn({.at = local.now().addMSecs(1499), .roundTrip = 0ms});
    QCOMPARE(unchanged.correction(), 0ms);
}

void TestRegistryClock::anAbsurdTimeIsIgnoredEitherWay()
{
    ManualClock local;
    RegistryClock clock(local);
    clock.learn(timeOf(local, 24h * 367));
    clock.learn(timeOf(local, -24h * 367));
    QCOMPARE(clock.correction(), 0ms);
    clock.learn(timeOf(local, -24h * 365));
    QVERIFY(clock.correction() < -24h * 364);
}

void TestRegistryClock::ofAnEvenNumberTheUpperMiddleCounts()
{
    ManualClock local;
    RegistryClock clock(local);
    clock.learn({.at = local.now().addSecs(100), .roundTrip = 0ms});
    clock.learn({.at = local.now().addSecs(200), .roundTrip = 0ms});
    QCOMPARE(clock.correction(), 200s + 500ms);
}

void TestRegistryClock::timersRunByTheLocalClock()
{
    ManualClock local;
    RegistryClock clock(local);
    int calls = 0;
    const PendingCall call = clock.after(10s, [&calls] { ++calls; });
    clock.learn(timeOf(local, 780s));
    QCOMPARE(calls, 0);
    local.advance(10s);
    QCOMPARE(calls, 1);
}

void TestRegistryClock::whatIsMeasuredDoesNotJump()
{
    ManualClock local;
    RegistryClock clock(local);
    clock.learn(timeOf(local, 780s));
    QCOMPARE(clock.localNow(), local.now());
    QCOMPARE(local.localNow(), local.now());
}

void TestRegistryClock::aDifferenceHasTheUnitThatFits_data()
{
    QTest::addColumn<std::chrono::milliseconds>("ahead");
    QTest::addColumn<QString>("text");
    const auto row = [](std::chrono::milliseconds ahead, const QString &text) {
        QTest::addRow("%lld ms", static_cast<long long>(ahead.count())) << ahead << text;
    };
    row(1s, u"1 s ahead of"_s);
    row(-1'499ms, u"1 s behind"_s);
    row(31s, u"31 s ahead of"_s);
    row(-119s, u"119 s behind"_s);
    row(2min, u"2 min ahead of"_s);
    row(-16min - 40s, u"17 min behind"_s);
    row(119min, u"119 min ahead of"_s);
    row(2h, u"2 h ahead of"_s);
    row(-8h, u"8 h behind"_s);
    row(47h, u"47 h ahead of"_s);
    row(-24h * 365, u"365 d behind"_s);
}

void TestRegistryClock::aDifferenceHasTheUnitThatFits()
{
    QFETCH(std::chrono::milliseconds, ahead);
    QFETCH(QString, text);
    QCOMPARE(clockDifferenceText(ahead), text);
}

QTEST_GUILESS_MAIN(TestRegistryClock)
#include "tst_registryclock.moc"
