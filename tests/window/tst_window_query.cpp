#include "centerpages.h"
#include "headlinebar.h"
#include "placeholder.h"
#include "querywords.h"
#include "routeview.h"
#include "simulateddashboard.h"
#include "statuschartview.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

class TestWindowQuery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxAndSideBarWriteTheSameQuery();
    void aMistakeLeavesTheLastGoodFilter();
    void anExpressionThatTakesTooLongIsRefused();
    void anExpressionThatTakesTooLongOverNewTasksIsTold();
    void aWordThatNoTaskHasIsSaid();
    void altLeftLeadsBackToQueryAndPage();
    void earlierQueriesComeBack();
    void theTimesOfTheChartCarryAnOffset();
    void allInstancesAreWatchedAtOnce();
    void oneInstanceIsACondition();
    void theFigureInTheHeadlineIsWhatAClickShows();
    void stuckTasksAreOneClickAway();
    void aRangeOfTheChartIsACondition();
    void aBarIsAStatusAndARange();
    void whatIsTypedIsNotLostByAClick();
    void theMenuOfARowNarrowsToItsCause();
};

namespace {

const QString costlyQuery = u"image:/^(\\w+[-.\\/:]?)+[!?]$/"_s;

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

} // namespace

void TestWindowQuery::boxAndSideBarWriteTheSameQuery()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.click(u"statusERROR"_s);
    QTRY_COMPARE(queryOf(program), u"status:failed"_s);
    program.type(u"filterText"_s, u"-status:done nginx"_s);
    QVERIFY(!program.part<QAbstractButton>(u"statusERROR"_s).isChecked());
    program.type(u"filterText"_s, u"status:waiting,failed"_s);
    QVERIFY(program.part<QAbstractButton>(u"statusERROR"_s).isChecked());
    QVERIFY(program.part<QAbstractButton>(u"statusPENDING"_s).isChecked());
}

void TestWindowQuery::aMistakeLeavesTheLastGoodFilter()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed"_s);
    const int failed = program.model().rowCount();
    program.type(u"filterText"_s, u"status:failed repo:/(/"_s);
    QCOMPARE(program.model().rowCount(), failed);
    QVERIFY(program.part<QLabel>(u"queryMistake"_s).isVisible());
    QCOMPARE(queryOf(program), u"status:failed repo:/(/"_s); // nothing is lost
}

void TestWindowQuery::anExpressionThatTakesTooLongIsRefused()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed"_s);
    const int failed = program.model().rowCount();
    for (const QString &text : {costlyQuery, QString(u'-' + costlyQuery)}) {
        program.type(u"filterText"_s, text);
        QCOMPARE(program.model().rowCount(), failed); // the last good filter stays
        QVERIFY(program.part<QLabel>(u"queryMistake"_s).isVisible());
        QVERIFY(program.text(u"queryMistake"_s).contains(u"too costly"));
        QCOMPARE(queryOf(program), text);
    }
}

void TestWindowQuery::anExpressionThatTakesTooLongOverNewTasksIsTold()
{
    SimulatedDashboard program;
    program.type(u"filterText"_s, costlyQuery); // nothing is loaded yet
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), 0);
    QVERIFY(program.text(u"queryMistake"_s).contains(u"too costly"));
    QCOMPARE(program.window().placeholder().state(), Placeholder::State::Undecided);
    program.click(u"clearFilterText"_s);
    QVERIFY(program.model().rowCount() > 0);
    QVERIFY(!program.part<QLabel>(u"queryMistake"_s).isVisible());
}

void TestWindowQuery::aWordThatNoTaskHasIsSaid()
{
    SimulatedDashboard program;
    program.type(u"filterText"_s, u"status:fialed"_s); // nothing is loaded yet
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), 0);
    const auto &remark = program.part<QLabel>(u"queryMistake"_s);
    QVERIFY(remark.isVisible());
    QVERIFY(remark.text().contains(u"“fialed”") && remark.text().contains(u"failed, running"));
    auto &field = program.part<QLineEdit>(u"filterText"_s);
    field.setText(u"status:失败"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(!remark.isVisible());
    QVERIFY(program.model().rowCount() > 0);
    program.type(u"filterText"_s, u"cause:fialed"_s);
    QVERIFY(remark.isVisible());
    program.click(u"clearFilterText"_s);
    QVERIFY(!remark.isVisible());
}

void TestWindowQuery::altLeftLeadsBackToQueryAndPage()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    CenterPages &pages = program.window().pages();
    const auto travel = [&program](int key) {
        QTest::keyClick(&program.window(), static_cast<Qt::Key>(key), Qt::AltModifier);
    };
    program.type(u"filterText"_s, u"status:failed"_s);
    pages.openPage(program.window().routes());
    program.type(u"filterText"_s, u"nginx"_s);
    QVERIFY(pages.isOpen(program.window().routes()));
    travel(Qt::Key_Left);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QVERIFY(pages.isOpen(program.window().routes()));
    travel(Qt::Key_Left);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QVERIFY(pages.isOpen(program.table()));
    travel(Qt::Key_Left);
    QCOMPARE(queryOf(program), QString());
    travel(Qt::Key_Left); // there is nothing before
    QCOMPARE(queryOf(program), QString());
    for (int i = 0; i < 3; ++i)
        travel(Qt::Key_Right);
    QCOMPARE(queryOf(program), u"nginx"_s);
    QVERIFY(pages.isOpen(program.window().routes()));
}

void TestWindowQuery::earlierQueriesComeBack()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"nginx"_s);
    program.type(u"filterText"_s, u"repo:/(/"_s); // a mistake is not kept
    program.click(u"clearFilterText"_s);
    program.click(u"statusERROR"_s);
    auto &field = program.part<QLineEdit>(u"filterText"_s);
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.text(), u"nginx"_s);
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field.text(), u"status:failed"_s);
}

void TestWindowQuery::theTimesOfTheChartCarryAnOffset()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QDateTime end = program.clock().now().addSecs(-3600);
    Q_EMIT program.window().chart().timeRangeChosen(end.addSecs(-1800), end);
    const QStringList words = queryOf(program).split(u' ');
    QCOMPARE(words.size(), 2);
    for (const QString &word : words)                         // "since:2026-11-01T05:30+00:00"
        QVERIFY2(word.endsWith(u"+00:00"), qPrintable(word)); // the tests run in UTC
}

void TestWindowQuery::theMenuOfARowNarrowsToItsCause()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int row = program.choose(SyncTaskStatus::Error);
    QVERIFY(row >= 0);
    const SyncTask task = program.model().taskAt(row);
    const auto cause = static_cast<int>(SyncTaskTableModel::Column::Cause);
    const QPoint at = program.table().visualRect(program.model().index(row, cause)).center();
    const auto choose = [&program, at](const QString &action) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, program.table().mapToGlobal(at));
        QCoreApplication::sendEvent(program.table().viewport(), &event);
        program.part<QMenu>(u"rowMenu"_s).findChild<QAction *>(action)->trigger();
        program.part<QMenu>(u"rowMenu"_s).close();
    };
    choose(u"onlyCell"_s);
    QCOMPARE(queryOf(program), u"cause:"_s + queryWord(task.issue.value));
    QVERIFY(program.model().rowCount() > 0);
    for (int other = 0; other < program.model().rowCount(); ++other)
        QCOMPARE(program.model().taskAt(other).issue, task.issue);
}

void TestWindowQuery::allInstancesAreWatchedAtOnce()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QSet<QString> instances;
    for (int row = 0; row < program.model().rowCount(); ++row)
        instances << program.model().taskAt(row).imageFrom.instanceId;
    QVERIFY(instances.size() > 1);
}

void TestWindowQuery::oneInstanceIsACondition()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int all = program.model().rowCount();
    const QList<QAction *> entries = program.part<QMenu>(u"instanceMenu"_s).actions();
    entries.last()->trigger();
    QVERIFY(queryOf(program).startsWith(u"instance:="_s));
    QVERIFY(program.model().rowCount() < all);
    program.click(u"clearFilterText"_s);
    QCOMPARE(program.model().rowCount(), all);
    QVERIFY(program.part<QMenu>(u"instanceMenu"_s).actions().first()->isChecked());
}

void TestWindowQuery::theFigureInTheHeadlineIsWhatAClickShows()
{
    SimulatedDashboard program(6000);
    QVERIFY(program.settle());
    const QString figure = program.part<QAbstractButton>(u"failedCount"_s).accessibleName();
    program.click(u"failedCount"_s);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    const QString rows = QLocale().toString(program.model().rowCount());
    QVERIFY2(figure.contains(rows), qPrintable(figure + u" / "_s + rows));
}

void TestWindowQuery::stuckTasksAreOneClickAway()
{
    SimulatedDashboard program(6000);
    QVERIFY(program.settle());
    Q_EMIT program.window().headline().stuckChosen();
    QCOMPARE(queryOf(program), u"is:stuck"_s);
    for (int row = 0; row < program.model().rowCount(); ++row)
        QVERIFY(!isFinished(program.model().taskAt(row).status.value));
}

void TestWindowQuery::aRangeOfTheChartIsACondition()
{
    SimulatedDashboard program(6000);
    QVERIFY(program.settle());
    const int all = program.model().rowCount();
    const QDateTime end = program.clock().now().addSecs(-3600);
    Q_EMIT program.window().chart().timeRangeChosen(end.addSecs(-3 * 3600), end);
    QVERIFY(queryOf(program).contains(u"since:"_s) && queryOf(program).contains(u"until:"_s));
    QVERIFY(program.model().rowCount() > 0 && program.model().rowCount() < all);
    Q_EMIT program.window().chart().timeRangeCleared();
    QCOMPARE(queryOf(program), QString());
    QCOMPARE(program.model().rowCount(), all);
}

void TestWindowQuery::aBarIsAStatusAndARange()
{
    SimulatedDashboard program(6000);
    QVERIFY(program.settle());
    const QDateTime now = program.clock().now();
    Q_EMIT program.window().chart().barChosen(SyncTaskStatus::Success, now.addSecs(-7200), now);
    QVERIFY(queryOf(program).contains(u"status:done"_s));
    QVERIFY(program.model().rowCount() > 0);
    QCOMPARE(program.rowsWith(SyncTaskStatus::Success), program.model().rowCount());
}

void TestWindowQuery::whatIsTypedIsNotLostByAClick()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    auto &box = program.part<QLineEdit>(u"filterText"_s);
    box.setFocus();
    QTest::keyClicks(&box, u"hangzhou"_s); // no pause yet
    program.click(u"statusERROR"_s);
    QCOMPARE(queryOf(program), u"hangzhou status:failed"_s);
}

QTEST_MAIN(TestWindowQuery)
#include "tst_window_query.moc"
