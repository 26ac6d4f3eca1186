#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

/// The program as a process of its own, started twice. In a home without keys: the window says so.
class TestSecondStart final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void cleanup();
    void theSecondStartEndsAndTheFirstGoesOn_data();
    void theSecondStartEndsAndTheFirstGoesOn();
    void afterACrashTheNextStartIsTheFirst();
    void whatHasNoWindowOfTheUsersIsNotHandedOver_data();
    void whatHasNoWindowOfTheUsersIsNotHandedOver();

private:
    static constexpr int waitMs = 30'000;

    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] QStringList sockets() const;
    [[nodiscard]] bool isFirst(qint64 process) const;
    void startFirst();

    std::unique_ptr<QTemporaryDir> m_home;
    QProcess m_first;
};

QProcessEnvironment TestSecondStart::environment() const
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"sync.ui.info=true"_s);
    for (const QString &sanitizer :
         {u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"SYNC_DASHBOARD_DEBUGGABLE"_s})
        environment.insert(sanitizer, qEnvironmentVariable(qPrintable(sanitizer)));
    return environment;
}

QStringList TestSecondStart::sockets() const
{
    const QDir folder(m_home->filePath(u".config/SyncDashboard"_s));
    return folder.entryList({u"window-*.socket"_s}, QDir::System | QDir::Files);
}

bool TestSecondStart::isFirst(qint64 process) const
{
    const QDir folder(m_home->filePath(u".config/SyncDashboard"_s));
    const QByteArray begin = "process " + QByteArray::number(process) + ' ';
    for (const QString &name : folder.entryList({u"window-*.lock"_s}, QDir::Files)) {
        QFile lock(folder.filePath(name));
        if (lock.open(QIODevice::ReadOnly) && lock.readAll().startsWith(begin))
            return true;
    }
    return false;
}

void TestSecondStart::startFirst()
{
    m_first.setProcessEnvironment(environment());
    m_first.setProcessChannelMode(QProcess::MergedChannels);
    m_first.start(QStringLiteral(PROGRAM), {});
    QVERIFY(m_first.waitForStarted(waitMs));
    // A socket may have been left behind: the lock names who has it now.
    QTRY_VERIFY_WITH_TIMEOUT(isFirst(m_first.processId()), waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(sockets().size(), 1, waitMs);
}

void TestSecondStart::cleanup()
{
    if (m_first.state() == QProcess::NotRunning)
        return;
    m_first.terminate();
    QVERIFY(m_first.waitForFinished(waitMs));
}

void TestSecondStart::theSecondStartEndsAndTheFirstGoesOn_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("query") << QStringList{u"--query"_s, u"status:failed 镜像"_s};
    QTest::newRow("view") << QStringList{u"--view"_s, u"Night"_s};
    QTest::newRow("link") << QStringList{u"syncdashboard://task/cri-1/2"_s};
    QTest::newRow("bad link") << QStringList{u"syncdashboard://\u202e"_s + QString(20'000, u'a')};
    QTest::newRow("hidden") << QStringList{u"--hidden"_s};
}

void TestSecondStart::theSecondStartEndsAndTheFirstGoesOn()
{
    QFETCH(QStringList, arguments);
    startFirst();
    QProcess second;
    second.setProcessEnvironment(environment());
    second.start(QStringLiteral(PROGRAM), arguments);
    QVERIFY(second.waitForFinished(waitMs));
    QCOMPARE(second.readAllStandardError(), QByteArray());
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(m_first.state(), QProcess::Running);
    m_first.terminate();
    QVERIFY(m_first.waitForFinished(waitMs));
    QCOMPARE(m_first.exitCode(), 0);
    QCOMPARE(sockets(), QStringList());
}

void TestSecondStart::afterACrashTheNextStartIsTheFirst()
{
    startFirst();
    m_first.kill();
    QVERIFY(m_first.waitForFinished(waitMs));
    QCOMPARE(sockets().size(), 1); // left behind
    startFirst();
    QProcess second;
    second.setProcessEnvironment(environment());
    second.start(QStringLiteral(PROGRAM), {});
    QVERIFY(second.waitForFinished(waitMs));
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(m_first.state(), QProcess::Running);
}

void TestSecondStart::whatHasNoWindowOfTheUsersIsNotHandedOver_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("demo") << QStringList{u"--demo"_s};
    QTest::newRow("another window") << QStringList{u"--new-window"_s, u"--demo"_s};
}

void TestSecondStart::whatHasNoWindowOfTheUsersIsNotHandedOver()
{
    QFETCH(QStringList, arguments);
    startFirst();
    QProcess other;
    other.setProcessEnvironment(environment());
    other.setProcessChannelMode(QProcess::MergedChannels);
    other.start(QStringLiteral(PROGRAM), arguments);
    QByteArray said;
    while (!said.contains("first rows painted") && other.waitForReadyRead(waitMs))
        said += other.readAll();
    QVERIFY2(said.contains("first rows painted"), said.constData());
    QCOMPARE(::kill(static_cast<pid_t>(other.processId()), SIGTERM), 0);
    QVERIFY(other.waitForFinished(waitMs));
    QCOMPARE(m_first.state(), QProcess::Running);
    QCOMPARE(sockets().size(), 1);
}

QTEST_GUILESS_MAIN(TestSecondStart)
#include "tst_secondstart.moc"
