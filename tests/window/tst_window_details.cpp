#include "simulateddashboard.h"
#include "taskdetailpane.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

using namespace Qt::StringLiterals;

class TestWindowDetails final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theChosenTaskIsNamedAtOnce();
    void aFailureSaysWhyAndWhatToDo();
    void sourceAndDestinationStandSideBySide();
    void layersComeFromTheRegistry();
    void aRunningTaskShowsItsProgress();
    void theTaskIdIsCopiedWhole();
    void theSamePushIsOneClick();
    void theRuleIsNamed();
    void aNarrowWindowOpensADrawer();
    void escapeClosesTheDrawer();
    void quickSteppingEndsAtTheLastTask();
    void rowsAreCopiedWithTheirTitles();
};

void TestWindowDetails::theChosenTaskIsNamedAtOnce()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.table().setCurrentIndex(program.model().index(7, 0));
    const SyncTask task = program.model().taskAt(7);
    QCOMPARE(program.text(u"detailTitle"_s), task.imageFrom.path());
}

void TestWindowDetails::aFailureSaysWhyAndWhatToDo()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(program.choose(SyncTaskStatus::Error) >= 0);
    QVERIFY(!program.text(u"adviceHappened"_s).isEmpty());
    QVERIFY(!program.text(u"adviceWhatToDo"_s).isEmpty());
    QVERIFY(program.part<QWidget>(u"adviceHappened"_s).isVisible());
    QVERIFY(program.choose(SyncTaskStatus::Success) >= 0);
    QVERIFY(!program.part<QWidget>(u"adviceHappened"_s).isVisible());
}

void TestWindowDetails::sourceAndDestinationStandSideBySide()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int row = program.choose(SyncTaskStatus::Success);
    const SyncTask task = program.model().taskAt(row);
    QVERIFY(program.text(u"sourceTag"_s).contains(task.imageFrom.imageTag));
    QVERIFY(program.text(u"destinationTag"_s).contains(task.imageTo.imageTag));
}

void TestWindowDetails::layersComeFromTheRegistry()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.choose(SyncTaskStatus::Success);
    QVERIFY(program.settle());
    QTRY_VERIFY(program.part<QWidget>(u"layerList"_s).isVisible());
    QVERIFY(program.text(u"layersTitle"_s).contains(u"MiB"_s) ||
            program.text(u"layersTitle"_s).contains(u"GiB"_s));
}

void TestWindowDetails::aRunningTaskShowsItsProgress()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    const int row = program.choose(SyncTaskStatus::Synchronizing);
    QVERIFY(row >= 0);
    const QModelIndex cell =
        program.model().index(row, static_cast<int>(SyncTaskTableModel::Column::Progress));
    QTRY_VERIFY(cell.data(SyncTaskTableModel::ProgressRole).isValid());
    QVERIFY(cell.data().toString().endsWith(u'%'));
}

void TestWindowDetails::theTaskIdIsCopiedWhole()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int row = program.choose(SyncTaskStatus::Error);
    program.click(u"copyTaskId"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), program.model().taskAt(row).id);
}

void TestWindowDetails::theSamePushIsOneClick()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int row = program.choose(SyncTaskStatus::Error);
    const QString batch = program.model().taskAt(row).batchId;
    program.click(u"samePush"_s);
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 0);
    for (int i = 0; i < program.model().rowCount(); ++i)
        QCOMPARE(program.model().taskAt(i).batchId, batch);
}

void TestWindowDetails::theRuleIsNamed()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.choose(SyncTaskStatus::Success);
    const QModelIndex rule = program.model().index(
        program.table().currentIndex().row(), static_cast<int>(SyncTaskTableModel::Column::Rule));
    QTRY_VERIFY(!rule.data().toString().startsWith(u"crsr-"_s));
    QTRY_VERIFY(program.text(u"detailSubline"_s).contains(rule.data().toString()));
}

void TestWindowDetails::aNarrowWindowOpensADrawer()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().resize(1100, 700);
    QTRY_VERIFY(!program.window().isDetailPaneOpen());
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Return);
    QTRY_VERIFY(program.window().isDetailPaneOpen());
    QVERIFY(program.window().detailPane().isVisible());
}

void TestWindowDetails::escapeClosesTheDrawer()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().resize(1100, 700);
    program.window().openDetailPane();
    QTRY_VERIFY(program.window().isDetailPaneOpen());
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QTRY_VERIFY(!program.window().isDetailPaneOpen());
}

void TestWindowDetails::quickSteppingEndsAtTheLastTask()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.table().setFocus();
    program.table().setCurrentIndex(program.model().index(0, 0));
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(&program.table(), Qt::Key_Down);
    QCOMPARE(program.table().currentIndex().row(), 30);
    QVERIFY(program.settle());
    QTRY_VERIFY(program.part<QWidget>(u"factTaskId"_s).isVisible());
    program.click(u"copyTaskId"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), program.model().taskAt(30).id);
}

void TestWindowDetails::rowsAreCopiedWithTheirTitles()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.table().setFocus();
    program.table().setCurrentIndex(program.model().index(0, 0));
    QTest::keyClick(&program.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&program.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().trimmed().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.first().startsWith(u"Status\t"_s));
}

QTEST_MAIN(TestWindowDetails)
#include "tst_window_details.moc"
