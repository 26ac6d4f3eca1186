#include "boundednetwork.h"
#include "manualclock.h"
#include "talk.h"

#include <QDir>
#include <QTest>

#include <ctime>

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
    void aFloodIsCutOff_data();
    void aFloodIsCutOff();
    void nothingWaitsForAFlood_data();
    void nothingWaitsForAFlood();
    void noReplyIsAskedForOrTakenCompressed();
    void clientsTakeNoThreads();
    void moreThanTheProgramMayOpenWait();
    void nothingIsReportedBeforeTheCallReturns();
    void aKeyThatHasExpiredIsNotSent();
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

namespace {

void addFloods()
{
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &flood) {
        QTest::newRow(name) << bytes << flood;
    };
    row("body", ok + "\r\n{", "xxxxxxxxxxxxxxxx");
    row("chunks", ok + "Transfer-Encoding: chunked\r\n\r\n", "10\r\nxxxxxxxxxxxxxxxx\r\n");
    row("small chunks", ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n");
    row("headers", ok, "X-A: b\r\n");
    row("one header", ok + "X-A: ", "b");
    row("interim replies", {}, "HTTP/1.1 100 Continue\r\n\r\n");
    row("trailers", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n");
}

int threads()
{
    return static_cast<int>(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs).size());
}

} // namespace

void TestCallFaults::aFloodIsCutOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("flood");
    addFloods();
}

void TestCallFaults::aFloodIsCutOff()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, flood);
    CallLimits limits = shortLimits();
    limits.replyBytes = 100'000;
    Talk talk({{.bytes = bytes, .flood = flood}}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Protocol);
    QCOMPARE(talk.error().code, u"ReplyTooLarge"_s);
    QTRY_COMPARE(talk.server.connections(), 0);
    // The rest lies in the buffers of the operating system, which both ends have here.
    QVERIFY2(talk.server.flooded < 20'000'000, qPrintable(QString::number(talk.server.flooded)));
    QCOMPARE(talk.server.requests.size(), 1);
}

void TestCallFaults::nothingWaitsForAFlood_data()
{
    aFloodIsCutOff_data();
}

void TestCallFaults::nothingWaitsForAFlood()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, flood);
    ScriptedServer server(std::vector<Turn>(4, Turn{.bytes = bytes, .flood = flood}));
    SystemClock clock;
    auto client = std::make_unique<RegistryClient>(
        key, EndpointRule{.ownEndpoint = server.endpoint()}, clock);
    std::vector<PendingCall> calls;
    for (int i = 0; i < 4; ++i)
        calls.push_back(ask(*client, question, [](const auto &) {}));
    QTRY_VERIFY(server.flooded > 0);
    const std::clock_t before = std::clock(); // of the processor, which may be busy with others
    calls.clear();
    QCoreApplication::processEvents();
    client.reset();
    QCOMPARE_LT(double(std::clock() - before) / CLOCKS_PER_SEC, 1.);
    QTRY_COMPARE(server.connections(), 0);
}

void TestCallFaults::noReplyIsAskedForOrTakenCompressed()
{
    // However small, it could unpack to gigabytes.
    Talk talk({json(200, "anything", "Content-Encoding: gzip\r\n")});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(headerOf(talk.server.requests.first(), "Accept-Encoding"), "identity");
    QCOMPARE(talk.error().kind, Kind::Protocol);
    QCOMPARE(talk.error().code, u"UnreadableContent"_s);
    QCOMPARE(talk.error().httpStatus, 200);
}

void TestCallFaults::clientsTakeNoThreads()
{
    constexpr std::size_t many = 50;
    Talk first({goodPage()}); // what Qt starts once for all of them is there afterwards
    first.ask();
    QTRY_COMPARE(first.answers, 1);
    const int before = threads();
    ScriptedServer server(std::vector<Turn>(many, goodPage()));
    SystemClock clock;
    std::vector<std::unique_ptr<RegistryClient>> clients;
    std::vector<PendingCall> calls;
    std::size_t answers = 0;
    for (std::size_t i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<RegistryClient>(
            key, EndpointRule{.ownEndpoint = server.endpoint()}, clock));
        calls.push_back(ask(*clients.back(), question, [&](const auto &) { ++answers; }));
    }
    QTRY_COMPARE(answers, many);
    QCOMPARE(threads(), before);
}

void TestCallFaults::moreThanTheProgramMayOpenWait()
{
    constexpr std::size_t many = BoundedNetwork::maxOpen + 20;
    ScriptedServer server(std::vector<Turn>(many, goodPage()));
    ScriptedServer other({goodPage()});
    SystemClock clock;
    const auto network = std::make_shared<BoundedNetwork>();
    std::vector<std::unique_ptr<RegistryClient>> clients;
    std::vector<PendingCall> calls;
    std::size_t answers = 0;
    const auto ask = [&](const ScriptedServer &asked) {
        clients.push_back(
            std::make_unique<RegistryClient>(key, EndpointRule{.ownEndpoint = asked.endpoint()},
                                             clock, countingRandomSource(), CallLimits(), network));
        calls.push_back(::ask(*clients.back(), question, [&](const auto &page) {
            if (page)
                ++answers;
        }));
    };
    for (std::size_t i = 0; i < many; ++i)
        ask(server);
    ask(other);
    QTRY_COMPARE(answers, many + 1);
    QVERIFY(server.connections() + other.connections() <= BoundedNetwork::maxOpen);
}

void TestCallFaults::nothingIsReportedBeforeTheCallReturns()
{
    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = u"http://example.com"_s}, clock);
    std::optional<Result<SyncTaskPage>> answer;
    const PendingCall call = ask(client, question, [&](const auto &result) { answer = result; });
    QVERIFY(!answer);
    QVERIFY(call.isRunning());
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().kind, Kind::Configuration);
    QCOMPARE(answer->error().operation, u"ListRepoSyncTask"_s);
    QTRY_VERIFY(!call.isRunning());
}

void TestCallFaults::aKeyThatHasExpiredIsNotSent()
{
    ScriptedServer server({goodPage()});
    ManualClock clock;
    Credentials expiring = key;
    expiring.expiresAt = clock.now().addSecs(60);
    expiring.renewal = u"aliyun configure --profile a --mode OAuth"_s;
    RegistryClient client(expiring, {.ownEndpoint = server.endpoint()}, clock);
    std::optional<Result<SyncTaskPage>> answer;
    PendingCall call = ask(client, question, [&](const auto &result) { answer = result; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->has_value());

    clock.advance(60s);
    answer.reset();
    call = ask(client, question, [&](const auto &result) { answer = result; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().code, u"SignInExpired"_s);
    QCOMPARE(answer->error().operation, u"ListRepoSyncTask"_s);
    QVERIFY(answer->error().message.contains(expiring.renewal));
    QCOMPARE(server.requests.size(), 1);
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
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource());
    bool answered = false;
    PendingCall call = ask(client, question, [&](const auto &) { answered = true; });
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
        call = ask(client, question, [&](const auto &) { answered = true; });
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
    const PendingCall call = ask(*client, question, [&](const auto &) {
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
                talk.call = ask(talk.client, question, handler);
        };
    talk.call = ask(talk.client, question, handler);
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
