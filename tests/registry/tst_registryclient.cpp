#include "manualclock.h"
#include "recordingnetwork.h"
#include "requestsigner.h"
#include "talk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

class TestRegistryClient final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodPageArrives();
    void theRequestIsSignedAsSent();
    void oneConnectionServesManyCalls();
    void instancesTasksInDetailAndRulesArriveToo();
    void anErrorIsNotRepeatedWhereThatCannotHelp_data();
    void anErrorIsNotRepeatedWhereThatCannotHelp();
    void whatMayPassIsRepeatedWithANewSignature_data();
    void whatMayPassIsRepeatedWithANewSignature();
    void aRefusalThatIsCutOffIsARefusal_data();
    void aRefusalThatIsCutOffIsARefusal();
    void attemptsComeToAnEnd();
    void anErrorTellsOfTheLastAttemptAlone_data();
    void anErrorTellsOfTheLastAttemptAlone();
    void theServersWaitIsKept();
    void aWaitBeyondTheDeadlineIsNotBegun();
    void aConnectionThatDiedUnusedCostsNoAttempt();
    void whatWaitsIsSentWhenAPersonAsks();
    void everyRequestGoesThroughTheManager();
    void anAnswerOfAnyManagerIsRead_data();
    void anAnswerOfAnyManagerIsRead();
    void qtsOwnManagerServesToo();
};

void TestRegistryClient::aGoodPageArrives()
{
    Talk talk({goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY2(talk.answer->has_value(),
             talk.answer->has_value() ? "" : qPrintable(technicalLine(talk.error())));
    QCOMPARE((*talk.answer)->items.size(), 1U);
    QCOMPARE((*talk.answer)->requestId, u"7640819A-FB5B-4E25-A227-97717F62****"_s);
    QTRY_VERIFY(!talk.call.isRunning());
    QCOMPARE(talk.answers, 1);
}

void TestRegistryClient::theRequestIsSignedAsSent()
{
    Talk talk({goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.server.requests.size(), 1);
    const QByteArray request = talk.server.requests.first();
    QVERIFY(request.startsWith("POST /?InstanceId=cri-1&PageNo=1&PageSize=100"
                               "&Tag=v1~%2A%2B%2F%26%3D%25%E9%95%9C HTTP/1.1\r\n"));
    QCOMPARE(headerOf(request, "Host"), talk.server.endpoint().mid(7).toLatin1());
    QCOMPARE(headerOf(request, "x-acs-action"), "ListRepoSyncTask");
    QCOMPARE(headerOf(request, "x-acs-version"), "2018-12-01");
    QCOMPARE(headerOf(request, "x-acs-signature-nonce"), "n1");
    QCOMPARE(headerOf(request, "x-acs-security-token"), "hidden-token");
    QCOMPARE(headerOf(request, "Accept"), "application/json");
    QCOMPARE(headerOf(request, "Content-Length"), "0");
    QVERIFY(headerOf(request, "User-Agent").startsWith("image-sync-dashboard/"));
    // It would have to be signed, and the body is empty.
    QVERIFY(headerOf(request, "Content-Type").isEmpty());
    QVERIFY(headerOf(request, "Cookie").isEmpty());

    const QDateTime at =
        QDateTime::fromString(QString::fromLatin1(headerOf(request, "x-acs-date")), Qt::ISODate);
    const SignableRequest signable = signableRequest(
        requestFor(question), headerOf(request, "Host"), key, {.at = at, .nonce = "n1"});
    QCOMPARE(headerOf(request, "Authorization"), authorization(signable, key));
}

void TestRegistryClient::oneConnectionServesManyCalls()
{
    CallLimits limits = shortLimits();
    limits.connecting = 200ms; // the second request is never late, though nothing connects
    limits.silence = 5s;
    Talk talk({goodPage(), {.bytes = json(200, R"({"SyncTasks":[]})").bytes, .dripInterval = 5}},
              limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    talk.ask();
    QTRY_COMPARE(talk.answers, 2);
    QVERIFY(talk.answer->has_value());
    QCOMPARE(talk.server.connections(), 1);
    QCOMPARE(talk.server.requests.size(), 2);
}

void TestRegistryClient::instancesTasksInDetailAndRulesArriveToo()
{
    Talk talk({json(200, R"({"IsSuccess":true,"Instances":[{"InstanceId":"cri-1"}]})"),
               json(200, R"({"IsSuccess":true,"SyncTaskId":"rst-1","Progress":0})"),
               json(200, R"({"IsSuccess":true,"SyncRules":[{"SyncRuleId":"crsr-1"}]})")});
    std::optional<Result<RegistryInstancePage>> instances;
    talk.call = ask(talk.client, ListInstances{.regionId = u"cn-hangzhou"_s, .pageNo = 2},
                    [&](const auto &result) { instances = result; });
    QTRY_VERIFY(instances.has_value());
    QVERIFY(instances->has_value());
    QCOMPARE((*instances)->items.front().regionId, u"cn-hangzhou"_s); // the reply gave none
    QCOMPARE((*instances)->pageNo, 2);
    QCOMPARE((*instances)->pageSize, 100);

    std::optional<Result<SyncTaskDetail>> detail;
    talk.call =
        ask(talk.client, GetSyncTask{.instance = question.instance, .syncTaskId = u"rst-1"_s},
            [&](const auto &result) { detail = result; });
    QTRY_VERIFY(detail.has_value());
    QCOMPARE((*detail)->progress, 0);

    std::optional<Result<SyncRulePage>> rules;
    talk.call = ask(talk.client, ListSyncRules{.instance = question.instance},
                    [&](const auto &result) { rules = result; });
    QTRY_VERIFY(rules.has_value());
    QCOMPARE((*rules)->items.front().id, u"crsr-1"_s);
}

void TestRegistryClient::anErrorIsNotRepeatedWhereThatCannotHelp_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("permission") << json(403, refusal("NoPrivilege")).bytes << Kind::Permission
                                << u"NoPrivilege"_s;
    QTest::newRow("credential") << json(404, refusal("InvalidAccessKeyId.NotFound")).bytes
                                << Kind::Credential << u"InvalidAccessKeyId.NotFound"_s;
    QTest::newRow("bad request") << json(400, refusal("InvalidPageSize")).bytes << Kind::Request
                                 << u"InvalidPageSize"_s;
    QTest::newRow("unauthorized, with a challenge")
        << json(401, refusal("Odd"), "WWW-Authenticate: Basic realm=\"x\"\r\n").bytes
        << Kind::Credential << u"Odd"_s;
    QTest::newRow("200, but no success")
        << json(200, R"({"IsSuccess":false,"Code":"INSTANCE_NOT_EXIST","RequestId":"R-1"})").bytes
        << Kind::NotFound << u"INSTANCE_NOT_EXIST"_s;
    QTest::newRow("200, a code, and no word of success")
        << json(200, R"({"Code":"SOMETHING_BAD","SyncTasks":[],"RequestId":"R-1"})").bytes
        << Kind::Request << u"SOMETHING_BAD"_s;
    QTest::newRow("200, but HTML")
        << json(200, "<html>Login</html>", "x-acs-request-id: R-1\r\n").bytes << Kind::Protocol
        << u"PageInsteadOfReply"_s;
    QTest::newRow("200, another shape")
        << json(200, R"({"IsSuccess":true,"SyncTasks":{},"RequestId":"R-1"})").bytes
        << Kind::Protocol << u"UnexpectedReply"_s;
}

void TestRegistryClient::anErrorIsNotRepeatedWhereThatCannotHelp()
{
    QFETCH(QByteArray, reply);
    QFETCH(Kind, kind);
    QFETCH(QString, code);
    Talk talk({{.bytes = reply}, goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY(!talk.answer->has_value());
    QCOMPARE(talk.error().kind, kind);
    QCOMPARE(talk.error().code, code);
    QCOMPARE(talk.error().requestId, u"R-1"_s);
    QCOMPARE(talk.error().operation, u"ListRepoSyncTask"_s);
    QCOMPARE(talk.error().host, u"127.0.0.1"_s);
    QVERIFY(talk.error().httpStatus >= 200);
    QCOMPARE(talk.server.requests.size(), 1);
}

void TestRegistryClient::whatMayPassIsRepeatedWithANewSignature_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<bool>("closes");
    QTest::newRow("503") << json(503, refusal("ServiceUnavailable")).bytes << false;
    QTest::newRow("502, HTML") << json(502, "<html>").bytes << false;
    QTest::newRow("throttled") << json(400, refusal("Throttling.User")).bytes << false;
    QTest::newRow("nonce used") << json(400, refusal("SignatureNonceUsed")).bytes << false;
    QTest::newRow("200, but the server failed")
        << json(200, R"({"IsSuccess":false,"Code":"SystemError"})").bytes << false;
    QTest::newRow("200, but the server failed inside")
        << json(200, R"({"IsSuccess":false,"Code":"INTERNAL_ERROR"})").bytes << false;
    QTest::newRow("200, but throttled")
        << json(200, R"({"IsSuccess":false,"Code":"Throttling.User"})", "x-acs-retry-after: 3\r\n")
               .bytes
        << false;
    QTest::newRow("the server wants to be asked again")
        << json(400, refusal("SomethingOdd"), "x-acs-retry-after: 3\r\n").bytes << false;
    QTest::newRow("cut off") << goodPage().bytes.chopped(10) << true;
    QTest::newRow("silent") << QByteArray() << false;
}

void TestRegistryClient::whatMayPassIsRepeatedWithANewSignature()
{
    QFETCH(QByteArray, reply);
    QFETCH(bool, closes);
    Talk talk({{.bytes = reply, .closes = closes}, goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY2(talk.answer->has_value(),
             talk.answer->has_value() ? "" : qPrintable(technicalLine(talk.error())));
    QCOMPARE(talk.server.requests.size(), 2);
    QCOMPARE(headerOf(talk.server.requests[0], "x-acs-signature-nonce"), "n1");
    QCOMPARE(headerOf(talk.server.requests[1], "x-acs-signature-nonce"), "n2");
    QVERIFY(headerOf(talk.server.requests[0], "Authorization") !=
            headerOf(talk.server.requests[1], "Authorization"));
}

void TestRegistryClient::aRefusalThatIsCutOffIsARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("400") << 400 << QByteArray("MissingTag") << Kind::Request;
    QTest::newRow("401") << 401 << QByteArray("InvalidAccessKeyId.NotFound") << Kind::Credential;
    QTest::newRow("403") << 403 << QByteArray("NoPermission") << Kind::Permission;
    QTest::newRow("404") << 404 << QByteArray("REPO_NOT_EXIST") << Kind::NotFound;
}

void TestRegistryClient::aRefusalThatIsCutOffIsARefusal()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, code);
    QFETCH(const Kind, kind);
    const Turn cutOff{.bytes = "HTTP/1.1 " + QByteArray::number(status) +
                               " X\r\nContent-Length: 900\r\n\r\n" + refusal(code),
                      .closes = true};
    Talk talk({cutOff, goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY(!talk.answer->has_value());
    QCOMPARE(talk.error().kind, kind);
    QCOMPARE(talk.error().code, QString::fromLatin1(code));
    QCOMPARE(talk.error().httpStatus, status);
    QCOMPARE(talk.server.requests.size(), 1);
}

void TestRegistryClient::attemptsComeToAnEnd()
{
    Talk talk(std::vector<Turn>(20, Turn{.resets = true}));
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Network);
    QCOMPARE(talk.error().code, u"ConnectionClosed"_s);
    QSet<QByteArray> nonces;
    for (const QByteArray &request : talk.server.requests)
        nonces << headerOf(request, "x-acs-signature-nonce");
    QCOMPARE(nonces.size(), 3);
    QCOMPARE(talk.server.requests.size(), 3); // nothing is sent again by itself
}

void TestRegistryClient::anErrorTellsOfTheLastAttemptAlone_data()
{
    QTest::addColumn<Turn>("last");
    QTest::addColumn<std::chrono::milliseconds>("whole");
    QTest::addColumn<QString>("code");
    QTest::newRow("reset") << Turn{.resets = true} << 5000ms << u"ConnectionClosed"_s;
    QTest::newRow("closed") << Turn{.closes = true} << 5000ms << u"ConnectionClosed"_s;
    QTest::newRow("silent") << Turn{} << 5000ms << u"ReplyTimeout"_s;
    QTest::newRow("silent up to the deadline") << Turn{} << 200ms << u"CallTimeout"_s;
}

void TestRegistryClient::anErrorTellsOfTheLastAttemptAlone()
{
    QFETCH(const Turn, last);
    QFETCH(const std::chrono::milliseconds, whole);
    QFETCH(const QString, code);
    CallLimits limits = shortLimits();
    limits.whole = whole;
    std::vector<Turn> turns(10, last);
    turns.front() = json(503, refusal("ServiceUnavailable"), "x-acs-request-id: R-0\r\n");
    Talk talk(turns, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY(talk.server.requests.size() > 1);
    QVERIFY(!talk.answer->has_value());
    QCOMPARE(talk.error().code, code);
    QCOMPARE(talk.error().requestId, QString());
    QCOMPARE(talk.error().httpStatus, 0);
}

void TestRegistryClient::theServersWaitIsKept()
{
    ScriptedServer server({json(429, refusal("Throttling.Api"),
                                "x-ratelimit-user-api: Limit:1,Remain:0,TimeLeft:2000,Reset:9\r\n"),
                           goodPage()});
    ManualClock clock;
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource());
    std::optional<Result<SyncTaskPage>> answer;
    const PendingCall call = ask(client, question, [&](const auto &result) { answer = result; });
    // Once the first reply is in: the deadline of the call, and the wait.
    QTRY_COMPARE(server.requests.size(), 1);
    QTRY_VERIFY(clock.waiting() == 2);
    QTest::qWait(20);
    clock.advance(1999ms);
    QTest::qWait(20);
    QCOMPARE(server.requests.size(), 1);
    clock.advance(1ms);
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->has_value());
    QCOMPARE(server.requests.size(), 2);
    QCOMPARE(headerOf(server.requests[0], "x-acs-date"), "2026-11-24T14:00:00Z");
    QCOMPARE(headerOf(server.requests[1], "x-acs-date"), "2026-11-24T14:00:02Z");
}

void TestRegistryClient::aWaitBeyondTheDeadlineIsNotBegun()
{
    Talk talk({json(429, refusal("Throttling"), "Retry-After: 30\r\n"), goodPage()});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.error().kind, Kind::Throttled);
    QCOMPARE(talk.error().retryAfter, 30s);
    QCOMPARE(talk.server.requests.size(), 1);
}

void TestRegistryClient::aConnectionThatDiedUnusedCostsNoAttempt()
{
    CallLimits limits = shortLimits();
    limits.retry.maxAttempts = 1;
    Talk talk({goodPage(), {.resets = true}, goodPage()}, limits);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    talk.ask();
    QTRY_COMPARE(talk.answers, 2);
    QVERIFY(talk.answer->has_value());
    QCOMPARE(talk.server.requests.size(), 3);
    QCOMPARE(headerOf(talk.server.requests.last(), "x-acs-signature-nonce"), "n3");
}

void TestRegistryClient::whatWaitsIsSentWhenAPersonAsks()
{
    ScriptedServer server({json(429, refusal("Throttling"), "Retry-After: 30\r\n"), goodPage()});
    ManualClock clock;
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource());
    std::optional<Result<SyncTaskPage>> answer;
    const PendingCall call = ask(client, question, [&](const auto &result) { answer = result; });
    client.askNow(); // nothing waits yet
    QTRY_COMPARE(server.requests.size(), 1);
    QTRY_COMPARE(clock.waiting(), 2);
    QTest::qWait(20);
    client.askNow();
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->has_value());
    QCOMPARE(server.requests.size(), 2);
}

void TestRegistryClient::everyRequestGoesThroughTheManager()
{
    const auto network = std::make_shared<RecordingNetwork>();
    network->answers = {{.status = 503, .body = refusal("ServiceUnavailable")},
                        {.body = samplePageJson()},
                        {.body = R"({"RequestId":"R","Code":"success","IsSuccess":true})"}};
    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = u"https://cr.example.test"_s}, clock,
                          countingRandomSource(), shortLimits(), network);
    std::optional<Result<SyncTaskPage>> page;
    PendingCall call = ask(client, question, [&](const auto &result) { page = result; });
    QTRY_VERIFY(page.has_value());
    QVERIFY(page->has_value());
    QCOMPARE((*page)->items.size(), 1U);
    std::optional<Result<ActionReceipt>> receipt;
    call = ask(client, CancelSyncTask{.instance = question.instance, .syncTaskId = u"rst-1"_s},
               [&](const auto &result) { receipt = result; });
    QTRY_VERIFY(receipt.has_value());
    QVERIFY(receipt->has_value());

    QCOMPARE(network->requests.size(), 3);
    for (const QNetworkRequest &request : network->requests) {
        QCOMPARE(request.url().host(), u"cr.example.test"_s);
        QVERIFY(request.rawHeader("Authorization").startsWith("ACS3-HMAC-SHA256 "));
        QCOMPARE(request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray(), "POST");
        QCOMPARE(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
                 int{QNetworkRequest::ManualRedirectPolicy});
        QCOMPARE(request.transferTimeout(), 300);
    }
    QCOMPARE(network->requests[1].rawHeader("x-acs-action"), "ListRepoSyncTask");
    QCOMPARE(network->requests[1].rawHeader("x-acs-signature-nonce"), "n2");
    QCOMPARE(network->requests[2].rawHeader("x-acs-action"), "CancelRepoSyncTask");
}

void TestRegistryClient::anAnswerOfAnyManagerIsRead_data()
{
    using Reply = QNetworkReply;
    QTest::addColumn<CannedAnswer>("answer");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const CannedAnswer &answer, Kind kind,
                        const QString &code) { QTest::newRow(name) << answer << kind << code; };
    row("name not known", {.error = Reply::HostNotFoundError}, Kind::Network, u"HostNotFound"_s);
    row("refused", {.error = Reply::ConnectionRefusedError}, Kind::Network, u"ConnectionRefused"_s);
    row("silent", {.error = Reply::OperationCanceledError}, Kind::Timeout, u"ReplyTimeout"_s);
    row("no TLS", {.error = Reply::SslHandshakeFailedError}, Kind::Network,
        u"TlsHandshakeFailed"_s);
    row("proxy", {.error = Reply::ProxyConnectionRefusedError}, Kind::Network, u"ProxyRefused"_s);
    row("not HTTP", {.error = Reply::ProtocolFailure}, Kind::Protocol, u"NotHttp"_s);
    row("packed badly", {.status = 200, .error = Reply::UnknownContentError}, Kind::Protocol,
        u"UnreadableContent"_s);
    // Once on a connection of its own, so not without end.
    row("sent again in vain", {.error = Reply::ContentReSendError}, Kind::Network,
        u"ConnectionClosed"_s);
    row("an error that is a status",
        {.status = 403, .body = refusal("NoPrivilege"), .error = Reply::ContentAccessDenied},
        Kind::Permission, u"NoPrivilege"_s);
    row("another one",
        {.status = 429, .body = refusal("Throttling"), .error = Reply::UnknownContentError},
        Kind::Throttled, u"Throttling"_s);
}

void TestRegistryClient::anAnswerOfAnyManagerIsRead()
{
    QFETCH(CannedAnswer, answer);
    const auto network = std::make_shared<RecordingNetwork>();
    network->answers.assign(10, answer);
    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = u"https://cr.example.test"_s}, clock,
                          countingRandomSource(), shortLimits(), network);
    std::optional<Result<SyncTaskPage>> page;
    const PendingCall call = ask(client, question, [&](const auto &result) { page = result; });
    QTRY_VERIFY(page.has_value());
    QVERIFY(!page->has_value());
    QTEST(page->error().kind, "kind");
    QTEST(page->error().code, "code");
}

void TestRegistryClient::qtsOwnManagerServesToo()
{
    ScriptedServer server({json(503, refusal("ServiceUnavailable")), goodPage()});
    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, countingRandomSource(),
                          shortLimits(), std::make_shared<QNetworkAccessManager>());
    std::optional<Result<SyncTaskPage>> page;
    const PendingCall call = ask(client, question, [&](const auto &result) { page = result; });
    QTRY_VERIFY(page.has_value());
    QVERIFY(page->has_value());
    QCOMPARE(server.requests.size(), 2);
}

QTEST_GUILESS_MAIN(TestRegistryClient)
#include "tst_registryclient.moc"
