#include "boundednetwork.h"
#include "errorcode.h"
#include "talk.h"
#include "tlsserver.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

QByteArray goodReply()
{
    return goodPage().bytes;
}

NetworkSetup trusting(const QString &file)
{
    return {.caFile = {.text = file, .origin = u"--ca-file"_s}};
}

NetworkSetup trustingTestRoot()
{
    return trusting(certificateFile(u"authority"_s));
}

/// A client of \p endpoint, with the answers to what it is asked.
struct SecureTalk {
    SecureTalk(const QString &endpoint, const NetworkSetup &setup)
        : client(key, {.ownEndpoint = endpoint}, clock, countingRandomSource(),
                 {.connecting = 10s, .silence = 10s, .whole = 10s, .retry = {.base = 1ms}},
                 std::make_shared<BoundedNetwork>(setup))
    {
    }

    /// The error of one call; empty where it was answered.
    std::optional<ApiError> ask()
    {
        std::optional<Result<SyncTaskPage>> answer;
        const PendingCall call =
            ::ask(client, question, [&](const Result<SyncTaskPage> &page) { answer = page; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
        if (!answer)
            return ApiError{.code = u"no answer at all"_s};
        return *answer ? std::nullopt : std::optional(answer->error());
    }

    SystemClock clock{};
    RegistryClient client;
};

/// A server in a process of its own.
class WeakServer final {
public:
    explicit WeakServer(const QString &certificate)
    {
        m_process.start(QStringLiteral(TLS_SERVER), {certificate});
        if (m_process.waitForReadyRead(30'000))
            m_port = m_process.readLine().trimmed();
    }
    ~WeakServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(WeakServer)

    [[nodiscard]] QString endpoint() const
    {
        return u"https://127.0.0.1:"_s + QString::fromLatin1(m_port);
    }

private:
    QProcess m_process;
    QByteArray m_port;
};

} // namespace

/// What of a secure connection is not accepted, and how that is said.
class TestTlsFaults final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerWithAGoodCertificateIsAsked();
    void aBadCertificateIsRefusedByName_data();
    void aBadCertificateIsRefusedByName();
    void aWeakCertificateIsRefusedByName_data();
    void aWeakCertificateIsRefusedByName();
    void whatIsNoSecureConnectionIsRefused_data();
    void whatIsNoSecureConnectionIsRefused();
    void aCertificateThatChangesIsRefused();
    void withoutACaFileTheSystemsAuthoritiesCount();
    void aFileOfTheEnvironmentCountsInsteadOfTheSystems();
    void aNamedFileWinsOverTheEnvironments();
    void anUnusableCaFileIsNamed_data();
    void anUnusableCaFileIsNamed();
    void aCaFileThatWasMendedIsReadAgain();
    void whatWasReadOfACaFileCountsWhileItCannotBeRead_data();
    void whatWasReadOfACaFileCountsWhileItCannotBeRead();
    void aBadCaFileIsNothingToPlainHttp();
};

void TestTlsFaults::aServerWithAGoodCertificateIsAsked()
{
    const TlsServer server(u"good"_s, goodReply());
    SecureTalk talk(server.endpoint(), trustingTestRoot());
    const auto error = talk.ask();
    QVERIFY2(!error, qPrintable(technicalLine(error.value_or(ApiError()))));
    QCOMPARE(server.requests(), 1);
}

void TestTlsFaults::aBadCertificateIsRefusedByName_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("facts");
    const auto row = [](const QString &certificate, const QString &code, const QStringList &facts) {
        QTest::newRow(qPrintable(certificate)) << certificate << code << facts;
    };
    row(u"expired"_s, u"TlsExpired"_s,
        {u"expired.test (Test server), issued by Test root (Test authority)"_s,
         u"was valid until 2021-01-01 00:00 UTC"_s, u"the clock of this computer says 2"_s});
    row(u"not-yet-valid"_s, u"TlsNotYetValid"_s,
        {u"not-yet-valid.test"_s, u"is valid from 2120-01-01 00:00 UTC"_s, u"clock"_s});
    row(u"wrong-host"_s, u"TlsWrongHost"_s,
        {u"wrong-host.test"_s, u"is for other.test, not for 127.0.0.1"_s});
    row(u"self-signed"_s, u"TlsSelfSigned"_s,
        {u"self-signed.test (Test server)"_s, u"is signed by itself"_s});
    row(u"unknown-authority"_s, u"TlsUnknownAuthority"_s,
        {u"unknown-authority.test"_s, u"issued by Other root (Other authority)"_s,
         u"leads to no authority that is trusted here"_s});
}

void TestTlsFaults::aBadCertificateIsRefusedByName()
{
    QFETCH(QString, certificate);
    QFETCH(QStringList, facts);
    const TlsServer server(certificate, goodReply());
    SecureTalk talk(server.endpoint(), trustingTestRoot());
    const auto error = talk.ask();
    QVERIFY(error.has_value());
    QTEST(error->code, "code");
    QCOMPARE(error->kind, Kind::Network);
    QVERIFY(isTlsFault(error->code));
    for (const QString &fact : facts)
        QVERIFY2(error->message.contains(fact), qPrintable(error->message));
    QCOMPARE(server.requests(), 0); // nothing that is signed was sent
}

void TestTlsFaults::aWeakCertificateIsRefusedByName_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("fact");
    QTest::newRow("short key") << u"short-key"_s << u"has a key of 1024 bits only"_s;
    QTest::newRow("SHA-1") << u"sha1"_s << u"is signed with SHA-1"_s;
}

void TestTlsFaults::aWeakCertificateIsRefusedByName()
{
    QFETCH(QString, certificate);
    QFETCH(QString, fact);
    const WeakServer server(certificate);
    SecureTalk talk(server.endpoint(), trustingTestRoot());
    const auto error = talk.ask();
    QVERIFY(error.has_value());
    QCOMPARE(error->code, u"TlsWeakCertificate"_s);
    QVERIFY2(error->message.contains(certificate + u".test"_s), qPrintable(error->message));
    QVERIFY2(error->message.contains(fact), qPrintable(error->message));
}

void TestTlsFaults::whatIsNoSecureConnectionIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &code) {
        QTest::newRow(name) << bytes << code;
    };
    // Alerts of TLS: fatal, and what.
    row("a server that knows only TLS 1.1", QByteArray("\x15\x03\x02\x00\x02\x02\x46", 7),
        u"TlsOldProtocol"_s);
    row("a server that answers with TLS 1.0",
        // ServerHello: version 3.1, 32 bytes of random, no session, a cipher, no compression.
        QByteArray("\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01", 11) + QByteArray(32, 'r') +
            QByteArray("\x00\xc0\x13\x00", 4),
        u"TlsOldProtocol"_s);
    row("nothing in common", QByteArray("\x15\x03\x03\x00\x02\x02\x28", 7),
        u"TlsNothingInCommon"_s);
    row("a name that is not served", QByteArray("\x15\x03\x03\x00\x02\x02\x70", 7),
        u"TlsUnknownName"_s);
    row("plain HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n", u"TlsNotSpoken"_s);
    row("mail", "220 mail.example ESMTP\r\n", u"TlsNotSpoken"_s);
    row("the handshake is cut", {}, u"HandshakeCut"_s);
    row("another alert", QByteArray("\x15\x03\x03\x00\x02\x02\x50", 7), u"TlsHandshakeFailed"_s);
}

void TestTlsFaults::whatIsNoSecureConnectionIsRefused()
{
    QFETCH(QByteArray, bytes);
    const BluntServer server(bytes);
    SecureTalk talk(server.endpoint(), trustingTestRoot());
    const auto error = talk.ask();
    QVERIFY(error.has_value());
    QTEST(error->code, "code");
    QVERIFY2(!error->message.contains(u"nknown error"_s), qPrintable(error->message));
    QVERIFY(!error->message.contains(u"0A00"_s)); // no number of OpenSSL's
}

void TestTlsFaults::aCertificateThatChangesIsRefused()
{
    TlsServer server(u"good"_s, goodReply());
    SecureTalk talk(server.endpoint(), trustingTestRoot());
    QVERIFY(!talk.ask());
    server.present(u"unknown-authority"_s);
    QVERIFY(!talk.ask()); // on the connection that was made before
    server.closeConnections();
    QTRY_COMPARE(server.findChildren<QTcpSocket *>().size(), 0);
    const auto error = talk.ask();
    QVERIFY(error.has_value());
    QCOMPARE(error->code, u"TlsUnknownAuthority"_s);
    server.present(u"good"_s);
    QVERIFY(!talk.ask());
    QCOMPARE(server.requests(), 3);
}

void TestTlsFaults::withoutACaFileTheSystemsAuthoritiesCount()
{
    const TlsServer server(u"good"_s, goodReply());
    SecureTalk talk(server.endpoint(), {});
    QCOMPARE(talk.ask().value_or(ApiError()).code, u"TlsUnknownAuthority"_s);
}

void TestTlsFaults::aFileOfTheEnvironmentCountsInsteadOfTheSystems()
{
    const TlsServer server(u"good"_s, goodReply());
    NetworkSetup setup;
    setup.environment.insert(u"SSL_CERT_FILE"_s, certificateFile(u"authority"_s));
    QVERIFY(!SecureTalk(server.endpoint(), setup).ask());
    setup.environment.insert(u"SSL_CERT_FILE"_s, certificateFile(u"other-authority"_s));
    QCOMPARE(SecureTalk(server.endpoint(), setup).ask().value_or(ApiError()).code,
             u"TlsUnknownAuthority"_s);
}

void TestTlsFaults::aNamedFileWinsOverTheEnvironments()
{
    const TlsServer server(u"good"_s, goodReply());
    NetworkSetup setup = trustingTestRoot();
    setup.environment.insert(u"SSL_CERT_FILE"_s, u"/nowhere/at/all.pem"_s);
    QVERIFY(!SecureTalk(server.endpoint(), setup).ask());
}

void TestTlsFaults::anUnusableCaFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &content, const QString &problem) {
        QTest::newRow(name) << content << problem;
    };
    QFile good(certificateFile(u"authority"_s));
    QVERIFY(good.open(QIODevice::ReadOnly));
    const QByteArray pem = good.readAll();
    row("missing", {}, u"No such file or directory"_s);
    row("empty", "\n\n", u"it is empty"_s);
    row("not PEM", "hello", u"it is not PEM"_s);
    row("DER", QSslCertificate(pem).toDer(), u"in the form DER"_s);
    row("only a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        u"holds no certificate"_s);
    row("cut off", pem + pem.left(pem.size() / 2), u"1 of its 2 certificates cannot be read"_s);
    row("damaged", QByteArray(pem).replace("MII", "???"),
        u"1 of its 1 certificates cannot be read"_s);
}

void TestTlsFaults::anUnusableCaFileIsNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, problem);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"own ca.pem"_s);
    if (!content.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const TlsServer server(u"good"_s, goodReply());
    const NetworkSetup setup = trusting(path);
    const auto error = SecureTalk(server.endpoint(), setup).ask();
    QVERIFY(error.has_value());
    QCOMPARE(error->code, u"InvalidCaFile"_s);
    QCOMPARE(error->kind, Kind::Configuration);
    QVERIFY2(error->message.contains(path + u" of --ca-file"_s), qPrintable(error->message));
    QVERIFY2(error->message.contains(problem), qPrintable(error->message));
    // The same before anything is asked.
    QCOMPARE(setupProblem(setup).value_or(ApiError()).message, error->message);
}

void TestTlsFaults::aCaFileThatWasMendedIsReadAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"ca.pem"_s);
    const TlsServer server(u"good"_s, goodReply());
    SecureTalk talk(server.endpoint(), trusting(path));
    QCOMPARE(talk.ask().value_or(ApiError()).code, u"InvalidCaFile"_s);
    QVERIFY(QFile::copy(certificateFile(u"authority"_s), path));
    QVERIFY(!talk.ask());
}

void TestTlsFaults::whatWasReadOfACaFileCountsWhileItCannotBeRead_data()
{
    QTest::addColumn<std::optional<QByteArray>>("content");
    QTest::newRow("gone") << std::optional<QByteArray>();
    QTest::newRow("emptied to be written") << std::optional<QByteArray>("");
    QTest::newRow("half written") << std::optional<QByteArray>("-----BEGIN CERTIFICATE-----\nMII");
}

void TestTlsFaults::whatWasReadOfACaFileCountsWhileItCannotBeRead()
{
    QFETCH(std::optional<QByteArray>, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"ca.pem"_s);
    QVERIFY(QFile::copy(certificateFile(u"authority"_s), path));
    TlsServer server(u"good"_s, goodReply());
    SecureTalk talk(server.endpoint(), trusting(path));
    QVERIFY(!talk.ask());

    QVERIFY(QFile::remove(path));
    if (content) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(*content);
    }
    server.closeConnections();
    QVERIFY(!talk.ask());

    QFile::remove(path); // and whole again, with another authority
    QVERIFY(QFile::copy(certificateFile(u"other-authority"_s), path));
    server.closeConnections();
    QCOMPARE(talk.ask().value_or(ApiError()).code, u"TlsUnknownAuthority"_s);
}

void TestTlsFaults::aBadCaFileIsNothingToPlainHttp()
{
    ScriptedServer server({goodPage()});
    SecureTalk talk(server.endpoint(), trusting(u"/nowhere/at/all.pem"_s));
    QVERIFY(!talk.ask());
}

QTEST_GUILESS_MAIN(TestTlsFaults)
#include "tst_tlsfaults.moc"
