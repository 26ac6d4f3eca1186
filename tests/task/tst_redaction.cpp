#include "redaction.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What of a text from outside is shown. "canary" stands in what must not be.
class TestRedaction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secretsAreTakenOut_data();
    void secretsAreTakenOut();
    void otherTextStays_data();
    void otherTextStays();
    void namesOfSecretsAreKnown_data();
    void namesOfSecretsAreKnown();
    void aCodeIsOneWord_data();
    void aCodeIsOneWord();
    void aNameIsShownUnlessItLooksLikeAKey_data();
    void aNameIsShownUnlessItLooksLikeAKey();
    void whatWasTypedIsRepeatedWithoutKeys();
};

void TestRedaction::secretsAreTakenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("signed address",
        u"https://b.oss-cn-hangzhou.aliyuncs.com/layer?Expires=17&OSSAccessKeyId=canary&Signature="
        "canary%2B1%3D&x=1"_s,
        u"https://b.oss-cn-hangzhou.aliyuncs.com/layer?Expires=17&OSSAccessKeyId=(removed)&"
        "Signature=(removed)&x=1"_s);
    row("signed address of another cloud",
        u"https://s3.example/a?X-Amz-Credential=canary%2F20261129&X-Amz-Date=canary&"
        "X-Amz-Signature=canary"_s,
        u"https://s3.example/a?X-Amz-Credential=(removed)&X-Amz-Date=(removed)&"
        "X-Amz-Signature=(removed)"_s);
    row("token in an address", u"GET /a?security-token=canary&b=1"_s,
        u"GET /a?security-token=(removed)&b=1"_s);
    row("address within an address", u"/go?to=https%3A%2F%2Fh%2F%3FSignature%3Dcanary&b=1"_s,
        u"/go?to=https%3A%2F%2Fh%2F%3FSignature%3D(removed)&b=1"_s);
    row("user and password", u"pull https://user:canary@registry.example/team/app"_s,
        u"pull https://registry.example/team/app"_s);
    row("user alone", u"https://canary@registry.example"_s, u"https://registry.example"_s);
    row("password without a scheme", u"proxy user:canary@10.0.0.1:3128 is dead"_s,
        u"proxy (removed)@10.0.0.1:3128 is dead"_s);
    row("bearer", u"got Authorization: Bearer canary.Token-1 from client"_s,
        u"got Authorization: Bearer (removed) from client"_s);
    row("basic", u"header 'Basic dXNlcjpjYW5hcnk=' refused"_s,
        u"header 'Basic (removed)' refused"_s);
    row("vendor's header",
        u"ACS3-HMAC-SHA256 Credential=canary,SignedHeaders=host,Signature=canary"_s,
        u"ACS3-HMAC-SHA256 Credential=(removed),SignedHeaders=host,Signature=(removed)"_s);
    row("what was signed", u"x-acs-date:2026 x-acs-security-token:canary12345 x"_s,
        u"x-acs-date:2026 x-acs-security-token:(removed) x"_s);
    row("JSON in a text", uR"x(body {"SecurityToken":"canary","Size":1})x"_s,
        uR"x(body {"SecurityToken":"(removed)","Size":1})x"_s);
    row("JSON in JSON", uR"x({\"password\": \"canary\", \"a\": 1})x"_s,
        uR"x({\"password\": \"(removed)\", \"a\": 1})x"_s);
    row("key id", u"key LTAI5tcanary1 is off"_s, u"key (removed) is off"_s);
    row("temporary key id", u"key STS.NTcanary is off"_s, u"key (removed) is off"_s);
    row("temporary token", u"token CAIScanary0123456789+/= ended"_s, u"token (removed) ended"_s);
    row("web token", u"jwt eyJhbGciOi.eyJjYW5hcnk.c2ln ended"_s, u"jwt (removed) ended"_s);
    row("private key",
        u"-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY----- end"_s,
        u"(removed) end"_s);
    row("private key that is cut off", u"a -----BEGIN PRIVATE KEY-----\ncanary"_s,
        u"a (removed)"_s);
}

void TestRedaction::secretsAreTakenOut()
{
    QFETCH(QString, text);
    QTEST(redacted(text), "shown");
    QVERIFY(!redacted(text).contains(u"canary"_s));
    QCOMPARE(redacted(redacted(text)), redacted(text));
}

void TestRedaction::otherTextStays_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{
        u"You are not authorized to do this action. You should be authorized by RAM."_s,
        u"Basic authentication is required"_s,
        u"The specified parameter AccessKeyId is not valid."_s,
        u"The server computed another signature: the access key secret is wrong"_s,
        u"manifest team/nginx:1.27@sha256:77ab0d91c3f2 not found"_s,
        u"https://cr.cn-hangzhou.aliyuncs.com/path?PageNo=1"_s,
        u"request 838D1602-6D8F-47FB-B60A-656645D2A1B2 failed at 12:30:05"_s,
        u"sha256:36fb85fcb5e919cb60e782397a6be04201868fe7b38ef7669fc01caec1c8fc4e"_s,
        u"镜像同步失败：网络超时"_s,
        u"mail ops@example.com"_s,
        QString(),
    };
    for (const QString &text : texts)
        QTest::newRow(qPrintable(text.left(40))) << text;
}

void TestRedaction::otherTextStays()
{
    QFETCH(QString, text);
    QCOMPARE(redacted(text), text);
}

void TestRedaction::namesOfSecretsAreKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSecret");
    for (const char *name : {"AccessKeySecret", "SecurityToken", "x-acs-security-token", "PASSWORD",
                             "Signature", "OSSAccessKeyId", "X-Amz-Credential", "Authorization",
                             "private_key", "api-key", "Set-Cookie"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name : {"SyncTaskId", "TaskIssue", "RequestId", "Expires", "Digest", "TagKey"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
}

void TestRedaction::namesOfSecretsAreKnown()
{
    QFETCH(QString, name);
    QTEST(isSecretName(name), "isSecret");
}

void TestRedaction::aCodeIsOneWord_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("shown");
    const auto stays = [](const QString &word) {
        QTest::newRow(qPrintable(word.left(40))) << word << word;
    };
    const auto goes = [](const char *name, const QString &word) {
        QTest::newRow(name) << word << removedMark.toString();
    };
    stays(u"InvalidAccessKeyId.NotFound"_s);
    stays(u"SYNC_TASK_NOT_EXIST"_s);
    stays(u"838D1602-6D8F-47FB-B60A-656645D2A1B2"_s);
    stays(u"5F3A1B2C4D5E6F708192A3B4"_s);
    stays(QString());
    goes("blanks", u"a token: canary"_s);
    goes("of a token", u"CAIScanary+/=="_s);
    goes("token without signs", u"CAIScanary0123456789"_s);
    goes("key id", u"LTAI5tcanary"_s);
    goes("too long", QString(81, u'a'));
    goes("line break", u"a\nb"_s);
    goes("an address", u"https://h/?Signature=canary"_s);
}

void TestRedaction::aCodeIsOneWord()
{
    QFETCH(QString, word);
    QTEST(shownWord(word), "shown");
}

void TestRedaction::aNameIsShownUnlessItLooksLikeAKey_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isShown");
    for (const char *name :
         {"default", "prod", "production-account-2024", "uid1234567890123456",
          "RamRoleArnWithRoleName", "team.eu-central-1.readonly", "ops@example.com", "Kunde Nord 7",
          "acs:ram::12:role/a", "cri-xkx6vujuhay0tnc2", "cri-0a1b2c3d4e5f6g7h,"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name :
         {"x7Kd92LmQ4vTz8RbN1cYw5Hs3Jf6Gp", "LTAI5tAbCdEfGhIjKlMnOpQr", "STS.NUabc123",
          "CAIS8wJ1q6Ft5B2yfSjIr5", "eyJhbGciOi.eyJzdWIiOi.c2ln",
          "8f14e45fceea167a5a36dedd4bea2543", "cri-0A1b2c3d4e5f6g7h", "cri-0a1b2c3d4e5f6g7h8i9j"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
    QTest::newRow("too long for a name") << QString(81, u'a') << false;
}

void TestRedaction::aNameIsShownUnlessItLooksLikeAKey()
{
    QFETCH(QString, name);
    QFETCH(bool, isShown);
    const QString told = u"(%1 characters that look like a key)"_s.arg(name.size());
    QCOMPARE(shownName(name), isShown ? name : told);
}

void TestRedaction::whatWasTypedIsRepeatedWithoutKeys()
{
    QCOMPARE(withoutPastedKeys(u"unknown format 'x7Kd92LmQ4vTz8RbN1cYw5Hs3Jf6Gp': use  table"_s),
             u"unknown format '(30 characters that look like a key)': use  table"_s);
    for (const QString &text : {u"--size takes WIDTHxHEIGHT from 320x240, not '1x1'"_s, u" a  b "_s,
                                u"--query, character 3: unknown field 'statsu:'"_s, QString()})
        QCOMPARE(withoutPastedKeys(text), text);
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
