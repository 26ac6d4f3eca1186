#include "requestsigner.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString signingFolder = QStringLiteral(FIXTURES_DIR "/registry/signing");

QByteArray content(const QString &folder, const QString &file)
{
    QFile opened(signingFolder + u'/' + folder + u'/' + file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll()
                                            : QByteArray("cannot read " + file.toUtf8());
}

NameValue pairIn(const QByteArray &line, const QByteArray &separator)
{
    const qsizetype at = line.indexOf(separator);
    return {.name = line.left(at), .value = line.mid(at + separator.size())};
}

struct SigningCase {
    SignableRequest request{};
    Credentials credentials{};
};

SigningCase readCase(const QString &folder)
{
    const QByteArrayList context = content(folder, u"context"_s).split('\n');
    QByteArrayList lines = content(folder, u"request"_s).split('\n');
    SigningCase signing{
        .request = {.method = lines.value(0), .path = lines.value(1), .bodyHash = context.value(2)},
        .credentials = {.accessKeyId = context.value(0),
                        .accessKeySecret = Secret(context.value(1))},
    };
    for (const QByteArray &line : lines.mid(2)) {
        if (line.startsWith('?'))
            signing.request.parameters.push_back(pairIn(line.mid(1), "="));
        else if (!line.isEmpty())
            signing.request.headers.push_back(pairIn(line, ": "));
    }
    return signing;
}

} // namespace

class TestRequestSigner final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStepMatchesItsFile_data();
    void everyStepMatchesItsFile();
    void aRequestOfTheClientSignsAsComputedElsewhere();
    void aSessionTokenIsSignedTogetherWithTheKeyId();
    void timesAreWrittenInUtc();
    void otherHeadersAreNotSigned();
};

void TestRequestSigner::everyStepMatchesItsFile_data()
{
    QTest::addColumn<QString>("folder");
    const QStringList folders = QDir(signingFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), 5);
    for (const QString &folder : folders)
        QTest::newRow(qPrintable(folder)) << folder;
}

void TestRequestSigner::everyStepMatchesItsFile()
{
    QFETCH(QString, folder);
    const SigningCase signing = readCase(folder);
    const QByteArray canonical = canonicalRequest(signing.request);
    QCOMPARE(canonical, content(folder, u"canonical-request"_s));
    QCOMPARE(stringToSign(canonical), content(folder, u"string-to-sign"_s));
    QCOMPARE(signature(content(folder, u"string-to-sign"_s), signing.credentials.accessKeySecret),
             content(folder, u"signature"_s));
    QCOMPARE(authorization(signing.request, signing.credentials),
             content(folder, u"authorization"_s));
}

void TestRequestSigner::aRequestOfTheClientSignsAsComputedElsewhere()
{
    const ApiRequest request = requestFor(ListSyncTasks{
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-kmsiwlxxdcva0000"_s},
        .pageNo = 1,
        .pageSize = 30});
    const Credentials credentials{.accessKeyId = "YourAccessKeyId",
                                  .accessKeySecret = Secret("YourAccessKeySecret")};
    const SigningMoment moment{.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC),
                               .nonce = "00112233445566778899aabbccddeeff"};
    const SignableRequest signable =
        signableRequest(request, "cr.cn-hangzhou.aliyuncs.com", credentials, moment);
    QCOMPARE(authorization(signable, credentials),
             content(u"list-sync-tasks"_s, u"authorization"_s));
}

void TestRequestSigner::aSessionTokenIsSignedTogetherWithTheKeyId()
{
    const ApiRequest request = requestFor(ListSyncTasks{
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-kmsiwlxxdcva0000"_s},
        .repoNamespaceName = u"ns"_s,
        .repoName = u"a b"_s,
        .tag = u"v1~*+/&=%镜"_s,
        .pageNo = 2,
        .pageSize = 30});
    const Credentials credentials{.accessKeyId = "YourAccessKeyId",
                                  .accessKeySecret = Secret("YourAccessKeySecret"),
                                  .securityToken = Secret("CAIS+token/with=chars")};
    const SigningMoment moment{.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC),
                               .nonce = "00112233445566778899aabbccddeeff"};
    const SignableRequest signable =
        signableRequest(request, "cr.cn-hangzhou.aliyuncs.com", credentials, moment);
    QCOMPARE(authorization(signable, credentials),
             content(u"list-sync-tasks-with-session-token"_s, u"authorization"_s));
}

void TestRequestSigner::timesAreWrittenInUtc()
{
    const QDateTime beijing =
        QDateTime(QDate(2026, 1, 1), QTime(1, 2, 3), Qt::OffsetFromUTC, 8 * 3600);
    const SignableRequest signable = signableRequest({}, "host", {}, {.at = beijing, .nonce = "n"});
    QVERIFY(canonicalRequest(signable).contains("x-acs-date:2025-12-31T17:02:03Z\n"));
}

void TestRequestSigner::otherHeadersAreNotSigned()
{
    SignableRequest signable{.method = "POST", .headers = {{.name = "Host", .value = " h "}}};
    const QByteArray alone = canonicalRequest(signable);
    QVERIFY(alone.contains("\nhost:h\n"));
    signable.headers.push_back({.name = "User-Agent", .value = "any"});
    QCOMPARE(canonicalRequest(signable), alone);
}

QTEST_GUILESS_MAIN(TestRequestSigner)
#include "tst_requestsigner.moc"
