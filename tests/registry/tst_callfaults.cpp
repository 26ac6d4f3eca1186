#include "manualclock.h"
#include "talk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

class TestCallFaults final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRedirectIsNotFollowed();
    void aSilentServerIsATimeout();
    void aConnectedServerMayTakeItsTime();
    void aSlowDripEndsAtTheDeadline();
    void anUnfinishedHandshakeIsATimeout();
    void aRefusedConnectionIsSaid();
    void aTooLargeReplyIsCutOff_data();
    void aTooLargeReplyIsCutOff();
    void nothingIsReportedBeforeTheCallReturns();
    void aDroppedCallClosesItsConnectionAndStaysSilent();
    void aDroppedCallDoesNotAskAgain();
    void aClientThatDiesTakesItsCallsAlong();
    void aHandlerMayDeleteTheClient();
    void aHandlerMayAskAgain();
    void noErrorHoldsASecretOrAnAddress();
};

void TestCallFaults::aRedirectIsNotFollowed()
{
    ScriptedServer other({goodPage()});
    Talk talk({json(302, "", "Location: " + other.endpoint().toLatin1() + "/\r\n"), goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Protocol);
    QCOMPARE(talk.error().code, u"Redirected"_s);
    QTest::qWait(20);
    QCOMPARE(other.requests.size(), 0);
    QCOMPARE(talk.server.requests.size(), 1);
}

void TestCallFaults::aSilentServerIsATimeout()
{
    CallLimits limits = shortLimits();
    limits.silence = 100ms;
    Talk talk({}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Timeout);
    QCOMPARE(talk.error().code, u"ReplyTimeout"_s);
    QCOMPARE(talk.server.requests.size(), 3);
}

void TestCallFaults::aConnectedServerMayTakeItsTime()
{
    CallLimits limits = shortLimits();
    limits.connecting = 50ms;
    limits.silence = 400ms;
    limits.retry.maxAttempts = 1;
    Talk talk({}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().code, u"ReplyTimeout"_s);
}

void TestCallFaults::aSlowDripEndsAtTheDeadline()
{
    CallLimits limits = shortLimits();
    limits.whole = 300ms;
    limits.silence = 2s;
    Talk talk({{.bytes = goodPage().bytes, .dripInterval = 20}}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Timeout);
    QCOMPARE(talk.error().code, u"CallTimeout"_s);
    QCOMPARE(talk.server.requests.size(), 1);
    QTRY_COMPARE(talk.server.connections(), 0);
}

void TestCallFaults::anUnfinishedHandshakeIsATimeout()
{
    // The server accepts, and never says a word of TLS.
    CallLimits limits = shortLimits();
    limits.connecting = 100ms;
    limits.silence = 5s;
    Talk talk({}, limits, u"https"_s);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Timeout);
    QCOMPARE(talk.error().code, u"ConnectTimeout"_s);
    QTRY_COMPARE(talk.server.connections(), 0);
}

void TestCallFaults::aRefusedConnectionIsSaid()
{
    Talk talk({});
    talk.server.close();
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Network);
    QCOMPARE(talk.error().code, u"ConnectionRefused"_s);
}

void TestCallFaults::aTooLargeReplyIsCutOff_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("announced") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n{");
    QTest::newRow("sent") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n") +
                                 QByteArray(200'000, 'x');
}

void TestCallFaults::aTooLargeReplyIsCutOff()
{
    QFETCH(QByteArray, reply);
    CallLimits limits = shortLimits();
    limits.replyBytes = 100'000;
    Talk talk({{.bytes = reply}}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Protocol);
    QCOMPARE(talk.error().code, u"ReplyTooLarge"_s);
    QTRY_COMPARE(talk.server.connections(), 0);
}

void TestCallFaults::nothingIsReportedBeforeTheCallReturns()
{
    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = u"http://example.com"_s}, clock);
    std::optional<Result<SyncTaskPage>> answer;
    const PendingCall call =
        client.listSyncTasks(question, [&](const auto &result) { answer = result; });
    QVERIFY(!answer);
    QVERIFY(call.isRunning());
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().kind, Kind::Configuration);
    QCOMPARE(answer->error().operation, u"ListRepoSyncTask"_s);
    QTRY_VERIFY(!call.isRunning());
}

void TestCallFaults::aDroppedCallClosesItsConnectionAndStaysSilent()
{
    Talk talk({{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"}});
    talk.ask();
    QTRY_COMPARE(talk.server.requests.size(), 1);
    QTRY_COMPARE(talk.server.connections(), 1);
    talk.call = {};
    QTRY_COMPARE(talk.server.connections(), 0);
    QCOMPARE(talk.answers, 0);
}

void TestCallFaults::aDroppedCallDoesNotAskAgain()
{
    ScriptedServer server({json(503, refusal("ServiceUnavailable")), goodPage()});
    ManualClock clock;
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, countingChance());
    bool answered = false;
    PendingCall call = client.listSyncTasks(question, [&](const auto &) { answered = true; });
    QTRY_COMPARE(server.requests.size(), 1);
    QTest::qWait(50);
    call = {};
    QTest::qWait(20);
    clock.advance(1min);
    QTest::qWait(20);
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(!answered);
}

void TestCallFaults::aClientThatDiesTakesItsCallsAlong()
{
    ScriptedServer server({});
    SystemClock clock;
    bool answered = false;
    PendingCall call;
    {
        RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock);
        call = client.listSyncTasks(question, [&](const auto &) { answered = true; });
        QTRY_COMPARE(server.requests.size(), 1);
    }
    QVERIFY(!call.isRunning());
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(!answered);
}

void TestCallFaults::aHandlerMayDeleteTheClient()
{
    SystemClock clock;
    auto client = std::make_unique<RegistryClient>(
        key, EndpointRule{.ownEndpoint = u"http://example.com"_s}, clock);
    bool answered = false;
    const PendingCall call = client->listSyncTasks(question, [&](const auto &) {
        client.reset();
        answered = true;
    });
    QTRY_VERIFY(answered);
    QVERIFY(!call.isRunning());
}

void TestCallFaults::aHandlerMayAskAgain()
{
    Talk talk({goodPage(), goodPage(), goodPage()});
    int answers = 0;
    std::function<void(const Result<SyncTaskPage> &)> handler =
        [&](const Result<SyncTaskPage> &page) {
            if (page && ++answers < 3)
                talk.call = talk.client.listSyncTasks(question, handler);
        };
    talk.call = talk.client.listSyncTasks(question, handler);
    QTRY_COMPARE(answers, 3);
    QCOMPARE(talk.server.requests.size(), 3);
}

void TestCallFaults::noErrorHoldsASecretOrAnAddress()
{
    const QByteArray echo =
        R"({"Code":"Odd","Message":"you sent hidden-secret and hidden-token to )"
        R"(https://u:p@cr.example.com/?Tag=private"})";
    for (const Turn &turn :
         {json(400, echo), json(500, echo), json(200, "hidden-secret"),
          json(400, R"({"Code":"SignatureDoesNotMatch","Message":"string: hidden-token"})"),
          Turn{.bytes = "nonsense hidden-token\r\n\r\n", .closes = true}}) {
        Talk talk(std::vector<Turn>(3, turn));
        talk.ask();
        QTRY_COMPARE(talk.answers, 1);
        const QString line = technicalLine(talk.error());
        QVERIFY2(!line.contains(u"hidden"_s), qPrintable(line));
        QVERIFY2(!line.contains(u"private"_s), qPrintable(line));
        QVERIFY2(!line.contains(u"InstanceId"_s), qPrintable(line));
        QVERIFY2(!line.contains(u"://"_s), qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestCallFaults)
#include "tst_callfaults.moc"
