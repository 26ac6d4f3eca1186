#include "databaseproxy.h"
#include "postgresserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 30'000;

QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TZ"_s, u"UTC"_s);
    // The search for leaks looks into the process as a debugger does.
    for (const QString &sanitizer :
         {u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"SYNC_DASHBOARD_DEBUGGABLE"_s})
        environment.insert(sanitizer, qEnvironmentVariable(qPrintable(sanitizer)));
    return environment;
}

/// The status of a finished task; that of another one changes meanwhile.
QString endOf(const QString &status)
{
    const bool isUnderWay = status == u"PENDING" || status == u"SYNCHRONIZING";
    return isUnderWay ? QString() : status;
}

/// A simulated registry of three instances, as a process of its own.
class Registry final {
public:
    explicit Registry(const QStringList &more = {})
    {
        m_process.setProcessEnvironment(bareEnvironment());
        m_process.start(QStringLiteral(PROGRAM),
                        QStringList{u"simulate"_s, u"--tasks"_s, u"300"_s, u"--rate"_s, u"0"_s,
                                    u"--instances"_s, u"3"_s} +
                            more);
        if (m_process.waitForReadyRead(waitMs))
            m_info = QJsonDocument::fromJson(m_process.readLine()).object();
    }
    ~Registry()
    {
        m_process.kill();
        m_process.waitForFinished(waitMs);
    }
    Q_DISABLE_COPY_MOVE(Registry)

    [[nodiscard]] QString endpoint() const { return m_info.value("endpoint"_L1).toString(); }
    /// As the vendor's command line tool keeps it.
    [[nodiscard]] QJsonObject profile(const QString &name) const
    {
        return {{u"name"_s, name},
                {u"mode"_s, u"AK"_s},
                {u"access_key_id"_s, m_info.value("accessKeyId"_L1)},
                {u"access_key_secret"_s, m_info.value("accessKeySecret"_L1)},
                {u"endpoint"_s, endpoint()}};
    }
    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = bareEnvironment();
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s,
                           m_info.value("accessKeyId"_L1).toString());
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s,
                           m_info.value("accessKeySecret"_L1).toString());
        return environment;
    }
    /// The ids of all tasks, with what was told of their end.
    [[nodiscard]] QStringList tasks() const
    {
        QProcess list;
        list.setProcessEnvironment(environment());
        list.start(QStringLiteral(PROGRAM), {u"list"_s, u"--endpoint"_s, endpoint(), u"--query"_s,
                                             u"since:365d"_s, u"--format"_s, u"ndjson"_s});
        list.waitForFinished(waitMs);
        QStringList lines;
        for (const QByteArray &line : list.readAllStandardOutput().split('\n')) {
            const QJsonObject task = QJsonDocument::fromJson(line).object();
            if (!task.isEmpty())
                lines.append(task.value("syncTaskId"_L1).toString() + u' ' +
                             endOf(task.value("status"_L1).toString()));
        }
        lines.sort();
        return lines;
    }

private:
    QProcess m_process;
    QJsonObject m_info;
};

/// A collector, and what it tells.
class Running final {
public:
    Running(const Registry &registry, const QString &database,
            const QProcessEnvironment &environment, const QStringList &more = {})
        : Running(database, environment, QStringList{u"--endpoint"_s, registry.endpoint()} + more)
    {
    }
    Running(const QString &database, const QProcessEnvironment &environment,
            const QStringList &options)
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(
            QStringLiteral(PROGRAM),
            QStringList{u"collect"_s, u"--database"_s, database, u"--refresh"_s, u"1"_s} + options);
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished(waitMs);
    }
    Q_DISABLE_COPY_MOVE(Running)

    /// Waits until it has told \p words.
    bool tells(const QByteArray &words)
    {
        while (!m_told.contains(words) && m_process.waitForReadyRead(waitMs))
            m_told += m_process.readAll();
        return m_told.contains(words);
    }
    void forgetTold() { m_told.clear(); }
    /// What it answers over HTTP at the port that it has told.
    QByteArray asked(const QByteArray &path)
    {
        if (!tells("/metrics\n"))
            return {};
        const qsizetype begin = m_told.indexOf("127.0.0.1:") + 10;
        const quint16 port = m_told.mid(begin, m_told.indexOf('/', begin) - begin).toUShort();
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        if (!socket.waitForConnected(waitMs))
            return {};
        socket.write("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        while (socket.waitForReadyRead(waitMs))
            continue;
        return socket.readAll();
    }
    void send(int signal) { ::kill(static_cast<pid_t>(m_process.processId()), signal); }
    /// The exit code; -1: it was killed, or did not end.
    int end()
    {
        if (!m_process.waitForFinished(waitMs) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }
    [[nodiscard]] const QByteArray &told() const { return m_told; }

private:
    QProcess m_process;
    QByteArray m_told;
};

/// Where the manager of services would listen.
class ServiceManager final {
public:
    explicit ServiceManager(const QString &path)
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path);
        std::copy(name.begin(), name.end(), std::begin(address.sun_path));
        m_socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        m_isBound =
            ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~ServiceManager() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(ServiceManager)

    [[nodiscard]] bool isBound() const { return m_isBound; }
    /// What was told since the last time.
    QByteArray told()
    {
        QByteArray all;
        std::array<char, 4'096> buffer{};
        ssize_t count = 0;
        while ((count = ::recv(m_socket, buffer.data(), buffer.size(), 0)) > 0)
            all += QByteArray(buffer.data(), count) + '\n';
        return all;
    }

private:
    int m_socket = -1;
    bool m_isBound = false;
};

} // namespace

// The whole of it: collectors as processes, a real database, a simulated registry.
class TestCollectCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void theDatabaseBecomesWhatTheRegistryLists();
    void oneOfThreeCollectsAndAnotherTakesOverWhenItIsKilled();
    void oneThatHungStandsByWhenItIsBack();
    void oneThatIsCutOffStandsByWhileAnotherCollects();
    void oneThatEndsHandsOverAtOnce();
    void theServiceManagerIsToldWhenItWorks();
    void aSignalIsTakenAndItGoesOn();
    void aProfileThatIsAddedIsCollectedAfterASignal();
    void aMonitoringSystemMayAskBoth();
    void anAlertmanagerIsToldAndItsRefusalToo();
    void whatCannotBeWrittenMakesItUnready();
    void whatItCannotReadIsInTheDatabase();
    void aDatabaseThatComesLaterIsWaitedFor();
    void whatIsMistypedIsAUsageError_data();
    void whatIsMistypedIsAUsageError();

private:
    [[nodiscard]] QStringList kept() const
    {
        return m_server->value(u"SELECT id FROM sync_dashboard.tasks ORDER BY 1"_s)
            .split(u'\n', Qt::SkipEmptyParts);
    }
    [[nodiscard]] std::unique_ptr<Running> collector() const
    {
        return std::make_unique<Running>(*m_registry, m_server->uri(), m_registry->environment());
    }

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<Registry> m_registry;
    QStringList m_listed; // ids
    QStringList m_ends;
};

void TestCollectCommand::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
    m_registry = std::make_unique<Registry>();
    QVERIFY(!m_registry->endpoint().isEmpty());
    m_ends = m_registry->tasks();
    QCOMPARE(m_ends.size(), 300);
    for (const QString &line : std::as_const(m_ends))
        m_listed.append(line.section(u' ', 0, 0));
    m_ends.removeIf([](const QString &line) { return line.endsWith(u' '); });
}

void TestCollectCommand::init()
{
    QVERIFY(m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s));
}

void TestCollectCommand::cleanupTestCase()
{
    m_registry.reset();
    m_server.reset();
}

void TestCollectCommand::theDatabaseBecomesWhatTheRegistryLists()
{
    const auto one = collector();
    QVERIFY2(one->tells("collects into postgresql://"), one->told().constData());
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    const QStringList ends =
        m_server->value(u"SELECT id || ' ' || status FROM sync_dashboard.tasks"_s).split(u'\n');
    for (const QString &line : std::as_const(m_ends))
        QVERIFY2(ends.contains(line), qPrintable(line));
    QCOMPARE(m_server->value(u"SELECT count(*) FROM sync_dashboard.instances"_s), u"3"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(u"SELECT count(*) FROM sync_dashboard.rules"_s).toInt() > 0, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->value(u"SELECT count(*) FROM sync_dashboard.lists"_s),
                              u"3"_s, waitMs);
    QCOMPARE(m_server->value(u"SELECT DISTINCT account FROM sync_dashboard.tasks"_s), u"default"_s);
}

void TestCollectCommand::oneOfThreeCollectsAndAnotherTakesOverWhenItIsKilled()
{
    const auto first = collector();
    QVERIFY(first->tells("collects into"));
    const auto second = collector();
    const auto third = collector();
    QVERIFY(second->tells("stands by: Image Sync Dashboard"));
    QVERIFY(third->tells("stands by: Image Sync Dashboard"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    QVERIFY(m_server->run(u"DELETE FROM sync_dashboard.tasks"_s)); // its successor brings them back
    first->send(SIGKILL);
    QElapsedTimer timer;
    timer.start();
    const QString holder = u"SELECT holder FROM sync_dashboard.lease WHERE until > now()"_s;
    const QString dead = m_server->value(holder);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->value(holder) != dead && !m_server->value(holder).isEmpty(),
                             waitMs);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
}

void TestCollectCommand::oneThatHungStandsByWhenItIsBack()
{
    const auto first = collector();
    QVERIFY(first->tells("collects into"));
    const auto second = collector();
    QVERIFY(second->tells("stands by"));
    const QString holder = m_server->value(u"SELECT holder FROM sync_dashboard.lease"_s);
    first->send(SIGSTOP);
    // Time passes, for its lease alone: stopped in the middle of a transaction it keeps the row
    // until the server ends that, and by then its successor may have taken over.
    const QString expire =
        u"SET lock_timeout = '1s'; UPDATE sync_dashboard.lease SET until = now() WHERE holder = '%1'"_s;
    QTRY_VERIFY_WITH_TIMEOUT(m_server->run(expire.arg(holder)), waitMs);
    QVERIFY(second->tells("collects into"));
    first->forgetTold();
    first->send(SIGCONT);
    QVERIFY2(first->tells("stands by"), first->told().constData());
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
}

void TestCollectCommand::oneThatIsCutOffStandsByWhileAnotherCollects()
{
    DatabaseProxy proxy(*m_server);
    Running first(*m_registry, proxy.uri(), m_registry->environment(),
                  {u"--metrics"_s, u"127.0.0.1:0"_s});
    QVERIFY2(first.tells("collects into"), first.told().constData());
    QTRY_VERIFY_WITH_TIMEOUT(first.asked("/ready").contains(" 200 "), waitMs);
    const auto second = collector();
    const auto third = collector();
    QVERIFY(second->tells("stands by"));
    QVERIFY(third->tells("stands by"));
    const QString holder = u"SELECT holder FROM sync_dashboard.lease WHERE until > now()"_s;
    const QString before = m_server->value(holder);
    QElapsedTimer timer;
    timer.start();
    proxy.cutOff();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(holder) != before && !m_server->value(holder).isEmpty(), waitMs);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY2_WITH_TIMEOUT(first.asked("/ready").contains(" 503 "),
                              first.asked("/ready").constData(), waitMs);
    QVERIFY2(timer.elapsed() < 25'000, qPrintable(QString::number(timer.elapsed())));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    const QString successor = m_server->value(holder);
    first.forgetTold();
    proxy.restore();
    QVERIFY2(first.tells("stands by"), first.told().constData());
    QCOMPARE(m_server->value(holder), successor);
    QCOMPARE(kept(), m_listed); // each once
}

void TestCollectCommand::oneThatEndsHandsOverAtOnce()
{
    const auto first = collector();
    QVERIFY(first->tells("collects into"));
    first->send(SIGTERM);
    QCOMPARE(first->end(), 0);
    QCOMPARE(m_server->value(u"SELECT count(*) FROM sync_dashboard.lease"_s), u"0"_s);
}

void TestCollectCommand::theServiceManagerIsToldWhenItWorks()
{
    const QTemporaryDir folder;
    ServiceManager manager(folder.filePath(u"notify"_s));
    QVERIFY(manager.isBound());
    QProcessEnvironment environment = m_registry->environment();
    environment.insert(u"NOTIFY_SOCKET"_s, folder.filePath(u"notify"_s));
    Running one(*m_registry, m_server->uri(), environment);
    QVERIFY(one.tells("collects into"));
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((told += manager.told()).contains("READY=1"), waitMs);
    QVERIFY(told.contains("STATUS=collects into postgresql://"));
    one.send(SIGHUP);
    QTRY_VERIFY_WITH_TIMEOUT((told += manager.told()).contains("RELOADING=1"), waitMs);
    one.send(SIGTERM);
    QCOMPARE(one.end(), 0);
    told += manager.told();
    QVERIFY(told.contains("STOPPING=1"));
}

void TestCollectCommand::aSignalIsTakenAndItGoesOn()
{
    const auto one = collector();
    QVERIFY(one->tells("collects into"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    one->send(SIGHUP);
    QVERIFY(one->tells("reads its configuration again"));
    QVERIFY(m_server->run(u"DELETE FROM sync_dashboard.lists"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->value(u"SELECT count(*) FROM sync_dashboard.lists"_s),
                              u"3"_s, waitMs); // it goes on
}

void TestCollectCommand::aProfileThatIsAddedIsCollectedAfterASignal()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"config.json"_s);
    const Registry other({u"--seed"_s, u"2"_s});
    const auto write = [&file](const QJsonArray &profiles) {
        QFile config(file);
        return config.open(QIODevice::WriteOnly) &&
               config.write(
                   QJsonDocument(QJsonObject{{u"current"_s, u"prod"_s}, {u"profiles"_s, profiles}})
                       .toJson()) > 0;
    };
    const auto accounts = [this] {
        return m_server->value(u"SELECT string_agg(account || ' ' || number, ', ' ORDER BY account)"
                               " FROM (SELECT account, count(*) AS number FROM"
                               " sync_dashboard.tasks GROUP BY account) AS numbers"_s);
    };
    QVERIFY(write({m_registry->profile(u"prod"_s)}));
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, file);
    Running one(m_server->uri(), environment, {u"--all-profiles"_s});
    QVERIFY2(one.tells("collects into"), one.told().constData());
    QTRY_COMPARE_WITH_TIMEOUT(accounts(), u"prod 300"_s, waitMs);

    QVERIFY(write({m_registry->profile(u"prod"_s), other.profile(u"test"_s)}));
    one.send(SIGHUP);
    QVERIFY(one.tells("reads its configuration again"));
    QTRY_COMPARE_WITH_TIMEOUT(accounts(), u"prod 300, test 300"_s, waitMs);
    // And what was collected before is collected on.
    QVERIFY(m_server->run(u"DELETE FROM sync_dashboard.lists"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_server->value(u"SELECT count(DISTINCT account) FROM sync_dashboard.lists"_s), u"2"_s,
        waitMs);
}

void TestCollectCommand::aMonitoringSystemMayAskBoth()
{
    const QStringList metrics{u"--metrics"_s, u"127.0.0.1:0"_s};
    Running first(*m_registry, m_server->uri(), m_registry->environment(), metrics);
    QVERIFY(first.tells("collects into"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(first.asked("/metrics").contains("syncdashboard_reading_complete 1\n"),
                             waitMs);
    const QByteArray told = first.asked("/metrics");
    QVERIFY(told.contains("syncdashboard_collector_elected 1\n"));
    QVERIFY(told.contains("syncdashboard_requests_total{"));
    Running second(*m_registry, m_server->uri(), m_registry->environment(), metrics);
    QVERIFY(second.tells("stands by"));
    QVERIFY(second.asked("/metrics").contains("syncdashboard_collector_elected 0\n"));
    QVERIFY(!second.asked("/metrics").contains("syncdashboard_reading_complete"));
    QVERIFY(!second.asked("/metrics").contains("syncdashboard_tasks{"));
    QVERIFY(second.asked("/ready").startsWith("HTTP/1.1 200"));
    m_server->kill();
    QVERIFY(second.tells("waits: the database does not answer"));
    QVERIFY(second.asked("/ready").startsWith("HTTP/1.1 503"));
    QVERIFY(second.asked("/health").startsWith("HTTP/1.1 200"));
    QVERIFY(m_server->start());
}

void TestCollectCommand::anAlertmanagerIsToldAndItsRefusalToo()
{
    QTcpServer alertmanager;
    QVERIFY(alertmanager.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(alertmanager.serverPort());
    Running one(*m_registry, m_server->uri(), m_registry->environment(),
                {u"--alertmanager"_s, url});
    QVERIFY(alertmanager.waitForNewConnection(waitMs));
    const std::unique_ptr<QTcpSocket> asked(alertmanager.nextPendingConnection());
    QByteArray request;
    while (!request.endsWith("]") && asked->waitForReadyRead(waitMs))
        request += asked->readAll();
    QVERIFY2(request.startsWith("POST /api/v2/alerts HTTP/1.1\r\n"), request.constData());
    QVERIFY2(request.endsWith("\r\n\r\n[]"), request.constData());
    asked->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    asked->flush();
    const QByteArray words =
        "alerts cannot be sent to " + url.toLatin1() + ": it answers with HTTP 404";
    QVERIFY2(one.tells(words), one.told().constData());
}

void TestCollectCommand::whatCannotBeWrittenMakesItUnready()
{
    Running one(*m_registry, m_server->uri(), m_registry->environment(),
                {u"--metrics"_s, u"127.0.0.1:0"_s});
    QVERIFY(one.tells("collects into"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    QVERIFY(one.asked("/ready").startsWith("HTTP/1.1 200"));
    QVERIFY(m_server->run(u"ALTER TABLE sync_dashboard.lists RENAME TO away"_s));
    QTRY_VERIFY_WITH_TIMEOUT(one.asked("/ready").contains("the history cannot be written"), waitMs);
    QVERIFY(m_server->run(u"ALTER TABLE sync_dashboard.away RENAME TO lists"_s));
    QTRY_VERIFY_WITH_TIMEOUT(one.asked("/ready").startsWith("HTTP/1.1 200"), waitMs);
}

/// Who reads the database must not take what is missing there for what is missing in the registry.
void TestCollectCommand::whatItCannotReadIsInTheDatabase()
{
    const Registry registry({u"--deny"_s, u"cr:GetRepositorySync"_s});
    const Running collector(registry, m_server->uri(), registry.environment());
    const auto count = [this](const QString &condition) {
        return m_server->value(
            u"SELECT count(*) FROM sync_dashboard.unread_lists WHERE instance <> ''"_s + condition);
    };
    QTRY_COMPARE_WITH_TIMEOUT(count({}), u"3"_s, waitMs);
    QCOMPARE(count(u" AND error_kind = 'permission' AND code <> '' AND since_ms > 0"_s), u"3"_s);
}

void TestCollectCommand::aDatabaseThatComesLaterIsWaitedFor()
{
    m_server->kill();
    const auto one = collector();
    QVERIFY2(one->tells("waits: the database does not answer"), one->told().constData());
    QVERIFY(m_server->start());
    QVERIFY(one->tells("collects into"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), m_listed, waitMs);
    // And one that goes away in between is waited for too.
    m_server->kill();
    QVERIFY2(one->tells("keeps what it sees: the database does not answer"),
             one->told().constData());
    QVERIFY(m_server->start());
    one->forgetTold();
    QVERIFY2(one->tells("collects into"), one->told().constData());
    one->send(SIGTERM);
    QCOMPARE(one->end(), 0);
}

void TestCollectCommand::whatIsMistypedIsAUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no database") << QStringList{}
                                 << QByteArray(
                                        "--database: write it as postgresql://host/database");
    QTest::newRow("a password") << QStringList{u"--database"_s, u"postgresql://a:geheim@h/d"_s}
                                << QByteArray("leave the password out");
    QTest::newRow("no TLS") << QStringList{u"--database"_s, u"postgresql://h/d?sslmode=disable"_s}
                            << QByteArray("sslmode is verify-full");
    QTest::newRow("days") << QStringList{u"--database"_s, u"postgresql://localhost/d"_s,
                                         u"--keep-days"_s, u"0"_s}
                          << QByteArray("--keep-days takes a whole number from 1 to 3650, not '0'");
    QTest::newRow("where to listen") << QStringList{u"--database"_s, u"postgresql://localhost/d"_s,
                                                    u"--metrics"_s, u"everywhere:9464"_s}
                                     << QByteArray("--metrics takes the address");
    QTest::newRow("requests") << QStringList{u"--database"_s, u"postgresql://localhost/d"_s,
                                             u"--requests"_s, u"601"_s}
                              << QByteArray(
                                     "--requests takes a whole number from 6 to 600, not '601'");
    QTest::newRow("an Alertmanager elsewhere by plain http")
        << QStringList{u"--database"_s, u"postgresql://localhost/d"_s, u"--alertmanager"_s,
                       u"http://alerts.example:9093"_s}
        << QByteArray("--alertmanager: Plain http is for this computer only");
    QTest::newRow("a password for the Alertmanager")
        << QStringList{u"--database"_s, u"postgresql://localhost/d"_s, u"--alertmanager"_s,
                       u"https://me:geheim@alerts.example"_s}
        << QByteArray("--alertmanager: An endpoint is a host with an optional port");
    QTest::newRow("seconds") << QStringList{u"--database"_s, u"postgresql://localhost/d"_s,
                                            u"--refresh"_s, u"1.5"_s}
                             << QByteArray(
                                    "--refresh takes a whole number from 1 to 3600, not '1.5'");
}

void TestCollectCommand::whatIsMistypedIsAUsageError()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    QProcess process;
    process.setProcessEnvironment(bareEnvironment());
    process.start(QStringLiteral(PROGRAM), QStringList{u"collect"_s} + arguments);
    QVERIFY(process.waitForFinished(waitMs));
    QCOMPARE(process.exitCode(), 2);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains(words), errors.constData());
    QVERIFY(!errors.contains("geheim"));
}

QTEST_GUILESS_MAIN(TestCollectCommand)
#include "tst_collectcommand.moc"
