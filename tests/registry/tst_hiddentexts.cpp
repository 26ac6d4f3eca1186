#include "apireply.h"
#include "hiddentexts.h"
#include "talk.h"

#include <QDebug>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray hiddenSecret = "kA9/canary+Secret=7Zz\"&x";
const QByteArray hiddenToken = "CAIS/canary+Token==0123456789abcdef";
const QByteArray hiddenKeyId = "LTAI5tcanaryKeyId01";

Credentials canaryKey()
{
    return {.accessKeyId = hiddenKeyId,
            .accessKeySecret = Secret(hiddenSecret),
            .securityToken = Secret(hiddenToken),
            .source = u"test"_s};
}

/// In any of the ways in which a text may hold it.
bool holdsKey(const QByteArray &text)
{
    for (const QByteArray &hidden : {hiddenSecret, hiddenToken, hiddenKeyId}) {
        const QByteArray encoded = hidden.toPercentEncoding();
        for (const QByteArray &way :
             {hidden, encoded, hidden.toBase64(QByteArray::OmitTrailingEquals).chopped(1),
              QString::fromUtf8(hidden).toHtmlEscaped().toUtf8()}) {
            if (text.toLower().contains(way.toLower()))
                return true;
        }
    }
    return false;
}

QStringList logged;

void keepLog(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &message)
{
    logged << message;
}

} // namespace

/// What a request was made with is in nothing that comes back.
class TestHiddenTexts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachWayOfWritingThemIsFound_data();
    void eachWayOfWritingThemIsFound();
    void whatIsCutOffWithinOneIsTakenOut();
    void shortOnesAreNoSecrets();
    void aReplyHoldsNoneBeforeItIsRead();
    void aSecretIsOverwritten();
    void aServerThatRepeatsThemIsNotBelieved_data();
    void aServerThatRepeatsThemIsNotBelieved();
};

void TestHiddenTexts::eachWayOfWritingThemIsFound_data()
{
    QTest::addColumn<QByteArray>("written");
    for (const QByteArray &hidden : {hiddenSecret, hiddenToken, hiddenKeyId}) {
        const QByteArray name = hidden.left(4);
        const auto row = [&name](const char *way, const QByteArray &written) {
            QTest::addRow("%s %s", name.constData(), way) << written;
        };
        QByteArray small = hidden.toPercentEncoding();
        for (const char *digits : {"%2F", "%2B", "%3D", "%22", "%26"})
            small.replace(digits, QByteArray(digits).toLower());
        row("as it is", hidden);
        row("in an address", hidden.toPercentEncoding());
        row("in an address, small digits", small);
        row("in JSON", QByteArray(hidden).replace('/', "\\/"));
        row("in HTML", QString::fromUtf8(hidden).toHtmlEscaped().toUtf8());
        row("in Base64", hidden.toBase64());
        row("in Base64, after 1", QByteArray("u" + hidden + "vw").toBase64());
        row("in Base64, after 2", QByteArray("u:" + hidden + "v").toBase64());
        row("in Base64 of addresses", hidden.toBase64(QByteArray::Base64UrlEncoding));
    }
}

void TestHiddenTexts::eachWayOfWritingThemIsFound()
{
    QFETCH(QByteArray, written);
    const HiddenTexts hidden(canaryKey());
    const QString cleaned = hidden.cleaned(u"a "_s + QString::fromUtf8(written) + u" b"_s);
    QVERIFY2(cleaned.contains(u"(removed)"_s), qPrintable(cleaned));
    QVERIFY2(!holdsKey(cleaned.toUtf8()), qPrintable(cleaned));
    QVERIFY(cleaned.size() < 30);
    HttpReply reply{.headers = {{.name = "x", .value = written}}, .body = "[" + written + "]"};
    hidden.clean(reply);
    QVERIFY2(!reply.body.contains(written) && reply.body.contains("(removed)"),
             reply.body.constData());
    QVERIFY(!reply.header("x").contains(written));
}

void TestHiddenTexts::whatIsCutOffWithinOneIsTakenOut()
{
    HiddenTexts hidden;
    hidden.hide(Secret("0123456789"));
    QCOMPARE(hidden.cleaned(u"a 0123456789 b"_s), u"a (removed) b"_s);
    QCOMPARE(hidden.cleaned(u"a 012345678"_s), u"a (removed)"_s);
    QCOMPARE(hidden.cleaned(u"a 01234567…"_s), u"a (removed)…"_s);
    QCOMPARE(hidden.cleaned(u"a 0123456"_s), u"a 0123456"_s);
}

void TestHiddenTexts::shortOnesAreNoSecrets()
{
    HiddenTexts hidden;
    hidden.hide(Secret("abc"));
    hidden.hide(Credentials{.accessKeyId = "id", .accessKeySecret = Secret()});
    QCOMPARE(hidden.cleaned(u"abc id"_s), u"abc id"_s);
}

void TestHiddenTexts::aReplyHoldsNoneBeforeItIsRead()
{
    const QByteArray body = R"({"SyncTaskId":"rst-1","TaskIssue":"none"})";
    HttpReply reply{.body = body};
    const char *before = reply.body.constData();
    HiddenTexts(canaryKey()).clean(reply);
    QCOMPARE(reply.body, body);
    QCOMPARE(reply.body.constData(), before); // where nothing is found nothing is copied
}

void TestHiddenTexts::aSecretIsOverwritten()
{
    QByteArray bytes("0123456789 canary");
    bytes.detach();
    const QByteArray shared = bytes;
    overwrite(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(shared, "0123456789 canary"); // somebody else's still

    Secret secret("canary");
    const Secret copy = secret;
    secret = Secret("other");
    QCOMPARE(copy.reveal(), "canary");
    QCOMPARE(secret.reveal(), "other");
    const Secret moved = std::move(secret);
    QCOMPARE(moved.reveal(), "other");
    QString text;
    QDebug(&text) << copy << canaryKey();
    QVERIFY(!text.contains(u"canary"_s));
}

void TestHiddenTexts::aServerThatRepeatsThemIsNotBelieved_data()
{
    QTest::addColumn<QByteArray>("reply");
    const QByteArray all = hiddenSecret + ' ' + hiddenToken + ' ' + hiddenKeyId;
    const auto escaped = [](QByteArray text) { return text.replace('"', "\\\""); };
    const auto refused = [&escaped](const QByteArray &code, const QByteArray &message,
                                    const QByteArray &id) {
        return json(403, R"({"Code":")" + escaped(code) + R"(","Message":")" + escaped(message) +
                             R"(","RequestId":")" + escaped(id) + R"("})")
            .bytes;
    };
    QTest::newRow("code") << refused(hiddenToken, "m", "R");
    QTest::newRow("code without signs") << refused(hiddenKeyId, "m", "R");
    QTest::newRow("message") << refused("Odd", all, "R");
    QTest::newRow("message, encoded") << refused("Odd", all.toPercentEncoding(), "R");
    QTest::newRow("message, Base64") << refused("Odd", "Basic " + all.toBase64(), "R");
    QTest::newRow("request id") << refused("Odd", "m", hiddenToken);
    QTest::newRow("request id without signs") << refused("Odd", "m", hiddenKeyId);
    QTest::newRow("escaped in JSON") << refused("Odd", R"(kA9\/canary+Secret=7Zz"&x)", "R");
    QTest::newRow("numbers in JSON") << refused("Odd", R"(\u006bA9/canary+Secret=7Zz"&x)", "R");
    QTest::newRow("header")
        << json(403, R"({"Code":"Odd"})", "x-acs-request-id: " + hiddenToken + "\r\n").bytes;
    QTest::newRow("page") << json(500, "<html>" + all + "</html>").bytes;
    QTest::newRow("page, cut") << json(500, "<html>" + QByteArray(100, 'x') + all).bytes;
    QTest::newRow("XML") << json(403, "<Error><Code>Odd</Code><Message>" +
                                          QString::fromUtf8(all).toHtmlEscaped().toUtf8() +
                                          "</Message></Error>")
                                .bytes;
    QTest::newRow("what was signed")
        << refused("SignatureDoesNotMatch", "x-acs-security-token:" + hiddenToken, "R");
    QTest::newRow("failure with status 200")
        << json(200, R"({"IsSuccess":false,"Code":")" + hiddenToken + R"("})").bytes;
    QTest::newRow("no page of tasks") << json(200, '"' + escaped(all) + '"').bytes;
    QTest::newRow("reason of the status")
        << "HTTP/1.1 403 " + hiddenToken + "\r\nContent-Length: 0\r\n\r\n";
}

void TestHiddenTexts::aServerThatRepeatsThemIsNotBelieved()
{
    QFETCH(QByteArray, reply);
    logged.clear();
    QLoggingCategory::setFilterRules(u"*=true\nqt.*=false\nqt.network.*=true"_s);
    const QtMessageHandler former = qInstallMessageHandler(keepLog);
    const Turn turn{.bytes = reply};
    ScriptedServer server({turn, turn, turn, turn, turn, turn});
    SystemClock clock;
    RegistryClient client(canaryKey(), {.ownEndpoint = server.endpoint()}, clock,
                          countingRandomSource(), shortLimits());
    std::optional<Result<SyncTaskPage>> answer;
    const PendingCall call =
        ::ask(client, question, [&](const Result<SyncTaskPage> &page) { answer = page; });
    QTRY_VERIFY(answer);
    qInstallMessageHandler(former);
    QLoggingCategory::setFilterRules({});
    QVERIFY(!*answer);
    const ApiError &error = answer->error();
    for (const QString &text :
         {error.code, error.message, error.requestId, error.host, technicalLine(error)})
        QVERIFY2(!holdsKey(text.toUtf8()), qPrintable(text));
    QVERIFY(!logged.isEmpty());
    QVERIFY2(!holdsKey(logged.join(u'\n').toUtf8()), qPrintable(logged.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestHiddenTexts)
#include "tst_hiddentexts.moc"
