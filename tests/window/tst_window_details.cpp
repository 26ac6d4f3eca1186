#include "boardrowpane.h"
#include "centerpages.h"
#include "failureboardview.h"
#include "routeview.h"
#include "ruleview.h"
#include "sentview.h"
#include "simulateddashboard.h"
#include "taskdetailpane.h"
#include "tasklinkrow.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

/// Makes a task current whose image was copied to the same place before.
bool chooseWithEarlier(SimulatedDashboard &program)
{
    for (int row = 0; row < program.model().rowCount(); ++row) {
        program.table().setCurrentIndex(program.model().index(row, 0));
        const auto *earlier = program.window().findChild<TaskLinkRow *>(u"earlier0"_s);
        if (earlier && earlier->isVisible())
            return true;
    }
    return false;
}

} // namespace

class TestWindowDetails final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void otherPagesHaveNoTaskOfTheList();
    void otherPagesHaveTheRoomOfThePane();
    void theChosenTaskIsNamedAtOnce();
    void aFailureSaysWhyAndWhatToDo();
    void sourceAndDestinationStandSideBySide();
    void layersComeFromTheRegistry();
    void aRunningTaskShowsItsProgress();
    void theTaskIdIsCopiedWhole();
    void theSamePushIsOneClick();
    void theRuleIsNamed();
    void theTagsOfBothEndsAreCompared();
    void anEarlierResultOpensInTableAndPane();
    void aTaskThatTheFilterHidesOpensInThePane();
    void hundredQuickOpeningsEndWithTheLastOne();
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

void TestWindowDetails::theTagsOfBothEndsAreCompared()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.choose(SyncTaskStatus::Success);
    QVERIFY(program.settle());
    QCOMPARE(program.text(u"digestVerdict"_s), u"Same digest"_s);
    const QString digest = program.part<QLineEdit>(u"sourceDigestId"_s).text();
    QVERIFY(!digest.isEmpty());
    QVERIFY(isSameDigest(program.part<QLineEdit>(u"destinationDigestId"_s).text(), digest));
}

void TestWindowDetails::anEarlierResultOpensInTableAndPane()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(chooseWithEarlier(program));
    const auto &earlier = program.part<TaskLinkRow>(u"earlier0"_s);
    const TaskRow wanted = earlier.link().row;
    program.click(u"earlier0"_s);
    QCOMPARE(program.model().storeRow(program.table().currentIndex().row()), wanted);
    program.click(u"copyTaskId"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             program.model().taskAt(program.table().currentIndex().row()).id);
}

void TestWindowDetails::aTaskThatTheFilterHidesOpensInThePane()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(chooseWithEarlier(program));
    const QString shownId = program.model().taskAt(program.table().currentIndex().row()).id;
    program.type(u"filterText"_s, u"id:"_s + shownId);
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), 1);
    program.click(u"earlier0"_s);
    program.click(u"copyTaskId"_s);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"rst-"_s));
    QVERIFY(QGuiApplication::clipboard()->text() != shownId);
    QVERIFY(program.settle());
    QVERIFY(program.part<QWidget>(u"layerList"_s).isVisible());

    // The table's row leads back, by mouse and by key.
    TaskTableView &table = program.table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                      table.visualRect(table.currentIndex()).center());
    program.click(u"copyTaskId"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), shownId);
    program.click(u"earlier0"_s);
    QTest::keyClick(&table, Qt::Key_Return);
    program.click(u"copyTaskId"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), shownId);
}

void TestWindowDetails::hundredQuickOpeningsEndWithTheLastOne()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    for (int row = 0; row < 100; ++row) {
        program.table().setCurrentIndex(program.model().index(row, 0));
        QCoreApplication::processEvents();
        if (row % 20 == 0) // the others are left before the registry was asked, or answered
            QVERIFY(program.settle());
    }
    QVERIFY(program.settle());
    QCOMPARE(program.text(u"detailTitle"_s), program.model().taskAt(99).imageFrom.path());
    QVERIFY(program.part<QWidget>(u"layerList"_s).isVisible());
    QVERIFY(program.text(u"digestVerdict"_s) != u"Looking the tag up at both ends …"_s);
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

void TestWindowDetails::otherPagesHaveNoTaskOfTheList()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(program.choose(SyncTaskStatus::Error) >= 0);
    const QString shown = program.text(u"detailTitle"_s);
    QVERIFY(!shown.isEmpty());
    CenterPages &pages = program.window().pages();
    const QWidget &table = program.table();
    for (const QWidget *page : std::initializer_list<const QWidget *>{
             &program.window().sent(), &program.window().rules(), &program.window().routes()}) {
        pages.openPage(*page);
        QCOMPARE(program.text(u"detailTitle"_s), QString());
        pages.openPage(table);
        QCOMPARE(program.text(u"detailTitle"_s), shown);
    }
}

void TestWindowDetails::otherPagesHaveTheRoomOfThePane()
{
    SimulatedDashboard program;
    MainWindow &window = program.window();
    window.resize(1440, 800);
    QVERIFY(program.settle());
    CenterPages &pages = window.pages();
    const auto &details = program.part<QAction>(u"actionDetails"_s);
    const QByteArray layout = window.layoutState();
    const int narrow = pages.width();
    QVERIFY(window.isDetailPaneOpen());
    for (const QWidget *board : std::initializer_list<const QWidget *>{
             &window.rules(), &window.routes(), &window.failures()}) {
        pages.openPage(*board);
        QVERIFY(!window.detailPane().isVisible());
        QVERIFY(window.boardRowPane().isVisible());
        QVERIFY(details.isEnabled());
        pages.openPage(program.table());
        QVERIFY(window.detailPane().isVisible());
        QVERIFY(!window.boardRowPane().isVisible());
    }
    pages.openPage(window.sent()); // has neither tasks nor rows of them
    QVERIFY(!window.detailPane().isVisible());
    QVERIFY(!window.boardRowPane().isVisible());
    QVERIFY(!details.isEnabled());
    QTRY_VERIFY(pages.width() > narrow);
    QCOMPARE(window.layoutState(), layout); // it is wanted all the same
    pages.openPage(program.table());
    QVERIFY(window.detailPane().isVisible());
    QVERIFY(details.isEnabled());
    QTRY_COMPARE(pages.width(), narrow);
    window.closeDetailPane();
    pages.openPage(window.rules());
    pages.openPage(program.table());
    QVERIFY(!window.detailPane().isVisible()); // who closed it does not get it back

    window.resize(1024, 700);
    window.openDetailPane();
    QVERIFY(window.detailPane().isVisible());
    pages.openPage(window.rules());
    QVERIFY(!window.isDetailPaneOpen()); // nor does it cover a page as a drawer
    window.openDetailPane();             // where it is asked for
    QVERIFY(window.boardRowPane().isVisible());
}

QTEST_MAIN(TestWindowDetails)
#include "tst_window_details.moc"
