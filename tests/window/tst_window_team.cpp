#include "disabledaction.h"
#include "elidedlabel.h"
#include "footbar.h"
#include "hastenedclock.h"
#include "headlinebar.h"
#include "historysearchbar.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "placeholder.h"
#include "profiledprogram.h"
#include "program.h"
#include "queries.h"
#include "sampletasks.h"
#include "teamdata.h"
#include "toolbar.h"
#include "windowpart.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longWait = 15'000;
const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};

/// A finished task of \p number minutes ago.
SyncTask recentTask(int number, const QDateTime &now)
{
    SyncTask task = sampleTask(number);
    task.createdAt = now.addSecs(-60LL * number);
    task.modifiedAt = task.createdAt.addSecs(20);
    return task;
}

/// A task of \p days ago; too old to be loaded for the range of a day.
SyncTask oldTask(int number, const QDateTime &now, int days)
{
    SyncTask task = recentTask(number, now.addDays(-days));
    task.imageFrom.repoName = u"attic"_s;
    return task;
}

} // namespace

/// The window over a team's history, without any key.
class TestWindowTeam final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_data.reset(); }

    void itShowsWhatTheCollectorSaw();
    void whatIsWrittenComesWithoutBeingAskedFor();
    void itSaysWhoCollectsAndThatNobodyDoes();
    void whatTheCollectorCannotListIsSaid();
    void itsOwnCopyIsShownWhileTheDatabaseIsAway();
    void theWholeHistoryIsSearchedForWhatIsNotLoaded();
    void whatIsFoundOfInstancesThatAreNotShownIsSaid();
    void aSearchThatTheDatabaseEndsCanGoOn();
    void whatDependsOnOtherTasksIsNotSearchedFor();
    void changesNeedAKeyOfOnesOwn();
    void aKeyThatCannotBeUsedIsSaidWhereAChangeIsWanted();
    void aDatabaseWithoutAHistorySaysWhatToStart();
    void theSettingsLeadToIt();
    void anAddressWithAPasswordIsRefusedBesideItsField();

private:
    [[nodiscard]] MainWindow &window() { return m_program->dashboard().window(); }
    [[nodiscard]] int rows() { return m_program->dashboard().model().rowCount(); }
    void write(const std::vector<SyncTask> &tasks)
    {
        writeTo(*m_writer, HistoryTasks{.instanceId = hangzhou.instanceId, .tasks = tasks},
                m_clock.now());
        writeTo(*m_writer,
                HistoryRecord::ListSeen{.instanceId = hangzhou.instanceId, .interval = 10s},
                m_clock.now());
    }
    void collect(int tasks)
    {
        m_writer = m_data->writer(m_clock.now());
        QVERIFY(m_writer);
        writeTo(*m_writer,
                HistoryRecord::Instances{.instances = {{.id = hangzhou.instanceId,
                                                        .name = u"hub"_s,
                                                        .regionId = hangzhou.regionId}}},
                m_clock.now());
        std::vector<SyncTask> seen;
        for (int number = 1; number <= tasks; ++number)
            seen.push_back(recentTask(number, m_clock.now()));
        write(seen);
    }
    /// More than is loaded: many tasks of some days ago, and two that are older.
    void collectMany()
    {
        collect(40);
        const QDateTime now = m_clock.now();
        std::vector<SyncTask> older;
        for (int number = 301; number <= 450; ++number)
            older.push_back(recentTask(number, now.addDays(-3)));
        write(older);
        write({oldTask(901, now, 9), oldTask(902, now, 40)});
    }
    [[nodiscard]] QString searchText()
    {
        return window().historySearchBar().isVisible()
                   ? windowPart<ElidedLabel>(window(), u"historySearchText"_s).text()
                   : QString();
    }
    void start(const ConnectionOptions &connection)
    {
        m_program.reset();
        m_program = std::make_unique<Program>(*qobject_cast<QApplication *>(qApp), m_clock);
        m_program->open({.connection = connection});
    }
    void startOnTeam() { start({.teamDatabase = m_data->server().uri()}); }
    [[nodiscard]] QString told()
    {
        const auto &text = windowPart<QTextEdit>(window(), u"errorHappened"_s);
        return window().messageBar().isVisible() ? text.toPlainText() : QString();
    }

    QTemporaryDir m_home;
    HastenedClock m_clock;
    std::unique_ptr<TeamData> m_data;
    std::unique_ptr<TeamHistory> m_writer;
    std::unique_ptr<Program> m_program;
};

void TestWindowTeam::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestWindowTeam::init()
{
    m_program.reset();
    m_writer.reset();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .removeRecursively();
    if (!m_data->empty()) // a test ended while the server was away
        QVERIFY(m_data->server().start() && m_data->empty());
}

void TestWindowTeam::itShowsWhatTheCollectorSaw()
{
    collect(250);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 250, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    QCOMPARE(told(), QString());
    QVERIFY(m_program->dashboard().textSummary().contains(u"250"_s));
    QVERIFY(window().windowTitle().contains(m_data->address().name.section(u'/', -1)));
}

void TestWindowTeam::whatIsWrittenComesWithoutBeingAskedFor()
{
    collect(3);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    write({recentTask(0, m_clock.now())});
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 4, 4'000); // sooner than it asks by itself
}

void TestWindowTeam::itSaysWhoCollectsAndThatNobodyDoes()
{
    collect(3);
    startOnTeam();
    const auto &foot = windowPart<QLabel>(window(), u"nextRefresh"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(foot.text().contains(u"collected on tests"_s),
                              qPrintable(foot.text()), longWait);
    m_data->stop();
    m_clock.putForward(6s);
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"Nobody collects"_s), longWait);
    QVERIFY(m_data->collect());
    m_clock.putForward(6s);
    QTRY_VERIFY_WITH_TIMEOUT(!told().contains(u"Nobody collects"_s), longWait);
}

void TestWindowTeam::whatTheCollectorCannotListIsSaid()
{
    collect(3);
    writeTo(*m_writer,
            HistoryRecord::Unread{
                .lists = {{.account = u"prod"_s,
                           .regionId = u"cn-beijing"_s,
                           .since = m_clock.now(),
                           .error = {.kind = ApiError::Kind::Permission, .code = u"Denied"_s}}}},
            m_clock.now());
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_program->dashboard().textSummary().contains(u"1 region or profile"_s),
        qPrintable(m_program->dashboard().textSummary()), longWait);
}

void TestWindowTeam::itsOwnCopyIsShownWhileTheDatabaseIsAway()
{
    collect(40);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 40, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    m_program.reset();
    m_data->server().kill();
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 40, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(told().startsWith(u"The team's database does not answer."_s),
                             longWait); // and no instance's name before it
    QVERIFY(m_data->server().start());
    QVERIFY(m_data->collect());
    write({recentTask(0, m_clock.now())});
    m_clock.putForward(6s);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 41, longWait);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QString(), longWait);
}

void TestWindowTeam::theWholeHistoryIsSearchedForWhatIsNotLoaded()
{
    collectMany();
    startOnTeam();
    QTRY_VERIFY_WITH_TIMEOUT(rows() > 0 && m_program->dashboard().isSettled(), longWait);
    QAction &search = *window().menu().searchHistory();
    QTRY_VERIFY_WITH_TIMEOUT(search.isVisible(), longWait);
    QVERIFY(!search.isEnabled()); // for nothing
    m_program->dashboard().setQuery(query(u"repo:atti"_s));
    QVERIFY(search.isEnabled());
    QCOMPARE(rows(), 0);
    QVERIFY(windowPart<QPushButton>(window(), u"searchHistoryButton"_s).isVisible());
    windowPart<QPushButton>(window(), u"searchHistoryButton"_s).click();
    const HistorySearchBar &bar = window().historySearchBar();
    QTRY_VERIFY2_WITH_TIMEOUT(searchText().contains(u"The whole history was searched"_s),
                              qPrintable(searchText()), longWait);
    QVERIFY2(searchText().contains(u"2 tasks found"_s), qPrintable(searchText()));
    QCOMPARE(rows(), 2);
    windowPart<QAbstractButton>(window(), u"closeSearch"_s).click();
    QVERIFY(!bar.isVisible());
    QCOMPARE(rows(), 0); // the range is of a day again
    search.trigger();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, longWait);
    m_program->dashboard().setQuery({});
    QVERIFY(!bar.isVisible());
}

void TestWindowTeam::whatIsFoundOfInstancesThatAreNotShownIsSaid()
{
    collectMany();
    writeTo(*m_writer,
            HistoryTasks{.instanceId = u"cri-gone"_s, .tasks = {oldTask(903, m_clock.now(), 9)}},
            m_clock.now());
    startOnTeam();
    QTRY_VERIFY_WITH_TIMEOUT(rows() > 0 && m_program->dashboard().isSettled(), longWait);
    m_program->dashboard().setQuery(query(u"repo:atti"_s));
    window().menu().searchHistory()->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(searchText().contains(u"3 tasks found · 1 of instances"_s),
                              qPrintable(searchText()), longWait);
    QCOMPARE(rows(), 2);
}

void TestWindowTeam::aSearchThatTheDatabaseEndsCanGoOn()
{
    collectMany();
    startOnTeam();
    QTRY_VERIFY_WITH_TIMEOUT(rows() > 0 && m_program->dashboard().isSettled(), longWait);
    m_program->dashboard().setQuery(query(u"repo:atti"_s));
    m_data->server().kill();
    window().menu().searchHistory()->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(searchText().contains(u"does not answer"_s), qPrintable(searchText()),
                              longWait);
    QVERIFY(m_data->server().start());
    windowPart<QPushButton>(window(), u"goOnSearching"_s).click();
    QTRY_VERIFY2_WITH_TIMEOUT(searchText().contains(u"2 tasks found"_s), qPrintable(searchText()),
                              longWait);
    QCOMPARE(rows(), 2);
}

void TestWindowTeam::whatDependsOnOtherTasksIsNotSearchedFor()
{
    collect(3);
    startOnTeam();
    QAction &search = *window().menu().searchHistory();
    QTRY_VERIFY_WITH_TIMEOUT(search.isVisible(), longWait);
    m_program->dashboard().setQuery(query(u"is:stuck repo:app"_s));
    QVERIFY(!search.isEnabled());
    QVERIFY2(disabledReasonOf(search).contains(u"is:stuck"_s),
             qPrintable(disabledReasonOf(search)));
}

void TestWindowTeam::changesNeedAKeyOfOnesOwn()
{
    collect(3);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
    window().menu().allowChanges()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"access key of your own"_s), longWait);
    QVERIFY(!window().menu().allowChanges()->isChecked());
}

void TestWindowTeam::aKeyThatCannotBeUsedIsSaidWhereAChangeIsWanted()
{
    collect(3);
    ConnectionOptions connection{.teamDatabase = m_data->server().uri()};
    connection.profiles = {u"gone"_s};
    start(connection);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
    QCOMPARE(told(), QString()); // nothing needs it
    window().menu().allowChanges()->trigger();
    QTRY_COMPARE(told(), u"The access key could not be read."_s);
}

void TestWindowTeam::aDatabaseWithoutAHistorySaysWhatToStart()
{
    startOnTeam();
    QTRY_VERIFY_WITH_TIMEOUT(window().placeholder().isVisible() || told().contains(u"no history"_s),
                             longWait);
    collect(3);
    m_clock.putForward(60s);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
}

void TestWindowTeam::theSettingsLeadToIt()
{
    collect(5);
    start({});
    window().findChild<QAction *>(u"actionSettings"_s)->trigger();
    windowPart<QLineEdit>(window(), u"teamDatabase"_s).setText(m_data->server().uri());
    windowPart<QPushButton>(window(), u"settingsOk"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, longWait);
    start({}); // it is remembered
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, longWait);
}

void TestWindowTeam::anAddressWithAPasswordIsRefusedBesideItsField()
{
    start({});
    window().findChild<QAction *>(u"actionSettings"_s)->trigger();
    windowPart<QLineEdit>(window(), u"teamDatabase"_s)
        .setText(u"postgresql://viewer:hush@db.example/dashboard"_s);
    windowPart<QPushButton>(window(), u"settingsOk"_s).click();
    const auto &problem = windowPart<QLabel>(window(), u"teamProblem"_s);
    QTRY_VERIFY(problem.isVisible());
    QVERIFY2(problem.text().contains(u"password"_s), qPrintable(problem.text()));
    QVERIFY(!problem.text().contains(u"hush"_s));
    QVERIFY(m_program->dashboard().settings().preferences.connection.teamDatabase.isEmpty());
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowTeam>(argc, argv);
}

#include "tst_window_team.moc"
