#include "manualclock.h"
#include "metricsserver.h"
#include "rawclient.h"

#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Short times, so that a test sees them end.
HttpServerLimits hastyLimits()
{
    HttpServerLimits limits = MetricsServer::usualLimits;
    limits.connections = 4;
    limits.idle = 100ms;
    limits.request = 100ms;
    limits.reply = 100ms;
    return limits;
}

/// A server with one number: how often it was measured.
struct Served {
    explicit Served(const HttpServerLimits &limits = MetricsServer::usualLimits)
        : server({.measure = [this] { return measure(); }, .unreadiness = [this] { return why; }},
                 clock, limits)
    {
        const Result<quint16> port = server.openOn(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            qFatal("cannot listen: %s", qPrintable(port.error().message));
        url.setHost(u"127.0.0.1"_s);
        url.setPort(*port);
    }

    std::vector<MetricFamily> measure()
    {
        return {{.name = "x", .help = u"Times."_s, .samples = {{.value = double(++times)}}}};
    }

    ManualClock clock{};
    int times = 0;
    QString why{};
    MetricsServer server;
    QUrl url{};
};

QByteArray asking(const QByteArray &path, const QByteArray &method = "GET",
                  const QByteArray &headers = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
}

QByteArray bodyOf(const QByteArray &reply)
{
    return reply.mid(reply.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TestMetricsServer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachQuestionHasItsAnswer_data();
    void eachQuestionHasItsAnswer();
    void theFormatIsTheOneThatIsAskedFor();
    void aServerThatIsNotReadySaysWhy();
    void itIsMeasuredOnceASecondHoweverManyAsk();
    void headHasNoContent();
    void whatMayBeChangedIsSaid();
    void slowClientsHoldNobodyUp();
    void manyRequestsOnOneConnectionAreAnsweredInOrder();
    void anAddressInUseIsAnError();
    void onlyTheNamedAddressIsListenedOn();
    void aNameIsNoAddress();
};

void TestMetricsServer::eachQuestionHasItsAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("metrics", asking("/metrics"), 200);
    row("with a query", asking("/metrics?name[]=up"), 200);
    row("ready", asking("/ready"), 200);
    row("health", asking("/health"), 200);
    row("the root", asking("/"), 404);
    row("a file", asking("/../etc/passwd"), 404);
    row("nearly", asking("/metrics/"), 404);
    row("post", asking("/metrics", "POST"), 405);
    row("delete", asking("/health", "DELETE"), 405);
    row("post elsewhere", asking("/x", "POST"), 404);
    row("nonsense", "nonsense\r\n\r\n", 400);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\n", 7), 400);
    row("two hosts", asking("/metrics", "GET", "Host: there\r\n"), 400);
    row("content", asking("/metrics", "GET", "Content-Length: 1\r\n"), 413);
    row("chunks", asking("/metrics", "GET", "Transfer-Encoding: chunked\r\n"), 411);
    row("a large head", asking("/metrics", "GET", "A: " + QByteArray(9'000, 'a') + "\r\n"), 431);
    row("many headers", asking("/metrics", "GET", QByteArray("A: b\r\n").repeated(60)), 431);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
}

void TestMetricsServer::eachQuestionHasItsAnswer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    Served it;
    RawClient client(it.url, bytes);
    QTRY_COMPARE(client.status(), status);
    QVERIFY(client.heard().contains("\r\nContent-Type: text/plain"));
    QTRY_COMPARE(client.isOpen(), status == 200 || status == 404 || status == 405);
    RawClient next(it.url, asking("/metrics"));
    QTRY_COMPARE(next.status(), 200);
}

void TestMetricsServer::theFormatIsTheOneThatIsAskedFor()
{
    Served it;
    RawClient text(it.url, asking("/metrics"));
    QTRY_COMPARE(bodyOf(text.heard()), "# HELP x Times.\n# TYPE x gauge\nx 1\n");
    QVERIFY(text.heard().contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    RawClient open(it.url, asking("/metrics", "GET",
                                  "accept: application/openmetrics-text; version=1.0.0\r\n"));
    QTRY_VERIFY(open.heard().endsWith("x 1\n# EOF\n"));
    QVERIFY(open.heard().contains("Content-Type: application/openmetrics-text; version=1.0.0"));
}

void TestMetricsServer::aServerThatIsNotReadySaysWhy()
{
    Served it;
    it.why = u"The database does not answer."_s;
    RawClient client(it.url, asking("/ready"));
    QTRY_COMPARE(client.status(), 503);
    QCOMPARE(bodyOf(client.heard()), "The database does not answer.\n");
    RawClient health(it.url, asking("/health"));
    QTRY_COMPARE(health.status(), 200);
}

void TestMetricsServer::itIsMeasuredOnceASecondHoweverManyAsk()
{
    Served it;
    for (int i = 0; i < 5; ++i) {
        RawClient client(it.url, asking("/metrics"));
        QTRY_VERIFY(client.heard().endsWith("x 1\n"));
    }
    QCOMPARE(it.times, 1);
    it.clock.advance(MetricsServer::keptFor);
    RawClient client(it.url, asking("/metrics"));
    QTRY_VERIFY(client.heard().endsWith("x 2\n"));
    it.clock.set(it.clock.now().addDays(-1)); // the clock of the wall is set back
    RawClient later(it.url, asking("/metrics"));
    QTRY_VERIFY(later.heard().endsWith("x 3\n"));
}

void TestMetricsServer::headHasNoContent()
{
    Served it;
    RawClient client(it.url, asking("/metrics", "HEAD") + asking("/health"));
    QTRY_COMPARE(client.heard().count("HTTP/1.1 200"), 2);
    QVERIFY(!client.heard().contains("# HELP"));
    QVERIFY(client.heard().endsWith("ok\n"));
}

void TestMetricsServer::whatMayBeChangedIsSaid()
{
    Served it;
    RawClient client(it.url, asking("/metrics", "PUT"));
    QTRY_COMPARE(client.status(), 405);
    QVERIFY(client.heard().contains("\r\nAllow: GET, HEAD\r\n"));
}

void TestMetricsServer::slowClientsHoldNobodyUp()
{
    Served it(hastyLimits());
    std::vector<std::unique_ptr<RawClient>> slow;
    // More than there may be; with the client behind them as many as may wait to be accepted, for
    // this thread cannot accept while it connects.
    for (int i = 0; i < 7; ++i) {
        slow.push_back(std::make_unique<RawClient>(it.url, "GET /met"));
        QTest::qWait(1);
    }
    QTimer dripping;
    connect(&dripping, &QTimer::timeout, &dripping, [&slow] {
        for (const auto &client : slow)
            client->send("x");
    });
    dripping.start(10ms);
    RawClient client(it.url, asking("/metrics"));
    QTRY_COMPARE(client.status(), 200);
    for (const auto &each : slow) {
        QTRY_VERIFY(!each->isOpen());
        QVERIFY(each->status() == 408 || each->status() == 0);
    }
}

void TestMetricsServer::manyRequestsOnOneConnectionAreAnsweredInOrder()
{
    Served it;
    RawClient client(it.url, QByteArray(asking("/health") + asking("/x")).repeated(100));
    QTRY_COMPARE(client.heard().count("HTTP/1.1 404"), 100);
    QCOMPARE(client.heard().count("HTTP/1.1 200"), 100);
    QVERIFY(client.heard().indexOf("HTTP/1.1 200") < client.heard().indexOf("HTTP/1.1 404"));
}

void TestMetricsServer::anAddressInUseIsAnError()
{
    Served it;
    MetricsServer other({.measure = [] { return std::vector<MetricFamily>(); }}, it.clock);
    const Result<quint16> port =
        other.openOn(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(it.url.port()));
    QVERIFY(!port);
    QCOMPARE(port.error().code, u"CannotListen"_s);
}

void TestMetricsServer::onlyTheNamedAddressIsListenedOn()
{
    Served it;
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.2"_s, static_cast<quint16>(it.url.port()));
    QVERIFY(!socket.waitForConnected(1'000));
}

void TestMetricsServer::aNameIsNoAddress()
{
    const ManualClock clock;
    MetricsServer server({.measure = [] { return std::vector<MetricFamily>(); }}, clock);
    for (const QString &name : {u"localhost"_s, u"everywhere"_s, QString()}) {
        const Result<quint16> port = server.openOn(QHostAddress(name), 0);
        QVERIFY2(!port, qPrintable(name));
        QCOMPARE(port.error().code, u"NotAnAddress"_s);
    }
}

QTEST_GUILESS_MAIN(TestMetricsServer)
#include "tst_metricsserver.moc"
