#include "httprequestreader.h"

#include <QTest>

namespace {

constexpr HttpServerLimits narrow{.headBytes = 200, .headers = 5, .bodyBytes = 10};

/// Reads all of \p bytes, so many at once.
qsizetype readIn(HttpRequestReader &reader, const QByteArray &bytes, qsizetype atOnce)
{
    qsizetype read = 0;
    while (read < bytes.size()) {
        const QByteArray slice = bytes.mid(read, atOnce);
        const qsizetype taken = reader.read(slice);
        read += taken;
        if (taken < slice.size())
            break;
    }
    return read;
}

} // namespace

class TestHttpRequestReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsReadAsItIs_data();
    void aRequestIsReadAsItIs();
    void whatFollowsBelongsToTheNext();
    void theConnectionIsKeptUnlessSaidOtherwise_data();
    void theConnectionIsKeptUnlessSaidOtherwise();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void nothingMoreIsReadThanTheLimits_data();
    void nothingMoreIsReadThanTheLimits();
};

void TestHttpRequestReader::aRequestIsReadAsItIs_data()
{
    QTest::addColumn<qsizetype>("atOnce");
    QTest::newRow("at once") << qsizetype{1'000};
    QTest::newRow("in halves") << qsizetype{60};
    QTest::newRow("byte by byte") << qsizetype{1};
}

void TestHttpRequestReader::aRequestIsReadAsItIs()
{
    QFETCH(qsizetype, atOnce);
    HttpRequestReader reader(narrow);
    const QByteArray bytes = "\r\nPOST /a/../b%2F?x=%20&y=?#z HTTP/1.1\r\nHost: here:80\r\n"
                             "x-Empty:\r\nContent-Length:  5 \r\n\r\nhello";
    QVERIFY(!reader.hasStarted());
    QCOMPARE(readIn(reader, bytes, atOnce), bytes.size());
    QVERIFY(reader.hasStarted());
    QVERIFY(reader.isComplete());
    QVERIFY(!reader.refusal());
    const ReceivedRequest request = reader.takeRequest();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/a/../b%2F");
    QCOMPARE(request.rawQuery, "x=%20&y=?#z");
    QCOMPARE(request.header("HOST"), "here:80");
    QCOMPARE(request.headers[1].first, "x-Empty");
    QVERIFY(!request.header("x-empty").isNull());
    QCOMPARE(request.body, "hello");
}

void TestHttpRequestReader::whatFollowsBelongsToTheNext()
{
    HttpRequestReader reader(narrow);
    const QByteArray first = "GET / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab";
    QCOMPARE(reader.read(QByteArray(first + "GET /2 HTTP/1.1\r\n\r\n")), first.size());
    QVERIFY(reader.isComplete());
    QCOMPARE(reader.takeRequest().body, "ab");
    QCOMPARE(reader.read("more"), 0);
}

void TestHttpRequestReader::theConnectionIsKeptUnlessSaidOtherwise_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("close") << QByteArray("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n") << false;
    QTest::newRow("one of several words")
        << QByteArray("GET / HTTP/1.1\r\nConnection: a, close\r\n\r\n") << false;
}

void TestHttpRequestReader::theConnectionIsKeptUnlessSaidOtherwise()
{
    QFETCH(QByteArray, bytes);
    HttpRequestReader reader(narrow);
    reader.read(bytes);
    QVERIFY(reader.isComplete());
    QTEST(reader.keepsConnection(), "keeps");
}

void TestHttpRequestReader::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const QByteArray get = "GET / HTTP/1.1\r\n";
    row("one word", "nonsense\r\n");
    row("no version", "GET /\r\n");
    row("a blank too many", "GET  / HTTP/1.1\r\n");
    row("a blank in the path", "GET /a b HTTP/1.1\r\n");
    row("a method that is no word", "G(T / HTTP/1.1\r\n");
    row("no method", " / HTTP/1.1\r\n");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12));
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n");
    row("HTTP/2", "PRI * HTTP/2.0\r\n", 505);
    row("a version to come", "GET / HTTP/1.2\r\n", 505);
    row("another protocol", "GET / FTP/1.1\r\n");
    row("a whole address", "GET http://elsewhere.example/ HTTP/1.1\r\n");
    row("an authority", "CONNECT elsewhere.example:443 HTTP/1.1\r\n");
    row("a star", "OPTIONS * HTTP/1.1\r\n");
    row("NUL in the path", QByteArray("GET /a\0b HTTP/1.1\r\n", 19));
    row("bytes that are not encoded", "GET /\xe9\x95\x9c HTTP/1.1\r\n");
    row("a header without a colon", get + "Host\r\n");
    row("a header without a name", get + ": here\r\n");
    row("a blank before the colon", get + "Host : here\r\n");
    row("a header on two lines", get + "Host: here\r\n there\r\n");
    row("NUL in a header", get + QByteArray("A: b\0c\r\n", 8));
    row("a line break in a header", get + "A: b\rHost: c\r\n");
    row("two hosts", get + "Host: a\r\nHost: b\r\n\r\n");
    row("two lengths", get + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n");
    row("a negative length", get + "Content-Length: -1\r\n\r\n");
    row("a length with a sign", get + "Content-Length: +1\r\n\r\n");
    row("a length in hexadecimal", get + "Content-Length: 0x1\r\n\r\n");
    row("an empty length", get + "Content-Length:\r\n\r\n");
    row("chunks", get + "Transfer-Encoding: chunked\r\n\r\n", 411);
    row("chunks and a length", get + "Transfer-Encoding: x\r\nContent-Length: 1\r\n\r\n", 411);
    row("a length beyond the limit", get + "Content-Length: 11\r\n\r\n", 413);
    row("a length beyond all numbers", get + "Content-Length: 99999999999999999999\r\n\r\n", 413);
    row("too many headers", get + QByteArray("A: b\r\n").repeated(6), 431);
    row("a long path", "GET /" + QByteArray(300, 'a'), 431);
    row("a long header", get + "A: " + QByteArray(300, 'a'), 431);
    row("only line breaks", QByteArray("\r\n").repeated(200), 431);
}

void TestHttpRequestReader::whatIsNoRequestIsRefused()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype atOnce : {qsizetype{1'000}, qsizetype{1}}) {
        HttpRequestReader reader(narrow);
        readIn(reader, bytes, atOnce);
        QVERIFY(reader.refusal().has_value());
        QTEST(reader.refusal()->httpStatus, "status");
        QVERIFY(reader.refusal()->reason.endsWith('.'));
        QVERIFY(!reader.isComplete());
        QVERIFY(!reader.keepsConnection());
        QCOMPARE(reader.read("more"), 0);
    }
}

void TestHttpRequestReader::nothingMoreIsReadThanTheLimits_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("more");
    const QByteArray get = "GET / HTTP/1.1\r\n";
    QTest::newRow("a first line") << QByteArray("GET /") << QByteArray("a");
    QTest::newRow("a header") << QByteArray(get + "A: ") << QByteArray("a");
    QTest::newRow("headers") << get << QByteArray("A: b\r\n");
    QTest::newRow("line breaks") << QByteArray() << QByteArray("\n");
    QTest::newRow("a body") << QByteArray(get + "Content-Length: 9\r\n\r\n") << QByteArray("a");
}

void TestHttpRequestReader::nothingMoreIsReadThanTheLimits()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, more);
    HttpRequestReader reader(narrow);
    const QByteArray bytes = begin + more.repeated(10'000);
    QCOMPARE_LE(readIn(reader, bytes, 16), narrow.headBytes + narrow.bodyBytes + 16);
    QVERIFY(reader.refusal() || reader.isComplete());
}

QTEST_GUILESS_MAIN(TestHttpRequestReader)
#include "tst_httprequestreader.moc"
