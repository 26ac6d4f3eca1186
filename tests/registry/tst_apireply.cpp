#include "apireply.h"
#include "errorcode.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const QDateTime noon(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

HttpReply refusal(int status, const QByteArray &body, std::vector<NameValue> headers = {})
{
    return {.status = status, .headers = std::move(headers), .body = body};
}

HttpReply coded(int status, const QByteArray &code, std::vector<NameValue> headers = {})
{
    return refusal(status, R"({"Code":")" + code + R"(","Message":"m","RequestId":"R"})",
                   std::move(headers));
}

} // namespace

class TestApiReply final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodStatusIsNoError();
    void aPageWithAGoodStatusIsAnError();
    void aCodeHasAKind_data();
    void aCodeHasAKind();
    void wordsAreFoundInEveryForm_data();
    void wordsAreFoundInEveryForm();
    void aPageOfSomeBoxIsShownInShort_data();
    void aPageOfSomeBoxIsShownInShort();
    void aRedirectIsAnError();
    void theLongestWaitIsTaken_data();
    void theLongestWaitIsTaken();
    void rateLimitsAreWaitsOnlyWhereTheyAreReached();
    void aTimeToComeAgainCountsWhateverTheCodeIs_data();
    void aTimeToComeAgainCountsWhateverTheCodeIs();
    void aDateToComeAgainIsByTheServersClock();
    void everyRefusedTimeComparesTheClocks();
    void aWrongClockSaysHowWrong_data();
    void aWrongClockSaysHowWrong();
    void noSecretReachesAMessage();
    void theRequestIdOfTheHeaderIsTheFallback();
};

void TestApiReply::aGoodStatusIsNoError()
{
    QVERIFY(!replyError(refusal(200, "anything"), noon));
    QVERIFY(!replyError(refusal(204, ""), noon));
}

void TestApiReply::aPageWithAGoodStatusIsAnError()
{
    const auto error =
        replyError(refusal(200, "\r\n <!DOCTYPE html><html><title>Sign in</title></html>"), noon);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, Kind::Protocol);
    QCOMPARE(error->code, u"PageInsteadOfReply"_s);
    QCOMPARE(error->message, u"The reply is a page, not JSON: Sign in"_s);
    QCOMPARE(error->httpStatus, 200);
}

void TestApiReply::aCodeHasAKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Kind>("kind");
    const auto row = [](int status, const char *code, Kind kind) {
        QTest::addRow("%d %s", status, code) << status << QByteArray(code) << kind;
    };
    row(404, "InvalidAccessKeyId.NotFound", Kind::Credential);
    row(400, "InvalidAccessKeyId.Inactive", Kind::Credential);
    row(403, "SignatureDoesNotMatch", Kind::Credential);
    row(400, "IncompleteSignature", Kind::Credential);
    row(400, "MissingSecurityToken", Kind::Credential);
    row(400, "InvalidSecurityToken.Expired", Kind::Credential);
    row(400, "InvalidTimeStamp.Expired", Kind::Credential);
    row(400, "InvalidTimeStamp.Format", Kind::Request);
    row(400, "SignatureNonceUsed", Kind::Request);
    row(400, "Throttling", Kind::Throttled);
    row(400, "Throttling.User", Kind::Throttled);
    row(429, "Throttling.Api", Kind::Throttled);
    row(400, "Rejected.Throttling", Kind::Throttled);
    row(503, "ServiceUnavailable", Kind::Server);
    row(500, "InternalError", Kind::Server);
    row(500, "SystemError", Kind::Server);
    row(200, "SystemError", Kind::Server);
    row(200, "INTERNAL_ERROR", Kind::Server);
    row(200, "SERVICE_UNAVAILABLE", Kind::Server);
    row(200, "THROTTLING", Kind::Throttled);
    row(403, "NoPrivilege", Kind::Permission);
    row(403, "NoPermission", Kind::Permission);
    row(403, "Forbidden.RAM", Kind::Permission);
    row(403, "AUTHENTICATION_FAILED", Kind::Permission);
    row(400, "SYNC_TASK_NOT_EXIST", Kind::NotFound);
    row(200, "INSTANCE_NOT_EXIST", Kind::NotFound);
    row(200, "INSTANCE_STATUS_NOT_SUPPORT", Kind::Request);
    row(400, "MissingInstanceId", Kind::Request);
    row(400, "InvalidPageSize", Kind::Request);
    row(404, "InvalidAction.NotFound", Kind::Configuration);
    row(404, "InvalidApi.NotFound", Kind::Configuration);
    row(400, "InvalidProduct.NotFound", Kind::Configuration);
    row(400, "InvalidProtocol.NeedSsl", Kind::Configuration);
    row(400, "UnsupportedHTTPMethod", Kind::Configuration);
    // A known code counts more than the status.
    row(500, "MissingTag", Kind::Request);
    row(500, "InvalidTag", Kind::Request);
    row(500, "INSTANCE_STATUS_NOT_SUPPORT", Kind::Request);
    row(403, "SignatureNonceUsed", Kind::Request);
    row(400, "SYSTEM_ERROR", Kind::Server);
    row(400, "SLB_SERVICE_ERROR", Kind::Server);
    row(403, "ServiceUnavailable", Kind::Server);
    row(400, "InternalError.Timeout", Kind::Server);
    row(400, "SERVICE_UNAVAILABLE_NOW", Kind::Server);
    row(400, "INTERNAL_ERROR", Kind::Server);
    row(400, "SystemError", Kind::Server);
    row(400, "Forbidden", Kind::Permission);
    row(400, "NoPermission", Kind::Permission);
    row(400, "NoPrivilege", Kind::Permission);
    row(400, "AUTHENTICATION_FAILED", Kind::Permission);
    row(200, "REPO_NOT_EXIST", Kind::NotFound);
    row(200, "NOT_EXIST_YET", Kind::Request); // only at the end of a code
    row(200, "SOMETHING_NEW", Kind::Request);
    row(400, "SomethingNew", Kind::Request);
    row(401, "SomethingNew", Kind::Credential);
    row(403, "SomethingNew", Kind::Permission);
    row(404, "SomethingNew", Kind::Request); // what is not there, only a known code says
    row(408, "SomethingNew", Kind::Timeout);
    row(429, "SomethingNew", Kind::Throttled);
    row(502, "SomethingNew", Kind::Server);
    row(407, "SomethingNew", Kind::Configuration);
    row(499, "SomethingNew", Kind::Request);
    row(500, "SomethingNew", Kind::Server);
    row(599, "SomethingNew", Kind::Server);
    row(600, "SomethingNew", Kind::Protocol);
    row(200, "SomethingNew", Kind::Request);
    row(199, "SomethingNew", Kind::Protocol);
}

void TestApiReply::aCodeHasAKind()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(Kind, kind);
    const ApiError error = serverError({.code = QString::fromLatin1(code)}, status);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, QString::fromLatin1(code));
    QCOMPARE(error.httpStatus, status);
}

void TestApiReply::wordsAreFoundInEveryForm_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("usual") << QByteArray(
        R"({"RequestId":"R","HostId":"h","Code":"NoPrivilege","Message":"You may not."})");
    QTest::newRow("lower case") << QByteArray(
        R"({"requestId":"R","code":"NoPrivilege","message":"You may not."})");
    QTest::newRow("XML") << QByteArray("<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R"
                                       "</RequestId><HostId>h</HostId><Code>NoPrivilege</Code>"
                                       "<Message>You may not.</Message></Error>");
    QTest::newRow("blanks around") << QByteArray(
        "\r\n {\"RequestId\":\"R\",\"Code\":\"NoPrivilege\",\"Message\":\"You\\n may  not.\"}\n");
}

void TestApiReply::wordsAreFoundInEveryForm()
{
    QFETCH(QByteArray, body);
    const std::optional<ApiError> error = replyError(refusal(403, body), noon);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, Kind::Permission);
    QCOMPARE(error->code, u"NoPrivilege"_s);
    QCOMPARE(error->message, u"You may not."_s);
    QCOMPARE(error->requestId, u"R"_s);
    QCOMPARE(error->httpStatus, 403);
}

void TestApiReply::aPageOfSomeBoxIsShownInShort_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("HTML") << 502
                          << QByteArray("<html><head><style>a{}</style><title>502 Bad Gateway"
                                        "</title></head><body><h1>nginx</h1></body></html>")
                          << Kind::Server
                          << u"The server answered HTTP 502: 502 Bad Gateway nginx"_s;
    QTest::newRow("nothing") << 503 << QByteArray() << Kind::Server
                             << u"The server answered HTTP 503"_s;
    QTest::newRow("404 of another server") << 404 << QByteArray("Not here") << Kind::Protocol
                                           << u"The server answered HTTP 404: Not here"_s;
    QTest::newRow("401 of a box in between")
        << 401 << QByteArray("<h1>Who are you?</h1>") << Kind::Protocol
        << u"The server answered HTTP 401: Who are you?"_s;
    QTest::newRow("403 of a firewall") << 403 << QByteArray("<h1>Blocked</h1>") << Kind::Protocol
                                       << u"The server answered HTTP 403: Blocked"_s;
    QTest::newRow("403 without a word")
        << 403 << QByteArray() << Kind::Protocol << u"The server answered HTTP 403"_s;
    QTest::newRow("407 of a proxy")
        << 407 << QByteArray() << Kind::Configuration << u"The server answered HTTP 407"_s;
    QTest::newRow("array") << 500 << QByteArray("[1]") << Kind::Server
                           << u"The server answered HTTP 500: [1]"_s;
    QTest::newRow("cut off") << 500 << QByteArray(R"({"Code":"Sys)") << Kind::Server
                             << uR"(The server answered HTTP 500: {"Code":"Sys)"_s;
    QTest::newRow("long") << 500 << QByteArray(5000, 'x') << Kind::Server
                          << u"The server answered HTTP 500: "_s + QString(120, u'x');
    QTest::newRow("address") << 500 << QByteArray("see https://u:p@host.example/path?Token=abc now")
                             << Kind::Server
                             << u"The server answered HTTP 500: see host.example now"_s;
    QTest::newRow("entities")
        << 500
        << QByteArray(R"(<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Error>&b;</Error>)")
        << Kind::Server << u"The server answered HTTP 500"_s;
}

void TestApiReply::aPageOfSomeBoxIsShownInShort()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, message);
    const std::optional<ApiError> error = replyError(refusal(status, body), noon);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, kind);
    QVERIFY(error->code.isEmpty());
    if (QByteArray(QTest::currentDataTag()) == "entities")
        QVERIFY(error->message.startsWith(message) && !error->message.contains(u"aaaa&"_s));
    else
        QCOMPARE(error->message, message);
}

void TestApiReply::aRedirectIsAnError()
{
    const std::optional<ApiError> error = replyError(
        refusal(302, "", {{.name = "Location", .value = "https://evil.example/"}}), noon);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, Kind::Protocol);
    QCOMPARE(error->code, u"Redirected"_s);
    QCOMPARE(error->httpStatus, 302);
}

void TestApiReply::theLongestWaitIsTaken_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("milliseconds"); // -1: none
    const auto row = [](const char *name, const char *value, int milliseconds) {
        QTest::addRow("%s: %s", name, value)
            << QByteArray(name) << QByteArray(value) << milliseconds;
    };
    row("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234", 2000);
    row("X-RateLimit-User", "Limit:1, Remain:0, TimeLeft: 700", 700);
    row("x-ratelimit-user", "Limit:1", -1);
    row("x-ratelimit-user", "TimeLeft:-5", -1);
    row("x-acs-retry-after", "1500", 1500);
    row("x-acs-retry-after", "soon", -1);
    row("Retry-After", "3", 3000);
    row("retry-after", "Tue, 24 Nov 2026 12:00:10 GMT", 10'000);
    row("Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT", -1);
    row("Retry-After", "999999999999999999", 300'000);
    row("Retry-After", "-1", -1);
    row("x-acs-retry-after", "999999999999999999", 300'000);
    row("x-ratelimit-user", "TimeLeft:999999999999999999", 300'000);
    row("Retry-After", "Wed, 25 Nov 2026 12:00:00 GMT", 300'000);
}

void TestApiReply::theLongestWaitIsTaken()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, milliseconds);
    ApiError error =
        *replyError(coded(400, "Throttling.User", {{.name = name, .value = value}}), noon);
    QCOMPARE(error.retryAfter.value_or(-1ms).count(), milliseconds);
    error = *replyError(coded(400, "Throttling.User",
                              {{.name = name, .value = value},
                               {.name = "x-ratelimit-user", .value = "TimeLeft:900"}}),
                        noon);
    if (!name.toLower().startsWith("x-ratelimit-user") || name.endsWith("api"))
        QCOMPARE(error.retryAfter.value_or(-1ms).count(), std::max(milliseconds, 900));
}

void TestApiReply::rateLimitsAreWaitsOnlyWhereTheyAreReached()
{
    const NameValue limit{.name = "x-ratelimit-user", .value = "TimeLeft:900"};
    const NameValue after{.name = "Retry-After", .value = "7"};
    QVERIFY(!replyError(coded(403, "NoPrivilege", {limit}), noon)->retryAfter);
    QVERIFY(!replyError(coded(503, "ServiceUnavailable", {limit}), noon)->retryAfter);
    QCOMPARE(replyError(coded(503, "ServiceUnavailable", {limit, after}), noon)->retryAfter, 7s);
    const NameValue soon{.name = "Retry-After", .value = "soon"};
    QVERIFY(!replyError(coded(503, "ServiceUnavailable", {soon}), noon)->retryAfter);
    // The vendor's own header counts in any case.
    const NameValue vendors{.name = "x-acs-retry-after", .value = "1500"};
    for (const char *code : {"NoPrivilege", "SomethingNew", "INTERNAL_ERROR", "Throttling"})
        QCOMPARE(replyError(coded(400, code, {limit, vendors}), noon)->retryAfter, 1500ms);
}

void TestApiReply::aTimeToComeAgainCountsWhateverTheCodeIs_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    for (const auto &[status, code] :
         {std::pair(503, "ServiceUnavailable"), std::pair(500, "INTERNAL_ERROR"),
          std::pair(429, "TooManyRequests"), std::pair(400, "Throttling.Api"),
          std::pair(403, "NoPrivilege"), std::pair(404, "InvalidAccessKeyId.NotFound"),
          std::pair(400, "SomethingNew")})
        QTest::addRow("%d %s", status, code) << status << QByteArray(code);
}

void TestApiReply::aTimeToComeAgainCountsWhateverTheCodeIs()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    const NameValue after{.name = "Retry-After", .value = "7"};
    QCOMPARE(replyError(coded(status, code, {after}), noon)->retryAfter, 7s);
    const HttpReply without{.status = status, .headers = {after}, .body = "<html>busy</html>"};
    QCOMPARE(replyError(without, noon)->retryAfter, 7s);
}

void TestApiReply::aDateToComeAgainIsByTheServersClock()
{
    const NameValue date{.name = "Date", .value = "Tue, 24 Nov 2026 13:00:00 GMT"};
    const NameValue after{.name = "Retry-After", .value = "Tue, 24 Nov 2026 13:00:08 GMT"};
    QCOMPARE(replyError(coded(503, "ServiceUnavailable", {date, after}), noon)->retryAfter, 8s);
}

void TestApiReply::everyRefusedTimeComparesTheClocks()
{
    const NameValue date{.name = "Date", .value = "Tue, 24 Nov 2026 11:59:00 GMT"};
    for (const char *code : {"InvalidTimeStamp.Expired", "invalidtimestamp.early"}) {
        const ApiError error = *replyError(coded(400, code, {date}), noon);
        QCOMPARE(error.kind, Kind::Credential);
        QCOMPARE(error.clockAhead, 60s);
    }
    // What cannot be read is not too early or too late.
    const ApiError malformed = *replyError(coded(400, "InvalidTimeStamp.Format", {date}), noon);
    QCOMPARE(malformed.kind, Kind::Request);
    QVERIFY(!malformed.clockAhead);
}

void TestApiReply::aWrongClockSaysHowWrong_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QString>("words");
    QTest::newRow("behind") << QByteArray("Tue, 24 Nov 2026 12:23:10 GMT") << u"23 min behind"_s;
    QTest::newRow("ahead") << QByteArray("Tue, 24 Nov 2026 10:00:00 GMT") << u"2 h ahead of"_s;
    QTest::newRow("seconds") << QByteArray("Tue, 24 Nov 2026 12:00:50 GMT") << u"50 s behind"_s;
    QTest::newRow("days") << QByteArray("Sat, 21 Nov 2026 12:00:00 GMT") << u"3 d ahead of"_s;
    QTest::newRow("not wrong") << QByteArray("Tue, 24 Nov 2026 12:00:01 GMT")
                               << u"clock agrees with its own"_s;
    QTest::newRow("no date") << QByteArray() << u"more than 15 minutes"_s;
}

void TestApiReply::aWrongClockSaysHowWrong()
{
    QFETCH(QByteArray, date);
    QFETCH(QString, words);
    const ApiError error = *replyError(
        coded(400, "InvalidTimeStamp.Expired", {{.name = "Date", .value = date}}), noon);
    QCOMPARE(error.kind, Kind::Credential);
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
}

void TestApiReply::noSecretReachesAMessage()
{
    for (const char *code : {"SignatureDoesNotMatch", "IncompleteSignature"}) {
        const QByteArray body =
            QByteArray(R"({"Code":")") + code +
            R"(","Message":"server string to sign: x-acs-security-token:CAIStoken"})";
        const ApiError error = *replyError(refusal(400, body), noon);
        QVERIFY(!error.message.contains(u"CAIS"_s));
        QVERIFY(error.message.size() > 20);
    }
    QVERIFY(shownText(QString(10'000, u'x')).size() <= 400);
}

void TestApiReply::theRequestIdOfTheHeaderIsTheFallback()
{
    const NameValue id{.name = "X-Acs-Request-Id", .value = "FROM-HEADER"};
    QCOMPARE(replyError(refusal(502, "", {id}), noon)->requestId, u"FROM-HEADER"_s);
    QCOMPARE(replyError(coded(502, "X", {id}), noon)->requestId, u"R"_s);
}

QTEST_GUILESS_MAIN(TestApiReply)
#include "tst_apireply.moc"
