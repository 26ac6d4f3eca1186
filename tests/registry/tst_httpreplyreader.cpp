#include "httpreplyreader.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 limit = 1'000;

/// What a server sends without end.
QByteArray endless(const QByteArray &begin, const QByteArray &repeated)
{
    return begin + repeated.repeated(2 * HttpReplyReader::headBytes / repeated.size() + 1);
}

/// Feeds pieces of \p size bytes; the number of bytes that the reader took.
qsizetype feed(HttpReplyReader &reader, const QByteArray &bytes, qsizetype size)
{
    qsizetype taken = 0;
    while (taken < bytes.size()) {
        const QByteArrayView piece = QByteArrayView(bytes).sliced(taken);
        const qsizetype now = reader.read(piece.first(std::min(size, piece.size())));
        taken += now;
        if (now == 0)
            break;
    }
    return taken;
}

} // namespace

class TestHttpReplyReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsRead_data();
    void aReplyIsRead();
    void nothingIsTakenBeyondTheLimits_data();
    void nothingIsTakenBeyondTheLimits();
    void aReplyOfAnotherKindIsRefused_data();
    void aReplyOfAnotherKindIsRefused();
    void aReplyThatIsCutOffIsAFault_data();
    void aReplyThatIsCutOffIsAFault();
};

void TestHttpReplyReader::aReplyIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keeps");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &body,
                        bool keeps = true, bool closes = false, int status = 200) {
        QTest::newRow(name) << bytes << closes << status << body << keeps;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "{}");
    row("no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", "{}");
    row("bare line feeds", "HTTP/1.1 200 OK\ncontent-length: 2\n\n{}", "{}");
    row("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "");
    row("length twice, the same",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "{}");
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
        "A;x=y\r\n\"a\":\"bcd\"}\r\n0\r\nX-After: 1\r\n\r\n",
        R"({"a":"bcd"})");
    row("until it closes", "HTTP/1.1 200 OK\r\n\r\n{}", "{}", false, true);
    row("asked to close",
        "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\n{}", "{}", false);
    row("old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", "{}", false);
    row("interim replies",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "{}");
    row("no content", "HTTP/1.1 204 No\r\n\r\n", "", true, false, 204);
    row("a refusal", "HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n{}", "{}", true, false, 503);
    row("a compressed refusal", "HTTP/1.1 502 Bad\r\nContent-Encoding: gzip\r\n\r\n", "", false,
        false, 502);
    row("identity", "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
        "{}");
    row("as large as allowed",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(limit, 'x'),
        QByteArray(limit, 'x'));
}

void TestHttpReplyReader::aReplyIsRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    for (const qsizetype size : {qsizetype{1}, qsizetype{3}, bytes.size()}) {
        HttpReplyReader reader(limit);
        QCOMPARE(feed(reader, bytes, size), bytes.size());
        if (closes)
            reader.close();
        QVERIFY2(reader.isComplete(), reader.fault() ? qPrintable(reader.fault()->message) : "");
        QTEST(reader.keepsConnection(), "keeps");
        // What follows a reply is not the reply's.
        QCOMPARE(reader.read("HTTP/1.1"), 0);
        const HttpReply reply = reader.takeReply();
        QTEST(reply.status, "status");
        QTEST(reply.body, "body");
    }
}

void TestHttpReplyReader::nothingIsTakenBeyondTheLimits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("most");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const qsizetype head = HttpReplyReader::headBytes;
    QTest::newRow("headers") << endless(ok, "X-A: b\r\n") << head;
    QTest::newRow("one header") << endless(ok + "X-A: ", "b") << head;
    QTest::newRow("folded header") << endless(ok + "X-A: b\r\n", " b\r\n") << head;
    QTest::newRow("status line") << endless("HTTP/1.1 200 ", "O") << head;
    QTest::newRow("interim replies") << endless("", "HTTP/1.1 100 Continue\r\n\r\n") << head;
    QTest::newRow("interim headers") << endless("HTTP/1.1 103 Early\r\n", "Link: x\r\n") << head;
    QTest::newRow("body") << endless(ok + "\r\n", "x") << ok.size() + 2 + limit;
    QTest::newRow("announced body") << ok + "Content-Length: 1001\r\n\r\nx" << ok.size() + 24;
    QTest::newRow("chunks") << endless(ok + "Transfer-Encoding: chunked\r\n\r\n",
                                       "9\r\n123456789\r\n")
                            << head;
    QTest::newRow("large chunk") << ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\nx"
                                 << ok.size() + 40;
    QTest::newRow("chunk extensions")
        << endless(ok + "Transfer-Encoding: chunked\r\n\r\n1;", "x") << head + 1'000;
    QTest::newRow("many chunk extensions") << endless(ok + "Transfer-Encoding: chunked\r\n\r\n",
                                                      "1;" + QByteArray(900, 'x') + "\r\nx\r\n")
                                           << head + 4'000;
    QTest::newRow("trailers") << endless(ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
                                         "X-A: b\r\n")
                              << head + 1'000;
}

void TestHttpReplyReader::nothingIsTakenBeyondTheLimits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, most);
    constexpr qsizetype piece = 500;
    HttpReplyReader reader(limit);
    const qsizetype taken = feed(reader, bytes, piece);
    QVERIFY(reader.fault().has_value());
    QCOMPARE(reader.fault()->code, u"ReplyTooLarge"_s);
    QVERIFY(!reader.fault()->isTransient());
    QVERIFY(!reader.keepsConnection());
    QVERIFY2(taken <= most + piece, qPrintable(QString::number(taken)));
    QVERIFY(reader.takeReply().body.size() <= limit);
}

void TestHttpReplyReader::aReplyOfAnotherKindIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QString notHttp = u"NotHttp"_s;
    QTest::newRow("nonsense") << QByteArray("nonsense\r\n") << notHttp;
    QTest::newRow("HTTP/2") << QByteArray("HTTP/2.0 200 OK\r\n") << notHttp;
    QTest::newRow("no status") << QByteArray("HTTP/1.1 OK\r\n") << notHttp;
    QTest::newRow("negative status") << QByteArray("HTTP/1.1 -20 OK\r\n") << notHttp;
    QTest::newRow("other protocol") << QByteArray("HTTP/1.1 101 Switching\r\n\r\n") << notHttp;
    QTest::newRow("no colon") << QByteArray("HTTP/1.1 200 OK\r\nodd\r\n") << notHttp;
    QTest::newRow("two lengths")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
        << notHttp;
    QTest::newRow("negative length")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n") << notHttp;
    QTest::newRow("odd transfer")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n") << notHttp;
    QTest::newRow("odd chunk") << QByteArray(
                                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")
                               << notHttp;
    QTest::newRow("chunk without end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n")
        << notHttp;
    // What cannot become a line is refused before its end, which may never come.
    QTest::newRow("another protocol's first bytes") << QByteArray("J\0\0\0\x0b", 5) << notHttp;
    QTest::newRow("an odd beginning") << QByteArray("HTTP/2") << notHttp;
    QTest::newRow("an odd beginning of a chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{") << notHttp;
    QTest::newRow("a blank before the size of a chunk that is none")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r1\r\nx\r\n")
        << notHttp;
    QTest::newRow("more than the chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx") << notHttp;
    for (const QByteArray &encoding :
         QByteArrayList{"gzip", "deflate", "br", "gzip, gzip", "zstd"}) {
        QTest::newRow(encoding.constData())
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding +
                          "\r\nTransfer-Encoding: chunked\r\n\r\n")
            << u"UnreadableContent"_s;
    }
}

void TestHttpReplyReader::aReplyOfAnotherKindIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    for (const qsizetype size : {qsizetype{1}, bytes.size()}) {
        HttpReplyReader reader(limit);
        feed(reader, bytes, size);
        QVERIFY(reader.fault().has_value());
        QCOMPARE(reader.fault()->code, code);
        QCOMPARE(reader.fault()->kind, ApiError::Kind::Protocol);
    }
}

void TestHttpReplyReader::aReplyThatIsCutOffIsAFault_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
}

void TestHttpReplyReader::aReplyThatIsCutOffIsAFault()
{
    QFETCH(QByteArray, whole);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        HttpReplyReader reader(limit);
        reader.read(QByteArrayView(whole).first(size));
        reader.close();
        QVERIFY(!reader.isComplete());
        QCOMPARE(reader.fault()->code, u"ConnectionClosed"_s);
        QCOMPARE(reader.hasStarted(), size > 0);
    }
}

QTEST_GUILESS_MAIN(TestHttpReplyReader)
#include "tst_httpreplyreader.moc"
