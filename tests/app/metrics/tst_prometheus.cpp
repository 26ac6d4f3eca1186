#include "metricsserver.h"
#include "randomtasks.h"
#include "simulator.h"
#include "taskmetrics.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 30'000;

QString tool(const QString &name)
{
    return QStandardPaths::findExecutable(name);
}

struct Outcome {
    int exitCode = -1;
    QByteArray output{};
    QByteArray errors{};
};

Outcome outcomeOf(QProcess &process, const QByteArray &input = {})
{
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(waitMs))
        return {};
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

/// sync-dashboard metrics, of a simulated registry.
Outcome runMetricsOf(const SimulatorInfo &info, const QStringList &more)
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, QDir::tempPath());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, info.accessKeyId);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, info.accessKeySecret);
    for (const QString &name :
         {u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"SYNC_DASHBOARD_DEBUGGABLE"_s})
        environment.insert(name, qEnvironmentVariable(qPrintable(name)));
    process.setProcessEnvironment(environment);
    QStringList arguments{u"metrics"_s, u"--endpoint"_s, info.endpoint.toString()};
    for (const SimulatorInstance &instance : info.instances)
        arguments << u"--region"_s << instance.regionId;
    process.start(QStringLiteral(PROGRAM), arguments + more);
    return outcomeOf(process);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    return server.serverPort();
}

/// A real Prometheus that scrapes a server, with a database that ends with it.
class Prometheus final {
public:
    explicit Prometheus(quint16 scraped) : m_port(freePort())
    {
        QFile file(m_folder.filePath(u"prometheus.yml"_s));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("global: {scrape_interval: 500ms, scrape_timeout: 500ms}\n"
                   "scrape_configs:\n  - job_name: sync\n    static_configs:\n"
                   "      - targets: ['127.0.0.1:" +
                   QByteArray::number(scraped) + "']\n");
        file.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(tool(u"prometheus"_s),
                        {u"--config.file="_s + file.fileName(),
                         u"--storage.tsdb.path="_s + m_folder.filePath(u"data"_s),
                         u"--web.listen-address=127.0.0.1:%1"_s.arg(m_port)});
    }
    ~Prometheus()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Prometheus)

    /// The reply to \p query; empty while it does not answer.
    QJsonObject ask(const QString &query)
    {
        QUrl url(u"http://127.0.0.1:%1/api/v1/query"_s.arg(m_port));
        QUrlQuery parameters;
        parameters.addQueryItem(u"query"_s, QString::fromLatin1(QUrl::toPercentEncoding(query)));
        url.setQuery(parameters);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, waitMs))
            return {};
        return QJsonDocument::fromJson(reply->readAll()).object();
    }
    QJsonArray resultOf(const QString &query)
    {
        return ask(query).value("data"_L1).toObject().value("result"_L1).toArray();
    }
    [[nodiscard]] QByteArray said() { return m_process.readAll(); }

private:
    QTemporaryDir m_folder;
    quint16 m_port;
    QProcess m_process;
    QNetworkAccessManager m_network;
};

/// Of each panel of the dashboard.
QStringList dashboardQueries()
{
    QFile file(QStringLiteral(RESOURCES_DIR "/grafana/sync-dashboard.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList queries;
    const QJsonArray panels =
        QJsonDocument::fromJson(file.readAll()).object().value("panels"_L1).toArray();
    for (const QJsonValue &panel : panels) {
        const QJsonArray targets = panel.toObject().value("targets"_L1).toArray();
        for (const QJsonValue &target : targets)
            queries << target.toObject().value("expr"_L1).toString();
    }
    return queries.replaceInStrings(u"$job"_s, u".*"_s).replaceInStrings(u"$instance"_s, u".*"_s);
}

} // namespace

/// What the makers of Prometheus have to say of what is written, and what their server reads of it.
class TestPrometheus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void promtoolFindsNoFault_data();
    void promtoolFindsNoFault();
    void aTextFileIsForEverybodyToRead();
    void aServerScrapesAndAnswers();

private:
    SystemClock m_clock;
    Simulator m_simulator{m_clock};
};

void TestPrometheus::promtoolFindsNoFault_data()
{
    QTest::addColumn<QByteArray>("denied");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("all was read") << QByteArray() << 0;
    QTest::newRow("tasks are refused") << QByteArray("cr:GetRepositorySync") << 1;
    QTest::newRow("instances are refused") << QByteArray("cr:ListInstance") << 1;
}

void TestPrometheus::promtoolFindsNoFault()
{
    QFETCH(QByteArray, denied);
    QFETCH(int, exitCode);
    if (tool(u"promtool"_s).isEmpty())
        QSKIP("promtool (package prometheus) is not installed, so nothing is checked with it");
    SimulatorOptions options{.tasks = 300, .instances = 2, .ratePerMinute = 0};
    if (!denied.isEmpty())
        options.faults.deniedPermissions = {denied};
    const Result<SimulatorInfo> info = m_simulator.start(options);
    QVERIFY(info);
    const Outcome written = runMetricsOf(*info, {u"--namespaces"_s});
    QCOMPARE(written.exitCode, exitCode);
    QVERIFY(written.errors.isEmpty() == (exitCode == 0));
    QCOMPARE(written.output.contains("\nsyncdashboard_reading_complete 1\n"), exitCode == 0);
    QCOMPARE(written.output.contains("\nsyncdashboard_tasks{"), exitCode == 0);
    QVERIFY(written.output.contains("\nsyncdashboard_requests_total{"));
    QProcess promtool;
    promtool.start(tool(u"promtool"_s), {u"check"_s, u"metrics"_s});
    const Outcome checked = outcomeOf(promtool, written.output);
    QCOMPARE(checked.errors, "");
    QCOMPARE(checked.exitCode, 0);
}

void TestPrometheus::aTextFileIsForEverybodyToRead()
{
    const Result<SimulatorInfo> info =
        m_simulator.start({.tasks = 20, .instances = 1, .ratePerMinute = 0});
    QVERIFY(info);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"sync.prom"_s);
    const Outcome outcome = runMetricsOf(*info, {u"--textfile"_s, path});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.output, "");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"sync.prom"_s});
    QVERIFY(QFile::permissions(path).testFlag(QFile::ReadOther)); // another user collects it
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("# HELP syncdashboard_build_info "));
}

void TestPrometheus::aServerScrapesAndAnswers()
{
    if (tool(u"prometheus"_s).isEmpty())
        QSKIP("prometheus is not installed, so nothing is scraped");
    const FilledStore filled(randomTasks(500, 3));
    const std::vector<ListStatus> lists{
        {.state = ListStatus::State::Current,
         .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
         .name = u"a \"name\" \\ with\nmuch 镜像"_s,
         .asOf = testNow,
         .feed = {.loaded = 500, .complete = true, .asOf = testNow}}};
    const MetricsServer::Source source{.measure = [&] {
        return measure({.store = filled.store,
                        .lists = lists,
                        .version = u"1"_s,
                        .now = QDateTime::currentDateTimeUtc()},
                       {.namespaces = true});
    }};
    MetricsServer server(source, m_clock);
    const Result<quint16> port = server.openOn(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(port);
    Prometheus prometheus(*port);
    QJsonArray tasks;
    const bool isScraped = QTest::qWaitFor(
        [&] {
            tasks = prometheus.resultOf(u"sum(syncdashboard_tasks)"_s);
            return !tasks.isEmpty();
        },
        waitMs);
    QVERIFY2(isScraped, prometheus.said().constData());
    QCOMPARE(tasks.at(0).toObject().value("value"_L1).toArray().at(1).toString(), u"500"_s);
    QCOMPARE(prometheus.resultOf(u"syncdashboard_reading_complete == 1"_s).size(), 1);
    const QJsonObject named = prometheus.resultOf(u"syncdashboard_instance_info"_s)
                                  .at(0)
                                  .toObject()
                                  .value("metric"_L1)
                                  .toObject();
    QCOMPARE(named.value("name"_L1).toString(), u"a \"name\" \\ with<U+000A>much 镜像"_s);
    const QStringList queries = dashboardQueries();
    QVERIFY(queries.size() > 10);
    for (const QString &query : queries)
        QVERIFY2(prometheus.ask(query).value("status"_L1) == "success"_L1, qPrintable(query));
}

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
