#include "rawclient.h"
#include "simulator.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <memory>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray asking = "GET / HTTP/1.1\r\nHost: here\r\n\r\n"; // which is refused, not signed

/// Short times, so that a test sees them end.
SimulatorOptions hasty(HttpServerLimits limits = {})
{
    limits.idle = 100ms;
    limits.request = 100ms;
    limits.reply = 100ms;
    return {.tasks = 10, .limits = limits};
}

/// Of this process, in MiB.
double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4'096 / 1'048'576;
}

/// While it lives, the program may open only so many files beside those that are open.
class FewFiles final {
public:
    explicit FewFiles(int more)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit few = m_before;
        const int next = dup(0);
        close(next);
        few.rlim_cur = static_cast<rlim_t>(next + more);
        setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewFiles() { setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewFiles)

private:
    rlimit m_before{};
};

} // namespace

class TestSimulatorClients final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoRequestIsRefusedAndTheConnectionClosed_data();
    void whatIsNoRequestIsRefusedAndTheConnectionClosed();
    void noPathLeadsAnywhere_data();
    void noPathLeadsAnywhere();
    void aRefusalArrivesThoughTheClientStillSends();
    void aSlowRequestIsGivenUp_data();
    void aSlowRequestIsGivenUp();
    void aConnectionThatSaysNothingIsClosed();
    void aConnectionThatIsNotUsedAnyMoreIsClosed();
    void aClientThatReadsNoReplyIsGivenUp();
    void aHeadOrABodyWithoutAnEndTakesNoMemory_data();
    void aHeadOrABodyWithoutAnEndTakesNoMemory();
    void manyConnectionsAtOnceAreAllAnswered();
    void moreThanTheLimitWaitTheirTurn();
    void whereAllAreIdleTheOldestMakesRoom();
    void whereFilesRunOutTheOldestIdleOneMakesRoom();
    void withoutFilesLeftItAcceptsAgainLater();
    void aReplyToHeadHasNoContent();
    void anotherAddressThanTheOneAskedForIsNotListenedOn();

private:
    SystemClock m_clock;
    Simulator m_simulator{m_clock};
};

void TestSimulatorClients::whatIsNoRequestIsRefusedAndTheConnectionClosed_data()
{
    // More of them: tst_httprequestreader.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("nonsense") << QByteArray("nonsense\r\n\r\n") << 400;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\n", 7) << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("a large head") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(70'000, 'a'))
                                  << 431;
    QTest::newRow("a large body") << QByteArray(
                                         "POST / HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n")
                                  << 413;
    QTest::newRow("chunks") << QByteArray(
                                   "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na")
                            << 411;
}

void TestSimulatorClients::whatIsNoRequestIsRefusedAndTheConnectionClosed()
{
    QFETCH(QByteArray, bytes);
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    RawClient client(info->endpoint, bytes);
    QTRY_VERIFY(!client.isOpen());
    QTEST(client.status(), "status");
    QVERIFY(client.heard().contains("Connection: close\r\n"));
    QCOMPARE(client.heard().count("Content-Type:"), 1);
    RawClient next(info->endpoint, asking);
    QTRY_COMPARE(next.status(), 400);
}

void TestSimulatorClients::noPathLeadsAnywhere_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
         {"/../../../../etc/passwd", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc",
          "/.", "//", "/%00", "/\\..\\..", "/;a", "/#", "/etc/passwd?InstanceId=1"})
        QTest::newRow(path) << QByteArray(path);
}

void TestSimulatorClients::noPathLeadsAnywhere()
{
    QFETCH(QByteArray, path);
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    RawClient client(info->endpoint, "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
    QTRY_COMPARE(client.status(), 404);
    QTRY_VERIFY(client.heard().contains("InvalidApi.NotFound"));
    QVERIFY(!client.heard().contains("root:"));
}

void TestSimulatorClients::aRefusalArrivesThoughTheClientStillSends()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    RawClient client(info->endpoint, "POST / HTTP/1.1\r\nContent-Length: 4000000\r\n\r\n");
    client.send(QByteArray(4'000'000, 'x'));
    QTRY_VERIFY(!client.isOpen());
    QCOMPARE(client.status(), 413);
}

void TestSimulatorClients::aSlowRequestIsGivenUp_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("drip");
    QTest::newRow("silent") << QByteArray("GET / HT") << QByteArray();
    QTest::newRow("a header now and then")
        << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("A: b\r\n");
    QTest::newRow("a body that does not come")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 50\r\n\r\n") << QByteArray();
    QTest::newRow("a body byte by byte")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 9999\r\n\r\n") << QByteArray("x");
}

void TestSimulatorClients::aSlowRequestIsGivenUp()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, drip);
    const Result<SimulatorInfo> info = m_simulator.start(hasty());
    QVERIFY(info);
    RawClient client(info->endpoint, begin);
    QTimer dripping;
    connect(&dripping, &QTimer::timeout, &client.socket(), [&] { client.send(drip); });
    if (!drip.isEmpty())
        dripping.start(10ms);
    QTRY_VERIFY(!client.isOpen());
    QCOMPARE(client.status(), 408);
}

void TestSimulatorClients::aConnectionThatSaysNothingIsClosed()
{
    const Result<SimulatorInfo> info = m_simulator.start(hasty());
    QVERIFY(info);
    RawClient client(info->endpoint);
    QTRY_VERIFY(!client.isOpen());
    QCOMPARE(client.heard(), "");
}

void TestSimulatorClients::aConnectionThatIsNotUsedAnyMoreIsClosed()
{
    const Result<SimulatorInfo> info = m_simulator.start(hasty());
    QVERIFY(info);
    RawClient client(info->endpoint, asking);
    QTRY_COMPARE(client.status(), 400);
    QVERIFY(client.isOpen());
    QTRY_VERIFY(!client.isOpen());
    QCOMPARE(client.heard().count("Content-Type:"), 1);
}

void TestSimulatorClients::aClientThatReadsNoReplyIsGivenUp()
{
    const Result<SimulatorInfo> info = m_simulator.start(hasty());
    QVERIFY(info);
    RawClient client(info->endpoint);
    client.socket().setReadBufferSize(1);
    QElapsedTimer timer;
    timer.start();
    // Until the buffers of the operating system are full, which are megabytes.
    while (client.isOpen() && timer.elapsed() < 20'000) {
        if (client.socket().bytesToWrite() < 100'000)
            client.send(asking.repeated(1'000));
        QTest::qWait(1);
    }
    QVERIFY(!client.isOpen());
    RawClient next(info->endpoint, asking);
    QTRY_COMPARE(next.status(), 400);
}

void TestSimulatorClients::aHeadOrABodyWithoutAnEndTakesNoMemory_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("more");
    const QByteArray post = "POST / HTTP/1.1\r\n";
    QTest::newRow("a first line") << QByteArray("POST /") << QByteArray(60'000, 'a');
    QTest::newRow("a header") << QByteArray(post + "A: ") << QByteArray(60'000, 'a');
    QTest::newRow("headers") << post << QByteArray("A: b\r\n").repeated(10'000);
    QTest::newRow("a body") << QByteArray(post + "Content-Length: 99999999\r\n\r\n")
                            << QByteArray(60'000, 'a');
}

void TestSimulatorClients::aHeadOrABodyWithoutAnEndTakesNoMemory()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, more);
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    const double before = residentMiB();
    RawClient client(info->endpoint, begin);
    qint64 sent = 0;
    while (client.isOpen() && sent < 100'000'000) {
        client.socket().write(more);
        sent += more.size();
        while (client.isOpen() && client.socket().bytesToWrite() > 0)
            QTest::qWait(0);
        client.socket().readAll();
    }
    // Without limits it is the 100 MB that were sent.
    QCOMPARE_LT(residentMiB() - before, 40);
    RawClient next(info->endpoint, asking);
    QTRY_COMPARE(next.status(), 400);
}

void TestSimulatorClients::manyConnectionsAtOnceAreAllAnswered()
{
    // 2,000 need more files than a program may usually open; the other end is in this one too.
    constexpr std::size_t many = 200;
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < many; ++i)
        clients.push_back(std::make_unique<RawClient>(info->endpoint));
    for (const auto &client : clients)
        client->send(asking);
    for (const auto &client : clients)
        QTRY_COMPARE(client->status(), 400);
}

void TestSimulatorClients::moreThanTheLimitWaitTheirTurn()
{
    const Result<SimulatorInfo> info = m_simulator.start(hasty({.connections = 4}));
    QVERIFY(info);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 8; ++i)
        slow.push_back(std::make_unique<RawClient>(info->endpoint, "GET / HT"));
    RawClient client(info->endpoint, asking);
    QTRY_COMPARE(client.status(), 400);
}

void TestSimulatorClients::whereAllAreIdleTheOldestMakesRoom()
{
    const Result<SimulatorInfo> info =
        m_simulator.start({.tasks = 10, .limits = {.connections = 2}});
    QVERIFY(info);
    RawClient first(info->endpoint, asking);
    QTRY_COMPARE(first.status(), 400);
    RawClient second(info->endpoint, asking);
    QTRY_COMPARE(second.status(), 400);
    RawClient third(info->endpoint, asking);
    QTRY_COMPARE(third.status(), 400);
    QTRY_VERIFY(!first.isOpen());
    QVERIFY(second.isOpen());
    QVERIFY(third.isOpen());
}

void TestSimulatorClients::whereFilesRunOutTheOldestIdleOneMakesRoom()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    RawClient first(info->endpoint, asking);
    QTRY_COMPARE(first.status(), 400);
    RawClient second(info->endpoint, asking);
    QTRY_COMPARE(second.status(), 400);
    const FewFiles few(1); // which the client's end takes, being in the same program
    RawClient third(info->endpoint, asking);
    QTRY_COMPARE(third.status(), 400);
    QTRY_VERIFY(!first.isOpen());
    QVERIFY(second.isOpen());
    QVERIFY(third.isOpen());
}

void TestSimulatorClients::withoutFilesLeftItAcceptsAgainLater()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    std::vector<std::unique_ptr<RawClient>> clients;
    {
        const FewFiles few(21);
        for (int i = 0; i < 20; ++i) // they take the files first, being in the same program
            clients.push_back(std::make_unique<RawClient>(info->endpoint, asking));
        QTest::qWait(150);
        clients.resize(5);
    }
    for (const auto &client : clients)
        QTRY_COMPARE(client->status(), 400);
}

void TestSimulatorClients::aReplyToHeadHasNoContent()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    RawClient client(info->endpoint, "HEAD / HTTP/1.1\r\nHost: here\r\n\r\n");
    QTRY_COMPARE(client.status(), 400);
    QTest::qWait(20);
    QVERIFY(client.heard().endsWith("\r\n\r\n"));
}

void TestSimulatorClients::anotherAddressThanTheOneAskedForIsNotListenedOn()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 10});
    QVERIFY(info);
    QCOMPARE(info->endpoint.host(), u"127.0.0.1"_s);
    for (const char *other : {"127.0.0.2", "::1"}) {
        QTcpSocket socket;
        socket.connectToHost(QString::fromLatin1(other),
                             static_cast<quint16>(info->endpoint.port()));
        QVERIFY2(!socket.waitForConnected(1'000), other);
    }
}

QTEST_GUILESS_MAIN(TestSimulatorClients)
#include "tst_simulatorclients.moc"
