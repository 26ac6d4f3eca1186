#include "filterpane.h"
#include "simulateddashboard.h"
#include "tasktableview.h"
#include "toolbar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

class TestWindowFilters final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNamespaceIsAskedOfTheRegistry();
    void repositoryAndTagNarrowFurther();
    void aStatusNarrowsWhatIsLoaded();
    void twoStatusesAreBothShown();
    void aTriggerNarrowsWhatIsLoaded();
    void wordsInTheBoxAllHaveToOccur();
    void theBoxFindsACauseByItsShownName();
    void theSideBarCountsWhatAClickWouldGive();
    void aNumberInTheHeadlineFilters();
    void escapeClearsTheFilters();
    void nothingFoundOffersToClear();
    void nothingOnTheServerIsSaidSo();
    void theHeadlineDoesNotFollowTheBox();
    void slashGoesToTheBox();
    void whatThePaneShowsIsMarkedAndInSight();
    void theCurrentRowStaysInSightWhenTheFilterIsCleared();
};

void TestWindowFilters::aNamespaceIsAskedOfTheRegistry()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    const QString name = program.model().taskAt(0).imageFrom.repoNamespaceName;
    program.type(u"namespaceName"_s, name);
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 0);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QCOMPARE(program.model().taskAt(row).imageFrom.repoNamespaceName, name);
}

void TestWindowFilters::repositoryAndTagNarrowFurther()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const ImageRef image = program.model().taskAt(5).imageFrom;
    program.type(u"repoName"_s, image.repoName);
    QVERIFY(program.settle());
    const int ofRepository = program.model().rowCount();
    program.type(u"tag"_s, image.imageTag);
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() <= ofRepository);
    for (int row = 0; row < program.model().rowCount(); ++row) {
        QCOMPARE(program.model().taskAt(row).imageFrom.repoName, image.repoName);
        QCOMPARE(program.model().taskAt(row).imageFrom.imageTag, image.imageTag);
    }
}

void TestWindowFilters::aStatusNarrowsWhatIsLoaded()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    QVERIFY(failed > 0);
    program.click(u"statusERROR"_s);
    QTRY_COMPARE(program.model().rowCount(), failed);
    QCOMPARE(program.rowsWith(SyncTaskStatus::Error), failed);
    program.click(u"statusERROR"_s);
    QTRY_VERIFY(program.model().rowCount() > failed);
}

void TestWindowFilters::twoStatusesAreBothShown()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int wanted =
        program.rowsWith(SyncTaskStatus::Error) + program.rowsWith(SyncTaskStatus::Canceled);
    program.click(u"statusERROR"_s);
    program.click(u"statusCANCELED"_s);
    QTRY_COMPARE(program.model().rowCount(), wanted);
}

void TestWindowFilters::aTriggerNarrowsWhatIsLoaded()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.click(u"triggerINITIATIVE"_s);
    QTRY_VERIFY(program.model().rowCount() > 0 &&
                program.model().taskAt(0).trigger.value == TaskTrigger::Initiative);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QCOMPARE(program.model().taskAt(row).trigger.value, TaskTrigger::Initiative);
}

void TestWindowFilters::wordsInTheBoxAllHaveToOccur()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const ImageRef image = program.model().taskAt(3).imageFrom;
    program.type(u"filterText"_s, image.repoName + u' ' + image.imageTag);
    QTRY_VERIFY(program.model().rowCount() < 100);
    QVERIFY(program.model().rowCount() > 0);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QVERIFY(program.model().taskAt(row).imageFrom.path().contains(image.imageTag));
}

void TestWindowFilters::theBoxFindsACauseByItsShownName()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"immutable tag"_s);
    QTRY_VERIFY(program.model().rowCount() > 0 &&
                program.model().taskAt(0).issue.value == TaskIssue::TagConflict);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QCOMPARE(program.model().taskAt(row).issue.value, TaskIssue::TagConflict);
}

void TestWindowFilters::theSideBarCountsWhatAClickWouldGive()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    auto &failed = program.part<QAbstractButton>(u"statusERROR"_s);
    const int before = program.rowsWith(SyncTaskStatus::Error);
    QVERIFY2(failed.accessibleDescription().contains(QString::number(before)),
             qPrintable(failed.accessibleDescription()));
    program.click(u"statusSUCCESS"_s); // its own kind of filter does not change the count
    QTRY_COMPARE(program.rowsWith(SyncTaskStatus::Error), 0);
    QVERIFY(failed.accessibleDescription().contains(QString::number(before)));
}

void TestWindowFilters::aNumberInTheHeadlineFilters()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    program.click(u"failedCount"_s);
    QTRY_COMPARE(program.model().rowCount(), failed);
    QVERIFY(program.part<QAbstractButton>(u"statusERROR"_s).isChecked());
}

void TestWindowFilters::escapeClearsTheFilters()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int all = program.model().rowCount();
    program.type(u"filterText"_s, u"immutable"_s);
    program.click(u"statusERROR"_s);
    QTRY_VERIFY(program.model().rowCount() < all);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QTRY_COMPARE(program.model().rowCount(), all);
    QVERIFY(program.part<QLineEdit>(u"filterText"_s).text().isEmpty());
    QVERIFY(!program.part<QAbstractButton>(u"statusERROR"_s).isChecked());
}

void TestWindowFilters::nothingFoundOffersToClear()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int all = program.model().rowCount();
    program.type(u"filterText"_s, u"no such words anywhere"_s);
    QTRY_VERIFY(program.window().placeholder().isVisible());
    QCOMPARE(program.window().placeholder().state(), Placeholder::State::NothingMatches);
    QTest::mouseClick(
        program.window().placeholder().findChild<QAbstractButton *>(u"clearFilters"_s),
        Qt::LeftButton);
    QTRY_COMPARE(program.model().rowCount(), all);
    QVERIFY(program.table().isVisible());
}

void TestWindowFilters::nothingOnTheServerIsSaidSo()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"namespaceName"_s, u"no-such-namespace"_s);
    QVERIFY(program.settle());
    QTRY_COMPARE(program.window().placeholder().state(), Placeholder::State::NothingOnServer);
}

void TestWindowFilters::theHeadlineDoesNotFollowTheBox()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QString before = program.part<QAbstractButton>(u"failedCount"_s).accessibleName();
    program.type(u"filterText"_s, u"immutable"_s);
    QTRY_VERIFY(program.model().rowCount() < 100);
    QCOMPARE(program.part<QAbstractButton>(u"failedCount"_s).accessibleName(), before);
}

void TestWindowFilters::slashGoesToTheBox()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Slash);
    QTRY_VERIFY(program.part<QLineEdit>(u"filterText"_s).hasFocus());
}

void TestWindowFilters::whatThePaneShowsIsMarkedAndInSight()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    TaskTableView &table = program.table();
    table.setCurrentIndex(program.model().index(200, 0));
    program.click(u"statusERROR"_s); // the current row is done, so it leaves
    QTRY_COMPARE(program.rowsWith(SyncTaskStatus::Success), 0);
    QTRY_VERIFY(table.selectionModel()->isRowSelected(table.currentIndex().row(), {}));
    QCOMPARE(program.text(u"detailTitle"_s),
             program.model().taskAt(table.currentIndex().row()).imageFrom.path());
    program.click(u"statusERROR"_s);
    QTRY_VERIFY(program.rowsWith(SyncTaskStatus::Success) > 0);
    QTRY_VERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex()).center()));
    QVERIFY(table.selectionModel()->isRowSelected(table.currentIndex().row(), {}));
}

void TestWindowFilters::theCurrentRowStaysInSightWhenTheFilterIsCleared()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    TaskTableView &table = program.table();
    const auto isInSight = [&table] {
        return table.viewport()->rect().contains(table.visualRect(table.currentIndex()).center());
    };
    for (const Qt::Key key : {Qt::Key_End, Qt::Key_Home}) {
        program.type(u"filterText"_s, u"status:failed"_s);
        QTRY_VERIFY(program.model().rowCount() < 1000);
        QVERIFY(program.model().rowCount() > 0);
        table.setFocus();
        QTest::keyClick(&table, key);
        QVERIFY(table.currentIndex().isValid());
        QTRY_VERIFY(isInSight());
        const QString id = program.model().taskAt(table.currentIndex().row()).id;
        QTest::keyClick(&table, Qt::Key_Escape);
        QTRY_VERIFY(program.model().rowCount() > 1000);
        QTRY_VERIFY(isInSight());
        QCOMPARE(program.model().taskAt(table.currentIndex().row()).id, id);
    }
}

QTEST_MAIN(TestWindowFilters)
#include "tst_window_filters.moc"
