#include "requestbudget.h"
#include "talk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};

/// A client of a scripted server that cancels one task.
struct Cancelling {
    explicit Cancelling(std::vector<Turn> turns, const CallLimits &limits = shortLimits())
        : talk(std::move(turns), limits)
    {
    }

    void cancel()
    {
        call = ask(talk.client, CancelSyncTask{.instance = instance, .syncTaskId = u"rst-1"_s},
                   [this](const Result<ActionReceipt> &receipt) {
                       ++answers;
                       answer = receipt;
                   });
    }

    Talk talk;
    PendingCall call{};
    std::optional<Result<ActionReceipt>> answer{};
    int answers = 0;
};

} // namespace

class TestActionCall final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReceiptArrives();
    void anActionIsSentOnceWhateverComesBack_data();
    void anActionIsSentOnceWhateverComesBack();
    void anActionHasAConnectionOfItsOwn();
    void aSlowReplyIsNotALateConnection();
    void whatNeverLeftIsNotInDoubt();
    void questionsAreNeverInDoubt();
    void actionsAndLookupsGoThroughTheBudget();
    void aDroppedActionThatWasNotSentIsNotSent();
    void aDroppedActionEndsQuietly();
    void aClientThatDiesTakesItsActionsAlong();
};

void TestActionCall::aReceiptArrives()
{
    Cancelling one({json(200, R"({"RequestId":"R","Code":"success","IsSuccess":true})")});
    one.cancel();
    QCOMPARE(one.answers, 0);
    QTRY_COMPARE(one.answers, 1);
    QVERIFY(one.answer->has_value());
    QCOMPARE((*one.answer)->requestId, u"R"_s);
    const QByteArray request = one.talk.server.requests.first();
    QVERIFY(request.startsWith("POST /?InstanceId=cri-1&SyncTaskId=rst-1 HTTP/1.1\r\n"));
    QCOMPARE(headerOf(request, "x-acs-action"), "CancelRepoSyncTask");
    QCOMPARE(headerOf(request, "Content-Length"), "0");
    QVERIFY(headerOf(request, "Content-Type").isEmpty()); // it would have to be signed
}

void TestActionCall::anActionIsSentOnceWhateverComesBack_data()
{
    QTest::addColumn<std::vector<Turn>>("turns");
    QTest::addColumn<bool>("isInDoubt");
    const auto row = [](const char *name, const Turn &turn, bool isInDoubt) {
        // The same again, should anybody ask.
        QTest::newRow(name) << std::vector<Turn>{turn, turn, turn} << isInDoubt;
    };
    row("reset", {.resets = true}, true);
    row("closed", {.closes = true}, true);
    row("cut in the head", {.bytes = "HTTP/1.1 200 OK\r\nContent-", .closes = true}, true);
    row("cut in the body",
        {.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"IsSuccess\":true",
         .closes = true},
        true);
    row("short JSON", json(200, R"({"IsSuccess":true,"Requ)"), true);
    row("nothing said", json(200, "{}"), true);
    row("silent", {}, true);
    row("permission", json(403, refusal("NoPrivilege")), false);
    row("gone", json(400, refusal("SYNC_TASK_NOT_EXIST")), false);
    row("throttled", json(400, refusal("Throttling.User")), false);
    row("received twice", json(400, refusal("SignatureNonceUsed")), true);
    row("server fault", json(500, refusal("SystemError")), true);
    row("busy", json(503, refusal("ServiceUnavailable")), true);
    row("gateway", json(502, "<html>Bad Gateway</html>"), true);
    row("somebody else's 403", json(403, "<html>Blocked</html>"), true);
    row("refused in a good status", json(200, R"({"IsSuccess":false,"Code":"INSTANCE_NOT_EXIST"})"),
        false);
    row("failed in a good status", json(200, R"({"IsSuccess":false,"Code":"SystemError"})"), true);
    row("redirect", json(302, "", "Location: http://127.0.0.1:1/\r\n"), true);
    row("asks who we are", json(401, "", "WWW-Authenticate: Basic realm=\"x\"\r\n"), true);
}

void TestActionCall::anActionIsSentOnceWhateverComesBack()
{
    QFETCH(std::vector<Turn>, turns);
    QFETCH(bool, isInDoubt);
    Cancelling one(turns);
    one.cancel();
    QTRY_COMPARE(one.answers, 1);
    QVERIFY(!one.answer->has_value());
    QCOMPARE(one.answer->error().isOutcomeInDoubt, isInDoubt);
    QCOMPARE(one.answer->error().operation, u"CancelRepoSyncTask"_s);
    QTest::qWait(20); // what would be sent again is sent at once
    QCOMPARE(one.talk.server.requests.size(), 1);
    QCOMPARE(one.answers, 1);
}

void TestActionCall::anActionHasAConnectionOfItsOwn()
{
    const Turn done = json(200, R"({"Code":"success","IsSuccess":true})");
    Cancelling one({goodPage(), done, done});
    one.talk.ask();
    QTRY_COMPARE(one.talk.answers, 1);
    QCOMPARE(one.talk.server.connections(), 1);
    one.cancel();
    QTRY_COMPARE(one.answers, 1);
    QVERIFY(one.answer->has_value());
    one.cancel();
    QTRY_COMPARE(one.answers, 2);
    // Those of the actions close behind them.
    QTRY_COMPARE(one.talk.server.connections(), 1);
}

void TestActionCall::aSlowReplyIsNotALateConnection()
{
    CallLimits limits = shortLimits();
    limits.connecting = 100ms;
    limits.silence = 5s;
    Cancelling one(
        {{.bytes = json(200, R"({"Code":"success","IsSuccess":true})").bytes, .dripInterval = 5}},
        limits);
    one.cancel();
    QTRY_COMPARE(one.answers, 1);
    QVERIFY2(one.answer->has_value(), "it connected in time");
}

void TestActionCall::whatNeverLeftIsNotInDoubt()
{
    Cancelling one(std::vector<Turn>{});
    one.talk.server.close();
    one.cancel();
    QTRY_COMPARE(one.answers, 1);
    QCOMPARE(one.answer->error().code, u"ConnectionRefused"_s);
    QVERIFY(!one.answer->error().isOutcomeInDoubt);

    SystemClock clock;
    RegistryClient client(key, {.ownEndpoint = u"http://example.com"_s}, clock);
    std::optional<ApiError> error;
    const PendingCall call =
        ask(client, DeleteSyncRule{.instance = instance, .syncRuleId = u"crsr-1"_s},
            [&error](const Result<ActionReceipt> &receipt) { error = receipt.error(); });
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, Kind::Configuration);
    QVERIFY(!error->isOutcomeInDoubt);
}

void TestActionCall::questionsAreNeverInDoubt()
{
    Talk talk({{.resets = true}, {.closes = true}, {.resets = true}, {.closes = true}});
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QVERIFY(!talk.error().isOutcomeInDoubt);
}

void TestActionCall::actionsAndLookupsGoThroughTheBudget()
{
    ScriptedServer server(
        {json(200, R"({"IsSuccess":true,"RepoId":"crr-1"})"),
         json(200, R"({"IsSuccess":true,"Digest":"d"})"),
         json(200, R"({"IsSuccess":true,"Repositories":[{"RepoId":"crr-1"}]})"),
         json(200, R"({"IsSuccess":true})"), json(200, R"({"IsSuccess":true,"SyncTaskId":"t1"})"),
         json(200, R"({"IsSuccess":true,"SyncTaskId":"t2"})"),
         json(200, R"({"IsSuccess":true,"SyncRuleId":"r1"})"), json(200, R"({"IsSuccess":true})")});
    SystemClock clock;
    RequestBudget budget(std::make_unique<RegistryClient>(
                             key, EndpointRule{.ownEndpoint = server.endpoint()}, clock),
                         clock);
    QStringList got;
    const auto note = [&got](const QString &what) {
        return [&got, what](const auto &result) { got << (result ? what : u"error"_s); };
    };
    PendingCall call =
        ask(budget,
            GetRepository{.instance = instance, .namespaceName = u"team"_s, .repoName = u"app"_s},
            note(u"repository"_s));
    QTRY_COMPARE(got.size(), 1);
    call = ask(budget, GetRepositoryTag{.instance = instance, .repoId = u"crr-1"_s, .tag = u"v1"_s},
               note(u"tag"_s));
    QTRY_COMPARE(got.size(), 2);
    call = ask(budget, ListRepositories{.instance = instance}, note(u"repositories"_s));
    QTRY_COMPARE(got.size(), 3);
    call = ask(budget, CancelSyncTask{.instance = instance, .syncTaskId = u"rst-1"_s},
               note(u"cancelled"_s));
    QTRY_COMPARE(got.size(), 4);
    call = ask(budget, RunSyncRule{.instance = instance}, note(u"run"_s));
    QTRY_COMPARE(got.size(), 5);
    call = ask(budget, CreateSyncTask{.instance = instance}, note(u"task"_s));
    QTRY_COMPARE(got.size(), 6);
    call = ask(budget, CreateSyncRule{.instance = instance}, note(u"rule"_s));
    QTRY_COMPARE(got.size(), 7);
    call = ask(budget, DeleteSyncRule{.instance = instance, .syncRuleId = u"crsr-1"_s},
               note(u"deleted"_s));
    QTRY_COMPARE(got.size(), 8);
    QCOMPARE(got.join(u' '), u"repository tag repositories cancelled run task rule deleted"_s);
    QStringList asked;
    for (const QByteArray &request : server.requests)
        asked << QString::fromLatin1(headerOf(request, "x-acs-action"));
    QCOMPARE(asked.join(u' '),
             u"GetRepository GetRepoTag ListRepository CancelRepoSyncTask CreateRepoSyncTaskByRule "
             u"CreateRepoSyncTask CreateRepoSyncRule DeleteRepoSyncRule"_s);
    QVERIFY(server.requests[1].startsWith("GET /?"));
    QCOMPARE(budget.use().lastMinute, 8);
}

void TestActionCall::aDroppedActionThatWasNotSentIsNotSent()
{
    Cancelling one({json(200, R"({"Code":"success","IsSuccess":true})")});
    one.cancel();
    one.call = {};
    QTest::qWait(30);
    QCOMPARE(one.talk.server.requests.size(), 0);
    QCOMPARE(one.answers, 0);
}

void TestActionCall::aDroppedActionEndsQuietly()
{
    Cancelling one(std::vector<Turn>(2));
    one.cancel();
    QTRY_COMPARE(one.talk.server.requests.size(), 1);
    one.call = {};
    QTRY_COMPARE(one.talk.server.connections(), 0);
    QCOMPARE(one.answers, 0);
    QCOMPARE(one.talk.server.requests.size(), 1);
}

void TestActionCall::aClientThatDiesTakesItsActionsAlong()
{
    ScriptedServer server(std::vector<Turn>(2));
    SystemClock clock;
    int answers = 0;
    PendingCall call;
    {
        RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock);
        call = ask(client, CancelSyncTask{.instance = instance, .syncTaskId = u"rst-1"_s},
                   [&answers](const Result<ActionReceipt> &) { ++answers; });
        QTRY_COMPARE(server.requests.size(), 1);
    }
    QTRY_COMPARE(server.connections(), 0);
    QCOMPARE(answers, 0);
}

QTEST_GUILESS_MAIN(TestActionCall)
#include "tst_actioncall.moc"
