#include "diagnosticstext.h"
#include "elidedlabel.h"
#include "footbar.h"
#include "hastenedclock.h"
#include "headlinebar.h"
#include "historycounts.h"
#include "historysearchbar.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "notifier.h"
#include "placeholder.h"
#include "profiledprogram.h"
#include "program.h"
#include "queries.h"
#include "sampletasks.h"
#include "statuschartview.h"
#include "tasktableview.h"
#include "teamdata.h"
#include "teamnotewriter.h"
#include "toolbar.h"
#include "windowpart.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
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

/// Keeps what it is to tell.
class GatheringNotifier final : public Notifier {
    Q_OBJECT

public:
    [[nodiscard]] bool show(const Notice &notice, const QDateTime & /*now*/) override
    {
        notices.push_back(notice);
        return true;
    }
    void showStatus(const NotifierStatus & /*status*/, const TimeContext & /*now*/) override {}

    std::vector<Notice> notices;
};

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
    void whatIsNotLoadedIsCountedInTheHistory();
    void whatNeedsTasksIsCountedInTheListAlone();
    void whyNothingIsCountedIsSaidBesideTheChart();
    void aTurnOfTheWheelLoadsNoMonths();
    void changesNeedAKeyOfOnesOwn();
    void aKeyThatCannotBeUsedIsSaidWhereAChangeIsWanted();
    void acknowledgingAFailureTellsTheTeam();
    void whatAnotherAcknowledgesIsShownWithinTwoSeconds();
    void allSelectedFailuresAreAcknowledged();
    void whatWasTypedStaysWhileTheDatabaseIsAway();
    void eachWithdrawalThatFailsIsSaid();
    void connectingAgainLosesNoAnswer();
    void anotherDatabaseEndsTheWait();
    void whoMayOnlyReadIsToldWhatItNeeds();
    void aMuteForTheTeamIsMadeShownAndWithdrawn();
    void aMuteForTheTeamStaysOpenWhileTheDatabaseIsAway();
    void aMuteThatIsTriedAgainIsTheSameNote();
    void whatAnotherMutesForTheTeamIsNotNotified();
    void withoutATeamNothingIsAcknowledged();
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
    void fail(const std::vector<int> &numbers)
    {
        std::vector<SyncTask> seen;
        for (const int number : numbers) {
            SyncTask task = recentTask(number, m_clock.now());
            task.status = syncTaskStatusFromWire(u"ERROR"_s);
            task.modifiedAt = m_clock.now();
            seen.push_back(task);
        }
        write(seen);
    }
    /// In the dialog that is open.
    void confirm(const QString &name, const QString &reason)
    {
        windowPart<QLineEdit>(window(), u"acknowledgeName"_s).setText(name);
        windowPart<QLineEdit>(window(), u"acknowledgeReason"_s).setText(reason);
        windowPart<QPushButton>(window(), u"acknowledgeOk"_s).click();
    }
    /// A task that failed is in the list, and can be acknowledged.
    void openWithAFailure()
    {
        collect(1);
        fail({1});
        startOnTeam();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, longWait);
        QTRY_VERIFY_WITH_TIMEOUT(window().menu().acknowledge()->isVisible(), longWait);
        QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
        window().table().selectRow(0);
        window().openDetailPane();
    }
    /// Another one's note is being written, for which all wait until its input is closed.
    [[nodiscard]] std::unique_ptr<QProcess> writerThatHangs()
    {
        std::unique_ptr<QProcess> other = m_data->server().client();
        other->write("BEGIN; UPDATE sync_dashboard.note_changes SET changed = changed + 1;"
                     " SELECT 'begun';\n");
        QByteArray printed;
        while (!printed.contains("begun") && other->waitForReadyRead(10'000))
            printed += other->readAllStandardOutput();
        return other;
    }
    [[nodiscard]] bool isWaitedFor()
    {
        return m_data->server().value(u"SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"_s) ==
               u"t"_s;
    }
    void start(const ConnectionOptions &connection)
    {
        m_program.reset();
        m_program = std::make_unique<Program>(*qobject_cast<QApplication *>(qApp), m_clock);
        m_program->open({.connection = connection});
    }
    void collectHalfAYear();
    [[nodiscard]] const StatusTimeline &shown() { return window().chart().shownData().statuses; }
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
    search.trigger(); // for nothing
    QVERIFY2(searchText().contains(u"Write first"_s), qPrintable(searchText()));
    m_program->dashboard().setQuery(query(u"repo:atti"_s));
    QVERIFY(searchText().isEmpty());
    QCOMPARE(rows(), 0);
    QVERIFY(windowPart<QPushButton>(window(), u"searchHistoryButton"_s).isVisible());
    const std::size_t known = *m_program->dashboard().diagnosticsSource().tasks;
    windowPart<QPushButton>(window(), u"searchHistoryButton"_s).click();
    const HistorySearchBar &bar = window().historySearchBar();
    QTRY_VERIFY2_WITH_TIMEOUT(searchText().contains(u"The whole history was searched"_s),
                              qPrintable(searchText()), longWait);
    QVERIFY2(searchText().contains(u"2 tasks found"_s), qPrintable(searchText()));
    QCOMPARE(rows(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    QCOMPARE(*m_program->dashboard().diagnosticsSource().tasks,
             known + 2); // nothing else is loaded
    QCOMPARE(m_program->dashboard().settings().chartRange, ChartRange::Day);
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
    windowPart<QPushButton>(window(), u"resumeSearch"_s).click();
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
    search.trigger();
    QVERIFY2(searchText().contains(u"is:stuck"_s), qPrintable(searchText()));
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

void TestWindowTeam::acknowledgingAFailureTellsTheTeam()
{
    collect(3);
    fail({1});
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    QAction &action = *window().menu().acknowledge();
    QTRY_VERIFY_WITH_TIMEOUT(action.isVisible(), longWait);
    window().table().selectRow(1);
    QVERIFY(!action.isEnabled()); // it did not fail
    window().table().selectRow(0);
    QVERIFY(action.isEnabled());
    window().openDetailPane();
    auto &button = windowPart<QPushButton>(window(), u"acknowledgeTask"_s);
    QTRY_VERIFY(button.isVisible());
    button.click();
    confirm(u"Ada Lovelace"_s, u"I ask the network team"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window().findChild<QTextEdit *>(u"note0"_s), longWait);
    const auto &note = windowPart<QTextEdit>(window(), u"note0"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(note.toPlainText().contains(u"Acknowledged by Ada Lovelace at"_s) &&
                                  note.toPlainText().endsWith(u": I ask the network team"_s),
                              qPrintable(note.toPlainText()), longWait);
    QVERIFY(!window().findChild<QDialog *>(u"acknowledgeDialog"_s));
    QVERIFY(!button.isVisible());
    QVERIFY(m_program->dashboard()
                .model()
                .index(0, 0)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"Ada Lovelace"_s));
    m_program->dashboard().setQuery(query(u"is:acknowledged"_s));
    QTRY_COMPARE(rows(), 1);

    windowPart<QPushButton>(window(), u"withdrawNote0"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, longWait);
    QCOMPARE(m_data->server().value(u"SELECT withdrawn_by FROM sync_dashboard.notes"_s),
             u"Ada Lovelace"_s);
    QCOMPARE(m_program->dashboard().settings().noteName, u"Ada Lovelace"_s);
}

void TestWindowTeam::whatAnotherAcknowledgesIsShownWithinTwoSeconds()
{
    collect(2);
    fail({1});
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    window().table().selectRow(0);
    TeamNoteWriter other(m_data->address());
    const PendingCall call = other.add({{.id = newNoteId(),
                                         .by = u"Lin"_s,
                                         .instanceId = hangzhou.instanceId,
                                         .taskId = sampleTask(1).id}},
                                       [](const std::optional<ApiError> & /*error*/) {});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard()
                                 .model()
                                 .index(0, 0)
                                 .data(SyncTaskTableModel::AcknowledgedRole)
                                 .toBool(),
                             2'000);
    QVERIFY(windowPart<QTextEdit>(window(), u"note0"_s).toPlainText().contains(u"by Lin at"_s));
}

void TestWindowTeam::allSelectedFailuresAreAcknowledged()
{
    collect(4);
    fail({1, 3});
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 4, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(window().menu().acknowledge()->isVisible(), longWait);
    window().table().selectAll();
    auto &button = windowPart<QPushButton>(window(), u"acknowledgeSelected"_s);
    QTRY_VERIFY(button.isVisible());
    button.click();
    confirm(u"Ada"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(
        m_data->server().value(u"SELECT string_agg(task, ' ' ORDER BY task)"
                               " FROM sync_dashboard.notes WHERE reason IS NULL"_s),
        sampleTask(1).id + u' ' + sampleTask(3).id, longWait);
}

void TestWindowTeam::whatWasTypedStaysWhileTheDatabaseIsAway()
{
    collect(1);
    fail({1});
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(window().menu().acknowledge()->isEnabled() &&
                                 window().menu().acknowledge()->isVisible(),
                             longWait);
    window().menu().acknowledge()->trigger();
    m_data->server().kill();
    confirm(u"Ada"_s, u"I ask the network team"_s);
    const auto &problem = windowPart<QLabel>(window(), u"acknowledgeProblem"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(problem.isVisible() && problem.text().contains(u"did not take"_s),
                              qPrintable(problem.text()), longWait);
    QCOMPARE(windowPart<QLineEdit>(window(), u"acknowledgeReason"_s).text(),
             u"I ask the network team"_s);
    QVERIFY(m_data->server().start());
    windowPart<QPushButton>(window(), u"acknowledgeOk"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(m_data->server().value(u"SELECT made_by FROM sync_dashboard.notes"_s),
                              u"Ada"_s, longWait);
    QTRY_VERIFY(!window().findChild<QDialog *>(u"acknowledgeDialog"_s));
    QVERIFY(m_data->collect()); // the lease has not ended
}

void TestWindowTeam::eachWithdrawalThatFailsIsSaid()
{
    openWithAFailure();
    const QString task = sampleTask(1).id;
    const auto note = [&](const QString &name) {
        return TeamNote{.id = name, .by = name, .instanceId = hangzhou.instanceId, .taskId = task};
    };
    TeamNoteWriter other(m_data->address());
    const PendingCall call = other.add({note(u"Ada"_s), note(u"Lin"_s)},
                                       [](const std::optional<ApiError> & /*error*/) {});
    QTRY_VERIFY_WITH_TIMEOUT(window().findChild<QPushButton *>(u"withdrawNote1"_s), longWait);
    const QString first = windowPart<QTextEdit>(window(), u"note0"_s).toPlainText();
    const QString kept = first.contains(u"Ada"_s) ? u"Ada"_s : u"Lin"_s;
    QVERIFY(m_data->server().run(u"ALTER TABLE sync_dashboard.notes ADD CHECK (id <> '%1' OR"
                                 " withdrawn_ms IS NULL)"_s.arg(kept)));
    windowPart<QPushButton>(window(), u"withdrawNote0"_s).click();
    windowPart<QPushButton>(window(), u"withdrawNote1"_s).click();
    QTRY_VERIFY2_WITH_TIMEOUT(told().contains(u"did not take the note"_s), qPrintable(told()),
                              longWait);
    QTRY_COMPARE_WITH_TIMEOUT(m_data->server().value(u"SELECT id FROM sync_dashboard.notes"
                                                     " WHERE withdrawn_ms IS NULL"_s),
                              kept, longWait);
}

void TestWindowTeam::connectingAgainLosesNoAnswer()
{
    openWithAFailure();
    const std::unique_ptr<QProcess> other = writerThatHangs();
    window().menu().acknowledge()->trigger();
    confirm(u"Ada"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(isWaitedFor(), longWait);
    m_program->dashboard().useTeam(m_data->address());
    other->closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(!window().findChild<QDialog *>(u"acknowledgeDialog"_s), longWait);
    QCOMPARE(m_data->server().value(u"SELECT made_by FROM sync_dashboard.notes"_s), u"Ada"_s);
}

void TestWindowTeam::anotherDatabaseEndsTheWait()
{
    openWithAFailure();
    QVERIFY(
        m_data->server().run(u"DROP ROLE IF EXISTS other; CREATE ROLE other LOGIN SUPERUSER"_s));
    const std::unique_ptr<QProcess> other = writerThatHangs();
    window().menu().acknowledge()->trigger();
    confirm(u"Ada"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(isWaitedFor(), longWait);
    m_program->dashboard().useTeam(*databaseAddress(m_data->server().uri(u"other"_s)));
    const auto &problem = windowPart<QLabel>(window(), u"acknowledgeProblem"_s);
    QVERIFY2(problem.isVisible() && problem.text().contains(u"Another database"_s),
             qPrintable(problem.text()));
    other->closeWriteChannel();
    windowPart<QPushButton>(window(), u"acknowledgeOk"_s).click();
    QTRY_VERIFY_WITH_TIMEOUT(!window().findChild<QDialog *>(u"acknowledgeDialog"_s), longWait);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_data->server().value(u"SELECT count(*) FROM sync_dashboard.notes"_s), u"1"_s, longWait);
}

void TestWindowTeam::whoMayOnlyReadIsToldWhatItNeeds()
{
    collect(1);
    fail({1});
    QVERIFY(
        m_data->server().run(u"DROP ROLE IF EXISTS viewer; CREATE ROLE viewer LOGIN;"
                             " GRANT USAGE ON SCHEMA sync_dashboard TO viewer;"
                             " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO viewer"_s));
    start({.teamDatabase = m_data->server().uri(u"viewer"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, longWait);
    window().openDetailPane();
    const auto &hint = windowPart<QLabel>(window(), u"notesHint"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hint.isVisible(), longWait);
    QVERIFY(hint.text().contains(u"role that may write notes"_s));
    QVERIFY(!window().menu().acknowledge()->isVisible());
    QVERIFY(!windowPart<QPushButton>(window(), u"acknowledgeTask"_s).isVisible());
}

void TestWindowTeam::aMuteForTheTeamIsMadeShownAndWithdrawn()
{
    collect(2);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(window().menu().acknowledge()->isVisible(), longWait);
    window().openSilences();
    windowPart<QPushButton>(window(), u"addSilence"_s).click();
    auto &team = windowPart<QCheckBox>(window(), u"silenceTeam"_s);
    QVERIFY(team.isVisible() && !team.isChecked());
    QVERIFY(!windowPart<QLineEdit>(window(), u"silenceName"_s).isVisible());
    team.click();
    auto &length = windowPart<QComboBox>(window(), u"silenceLength"_s);
    length.setCurrentIndex(length.findText(u"Planned maintenance, once"_s));
    QVERIFY(!team.isVisible()); // which is each user's own
    length.setCurrentIndex(length.findText(u"Until unmuted"_s));
    QVERIFY(windowPart<QLineEdit>(window(), u"silenceName"_s).isVisible());
    windowPart<QLineEdit>(window(), u"silenceName"_s).setText(u"Ada"_s);
    windowPart<QLineEdit>(window(), u"silenceReason"_s).setText(u"the line is repaired"_s);
    windowPart<QPushButton>(window(), u"silenceOk"_s).click();
    auto &list = windowPart<QListWidget>(window(), u"silences"_s);
    QTRY_COMPARE_WITH_TIMEOUT(list.count(), 1, longWait);
    QVERIFY2(list.item(0)->text().contains(u"for the team, by Ada"_s),
             qPrintable(list.item(0)->text()));
    QVERIFY(list.item(0)->text().contains(u"the line is repaired"_s));
    QTRY_VERIFY(!window().findChild<QDialog *>(u"silenceDialog"_s));
    QVERIFY(m_program->dashboard().settings().preferences.silences.empty()); // it is not the user's

    list.setCurrentRow(0);
    QVERIFY(!windowPart<QPushButton>(window(), u"editSilence"_s).isEnabled());
    windowPart<QPushButton>(window(), u"removeSilence"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(list.count(), 0, longWait);
    QCOMPARE(m_data->server().value(u"SELECT count(*) FROM sync_dashboard.notes"
                                    " WHERE kind = 'mute' AND withdrawn_by = 'Ada'"_s),
             u"1"_s);
}

void TestWindowTeam::aMuteForTheTeamStaysOpenWhileTheDatabaseIsAway()
{
    collect(1);
    startOnTeam();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(window().menu().acknowledge()->isVisible(), longWait);
    window().openSilences();
    windowPart<QPushButton>(window(), u"addSilence"_s).click();
    windowPart<QCheckBox>(window(), u"silenceTeam"_s).click();
    windowPart<QLineEdit>(window(), u"silenceName"_s).setText(QString());
    auto &ok = windowPart<QPushButton>(window(), u"silenceOk"_s);
    ok.click();
    const auto &problem = windowPart<QLabel>(window(), u"silenceProblem"_s);
    QVERIFY(problem.isVisible() && problem.text().contains(u"your name"_s));
    windowPart<QLineEdit>(window(), u"silenceName"_s).setText(u"Ada"_s);
    m_data->server().kill();
    ok.click();
    QTRY_VERIFY2_WITH_TIMEOUT(problem.isVisible() && problem.text().contains(u"did not take"_s),
                              qPrintable(problem.text()), longWait);
    QCOMPARE(windowPart<QLineEdit>(window(), u"silenceName"_s).text(), u"Ada"_s);
    QVERIFY(m_data->server().start());
    QVERIFY(m_data->collect()); // the lease has not ended
    ok.click();
    QTRY_COMPARE_WITH_TIMEOUT(m_data->server().value(u"SELECT made_by FROM sync_dashboard.notes"_s),
                              u"Ada"_s, longWait);
}

/// Its answer may have been lost: it would be there twice.
void TestWindowTeam::aMuteThatIsTriedAgainIsTheSameNote()
{
    openWithAFailure();
    QVERIFY(m_data->server().run( // which says the id that it refuses
        u"CREATE FUNCTION sync_dashboard.refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RAISE EXCEPTION ''refused %'', NEW.id; END';"
        " CREATE TRIGGER refuse BEFORE INSERT ON sync_dashboard.notes FOR EACH ROW"
        " EXECUTE FUNCTION sync_dashboard.refuse()"_s));
    window().openSilences();
    windowPart<QPushButton>(window(), u"addSilence"_s).click();
    windowPart<QCheckBox>(window(), u"silenceTeam"_s).click();
    windowPart<QLineEdit>(window(), u"silenceName"_s).setText(u"Ada"_s);
    auto &ok = windowPart<QPushButton>(window(), u"silenceOk"_s);
    const auto &problem = windowPart<QLabel>(window(), u"silenceProblem"_s);
    const auto refused = [&] {
        ok.click();
        return QTest::qWaitFor([&] { return ok.isEnabled(); }, longWait) ? problem.text()
                                                                         : QString();
    };
    const QString first = refused();
    QVERIFY2(first.contains(u"refused"_s), qPrintable(first));
    m_clock.putForward(20s); // an hour ends later now
    QCOMPARE(refused(), first);
    windowPart<QLineEdit>(window(), u"silenceName"_s).setText(u"Lin"_s);
    const QString ofAnother = refused();
    QVERIFY2(ofAnother.contains(u"refused"_s), qPrintable(ofAnother));
    QVERIFY(ofAnother != first);
}

void TestWindowTeam::whatAnotherMutesForTheTeamIsNotNotified()
{
    GatheringNotifier notifier;
    collect(1);
    startOnTeam();
    m_program->dashboard().notifyThrough(notifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, longWait);
    const TeamNote mute{.id = newNoteId(),
                        .kind = TeamNote::Kind::Mute,
                        .by = u"Lin"_s,
                        .view = u"Nightly"_s,
                        .query = u"status:failed"_s};
    const TeamNote senseless{
        .id = newNoteId(), .kind = TeamNote::Kind::Mute, .by = u"Bo"_s, .query = u"is:nonsense"_s};
    TeamNoteWriter other(m_data->address());
    const auto ignored = [](const std::optional<ApiError> & /*error*/) {};
    const PendingCall muting = other.add({mute, senseless}, ignored);
    const auto &foot = windowPart<QPushButton>(window(), u"mutedLink"_s);
    QTRY_COMPARE_WITH_TIMEOUT(foot.text(), u"1 muted"_s, 2'000);
    QVERIFY2(foot.toolTip().contains(u"Nightly"_s) && foot.toolTip().contains(u"by Lin"_s),
             qPrintable(foot.toolTip()));

    fail({1});
    QTRY_COMPARE_WITH_TIMEOUT(m_program->dashboard().model().index(0, 0).data().toString(),
                              u"Failed"_s, longWait);
    m_clock.putForward(3s);
    QTest::qWait(300);
    QVERIFY(notifier.notices.empty());
    const PendingCall ending = other.withdraw({mute.id}, u"Lin"_s, ignored);
    QTRY_VERIFY_WITH_TIMEOUT(!foot.isVisible(), longWait);
    m_clock.putForward(3s);
    QTRY_COMPARE_WITH_TIMEOUT(notifier.notices.size(), std::size_t{1}, longWait);
    QVERIFY(notifier.notices.front().wasHeldBack());
    m_program.reset(); // it tells the notifier
}

void TestWindowTeam::withoutATeamNothingIsAcknowledged()
{
    start({});
    QVERIFY(!window().menu().acknowledge()->isVisible());
    QVERIFY(!windowPart<QWidget>(window(), u"notes"_s).isVisible());
}

/// Of half a year: 450 tasks, one each ten hours, of which each ninth failed.
void TestWindowTeam::collectHalfAYear()
{
    collect(0);
    std::vector<SyncTask> tasks;
    for (int number = 1; number <= 450; ++number) {
        const bool hasFailed = number % 9 == 0;
        SyncTask task =
            sampleTask(number, hasFailed ? SyncTaskStatus::Error : SyncTaskStatus::Success);
        task.createdAt = m_clock.now().addSecs(-36'000LL * number);
        task.modifiedAt = task.createdAt.addSecs(20);
        tasks.push_back(task);
    }
    write(tasks);
    startOnTeam();
    QTRY_VERIFY_WITH_TIMEOUT(rows() > 0, longWait);
}

void TestWindowTeam::whatIsNotLoadedIsCountedInTheHistory()
{
    collectHalfAYear();
    windowPart<QPushButton>(window(), u"rangeYear"_s).click();
    const auto total = [this] { return shown().total().total(); };
    QTRY_COMPARE_WITH_TIMEOUT(total(), 450, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    QCOMPARE(total(), 450); // each once, whatever is loaded meanwhile
    QCOMPARE(shown().total().of(SyncTaskStatus::Error), 50);
    QVERIFY(rows() < 300);
    const QDateTime before = shown().countedBefore;
    QVERIFY(before > m_clock.now().addDays(-60) && before < m_clock.now().addDays(-28));
    QCOMPARE(window().chart().scope(), u"hatched: not in the list"_s);
    QVERIFY2(window().chart().accessibleDescription().contains(u"not in the list"_s),
             qPrintable(window().chart().accessibleDescription()));
    // What the figures beside the chart cover is said apart.
    QVERIFY(windowPart<QLabel>(window(), u"headlineScope"_s).text().contains(u"loaded"_s));

    m_program->dashboard().setQuery(query(u"status:failed"_s));
    QTRY_COMPARE_WITH_TIMEOUT(total(), 50, longWait);

    SyncTask old = sampleTask(1'000);
    old.createdAt = m_clock.now().addDays(-100);
    old.modifiedAt = old.createdAt;
    m_program->dashboard().setQuery({});
    QTRY_COMPARE_WITH_TIMEOUT(total(), 450, longWait);
    write({old, recentTask(0, m_clock.now())}); // of the second the follower tells
    m_clock.putForward(60s);
    QTRY_COMPARE_WITH_TIMEOUT(total(), 452, longWait);
}

void TestWindowTeam::whatNeedsTasksIsCountedInTheListAlone()
{
    collectHalfAYear();
    windowPart<QPushButton>(window(), u"rangeYear"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(shown().total().total(), 450, longWait);
    m_program->dashboard().setQuery(query(u"app"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!shown().countedBefore.isValid(), longWait);
    QCOMPARE(shown().total().total(), rows());
    QVERIFY2(window().chart().scope().contains(u"loaded"_s), qPrintable(window().chart().scope()));
    m_program->dashboard().setQuery({});
    window().chart().chooseKind(ChartKind::Duration);
    QVERIFY2(window().chart().scope().contains(u"loaded"_s), qPrintable(window().chart().scope()));
    window().chart().chooseKind(ChartKind::Success);
    QTRY_COMPARE_WITH_TIMEOUT(window().chart().scope(), u"before the line: not in the list"_s,
                              longWait);
}

void TestWindowTeam::whyNothingIsCountedIsSaidBesideTheChart()
{
    collectHalfAYear();
    const QString rename = u"ALTER TABLE sync_dashboard.%1 RENAME TO %2"_s;
    QVERIFY(m_data->server().run(rename.arg(u"task_hours"_s, u"no_hours"_s)));
    windowPart<QPushButton>(window(), u"rangeYear"_s).click();
    const auto scope = [this] { return window().chart().scope(); };
    QTRY_VERIFY2_WITH_TIMEOUT(scope().contains(u"history not counted"_s), qPrintable(scope()),
                              longWait);
    QVERIFY2(scope().contains(u"loaded"_s), qPrintable(scope()));
    const QString why = windowPart<QLabel>(window(), u"chartScope"_s).toolTip();
    QVERIFY2(why.contains(u"refuses to be read"_s) && why.contains(u"task_hours"_s),
             qPrintable(why));
    QVERIFY(m_data->server().run(rename.arg(u"no_hours"_s, u"task_hours"_s)));
    m_clock.putForward(HistoryCounts::pauseOfRefusal);
    QTRY_COMPARE_WITH_TIMEOUT(scope(), u"hatched: not in the list"_s, longWait);
    QVERIFY(windowPart<QLabel>(window(), u"chartScope"_s).toolTip().isEmpty());
}

void TestWindowTeam::aTurnOfTheWheelLoadsNoMonths()
{
    collectHalfAYear();
    windowPart<QPushButton>(window(), u"rangeYear"_s).click();
    const auto total = [this] { return shown().total().total(); };
    QTRY_COMPARE_WITH_TIMEOUT(total(), 450, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->dashboard().isSettled(), longWait);
    const QDateTime begin = m_clock.now().addDays(-120);
    const QDateTime end = m_clock.now().addDays(-70);
    Q_EMIT window().chart().zoomChosen(begin, end);
    // One each ten hours, in whole hours.
    QTRY_VERIFY2_WITH_TIMEOUT(total() >= 119 && total() <= 122,
                              qPrintable(QString::number(total())), longWait);
    QVERIFY(m_program->dashboard().isSettled());
    QCOMPARE(rows(), 0);
    const auto time = [](const QDateTime &at) { return at.toUTC().toString(Qt::ISODate); };
    m_program->dashboard().setQuery(query(u"since:%1 until:%2"_s.arg(time(begin), time(end))));
    QTRY_VERIFY_WITH_TIMEOUT(rows() >= 119 && rows() <= 121, longWait);
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowTeam>(argc, argv);
}

#include "tst_window_team.moc"
