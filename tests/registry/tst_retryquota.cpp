#include "retryquota.h"

#include <QTest>

class TestRetryQuota final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRepetitionCostsAndATimeoutCostsMore_data();
    void aRepetitionCostsAndATimeoutCostsMore();
    void whatDoesNotSufficeIsNotTaken();
    void aSuccessGivesBackWhatItsRepetitionTook();
    void thereIsNeverMoreThanTheCapacity();
    void whileAllFailAHundredRepetitionsAreMade();
};

namespace {

const ApiError serverFailed{.kind = ApiError::Kind::Server};
const ApiError timedOut{.kind = ApiError::Kind::Timeout};

} // namespace

void TestRetryQuota::aRepetitionCostsAndATimeoutCostsMore_data()
{
    using Kind = ApiError::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("cost");
    QTest::newRow("server") << Kind::Server << 5;
    QTest::newRow("network") << Kind::Network << 5;
    QTest::newRow("throttled") << Kind::Throttled << 5;
    QTest::newRow("timeout") << Kind::Timeout << 10;
}

void TestRetryQuota::aRepetitionCostsAndATimeoutCostsMore()
{
    QFETCH(ApiError::Kind, kind);
    QFETCH(int, cost);
    RetryQuota quota;
    QCOMPARE(quota.tryTake({.kind = kind}), std::optional(cost));
    QCOMPARE(quota.tokens(), RetryQuota::usualCapacity - cost);
}

void TestRetryQuota::whatDoesNotSufficeIsNotTaken()
{
    RetryQuota quota(9);
    QVERIFY(!quota.tryTake(timedOut));
    QCOMPARE(quota.tokens(), 9);
    QVERIFY(quota.tryTake(serverFailed));
    QVERIFY(!quota.tryTake(serverFailed));
    QCOMPARE(quota.tokens(), 4);
}

void TestRetryQuota::aSuccessGivesBackWhatItsRepetitionTook()
{
    RetryQuota quota(100);
    const std::optional<int> taken = quota.tryTake(timedOut);
    quota.giveBack(taken.value_or(0));
    QCOMPARE(quota.tokens(), 100);
    (void)quota.tryTake(serverFailed);
    quota.giveBack(0); // a call that was not repeated
    QCOMPARE(quota.tokens(), 96);
}

void TestRetryQuota::thereIsNeverMoreThanTheCapacity()
{
    RetryQuota quota(20);
    quota.giveBack(0);
    quota.giveBack(10);
    QCOMPARE(quota.tokens(), 20);
}

void TestRetryQuota::whileAllFailAHundredRepetitionsAreMade()
{
    RetryQuota quota;
    int repetitions = 0;
    for (int call = 0; call < 10'000; ++call)
        repetitions += quota.tryTake(serverFailed) ? 1 : 0;
    QCOMPARE(repetitions, 100);
    QCOMPARE(quota.tokens(), 0);
}

QTEST_GUILESS_MAIN(TestRetryQuota)
#include "tst_retryquota.moc"
