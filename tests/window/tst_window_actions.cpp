#include "actiondialog.h"
#include "actiontablemodel.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWindowActions final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readingIsTheDefaultAndSaysSo();
    void aFailedTaskIsRetriedAndTheNewOneAppears();
    void aRunningTaskIsCancelled();
    void aBarSpeaksOfTheSelectedRows();
    void aDrawerMakesWayForTheBarOfTheSelectedRows();
    void allThatMatchAreRetried();
    void thePaneRetriesAllThatAreSelected();
    void manyAreRetriedByKeysAlone();
    void whatTheRegistryForbidsIsNotOfferedAgain();
    void whatTheFormerKeyMayNotDoIsOfferedToTheNext();
    void stoppingSendsNothingMore();
    void anotherConnectionLosesNoOutcome();
    void closingWhileSomethingIsSentIsAskedForTwice();
    void whatWasNotSentYetEndsWithTheConnection();
    void resultsAreNotReplacedByAPlan();
    void theLeaveIsRememberedForNamedProfilesOnly();
    void aTagIsSynchronizedFromADialog();
    void aRetryThatFailsAgainIsNamedAndLeftOut();

private:
    static void allow(SimulatedDashboard &program) { program.toggleAllowed(); }
    static ActionDialog *dialog(SimulatedDashboard &program)
    {
        return program.window().findChild<ActionDialog *>();
    }
    /// A failure that nothing has repaired, and for whose retry nothing has to be asked.
    static bool chooseFailure(SimulatedDashboard &program)
    {
        program.type(
            u"filterText"_s,
            u"status:failed -is:repaired cross:no since:90d cause:network-error,internal-error"_s);
        return QTest::qWaitFor([&program] {
                   return program.model().rowCount() > 0 &&
                          program.rowsWith(SyncTaskStatus::Error) == program.model().rowCount();
               }) &&
               program.choose(SyncTaskStatus::Error) >= 0;
    }
    /// Looks after each event: between two looks of QTRY_VERIFY all may have been sent.
    [[nodiscard]] static bool waitForFirstWrite(SimulatedDashboard &program)
    {
        const QDeadlineTimer end(5s);
        while (program.simulator().effectiveWrites() == 0 && !end.hasExpired())
            QCoreApplication::processEvents();
        return program.simulator().effectiveWrites() > 0;
    }
    /// Retries all failures for whose retry nothing has to be asked.
    [[nodiscard]] static bool sendMany(SimulatedDashboard &program)
    {
        if (!program.settle())
            return false;
        allow(program);
        program.type(u"filterText"_s, u"status:failed cross:no"_s);
        const bool isFiltered = QTest::qWaitFor([&program] {
            return program.rowsWith(SyncTaskStatus::Error) == program.model().rowCount();
        });
        program.table().selectAll();
        program.trigger(u"actionRetryTasks"_s);
        program.part<QCheckBox>(u"includeFailing"_s).click(); // as many as there are
        program.click(u"sendActions"_s);
        return isFiltered;
    }
    /// Until each line has an outcome.
    static bool finish(SimulatedDashboard &program)
    {
        return QTest::qWaitFor(
            [&program] {
                const auto *button = program.window().findChild<QPushButton *>(u"exportResults"_s);
                return button != nullptr && button->isVisible();
            },
            60'000);
    }
};

void TestWindowActions::readingIsTheDefaultAndSaysSo()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(program.choose(SyncTaskStatus::Error) >= 0);
    auto &retry = program.part<QPushButton>(u"retryTask"_s);
    QVERIFY(retry.isVisible());
    QVERIFY(!retry.isEnabled());
    QVERIFY2(retry.toolTip().contains(u"not allowed"_s), qPrintable(retry.toolTip()));
    QVERIFY(!program.part<QPushButton>(u"cancelTask"_s).isVisible());
    QVERIFY(!program.part<QLabel>(u"writable"_s).isVisible());
    // The preview says why, too.
    program.trigger(u"actionRetryTasks"_s);
    QVERIFY(!program.part<QPushButton>(u"sendActions"_s).isEnabled());
    QVERIFY(program.text(u"actionSummary"_s).contains(u"Nothing will be sent"_s));
    QCOMPARE(program.simulator().effectiveWrites(), 0);
    dialog(program)->close();
    // And what ends it stands beside the button.
    auto &allow = program.part<QPushButton>(u"allowChanges"_s);
    QVERIFY(allow.isVisible());
    program.click(u"allowChanges"_s);
    QVERIFY(!retry.isEnabled()); // what it allows is said first
    program.click(u"allowQuestionYes"_s);
    QVERIFY(retry.isEnabled());
    QVERIFY(!allow.isVisible());
    QVERIFY(program.part<QLabel>(u"writable"_s).isVisible());
}

void TestWindowActions::aFailedTaskIsRetriedAndTheNewOneAppears()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    QVERIFY(program.part<QLabel>(u"writable"_s).isVisible());
    QVERIFY(chooseFailure(program));
    program.click(u"retryTask"_s);
    QVERIFY(dialog(program)->isVisible());
    QCOMPARE(program.simulator().effectiveWrites(), 0); // a preview sends nothing
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
    const QString result = dialog(program)
                               ->findChild<QTableView *>()
                               ->model()
                               ->index(0, static_cast<int>(ActionTableModel::Column::Result))
                               .data()
                               .toString();
    QVERIFY2(result.startsWith(u"Accepted as "_s), qPrintable(result));
    const QString id = result.section(u' ', -1);
    program.click(u"closeActions"_s);
    program.type(u"filterText"_s, u"id:="_s + id);
    QTRY_COMPARE(program.model().rowCount(), 1);
    QCOMPARE(program.model().taskAt(0).trigger.value, TaskTrigger::Initiative);
}

void TestWindowActions::aRunningTaskIsCancelled()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    QVERIFY(program.choose(SyncTaskStatus::Synchronizing) >= 0);
    QVERIFY(!program.part<QPushButton>(u"retryTask"_s).isVisible());
    program.click(u"cancelTask"_s);
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
}

void TestWindowActions::aDrawerMakesWayForTheBarOfTheSelectedRows()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().resize(1280, 800);
    const auto clickRow = [&program](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(program.table().viewport(), Qt::LeftButton, modifiers,
                          program.table().visualRect(program.model().index(row, 0)).center());
    };
    clickRow(0, Qt::NoModifier);
    QVERIFY(program.window().isDetailPaneOpen());
    clickRow(2, Qt::ShiftModifier);
    QVERIFY(program.part<QWidget>(u"selectionBar"_s).isVisible());
    QVERIFY(!program.window().isDetailPaneOpen());
    clickRow(4, Qt::ControlModifier);
    QVERIFY(!program.window().isDetailPaneOpen());
    clickRow(1, Qt::NoModifier);
    QVERIFY(program.window().isDetailPaneOpen());
}

void TestWindowActions::aBarSpeaksOfTheSelectedRows()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const auto &bar = program.part<QWidget>(u"selectionBar"_s);
    QVERIFY(!bar.isVisible());
    program.type(u"filterText"_s, u"status:failed"_s);
    program.table().setCurrentIndex(program.model().index(0, 0));
    QTest::keyClick(&program.table(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(bar.isVisible());
    QCOMPARE(program.text(u"selectedCount"_s), u"2 selected, 2 failed"_s);
    program.click(u"copySelected"_s);
    QCOMPARE(QGuiApplication::clipboard()->text().trimmed().split(u'\n').size(), 3); // and titles
    const QString all = QLocale().toString(program.model().rowCount());
    QCOMPARE(program.text(u"selectAllListed"_s), u"All %1 that match"_s.arg(all));
    program.click(u"selectAllListed"_s);
    QVERIFY(!program.part<QWidget>(u"selectAllListed"_s).isVisible());
    QCOMPARE(program.text(u"selectedCount"_s), u"All %1 that match selected, %1 failed"_s.arg(all));
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    QVERIFY(!bar.isVisible()); // nothing of it is in sight
    QTest::keyClick(&program.window(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(bar.isVisible());
    program.click(u"retrySelected"_s);
    QVERIFY(dialog(program)->isVisible());
    QCOMPARE(dialog(program)->findChild<QTableView *>()->model()->rowCount(),
             program.model().rowCount());
    QTest::keyClick(dialog(program), Qt::Key_Escape);
    program.click(u"clearSelection"_s);
    QVERIFY(!bar.isVisible());
    QCOMPARE(program.table().selectionModel()->selectedRows().size(), 1);
}

void TestWindowActions::allThatMatchAreRetried()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed,done"_s);
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    QVERIFY(failed > 1 && failed < program.model().rowCount());
    program.trigger(u"actionRetryMatching"_s);
    QCOMPARE(dialog(program)->findChild<QTableView *>()->model()->rowCount(), failed);
}

void TestWindowActions::thePaneRetriesAllThatAreSelected()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    program.type(u"filterText"_s, u"status:failed"_s);
    QVERIFY(program.model().rowCount() > 2);
    program.table().setCurrentIndex(program.model().index(0, 0));
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(&program.table(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(program.settle());
    const auto selected = program.table().selectionModel()->selectedRows().size();
    QVERIFY(selected > 1);
    program.click(u"retryTask"_s);
    QCOMPARE(dialog(program)->findChild<QTableView *>()->model()->rowCount(), selected);
}

void TestWindowActions::manyAreRetriedByKeysAlone()
{
    SimulatedDashboard program(20'000, {.chartRange = ChartRange::All});
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    allow(program);
    QTest::keyClick(&program.window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"status:failed,running cross:no"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(program.model().rowCount() < 2'000);
    QVERIFY(program.model().rowCount() >= 200);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&program.window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(dialog(program)->isVisible());
    const auto *table = dialog(program)->findChild<QTableView *>()->model();
    QCOMPARE(table->rowCount(), program.model().rowCount());
    int toBeSent = 0;
    for (int row = 0; row < table->rowCount(); ++row)
        toBeSent += table->index(row, 0).data(ActionTableModel::IsSentRole).toBool() ? 1 : 0;
    QVERIFY(toBeSent > 0 && toBeSent < table->rowCount());
    QVERIFY(program.text(u"actionSummary"_s).contains(u"not finished"_s)); // why the others are not
    QTest::keyClick(dialog(program), Qt::Key_Return);
    QVERIFY(finish(program));
    const int writes = program.simulator().effectiveWrites();
    QVERIFY(writes > 0 && writes <= toBeSent);
    QTest::keyClick(dialog(program), Qt::Key_Escape);
    QTRY_VERIFY(dialog(program) == nullptr);
}

void TestWindowActions::whatTheRegistryForbidsIsNotOfferedAgain()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    program.simulator().setFaults({.deniedPermissions = {"cr:CreateRepositorySync"}});
    QVERIFY(chooseFailure(program));
    program.click(u"retryTask"_s);
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    program.click(u"closeActions"_s);
    auto &retry = program.part<QPushButton>(u"retryTask"_s);
    QTRY_VERIFY(!retry.isEnabled());
    QVERIFY2(retry.toolTip().contains(u"does not permit"_s), qPrintable(retry.toolTip()));
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowActions::whatTheFormerKeyMayNotDoIsOfferedToTheNext()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    program.simulator().setFaults(
        {.deniedPermissions = {"cr:CreateRepositorySync", "cr:CancelRepoSyncTask"}});
    const auto refuse = [&program](const QString &button) {
        program.click(button);
        program.click(u"sendActions"_s);
        const bool isOver = finish(program);
        program.click(u"closeActions"_s);
        return isOver &&
               QTest::qWaitFor([&] { return !program.part<QPushButton>(button).isEnabled(); });
    };
    QVERIFY(program.choose(SyncTaskStatus::Synchronizing) >= 0);
    QVERIFY(refuse(u"cancelTask"_s));
    QVERIFY(chooseFailure(program));
    QVERIFY(refuse(u"retryTask"_s));
    program.simulator().setFaults({});
    program.connectAnew();
    QVERIFY(program.settle());
    QTRY_VERIFY(program.part<QPushButton>(u"retryTask"_s).isEnabled());
    program.type(u"filterText"_s, u"status:running"_s);
    QTRY_VERIFY(program.choose(SyncTaskStatus::Synchronizing) >= 0);
    QTRY_VERIFY(program.part<QPushButton>(u"cancelTask"_s).isEnabled());
}

void TestWindowActions::stoppingSendsNothingMore()
{
    SimulatedDashboard program(9000, {.chartRange = ChartRange::All});
    QVERIFY(program.settle());
    allow(program);
    program.type(u"filterText"_s, u"status:failed"_s);
    QTRY_COMPARE(program.rowsWith(SyncTaskStatus::Error), program.model().rowCount());
    program.table().selectAll();
    program.trigger(u"actionRetryTasks"_s);
    const int planned = dialog(program)->findChild<QTableView *>()->model()->rowCount();
    QVERIFY(planned > 20);
    program.click(u"sendActions"_s);
    QVERIFY(waitForFirstWrite(program));
    QTest::keyClick(dialog(program), Qt::Key_Escape); // stops first
    QVERIFY(finish(program));
    const int writes = program.simulator().effectiveWrites();
    QVERIFY(writes < planned / 2);
    QVERIFY(program.text(u"actionSummary"_s).contains(u"not sent"_s));
}

void TestWindowActions::closingWhileSomethingIsSentIsAskedForTwice()
{
    SimulatedDashboard program(700, {.chartRange = ChartRange::All});
    QVERIFY(sendMany(program));
    QVERIFY(program.dashboard().isActing());
    QVERIFY(!program.window().close());
    QVERIFY(program.window().isVisible());
    QVERIFY(program.text(u"errorHappened"_s).contains(u"not been answered"_s));
    QVERIFY(program.dashboard().isActing());
    QVERIFY(finish(program));
    QVERIFY(program.window().close()); // nothing is under way any more
    program.window().show();
    program.click(u"closeActions"_s);

    // The next time it is asked for twice again.
    program.type(u"filterText"_s, u"status:running cross:no"_s);
    program.table().selectAll();
    program.trigger(u"actionCancelTasks"_s);
    program.click(u"sendActions"_s);
    QVERIFY(program.dashboard().isActing());
    QVERIFY(!program.window().close());
    QVERIFY(program.window().close());
}

void TestWindowActions::anotherConnectionLosesNoOutcome()
{
    SimulatedDashboard program(700, {.chartRange = ChartRange::All});
    QVERIFY(sendMany(program));
    QVERIFY(waitForFirstWrite(program));
    const int before = program.simulator().effectiveWrites();
    program.connectAnew();
    QVERIFY(program.dashboard().isActing());
    QVERIFY(finish(program));
    QVERIFY(!program.dashboard().isActing());
    const auto *table = dialog(program)->findChild<QTableView *>()->model();
    int accepted = 0;
    for (int row = 0; row < table->rowCount(); ++row) {
        const QString result =
            table->index(row, static_cast<int>(ActionTableModel::Column::Result)).data().toString();
        accepted += result.startsWith(u"Accepted as "_s) ? 1 : 0;
        QVERIFY2(!result.isEmpty(), qPrintable(QString::number(row)));
    }
    QVERIFY(accepted > before); // it went on
    QCOMPARE(program.simulator().effectiveWrites(), accepted);
    // What became of it stays, until somebody closes it.
    program.connectAnew();
    QVERIFY(program.settle());
    QVERIFY(dialog(program) && dialog(program)->isVisible());
    QCOMPARE(program.simulator().effectiveWrites(), accepted);
}

void TestWindowActions::whatWasNotSentYetEndsWithTheConnection()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    QVERIFY(chooseFailure(program));
    program.click(u"retryTask"_s);
    QVERIFY(dialog(program));
    program.connectAnew();
    QVERIFY(!dialog(program));
    QVERIFY(program.settle());
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowActions::resultsAreNotReplacedByAPlan()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    QVERIFY(chooseFailure(program));
    program.click(u"retryTask"_s);
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    const QString summary = program.text(u"actionSummary"_s);
    allow(program); // not any more
    QCOMPARE(program.text(u"actionSummary"_s), summary);
    QVERIFY(!program.part<QPushButton>(u"sendActions"_s).isVisible());
}

void TestWindowActions::theLeaveIsRememberedForNamedProfilesOnly()
{
    SimulatedDashboard program(100, {.writableProfiles = {u"prod"_s}});
    QVERIFY(program.settle());
    QVERIFY(!program.part<QLabel>(u"writable"_s).isVisible()); // this is another one
    allow(program);
    QCOMPARE(program.dashboard().settings().writableProfiles, QStringList{u"prod"_s});
}

void TestWindowActions::aTagIsSynchronizedFromADialog()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    allow(program);
    QVERIFY(program.choose(SyncTaskStatus::Success) >= 0);
    const SyncTask task = program.model().taskAt(program.table().currentIndex().row());
    program.trigger(u"actionCopyTag"_s);
    QCOMPARE(program.part<QLineEdit>(u"copyFromTag"_s).text(), task.imageFrom.imageTag);
    auto &tag = program.part<QLineEdit>(u"copyFromTag"_s);
    tag.clear();
    QTest::keyClicks(&tag, u"x"_s);
    QCOMPARE(program.part<QLineEdit>(u"copyToTag"_s).text(), u"x"_s); // follows its source
    tag.clear();
    QTest::keyClick(&tag, Qt::Key_Backspace);
    QTest::keyClicks(&tag, task.imageFrom.imageTag);
    program.click(u"copyNext"_s);
    QVERIFY(program.part<QPushButton>(u"sendActions"_s).isEnabled());
    QCOMPARE(program.simulator().effectiveWrites(), 0);
    program.part<QCheckBox>(u"overwriteTag"_s).setChecked(true);
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
}

void TestWindowActions::aRetryThatFailsAgainIsNamedAndLeftOut()
{
    SimulatedDashboard program(9000, {.chartRange = ChartRange::All});
    QVERIFY(program.settle());
    allow(program);
    program.type(u"filterText"_s, u"status:failed -is:repaired cross:no cause:immutable-tag"_s);
    QTRY_VERIFY(program.model().rowCount() > 0 &&
                program.model().taskAt(0).issue.value == TaskIssue::TagConflict);
    program.table().selectRow(0); // further down is one that a rule runs, which replaces nothing
    program.trigger(u"actionRetryTasks"_s);
    const auto &send = program.part<QPushButton>(u"sendActions"_s);
    auto &include = program.part<QCheckBox>(u"includeFailing"_s);
    QVERIFY(!send.isEnabled());
    const QString summary = program.text(u"actionSummary"_s);
    QVERIFY2(summary.contains(u"would fail again"_s) && summary.contains(u"immutable"_s),
             qPrintable(summary));
    QVERIFY(include.isVisible());
    include.click();
    QVERIFY(send.isEnabled());
    QVERIFY(program.text(u"actionSummary"_s).contains(u"will fail again"_s));
    include.click();
    QVERIFY(!send.isEnabled());
    // Replacing may help, which is not known: it is sent, and said.
    program.part<QCheckBox>(u"overwriteTag"_s).click();
    QVERIFY(send.isEnabled());
    QVERIFY(!include.isVisible());
    QVERIFY(program.text(u"actionSummary"_s).contains(u"may fail again"_s));
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

QTEST_MAIN(TestWindowActions)
#include "tst_window_actions.moc"
