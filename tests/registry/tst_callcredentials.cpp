#include "credentialsource.h"
#include "manualclock.h"
#include "talk.h"

#include <QTest>

#include <functional>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A source that gives what the test has prepared, one after the other; the last again and again.
class PreparedSource final : public CredentialSource {
public:
    PreparedSource(std::vector<Result<Credentials>> prepared, Clock &clock)
        : m_clock(clock), m_prepared(std::move(prepared))
    {
    }

    [[nodiscard]] const Credentials *ready() const override { return nullptr; }
    PendingCall ask(Handler<Credentials> handler) override
    {
        const std::size_t index = std::min(m_given++, m_prepared.size() - 1);
        return m_clock.after(
            delay, [handler = std::move(handler), value = m_prepared[index]] { handler(value); });
    }
    bool giveUp(const Credentials &refused) override
    {
        givenUp << refused.accessKeyId;
        return true;
    }
    [[nodiscard]] std::size_t given() const { return m_given; }

    QByteArrayList givenUp{};
    std::chrono::milliseconds delay{0};

private:
    Clock &m_clock;
    std::vector<Result<Credentials>> m_prepared;
    std::size_t m_given = 0;
};

Result<Credentials> keyNamed(const QByteArray &id, bool isTemporary = true)
{
    return Credentials{.accessKeyId = id,
                       .accessKeySecret = Secret("hidden-secret"),
                       .securityToken = isTemporary ? Secret("hidden-token") : Secret()};
}

/// A client whose keys come from such a source, with the answer to the one question it is asked.
/// Its keys come when \a clock says so, if it is a manual one.
template<typename ClockType>
struct ClientOf {
    ClientOf(std::vector<Turn> turns, std::vector<Result<Credentials>> prepared)
        : server(std::move(turns)),
          source(std::make_shared<PreparedSource>(std::move(prepared), clock)),
          client(source, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource(),
                 shortLimits())
    {
    }

    [[nodiscard]] Result<SyncTaskPage> list()
    {
        start();
        return answered();
    }
    void start()
    {
        answer.reset();
        call = ask(client, question, [this](const Result<SyncTaskPage> &page) { answer = page; });
    }
    [[nodiscard]] Result<SyncTaskPage> answered()
    {
        [[maybe_unused]] const bool came = QTest::qWaitFor([this] { return answer.has_value(); });
        return answer.value_or(tl::unexpected(ApiError{.code = u"Silence"_s}));
    }
    /// The ids of the keys with which requests were signed.
    [[nodiscard]] QByteArray signers() const
    {
        QByteArrayList ids;
        for (const QByteArray &request : server.requests) {
            const QByteArray text = headerOf(request, "Authorization");
            const qsizetype begin = text.indexOf('=') + 1;
            ids << text.mid(begin, text.indexOf(',') - begin);
        }
        return ids.join(' ');
    }

    ScriptedServer server;
    ClockType clock{};
    std::shared_ptr<PreparedSource> source;
    RegistryClient client;
    std::optional<Result<SyncTaskPage>> answer{};
    PendingCall call{};
};

using Client = ClientOf<SystemClock>;
using StillClient = ClientOf<ManualClock>;

} // namespace

class TestCallCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachAttemptTakesThemAnew();
    void onesThatTheServerCallsExpiredAreReplacedOnce();
    void aRefusedKeyIsFetchedAnew_data();
    void aRefusedKeyIsFetchedAnew();
    void theSameKeyIsNotSentAgain();
    void anActionIsNotSentAgainWithNewOnes();
    void aPassingFaultOfTheSourceIsTriedAgain();
    void aRefusalOfTheSourceEndsTheCall();
    void aRefusalOfTheSourceIsNotThatOfTheRequestBefore();
    void anActionWithoutAKeyIsNotInDoubt();
    void theTimeOfACallBeginsWithItsKey();
    void theTimeOfACallStandsStillWhileItWaitsForAnotherKey();
    void aSourceThatGivesUpLateSaysWhy();
    void aDroppedCallWaitsForNothing();
};

void TestCallCredentials::eachAttemptTakesThemAnew()
{
    Client client({json(503, refusal("ServiceUnavailable")), goodPage()},
                  {keyNamed("id1"), keyNamed("id2")});
    QVERIFY(client.list().has_value());
    QCOMPARE(client.signers(), "id1 id2");
    QCOMPARE(headerOf(client.server.requests.last(), "x-acs-accesskey-id"), "id2");
    QCOMPARE(client.source->givenUp, QByteArrayList());
}

void TestCallCredentials::onesThatTheServerCallsExpiredAreReplacedOnce()
{
    const Turn expired = json(400, refusal("InvalidSecurityToken.Expired"));
    Client client({expired, goodPage(), expired, expired, goodPage()},
                  {keyNamed("id1"), keyNamed("id2"), keyNamed("id3"), keyNamed("id4")});
    QVERIFY(client.list().has_value());
    QCOMPARE(client.signers(), "id1 id2");
    QCOMPARE(client.list().error().code, u"InvalidSecurityToken.Expired"_s);
    QCOMPARE(client.signers(), "id1 id2 id3 id4");
    QCOMPARE(client.source->givenUp.join(' '), "id1 id3 id4");
}

void TestCallCredentials::aRefusedKeyIsFetchedAnew_data()
{
    QTest::addColumn<Turn>("refused");
    QTest::addColumn<bool>("isTemporary");
    QTest::addColumn<QByteArray>("signers");
    const auto row = [](const char *code, bool isTemporary, const QByteArray &signers) {
        QTest::addRow("%s, %s", code, isTemporary ? "temporary" : "kept")
            << json(400, refusal(code)) << isTemporary << signers;
    };
    row("InvalidAccessKeyId.Inactive", false, "id1 id2");
    row("InvalidAccessKeyId.NotFound", false, "id1 id2");
    row("InvalidAccessKeyId.NotFound", true, "id1 id2");
    row("InvalidSecurityToken.Malformed", true, "id1 id2");
    row("MissingSecurityToken", false, "id1 id2");
    row("SignatureDoesNotMatch", false, "id1 id2");
    row("SignatureDoesNotMatch", true, "id1"); // its secret is from where its id is
    row("InvalidTimeStamp.Expired", false, "id1");
    row("NoPermission", false, "id1");
    row("Throttled", false, "id1");
}

void TestCallCredentials::aRefusedKeyIsFetchedAnew()
{
    QFETCH(Turn, refused);
    QFETCH(bool, isTemporary);
    Client client({refused, goodPage()},
                  {keyNamed("id1", isTemporary), keyNamed("id2", isTemporary)});
    const bool isAnswered = client.list().has_value();
    QTEST(client.signers(), "signers");
    QCOMPARE(isAnswered, client.server.requests.size() == 2);
    QCOMPARE(client.source->givenUp.size(), client.server.requests.size() - 1);
}

/// It would be refused again.
void TestCallCredentials::theSameKeyIsNotSentAgain()
{
    const Turn inactive = json(400, refusal("InvalidAccessKeyId.Inactive"));
    Client client({inactive, inactive, goodPage()},
                  {keyNamed("id1"), keyNamed("id1"), keyNamed("id1"), keyNamed("id2")});
    const ApiError error = client.list().error();
    QCOMPARE(error.code, u"InvalidAccessKeyId.Inactive"_s);
    QCOMPARE(error.requestId, u"R-1"_s);
    QCOMPARE(client.source->given(), 2U);
    QCOMPARE(client.server.requests.size(), 1);
    // The next question looks again.
    QVERIFY(client.list().has_value());
    QCOMPARE(client.signers(), "id1 id1 id2");
}

void TestCallCredentials::anActionIsNotSentAgainWithNewOnes()
{
    Client client({json(400, refusal("InvalidSecurityToken.Expired"))}, {keyNamed("id1")});
    std::optional<Result<ActionReceipt>> answer;
    const PendingCall call =
        ask(client.client, CancelSyncTask{.instance = question.instance, .syncTaskId = u"t"_s},
            [&answer](const auto &receipt) { answer = receipt; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().code, u"InvalidSecurityToken.Expired"_s);
    QVERIFY(!answer->error().isOutcomeInDoubt);
    QCOMPARE(client.server.requests.size(), 1);
    QCOMPARE(client.source->givenUp.join(' '), "id1");
}

void TestCallCredentials::aPassingFaultOfTheSourceIsTriedAgain()
{
    const ApiError fault{.kind = ApiError::Kind::Network, .code = u"ConnectionRefused"_s};
    Client client({goodPage()}, {tl::unexpected(fault), keyNamed("id2")});
    QVERIFY(client.list().has_value());
    QCOMPARE(client.signers(), "id2");

    Client without({}, {tl::unexpected(fault)});
    QCOMPARE(without.list().error().code, u"ConnectionRefused"_s);
    QCOMPARE(without.source->given(), 3U); // as many attempts as any question has
}

void TestCallCredentials::aRefusalOfTheSourceEndsTheCall()
{
    Client client({}, {tl::unexpected(ApiError{.kind = ApiError::Kind::Credential,
                                               .code = u"NoPermission"_s,
                                               .operation = u"AssumeRole"_s,
                                               .host = u"sts.example"_s})});
    const ApiError error = client.list().error();
    QCOMPARE(error.code, u"NoPermission"_s);
    QCOMPARE(error.operation, u"AssumeRole"_s); // not that of the call, which was not sent
    QCOMPARE(error.host, u"sts.example"_s);
    QCOMPARE(client.source->given(), 1U);
    QCOMPARE(client.server.requests.size(), 0);
}

void TestCallCredentials::aRefusalOfTheSourceIsNotThatOfTheRequestBefore()
{
    // The code is that of the token service, which refuses another key than that of the request.
    Client client(
        {json(503, refusal("ServiceUnavailable"), "x-acs-request-id: R-1\r\n")},
        {keyNamed("id1"), tl::unexpected(ApiError{.kind = ApiError::Kind::Credential,
                                                  .code = u"InvalidSecurityToken.Expired"_s,
                                                  .operation = u"AssumeRole"_s,
                                                  .host = u"sts.example"_s})});
    const ApiError error = client.list().error();
    QCOMPARE(error.code, u"InvalidSecurityToken.Expired"_s);
    QCOMPARE(error.httpStatus, 0);
    QCOMPARE(error.requestId, QString());
    QCOMPARE(client.source->givenUp, QByteArrayList());
    QCOMPARE(client.source->given(), 2U);
    QCOMPARE(client.server.requests.size(), 1);
}

void TestCallCredentials::anActionWithoutAKeyIsNotInDoubt()
{
    Client client({}, {tl::unexpected(ApiError{.kind = ApiError::Kind::Timeout})});
    std::optional<Result<ActionReceipt>> answer;
    const PendingCall call =
        ask(client.client, CancelSyncTask{.instance = question.instance, .syncTaskId = u"t"_s},
            [&answer](const auto &receipt) { answer = receipt; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!answer->error().isOutcomeInDoubt);
    QCOMPARE(client.source->given(), 1U);
}

// Of shortLimits(): a call may take 5 s.

void TestCallCredentials::theTimeOfACallBeginsWithItsKey()
{
    StillClient client({Turn{}}, {keyNamed("id1")});
    client.source->delay = 1min;
    client.start();
    QTRY_COMPARE(client.source->given(), 1U);
    client.clock.advance(1min);
    QTRY_COMPARE(client.server.requests.size(), 1);
    client.clock.advance(4999ms);
    QVERIFY(!client.answer);
    client.clock.advance(1ms);
    QVERIFY(client.answer.has_value());
    QCOMPARE(client.answer->error().code, u"CallTimeout"_s);
}

void TestCallCredentials::theTimeOfACallStandsStillWhileItWaitsForAnotherKey()
{
    StillClient client({json(400, refusal("InvalidSecurityToken.Expired")), Turn{}},
                       {keyNamed("id1"), keyNamed("id2")});
    client.start();
    QTRY_COMPARE(client.source->given(), 1U);
    client.source->delay = 1min;
    client.clock.advance(0ms);
    QTRY_COMPARE(client.source->given(), 2U);
    client.clock.advance(1min);
    QTRY_COMPARE(client.server.requests.size(), 2);
    client.clock.advance(4999ms);
    QVERIFY(!client.answer);
    client.clock.advance(1ms);
    QVERIFY(client.answer.has_value());
    QCOMPARE(client.answer->error().code, u"CallTimeout"_s);
}

void TestCallCredentials::aSourceThatGivesUpLateSaysWhy()
{
    StillClient client({}, {tl::unexpected(ApiError{.kind = ApiError::Kind::Timeout,
                                                    .code = u"CommandTimeout"_s,
                                                    .operation = u"External"_s})});
    client.source->delay = 1min;
    client.start();
    QTRY_COMPARE(client.source->given(), 1U);
    client.clock.advance(1min);
    QVERIFY(client.answer.has_value()); // at once: there is no time left for another attempt
    QCOMPARE(client.answer->error().code, u"CommandTimeout"_s);
    QCOMPARE(client.answer->error().operation, u"External"_s);
}

void TestCallCredentials::aDroppedCallWaitsForNothing()
{
    StillClient client({goodPage()}, {keyNamed("id1")});
    client.source->delay = 1s;
    client.start();
    QTRY_COMPARE(client.source->given(), 1U);
    client.call = {};
    client.clock.advance(2s);
    QTest::qWait(5);
    QCOMPARE(client.server.requests.size(), 0);
    QVERIFY(!client.answer);
}

QTEST_GUILESS_MAIN(TestCallCredentials)
#include "tst_callcredentials.moc"
