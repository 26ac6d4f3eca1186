#include "credentialsources.h"
#include "manualclock.h"
#include "requestsigner.h"
#include "talk.h"
#include "usersumask.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <sys/stat.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Credentials caller{.accessKeyId = "idCaller",
                         .accessKeySecret = Secret("canary-secret"),
                         .securityToken = Secret("canary-token"),
                         .source = u"profile 'a'"_s};

/// What STS answers.
QByteArray stsKey(const QByteArray &id)
{
    return R"({"RequestId":"R","Credentials":{"AccessKeyId":")" + id +
           R"(","AccessKeySecret":"canary-)" + id +
           R"(","SecurityToken":"canary-token","Expiration":"2026-11-24T15:00:00Z"}})";
}

/// What metadata and addresses answer.
const QByteArray successKey =
    R"({"Code":"Success","AccessKeyId":"idS","AccessKeySecret":"canary-s",
        "SecurityToken":"canary-t","LastUpdated":"x","Expiration":"2026-11-24T15:00:00Z"})";

Turn text(int status, const QByteArray &body)
{
    return {.bytes = "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

/// Everybody who is asked for a key, in one server.
struct Cloud {
    explicit Cloud(std::vector<Turn> turns) : server(std::move(turns)) {}

    [[nodiscard]] CredentialServices services()
    {
        return {.network = systemNetwork(QProcessEnvironment()),
                .clock = clock,
                .randomSource = countingRandomSource(),
                .environment = environment,
                .metadata = server.endpoint()};
    }
    [[nodiscard]] AssumedRole role(const QString &arn) const
    {
        return {.arn = arn, .endpoint = server.endpoint()};
    }
    /// Asks for the key of \p plan; time stands still meanwhile.
    Result<Credentials> fetch(const CredentialPlan &plan)
    {
        source = makeCredentialSource(plan, services());
        start();
        [[maybe_unused]] const bool came = QTest::qWaitFor([this] { return answer.has_value(); });
        return answer.value_or(tl::unexpected(ApiError{.code = u"Silence"_s}));
    }
    void start()
    {
        answer.reset();
        call = source->ask([this](const Result<Credentials> &key) { answer = key; });
    }
    /// "GET /path" of each request.
    [[nodiscard]] QByteArray asked() const
    {
        QByteArrayList lines;
        for (const QByteArray &request : server.requests)
            lines << request.left(request.indexOf(" HTTP/"));
        return lines.join('\n');
    }

    ScriptedServer server;
    ManualClock clock{};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    std::shared_ptr<CredentialSource> source{};
    std::optional<Result<Credentials>> answer{};
    PendingCall call{};
};

/// A script that a command runs.
struct Script {
    explicit Script(const QByteArray &lines)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(lines);
    }
    [[nodiscard]] QString path() const { return folder.filePath(u"a script"_s); }
    [[nodiscard]] QString command(const QString &arguments = {}) const
    {
        return u"/bin/sh '"_s + path() + u"' "_s + arguments;
    }

    QTemporaryDir folder{};
};

/// Writes the ids of two processes that would go on for long: its own, and of one it has started.
const QByteArray hangingScript = R"(sleep 1000 & echo $$ $! > "$0.part"; mv "$0.part" "$0.ids"
    wait)";

/// Those ids; empty before they are there.
QByteArrayList idsOf(const Script &script)
{
    QFile file(script.path() + u".ids"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split(' ') : QByteArrayList();
}

/// One that is dead may still be there, in state Z, until somebody has asked for its exit code.
bool isAlive(const QByteArray &id)
{
    QFile file(u"/proc/"_s + QString::fromLatin1(id) + u"/stat"_s);
    return file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
}

/// Without an event loop: the kernel needs a moment.
bool areDeadSoon(const QByteArrayList &ids)
{
    for (int i = 0; i < 1'000 && std::ranges::any_of(ids, isAlive); ++i)
        QThread::usleep(500);
    return std::ranges::none_of(ids, isAlive);
}

QStringList logged;

void keepLog(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &message)
{
    logged << message;
}

} // namespace

class TestCredentialFetch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRoleIsAskedForWithASignature();
    void aRoleIsTakenOnWithTheKeyOfTheRoleBefore();
    void theKeyOfARoleIsRenewed();
    void aCallerWhoseKeyHasEndedIsAskedOnceMore();
    void aCallerWhoseKeyIsStillTheSameIsNotSentAgain();
    void aWrongClockLearnsFromARefusal();
    void whatTheTokenServiceSaysIsTold_data();
    void whatTheTokenServiceSaysIsTold();
    void anIdentityProvidersTokenIsSentUnsigned();
    void aTokenFileIsReadEachTime();
    void theMachineIsAskedForARole_data();
    void theMachineIsAskedForARole();
    void aMachineThatIsSilentIsNotWaitedFor();
    void anAddressGivesAKey();
    void aCommandPrintsAKey_data();
    void aCommandPrintsAKey();
    void aCommandThatCannotBeSplitSaysWhy();
    void aCommandGetsNoKey();
    void aCommandHasTheUmaskOfTheUser();
    void aCommandIsNotWaitedForLongerThanAMinute();
    void aCommandThatHangsIsNamedByTheCallThatNeedsItsKey();
    void aCommandEndsWithItsSource_data();
    void aCommandEndsWithItsSource();
    void nobodyIsAskedWhenNobodyWaits();
    void noErrorHoldsASecret_data();
    void noErrorHoldsASecret();
};

void TestCredentialFetch::aRoleIsAskedForWithASignature()
{
    Cloud cloud({json(200, stsKey("STS.1"))});
    AssumedRole role = cloud.role(u"acs:ram::1:role/r"_s);
    role.sessionName = u"me"_s;
    role.externalId = u"a b"_s;
    role.policy = u"{}"_s;
    role.seconds = 900;
    const Result<Credentials> found =
        cloud.fetch({.origin = caller, .roles = {role}, .source = u"profile 'b'"_s});
    QVERIFY(found.has_value());
    QCOMPARE(found->accessKeyId, "STS.1");
    QCOMPARE(found->accessKeySecret.reveal(), "canary-STS.1");
    QCOMPARE(found->securityToken.reveal(), "canary-token");
    QCOMPARE(found->source, u"profile 'b'"_s);
    QCOMPARE(found->expiresAt, QDateTime(QDate(2026, 11, 24), QTime(15, 0), Qt::UTC));

    const QByteArray request = cloud.server.requests.first();
    QVERIFY2(request.startsWith("POST /?DurationSeconds=900&ExternalId=a%20b&Policy=%7B%7D&"
                                "RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=me HTTP/1.1"),
             request.constData());
    const ApiRequest asked{.operation = "AssumeRole",
                           .version = "2015-04-01",
                           .parameters = {{.name = "DurationSeconds", .value = "900"},
                                          {.name = "ExternalId", .value = "a b"},
                                          {.name = "Policy", .value = "{}"},
                                          {.name = "RoleArn", .value = "acs:ram::1:role/r"},
                                          {.name = "RoleSessionName", .value = "me"}}};
    const QByteArray host = cloud.server.endpoint().mid(7).toLatin1(); // without http://
    QCOMPARE(headerOf(request, "Authorization"),
             authorization(
                 signableRequest(asked, host, caller, {.at = cloud.clock.now(), .nonce = "n1"}),
                 caller));
    QCOMPARE(headerOf(request, "x-acs-security-token"), "canary-token");
}

void TestCredentialFetch::aRoleIsTakenOnWithTheKeyOfTheRoleBefore()
{
    Cloud cloud({text(404, {}), text(200, successKey), json(200, stsKey("STS.1")),
                 json(200, stsKey("STS.2"))});
    const Result<Credentials> found = cloud.fetch(
        {.origin = EcsRole{.name = u"m"_s}, .roles = {cloud.role(u"one"_s), cloud.role(u"two"_s)}});
    QVERIFY(found.has_value());
    QCOMPARE(found->accessKeyId, "STS.2");
    QCOMPARE(cloud.server.requests.size(), 4);
    QVERIFY(cloud.server.requests[2].contains("RoleArn=one"));
    QCOMPARE(headerOf(cloud.server.requests[2], "x-acs-accesskey-id"), "idS");
    QVERIFY(cloud.server.requests[3].contains("RoleArn=two"));
    QCOMPARE(headerOf(cloud.server.requests[3], "x-acs-accesskey-id"), "STS.1");
}

void TestCredentialFetch::theKeyOfARoleIsRenewed()
{
    Cloud cloud({json(200, stsKey("STS.1")), json(200, stsKey("STS.2").replace("T15", "T16")),
                 json(500, {})});
    QVERIFY(cloud.fetch({.origin = caller, .roles = {cloud.role(u"r"_s)}}).has_value());
    QCOMPARE(cloud.source->ready()->accessKeyId, "STS.1");
    cloud.clock.advance(57min);
    QVERIFY(!cloud.source->ready());
    cloud.start();
    QTRY_VERIFY(cloud.answer.has_value());
    QCOMPARE((*cloud.answer)->accessKeyId, "STS.1"); // it is valid for three more minutes
    QTRY_VERIFY(cloud.source->ready());
    QCOMPARE(cloud.source->ready()->accessKeyId, "STS.2");
    cloud.clock.advance(60min);
    cloud.start();
    QTRY_VERIFY(cloud.answer.has_value());
    QCOMPARE((*cloud.answer)->accessKeyId, "STS.2");
}

void TestCredentialFetch::aCallerWhoseKeyHasEndedIsAskedOnceMore()
{
    const Turn ended = json(400, refusal("InvalidSecurityToken.Expired"));
    const Turn inactive = json(400, refusal("InvalidAccessKeyId.Inactive"));
    const QByteArray other = QByteArray(successKey).replace("idS", "idT");
    Cloud cloud({text(200, successKey), ended, text(200, other), json(200, stsKey("STS.1"))});
    CredentialPlan plan{.origin = KeyAddress{.uri = cloud.server.endpoint()},
                        .roles = {cloud.role(u"r"_s)}};
    QVERIFY(cloud.fetch(plan).has_value());
    QCOMPARE(headerOf(cloud.server.requests[1], "x-acs-accesskey-id"), "idS");
    QCOMPARE(headerOf(cloud.server.requests[3], "x-acs-accesskey-id"), "idT");

    Cloud again({text(200, successKey), ended, text(200, other), ended, json(200, stsKey("S"))});
    plan = {.origin = KeyAddress{.uri = again.server.endpoint()}, .roles = {again.role(u"r"_s)}};
    QCOMPARE(again.fetch(plan).error().code, u"InvalidSecurityToken.Expired"_s);
    QCOMPARE(again.server.requests.size(), 4);

    Cloud replaced({text(200, successKey), inactive, text(200, other), json(200, stsKey("S"))});
    plan = {.origin = KeyAddress{.uri = replaced.server.endpoint()},
            .roles = {replaced.role(u"r"_s)}};
    QVERIFY(replaced.fetch(plan).has_value());

    Cloud constant({ended, json(200, stsKey("S"))});
    QVERIFY(!constant.fetch({.origin = caller, .roles = {constant.role(u"r"_s)}}));
    QCOMPARE(constant.server.requests.size(), 1); // there is no other key
}

void TestCredentialFetch::aCallerWhoseKeyIsStillTheSameIsNotSentAgain()
{
    const Turn ended = json(400, refusal("InvalidSecurityToken.Expired"));
    Cloud cloud({text(200, successKey), ended, text(200, successKey), json(200, stsKey("S"))});
    const CredentialPlan plan{.origin = KeyAddress{.uri = cloud.server.endpoint()},
                              .roles = {cloud.role(u"r"_s)}};
    const ApiError error = cloud.fetch(plan).error();
    QCOMPARE(error.code, u"InvalidSecurityToken.Expired"_s);
    QCOMPARE(error.operation, u"AssumeRole"_s);
    QCOMPARE(cloud.server.requests.size(), 3);
}

/// Without a key the registry is never asked, so that nobody else can tell the time.
void TestCredentialFetch::aWrongClockLearnsFromARefusal()
{
    const Turn refused =
        json(400, refusal("InvalidTimeStamp.Expired"), "Date: Tue, 24 Nov 2026 14:20:00 GMT\r\n");
    Cloud cloud({refused, json(200, stsKey("STS.1"))});
    RegistryClock clock(cloud.clock); // which is 20 minutes behind
    const auto learn = [&clock](const ServerTime &time) { clock.learn(time); };
    const std::shared_ptr<CredentialSource> source =
        makeCredentialSource({.origin = caller, .roles = {cloud.role(u"r"_s)}},
                             {.network = systemNetwork(QProcessEnvironment()),
                              .clock = clock,
                              .randomSource = countingRandomSource(),
                              .serverTimes = learn});
    for (const bool isRefused : {true, false}) {
        std::optional<bool> cameKey;
        const PendingCall call = source->ask(
            [&cameKey](const Result<Credentials> &found) { cameKey = found.has_value(); });
        QTRY_VERIFY(cameKey.has_value());
        QCOMPARE(*cameKey, !isRefused);
    }
    QVERIFY(headerOf(cloud.server.requests[1], "x-acs-date").startsWith("2026-11-24T14:20:00"));
}

void TestCredentialFetch::whatTheTokenServiceSaysIsTold_data()
{
    QTest::addColumn<Turn>("turn");
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::addColumn<QString>("code");
    using Kind = ApiError::Kind;
    QTest::newRow("not allowed") << json(403, refusal("NoPermission")) << Kind::Credential
                                 << u"NoPermission"_s;
    QTest::newRow("no such role") << json(404, refusal("EntityNotExist.Role")) << Kind::Credential
                                  << u"EntityNotExist.Role"_s;
    QTest::newRow("bad parameter")
        << json(400, refusal("InvalidParameter")) << Kind::Credential << u"InvalidParameter"_s;
    QTest::newRow("busy") << json(503, refusal("ServiceUnavailable")) << Kind::Server
                          << u"ServiceUnavailable"_s;
    QTest::newRow("no key in it") << json(200, R"({"RequestId":"R"})") << Kind::Protocol
                                  << u"UnexpectedReply"_s;
    QTest::newRow("no JSON") << json(200, "<html>") << Kind::Protocol << u"PageInsteadOfReply"_s;
    QTest::newRow("no end") << json(200, stsKey("i").replace("2026-11", "soon")) << Kind::Protocol
                            << u"UnexpectedReply"_s;
    QTest::newRow("a header in it")
        << json(200, stsKey("i\\nX: 1")) << Kind::Credential << u"MalformedCredentials"_s;
    QTest::newRow("closed") << Turn{.closes = true} << Kind::Network << u"ConnectionClosed"_s;
}

void TestCredentialFetch::whatTheTokenServiceSaysIsTold()
{
    QFETCH(Turn, turn);
    Cloud cloud({turn});
    const ApiError error = cloud.fetch({.origin = caller, .roles = {cloud.role(u"r"_s)}}).error();
    QTEST(error.kind, "kind");
    QTEST(error.code, "code");
    QCOMPARE(error.operation, u"AssumeRole"_s);
    QCOMPARE(error.host, u"127.0.0.1"_s);
}

void TestCredentialFetch::anIdentityProvidersTokenIsSentUnsigned()
{
    const Script token("canary.jwt\n");
    Cloud cloud({json(200, stsKey("STS.1"))});
    const Result<Credentials> found = cloud.fetch({.origin = OidcRole{.role = cloud.role(u"arn"_s),
                                                                      .providerArn = u"p"_s,
                                                                      .tokenFile = token.path()}});
    QVERIFY(found.has_value());
    QCOMPARE(found->accessKeyId, "STS.1");
    QCOMPARE(cloud.asked(), "POST /?Action=AssumeRoleWithOIDC&Format=JSON&SignatureNonce=n1&"
                            "Timestamp=2026-11-24T14%3A00%3A00Z&Version=2015-04-01");
    const QByteArray request = cloud.server.requests.first();
    QVERIFY(headerOf(request, "Authorization").isEmpty());
    QCOMPARE(request.mid(request.indexOf("\r\n\r\n") + 4),
             "DurationSeconds=3600&OIDCProviderArn=p&OIDCToken=canary.jwt&RoleArn=arn&"
             "RoleSessionName=image-sync-dashboard");
}

void TestCredentialFetch::aTokenFileIsReadEachTime()
{
    Cloud cloud({json(200, stsKey("STS.1"))});
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"token"_s);
    QCOMPARE(cloud
                 .fetch({.origin = OidcRole{.role = cloud.role(u"arn"_s),
                                            .providerArn = u"p"_s,
                                            .tokenFile = path}})
                 .error()
                 .code,
             u"UnreadableToken"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\n");
    QVERIFY(file.flush()); // whoever writes it has begun
    cloud.start();
    QTRY_VERIFY(cloud.answer.has_value());
    QCOMPARE(cloud.answer->error().code, u"UnreadableToken"_s);
    QCOMPARE(cloud.server.requests.size(), 0);
    file.write("late");
    file.close();
    cloud.start();
    QTRY_VERIFY(cloud.answer.has_value());
    QVERIFY(cloud.server.requests.first().contains("OIDCToken=late"));
}

void TestCredentialFetch::theMachineIsAskedForARole_data()
{
    QTest::addColumn<EcsRole>("role");
    QTest::addColumn<std::vector<Turn>>("turns");
    QTest::addColumn<QString>("outcome"); // id or code
    QTest::addColumn<QByteArray>("asked");
    const QByteArray token = "PUT /latest/api/token";
    const QByteArray folder = "\nGET /latest/meta-data/ram/security-credentials/";
    const EcsRole any;
    const EcsRole named{.name = u"r"_s};
    const EcsRole strict{.name = u"r"_s, .mayUseV1 = false};
    const auto row = [](const char *name, const EcsRole &role, const std::vector<Turn> &turns,
                        const QString &outcome, const QByteArray &asked) {
        QTest::newRow(name) << role << turns << outcome << asked;
    };
    row("which the machine names", any,
        {text(200, "canary"), text(200, "its role\n"), text(200, successKey)}, u"idS"_s,
        token + folder + folder + "its%20role");
    row("by its name", named, {text(200, "canary"), text(200, successKey)}, u"idS"_s,
        token + folder + "r");
    row("without a token", any, {text(404, ""), text(200, "r"), text(200, successKey)}, u"idS"_s,
        token + folder + folder + "r");
    row("a token that never comes", named, {{.closes = true}, text(200, successKey)}, u"idS"_s,
        token + folder + "r");
    row("which needs a token", strict, {text(404, "")}, u"NoMetadataToken"_s, token);
    row("which has none", any, {text(200, "canary"), text(200, "\n")}, u"NoMachineRole"_s,
        token + folder);
    row("which fails", named, {text(200, "canary"), text(200, R"({"Code":"Failed"})")},
        u"UnexpectedReply"_s, token + folder + "r");
}

void TestCredentialFetch::theMachineIsAskedForARole()
{
    QFETCH(EcsRole, role);
    QFETCH(std::vector<Turn>, turns);
    Cloud cloud(turns);
    const Result<Credentials> found = cloud.fetch({.origin = role});
    QTEST(found ? QString::fromLatin1(found->accessKeyId) : found.error().code, "outcome");
    QTEST(cloud.asked(), "asked");
    QCOMPARE(headerOf(cloud.server.requests.first(), "X-aliyun-ecs-metadata-token-ttl-seconds"),
             "21600");
    const bool hasToken = turns.front().bytes.endsWith("canary");
    for (const QByteArray &request : cloud.server.requests.mid(1))
        QCOMPARE(headerOf(request, "X-aliyun-ecs-metadata-token"), hasToken ? "canary" : "");
}

void TestCredentialFetch::aMachineThatIsSilentIsNotWaitedFor()
{
    Cloud cloud({});
    cloud.source = makeCredentialSource({.origin = EcsRole{.name = u"r"_s}}, cloud.services());
    cloud.start();
    QTRY_COMPARE(cloud.server.requests.size(), 1);
    cloud.clock.advance(2s);
    QTRY_COMPARE(cloud.server.requests.size(), 2); // v1
    QVERIFY(!cloud.answer);
    cloud.clock.advance(2s);
    QTRY_VERIFY(cloud.answer.has_value());
    QCOMPARE(cloud.answer->error().kind, ApiError::Kind::Timeout);
    QCOMPARE(cloud.answer->error().operation, u"EcsMetadata"_s);
}

void TestCredentialFetch::anAddressGivesAKey()
{
    Cloud cloud({text(200, successKey)});
    const Result<Credentials> found =
        cloud.fetch({.origin = KeyAddress{.uri = cloud.server.endpoint() + u"/a?b=c"_s}});
    QVERIFY(found.has_value());
    QCOMPARE(found->accessKeyId, "idS");
    QCOMPARE(cloud.asked(), "GET /a?b=c");
    for (const QString &uri : {u"file:///etc/passwd"_s, u"http://"_s, u"http://u:canary@h/"_s}) {
        const ApiError error = cloud.fetch({.origin = KeyAddress{.uri = uri}}).error();
        QCOMPARE(error.code, u"InvalidCredentialsUri"_s);
        QVERIFY(!error.message.contains(u"canary"_s));
    }
}

void TestCredentialFetch::aCommandPrintsAKey_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("outcome"); // id and end, or code
    const QByteArray parts = R"("access_key_id":"id","access_key_secret":"canary")";
    QTest::newRow("AK") << R"(echo '{"mode":"AK",)" + parts + "}'" << u"id "_s;
    QTest::newRow("StsToken") << R"(echo '{"mode":"StsToken","sts_token":"canary",
                                      "expiration":"2026-11-24T15:00:00Z",)" +
                                     parts + "}'"
                              << u"id 2026-11-24T15:00:00Z"_s;
    QTest::newRow("without a token")
        << R"(echo '{"mode":"StsToken",)" + parts + "}'" << u"UnexpectedReply"_s;
    QTest::newRow("another mode") << R"(echo '{"mode":"OIDC",)" + parts + "}'"
                                  << u"UnexpectedReply"_s;
    QTest::newRow("it has ended") << R"(echo '{"mode":"StsToken","sts_token":"canary",
                                      "expiration":"2026-11-24T13:00:00Z",)" +
                                         parts + "}'"
                                  << u"SignInExpired"_s;
    QTest::newRow("no JSON") << "echo canary"_ba << u"UnexpectedReply"_s;
    QTest::newRow("nothing") << "true"_ba << u"UnexpectedReply"_s;
    QTest::newRow("a failure") << "echo canary >&2; exit 3"_ba << u"CommandFailed"_s;
    QTest::newRow("a crash") << "kill -9 $$"_ba << u"CommandFailed"_s;
    QTest::newRow("too much") << "cat /dev/zero"_ba << u"CommandFailed"_s;
}

void TestCredentialFetch::aCommandPrintsAKey()
{
    QFETCH(QByteArray, script);
    const Script file(script);
    Cloud cloud({});
    const Result<Credentials> found =
        cloud.fetch({.origin = KeyCommand{.command = file.command()}});
    QTEST(found ? QString::fromLatin1(found->accessKeyId) + u' ' +
                      found->expiresAt.toString(Qt::ISODate)
                : found.error().code,
          "outcome");
}

void TestCredentialFetch::aCommandThatCannotBeSplitSaysWhy()
{
    for (const QString &command : {u"a 'b"_s, u"a \\"_s, u" "_s}) {
        Cloud cloud({});
        const ApiError error = cloud.fetch({.origin = KeyCommand{.command = command}}).error();
        QCOMPARE(error.code, u"InvalidCommand"_s);
        QVERIFY2(error.message.contains(u"ends with a backslash"_s), qPrintable(error.message));
    }
}

void TestCredentialFetch::aCommandGetsNoKey()
{
    const Script file(R"(for v in $(env); do case $v in *canary*) exit 4;; esac; done
        [ "$OTHER" = kept ] || exit 5
        [ "$1" = 'a b' ] || exit 6
        read -r line && exit 7
        echo '{"mode":"AK","access_key_id":"id","access_key_secret":"s"}')");
    Cloud cloud({});
    for (const QString &prefix : {u"ALIBABA_CLOUD_"_s, u"ALIBABACLOUD_"_s, u"ALICLOUD_"_s, u""_s}) {
        for (const QString &name :
             {u"ACCESS_KEY_ID"_s, u"ACCESS_KEY_SECRET"_s, u"SECURITY_TOKEN"_s})
            cloud.environment.insert(prefix + name, u"canary"_s);
    }
    for (const QString &prefix : {u"ALIBABA_CLOUD_"_s, u"ALIBABACLOUD_"_s, u"ALICLOUD_"_s}) {
        for (const QString &name : {u"BEARER_TOKEN"_s, u"CREDENTIALS_URI"_s})
            cloud.environment.insert(prefix + name, u"canary"_s);
    }
    cloud.environment.insert(u"OTHER"_s, u"kept"_s);
    const Result<Credentials> found =
        cloud.fetch({.origin = KeyCommand{.command = file.command(u"\"a b\""_s)}});
    QVERIFY2(found.has_value(), qPrintable(found ? QString() : technicalLine(found.error())));
}

void TestCredentialFetch::aCommandHasTheUmaskOfTheUser()
{
    const Script file("echo '{\"mode\":\"AK\",\"access_key_id\":\"'`umask`'\","
                      "\"access_key_secret\":\"canary\"}'");
    const mode_t before = ::umask(027);
    keepFilesPrivate();
    Cloud cloud({});
    const Result<Credentials> found =
        cloud.fetch({.origin = KeyCommand{.command = file.command()}});
    const mode_t ours = ::umask(before);
    QVERIFY2(found.has_value(), qPrintable(found ? QString() : technicalLine(found.error())));
    QCOMPARE(found->accessKeyId.right(3), "027");
    QCOMPARE(ours, mode_t{077});
}

void TestCredentialFetch::aCommandIsNotWaitedForLongerThanAMinute()
{
    const Script file(hangingScript);
    Cloud cloud({});
    cloud.source =
        makeCredentialSource({.origin = KeyCommand{.command = file.command()}}, cloud.services());
    cloud.start();
    QTRY_COMPARE(idsOf(file).size(), 2);
    QVERIFY(std::ranges::all_of(idsOf(file), isAlive));
    cloud.clock.advance(59s);
    QVERIFY(!cloud.answer);
    cloud.clock.advance(1s);
    QVERIFY(cloud.answer.has_value());
    QCOMPARE(cloud.answer->error().code, u"CommandTimeout"_s);
    QCOMPARE(cloud.answer->error().kind, ApiError::Kind::Timeout);
    QVERIFY(areDeadSoon(idsOf(file)));
}

void TestCredentialFetch::aCommandThatHangsIsNamedByTheCallThatNeedsItsKey()
{
    const Script file(hangingScript);
    Cloud cloud({});
    RegistryClient client(
        makeCredentialSource({.origin = KeyCommand{.command = file.command()}}, cloud.services()),
        {.ownEndpoint = cloud.server.endpoint()}, cloud.clock);
    std::optional<ApiError> error;
    const PendingCall call =
        ask(client, question, [&error](const auto &page) { error = page.error(); });
    QTRY_COMPARE(idsOf(file).size(), 2);
    cloud.clock.advance(1min);
    QVERIFY(error.has_value());
    QCOMPARE(error->code, u"CommandTimeout"_s);
    QCOMPARE(error->operation, u"External"_s);
}

void TestCredentialFetch::aCommandEndsWithItsSource_data()
{
    QTest::addColumn<bool>("isForRole");
    QTest::newRow("its own") << false;
    QTest::newRow("of a role") << true;
}

void TestCredentialFetch::aCommandEndsWithItsSource()
{
    QFETCH(bool, isForRole);
    const Script file(hangingScript);
    Cloud cloud({});
    CredentialPlan plan{.origin = KeyCommand{.command = file.command()}};
    if (isForRole)
        plan.roles = {cloud.role(u"r"_s)};
    cloud.source = makeCredentialSource(plan, cloud.services());
    cloud.start();
    QTRY_COMPARE(idsOf(file).size(), 2);
    QVERIFY(std::ranges::all_of(idsOf(file), isAlive));
    cloud.source.reset();
    QVERIFY(areDeadSoon(idsOf(file))); // as at the end of the program: no event loop has run
    QTest::qWait(5);
    QVERIFY(!cloud.answer);
}

void TestCredentialFetch::nobodyIsAskedWhenNobodyWaits()
{
    Cloud cloud({text(200, successKey)});
    const CredentialPlan plan{.origin = KeyAddress{.uri = cloud.server.endpoint()}};
    cloud.source = makeCredentialSource(plan, cloud.services());
    QTest::qWait(5);
    QCOMPARE(cloud.server.requests.size(), 0);
    cloud.start();
    cloud.source.reset(); // in the same turn of the event loop
    QTest::qWait(5);
    QCOMPARE(cloud.server.requests.size(), 0);
    QCOMPARE(cloud.server.connections(), 0);
    QVERIFY(!cloud.answer);
}

/// Each of these plans fails, and whoever it asks repeats what it was told.
void TestCredentialFetch::noErrorHoldsASecret_data()
{
    QTest::addColumn<CredentialPlan>("plan");
    QTest::addColumn<QByteArray>("told"); // what whoever is asked can repeat
    const AssumedRole role{.arn = u"r"_s};
    const AssumedRole external{.arn = u"r"_s, .externalId = u"canary+id"_s};
    const auto row = [](const char *name, const CredentialPlan &plan, const QByteArray &told = {}) {
        QTest::newRow(name) << plan << told;
    };
    row("RamRoleArn", {.origin = caller, .roles = {role}}, "canary-secret canary-token");
    row("RamRoleArn with an external id", {.origin = caller, .roles = {external}},
        "canary+id canary%2Bid");
    row("OIDC with an external id", {.origin = OidcRole{.role = external}}, "canary+id");
    row("EcsRamRole", {.origin = EcsRole{.name = u"r"_s}}, "canary-md");
    row("OIDC", {.origin = OidcRole{.role = role}}, "canary.jwt");
    row("CredentialsURI", {.origin = KeyAddress{.uri = u"/canary?a=canary-b"_s}},
        "/canary a=canary-b");
    const auto at = [](const QString &path) {
        return CredentialPlan{.origin = KeyAddress{.uri = path}};
    };
    row("a value of the query", at(u"/key?a=1&token=canary-b"_s), "token canary-b is not known");
    row("a query without names", at(u"/key?canary-b"_s), "canary-b is not known");
    row("a part of the path", at(u"/key/canary-b/now"_s), "canary-b is not known");
    row("a part of the path, decoded", at(u"/key/c%2Fcanary"_s), "c/canary is not known");
    row("a value of a form, decoded", at(u"/key?a=c+canary"_s), "c canary is not known");
    row("a part within another", at(u"/nary/canary-b"_s), "canary-b is not known");
    const QByteArray sentence(380, '.');
    row("cut off", at(u"/key?a=canary-"_s + QString(100, u'b')),
        sentence + " canary-" + QByteArray(100, 'b'));
    row("External", {.origin = KeyCommand{.command = u"/bin/false canary"_s}});
    row("External that is not there", {.origin = KeyCommand{.command = u"/nowhere/canary"_s}});
    row("External that cannot be split", {.origin = KeyCommand{.command = u"'canary"_s}});
    Credentials expired = caller;
    expired.expiresAt = QDateTime(QDate(2026, 1, 1), QTime(), Qt::UTC);
    row("OAuth", {.origin = expired});
}

void TestCredentialFetch::noErrorHoldsASecret()
{
    QFETCH(CredentialPlan, plan);
    QFETCH(QByteArray, told);
    const Script token("canary.jwt");
    std::vector<Turn> turns{json(400, R"({"Code":"Odd )" + told + R"(","RequestId":"R )" + told +
                                          R"(","Message":"you said )" + told + R"("})")};
    if (std::holds_alternative<EcsRole>(plan.origin))
        turns.insert(turns.begin(), text(200, "canary-md"));
    Cloud cloud(turns);
    for (AssumedRole &role : plan.roles)
        role.endpoint = cloud.server.endpoint();
    if (auto *oidc = std::get_if<OidcRole>(&plan.origin)) {
        oidc->role.endpoint = cloud.server.endpoint();
        oidc->tokenFile = token.path();
    }
    if (auto *address = std::get_if<KeyAddress>(&plan.origin))
        address->uri = cloud.server.endpoint() + address->uri;
    logged.clear();
    const QtMessageHandler before = qInstallMessageHandler(keepLog);
    // Through the client: what it logs is looked at too.
    RegistryClient client(makeCredentialSource(plan, cloud.services()),
                          {.ownEndpoint = u"https://cr.example.test"_s}, cloud.clock);
    std::optional<ApiError> error;
    const PendingCall call =
        ask(client, question, [&error](const auto &page) { error = page.error(); });
    const bool came = QTest::qWaitFor([&error] { return error.has_value(); });
    qInstallMessageHandler(before);
    QVERIFY(came);
    QVERIFY(error->kind == ApiError::Kind::Credential);
    const QString shown = technicalLine(*error) + logged.join(u'\n');
    QVERIFY2(!logged.isEmpty() && !shown.contains(u"canary"_s), qPrintable(shown));
}

QTEST_GUILESS_MAIN(TestCredentialFetch)
#include "tst_credentialfetch.moc"
