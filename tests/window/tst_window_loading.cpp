#include "filterpane.h"
#include "footbar.h"
#include "headlinebar.h"
#include "simulateddashboard.h"
#include "statuschartview.h"
#include "tasktableview.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// At the simulated registry's pace this is more than a day of three instances.
constexpr int daysOfTasks = 9000;

QString coverage(SimulatedDashboard &program)
{
    return program.window().footBar().findChild<QLabel *>(u"coverage"_s)->text();
}

/// How many tasks are loaded, by the foot: the table shows those of the range.
int loaded(SimulatedDashboard &program)
{
    static const QRegularExpression number(u"[\\d,]+"_s);
    return QLocale().toInt(number.match(coverage(program)).captured());
}

QPushButton &loadAll(SimulatedDashboard &program)
{
    return *program.window().footBar().findChild<QPushButton *>(u"loadAll"_s);
}

} // namespace

class TestWindowLoading final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowFillsByItself();
    void everyTaskStandsInTheTableOnce();
    void theFootSaysThatAllIsLoaded();
    void aDayIsLoadedWithoutAsking();
    void loadMoreBringsOnePageOfEachInstance();
    void loadAllBringsTheRest();
    void stopEndsALoad();
    void aLongerChartLoadsFurtherBack();
    void refreshKeepsRowSelectionAndScroll();
    void refreshIsOneClick();
    void theIntervalIsRemembered();
    void anotherInstanceShowsItsOwnTasks();
    void theHeadlineCountsTheFailures();
    void theChartTellsItsStory();
    void columnsAreRemembered();
    void aClickSortsByRawValue();
};

void TestWindowLoading::theWindowFillsByItself()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 100);
    QVERIFY(program.table().isVisible());
    QVERIFY(program.table().currentIndex().isValid());
}

void TestWindowLoading::everyTaskStandsInTheTableOnce()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QSet<QString> ids;
    for (int row = 0; row < program.model().rowCount(); ++row)
        ids << program.model().taskAt(row).id;
    QCOMPARE(ids.size(), program.model().rowCount());
}

void TestWindowLoading::theFootSaysThatAllIsLoaded()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QString foot = coverage(program);
    QVERIFY2(foot.startsWith(u"All "_s), qPrintable(foot));
    QVERIFY(!loadAll(program).isVisible());
}

void TestWindowLoading::aDayIsLoadedWithoutAsking()
{
    SimulatedDashboard program(daysOfTasks);
    QVERIFY(program.settle());
    const QDateTime dayAgo = program.clock().now().addDays(-1);
    const SyncTask oldest = program.model().taskAt(program.model().rowCount() - 1);
    QVERIFY(oldest.createdAt < dayAgo.addSecs(600)); // those of the range reach back so far
    QVERIFY(loadAll(program).isVisible());
    QVERIFY(program.text(u"headlineScope"_s).isEmpty());
}

void TestWindowLoading::loadMoreBringsOnePageOfEachInstance()
{
    SimulatedDashboard program(daysOfTasks);
    QVERIFY(program.settle());
    const int before = loaded(program);
    program.click(u"loadMore"_s);
    QTRY_VERIFY(loaded(program) > before);
    QVERIFY(program.settle());
    QVERIFY(loaded(program) <= before + 3 * 100);
}

void TestWindowLoading::loadAllBringsTheRest()
{
    SimulatedDashboard program(daysOfTasks);
    QVERIFY(program.settle());
    const int before = loaded(program);
    QTest::mouseClick(&loadAll(program), Qt::LeftButton);
    QTRY_VERIFY(loaded(program) > before + 200);
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() < loaded(program)); // the range stays
    const QString foot = coverage(program);
    QVERIFY2(foot.startsWith(u"All "_s), qPrintable(foot));
}

void TestWindowLoading::stopEndsALoad()
{
    SimulatedDashboard program(60'000);
    QVERIFY(program.settle());
    const int before = loaded(program);
    QTest::mouseClick(&loadAll(program), Qt::LeftButton);
    QTRY_VERIFY(program.part<QPushButton>(u"stopLoading"_s).isVisible());
    QTRY_VERIFY(loaded(program) > before);
    program.click(u"stopLoading"_s);
    QVERIFY(program.settle());
    const int stopped = loaded(program);
    QVERIFY(loadAll(program).isVisible());
    program.trigger(u"actionRefresh"_s); // brings what is new, and does not go on
    QVERIFY(program.settle());
    QVERIFY(loaded(program) <= stopped + 3 * 100); // the newest page of each instance at most
}

void TestWindowLoading::aLongerChartLoadsFurtherBack()
{
    SimulatedDashboard program(daysOfTasks);
    QVERIFY(program.settle());
    const int before = program.model().rowCount();
    program.click(u"rangeWeek"_s);
    QTRY_VERIFY(program.model().rowCount() > before + 200);
    QVERIFY(program.settle());
    QCOMPARE(program.dashboard().settings().chartRange, ChartRange::Week);
}

void TestWindowLoading::refreshKeepsRowSelectionAndScroll()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    TaskTableView &table = program.table();
    table.setCurrentIndex(program.model().index(120, 0));
    table.scrollTo(program.model().index(140, 0), QAbstractItemView::PositionAtCenter);
    const QString current = program.model().taskAt(120).id;
    const int scroll = table.verticalScrollBar()->value();
    QSignalSpy reset(&program.model(), &QAbstractItemModel::modelReset);

    program.trigger(u"actionRefresh"_s);
    QTRY_VERIFY(program.dashboard().isSettled());
    QCOMPARE(program.model().taskAt(table.currentIndex().row()).id, current);
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table.verticalScrollBar()->value(), scroll);
    QCOMPARE(reset.size(), 0);
}

void TestWindowLoading::refreshIsOneClick()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.click(u"refreshButton"_s);
    QVERIFY(!program.dashboard().isSettled());
    QVERIFY(program.settle());
}

void TestWindowLoading::theIntervalIsRemembered()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QMenu *menu = program.part<QPushButton>(u"refreshInterval"_s).menu();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 5);
    menu->actions().last()->trigger();
    QCOMPARE(program.dashboard().settings().refreshInterval, std::chrono::seconds(5min));
}

void TestWindowLoading::anotherInstanceShowsItsOwnTasks()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    auto &menu = program.part<QMenu>(u"instanceMenu"_s);
    QCOMPARE(menu.actions().size(), 1 + 1 + 3); // all, a line, each
    menu.actions().at(2)->trigger();
    const QString first = program.model().taskAt(0).imageFrom.instanceId;
    menu.actions().at(3)->trigger();
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 0);
    const QString second = program.model().taskAt(0).imageFrom.instanceId;
    QVERIFY(second != first);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QCOMPARE(program.model().taskAt(row).imageFrom.instanceId, second);
    QCOMPARE(program.dashboard().settings().instanceId, second);
}

void TestWindowLoading::theHeadlineCountsTheFailures()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    QVERIFY(failed > 0);
    auto &figure = program.part<QAbstractButton>(u"failedCount"_s);
    QVERIFY2(figure.accessibleName().contains(QString::number(failed)),
             qPrintable(figure.accessibleName()));
    QVERIFY(!program.text(u"healthWord"_s).isEmpty());
}

void TestWindowLoading::theChartTellsItsStory()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QString story =
        program.window().chart().accessibleDescription() +
        program.window().findChild<QWidget *>(u"timelineChart"_s)->accessibleDescription();
    QVERIFY2(story.contains(QString::number(program.rowsWith(SyncTaskStatus::Error))),
             qPrintable(story));
}

void TestWindowLoading::columnsAreRemembered()
{
    using Column = SyncTaskTableModel::Column;
    Settings settings;
    {
        SimulatedDashboard program;
        program.table().setColumnHidden(static_cast<int>(Column::Cause), true);
        program.table().setColumnHidden(static_cast<int>(Column::TaskId), false);
        settings = program.dashboard().settings();
    }
    SimulatedDashboard again(900, settings);
    QVERIFY(again.table().isColumnHidden(static_cast<int>(Column::Cause)));
    QVERIFY(!again.table().isColumnHidden(static_cast<int>(Column::TaskId)));
}

void TestWindowLoading::aClickSortsByRawValue()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.table().sortByColumn(static_cast<int>(SyncTaskTableModel::Column::Created),
                                 Qt::AscendingOrder);
    for (int row = 1; row < program.model().rowCount(); ++row)
        QVERIFY(program.model().taskAt(row - 1).createdAt <= program.model().taskAt(row).createdAt);
}

QTEST_MAIN(TestWindowLoading)
#include "tst_window_loading.moc"
