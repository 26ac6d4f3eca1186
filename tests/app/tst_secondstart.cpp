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
    void aLinkThatCannotBeReadIsNamedAndEndsWith2();
    void aLinkGoesToTheWindowThatIsOpen();
    void besideADemoALinkOpensTheUsersOwnWindow();
    void whatHasNoWindowOfTheUsersIsNotHandedOver_data();
    void whatHasNoWindowOfTheUsersIsNotHandedOver();

private:
    static constexpr int waitMs = 30'000;

    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] QStringList sockets() const;
    /// Of windows whose socket begins so: "" are the user's own, "-options" those with options.
    [[nodiscard]] QStringList sockets(const QString &kind) const;
    [[nodiscard]] bool isFirst(qint64 process) const;
    void startFirst(const QStringList &arguments = {});
    /// Starts the program again, and waits for its end; its exit code.
    int startAgain(const QStringList &arguments, QByteArray *said = nullptr) const;

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

QStringList TestSecondStart::sockets(const QString &kind) const
{
    const QDir folder(m_home->filePath(u".config/SyncDashboard"_s));
    QStringList names = folder.entryList({u"window-*.socket"_s}, QDir::System | QDir::Files);
    names.removeIf([&kind](const QString &name) {
        const QString end = name.mid(u"window-"_s.size()).section(u'-', 1);
        return end != (kind.isEmpty() ? kind : kind.mid(1) + u".socket"_s);
    });
    return names;
}

int TestSecondStart::startAgain(const QStringList &arguments, QByteArray *said) const
{
    QProcess again;
    again.setProcessEnvironment(environment());
    again.start(QStringLiteral(PROGRAM), arguments);
    if (!again.waitForFinished(waitMs)) {
        again.terminate();
        again.waitForFinished(waitMs);
        return -1;
    }
    if (said)
        *said = again.readAllStandardError();
    return again.exitCode();
}

void TestSecondStart::startFirst(const QStringList &arguments)
{
    m_first.setProcessEnvironment(environment());
    m_first.setProcessChannelMode(QProcess::MergedChannels);
    m_first.start(QStringLiteral(PROGRAM), arguments);
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

/// The window that is open shows it too: whoever clicked it sees no terminal.
void TestSecondStart::aLinkThatCannotBeReadIsNamedAndEndsWith2()
{
    startFirst();
    QByteArray said;
    QCOMPARE(startAgain({u"syncdashboard://\u202e"_s + QString(20'000, u'a')}, &said), 2);
    QVERIFY2(
        said.contains("the link cannot be opened: It is too long. syncdashboard://<U+202E>aaa"),
        said.constData());
    QVERIFY(said.size() < 400);
    QCOMPARE(m_first.state(), QProcess::Running);
}

/// The user's own, or else the one that was started with options for one run.
void TestSecondStart::aLinkGoesToTheWindowThatIsOpen()
{
    startFirst({u"--endpoint"_s, u"http://127.0.0.1:1"_s});
    QCOMPARE(sockets(u"-options"_s).size(), 1);
    const QStringList link{u"syncdashboard://task/cri-1/2"_s};
    QCOMPARE(startAgain(link), 0);
    QCOMPARE(m_first.state(), QProcess::Running);

    QProcess own; // a start without a link is of the user's own window
    own.setProcessEnvironment(environment());
    own.start(QStringLiteral(PROGRAM), {});
    QVERIFY(own.waitForStarted(waitMs));
    QTRY_VERIFY_WITH_TIMEOUT(isFirst(own.processId()), waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(sockets({}).size(), 1, waitMs);
    m_first.terminate(); // so that only the own one can take it
    QVERIFY(m_first.waitForFinished(waitMs));
    QCOMPARE(startAgain(link), 0);
    QCOMPARE(own.state(), QProcess::Running);
    own.terminate();
    QVERIFY(own.waitForFinished(waitMs));
}

void TestSecondStart::besideADemoALinkOpensTheUsersOwnWindow()
{
    QProcess demo;
    demo.setProcessEnvironment(environment());
    demo.start(QStringLiteral(PROGRAM), {u"--demo"_s});
    QVERIFY(demo.waitForStarted(waitMs));
    QTRY_VERIFY_WITH_TIMEOUT(isFirst(demo.processId()), waitMs);
    startFirst({u"syncdashboard://task/cri-1/2"_s});
    QCOMPARE(sockets({}).size(), 1);
    QCOMPARE(startAgain({u"syncdashboard://task/cri-1/3"_s}), 0);
    QCOMPARE(demo.state(), QProcess::Running);
    demo.terminate();
    QVERIFY(demo.waitForFinished(waitMs));
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
