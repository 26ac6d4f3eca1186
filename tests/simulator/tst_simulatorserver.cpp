#include "simulator.h"
#include "testsigner.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

SimulatorOptions small()
{
    return {.tasks = 500};
}

/// What a client sees of one reply.
struct Seen {
    int httpStatus = 0;
    QByteArray contentType{};
    QDateTime date{};
    QByteArray requestId{};
    QJsonObject json{};
};

class Client final {
public:
    explicit Client(const SimulatorInfo &info)
        : m_info(info),
          m_key{.id = info.accessKeyId.toUtf8(),
                .secret = info.accessKeySecret.toUtf8(),
                .securityToken = info.securityToken.toUtf8()}
    {
    }

    QNetworkReply *post(const QByteArray &action,
                        const QList<std::pair<QByteArray, QByteArray>> &parameters,
                        const QByteArray &method = "POST")
    {
        const QByteArray host = m_info.endpoint.authority().toLatin1();
        const ReceivedRequest signedOne =
            signedRequest({.method = method,
                           .host = host,
                           .action = action,
                           .date = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1(),
                           .nonce = "nonce-" + QByteArray::number(++m_nonce),
                           .parameters = parameters},
                          m_key);
        QNetworkRequest request(QUrl::fromEncoded(
            m_info.endpoint.toEncoded() + "?" + signedOne.rawQuery, QUrl::StrictMode));
        for (const auto &[name, value] : signedOne.headers)
            request.setRawHeader(name, value);
        return m_network.sendCustomRequest(request, method, QByteArray());
    }

    Seen ask(const QByteArray &action, const QList<std::pair<QByteArray, QByteArray>> &parameters,
             const QByteArray &method = "POST")
    {
        const std::unique_ptr<QNetworkReply> reply(post(action, parameters, method));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait())
            return {};
        return {.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                .contentType = reply->rawHeader("Content-Type"),
                .date = QDateTime::fromString(QString::fromLatin1(reply->rawHeader("Date")),
                                              Qt::RFC2822Date),
                .requestId = reply->rawHeader("x-acs-request-id"),
                .json = QJsonDocument::fromJson(reply->readAll()).object()};
    }

private:
    SimulatorInfo m_info;
    AccessKey m_key;
    QNetworkAccessManager m_network;
    int m_nonce = 0;
};

/// The bytes of a request for one page of one task.
QByteArray requestBytes(const SimulatorInfo &info, const Clock &clock, int number)
{
    const AccessKey key{.id = info.accessKeyId.toUtf8(), .secret = info.accessKeySecret.toUtf8()};
    const ReceivedRequest request =
        signedRequest({.host = info.endpoint.authority().toLatin1(),
                       .date = clock.now().toString(Qt::ISODate).toLatin1(),
                       .nonce = QByteArray::number(number),
                       .parameters = {{"InstanceId", info.instances[0].instanceId.toLatin1()},
                                      {"PageNo", QByteArray::number(number)},
                                      {"PageSize", "1"}}},
                      key);
    QByteArray bytes = "POST /?" + request.rawQuery + " HTTP/1.1\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += name + ": " + value + "\r\n";
    return bytes + "Content-Length: 0\r\n\r\n";
}

int openFiles()
{
    return static_cast<int>(QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size());
}

} // namespace

class SimulatorServerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignedRequestIsAnsweredOverTheSocket();
    void getIsAnsweredAsWell();
    void oddCharactersArriveUnchanged();
    void aTamperedRequestIsRefused();
    void anotherHostThanTheSignedOneIsRefused();
    void aTokenIsWantedWhenConfigured();
    void repliesAreNotHeldBack();
    void pipelinedRequestsAreAnsweredInOrder();
    void latencyIsAddedToEachReply();
    void aClientThatHangsUpDuringTheLatencyDoesNoHarm();
    void onlyLoopbackIsListenedOn_data();
    void onlyLoopbackIsListenedOn();
    void otherLoopbackAddressesWork_data();
    void otherLoopbackAddressesWork();
    void aPortInUseIsAnError();
    void twoSimulatorsRunSideBySide();
    void startAndStopLeaveNothingBehind();
    void aStoppedSimulatorRefusesConnections();
    void theStartLineTellsAClientWhatItNeeds();
    void theKeyFollowsTheSeedUnlessGiven();

private:
    SystemClock m_clock;
};

void SimulatorServerTest::aSignedRequestIsAnsweredOverTheSocket()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    QVERIFY(simulator.isRunning());
    Client client(*info);
    const Seen seen =
        client.ask("ListRepoSyncTask", {{"InstanceId", info->instances[0].instanceId.toLatin1()}});
    QCOMPARE(seen.httpStatus, 200);
    QVERIFY(seen.contentType.startsWith("application/json"));
    QCOMPARE(seen.json["IsSuccess"_L1], true);
    QCOMPARE(seen.json["SyncTasks"_L1].toArray().size(), 30);
    QCOMPARE(seen.requestId, seen.json["RequestId"_L1].toString().toLatin1());
    QCOMPARE_LT(std::abs(seen.date.secsTo(m_clock.now())), 5);
}

void SimulatorServerTest::getIsAnsweredAsWell()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    Client client(*info);
    QCOMPARE(client.ask("ListInstance", {}, "GET").json["TotalCount"_L1], 3);
    const Seen put = client.ask("ListInstance", {}, "PUT");
    QCOMPARE(put.httpStatus, 400);
    QCOMPARE(put.json["Code"_L1], u"UnsupportedHTTPMethod"_s);
}

void SimulatorServerTest::oddCharactersArriveUnchanged()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    Client client(*info);
    const Seen seen =
        client.ask("ListRepoSyncTask", {{"InstanceId", info->instances[0].instanceId.toLatin1()},
                                        {"RepoName", "a b;c[d]{e}|\"'<>^`"},
                                        {"Tag", "v1~*+/&=%#?@:\xe9\x95\x9c%41"}});
    QCOMPARE(seen.httpStatus, 200);
    QCOMPARE(seen.json["TotalCount"_L1], u"0"_s);
}

void SimulatorServerTest::aTamperedRequestIsRefused()
{
    Simulator simulator(m_clock);
    Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    info->accessKeySecret = u"wrong"_s;
    Client client(*info);
    const Seen seen = client.ask("ListInstance", {});
    QCOMPARE(seen.httpStatus, 400);
    QCOMPARE(seen.json["Code"_L1], u"SignatureDoesNotMatch"_s);
    QCOMPARE(seen.json["HostId"_L1].toString(), info->endpoint.authority());
}

void SimulatorServerTest::anotherHostThanTheSignedOneIsRefused()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    const AccessKey key{.id = info->accessKeyId.toUtf8(), .secret = info->accessKeySecret.toUtf8()};
    const ReceivedRequest request =
        signedRequest({.host = "cr.cn-hangzhou.aliyuncs.com",
                       .action = "ListInstance",
                       .date = m_clock.now().toString(Qt::ISODate).toLatin1()},
                      key);
    QNetworkAccessManager network;
    QNetworkRequest sent(info->endpoint);
    for (const auto &[name, value] : request.headers) {
        if (name != "Host") // the client's own
            sent.setRawHeader(name, value);
    }
    const std::unique_ptr<QNetworkReply> reply(network.post(sent, QByteArray()));
    QTRY_VERIFY(reply->isFinished());
    const QJsonObject json = QJsonDocument::fromJson(reply->readAll()).object();
    QCOMPARE(json["Code"_L1], u"SignatureDoesNotMatch"_s);
}

void SimulatorServerTest::aTokenIsWantedWhenConfigured()
{
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    options.securityToken = u"CAIS+token/="_s;
    Result<SimulatorInfo> info = simulator.start(options);
    QVERIFY(info);
    QCOMPARE(Client(*info).ask("ListInstance", {}).httpStatus, 200);
    info->securityToken.clear();
    QCOMPARE(Client(*info).ask("ListInstance", {}).json["Code"_L1], u"MissingSecurityToken"_s);
}

void SimulatorServerTest::repliesAreNotHeldBack()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    Client client(*info);
    QCOMPARE(client.ask("ListInstance", {}).httpStatus, 200);
    // Held back, each waits for the other side's delayed acknowledgement, 40 ms on Linux: the
    // fastest tells, however busy the machine is.
    qint64 fastest = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 50; ++i) {
        QElapsedTimer timer;
        timer.start();
        const Seen seen = client.ask("ListRepoSyncTask",
                                     {{"InstanceId", info->instances[0].instanceId.toLatin1()}});
        QCOMPARE(seen.httpStatus, 200);
        fastest = std::min(fastest, timer.elapsed());
    }
    QCOMPARE_LT(fastest, 40);
}

void SimulatorServerTest::pipelinedRequestsAreAnsweredInOrder()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    constexpr int count = 20;
    QByteArray bytes;
    for (int i = 1; i <= count; ++i)
        bytes += requestBytes(*info, m_clock, i);
    QTcpSocket socket;
    socket.connectToHost(info->endpoint.host(), static_cast<quint16>(info->endpoint.port()));
    QVERIFY(socket.waitForConnected());
    socket.write(bytes);
    QByteArray answers;
    QTRY_VERIFY((answers += socket.readAll()).count("\"SyncTasks\":[") == count);
    qsizetype last = 0;
    for (int i = 1; i <= count; ++i) {
        const qsizetype at =
            answers.indexOf(QByteArray("\"PageNo\":" + QByteArray::number(i) + ','));
        QCOMPARE_GT(at, last);
        last = at;
    }
    QCOMPARE(answers.count("HTTP/1.1 200 OK"), count);
}

void SimulatorServerTest::latencyIsAddedToEachReply()
{
    using namespace std::chrono_literals;
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    options.latency = 60ms;
    const Result<SimulatorInfo> info = simulator.start(options);
    QVERIFY(info);
    Client client(*info);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.ask("ListInstance", {}).httpStatus, 200);
    QCOMPARE_GE(timer.elapsed(), 60);
}

void SimulatorServerTest::aClientThatHangsUpDuringTheLatencyDoesNoHarm()
{
    using namespace std::chrono_literals;
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    options.latency = 50ms;
    const Result<SimulatorInfo> info = simulator.start(options);
    QVERIFY(info);
    QTcpSocket hasty;
    hasty.connectToHost(info->endpoint.host(), static_cast<quint16>(info->endpoint.port()));
    QVERIFY(hasty.waitForConnected());
    hasty.write(requestBytes(*info, m_clock, 1));
    QVERIFY(hasty.waitForBytesWritten());
    hasty.disconnectFromHost();
    Client patient(*info);
    QCOMPARE(patient.ask("ListInstance", {}).httpStatus, 200);
    QCOMPARE(patient.ask("ListInstance", {}).httpStatus, 200);
}

void SimulatorServerTest::onlyLoopbackIsListenedOn_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"0.0.0.0", "::", "192.168.1.1", "8.8.8.8", ""})
        QTest::addRow("%s", address) << QString::fromLatin1(address);
}

void SimulatorServerTest::onlyLoopbackIsListenedOn()
{
    QFETCH(QString, address);
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    options.address = QHostAddress(address);
    const Result<SimulatorInfo> info = simulator.start(options);
    QVERIFY(!info);
    QCOMPARE(info.error().kind, ApiError::Kind::Configuration);
    QVERIFY(info.error().message.contains(u"loopback"));
    QVERIFY(info.error().message.contains(address));
    QVERIFY(!simulator.isRunning());
}

void SimulatorServerTest::otherLoopbackAddressesWork_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("127.8.9.10") << u"127.8.9.10"_s;
    QTest::newRow("::1") << u"::1"_s;
}

void SimulatorServerTest::otherLoopbackAddressesWork()
{
    QFETCH(QString, address);
    QTcpServer probe;
    if (!probe.listen(QHostAddress(address)))
        QSKIP("This machine does not have the address, as where IPv6 is switched off.");
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    options.address = QHostAddress(address);
    const Result<SimulatorInfo> info = simulator.start(options);
    QVERIFY(info);
    QCOMPARE(Client(*info).ask("ListInstance", {}).httpStatus, 200);
}

void SimulatorServerTest::aPortInUseIsAnError()
{
    Simulator first(m_clock);
    const Result<SimulatorInfo> info = first.start(small());
    QVERIFY(info);
    Simulator second(m_clock);
    SimulatorOptions options = small();
    options.port = static_cast<quint16>(info->endpoint.port());
    const Result<SimulatorInfo> refused = second.start(options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ApiError::Kind::Network);
    QVERIFY(!refused.error().message.isEmpty());
}

void SimulatorServerTest::twoSimulatorsRunSideBySide()
{
    Simulator one(m_clock);
    Simulator other(m_clock);
    SimulatorOptions options = small();
    const Result<SimulatorInfo> oneInfo = one.start(options);
    options.seed = 2;
    options.instances = 5;
    const Result<SimulatorInfo> otherInfo = other.start(options);
    QVERIFY(oneInfo && otherInfo);
    QVERIFY(oneInfo->endpoint != otherInfo->endpoint);
    QCOMPARE(Client(*oneInfo).ask("ListInstance", {}).json["TotalCount"_L1], 3);
    QCOMPARE(Client(*otherInfo).ask("ListInstance", {}).json["TotalCount"_L1], 5);
    SimulatorInfo mixedUp = *oneInfo;
    mixedUp.endpoint = otherInfo->endpoint;
    QCOMPARE(Client(mixedUp).ask("ListInstance", {}).json["Code"_L1],
             u"InvalidAccessKeyId.NotFound"_s);
}

void SimulatorServerTest::startAndStopLeaveNothingBehind()
{
    const auto cycle = [this] {
        Simulator simulator(m_clock);
        const Result<SimulatorInfo> info = simulator.start(small());
        QVERIFY(info);
        QCOMPARE(Client(*info).ask("ListInstance", {}).httpStatus, 200);
        const Result<SimulatorInfo> again = simulator.start(small());
        QVERIFY(again);
        QCOMPARE(Client(*again).ask("ListInstance", {}).httpStatus, 200);
    };
    cycle(); // what the network library keeps for good
    QTRY_VERIFY(openFiles() > 0);
    const int before = openFiles();
    for (int i = 0; i < 10; ++i)
        cycle();
    QTRY_COMPARE_LE(openFiles(), before);
}

void SimulatorServerTest::aStoppedSimulatorRefusesConnections()
{
    Simulator simulator(m_clock);
    const Result<SimulatorInfo> info = simulator.start(small());
    QVERIFY(info);
    simulator.stop();
    simulator.stop();
    QVERIFY(!simulator.isRunning());
    QTcpSocket socket;
    socket.connectToHost(info->endpoint.host(), static_cast<quint16>(info->endpoint.port()));
    QVERIFY(!socket.waitForConnected());
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void SimulatorServerTest::theStartLineTellsAClientWhatItNeeds()
{
    const SimulatorInfo info{
        .endpoint = QUrl(u"http://127.0.0.1:8123/"_s),
        .accessKeyId = u"id"_s,
        .accessKeySecret = u"secret"_s,
        .instances = {{.instanceId = u"cri-1"_s,
                       .instanceName = u"hub"_s,
                       .regionId = u"cn-hangzhou"_s}},
    };
    QCOMPARE(
        info.toJsonLine(),
        R"({"accessKeyId":"id","accessKeySecret":"secret","endpoint":"http://127.0.0.1:8123/",)"
        R"("instances":[{"instanceId":"cri-1","instanceName":"hub","regionId":"cn-hangzhou"}]})");
    QVERIFY(!info.toJsonLine().contains('\n'));
}

void SimulatorServerTest::theKeyFollowsTheSeedUnlessGiven()
{
    Simulator simulator(m_clock);
    SimulatorOptions options = small();
    const Result<SimulatorInfo> first = simulator.start(options);
    const Result<SimulatorInfo> same = simulator.start(options);
    options.seed = 9;
    const Result<SimulatorInfo> otherSeed = simulator.start(options);
    options.accessKeyId = u"given-id"_s;
    options.accessKeySecret = u"given-secret"_s;
    const Result<SimulatorInfo> given = simulator.start(options);
    QVERIFY(first && same && otherSeed && given);
    QCOMPARE(first->accessKeyId, same->accessKeyId);
    QCOMPARE(first->accessKeySecret, same->accessKeySecret);
    QVERIFY(first->accessKeySecret != otherSeed->accessKeySecret);
    QCOMPARE(first->accessKeyId.size(), 24);
    QCOMPARE(first->accessKeySecret.size(), 30);
    QCOMPARE(given->accessKeySecret, u"given-secret"_s);
    QCOMPARE(Client(*given).ask("ListInstance", {}).httpStatus, 200);
}

QTEST_GUILESS_MAIN(SimulatorServerTest)
#include "tst_simulatorserver.moc"
