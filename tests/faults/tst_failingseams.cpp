#include "fewcases.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "seamworld.h"
#include "tasktableview.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Home = SeamWorld::Home;

/// A place where the program leans on something that may fail.
struct Seam {
    const char *name;
    Home home = Home::Profile;
    std::function<void(SeamWorld &)> fail{};
    const char *told = nullptr; ///< what a person reads; null: there is nothing that they need know
    bool readsOn = true;        ///< new tasks are shown while it fails
    std::function<void(SeamWorld &)> heal{};
};

void doNothing(SeamWorld &) {}

void disarm(SeamWorld &world)
{
    world.server->disarm();
}

void move(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        qFatal("cannot move %s: %s", qPrintable(from), std::strerror(errno));
}

/// \p path is moved aside, and something else stands in its place.
void putAside(const QString &path)
{
    move(path, path + u".aside"_s);
}

void putAsideForAFolder(const QString &path)
{
    putAside(path);
    QDir().mkpath(path);
}

void putAsideForAFile(const QString &path)
{
    putAside(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s: %s", qPrintable(path), qPrintable(file.errorString()));
}

void putBack(const QString &path)
{
    if (!QFile::remove(path))
        QDir(path).removeRecursively();
    move(path + u".aside"_s, path);
}

void closeMessage(SeamWorld &world)
{
    world.part<QPushButton>(u"closeError"_s).click();
}

QString viewsFileOf(SeamWorld &world)
{
    return world.settingsFolder() + u"/sync-dashboard-views.json"_s;
}

QString queriesFileOf(SeamWorld &world)
{
    return world.settingsFolder() + u"/sync-dashboard-queries.txt"_s;
}

void addNetworkSeams(std::vector<Seam> &seams)
{
    seams.push_back({.name = "the registry refuses connections",
                     .fail = [](SeamWorld &world) { world.server->vanish(); },
                     .told = "refuses the connection",
                     .readsOn = false,
                     .heal = [](SeamWorld &world) { world.server->comeBack(); }});
    seams.push_back({.name = "the registry is silent",
                     .fail = [](SeamWorld &world) { world.server->arm({}); },
                     .told = "did not reply completely in time",
                     .readsOn = false,
                     .heal = disarm});
    seams.push_back({.name = "the registry wants fewer requests",
                     .fail =
                         [](SeamWorld &world) {
                             world.answerWith("429 Too Many Requests\r\nRetry-After: 30",
                                              R"({"Code":"Throttling","Message":"m"})", {});
                         },
                     .told = "Throttling",
                     .readsOn = false,
                     .heal = disarm});
    seams.push_back({.name = "a router forgets all connections in a sleep of two hours",
                     .fail =
                         [](SeamWorld &world) {
                             world.server->loseConnections();
                             world.clock.putForward(2h);
                         },
                     .heal = doNothing});
    seams.push_back({.name = "the list of instances fails",
                     .fail =
                         [](SeamWorld &world) {
                             world.answerWith("503 Unavailable", {}, "ListInstance");
                             world.choosePreferences({}, world.caFile()); // it connects anew
                         },
                     .told = "503",
                     .heal = disarm});
    seams.push_back({.name = "the rules are refused",
                     .fail =
                         [](SeamWorld &world) {
                             world.answerWith("403 Forbidden",
                                              R"({"Code":"NoPermission","Message":"m"})",
                                              "ListRepoSyncRule");
                             world.part<QAction>(u"actionRefresh"_s).trigger();
                         },
                     .heal = disarm});
    seams.push_back({.name = "the detail of a task fails",
                     .fail =
                         [](SeamWorld &world) {
                             world.answerWith("503 Unavailable", {}, "GetRepoSyncTask");
                             world.window().table().setCurrentIndex(
                                 world.dashboard().model().index(0, 0));
                         },
                     .told = "503",
                     .heal =
                         [](SeamWorld &world) {
                             world.server->disarm();
                             world.part<QAction>(u"actionRefresh"_s).trigger();
                         }});
}

void addTunnelSeams(std::vector<Seam> &seams)
{
    seams.push_back({.name = "the proxy is gone",
                     .home = Home::Tunnel,
                     .fail = [](SeamWorld &world) { world.proxy->vanish(); },
                     .told = "proxy",
                     .readsOn = false,
                     .heal = [](SeamWorld &world) { world.proxy->comeBack(); }});
    seams.push_back({.name = "another certificate is shown",
                     .home = Home::Tunnel,
                     .fail = [](SeamWorld &world) { world.front->present(u"unknown-authority"_s); },
                     .told = "certificate",
                     .readsOn = false,
                     .heal = [](SeamWorld &world) { world.front->present(u"good"_s); }});
    // What was read of it counts for the next connections.
    seams.push_back({.name = "the CA file is gone",
                     .home = Home::Tunnel,
                     .fail =
                         [](SeamWorld &world) {
                             putAside(world.caFile());
                             world.front->present(u"good"_s); // closes its connections
                         },
                     .heal = [](SeamWorld &world) { putBack(world.caFile()); }});
}

/// The key has ended, and the command that gives the next one does something else.
Seam commandSeam(const char *name, const QByteArray &script)
{
    return {.name = name,
            .home = Home::Command,
            .fail =
                [script](SeamWorld &world) {
                    world.writeCommand(script);
                    world.clock.putForward(SeamWorld::keyLife);
                },
            .told = "External",
            .readsOn = false,
            .heal = [](SeamWorld &world) { world.writeRightCommand(); }};
}

void addKeySeams(std::vector<Seam> &seams)
{
    // A file may be half written: the key that was read is used on.
    seams.push_back({.name = "the file of the keys is cut",
                     .fail =
                         [](SeamWorld &world) {
                             QFile::resize(world.profileFile(),
                                           QFile(world.profileFile()).size() / 2);
                         },
                     .heal = [](SeamWorld &world) { world.writeRightProfile(); }});
    seams.push_back({.name = "the file of the keys is gone",
                     .fail = [](SeamWorld &world) { putAside(world.profileFile()); },
                     .heal = [](SeamWorld &world) { putBack(world.profileFile()); }});
    seams.push_back({.name = "a folder is in the place of the file of the keys",
                     .fail = [](SeamWorld &world) { putAsideForAFolder(world.profileFile()); },
                     .heal = [](SeamWorld &world) { putBack(world.profileFile()); }});
    seams.push_back({.name = "another secret is in the file of the keys",
                     .fail = [](SeamWorld &world) { world.writeProfile(u"not-the-secret"_s); },
                     .told = "SignatureDoesNotMatch",
                     .readsOn = false,
                     .heal = [](SeamWorld &world) { world.writeRightProfile(); }});
    seams.push_back(commandSeam("the command that prints the key fails", "exit 3\n"));
    seams.push_back(
        commandSeam("the command that prints the key prints nonsense", "echo nonsense\n"));
    seams.push_back(commandSeam("the command that prints the key hangs", "exec sleep 1000\n"));
    seams.push_back({.name = "the address of the key is gone",
                     .home = Home::Address,
                     .fail =
                         [](SeamWorld &world) {
                             world.keys.pauseListening();
                             world.clock.putForward(SeamWorld::keyLife);
                         },
                     .told = "CredentialsURI",
                     .readsOn = false,
                     .heal =
                         [](SeamWorld &world) {
                             world.renewServedKey();
                             world.keys.listenAgain();
                         }});
    seams.push_back({.name = "the address of the key is silent",
                     .home = Home::Address,
                     .fail =
                         [](SeamWorld &world) {
                             world.keys.isSilent = true;
                             world.clock.putForward(SeamWorld::keyLife);
                         },
                     .told = "CredentialsURI",
                     .readsOn = false,
                     .heal =
                         [](SeamWorld &world) {
                             world.renewServedKey();
                             world.keys.isSilent = false;
                         }});
    // What was read from it is used on.
    seams.push_back({.name = "the keychain is gone",
                     .home = Home::Keychain,
                     .fail = [](SeamWorld &world) { world.keychain->failWith(u"NoKeychain"_s); },
                     .heal = [](SeamWorld &world) { world.keychain->fault.reset(); }});
}

/// Each writing fails with \p code.
Seam diskSeam(const char *name, int code, const char *told)
{
    return {
        .name = name,
        .fail = [code](SeamWorld &world) { world.disk.failAfter(0, DiskCall::Write, code, true); },
        .told = told,
        .heal = [](SeamWorld &world) { world.disk.repair(); }};
}

void addHistorySeams(std::vector<Seam> &seams)
{
    seams.push_back(diskSeam("the disk of the history is full", SQLITE_FULL,
                             "The disk is full: the history is not kept."));
    seams.push_back(diskSeam("the disk of the history fails", SQLITE_IOERR_WRITE,
                             "The disk failed: the history is not kept."));
    seams.push_back(diskSeam("the disk of the history is read-only", SQLITE_READONLY,
                             "The history file cannot be written."));
    seams.push_back(
        {.name = "the folder of the history is removed",
         .fail = [](SeamWorld &world) { QDir(world.historyFolder()).removeRecursively(); },
         .told = "The history file was removed; a new one has begun.",
         .heal = closeMessage});
    seams.push_back(
        {.name = "the history is moved away",
         .fail = [](SeamWorld &world) { putAside(world.historyFolder() + u"/history.sqlite"_s); },
         .told = "The history file was removed; a new one has begun.",
         .heal = closeMessage});
}

void addFileSeams(std::vector<Seam> &seams)
{
    seams.push_back({.name = "the folder of the settings is gone, and a file in its place",
                     .fail =
                         [](SeamWorld &world) {
                             putAsideForAFile(world.settingsFolder());
                             world.chooseDays(41);
                         },
                     .told = "The settings cannot be saved.",
                     .heal = [](SeamWorld &world) { putBack(world.settingsFolder()); }});
    seams.push_back(
        {.name = "the settings are a folder",
         .fail =
             [](SeamWorld &world) {
                 putAsideForAFolder(world.settingsFolder() + u"/sync-dashboard.ini"_s);
                 world.chooseDays(42);
             },
         .told = "The settings cannot be saved.",
         .heal =
             [](SeamWorld &world) { putBack(world.settingsFolder() + u"/sync-dashboard.ini"_s); }});
    seams.push_back({.name = "the views cannot be read",
                     .fail =
                         [](SeamWorld &world) {
                             world.saveView(u"A"_s);
                             putAsideForAFolder(viewsFileOf(world));
                             world.saveView(u"B"_s);
                         },
                     .told = "sync-dashboard-views.json cannot be read",
                     .heal =
                         [](SeamWorld &world) {
                             putBack(viewsFileOf(world));
                             world.saveView(u"B"_s);
                         }});
    seams.push_back({.name = "the views cannot be written",
                     .fail =
                         [](SeamWorld &world) {
                             putAsideForAFile(world.settingsFolder());
                             world.saveView(u"C"_s);
                         },
                     .told = "cannot be",
                     .heal =
                         [](SeamWorld &world) {
                             putBack(world.settingsFolder());
                             world.saveView(u"C"_s);
                         }});
    seams.push_back({.name = "earlier queries cannot be written",
                     .fail =
                         [](SeamWorld &world) {
                             QDir().mkpath(queriesFileOf(world));
                             world.ask(u"status:failed"_s);
                             world.ask({});
                         },
                     .told = "Earlier queries cannot be saved.",
                     .heal =
                         [](SeamWorld &world) {
                             QDir().rmdir(queriesFileOf(world));
                             world.ask(u"is:stuck"_s);
                             world.ask({});
                         }});
}

void setTimeZone(const char *zone)
{
    qputenv("TZ", zone);
    ::tzset();
}

void addMachineSeams(std::vector<Seam> &seams)
{
    seams.push_back({.name = "the clock of this computer is set an hour ahead",
                     .fail = [](SeamWorld &world) { world.ownClock.ahead = 1h; },
                     .told = "ahead of the registry's.",
                     .heal = [](SeamWorld &world) { world.ownClock.ahead = 0h; }});
    seams.push_back({.name = "the clock of this computer is set two hours back",
                     .fail = [](SeamWorld &world) { world.ownClock.ahead = -2h; },
                     .told = "behind the registry's.",
                     .heal = [](SeamWorld &world) { world.ownClock.ahead = 0h; }});
    seams.push_back({.name = "the time zone changes",
                     .fail = [](SeamWorld &) { setTimeZone("Asia/Shanghai"); },
                     .heal = [](SeamWorld &) { setTimeZone("UTC"); }});
}

/// Those of one home stand together: one program lives through all of them.
const std::vector<Seam> &allSeams()
{
    static const std::vector<Seam> seams = [] {
        std::vector<Seam> all;
        addNetworkSeams(all);
        addHistorySeams(all);
        addFileSeams(all);
        addMachineSeams(all);
        addKeySeams(all);
        addTunnelSeams(all);
        return all;
    }();
    return seams;
}

} // namespace

/// Each place where the program leans on something that may fail, in turn: it says so, nothing is
/// lost or doubled, all else goes on, and it recovers without being started again.
class TestFailingSeams final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { QLoggingCategory::setFilterRules(u"sync.*=false"_s); }
    void itIsToldNothingIsLostAndItRecovers_data();
    void itIsToldNothingIsLostAndItRecovers();
    void theHistoryHasAllThatWasSeen();
    void aProxyAndACaFileThatAreChosenAreUsedAtOnce();

private:
    SeamWorld &worldAt(Home home);
    void checkWhileItFails(const Seam &seam);
    void checkRecovery(const Seam &seam);

    std::unique_ptr<SeamWorld> m_world;
    bool m_isWorldGood = false;
};

/// The one that lived through the seam before, where it is as this one needs it.
SeamWorld &TestFailingSeams::worldAt(Home home)
{
    if (!m_isWorldGood || m_world->home() != home) {
        m_world.reset();
        m_world = std::make_unique<SeamWorld>(home);
        if (!m_world->showsNewTasks())
            qWarning("all is well, and no tasks come: %s", qPrintable(m_world->told()));
    }
    m_isWorldGood = false; // until it has recovered
    return *m_world;
}

void TestFailingSeams::itIsToldNothingIsLostAndItRecovers_data()
{
    QTest::addColumn<std::size_t>("number");
    const std::size_t step = takesFewCases(IS_SANITIZED) ? 2 : 1;
    for (std::size_t number = 0; number < allSeams().size(); number += step)
        QTest::newRow(allSeams()[number].name) << number;
}

void TestFailingSeams::itIsToldNothingIsLostAndItRecovers()
{
    QFETCH(const std::size_t, number);
    const Seam &seam = allSeams().at(number);
    SeamWorld &world = worldAt(seam.home);
    QVERIFY2(!seam.told || !world.told().contains(QLatin1String(seam.told)),
             qPrintable(world.told()));
    seam.fail(world);
    checkWhileItFails(seam);
    if (QTest::currentTestFailed())
        return;
    seam.heal(world);
    checkRecovery(seam);
}

void TestFailingSeams::checkWhileItFails(const Seam &seam)
{
    SeamWorld &world = *m_world;
    if (seam.told) {
        const QLatin1String words(seam.told);
        QVERIFY2(world.comes([&] { return world.told().contains(words); }),
                 qPrintable(world.told()));
    }
    const QStringList shown = world.shownIds();
    if (seam.readsOn) {
        QVERIFY2(world.showsNewTasks(), qPrintable(world.told()));
    } else { // what was read stays, each once
        QCOMPARE(QSet<QString>(shown.begin(), shown.end()).size(), shown.size());
        QVERIFY(!shown.isEmpty());
        QVERIFY(world.listedIds().size() >= shown.size());
    }
    if (!seam.told)
        QVERIFY2(!world.isMessageShown(), qPrintable(world.told()));
}

void TestFailingSeams::checkRecovery(const Seam &seam)
{
    SeamWorld &world = *m_world;
    QVERIFY2(world.showsNewTasks(), qPrintable(world.told()));
    QVERIFY2(world.comes([&] {
        return !world.isMessageShown() &&
               (!seam.told || !world.told().contains(QLatin1String(seam.told)));
    }),
             qPrintable(world.told()));
    m_isWorldGood = true;
}

void TestFailingSeams::theHistoryHasAllThatWasSeen()
{
    SeamWorld &world = worldAt(Home::Profile);
    world.disk.failAfter(0, DiskCall::Write, SQLITE_FULL, true);
    QVERIFY(world.showsNewTasks());
    world.disk.repair();
    QVERIFY(world.showsNewTasks());
    QVERIFY(world.comes([&] { return !world.isMessageShown(); }));
    const qsizetype seen = world.shownIds().size();
    QCOMPARE(world.endAndCountHistory(), seen);
}

/// Nobody listens at the endpoint; behind a proxy that has a registry there is one.
void TestFailingSeams::aProxyAndACaFileThatAreChosenAreUsedAtOnce()
{
    m_world.reset();
    SeamWorld world(Home::Tunnel, false);
    QVERIFY(world.comes([&] { return world.told().contains(u"refuses the connection"_s); }));
    QCOMPARE(world.shownIds(), QStringList());
    world.choosePreferences(world.proxy->address(), {});
    QVERIFY2(world.comes([&] { return world.told().contains(u"certificate"_s); }),
             qPrintable(world.told()));
    QCOMPARE(world.shownIds(), QStringList());
    world.choosePreferences(world.proxy->address(), world.caFile());
    QVERIFY2(world.showsNewTasks(), qPrintable(world.told()));
    QVERIFY(world.comes([&] { return !world.isMessageShown(); }));
    world.choosePreferences({}, world.caFile()); // and the other way round
    QVERIFY(world.comes([&] { return world.told().contains(u"refuses the connection"_s); }));
}

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8()); // before anybody asks where things are kept
    qputenv("XDG_CONFIG_HOME", (home.path() + u"/config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", (home.path() + u"/data"_s).toUtf8());
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith("ALI"_L1))
            qunsetenv(qPrintable(name));
    }
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"SyncDashboard"_s);
    QCoreApplication::setApplicationName(u"sync-dashboard"_s);
    TestFailingSeams test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_failingseams.moc"
