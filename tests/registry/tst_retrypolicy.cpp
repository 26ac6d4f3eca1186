#include "retrypolicy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRetryPolicy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatMayPassIsRepeated_data();
    void onlyWhatMayPassIsRepeated();
    void waitsGrowAndAreJittered();
    void theServersWaitComesFirst();
    void aUsedNonceIsRepeatedAtOnce();
};

void TestRetryPolicy::onlyWhatMayPassIsRepeated_data()
{
    using Kind = ApiError::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("repeated");
    QTest::newRow("network") << Kind::Network << true;
    QTest::newRow("timeout") << Kind::Timeout << true;
    QTest::newRow("credential") << Kind::Credential << false;
    QTest::newRow("permission") << Kind::Permission << false;
    QTest::newRow("throttled") << Kind::Throttled << true;
    QTest::newRow("not found") << Kind::NotFound << false;
    QTest::newRow("request") << Kind::Request << false;
    QTest::newRow("server") << Kind::Server << true;
    QTest::newRow("protocol") << Kind::Protocol << false;
    QTest::newRow("configuration") << Kind::Configuration << false;
}

void TestRetryPolicy::onlyWhatMayPassIsRepeated()
{
    QFETCH(ApiError::Kind, kind);
    QFETCH(bool, repeated);
    const RetryPolicy policy;
    QCOMPARE(policy.delayAfter(1, {.kind = kind}, 0.5).has_value(), repeated);
    QCOMPARE(policy.delayAfter(2, {.kind = kind}, 0.5).has_value(), repeated);
    QVERIFY(!policy.delayAfter(3, {.kind = kind}, 0.5));
    for (const QString &code : {u"TlsHandshakeFailed"_s, u"TlsExpired"_s}) {
        const ApiError tls{.kind = kind, .code = code};
        QVERIFY(!policy.delayAfter(1, tls, 0.5));
    }
}

void TestRetryPolicy::waitsGrowAndAreJittered()
{
    const RetryPolicy policy{.maxAttempts = 100, .base = 1s, .cap = 20s};
    const ApiError error{.kind = ApiError::Kind::Server};
    QCOMPARE(policy.delayAfter(1, error, 0.0), 0ms);
    QCOMPARE(policy.delayAfter(1, error, 0.5), 500ms);
    QCOMPARE(policy.delayAfter(2, error, 0.5), 1000ms);
    QCOMPARE(policy.delayAfter(4, error, 0.25), 2000ms);
    QCOMPARE(policy.delayAfter(6, error, 0.5), 10s);
    QCOMPARE(policy.delayAfter(99, error, 0.5), 10s);
}

void TestRetryPolicy::theServersWaitComesFirst()
{
    const RetryPolicy policy;
    ApiError error{.kind = ApiError::Kind::Throttled, .retryAfter = 2s};
    QCOMPARE(policy.delayAfter(1, error, 0.9), 2s);
    error.retryAfter = 10min;
    QCOMPARE(policy.delayAfter(1, error, 0.9), 60s);
    error.retryAfter = 60s;
    QCOMPARE(policy.delayAfter(1, error, 0.9), 60s);
    error.retryAfter = -2s; // by a clock that is wrong
    QCOMPARE(policy.delayAfter(1, error, 0.9), 0ms);
    // Whatever went wrong: it is the server that wants to be asked again.
    error = {.kind = ApiError::Kind::Request, .retryAfter = 2s};
    QCOMPARE(policy.delayAfter(1, error, 0.9), 2s);
    QVERIFY(!policy.delayAfter(3, error, 0.9));
}

void TestRetryPolicy::aUsedNonceIsRepeatedAtOnce()
{
    const RetryPolicy policy;
    const ApiError error{.kind = ApiError::Kind::Request, .code = u"SignatureNonceUsed"_s};
    QCOMPARE(policy.delayAfter(1, error, 0.9), 0ms);
    QVERIFY(!policy.delayAfter(3, error, 0.9));
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
