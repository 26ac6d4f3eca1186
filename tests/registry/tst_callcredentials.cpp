#include "credentialsource.h"
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
    explicit PreparedSource(std::vector<Result<Credentials>> prepared)
        : m_prepared(std::move(prepared))
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
    SystemClock m_clock{};
    std::vector<Result<Credentials>> m_prepared;
    std::size_t m_given = 0;
};

Result<Credentials> keyNamed(const QByteArray &id)
{
    return Credentials{.accessKeyId = id,
                       .accessKeySecret = Secret("hidden-secret"),
                       .securityToken = Secret("hidden-token")};
}

/// A client whose keys come from such a source, with the answer to the one question it is asked.
struct Client {
    Client(std::vector<Turn> turns, std::vector<Result<Credentials>> prepared)
        : server(std::move(turns)),
          source(std::make_shared<PreparedSource>(std::move(prepared))),
          client(source, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource(),
                 shortLimits())
    {
    }

    [[nodiscard]] Result<SyncTaskPage> list()
    {
        std::optional<Result<SyncTaskPage>> answer;
        const PendingCall call =
            ask(client, question, [&answer](const Result<SyncTaskPage> &page) { answer = page; });
        [[maybe_unused]] const bool came =
            QTest::qWaitFor([&answer] { return answer.has_value(); });
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
    SystemClock clock{};
    std::shared_ptr<PreparedSource> source;
    RegistryClient client;
};

} // namespace

class TestCallCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachAttemptTakesThemAnew();
    void onesThatTheServerCallsExpiredAreReplacedOnce();
    void anActionIsNotSentAgainWithNewOnes();
    void aPassingFaultOfTheSourceIsTriedAgain();
    void aRefusalOfTheSourceEndsTheCall();
    void anActionWithoutAKeyIsNotInDoubt();
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

void TestCallCredentials::aDroppedCallWaitsForNothing()
{
    Client client({goodPage()}, {keyNamed("id1")});
    client.source->delay = 100ms;
    bool answered = false;
    PendingCall call = ask(client.client, question, [&answered](const auto &) { answered = true; });
    QTRY_COMPARE(client.source->given(), 1U);
    call = {};
    QTest::qWait(150);
    QCOMPARE(client.server.requests.size(), 0);
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestCallCredentials)
#include "tst_callcredentials.moc"
