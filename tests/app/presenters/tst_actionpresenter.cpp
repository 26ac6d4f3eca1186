#include "actiondialog.h"
#include "actionparts.h"
#include "actiontablemodel.h"
#include "allowing.h"
#include "queries.h"

#include <QAction>
#include <QCheckBox>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestActionPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAConnectionNothingCanBeAllowedOrDone();
    void changesAreAllowedUntilTheyAreNot();
    void theMenuAsksBeforeItAllows();
    void changesOfSeveralProfilesAreAllowedTogether();
    void aProfileWithoutANameIsNotRemembered();
    void eachStatusHasItsOffer_data();
    void eachStatusHasItsOffer();
    void anOfferFollowsTheTask();
    void whatThePreviewAsksForIsOffered();
    void thePaneActsOnItsTaskAndTheMenuOnTheSelectedOnes();
    void aPreviewFollowsTheLeaveToChange();
    void aListWithoutFailuresSaysSo();
    void allThatMatchAreThoseThatFailedAndAreLoaded();
    void aReadOnlyPreviewLeadsToTheLeaveToChange();
    void whatWasRetriedIsOfferedAgainWhenItFailed();
    void aPreviewFollowsItsChoices();
    void aRepairedTaskIsNotSentAgain();
    void aTaskOfARuleThatIsRunByHandRunsIt();
    void nothingLeavesBeforeItIsRecorded();
    void whatWasRefusedAWhileAgoIsAskedAgain();
    void eachEndIsShownAndRecorded_data();
    void eachEndIsShownAndRecorded();
    void whatBecomesOfItIsShownInTheOpenDialog();
    void theNextPreviewKnowsNothingOfTheFormer();
    void oneActionRunsAtATime();
    void stoppingLeavesWhatWasNotSent();
    void aRefusalDisablesThatOperationOfThatInstance();
    void anotherConnectionForgetsRefusals();
    void aRefusalOfTheFormerConnectionIsNotTheNewOnes();
    void aPreviewEndsWithItsConnection();
    void whatIsRunningOutlivesItsConnection();
    void aWindowThatClosesSendsNothingMore();
    void aCopyBeginsWithTheTaskInThePane();
    void aCopyReplacesTheTagOnlyWhenThatIsChosen();
    void aCopyThatWasSentIsNotSentAgain();
    void aCopyChosenWhileSomethingRunsChangesNothing();
};

namespace {

/// The presenter with leave to change, and a failed, a done and a running task.
struct Actions : ActionParts {
    using enum SyncTaskStatus;

    explicit Actions(bool isAllowed = true)
    {
        pages.resize(1000, 700);
        pages.setVisible(true);
        detailPane.show();
        if (isAllowed)
            toggleAllowed(*menu.allowChanges());
    }

    void open(std::optional<TaskRow> row)
    {
        if (row)
            detailPane.showTask(store.task(*row), {}, clock.now());
        actions.showCurrent(row);
    }
    void select(const std::vector<TaskRow> &rows)
    {
        table.clearSelection();
        for (const TaskRow row : rows) {
            table.selectionModel()->select(model.index(*model.rowOf(row), 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        auto *inPane = detailPane.findChild<QPushButton *>(name);
        return inPane ? inPane : dialog()->findChild<QPushButton *>(name);
    }
    [[nodiscard]] ActionDialog *dialog() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // closed ones
        return pages.findChild<ActionDialog *>();
    }
    /// "shown", "disabled" or "enabled".
    [[nodiscard]] QString offer(const QString &name) const
    {
        const QPushButton *offered = detailPane.findChild<QPushButton *>(name);
        if (offered->isHidden())
            return u"hidden"_s;
        return offered->isEnabled() ? u"enabled"_s : u"disabled"_s;
    }
    [[nodiscard]] QString cell(int row, ActionTableModel::Column column) const
    {
        const QAbstractItemModel *lines = dialog()->findChild<QTableView *>()->model();
        return lines->index(row, static_cast<int>(column)).data().toString();
    }
    [[nodiscard]] QString result(int row = 0) const
    {
        return cell(row, ActionTableModel::Column::Result);
    }
    [[nodiscard]] int lines() const
    {
        return dialog()->findChild<QTableView *>()->model()->rowCount();
    }
    [[nodiscard]] QString summary() const
    {
        return dialog()->findChild<QLabel *>(u"actionSummary"_s)->text();
    }
    void retry(const std::vector<TaskRow> &rows)
    {
        select(rows);
        menu.retryTasks()->trigger();
    }
    void cancel(const std::vector<TaskRow> &rows)
    {
        select(rows);
        menu.cancelTasks()->trigger();
    }
    void send() const { button(u"sendActions"_s)->click(); }
    /// Up to the request itself: what is there already is looked up.
    void lookUp(const std::vector<SyncTask> &listed = {}) const
    {
        if (!registry->repositoryCalls.empty())
            registry->repositoryCalls.back().answer(Repository{.id = u"crr-1"_s});
        registry->taskCalls.back().answer(samplePage(listed));
    }
    /// The end of a run is told when this turn of the event loop is over.
    static void settle() { QCoreApplication::processEvents(); }

    TaskRow failed = add(sampleTask(1, Error));
    TaskRow other = add(sampleTask(2, Error));
    TaskRow done = add(sampleTask(3, Success));
    TaskRow running = add(sampleTask(4, Synchronizing));
    QSignalSpy changed{&actions, &ActionPresenter::changed};
};

ApiError lost()
{
    return {.kind = ApiError::Kind::Timeout, .isOutcomeInDoubt = true};
}

ApiError forbidden()
{
    return {.kind = ApiError::Kind::Permission, .code = u"NoPermission"_s};
}

} // namespace

void TestActionPresenter::withoutAConnectionNothingCanBeAllowedOrDone()
{
    QueryParts it;
    SentView view;
    SavedBar bar;
    SentPresenter sent(it.store, it.clock, it.queries, view, bar);
    ActionPresenter actions(it.store, it.model, it.clock, sent,
                            {.menu = it.menu,
                             .toolBar = it.toolBar,
                             .table = it.table,
                             .detailPane = it.detailPane,
                             .savedBar = bar});
    it.model.applyMerge(it.store.merge(u"cri-1"_s, std::vector{sampleTask(1)}));
    QVERIFY(!it.menu.allowChanges()->isEnabled());
    actions.showCurrent(0);
    it.table.selectRow(0);
    it.menu.retryTasks()->trigger();
    it.menu.copyTag()->trigger();
    QVERIFY(it.pages.findChildren<QDialog *>().isEmpty());
}

void TestActionPresenter::changesAreAllowedUntilTheyAreNot()
{
    Actions it(false);
    it.open(it.failed);
    const auto *word = it.toolBar.findChild<QLabel *>(u"writable"_s);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(!it.menu.allowChanges()->isChecked());
        QVERIFY(word->isHidden());
        QCOMPARE(it.offer(u"retryTask"_s), u"disabled"_s);
        QCOMPARE(it.actions.writableProfiles(), QStringList());
        toggleAllowed(*it.menu.allowChanges());
        QVERIFY(it.menu.allowChanges()->isChecked());
        QVERIFY(!word->isHidden());
        QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
        QCOMPARE(it.actions.writableProfiles(), QStringList(u"prod"_s));
        toggleAllowed(*it.menu.allowChanges());
    }
    it.actions.setWritableProfiles({u"other"_s, u"prod"_s}); // as it was remembered
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
    toggleAllowed(*it.menu.allowChanges());
    QCOMPARE(it.actions.writableProfiles(), QStringList(u"other"_s));
    QCOMPARE(it.offer(u"retryTask"_s), u"disabled"_s);
}

void TestActionPresenter::theMenuAsksBeforeItAllows()
{
    Actions it(false);
    it.menu.allowChanges()->trigger();
    QVERIFY(!it.menu.allowChanges()->isChecked());
    QCOMPARE(it.actions.writableProfiles(), QStringList());
    auto *question = it.pages.window()->findChild<QMessageBox *>(u"allowQuestion"_s);
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Return); // confirms nothing
    QVERIFY(!it.menu.allowChanges()->isChecked());
    toggleAllowed(*it.menu.allowChanges());
    QVERIFY(it.menu.allowChanges()->isChecked());
    it.menu.allowChanges()->trigger(); // taken back at once
    QVERIFY(!it.menu.allowChanges()->isChecked());
    it.menu.allowChanges()->trigger(); // what it means was read
    QVERIFY(it.menu.allowChanges()->isChecked());
}

void TestActionPresenter::changesOfSeveralProfilesAreAllowedTogether()
{
    Actions it(false);
    it.actions.setWritableProfiles({u"prod"_s});
    it.connectAnew({u"test"_s, u"prod"_s});
    it.open(it.failed); // is listed by "test"
    QVERIFY(!it.menu.allowChanges()->isChecked());
    QCOMPARE(it.offer(u"retryTask"_s), u"disabled"_s);
    QVERIFY(it.actions.permissions().isWritable(u"prod"_s));
    QVERIFY(!it.actions.permissions().isWritable(u"test"_s));
    QVERIFY(!it.actions.permissions().isWritable(u"unknown"_s));
    toggleAllowed(*it.menu.allowChanges());
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
    QCOMPARE(it.actions.writableProfiles(), QStringList({u"prod"_s, u"test"_s}));
    it.connectAnew({u"prod"_s});
    QVERIFY(it.menu.allowChanges()->isChecked());
    it.connectAnew({u"third"_s});
    QVERIFY(!it.menu.allowChanges()->isChecked());
}

void TestActionPresenter::aProfileWithoutANameIsNotRemembered()
{
    Actions it(false);
    it.connectAnew({QString()});
    toggleAllowed(*it.menu.allowChanges());
    QVERIFY(it.menu.allowChanges()->isChecked());
    QCOMPARE(it.actions.writableProfiles(), QStringList());
}

void TestActionPresenter::eachStatusHasItsOffer_data()
{
    using enum SyncTaskStatus;
    QTest::addColumn<SyncTaskStatus>("status");
    QTest::addColumn<QString>("retry");
    QTest::addColumn<QString>("cancel");
    QTest::newRow("waiting") << Pending << u"hidden"_s << u"enabled"_s;
    QTest::newRow("running") << Synchronizing << u"hidden"_s << u"enabled"_s;
    QTest::newRow("done") << Success << u"hidden"_s << u"hidden"_s;
    QTest::newRow("failed") << Error << u"enabled"_s << u"hidden"_s;
    QTest::newRow("cancelled") << Canceled << u"enabled"_s << u"hidden"_s;
}

void TestActionPresenter::eachStatusHasItsOffer()
{
    QFETCH(SyncTaskStatus, status);
    Actions it;
    it.open(it.add(sampleTask(9, status)));
    QTEST(it.offer(u"retryTask"_s), "retry");
    QTEST(it.offer(u"cancelTask"_s), "cancel");
}

void TestActionPresenter::anOfferFollowsTheTask()
{
    Actions it;
    it.open(it.running);
    QCOMPARE(it.offer(u"cancelTask"_s), u"enabled"_s);
    it.add(sampleTask(4, SyncTaskStatus::Error)); // it has ended meanwhile
    it.actions.update();
    QCOMPARE(it.offer(u"cancelTask"_s), u"hidden"_s);
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
    it.open(std::nullopt);
    QCOMPARE(it.offer(u"retryTask"_s), it.offer(u"cancelTask"_s));
    it.actions.update();
    Q_EMIT it.detailPane.actionRequested(ActionKind::Retry);
    QVERIFY(!it.dialog());
}

/// What cannot be sent as it is, but can be with a choice of the preview.
void TestActionPresenter::whatThePreviewAsksForIsOffered()
{
    Actions it;
    SyncTask toOther = sampleTask(8, SyncTaskStatus::Error);
    toOther.crossUser = true;
    it.open(it.add(toOther));
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
    SyncTask conflict = sampleTask(9, SyncTaskStatus::Error);
    conflict.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    it.open(it.add(conflict));
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s);
    SyncTask incomplete = sampleTask(10, SyncTaskStatus::Error);
    incomplete.imageTo.imageTag.clear();
    it.open(it.add(incomplete));
    QVERIFY(it.offer(u"retryTask"_s) != u"enabled"_s);
}

void TestActionPresenter::thePaneActsOnItsTaskAndTheMenuOnTheSelectedOnes()
{
    Actions it;
    it.open(it.failed);
    it.select({it.other, it.done});
    it.button(u"retryTask"_s)->click();
    QCOMPARE(it.lines(), 1);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Image), u"team/app:1"_s);
    it.menu.retryTasks()->trigger();
    QCOMPARE(it.lines(), 2);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Image), u"team/app:2"_s);
    QCOMPARE(it.pages.findChildren<ActionDialog *>().size(), 1);
    it.cancel({it.running});
    QCOMPARE(it.lines(), 1);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Action), u"Cancel the task"_s);
    it.button(u"closeActions"_s)->click();
    QVERIFY(!it.dialog());
    it.retry({}); // nothing is selected
    QVERIFY(!it.dialog());
    Q_EMIT it.table.actionRequested(ActionKind::Cancel);
    QVERIFY(!it.dialog());
}

void TestActionPresenter::aPreviewFollowsTheLeaveToChange()
{
    Actions it(false);
    it.retry({it.failed});
    QVERIFY(!it.button(u"sendActions"_s)->isEnabled());
    toggleAllowed(*it.menu.allowChanges());
    QVERIFY(it.button(u"sendActions"_s)->isEnabled());
    toggleAllowed(*it.menu.allowChanges());
    QVERIFY(!it.button(u"sendActions"_s)->isEnabled());
    QVERIFY2(it.summary().contains(u"not allowed"_s), qPrintable(it.summary()));
}

void TestActionPresenter::aListWithoutFailuresSaysSo()
{
    Actions it;
    it.model.setQuery(query(u"status:done"_s));
    it.menu.retryMatching()->trigger();
    QVERIFY(it.dialog());
    QCOMPARE(it.lines(), 0);
    QVERIFY2(it.summary().contains(u"No task in the list failed"_s), qPrintable(it.summary()));
    QVERIFY(!it.button(u"sendActions"_s)->isEnabled());
}

/// What was cancelled is retried where it is selected.
void TestActionPresenter::allThatMatchAreThoseThatFailedAndAreLoaded()
{
    Actions it;
    const TaskRow cancelled = it.add(sampleTask(9, SyncTaskStatus::Canceled));
    it.menu.retryMatching()->trigger();
    QCOMPARE(it.lines(), 2); // failed and other
    const auto *scope = it.dialog()->findChild<QLabel *>(u"actionScope"_s);
    QVERIFY(scope->isHidden());
    it.feed.complete = false;
    it.feed.loaded = 1000;
    it.menu.retryMatching()->trigger();
    scope = it.dialog()->findChild<QLabel *>(u"actionScope"_s);
    QVERIFY(scope->isVisible());
    QVERIFY2(scope->text().startsWith(u"Of the loaded tasks only: there may be more."_s),
             qPrintable(scope->text()));
    it.feed.total = 36'204;
    it.menu.retryMatching()->trigger();
    scope = it.dialog()->findChild<QLabel *>(u"actionScope"_s);
    QVERIFY2(scope->text().contains(u"1,000 of about 36,204 are loaded"_s),
             qPrintable(scope->text()));
    it.retry({cancelled});
    QVERIFY(it.button(u"sendActions"_s)->isEnabled());
    QVERIFY(it.dialog()->findChild<QLabel *>(u"actionScope"_s)->isHidden());
}

void TestActionPresenter::aReadOnlyPreviewLeadsToTheLeaveToChange()
{
    Actions it(false);
    it.retry({it.failed});
    QPushButton *allow = it.button(u"allowChangesHere"_s);
    QVERIFY(allow->isVisible());
    const auto question = [&it] {
        return it.dialog()->findChild<QMessageBox *>(u"allowQuestion"_s);
    };
    allow->click();
    QVERIFY(question());
    QVERIFY2(question()->text().contains(u"prod"_s), qPrintable(question()->text()));
    QTest::keyClick(question(), Qt::Key_Return); // confirms nothing
    QVERIFY(!it.menu.allowChanges()->isChecked());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    allow->click();
    question()->findChild<QPushButton *>(u"allowQuestionYes"_s)->click();
    QVERIFY(it.menu.allowChanges()->isChecked());
    QVERIFY(it.button(u"sendActions"_s)->isEnabled());
    QVERIFY(allow->isHidden());
    QTest::keyClick(it.dialog(), Qt::Key_Return); // sends nothing that was not read again
    QVERIFY(!it.actions.isRunning());
    QVERIFY(it.dialog() && it.dialog()->isVisible());

    // What it means was read: it is not asked a second time.
    toggleAllowed(*it.menu.allowChanges());
    it.retry({it.failed});
    it.button(u"allowChangesHere"_s)->click();
    QVERIFY(!question());
    QVERIFY(it.menu.allowChanges()->isChecked());
}

void TestActionPresenter::whatWasRetriedIsOfferedAgainWhenItFailed()
{
    Actions it;
    it.retry({it.failed});
    it.send();
    it.lookUp();
    it.keep();
    it.registry->createCalls[0].answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    const auto offered = [&it] {
        it.button(u"closeActions"_s)->click();
        it.retry({it.failed});
        return it.button(u"sendActions"_s)->isEnabled();
    };
    QVERIFY(!offered()); // its task is not listed yet
    QVERIFY2(it.summary().contains(u"under way"_s), qPrintable(it.summary()));
    const auto becomes = [&it](SyncTaskStatus status) {
        it.sent.applyMerge(it.store.merge(u"cri-hangzhou"_s, std::vector{sampleTask(50, status)}));
    };
    becomes(SyncTaskStatus::Synchronizing);
    QVERIFY(!offered());
    becomes(SyncTaskStatus::Error);
    QVERIFY(offered());
}

void TestActionPresenter::aPreviewFollowsItsChoices()
{
    Actions it;
    SyncTask conflict = sampleTask(9, SyncTaskStatus::Error);
    conflict.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    it.retry({it.failed, it.add(conflict)});
    const auto sent = [&it] { return it.button(u"sendActions"_s)->text(); };
    QCOMPARE(sent(), u"Send 1 request(s)"_s);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Action), u"Copy again"_s);
    it.dialog()->findChild<QCheckBox *>(u"includeFailing"_s)->click();
    QCOMPARE(sent(), u"Send 2 request(s)"_s);
    it.dialog()->findChild<QCheckBox *>(u"includeFailing"_s)->click();
    QCOMPARE(sent(), u"Send 1 request(s)"_s);
    it.dialog()->findChild<QCheckBox *>(u"overwriteTag"_s)->click();
    QCOMPARE(sent(), u"Send 2 request(s)"_s);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Action), u"Copy again, replacing the tag"_s);
    it.retry({it.failed}); // another preview begins without them
    QCOMPARE(it.cell(0, ActionTableModel::Column::Action), u"Copy again"_s);
}

void TestActionPresenter::aRepairedTaskIsNotSentAgain()
{
    Actions it;
    SyncTask repair = sampleTask(9);
    const SyncTask task = it.store.task(it.failed);
    repair.imageFrom = task.imageFrom;
    repair.imageTo = task.imageTo;
    it.add(repair);
    it.retry({it.failed, it.other});
    QCOMPARE(it.button(u"sendActions"_s)->text(), u"Send 1 request(s)"_s);
    QVERIFY2(it.summary().contains(u"later task"_s), qPrintable(it.summary()));
}

void TestActionPresenter::aTaskOfARuleThatIsRunByHandRunsIt()
{
    Actions it;
    it.rules = {{u"cri-hangzhou"_s,
                 {SyncRule{.id = u"crsr-1"_s,
                           .name = u"nightly"_s,
                           .trigger = taskTriggerFromWire(u"INITIATIVE"_s)}}}};
    it.connectAnew({u"prod"_s});
    it.retry({it.failed});
    QVERIFY2(it.cell(0, ActionTableModel::Column::Action).contains(u"nightly"_s),
             qPrintable(it.cell(0, ActionTableModel::Column::Action)));
    it.send();
    it.lookUp();
    it.keep();
    QCOMPARE(it.registry->runCalls.size(), std::size_t{1});
    QCOMPARE(it.registry->runCalls[0].question.ruleId, u"crsr-1"_s);
}

/// A person who sends something may just have been given the permission.
void TestActionPresenter::whatWasRefusedAWhileAgoIsAskedAgain()
{
    Actions it;
    const PendingCall call = ask(it.accounts->registry(), ListSyncTasks{}, [](const auto &) {});
    it.registry->taskCalls.back().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
    it.retry({it.failed});
    it.send();
    QCOMPARE(it.registry->repositoryCalls.size(), std::size_t{1});
}

void TestActionPresenter::nothingLeavesBeforeItIsRecorded()
{
    Actions it;
    it.cancel({it.running});
    QVERIFY(!it.actions.isRunning());
    it.send();
    QVERIFY(it.actions.isRunning());
    QCOMPARE(it.registry->cancelCalls.size(), std::size_t{0});
    const SentAction *sent = it.sent.find(it.sentId());
    QVERIFY(sent != nullptr);
    QCOMPARE(sent->taskId, u"rst-4"_s);
    QCOMPARE(sent->profile, u"prod"_s);
    QCOMPARE(sent->kind, SentKind::Cancel);
    it.keep();
    QCOMPARE(it.registry->cancelCalls.size(), std::size_t{1});
    QCOMPARE(it.registry->cancelCalls[0].question.syncTaskId, u"rst-4"_s);
    QCOMPARE(it.registry->cancelCalls[0].question.instance.instanceId, u"cri-hangzhou"_s);
}

void TestActionPresenter::eachEndIsShownAndRecorded_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("said");
    QTest::addColumn<SentOutcome>("recorded");
    const auto row = [](const QString &end, const QString &said, SentOutcome recorded) {
        QTest::newRow(qPrintable(end)) << end << said << recorded;
    };
    row(u"accepted"_s, u"Accepted"_s, SentOutcome::Accepted);
    row(u"refused"_s, u"not allowed to do this"_s, SentOutcome::Refused);
    row(u"lost, and done"_s, u"but it took place"_s, SentOutcome::Accepted);
    row(u"lost, and not seen"_s, u"nothing can be seen"_s, SentOutcome::InDoubt);
    row(u"lost, and not readable"_s, u"cannot be read"_s, SentOutcome::InDoubt);
}

void TestActionPresenter::eachEndIsShownAndRecorded()
{
    QFETCH(QString, end);
    QFETCH(SentOutcome, recorded);
    QFETCH(QString, said);
    Actions it;
    it.cancel({it.running});
    it.send();
    it.keep();
    if (end == u"accepted"_s)
        it.registry->cancelCalls[0].answer(ActionReceipt{.requestId = u"7640"_s});
    else if (end == u"refused"_s)
        it.registry->cancelCalls[0].answer(tl::unexpected(forbidden()));
    else
        it.registry->cancelCalls[0].answer(tl::unexpected(lost()));
    if (end == u"lost, and done"_s)
        it.registry->detailCalls[0].answer(
            SyncTaskDetail{.task = sampleTask(4, SyncTaskStatus::Canceled)});
    else if (end == u"lost, and not seen"_s)
        it.registry->detailCalls[0].answer(
            SyncTaskDetail{.task = sampleTask(4, SyncTaskStatus::Synchronizing)});
    else if (end == u"lost, and not readable"_s)
        it.registry->detailCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    QCOMPARE(it.changed.size(), 0);
    it.settle();
    QVERIFY(!it.actions.isRunning());
    QCOMPARE(it.changed.size(), 1); // the lists are read again, whatever came of it
    QVERIFY2(it.result().contains(said), qPrintable(it.result()));
    QCOMPARE(it.sent.find(it.sentId())->outcome, recorded);
    QVERIFY(it.button(u"closeActions"_s)->isVisible());
    QVERIFY(it.button(u"exportResults"_s)->isVisible());
    QVERIFY(!it.button(u"stopActions"_s)->isVisible());

    it.button(u"closeActions"_s)->click();
    QVERIFY(!it.dialog());
    it.retry({it.failed}); // and the next one can begin
    QVERIFY(it.button(u"sendActions"_s)->isVisible());
}

void TestActionPresenter::whatBecomesOfItIsShownInTheOpenDialog()
{
    Actions it;
    it.retry({it.failed});
    it.send();
    it.lookUp();
    it.keep();
    it.registry->createCalls[0].answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    QCOMPARE(it.result(), u"Accepted as rst-50"_s);
    const QString before = it.cell(0, ActionTableModel::Column::Followed);
    SyncTask made = sampleTask(50, SyncTaskStatus::Synchronizing);
    const MergeReport report = it.store.merge(u"cri-hangzhou"_s, std::vector{made});
    it.sent.applyMerge(report);
    const QString underway = it.cell(0, ActionTableModel::Column::Followed);
    QVERIFY2(underway != before, qPrintable(underway));
    it.button(u"closeActions"_s)->click();
    made = sampleTask(50, SyncTaskStatus::Success);
    it.sent.applyMerge(it.store.merge(u"cri-hangzhou"_s, std::vector{made}));
    QCOMPARE(it.sent.find(it.sentId())->progress, SentProgress::Done); // the page goes on
}

void TestActionPresenter::theNextPreviewKnowsNothingOfTheFormer()
{
    Actions it;
    it.retry({it.failed});
    it.send();
    it.lookUp();
    it.keep();
    it.registry->createCalls[0].answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    it.retry({it.other}); // without closing the results
    QCOMPARE(it.lines(), 1);
    QCOMPARE(it.cell(0, ActionTableModel::Column::Image), u"team/app:2"_s);
    QVERIFY(it.button(u"sendActions"_s)->isVisible());
    const QString planned = it.result();
    const QString followed = it.cell(0, ActionTableModel::Column::Followed);
    it.sent.applyMerge(it.store.merge(u"cri-hangzhou"_s,
                                      std::vector{sampleTask(50, SyncTaskStatus::Synchronizing)}));
    QCOMPARE(it.result(), planned); // the former request is another line's
    QCOMPARE(it.cell(0, ActionTableModel::Column::Followed), followed);
    it.send();
    it.lookUp();
    it.keep();
    QCOMPARE(it.registry->createCalls.size(), std::size_t{2});
    QCOMPARE(it.registry->createCalls[1].question.tag, u"2"_s);
}

void TestActionPresenter::oneActionRunsAtATime()
{
    Actions it;
    it.retry({it.failed, it.other});
    it.send();
    const ActionDialog *dialog = it.dialog();
    it.cancel({it.running});
    QCOMPARE(it.dialog(), dialog);
    it.open(it.other);
    it.button(u"retryTask"_s)->click();
    QCOMPARE(it.dialog(), dialog);
    QCOMPARE(it.lines(), 2);
    QVERIFY(it.button(u"stopActions"_s)->isVisible());
    toggleAllowed(*it.menu.allowChanges()); // is no plan any more
    QCOMPARE(it.lines(), 2);
    QVERIFY(!it.button(u"sendActions"_s)->isVisible());
    const auto *progress = it.dialog()->findChild<QProgressBar *>();
    QStringList ids;
    for (std::size_t line = 0; line < 2; ++line) { // in the order of the plan
        it.lookUp();
        QCOMPARE(progress->value(), static_cast<int>(line));
        QCOMPARE(progress->maximum(), 2);
        ids << it.sentId();
        it.keep();
        it.registry->createCalls[line].answer(
            ActionReceipt{.createdId = u"rst-5"_s + QString::number(line)});
    }
    it.settle();
    QCOMPARE(it.result(0), u"Accepted as rst-50"_s);
    QCOMPARE(it.result(1), u"Accepted as rst-51"_s);
    QCOMPARE(it.sent.find(ids[0])->createdId, u"rst-50"_s);
    QCOMPARE(it.sent.find(ids[1])->createdId, u"rst-51"_s);
    QCOMPARE(it.registry->cancelCalls.size(), std::size_t{0});
    QCOMPARE(it.changed.size(), 1);
}

void TestActionPresenter::stoppingLeavesWhatWasNotSent()
{
    Actions it;
    it.retry({it.failed, it.other});
    it.send();
    it.lookUp();
    it.keep();
    it.button(u"stopActions"_s)->click();
    it.button(u"stopActions"_s)->click(); // and again
    QVERIFY(it.actions.isRunning());      // the first has left
    it.registry->createCalls[0].answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    QVERIFY(!it.actions.isRunning());
    QCOMPARE(it.result(0), u"Accepted as rst-50"_s);
    QVERIFY2(it.summary().contains(u"1 not sent"_s), qPrintable(it.summary()));
    QCOMPARE(it.registry->createCalls.size(), std::size_t{1});

    it.retry({it.failed});
    it.send();
    it.button(u"stopActions"_s)->click(); // before it was looked up
    it.settle();
    QVERIFY(!it.actions.isRunning());
    QCOMPARE(it.registry->createCalls.size(), std::size_t{1});
}

void TestActionPresenter::aRefusalDisablesThatOperationOfThatInstance()
{
    Actions it;
    const QSignalSpy permissions(&it.actions, &ActionPresenter::permissionsChanged);
    it.open(it.running);
    it.cancel({it.running});
    it.send();
    it.keep();
    it.registry->cancelCalls[0].answer(tl::unexpected(forbidden()));
    QVERIFY(permissions.size() >= 1);
    it.settle();
    QCOMPARE(it.offer(u"cancelTask"_s), u"disabled"_s);
    it.open(it.failed);
    QCOMPARE(it.offer(u"retryTask"_s), u"enabled"_s); // is another operation
    it.model.applyMerge(it.store.merge(u"cri-frankfurt"_s,
                                       std::vector{sampleTask(4, SyncTaskStatus::Synchronizing)}));
    it.open(it.store.find(u"cri-frankfurt"_s, u"rst-4"_s)); // is another instance
    QCOMPARE(it.offer(u"cancelTask"_s), u"enabled"_s);
}

void TestActionPresenter::anotherConnectionForgetsRefusals()
{
    Actions it;
    it.open(it.running);
    it.actions.noteRefused({.instanceId = u"cri-hangzhou"_s}, u"CancelRepoSyncTask"_s);
    it.actions.update();
    QCOMPARE(it.offer(u"cancelTask"_s), u"disabled"_s);
    it.connectAnew({u"prod"_s}); // with another key, perhaps
    QCOMPARE(it.offer(u"cancelTask"_s), u"enabled"_s);
}

void TestActionPresenter::aRefusalOfTheFormerConnectionIsNotTheNewOnes()
{
    Actions it;
    it.open(it.running);
    it.cancel({it.running});
    it.send();
    it.keep();
    FakeRegistry *former = it.registry;
    it.connectAnew({u"prod"_s});
    former->cancelCalls[0].answer(tl::unexpected(forbidden()));
    it.settle();
    QCOMPARE(it.sent.find(it.sentId())->outcome, SentOutcome::Refused);
    QCOMPARE(it.offer(u"cancelTask"_s), u"enabled"_s);
}

void TestActionPresenter::aPreviewEndsWithItsConnection()
{
    Actions it;
    it.retry({it.failed});
    it.connectAnew({u"prod"_s});
    QVERIFY(!it.dialog());
    toggleAllowed(*it.menu.allowChanges());
    toggleAllowed(*it.menu.allowChanges());
    it.retry({it.failed});
    it.send();
    QCOMPARE(it.registry->repositoryCalls.size(), std::size_t{1});
}

void TestActionPresenter::whatIsRunningOutlivesItsConnection()
{
    Actions it;
    it.retry({it.failed});
    it.send();
    FakeRegistry *former = it.registry;
    it.connectAnew({u"test"_s});
    QVERIFY(it.dialog());
    former->repositoryCalls[0].answer(Repository{.id = u"crr-1"_s});
    former->taskCalls[0].answer(samplePage({}));
    it.keep();
    QCOMPARE(it.sent.find(it.sentId())->profile, u"prod"_s); // who sent it
    former->createCalls[0].answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    QCOMPARE(it.result(), u"Accepted as rst-50"_s);
    it.connectAnew({u"prod"_s});
    QVERIFY(it.dialog()); // results stay until somebody closes them
}

void TestActionPresenter::aWindowThatClosesSendsNothingMore()
{
    std::optional<SentPresenter> sent;
    std::optional<ActionPresenter> actions;
    Actions it;
    sent.emplace(it.store, it.clock, it.queries, it.sentView, it.savedBar);
    const QSignalSpy recorded(&*sent, &SentPresenter::changed);
    actions.emplace(it.store, it.model, it.clock, *sent,
                    ActionPresenter::Widgets{.menu = it.menu,
                                             .toolBar = it.toolBar,
                                             .table = it.table,
                                             .detailPane = it.detailPane,
                                             .savedBar = it.savedBar});
    actions->setWritableProfiles({u"prod"_s});
    actions->connectTo(it.accounts, *it.directory);
    actions->showCurrent(it.running);
    it.open(std::nullopt); // the presenter of the parts has no task
    it.detailPane.showOffers({.retry = ActionDisabledReason::None});
    Q_EMIT it.detailPane.actionRequested(ActionKind::Cancel);
    QVERIFY(it.dialog());
    it.send();
    const QString id = recorded.last().front().value<SentAction>().id;
    QVERIFY(actions->isRunning());
    actions.reset();
    QVERIFY(!it.dialog());
    sent->noteKept(id); // the disk answers too late
    it.clock.advance(SentPresenter::writingTime);
    it.settle();
    QCOMPARE(it.registry->cancelCalls.size(), std::size_t{0});
}

void TestActionPresenter::aCopyBeginsWithTheTaskInThePane()
{
    Actions it;
    const auto fields = [&it] {
        it.menu.copyTag()->trigger();
        auto *dialog = it.pages.findChild<QDialog *>();
        const QStringList texts{dialog->findChild<QLineEdit *>(u"copyFromRepository"_s)->text(),
                                dialog->findChild<QLineEdit *>(u"copyFromTag"_s)->text(),
                                dialog->findChild<QLineEdit *>(u"copyToRepository"_s)->text()};
        delete dialog;
        return texts;
    };
    it.open(it.done);
    QCOMPARE(fields(), QStringList({u"team/app"_s, u"3"_s, u"team/app"_s}));
    it.open(it.failed);
    QCOMPARE(fields()[1], u"1"_s);
    it.open(std::nullopt);
    QCOMPARE(fields()[1], QString());
}

void TestActionPresenter::aCopyReplacesTheTagOnlyWhenThatIsChosen()
{
    Actions it;
    it.open(it.done);
    for (const bool replaces : {true, false}) {
        it.menu.copyTag()->trigger();
        it.pages.findChild<QPushButton *>(u"copyNext"_s)->click();
        QVERIFY(it.dialog());
        QCOMPARE(it.lines(), 1);
        auto *overwrite = it.dialog()->findChild<QCheckBox *>(u"overwriteTag"_s);
        QVERIFY(!overwrite->isChecked());
        overwrite->setChecked(replaces);
        it.send();
        it.lookUp({sampleTask(3)}); // what arrived before does not stand for it
        it.keep();
        const auto &call = it.registry->createCalls.back();
        QCOMPARE(call.question.overwritesTag, replaces);
        QCOMPARE(call.question.tag, u"3"_s);
        QCOMPARE(it.sent.find(it.sentId())->kind, SentKind::Copy);
        const SyncTask made = sampleTask(replaces ? 50 : 51);
        it.registry->createCalls.back().answer(ActionReceipt{.createdId = made.id});
        it.settle();
        it.button(u"closeActions"_s)->click();
        it.add(made); // else the next one would be the same a second time
        it.sent.tick();
    }
}

void TestActionPresenter::aCopyThatWasSentIsNotSentAgain()
{
    Actions it;
    it.open(it.done);
    const auto preview = [&it] {
        it.menu.copyTag()->trigger();
        it.pages.findChild<QPushButton *>(u"copyNext"_s)->click();
    };
    preview();
    it.send();
    it.lookUp({sampleTask(3)});
    it.keep();
    it.registry->createCalls.back().answer(ActionReceipt{.createdId = u"rst-50"_s});
    it.settle();
    it.button(u"closeActions"_s)->click();
    preview();
    QCOMPARE(it.lines(), 1);
    QVERIFY(!it.button(u"sendActions"_s)->isEnabled());
    QVERIFY2(it.summary().contains(u"A copy of it is under way"_s), qPrintable(it.summary()));
}

void TestActionPresenter::aCopyChosenWhileSomethingRunsChangesNothing()
{
    Actions it;
    it.open(it.done);
    it.cancel({it.running});
    it.send();
    it.menu.copyTag()->trigger();
    it.pages.findChild<QPushButton *>(u"copyNext"_s)->click();
    QCOMPARE(it.lines(), 1);
    QVERIFY(it.button(u"stopActions"_s)->isVisible());
    it.keep();
    it.registry->cancelCalls[0].answer(ActionReceipt{});
    it.settle();
    QCOMPARE(it.result(), u"Accepted"_s);
    QCOMPARE(it.sent.find(it.sentId())->kind, SentKind::Cancel);
}

QTEST_MAIN(TestActionPresenter)
#include "tst_actionpresenter.moc"
