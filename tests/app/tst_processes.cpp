#include "historyrecord.h"
#include "sampletasks.h"
#include "sqlitehistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 30'000;

struct Outcome {
    int exitCode = -1;
    QByteArray output{};
    QByteArray errors{};
};

/// An environment without keys, display and profile, so that the machine's own do not matter.
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

Outcome run(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(PROGRAM), arguments);
    if (!process.waitForFinished(waitMs))
        return {};
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

/// The same from a shell, which runs \p before first and applies \p redirection.
Outcome runInShell(const QString &redirection, const QStringList &arguments,
                   const QProcessEnvironment &environment, const QString &before = {})
{
    QProcess process;
    process.setProcessEnvironment(environment);
    const QString command = before + u"exec \"$0\" \"$@\" "_s + redirection;
    process.start(u"/bin/sh"_s, QStringList{u"-c"_s, command, QStringLiteral(PROGRAM)} + arguments);
    if (!process.waitForFinished(waitMs))
        return {};
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

/// The simulator as a process of its own.
class Registry final {
public:
    explicit Registry(int tasks, int seed = 1)
    {
        m_process.setProcessEnvironment(bareEnvironment());
        m_process.start(QStringLiteral(PROGRAM),
                        {u"simulate"_s, u"--tasks"_s, QString::number(tasks), u"--rate"_s, u"0"_s,
                         u"--instances"_s, u"1"_s, u"--seed"_s, QString::number(seed)});
        if (m_process.waitForReadyRead(waitMs))
            m_info = QJsonDocument::fromJson(m_process.readLine()).object();
    }
    ~Registry() { stop(); }
    Q_DISABLE_COPY_MOVE(Registry)

    int stop()
    {
        m_process.terminate();
        m_process.waitForFinished(waitMs);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
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
    /// As the vendor's tool would write it.
    [[nodiscard]] QJsonObject profile(const QString &name) const
    {
        const QJsonObject instance = m_info.value("instances"_L1).toArray().at(0).toObject();
        return {{u"name"_s, name},
                {u"mode"_s, u"AK"_s},
                {u"access_key_id"_s, m_info.value("accessKeyId"_L1)},
                {u"access_key_secret"_s, m_info.value("accessKeySecret"_L1)},
                {u"region_id"_s, instance.value("regionId"_L1)},
                {u"endpoint"_s, m_info.value("endpoint"_L1)}};
    }
    [[nodiscard]] QStringList list(const QStringList &more = {}) const
    {
        const QJsonObject instance = m_info.value("instances"_L1).toArray().at(0).toObject();
        const QStringList arguments{u"list"_s, u"--endpoint"_s,
                                    m_info.value("endpoint"_L1).toString(), u"--instance"_s,
                                    instance.value("instanceId"_L1).toString()};
        return arguments + more;
    }

private:
    QProcess m_process;
    QJsonObject m_info;
};

/// Time of the processor that a process has used.
int processorMs(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList fields = file.readAll().split(' ');
    return (fields.value(13).toInt() + fields.value(14).toInt()) * 1'000 /
           static_cast<int>(::sysconf(_SC_CLK_TCK));
}

void writeProfiles(const QString &fileName, const QJsonArray &profiles)
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(fileName));
    file.write(QJsonDocument(QJsonObject{{u"profiles"_s, profiles}}).toJson());
}

} // namespace

/// The program as a person or a script starts it, with no display anywhere.
class TestProcesses final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listPrintsEveryTaskOnce();
    void listFiltersByStatus();
    void listAnswersFromAHistoryWithoutAKey();
    void aWrongSecretIsOneLineAndExitCodeOne();
    void withoutAKeyEachPlaceIsNamed();
    void aTerminalShowsWhatIsTypedAfterASignal_data();
    void aTerminalShowsWhatIsTypedAfterASignal();
    void listAsksSeveralProfilesAndSaysWhichFailed();
    void listSignsWithAKeyThatACommandPrints();
    void aSignInThatHasExpiredNamesItsCommand();
    void plainHttpToAnotherHostIsRefused();
    void listNamesTheCertificateAndWhatToDo_data();
    void listNamesTheCertificateAndWhatToDo();
    void listTrustsAnOwnCaFile();
    void listNamesAnUnusableCaFileOnce();
    void listChecksWhatTheSettingsAndTheCommandLineSayTogether_data();
    void listChecksWhatTheSettingsAndTheCommandLineSayTogether();
    void listSaysThatTheSettingsCannotBeRead();
    void aUsageErrorIsExitCodeTwo();
    void simulateEndsOnSigterm();
    void simulateListensOnLoopbackOnly();
    void simulateRestsWhereNoFileIsLeftForAConnection();
    void snapshotRendersWithoutADisplay();
    void snapshotOfARefusingRegistryIsExitCodeOne();
    void aKeyFileThatIsNoFileIsSaid();
    void numbersAreInTheLanguageShown_data();
    void numbersAreInTheLanguageShown();
    void aWindowEndsCleanlyOnASignal_data();
    void aWindowEndsCleanlyOnASignal();
    void listTellsThatItCannotWrite_data();
    void listTellsThatItCannotWrite();
    void aFileThatIsFullIsToldAfterItsLastByte();
    void whatIsPrintedAtOnceTellsThatItCannotWrite_data();
    void whatIsPrintedAtOnceTellsThatItCannotWrite();
    void snapshotTellsThatItCannotWrite();
};

void TestProcesses::listPrintsEveryTaskOnce()
{
    const Registry registry(3456);
    const Outcome outcome =
        run(registry.list({u"--format"_s, u"ndjson"_s}), registry.environment());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.errors, "");
    QSet<QString> ids;
    const QList<QByteArray> lines = outcome.output.trimmed().split('\n');
    for (const QByteArray &line : lines)
        ids << QJsonDocument::fromJson(line).object().value("syncTaskId"_L1).toString();
    QCOMPARE(lines.size(), 3456);
    QCOMPARE(ids.size(), 3456);
}

void TestProcesses::listAnswersFromAHistoryWithoutAKey()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    const QStringList arguments{u"list"_s,   u"--history"_s, file,       u"--query"_s,
                                u"tag:=2"_s, u"--format"_s,  u"ndjson"_s};
    const Outcome none = run(arguments, bareEnvironment());
    QCOMPARE(none.exitCode, 1);
    QCOMPARE(none.errors.count('\n'), 1);
    SqliteHistory history;
    const QDateTime seenAt(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    QVERIFY(history.open({.file = file}, seenAt).isUsable());
    const std::vector<HistoryRecord> records = {
        {.seenAt = seenAt,
         .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1), sampleTask(2)}}}};
    history.write(records); // and stays open, as that of a window
    const Outcome outcome = run(arguments, bareEnvironment());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.output.count('\n'), 1);
    QVERIFY2(outcome.output.contains("\"rst-2\""), outcome.output.constData());
    QVERIFY2(outcome.errors.contains("1 of the history's tasks were read"),
             outcome.errors.constData());
}

void TestProcesses::listFiltersByStatus()
{
    const Registry registry(900);
    const Outcome outcome =
        run(registry.list({u"--format"_s, u"json"_s, u"--status"_s, u"failed"_s}),
            registry.environment());
    QCOMPARE(outcome.exitCode, 0);
    const QJsonArray tasks = QJsonDocument::fromJson(outcome.output).array();
    QVERIFY(!tasks.isEmpty());
    for (const QJsonValue &task : tasks) {
        QCOMPARE(task.toObject().value("status"_L1).toString(), u"ERROR"_s);
        QVERIFY(!task.toObject().value("issue"_L1).toString().isEmpty());
    }
}

void TestProcesses::aWrongSecretIsOneLineAndExitCodeOne()
{
    const Registry registry(10);
    QProcessEnvironment environment = registry.environment();
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"hunter2-hunter2"_s);
    const Outcome outcome = run(registry.list(), environment);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.output, "");
    QCOMPARE(outcome.errors.trimmed().count('\n'), 0);
    QVERIFY2(outcome.errors.contains("SignatureDoesNotMatch"), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("request id "), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("hunter2"));
}

void TestProcesses::withoutAKeyEachPlaceIsNamed()
{
    const QTemporaryDir home;
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"HOME"_s, home.path());
    const Outcome outcome = run({u"list"_s, u"--instance"_s, u"cri-1"_s}, environment);
    QCOMPARE(outcome.exitCode, 1);
    const QByteArrayList lines = outcome.errors.trimmed().split('\n');
    QVERIFY2(lines.first().startsWith("sync-dashboard: No access key: "),
             outcome.errors.constData());
    QVERIFY(lines.first().endsWith("(code NoCredentials)"));
    const QByteArrayList places{"environment",
                                "identity provider of the environment",
                                "~/.aliyun/config.json",
                                "~/.alibabacloud/credentials",
                                "role of this machine",
                                "credentials URI",
                                "keychain"};
    QCOMPARE(lines.size(), places.size() + 1);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QByteArray begin = "sync-dashboard: tried " + places[i] + ": ";
        QVERIFY2(lines[i + 1].startsWith(begin), outcome.errors.constData());
    }
}

void TestProcesses::aTerminalShowsWhatIsTypedAfterASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminated") << SIGTERM;
    QTest::newRow("hung up") << SIGHUP;
    QTest::newRow("quit") << SIGQUIT;
}

void TestProcesses::aTerminalShowsWhatIsTypedAfterASignal()
{
    QFETCH(int, signal);
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
    const QString name = QString::fromLocal8Bit(::ptsname(terminal));
    // As the shell's, which keeps the terminal as the program leaves it.
    const int shells = ::open(qPrintable(name), O_RDWR | O_NOCTTY);
    QVERIFY(shells >= 0);
    const auto isShown = [shells] {
        termios state{};
        return ::tcgetattr(shells, &state) == 0 && (state.c_lflag & ECHO) != 0;
    };
    QVERIFY(isShown());
    QProcess process;
    process.setProcessEnvironment(bareEnvironment());
    process.setStandardInputFile(name);
    process.start(QStringLiteral(PROGRAM),
                  {u"keychain"_s, u"add"_s, u"prod"_s, u"--id"_s, u"LTAI5tExample"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!isShown(), waitMs);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(waitMs));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal
    QVERIFY(isShown());
    ::close(shells);
    ::close(terminal);
}

void TestProcesses::listAsksSeveralProfilesAndSaysWhichFailed()
{
    const Registry prod(300);
    const Registry test(200, 2);
    const QTemporaryDir home;
    const QString file = home.filePath(u"config.json"_s);
    writeProfiles(file, {prod.profile(u"prod"_s), test.profile(u"test"_s),
                         QJsonObject{{u"name"_s, u"role"_s}, {u"mode"_s, u"RamRoleArn"_s}}});
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, file);
    const QStringList list{u"list"_s, u"--format"_s, u"json"_s};
    const Outcome two =
        run(list + QStringList{u"--profile"_s, u"prod"_s, u"--profile"_s, u"test"_s}, environment);
    QCOMPARE(two.errors, "");
    QCOMPARE(two.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(two.output).array().size(), 500);

    const Outcome all = run(list + QStringList{u"--all-profiles"_s}, environment);
    QCOMPARE(all.exitCode, 1); // not all is printed
    QCOMPARE(QJsonDocument::fromJson(all.output).array().size(), 500);
    QCOMPARE(all.errors.count('\n'), 1);
    QVERIFY2(all.errors.contains("'role'"), all.errors.constData());
}

void TestProcesses::listSignsWithAKeyThatACommandPrints()
{
    const Registry registry(300);
    const QTemporaryDir home;
    QJsonObject profile = registry.profile(u"default"_s);
    const QString printed = home.filePath(u"a key"_s);
    QFile file(printed);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(profile).toJson()); // it has the mode AK, and names of its fields
    file.close();
    profile.remove(u"access_key_id"_s);
    profile.remove(u"access_key_secret"_s);
    profile.insert(u"mode"_s, u"External"_s);
    profile.insert(u"process_command"_s, QString(u"cat '"_s + printed + u'\''));
    writeProfiles(home.filePath(u"config.json"_s), {profile});
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, home.filePath(u"config.json"_s));
    const QStringList list{u"list"_s, u"--format"_s, u"json"_s};
    const Outcome outcome = run(list, environment);
    QCOMPARE(outcome.errors, "");
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(outcome.output).array().size(), 300);

    environment.insert(u"ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"_s, u"1"_s);
    const Outcome refused = run(list, environment);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("SwitchedOff"), refused.errors.constData());
}

void TestProcesses::aSignInThatHasExpiredNamesItsCommand()
{
    const QTemporaryDir home;
    const QString file = home.filePath(u"config.json"_s);
    writeProfiles(file, {QJsonObject{{u"name"_s, u"me"_s},
                                     {u"mode"_s, u"OAuth"_s},
                                     {u"access_key_id"_s, u"STS.id"_s},
                                     {u"access_key_secret"_s, u"canary"_s},
                                     {u"sts_token"_s, u"canary"_s},
                                     {u"sts_expiration"_s, 1'700'000'000},
                                     {u"oauth_refresh_token"_s, u"canary"_s}}});
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, file);
    const Outcome outcome = run({u"list"_s, u"--profile"_s, u"me"_s}, environment);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("'aliyun configure --profile me --mode OAuth'"),
             outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("canary"));
}

void TestProcesses::plainHttpToAnotherHostIsRefused()
{
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"id"_s);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secret"_s);
    const Outcome outcome =
        run({u"list"_s, u"--instance"_s, u"cri-1"_s, u"--endpoint"_s, u"http://registry.example"_s},
            environment);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("InsecureEndpoint"), outcome.errors.constData());
}

namespace {

/// A server for HTTPS with one of the certificates of tests/fixtures/tls.
class SecureServer final {
public:
    explicit SecureServer(const QString &certificate)
    {
        m_process.start(QStringLiteral(TLS_SERVER), {certificate});
        if (m_process.waitForReadyRead(waitMs))
            m_port = QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~SecureServer()
    {
        m_process.kill();
        m_process.waitForFinished(waitMs);
    }
    Q_DISABLE_COPY_MOVE(SecureServer)

    [[nodiscard]] QStringList list(const QStringList &more) const
    {
        const QStringList arguments{u"list"_s, u"--instance"_s, u"cri-1"_s, u"--endpoint"_s,
                                    u"https://127.0.0.1:"_s + m_port};
        return arguments + more;
    }

private:
    QProcess m_process;
    QString m_port;
};

QString certificateFile(const QString &certificate)
{
    return QStringLiteral(FIXTURES_DIR "/tls/") + certificate + u".pem"_s;
}

QProcessEnvironment environmentWithKey()
{
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"id"_s);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secret"_s);
    return environment;
}

} // namespace

void TestProcesses::listNamesTheCertificateAndWhatToDo_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QByteArray>("happened");
    QTest::addColumn<QByteArray>("whatToDo");
    const auto row = [](const char *certificate, const QByteArray &happened,
                        const QByteArray &whatToDo) {
        QTest::newRow(certificate) << QString::fromLatin1(certificate) << happened << whatToDo;
    };
    row("expired", "has expired", "Check the clock");
    row("wrong-host", "is for another host", "Check the endpoint");
    row("self-signed", "is signed by itself, and not trusted", "--ca-file");
    row("unknown-authority", "is not from an authority", "--ca-file");
    row("sha1", "is too weak", "signed with SHA-1");
    row("short-key", "is too weak", "1024 bits");
}

void TestProcesses::listNamesTheCertificateAndWhatToDo()
{
    QFETCH(const QString, certificate);
    QFETCH(const QByteArray, happened);
    QFETCH(const QByteArray, whatToDo);
    const SecureServer server(certificate);
    const Outcome outcome =
        run(server.list({u"--ca-file"_s, certificateFile(u"authority"_s)}), environmentWithKey());
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errors.count('\n'), 1);
    const QByteArray begin = "The certificate of 127.0.0.1 " + happened;
    QVERIFY2(outcome.errors.contains(begin), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains(whatToDo), outcome.errors.constData());
    const QByteArray name = certificate.toLatin1() + ".test";
    QVERIFY2(outcome.errors.contains(name), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("nknown error"));
}

void TestProcesses::listTrustsAnOwnCaFile()
{
    const SecureServer server(u"good"_s);
    QProcessEnvironment environment = environmentWithKey();
    const QTemporaryDir home;
    environment.insert(u"HOME"_s, home.path());
    QVERIFY(run(server.list({}), environment).errors.contains("TlsUnknownAuthority"));
    const QString file = certificateFile(u"authority"_s);
    const Outcome said = run(server.list({u"--ca-file"_s, file}), environment);
    QVERIFY2(!said.errors.contains("Tls"), said.errors.constData());
    environment.insert(u"SSL_CERT_FILE"_s, file);
    const Outcome ofEnvironment = run(server.list({}), environment);
    QCOMPARE(ofEnvironment.errors, said.errors);
    // The settings win over the environment, and the command line over both.
    QVERIFY(QDir(home.path()).mkpath(u".config/SyncDashboard"_s));
    QFile settings(home.filePath(u".config/SyncDashboard/sync-dashboard.ini"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[network]\ncaFile=/nowhere/at/all.pem\n");
    settings.close();
    const Outcome kept = run(server.list({}), environment);
    QVERIFY2(kept.errors.contains("/nowhere/at/all.pem of the settings"), kept.errors.constData());
    QCOMPARE(run(server.list({u"--ca-file"_s, file}), environment).errors, said.errors);
}

void TestProcesses::listNamesAnUnusableCaFileOnce()
{
    const Outcome outcome =
        run({u"list"_s, u"--ca-file"_s, u"/nowhere/at/all.pem"_s}, environmentWithKey());
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errors.count('\n'), 1);
    QVERIFY2(outcome.errors.contains("The CA file /nowhere/at/all.pem of --ca-file cannot be "
                                     "used: No such file or directory."),
             outcome.errors.constData());
}

void TestProcesses::listChecksWhatTheSettingsAndTheCommandLineSayTogether_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("problem");
    QTest::newRow("CA file") << QByteArray("caFile=/nowhere/at/all.pem")
                             << QByteArray("The CA file /nowhere/at/all.pem of the settings");
    QTest::newRow("proxy") << QByteArray("proxy=https://p.example:1")
                           << QByteArray("The proxy p.example of the settings");
}

/// Before anything is asked: of two regions, it is one line that names neither.
void TestProcesses::listChecksWhatTheSettingsAndTheCommandLineSayTogether()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, problem);
    QProcessEnvironment environment = environmentWithKey();
    const QTemporaryDir home;
    environment.insert(u"HOME"_s, home.path());
    QVERIFY(QDir(home.path()).mkpath(u".config/SyncDashboard"_s));
    QFile file(home.filePath(u".config/SyncDashboard/sync-dashboard.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[network]\n" + settings + '\n');
    file.close();
    const Outcome outcome = run(
        {u"list"_s, u"--region"_s, u"cn-hangzhou"_s, u"--region"_s, u"cn-shanghai"_s}, environment);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errors.count('\n'), 1);
    QVERIFY2(outcome.errors.contains(problem), outcome.errors.constData());
    QVERIFY2(!outcome.errors.contains("cn-hangzhou"), outcome.errors.constData());
}

void TestProcesses::listSaysThatTheSettingsCannotBeRead()
{
    QProcessEnvironment environment = environmentWithKey();
    const QTemporaryDir home;
    environment.insert(u"HOME"_s, home.path());
    QVERIFY(QDir(home.path()).mkpath(u".config/SyncDashboard/sync-dashboard.ini"_s));
    const Outcome outcome = run({u"list"_s, u"--ca-file"_s, u"/nowhere/at/all.pem"_s}, environment);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("sync-dashboard.ini cannot be read and do not count: "
                                     "It is not a regular file."),
             outcome.errors.constData());
}

void TestProcesses::aUsageErrorIsExitCodeTwo()
{
    const Outcome outcome = run({u"list"_s, u"--query"_s, u"x statsu:failed"_s}, bareEnvironment());
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains("character 3"), outcome.errors.constData());
    QVERIFY(outcome.errors.contains("status:")); // what was meant
}

void TestProcesses::simulateEndsOnSigterm()
{
    Registry registry(10);
    QCOMPARE(registry.stop(), 0);
}

void TestProcesses::simulateListensOnLoopbackOnly()
{
    const Outcome outcome = run({u"simulate"_s, u"--listen"_s, u"0.0.0.0:0"_s}, bareEnvironment());
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("loopback"), outcome.errors.constData());
}

/// Clients that are at work have taken all files, and more of them wait.
void TestProcesses::simulateRestsWhereNoFileIsLeftForAConnection()
{
    if (IS_SANITIZED)
        QSKIP("a sanitizer tries memory by a pipe, and takes it for damaged where it gets no file");
    QProcess simulator;
    simulator.setProcessEnvironment(bareEnvironment());
    simulator.start(u"/bin/sh"_s, {u"-c"_s, u"ulimit -n 40; exec \"$0\" simulate --tasks 10"_s,
                                   QStringLiteral(PROGRAM)});
    QVERIFY(simulator.waitForReadyRead(waitMs));
    const QUrl endpoint(
        QJsonDocument::fromJson(simulator.readLine()).object().value("endpoint"_L1).toString());
    const auto connectOne = [&endpoint](const QByteArray &bytes) {
        auto client = std::make_unique<QTcpSocket>();
        client->connectToHost(endpoint.host(), static_cast<quint16>(endpoint.port()));
        client->write(bytes);
        return client;
    };
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 60; ++i)
        clients.push_back(connectOne("GET / HT"));
    QByteArray said;
    QTRY_VERIFY((said += simulator.readAllStandardError()).contains("Too many open files"));

    constexpr int lookMs = 500;
    const int before = processorMs(simulator.processId());
    QTest::qWait(lookMs);
    QCOMPARE_LT(processorMs(simulator.processId()) - before, lookMs / 2);
    said += simulator.readAllStandardError();
    QCOMPARE(said.count('\n'), 1); // once, not at each try

    clients.clear();
    const auto next = connectOne("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
    QTRY_VERIFY(next->bytesAvailable() > 0);
    simulator.terminate();
    QVERIFY(simulator.waitForFinished(waitMs));
}

void TestProcesses::snapshotRendersWithoutADisplay()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"window.png"_s);
    const Outcome outcome =
        run({u"snapshot"_s, file, u"--demo"_s, u"--size"_s, u"1024x640"_s, u"--scale"_s, u"2"_s},
            bareEnvironment());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(QImage(file).size(), QSize(2048, 1280));
    QVERIFY2(outcome.output.contains("Failed"), outcome.output.constData());
}

void TestProcesses::snapshotOfARefusingRegistryIsExitCodeOne()
{
    const Registry registry(10);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"window.png"_s);
    QProcessEnvironment environment = registry.environment();
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"wrong"_s);
    QStringList arguments = registry.list().first(3);
    arguments.replace(0, u"snapshot"_s);
    arguments.insert(1, file);
    const Outcome outcome = run(arguments, environment);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("code SignatureDoesNotMatch"), outcome.errors.constData());
    QVERIFY(!QImage(file).isNull()); // the picture of it may be wanted
}

void TestProcesses::aKeyFileThatIsNoFileIsSaid()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(u"config.json"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path : {pipe, u"/dev/zero"_s}) {
        QProcessEnvironment environment = bareEnvironment();
        environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path);
        const Outcome outcome = run({u"list"_s}, environment);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("not a regular file"), outcome.errors.constData());
    }
}

void TestProcesses::numbersAreInTheLanguageShown_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("ar_EG") << u"LC_ALL"_s << u"ar_EG.UTF-8"_s << u"Failed"_s;
    QTest::newRow("fa_IR") << u"LC_ALL"_s << u"fa_IR.UTF-8"_s << u"Failed"_s;
    QTest::newRow("mr_IN") << u"LC_ALL"_s << u"mr_IN.UTF-8"_s << u"Failed"_s;
    QTest::newRow("zh_SG") << u"LC_ALL"_s << u"zh_SG.UTF-8"_s << u"失败"_s;
    QTest::newRow("LANGUAGE") << u"LANGUAGE"_s << u"ar:zh_MY"_s << u"失败"_s;
    QTest::newRow("LC_NUMERIC") << u"LC_NUMERIC"_s << u"ar_EG.UTF-8"_s << u"Failed"_s;
}

void TestProcesses::numbersAreInTheLanguageShown()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"LC_ALL"_s, {});
    environment.insert(u"LANG"_s, u"en_US.UTF-8"_s);
    environment.insert(variable, value);
    const Outcome outcome =
        run({u"snapshot"_s, folder.filePath(u"window.png"_s), u"--demo"_s}, environment);
    QCOMPARE(outcome.exitCode, 0);
    const QString text = QString::fromUtf8(outcome.output);
    QVERIFY2(text.contains(says), qPrintable(text));
    for (const QChar character : text)
        QVERIFY2(!character.isDigit() || character.unicode() < 128, qPrintable(text));
}

void TestProcesses::aWindowEndsCleanlyOnASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestProcesses::aWindowEndsCleanlyOnASignal()
{
    QFETCH(int, signal);
    const Registry registry(50);
    const QTemporaryDir home;
    const QString config = home.filePath(u"config.json"_s);
    writeProfiles(config, {registry.profile(u"prod"_s)});
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, config);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"sync.ui.info=true"_s);
    QProcess window;
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::MergedChannels);
    window.start(QStringLiteral(PROGRAM), {u"--profile"_s, u"prod"_s});
    QByteArray said;
    while (!said.contains("first rows painted") && window.waitForReadyRead(waitMs))
        said += window.readAll();
    QVERIFY2(said.contains("first rows painted"), said.constData());
    QCOMPARE(::kill(static_cast<pid_t>(window.processId()), signal), 0);
    QVERIFY(window.waitForFinished(waitMs));
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.exitCode(), 0);
    QVERIFY(QFile::exists(home.filePath(u".config/SyncDashboard/sync-dashboard.ini"_s)));
    const QDir history(home.filePath(u".local/share/SyncDashboard/sync-dashboard"_s));
    // Neither log nor lock: it was closed.
    QCOMPARE(history.entryList(QDir::Files), QStringList{u"history-prod.sqlite"_s});
}

void TestProcesses::listTellsThatItCannotWrite_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("redirection");
    for (const QString &format : {u"table"_s, u"json"_s, u"ndjson"_s, u"csv"_s}) {
        for (const QString &redirection : {u">/dev/full"_s, u">&-"_s})
            QTest::newRow(qPrintable(format + u' ' + redirection)) << format << redirection;
    }
}

void TestProcesses::listTellsThatItCannotWrite()
{
    QFETCH(const QString, format);
    QFETCH(const QString, redirection);
    const Registry registry(5); // less than a buffer
    const Outcome outcome =
        runInShell(redirection, registry.list({u"--format"_s, format}), registry.environment());
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.startsWith("sync-dashboard: cannot write: "),
             outcome.errors.constData());
    QCOMPARE(outcome.errors.count('\n'), 1);
}

void TestProcesses::aFileThatIsFullIsToldAfterItsLastByte()
{
    const Registry registry(150); // some 66 KB of NDJSON, and no file may be larger than 64 KiB
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"tasks"_s);
    const Outcome outcome =
        runInShell(u">'%1'"_s.arg(file), registry.list({u"--format"_s, u"ndjson"_s}),
                   registry.environment(), u"trap '' XFSZ; ulimit -f 128;"_s);
    QCOMPARE(QFileInfo(file).size(), 64 * 1024);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("cannot write: "), outcome.errors.constData());
}

void TestProcesses::whatIsPrintedAtOnceTellsThatItCannotWrite_data()
{
    QTest::addColumn<QString>("argument");
    for (const QString &argument : {u"--help"_s, u"--version"_s, u"simulate"_s})
        QTest::newRow(qPrintable(argument)) << argument;
}

void TestProcesses::whatIsPrintedAtOnceTellsThatItCannotWrite()
{
    QFETCH(const QString, argument);
    for (const QString &redirection : {u">/dev/full"_s, u">&-"_s}) {
        const Outcome outcome = runInShell(redirection, {argument}, bareEnvironment());
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.startsWith("sync-dashboard: cannot write: "),
                 outcome.errors.constData());
    }
}

void TestProcesses::snapshotTellsThatItCannotWrite()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"window.png"_s);
    const Outcome full = runInShell({}, {u"snapshot"_s, file, u"--demo"_s}, bareEnvironment(),
                                    u"trap '' XFSZ; ulimit -f 16;"_s);
    QCOMPARE(full.exitCode, 1);
    QVERIFY2(full.errors.contains("cannot write: "), full.errors.constData());
    QVERIFY(!QFileInfo::exists(file));
    const Outcome device =
        runInShell({}, {u"snapshot"_s, u"/dev/full"_s, u"--demo"_s}, bareEnvironment());
    QCOMPARE(device.exitCode, 1);
    QVERIFY(!QFileInfo(u"/dev/full"_s).isFile());
}

QTEST_GUILESS_MAIN(TestProcesses)
#include "tst_processes.moc"
