#include "expectedsignature.h"
#include "requestverifier.h"
#include "testsigner.h"

#include <QDateTime>
#include <QTest>

#include <functional>

namespace {

const AccessKey key{.id = "YourAccessKeyId", .secret = "YourAccessKeySecret"};
const AccessKey temporaryKey{.id = "YourAccessKeyId",
                             .secret = "YourAccessKeySecret",
                             .securityToken = "CAIS+token/with=chars"};

qint64 at(const char *isoDate)
{
    return QDateTime::fromString(QString::fromLatin1(isoDate), Qt::ISODate).toMSecsSinceEpoch();
}

const qint64 now = at("2026-01-02T03:04:05Z");
constexpr qint64 minute = 60'000;

UnsignedRequest plainRequest()
{
    return {.parameters = {
                {"InstanceId", "cri-kmsiwlxxdcva0000"}, {"PageNo", "1"}, {"PageSize", "30"}}};
}

QByteArray verdict(RequestVerifier &verifier, const ReceivedRequest &request, qint64 when = now)
{
    const auto answer = verifier.verify(request, when);
    return answer ? QByteArray("accepted")
                  : QByteArray::number(answer.error().httpStatus) + ' ' + answer.error().code;
}

QByteArray verdict(const ReceivedRequest &request, const AccessKey &known = key)
{
    RequestVerifier verifier(known);
    return verdict(verifier, request);
}

QByteArray signatureIn(const ReceivedRequest &request)
{
    const QByteArray header = request.header("authorization");
    return header.sliced(header.lastIndexOf('=') + 1);
}

using Damage = std::function<void(ReceivedRequest &)>;
using Change = std::function<void(UnsignedRequest &)>;

} // namespace

class RequestVerifierTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDocumentsOwnVectorIsReproduced();
    void theSdksVectorWithARepeatedHeaderIsReproduced();
    void theDerivedVectorIsAccepted();
    void theDerivedVectorWithATokenAndOddCharactersIsAccepted();
    void aGoodRequestIsReadInFull();
    void getIsAsGoodAsPost();
    void aBodyIsSignedByItsHash();
    void aRequestThatIsDamagedAfterSigningIsRefused_data();
    void aRequestThatIsDamagedAfterSigningIsRefused();
    void aRequestThatIsWrongAsSignedIsRefused_data();
    void aRequestThatIsWrongAsSignedIsRefused();
    void fifteenMinutesEitherWayAreStillFresh();
    void aSecondUseOfANonceIsRefused();
    void aRefusedRequestDoesNotUseItsNonce();
    void noncesAreForgottenWhenTheyCannotPassAnyMore();
    void aWrongSecretIsRefused();
    void aTemporaryKeyNeedsItsToken();
    void aPermanentKeyTakesNoToken();
    void theServersStringToSignIsTold();
};

void RequestVerifierTest::theDocumentsOwnVectorIsReproduced()
{
    const ReceivedRequest request{
        .method = "POST",
        .path = "/",
        .rawQuery =
            "RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        .headers = {
            {"host", "ecs.cn-shanghai.aliyuncs.com"},
            {"x-acs-action", "RunInstances"},
            {"x-acs-content-sha256",
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            {"x-acs-date", "2023-10-26T10:22:32Z"},
            {"x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"},
            {"x-acs-version", "2014-05-26"},
        }};
    const QByteArray canonical =
        expectedCanonicalRequest(request, {"host", "x-acs-action", "x-acs-content-sha256",
                                           "x-acs-date", "x-acs-signature-nonce", "x-acs-version"});
    QCOMPARE(sha256Hex(canonical),
             "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    QCOMPARE(expectedSignature(expectedStringToSign(canonical), key.secret),
             "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
}

void RequestVerifierTest::theSdksVectorWithARepeatedHeaderIsReproduced()
{
    const ReceivedRequest request{
        .rawQuery = "test=ok&empty=",
        .headers = {{"x-acs-test", "https"},
                    {"X-Acs-Test", " http "},
                    {"x-acs-content-sha256",
                     "55e12e91650d2fec56ec74e1d3e4ddbfce2ef3a65890c2a19ecf88a307e76a23"}}};
    const QByteArray canonical = expectedCanonicalRequest(request, {"x-acs-test"});
    QVERIFY2(canonical.contains("\nempty=&test=ok\nx-acs-test:http,https\n"),
             canonical.constData());
    QCOMPARE(expectedSignature(expectedStringToSign(canonical), "secret"),
             "4ab59fffe3c5738ff8a2729f90cc04fe18b02a4b15b2102cbaf92f9ff3df2ea3");
}

void RequestVerifierTest::theDerivedVectorIsAccepted()
{
    const ReceivedRequest request = signedRequest(plainRequest(), key);
    QCOMPARE(signatureIn(request),
             "4e8be72695c33b1c8bfe0950c5995a99cc2a19b94004707851d4f69a828617cd");
    QCOMPARE(verdict(request), "accepted");
}

void RequestVerifierTest::theDerivedVectorWithATokenAndOddCharactersIsAccepted()
{
    UnsignedRequest request;
    request.parameters = {{"InstanceId", "cri-kmsiwlxxdcva0000"},
                          {"PageNo", "2"},
                          {"PageSize", "30"},
                          {"RepoNamespaceName", "ns"},
                          {"RepoName", "a b"},
                          {"Tag", "v1~*+/&=%\xe9\x95\x9c"}};
    request.extraHeaders = {{"x-acs-accesskey-id", "YourAccessKeyId"}};
    const ReceivedRequest sent = signedRequest(request, temporaryKey);
    QCOMPARE(signatureIn(sent), "36faafa95a6a050372b4de3de9c66f8f25827ced785f981b7bfc69191590d75c");
    RequestVerifier verifier(temporaryKey);
    const auto answer = verifier.verify(sent, now);
    QVERIFY(answer);
    QCOMPARE(answer->parameter("Tag"), "v1~*+/&=%\xe9\x95\x9c");
    QCOMPARE(answer->parameter("RepoName"), "a b");
}

void RequestVerifierTest::aGoodRequestIsReadInFull()
{
    RequestVerifier verifier(key);
    UnsignedRequest request = plainRequest();
    request.action = "GetRepoSyncTask";
    const auto answer = verifier.verify(signedRequest(request, key), now);
    QVERIFY(answer);
    QCOMPARE(answer->operation, findOperation("GetRepoSyncTask"));
    QCOMPARE(answer->parameter("InstanceId"), "cri-kmsiwlxxdcva0000");
    QCOMPARE(answer->parameter("PageSize"), "30");
    QCOMPARE(answer->parameter("Tag"), "");
}

void RequestVerifierTest::getIsAsGoodAsPost()
{
    UnsignedRequest request = plainRequest();
    request.method = "GET";
    QCOMPARE(verdict(signedRequest(request, key)), "accepted");
}

void RequestVerifierTest::aBodyIsSignedByItsHash()
{
    UnsignedRequest request = plainRequest();
    request.body = "a=b";
    request.extraHeaders = {{"content-type", "application/x-www-form-urlencoded"}};
    ReceivedRequest sent = signedRequest(request, key);
    QCOMPARE(verdict(sent), "accepted");
    sent.body = "a=c";
    QCOMPARE(verdict(sent), "400 SignatureDoesNotMatch");
}

void RequestVerifierTest::aRequestThatIsDamagedAfterSigningIsRefused_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QByteArray>("expected");
    const auto without = [](const char *name) -> Damage {
        return [name](ReceivedRequest &request) { removeHeader(request, name); };
    };
    const auto with = [](const char *name, const char *value) -> Damage {
        return [name, value](ReceivedRequest &request) { setHeader(request, name, value); };
    };
    const auto replaced = [](const char *before, const char *after) -> Damage {
        return [before, after](ReceivedRequest &request) {
            setHeader(request, "Authorization",
                      request.header("authorization").replace(before, after));
        };
    };
    const auto row = [](const char *name, const Damage &damage, const char *expected) {
        QTest::newRow(name) << damage << QByteArray(expected);
    };
    row("no host", without("host"), "400 MissingHost");
    row("no action", without("x-acs-action"), "400 MissingAction");
    row("no version", without("x-acs-version"), "400 MissingVersion");
    row("no date", without("x-acs-date"), "400 MissingDate");
    row("no nonce", without("x-acs-signature-nonce"), "400 MissingSignatureNonce");
    row("no hash", without("x-acs-content-sha256"), "400 MissingContentSha256");
    row("no authorization", without("authorization"), "400 MissingAuthorization");
    row("other host", with("host", "evil.example"), "400 SignatureDoesNotMatch");
    row("other action", with("x-acs-action", "GetRepoSyncTask"), "400 SignatureDoesNotMatch");
    row("other nonce", with("x-acs-signature-nonce", "abc"), "400 SignatureDoesNotMatch");
    row("other date", with("x-acs-date", "2026-01-02T03:04:06Z"), "400 SignatureDoesNotMatch");
    row("other hash", with("x-acs-content-sha256", "00"), "400 SignatureDoesNotMatch");
    row("unsigned x-acs header", with("x-acs-extra", "1"), "400 IncompleteSignature");
    row("unsigned content type", with("Content-Type", "text/plain"), "400 IncompleteSignature");
    row("unsigned other header", with("Accept", "application/json"), "accepted");
    row(
        "other parameter",
        [](ReceivedRequest &request) { request.rawQuery.replace("PageNo=1", "PageNo=2"); },
        "400 SignatureDoesNotMatch");
    row(
        "more parameters", [](ReceivedRequest &request) { request.rawQuery += "&Tag=v1"; },
        "400 SignatureDoesNotMatch");
    row(
        "other order of parameters",
        [](ReceivedRequest &request) {
            request.rawQuery = "PageSize=30&PageNo=1&InstanceId=cri-kmsiwlxxdcva0000";
        },
        "accepted");
    row(
        "other method", [](ReceivedRequest &request) { request.method = "GET"; },
        "400 SignatureDoesNotMatch");
    row(
        "method that is not supported", [](ReceivedRequest &request) { request.method = "PUT"; },
        "400 UnsupportedHTTPMethod");
    row(
        "other path", [](ReceivedRequest &request) { request.path = "/api"; },
        "404 InvalidApi.NotFound");
    row("no signed host", replaced("SignedHeaders=host;", "SignedHeaders="),
        "400 IncompleteSignature");
    row("signed header that was not sent",
        replaced("SignedHeaders=host;", "SignedHeaders=accept;host;"), "400 IncompleteSignature");
    row("signed headers twice", replaced("SignedHeaders=host;", "SignedHeaders=host;host;"),
        "400 IncompleteSignature");
    row("signed headers out of order",
        replaced("SignedHeaders=host;x-acs-action;", "SignedHeaders=x-acs-action;host;"),
        "400 IncompleteSignature");
    row("upper-case signed header", replaced("SignedHeaders=host;", "SignedHeaders=Host;"),
        "400 IncompleteSignature");
    row("other algorithm", replaced("ACS3-HMAC-SHA256", "ACS3-HMAC-SM3"),
        "400 IncompleteSignature");
    row("no credential", replaced("Credential=YourAccessKeyId,", ""), "400 IncompleteSignature");
    row("no signature", replaced(",Signature=", ",Sign="), "400 IncompleteSignature");
    row("blanks after the commas", replaced(",Signature=", ", Signature="),
        "400 IncompleteSignature");
    row("short signature", replaced("cd", "c"), "400 IncompleteSignature");
    row("upper-case signature", replaced("Signature=4e", "Signature=4E"),
        "400 IncompleteSignature");
    row("other signature", replaced("Signature=4e", "Signature=5e"), "400 SignatureDoesNotMatch");
    row("unknown key", replaced("Credential=Your", "Credential=My"),
        "404 InvalidAccessKeyId.NotFound");
}

void RequestVerifierTest::aRequestThatIsDamagedAfterSigningIsRefused()
{
    QFETCH(Damage, damage);
    QFETCH(QByteArray, expected);
    ReceivedRequest request = signedRequest(plainRequest(), key);
    damage(request);
    QCOMPARE(verdict(request), expected);
}

void RequestVerifierTest::aRequestThatIsWrongAsSignedIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const Change &change, const char *expected) {
        QTest::newRow(name) << change << QByteArray(expected);
    };
    const auto dated = [](const char *date) -> Change {
        return [date](UnsignedRequest &request) { request.date = date; };
    };
    row("old date", dated("2026-01-02T02:49:04Z"), "400 InvalidTimeStamp.Expired");
    row("future date", dated("2026-01-02T03:19:06Z"), "400 InvalidTimeStamp.Expired");
    row("date without zone", dated("2026-01-02T03:04:05"), "400 InvalidTimeStamp.Format");
    row("date with offset", dated("2026-01-02T11:04:05+08:00"), "400 InvalidTimeStamp.Format");
    row("date with fraction", dated("2026-01-02T03:04:05.000Z"), "400 InvalidTimeStamp.Format");
    row("date with a blank", dated("2026-01-02 03:04:05Z"), "400 InvalidTimeStamp.Format");
    row("no such day", dated("2026-02-30T03:04:05Z"), "400 InvalidTimeStamp.Format");
    row("no date at all", dated("yesterday"), "400 InvalidTimeStamp.Format");
    row(
        "unknown action", [](UnsignedRequest &request) { request.action = "ListRepoSyncTasks"; },
        "404 InvalidAction.NotFound");
    row(
        "action in lower case",
        [](UnsignedRequest &request) { request.action = "listreposynctask"; },
        "404 InvalidAction.NotFound");
    row(
        "other version", [](UnsignedRequest &request) { request.version = "2016-06-07"; },
        "400 InvalidVersion");
}

void RequestVerifierTest::aRequestThatIsWrongAsSignedIsRefused()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, expected);
    UnsignedRequest request = plainRequest();
    change(request);
    QCOMPARE(verdict(signedRequest(request, key)), expected);
}

void RequestVerifierTest::fifteenMinutesEitherWayAreStillFresh()
{
    UnsignedRequest request = plainRequest();
    request.date = "2026-01-02T02:49:05Z";
    QCOMPARE(verdict(signedRequest(request, key)), "accepted");
    request.date = "2026-01-02T03:19:05Z";
    QCOMPARE(verdict(signedRequest(request, key)), "accepted");
}

void RequestVerifierTest::aSecondUseOfANonceIsRefused()
{
    RequestVerifier verifier(key);
    QCOMPARE(verdict(verifier, signedRequest(plainRequest(), key)), "accepted");
    QCOMPARE(verdict(verifier, signedRequest(plainRequest(), key)), "400 SignatureNonceUsed");
    UnsignedRequest other = plainRequest();
    other.action = "ListInstance";
    QCOMPARE(verdict(verifier, signedRequest(other, key)), "400 SignatureNonceUsed");
    other.nonce = "another";
    QCOMPARE(verdict(verifier, signedRequest(other, key)), "accepted");
}

void RequestVerifierTest::aRefusedRequestDoesNotUseItsNonce()
{
    RequestVerifier verifier(key);
    ReceivedRequest forged = signedRequest(plainRequest(), key);
    forged.rawQuery += "&Tag=v1";
    QCOMPARE(verdict(verifier, forged), "400 SignatureDoesNotMatch");
    QCOMPARE(verdict(verifier, signedRequest(plainRequest(), key)), "accepted");
}

void RequestVerifierTest::noncesAreForgottenWhenTheyCannotPassAnyMore()
{
    RequestVerifier verifier(key);
    const ReceivedRequest first = signedRequest(plainRequest(), key);
    QCOMPARE(verdict(verifier, first), "accepted");
    for (int i = 1; i <= 100; ++i) {
        UnsignedRequest request = plainRequest();
        request.nonce = QByteArray::number(i);
        QCOMPARE(verdict(verifier, signedRequest(request, key)), "accepted");
    }
    QCOMPARE(verifier.rememberedNonces(), 101);
    QCOMPARE(verdict(verifier, first, now + 15 * minute), "400 SignatureNonceUsed");

    UnsignedRequest late = plainRequest();
    late.nonce = "late";
    late.date = "2026-01-02T03:20:00Z";
    QCOMPARE(verdict(verifier, signedRequest(late, key), now + 16 * minute), "accepted");
    QCOMPARE(verifier.rememberedNonces(), 1);
    QCOMPARE(verdict(verifier, first, now + 16 * minute), "400 InvalidTimeStamp.Expired");
}

void RequestVerifierTest::aWrongSecretIsRefused()
{
    const AccessKey wrong{.id = key.id, .secret = "guessed"};
    QCOMPARE(verdict(signedRequest(plainRequest(), wrong)), "400 SignatureDoesNotMatch");
}

void RequestVerifierTest::aTemporaryKeyNeedsItsToken()
{
    QCOMPARE(verdict(signedRequest(plainRequest(), temporaryKey), temporaryKey), "accepted");
    QCOMPARE(verdict(signedRequest(plainRequest(), key), temporaryKey), "400 MissingSecurityToken");
    AccessKey other = temporaryKey;
    other.securityToken = "expired";
    QCOMPARE(verdict(signedRequest(plainRequest(), other), temporaryKey),
             "400 InvalidSecurityToken.MismatchWithAccessKey");
    ReceivedRequest empty = signedRequest(plainRequest(), temporaryKey);
    setHeader(empty, "x-acs-security-token", "");
    QCOMPARE(verdict(empty, temporaryKey), "400 InvalidSecurityToken.Malformed");
}

void RequestVerifierTest::aPermanentKeyTakesNoToken()
{
    QCOMPARE(verdict(signedRequest(plainRequest(), temporaryKey), key),
             "400 InvalidSecurityToken.MismatchWithAccessKey");
}

void RequestVerifierTest::theServersStringToSignIsTold()
{
    RequestVerifier verifier(key);
    ReceivedRequest request = signedRequest(plainRequest(), key);
    request.rawQuery += "&Tag=v1";
    const auto answer = verifier.verify(request, now);
    QVERIFY(!answer);
    QVERIFY(answer.error().message.contains("ACS3-HMAC-SHA256\n"));
    QVERIFY(answer.error().message.contains("PageSize=30&Tag=v1"));
    QVERIFY(!answer.error().message.contains(key.secret));
}

QTEST_GUILESS_MAIN(RequestVerifierTest)
#include "tst_requestverifier.moc"
