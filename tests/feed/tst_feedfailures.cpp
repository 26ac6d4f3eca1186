#include "feedfailures.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;

const QDateTime noon(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

std::chrono::milliseconds ms(std::chrono::milliseconds time)
{
    return time;
}

} // namespace

class TestFeedFailures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFailureDoublesTheDelayUpToAMinute()
    {
        FeedFailures failures;
        QCOMPARE(failures.delay(10s), ms(10s));
        for (const std::chrono::milliseconds delay : {ms(20s), ms(40s), ms(60s), ms(60s)}) {
            failures.failed({.kind = Kind::Network}, noon);
            QCOMPARE(failures.delay(10s), delay);
        }
        QCOMPARE(failures.delay(90s), ms(90s)); // it is not asked sooner than without a failure
        for (int more = 0; more < 100; ++more)
            failures.failed({.kind = Kind::Network}, noon);
        QCOMPARE(failures.delay(10s), ms(60s));
        failures.succeeded();
        QCOMPARE(failures.delay(10s), ms(10s));
        failures.failed({.kind = Kind::Network}, noon);
        QCOMPARE(failures.delay(10s), ms(20s)); // from the start
    }

    void theServersWaitIsALowerBound()
    {
        FeedFailures failures;
        failures.failed({.kind = Kind::Throttled, .retryAfter = 21s}, noon);
        QCOMPARE(failures.delay(10s), ms(21s));
        failures.failed({.kind = Kind::Throttled, .retryAfter = 21s}, noon);
        QCOMPARE(failures.delay(10s), ms(40s));
        failures.failed({.kind = Kind::Network}, noon); // says nothing of it
        QCOMPARE(failures.delay(10s), ms(60s));
    }

    void aRefusalIsTriedAgainNowAndThenOnly()
    {
        FeedFailures failures;
        failures.failed({.kind = Kind::Credential}, noon);
        QCOMPARE(failures.delay(10s), slowRetry);
        QCOMPARE(failures.delay(10min), ms(10min));
        failures.retryNow();
        QCOMPARE(failures.delay(10s), ms(20s));
        QVERIFY(failures.error()); // until a call succeeds
        failures.failed({.kind = Kind::Credential}, noon);
        failures.failed({.kind = Kind::Network}, noon);
        QCOMPARE(failures.delay(10s), ms(60s));
    }

    void theFaultIsToldSinceItsFirstFailure()
    {
        FeedFailures failures;
        QVERIFY(!failures.error());
        QVERIFY(!failures.since().isValid());
        failures.failed({.kind = Kind::Network}, noon);
        failures.failed({.kind = Kind::Timeout}, noon.addSecs(60)); // no answer either
        QCOMPARE(failures.error()->kind, Kind::Timeout);
        QCOMPARE(failures.since(), noon);
        failures.failed({.kind = Kind::Credential}, noon.addSecs(120));
        QCOMPARE(failures.since(), noon.addSecs(120));
        failures.succeeded();
        QVERIFY(!failures.error());
        QVERIFY(!failures.since().isValid());
        failures.failed({.kind = Kind::Credential}, noon.addSecs(180));
        QCOMPARE(failures.since(), noon.addSecs(180));
    }
};

QTEST_GUILESS_MAIN(TestFeedFailures)
#include "tst_feedfailures.moc"
