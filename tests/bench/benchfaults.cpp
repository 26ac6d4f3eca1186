#include "benchmarks.h"
#include "clock.h"
#include "dashboard.h"
#include "loopprobe.h"
#include "registryclient.h"
#include "scriptedserver.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double mostGrowth = 300;  // MiB
constexpr double longestBlock = 50; // ms
constexpr auto floodedFor = 4s;

/// The server floods from a thread of its own, as another machine would.
class Flood final {
public:
    explicit Flood(const Turn &turn)
    {
        constexpr std::size_t often = 1'000; // whatever is asked
        m_thread.start();
        QObject context;
        context.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &context,
            [this, &turn, &context, caller = QThread::currentThread()] {
                m_server = std::make_unique<ScriptedServer>(std::vector<Turn>(often, turn));
                m_endpoint = m_server->endpoint();
                context.moveToThread(caller);
            },
            Qt::BlockingQueuedConnection);
    }
    ~Flood()
    {
        QMetaObject::invokeMethod(
            m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Flood)

    [[nodiscard]] const QString &endpoint() const { return m_endpoint; }
    /// Else nothing was measured.
    [[nodiscard]] bool wasAsked() const
    {
        bool wasAsked = false;
        QMetaObject::invokeMethod(
            m_server.get(), [this, &wasAsked] { wasAsked = !m_server->requests.isEmpty(); },
            Qt::BlockingQueuedConnection);
        return wasAsked;
    }

private:
    QThread m_thread;
    std::unique_ptr<ScriptedServer> m_server;
    QString m_endpoint;
};

/// Runs the event loop for a while; returns by how much the resident memory grew at most, in MiB.
double growthWhile(std::chrono::milliseconds duration)
{
    const double before = residentMemory();
    double most = before;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop,
                     [&most] { most = std::max(most, residentMemory()); });
    look.start(5ms);
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
    return most - before;
}

/// What Qt's own manager takes of the same, which reads without a limit; it is stopped early.
double growthOfManager(const Turn &turn)
{
    const Flood flood(turn);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(QUrl(flood.endpoint()))));
    const double growth = growthWhile(1s);
    reply->abort();
    return growth;
}

struct Fault {
    QString name{};
    Turn turn{};
};

std::vector<Fault> faults()
{
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray name(3'000'000, 'n');
    QByteArray rows;
    for (int row = 0; row < 3; ++row)
        rows += R"({"InstanceId":"cri-)" + QByteArray::number(row) +
                R"(","RegionId":"cn-hangzhou","InstanceStatus":"RUNNING","InstanceName":")" + name +
                R"("},)";
    rows.chop(1);
    return {
        {.name = u"content without an end"_s,
         .turn = {.bytes = ok + "Content-Length: 4000000000\r\n\r\n", .flood = "x"}},
        {.name = u"chunks without an end"_s,
         .turn = {.bytes = ok + "Transfer-Encoding: chunked\r\n\r\n",
                  .flood = "400\r\n" + QByteArray(1'024, 'x') + "\r\n"}},
        {.name = u"a head without an end"_s, .turn = {.bytes = ok, .flood = "X-More: yes\r\n"}},
        {.name = u"interim replies without an end"_s,
         .turn = {.flood = "HTTP/1.1 100 Continue\r\n\r\n"}},
        {.name = u"three names of 3 MB"_s,
         .turn = json(200, R"({"IsSuccess":true,"TotalCount":3,"PageNo":1,"PageSize":100,)"
                           R"("Instances":[)" +
                               rows + "]}")},
    };
}

std::vector<Figure> figuresFor(const Fault &fault)
{
    const Flood flood(fault.turn);
    SystemClock clock;
    Dashboard dashboard(clock, {.chartRange = ChartRange::All, .refreshInterval = 0s});
    dashboard.window().resize(1440, 900);
    dashboard.window().show();
    (void)growthWhile(200ms); // it is painted
    dashboard.connectTo(std::make_unique<RegistryClient>(
                            Credentials{.accessKeyId = "id", .accessKeySecret = Secret("secret")},
                            EndpointRule{.ownEndpoint = flood.endpoint()}, clock),
                        {u"cn-hangzhou"_s});
    LoopProbe probe;
    const double growth = growthWhile(floodedFor);
    const double longest = probe.longestMs();
    const bool wasAsked = flood.wasAsked();
    return {{.what = fault.name + u": memory"_s,
             .unit = u"MiB"_s,
             .value = growth,
             .expected = u"<= %1 MiB"_s.arg(mostGrowth),
             .isMet = wasAsked && growth <= mostGrowth},
            {.what = u"  longest time in which the window does not answer"_s,
             .unit = u"ms"_s,
             .value = longest,
             .expected = u"<= %1 ms"_s.arg(longestBlock),
             .isMet = wasAsked && longest <= longestBlock}};
}

} // namespace

std::vector<Figure> benchFaults()
{
    std::vector<Figure> figures;
    for (const Fault &fault : faults()) {
        std::vector<Figure> more = figuresFor(fault);
        if (!fault.turn.flood.isEmpty()) {
            more.front().peer = u"Qt's own manager, 1 s"_s;
            more.front().peerValue = growthOfManager(fault.turn);
            more.front().ratio = more.front().peerValue / std::max(more.front().value, 1.0);
        }
        figures.insert(figures.end(), more.begin(), more.end());
    }
    return figures;
}
