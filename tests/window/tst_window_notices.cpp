#include "notifier.h"
#include "querytext.h"
#include "settingsdialog.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Keeps what it is told, and is clicked by the test.
class FakeNotifier final : public Notifier {
    Q_OBJECT

public:
    [[nodiscard]] bool show(const Notice &notice, const QDateTime &) override
    {
        notices.push_back(notice);
        return hasTray;
    }
    void showStatus(const NotifierStatus &latest, const TimeContext & /*now*/) override
    {
        status = latest;
    }

    std::vector<Notice> notices;
    NotifierStatus status;
    bool hasTray = true;
};

/// A registry with much to do, a window and a place for its notices.
struct Watched {
    explicit Watched(Settings settings = {})
        : program(900, std::move(settings), {}, pushesPerMinute)
    {
        program.clock().standStill();
        program.dashboard().notifyThrough(notifier);
    }

    /// Time passes, of which the registry tells at once.
    [[nodiscard]] bool live(std::chrono::milliseconds duration = 2h)
    {
        program.clock().putForward(duration);
        program.trigger(u"actionRefresh"_s);
        return program.settle();
    }
    /// A step further, while no call is under way that would be taken for a late one.
    [[nodiscard]] bool step(std::chrono::milliseconds duration)
    {
        const bool isSettled = program.settle();
        program.clock().putForward(duration);
        return isSettled;
    }
    [[nodiscard]] bool hasTold(Notice::Kind kind) const
    {
        return std::ranges::find(notifier.notices, kind, &Notice::kind) != notifier.notices.end();
    }
    /// The failures of the window's own time that nobody made good: rows of the table.
    [[nodiscard]] int newFailures()
    {
        int count = 0;
        for (int row = 0; row < program.model().rowCount(); ++row) {
            const SyncTask task = program.model().taskAt(row);
            const TaskRow stored = program.model().storeRow(row);
            count += task.status.value == SyncTaskStatus::Error && task.modifiedAt >= begin &&
                             !program.model().results().isRepaired(stored)
                         ? 1
                         : 0;
        }
        return count;
    }

    static constexpr double pushesPerMinute = 6;
    FakeNotifier notifier; // outlives the window
    SimulatedDashboard program;
    QDateTime begin = program.clock().now();
};

/// Another window has the focus.
struct OtherWindow {
    OtherWindow()
    {
        widget.show();
        widget.activateWindow();
    }
    QWidget widget;
};

} // namespace

class TestWindowNotices final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickShowsExactlyTheTasksThatWereTold();
    void whatIsThereAtTheStartIsNotTold();
    void withoutATrayTheTitleCountsUntilTheWindowIsLookedAt();
    void onlyTheMarkedViewIsTold();
    void aMarkOutlivesTheProgram();
    void aPauseIsChosenInTheTrayAndKept();
    void switchedOffNothingIsToBeSeen();
    void aLostConnectionIsToldAndItsReturn();
    void aTaskThatBecomesStuckIsTold();
    void theTrayClosesTheWindow();

private:
    void toggleMark(SimulatedDashboard &program, const QString &row);
};

/// In the menu of a view, which is modal: the choice is made as soon as it stands.
void TestWindowNotices::toggleMark(SimulatedDashboard &program, const QString &row)
{
    QTimer::singleShot(0, this, [&program] {
        auto &menu = program.part<QMenu>(u"viewMenu"_s);
        menu.setActiveAction(menu.findChild<QAction *>(u"notifyOfView"_s));
        QTest::keyClick(&menu, Qt::Key_Return);
    });
    auto &button = program.part<QWidget>(row);
    Q_EMIT button.customContextMenuRequested(button.rect().center());
}

void TestWindowNotices::aClickShowsExactlyTheTasksThatWereTold()
{
    Watched it;
    QVERIFY(it.program.settle());
    QVERIFY(it.live());
    const int failures = it.newFailures();
    QVERIFY(failures > 0);
    it.program.type(u"filterText"_s, u"status:done"_s);
    it.program.clock().putForward(TaskWatch::gathering);
    QTRY_COMPARE(it.notifier.notices.size(), std::size_t{1});
    const Notice notice = it.notifier.notices.front();
    QCOMPARE(notice.kind, Notice::Kind::Failures);
    QCOMPARE(notice.count, failures);

    Q_EMIT it.notifier.noticeChosen(notice);
    QCOMPARE(it.program.model().rowCount(), failures);
    QCOMPARE(it.newFailures(), failures);
    QVERIFY(it.program.table().isVisible());
    QCOMPARE(it.program.part<QLineEdit>(u"filterText"_s).text(), queryText(notice.query));
}

void TestWindowNotices::whatIsThereAtTheStartIsNotTold()
{
    Watched it;
    QVERIFY(it.program.settle());
    QVERIFY(it.program.rowsWith(SyncTaskStatus::Error) > 0);
    it.program.breakNetwork();
    it.program.clock().putForward(3min);
    QTRY_VERIFY(it.program.dashboard().isSettled());
    QVERIFY(it.notifier.notices.empty());
}

void TestWindowNotices::withoutATrayTheTitleCountsUntilTheWindowIsLookedAt()
{
    Watched it;
    it.notifier.hasTray = false;
    const QString name = it.program.window().windowTitle();
    QVERIFY(it.program.settle());
    OtherWindow other;
    QVERIFY(QTest::qWaitForWindowActive(&other.widget));
    QVERIFY(it.live());
    it.program.clock().putForward(TaskWatch::gathering);
    QTRY_COMPARE(it.notifier.notices.size(), std::size_t{1});
    QCOMPARE(it.program.window().windowTitle(),
             u"(%1) %2"_s.arg(it.notifier.notices.front().count).arg(name));
    it.program.window().activateWindow();
    QTRY_COMPARE(it.program.window().windowTitle(), name);
}

void TestWindowNotices::onlyTheMarkedViewIsTold()
{
    Watched it;
    QVERIFY(it.program.settle());
    it.program.type(u"filterText"_s, u"-cause:network-error"_s);
    it.program.trigger(u"actionSaveView"_s);
    it.program.type(u"viewName"_s, u"Ours"_s);
    toggleMark(it.program, u"view0"_s);
    QVERIFY(it.live(6h));
    const int failures = it.newFailures(); // of the view, which is open
    it.program.trigger(u"actionClearFilters"_s);
    QVERIFY(failures > 0);
    QVERIFY(it.newFailures() > failures);
    it.program.clock().putForward(TaskWatch::gathering);
    QTRY_COMPARE(it.notifier.notices.size(), std::size_t{1});
    QCOMPARE(it.notifier.notices.front().count, failures);
}

void TestWindowNotices::aMarkOutlivesTheProgram()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    const auto says = [](SimulatedDashboard &program) {
        return program.part<QWidget>(u"view0"_s).accessibleName();
    };
    {
        SimulatedDashboard program(50);
        program.dashboard().keepViews(file);
        program.type(u"filterText"_s, u"cross:yes"_s);
        program.trigger(u"actionSaveView"_s);
        program.type(u"viewName"_s, u"Mine"_s);
        toggleMark(program, u"view0"_s);
        QCOMPARE(says(program), u"Mine, notifies"_s);
    }
    SimulatedDashboard program(50);
    program.dashboard().keepViews(file);
    QCOMPARE(says(program), u"Mine, notifies"_s);
    toggleMark(program, u"view0"_s);
    QCOMPARE(says(program), u"Mine"_s);
}

void TestWindowNotices::aPauseIsChosenInTheTrayAndKept()
{
    Watched it;
    QVERIFY(it.program.settle());
    Q_EMIT it.notifier.pauseChosen(WatchPause::Hour);
    const QDateTime until = it.notifier.status.pausedUntil;
    QVERIFY(until.isValid());
    QVERIFY(it.live(30min));
    it.program.clock().putForward(TaskWatch::gathering);
    it.program.reopen();
    it.program.dashboard().notifyThrough(it.notifier);
    QCOMPARE(it.notifier.status.pausedUntil, until);
    QVERIFY(it.notifier.notices.empty());
    Q_EMIT it.notifier.pauseChosen(WatchPause::None);
    QVERIFY(!it.notifier.status.pausedUntil.isValid());
    Q_EMIT it.notifier.pauseChosen(WatchPause::UntilMorning);
    QCOMPARE(it.notifier.status.pausedUntil.toLocalTime().time(), QTime(8, 0));
}

void TestWindowNotices::switchedOffNothingIsToBeSeen()
{
    Watched it;
    QVERIFY(it.program.settle());
    QTRY_VERIFY(it.notifier.status.failed > 0);
    QVERIFY(it.notifier.status.isOn);
    it.program.trigger(u"actionSettings"_s);
    it.program.part<QCheckBox>(u"notificationsOn"_s).click();
    QVERIFY(!it.program.part<QWidget>(u"quietHours"_s).isEnabled());
    it.program.click(u"settingsOk"_s);
    QVERIFY(!it.notifier.status.isOn);
    QVERIFY(!it.program.dashboard().settings().preferences.watch.isOn);
}

void TestWindowNotices::aLostConnectionIsToldAndItsReturn()
{
    Watched it;
    QVERIFY(it.program.settle());
    QTRY_VERIFY(it.notifier.status.failed > 0); // the answers were seen
    it.program.breakNetwork();
    it.program.trigger(u"actionRefresh"_s);
    QTRY_VERIFY(it.step(20s) && it.hasTold(Notice::Kind::ConnectionLost));
    QVERIFY(it.notifier.notices.back().error);
    it.program.mendNetwork();
    QTRY_VERIFY(it.step(20s) && it.hasTold(Notice::Kind::ConnectionBack));
}

void TestWindowNotices::aTaskThatBecomesStuckIsTold()
{
    Watched it({.preferences = {.stuckFactor = 1}});
    QVERIFY(it.program.settle());
    QTRY_VERIFY_WITH_TIMEOUT(it.step(10min) && it.hasTold(Notice::Kind::Stuck), 30'000);
}

void TestWindowNotices::theTrayClosesTheWindow()
{
    Watched it;
    Q_EMIT it.notifier.quitRequested();
    QVERIFY(!it.program.window().isVisible());
    Q_EMIT it.notifier.windowRequested();
    QVERIFY(it.program.window().isVisible());
}

QTEST_MAIN(TestWindowNotices)
#include "tst_window_notices.moc"
