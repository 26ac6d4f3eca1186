#include "boundednetwork.h"
#include "networkattributes.h"
#include "scriptedserver.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

QNetworkRequest requestTo(const ScriptedServer &server)
{
    QNetworkRequest request(QUrl(server.endpoint() + u"/a/b?c=%2F"_s));
    request.setTransferTimeout(300);
    return request;
}

} // namespace

class TestBoundedNetwork final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsAsQtsOwn();
    void aRequestIsSentAsItIs();
    void whatGoesWrongIsAnErrorOfQt_data();
    void whatGoesWrongIsAnErrorOfQt();
    void aReplyMayTakeLongerThanTheLongestPause();
    void theLimitIsTheRequests();
    void aRequestOfAnotherKindIsRefused_data();
    void aRequestOfAnotherKindIsRefused();
    void anAbortedReplyFinishesAndCloses();
    void aManagerThatDiesClosesItsConnections();
};

void TestBoundedNetwork::aReplyIsAsQtsOwn()
{
    ScriptedServer server({json(404, "{\"a\":1}", "X-One: 1\r\nx-two: 2\r\n")});
    BoundedNetwork network;
    const QSignalSpy finished(&network, &QNetworkAccessManager::finished);
    const std::unique_ptr<QNetworkReply> reply(network.get(requestTo(server)));
    const QSignalSpy connecting(reply.get(), &QNetworkReply::socketStartedConnecting);
    const QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
    QVERIFY(!reply->isFinished());
    QTRY_VERIFY(reply->isFinished());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(connecting.size(), 1);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(reply->manager(), &network);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 404);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->rawHeader("x-one"), "1");
    QCOMPARE(reply->rawHeader("X-Two"), "2");
    QCOMPARE(reply->bytesAvailable(), 7);
    QCOMPARE(reply->read(2), "{\"");
    QCOMPARE(reply->readAll(), "a\":1}");
    QCOMPARE(reply->bytesAvailable(), 0);
}

void TestBoundedNetwork::aRequestIsSentAsItIs()
{
    ScriptedServer server({json(200, "{}")});
    BoundedNetwork network;
    QNetworkRequest request = requestTo(server);
    request.setRawHeader("X-One", "1");
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, "LOOK"));
    QTRY_COMPARE(server.requests.size(), 1);
    const QByteArray sent = server.requests.first();
    QVERIFY2(sent.startsWith("LOOK /a/b?c=%2F HTTP/1.1\r\n"), sent.constData());
    QCOMPARE(headerOf(sent, "Host"), server.endpoint().mid(7).toLatin1());
    QCOMPARE(headerOf(sent, "X-One"), "1");
    QCOMPARE(headerOf(sent, "Accept-Encoding"), "identity");
    QCOMPARE(headerOf(sent, "Content-Length"), "0");
}

void TestBoundedNetwork::whatGoesWrongIsAnErrorOfQt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    const auto row = [](const char *name, const QByteArray &bytes, bool closes,
                        QNetworkReply::NetworkError error) {
        QTest::newRow(name) << bytes << closes << error;
    };
    row("silent", {}, false, QNetworkReply::OperationCanceledError);
    row("silent within the head", "HTTP/1.1 200 OK\r\nX-A: ", false,
        QNetworkReply::OperationCanceledError);
    row("silent within the content", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", false,
        QNetworkReply::OperationCanceledError);
    row("closed", {}, true, QNetworkReply::RemoteHostClosedError);
    row("nonsense", "nonsense\r\n\r\n", true, QNetworkReply::ProtocolFailure);
    row("compressed", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", true,
        QNetworkReply::UnknownContentError);
    row("too large", "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", false,
        QNetworkReply::ProtocolFailure);
}

void TestBoundedNetwork::whatGoesWrongIsAnErrorOfQt()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    ScriptedServer server({{.bytes = bytes, .closes = closes}});
    BoundedNetwork network;
    const std::unique_ptr<QNetworkReply> reply(network.get(requestTo(server)));
    const QSignalSpy failed(reply.get(), &QNetworkReply::errorOccurred);
    QTRY_VERIFY(reply->isFinished());
    QTEST(reply->error(), "error");
    QCOMPARE(failed.size(), 1);
    QVERIFY(!reply->errorString().isEmpty());
    QVERIFY(reply->attribute(NetworkAttribute::fault).isValid());
}

void TestBoundedNetwork::aReplyMayTakeLongerThanTheLongestPause()
{
    Turn slow = json(200, "{}");
    slow.dripInterval = 6;
    ScriptedServer server({slow});
    BoundedNetwork network;
    const QNetworkRequest request = requestTo(server);
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), "{}");
    QCOMPARE_GT(timer.elapsed(), request.transferTimeout());
}

void TestBoundedNetwork::theLimitIsTheRequests()
{
    ScriptedServer server({json(200, "12345"), json(200, "123456")});
    BoundedNetwork network;
    QNetworkRequest request = requestTo(server);
    request.setAttribute(NetworkAttribute::bodyLimit, qint64{5});
    const std::unique_ptr<QNetworkReply> good(network.get(request));
    QTRY_VERIFY(good->isFinished());
    QCOMPARE(good->error(), QNetworkReply::NoError);
    const std::unique_ptr<QNetworkReply> large(network.get(request));
    QTRY_VERIFY(large->isFinished());
    QCOMPARE(large->error(), QNetworkReply::ProtocolFailure);
    QCOMPARE(large->bytesAvailable(), 0);
}

void TestBoundedNetwork::aRequestOfAnotherKindIsRefused_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("verb");
    QTest::newRow("file") << u"file:///etc/hostname"_s << QByteArray("GET");
    QTest::newRow("ftp") << u"ftp://127.0.0.1/"_s << QByteArray("GET");
    QTest::newRow("no host") << u"http:///a"_s << QByteArray("GET");
    QTest::newRow("no verb") << u"http://127.0.0.1:1/"_s << QByteArray();
}

void TestBoundedNetwork::aRequestOfAnotherKindIsRefused()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, verb);
    BoundedNetwork network;
    const std::unique_ptr<QNetworkReply> reply(
        network.sendCustomRequest(QNetworkRequest(QUrl(url)), verb));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::ProtocolUnknownError);
}

void TestBoundedNetwork::anAbortedReplyFinishesAndCloses()
{
    ScriptedServer server({});
    BoundedNetwork network;
    const std::unique_ptr<QNetworkReply> reply(network.get(requestTo(server)));
    QTRY_COMPARE(server.requests.size(), 1);
    const QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTRY_COMPARE(server.connections(), 0);
    reply->abort();
    QCOMPARE(finished.size(), 1);
}

void TestBoundedNetwork::aManagerThatDiesClosesItsConnections()
{
    ScriptedServer server({});
    auto network = std::make_unique<BoundedNetwork>();
    const QPointer<QNetworkReply> asked = network->get(requestTo(server));
    QTRY_COMPARE(server.requests.size(), 1);
    const QPointer<QNetworkReply> notBegun = network->get(requestTo(server));
    network.reset();
    QVERIFY(!asked);
    QVERIFY(!notBegun);
    QTRY_COMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestBoundedNetwork)
#include "tst_boundednetwork.moc"
