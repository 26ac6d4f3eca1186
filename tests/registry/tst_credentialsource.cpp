#include "constantcredentials.h"
#include "manualclock.h"
#include "renewingcredentials.h"

#include <QCoreApplication>
#include <QTest>

#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Credentials that the test fetches by hand, and what those who asked were given.
struct Source {
    ManualClock clock{};
    std::vector<Handler<Credentials>> fetches{};
    std::unique_ptr<RenewingCredentials> credentials = std::make_unique<RenewingCredentials>(
        [this](Handler<Credentials> handler) {
            fetches.push_back(std::move(handler));
            return PendingCall();
        },
        clock);
    std::vector<PendingCall> calls{};
    QStringList given{}; ///< ids, or codes of errors

    void ask(int times = 1)
    {
        for (int i = 0; i < times; ++i)
            calls.push_back(credentials->ask([this](const Result<Credentials> &result) {
                given << (result ? QString::fromLatin1(result->accessKeyId) : result.error().code);
            }));
    }
    /// Answers the latest fetch with a key that is valid for \p life.
    void answer(const QByteArray &id, std::chrono::seconds life)
    {
        const Credentials key{.accessKeyId = id, .expiresAt = clock.now().addSecs(life.count())};
        fetches.back()(key);
    }
    void fail(const QString &code) { fetches.back()(tl::unexpected(ApiError{.code = code})); }
    /// What was given since the last time.
    QString taken()
    {
        QCoreApplication::processEvents();
        return std::exchange(given, {}).join(u' ');
    }
    [[nodiscard]] QByteArray readyId() const
    {
        const Credentials *ready = credentials->ready();
        return ready ? ready->accessKeyId : QByteArray();
    }
};

} // namespace

class TestCredentialSource final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void constantOnesAreThereAtOnce();
    void constantOnesThatHaveExpiredAreAnError();
    void manyWaitForOneFetch();
    void theyAreFetchedAnewBeforeTheyExpire_data();
    void theyAreFetchedAnewBeforeTheyExpire();
    void thoseThatAreValidAreGivenMeanwhile();
    void onesOfUnknownLifeAreNotGivenMeanwhile();
    void aClockThatIsSetBackKeepsNoneForLonger();
    void whereThatFailsThoseThatAreValidAreGiven();
    void withoutValidOnesAFailureIsTold();
    void onesThatCameTooLateAreAFailure();
    void onesThatAServerRefusedAreNotGivenAgain();
    void whoNoLongerWaitsIsNotAnswered();
    void whoIsAnsweredMayDeleteTheSource();
    void whoIsAnsweredMayAskAgain();
};

void TestCredentialSource::constantOnesAreThereAtOnce()
{
    const ManualClock clock;
    ConstantCredentials credentials({.accessKeyId = "id"}, clock);
    QCOMPARE(credentials.ready()->accessKeyId, "id");
    QVERIFY(!credentials.giveUp({.accessKeyId = "id"}));
    QCOMPARE(credentials.ready()->accessKeyId, "id");
}

void TestCredentialSource::constantOnesThatHaveExpiredAreAnError()
{
    ManualClock clock;
    ConstantCredentials credentials({.accessKeyId = "id", .expiresAt = clock.now().addSecs(60)},
                                    clock);
    clock.advance(59s);
    QVERIFY(credentials.ready());
    clock.advance(1s);
    QVERIFY(!credentials.ready());
    QString code;
    const PendingCall call =
        credentials.ask([&code](const Result<Credentials> &result) { code = result.error().code; });
    QCOMPARE(code, QString()); // not from inside
    QTRY_COMPARE(code, u"SignInExpired"_s);
}

void TestCredentialSource::manyWaitForOneFetch()
{
    Source source;
    QVERIFY(!source.credentials->ready());
    source.ask(3);
    QCOMPARE(source.taken(), QString());
    QCOMPARE(source.fetches.size(), 1U);
    source.answer("id1", 1h);
    QCOMPARE(source.taken(), u"id1 id1 id1"_s);
    source.ask();
    QCOMPARE(source.taken(), u"id1"_s);
    QCOMPARE(source.fetches.size(), 1U);
}

void TestCredentialSource::theyAreFetchedAnewBeforeTheyExpire_data()
{
    QTest::addColumn<int>("life"); // seconds
    QTest::addColumn<int>("ready");
    QTest::newRow("an hour: but for the last 180 s") << 3600 << 3420;
    QTest::newRow("a short one: half of it") << 100 << 50;
}

void TestCredentialSource::theyAreFetchedAnewBeforeTheyExpire()
{
    QFETCH(int, life);
    QFETCH(int, ready);
    Source source;
    source.ask();
    source.answer("id1", std::chrono::seconds(life));
    QCOMPARE(source.taken(), u"id1"_s);
    source.clock.advance(std::chrono::seconds(ready - 1));
    QCOMPARE(source.readyId(), "id1");
    source.clock.advance(1s);
    QCOMPARE(source.readyId(), "");
    source.ask();
    QCOMPARE(source.fetches.size(), 2U);
    source.answer("id2", 1h);
    QCOMPARE(source.taken(), u"id1"_s); // nobody has waited for it
    QCOMPARE(source.readyId(), "id2");
}

void TestCredentialSource::thoseThatAreValidAreGivenMeanwhile()
{
    Source source;
    source.ask();
    source.answer("id1", 1h);
    source.clock.advance(3500s);
    source.taken();
    source.ask();
    QCOMPARE(source.taken(), u"id1"_s);
    source.clock.advance(60s);
    source.ask();
    QCOMPARE(source.taken(), u"id1"_s);
    QCOMPARE(source.fetches.size(), 2U); // that one hangs
    source.clock.advance(10s);           // too little is left to send a request with
    source.ask();
    QCOMPARE(source.taken(), QString());
    source.answer("id2", 1h);
    QCOMPARE(source.taken(), u"id2"_s);
}

void TestCredentialSource::onesOfUnknownLifeAreNotGivenMeanwhile()
{
    Source source;
    source.ask();
    source.fetches.back()(Credentials{.accessKeyId = "id1"});
    source.taken();
    source.clock.advance(RenewingCredentials::keptWithoutExpiry);
    source.ask();
    QCOMPARE(source.taken(), QString());
    source.fail(u"Down"_s);
    QCOMPARE(source.taken(), u"id1"_s);
}

void TestCredentialSource::aClockThatIsSetBackKeepsNoneForLonger()
{
    Source source;
    source.ask();
    source.fetches.back()(Credentials{.accessKeyId = "id1"});
    source.taken();
    source.clock.set(source.clock.now().addDays(-1));
    QCOMPARE(source.readyId(), "");
    source.ask();
    source.fail(u"Down"_s);
    QCOMPARE(source.taken(), u"id1"_s);
    QCOMPARE(source.readyId(), "id1");
    source.clock.set(source.clock.now().addDays(-1));
    QCOMPARE(source.readyId(), "");
    source.ask();
    source.fetches.back()(Credentials{.accessKeyId = "id2"});
    QCOMPARE(source.taken(), u"id2"_s);
    QCOMPARE(source.readyId(), "id2");
}

void TestCredentialSource::whereThatFailsThoseThatAreValidAreGiven()
{
    Source source;
    source.ask();
    source.answer("id1", 1h);
    source.clock.advance(3500s);
    source.ask(2);
    source.fail(u"Down"_s);
    QCOMPARE(source.taken(), u"id1 id1 id1"_s);
    // For a while nobody asks again ...
    QCOMPARE(source.readyId(), "id1");
    source.clock.advance(RenewingCredentials::retryPause);
    QCOMPARE(source.readyId(), "");
    // ... and what has expired is given to nobody.
    source.clock.advance(70s);
    source.ask();
    source.fail(u"Down"_s);
    QCOMPARE(source.taken(), u"Down"_s);
}

void TestCredentialSource::withoutValidOnesAFailureIsTold()
{
    Source source;
    source.ask(2);
    source.fail(u"Down"_s);
    QCOMPARE(source.taken(), u"Down Down"_s);
    source.ask();
    QCOMPARE(source.fetches.size(), 2U);
    source.answer("id1", 1h);
    QCOMPARE(source.taken(), u"id1"_s);
}

void TestCredentialSource::onesThatCameTooLateAreAFailure()
{
    Source source;
    source.ask();
    source.answer("id1", 0s);
    QCOMPARE(source.taken(), u"SignInExpired"_s);
    QVERIFY(!source.credentials->ready());
}

void TestCredentialSource::onesThatAServerRefusedAreNotGivenAgain()
{
    Source source;
    source.ask();
    source.answer("id1", 1h);
    const Credentials refused = *source.credentials->ready();
    QVERIFY(source.credentials->giveUp(refused));
    QVERIFY(!source.credentials->ready());
    source.ask();
    source.answer("id2", 1h);
    QVERIFY(source.credentials->giveUp(refused)); // by one who learns of it late
    QCOMPARE(source.readyId(), "id2");
}

void TestCredentialSource::whoNoLongerWaitsIsNotAnswered()
{
    Source source;
    source.ask(2);
    source.calls.erase(source.calls.begin());
    source.answer("id1", 1h);
    QCOMPARE(source.taken(), u"id1"_s);
    source.clock.advance(1h);
    source.ask();
    source.calls.clear(); // and yet what comes is kept
    source.answer("id2", 1h);
    QCOMPARE(source.taken(), QString());
    QCOMPARE(source.readyId(), "id2");
}

void TestCredentialSource::whoIsAnsweredMayDeleteTheSource()
{
    Source source;
    const PendingCall call =
        source.credentials->ask([&source](const auto &) { source.credentials.reset(); });
    source.ask();
    source.answer("id1", 1h);
    QVERIFY(!source.credentials);
    QCOMPARE(source.taken(), QString());
}

void TestCredentialSource::whoIsAnsweredMayAskAgain()
{
    Source source;
    const PendingCall call = source.credentials->ask([&source](const auto &) { source.ask(); });
    source.fail(u"Down"_s);
    QCOMPARE(source.fetches.size(), 2U);
    source.answer("id1", 1h);
    QCOMPARE(source.taken(), u"id1"_s);
}

QTEST_GUILESS_MAIN(TestCredentialSource)
#include "tst_credentialsource.moc"
