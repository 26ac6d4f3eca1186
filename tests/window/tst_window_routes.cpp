#include "boardrowpane.h"
#include "queryparser.h"
#include "routetable.h"
#include "routetablemodel.h"
#include "routeview.h"
#include "simulateddashboard.h"
#include "taskdetailpane.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

class TestWindowRoutes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRoutesCountWhatTheHeadlineCounts();
    void enterShowsTheTasksOfARoute();
    void thePaneTellsOfTheCurrentRoute();
    void aFailureOfTheCurrentRouteIsOneClickAway();
    void controlLeavesARouteOut();
    void aQueryLeavesTheFiguresAlone();
    void whatTheFiguresFollowIsNotSaidToBeLeftOut();
    void theChosenInstanceIsTheScope();
    void copiedRowsHaveEveryColumn();
    void aClickOnATitleSorts();
    void theDelayedRouteIsOneClickAway();
    void escapeAndBackspaceGoBackToTheTasks();
    void withoutTasksThePageSaysSo();
    void theRoutesRestWhileTheyAreNotInSight();
};

namespace {

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

RouteTable &table(SimulatedDashboard &program)
{
    return program.part<RouteTable>(u"routeTable"_s);
}

const std::vector<RouteFigures> &shown(SimulatedDashboard &program)
{
    return static_cast<const RouteTableModel *>(table(program).model())->routes();
}

/// Opens the page and waits until it has rows.
[[nodiscard]] bool openRoutes(SimulatedDashboard &program)
{
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    return QTest::qWaitFor([&program] { return !shown(program).empty(); });
}

const QLabel *unapplied(SimulatedDashboard &program)
{
    return program.window().routes().findChild<QLabel *>(u"unappliedQuery"_s);
}

int failures(SimulatedDashboard &program)
{
    int failed = 0;
    for (const RouteFigures &route : shown(program))
        failed += route.figures.counts.of(SyncTaskStatus::Error);
    return failed;
}

int failuresInHeadline(SimulatedDashboard &program)
{
    return QLocale().toInt(program.part<QAbstractButton>(u"failedCount"_s).text());
}

/// What the box says after a key on a row.
QString queryAfterEnter(SimulatedDashboard &program, int row,
                        Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    table(program).setFocus();
    table(program).makeCurrent(row);
    QTest::keyClick(&table(program), Qt::Key_Return, modifiers);
    return queryOf(program);
}

} // namespace

void TestWindowRoutes::theRoutesCountWhatTheHeadlineCounts()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    QVERIFY(shown(program).size() > 2);
    QTRY_COMPARE(failures(program), failuresInHeadline(program));
    QVERIFY(failures(program) > 0);
    QVERIFY(program.text(u"routeSummary"_s).startsWith(QString::number(shown(program).size())));
}

void TestWindowRoutes::enterShowsTheTasksOfARoute()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    // Which instance and which time are asked stays; the status is not what the row counts.
    program.type(u"filterText"_s, u"status:done since:23h"_s);
    QVERIFY(openRoutes(program));
    for (int row = 0; row < static_cast<int>(shown(program).size()); ++row) {
        const RouteFigures route = shown(program)[static_cast<std::size_t>(row)];
        const QString query = queryAfterEnter(program, row);
        QVERIFY2(query.startsWith(u"since:23h route:"_s), qPrintable(query));
        QVERIFY(program.table().isVisible());
        QVERIFY(program.table().hasFocus());
        for (int task = 0; task < program.model().rowCount(); ++task) {
            QCOMPARE(program.model().taskAt(task).imageFrom.regionId, route.fromRegion);
            QCOMPARE(program.model().taskAt(task).imageTo.regionId, route.toRegion);
        }
        QVERIFY(openRoutes(program)); // the next one takes its place
    }
}

void TestWindowRoutes::thePaneTellsOfTheCurrentRoute()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const auto &pane = program.part<BoardRowPane>(u"boardRowPane"_s);
    QVERIFY(pane.isVisible());
    for (const int row : {0, 1, 2}) {
        const RouteFigures route = shown(program)[static_cast<std::size_t>(row)];
        table(program).makeCurrent(row);
        const QString name = table(program).nameOf(row);
        QTRY_COMPARE(program.text(u"boardRowTitle"_s), name);
        program.click(u"openBoardRow"_s);
        QVERIFY(program.table().isVisible());
        QVERIFY(program.model().rowCount() > 0);
        QVERIFY2(program.text(u"boardRowCounts"_s)
                     .startsWith(QLocale().toString(program.model().rowCount()) + u" task"_s),
                 qPrintable(program.text(u"boardRowCounts"_s)));
        QCOMPARE(program.model().taskAt(0).imageTo.regionId, route.toRegion);
        QVERIFY(!pane.isVisible()); // the list has the task there
        QVERIFY(openRoutes(program));
    }
}

void TestWindowRoutes::aFailureOfTheCurrentRouteIsOneClickAway()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    table(program).makeCurrent(0);
    QAbstractButton *link = nullptr; // made when there is a failure
    QTRY_VERIFY((link = program.window().findChild<QAbstractButton *>(u"boardFailures0"_s)));
    QTRY_VERIFY(link->isVisible());
    link->click();
    QVERIFY(program.table().isVisible());
    const int row = program.table().currentIndex().row();
    QVERIFY(row >= 0);
    QCOMPARE(program.model().taskAt(row).status.value, SyncTaskStatus::Error);
    QVERIFY(program.window().detailPane().isVisible());
}

void TestWindowRoutes::controlLeavesARouteOut()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const RouteFigures route = shown(program).front();
    const QString query = queryAfterEnter(program, 0, Qt::ControlModifier);
    QVERIFY2(query.startsWith(u"-route:"_s), qPrintable(query));
    for (int task = 0; task < program.model().rowCount(); ++task)
        QVERIFY(program.model().taskAt(task).imageTo.regionId != route.toRegion ||
                program.model().taskAt(task).imageFrom.regionId != route.fromRegion);
    QVERIFY(openRoutes(program));
    QCOMPARE(queryAfterEnter(program, 0, Qt::ControlModifier), query); // once is enough
}

void TestWindowRoutes::aQueryLeavesTheFiguresAlone()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const std::size_t routes = shown(program).size();
    const int failed = failures(program);
    program.type(u"filterText"_s, u"status:done to:frankfurt"_s);
    QTRY_COMPARE(program.rowsWith(SyncTaskStatus::Error), 0);
    QCOMPARE(shown(program).size(), routes);
    QCOMPARE(failures(program), failed);
    // Which is said, and what leads to its tasks stands beside it.
    const QLabel *said = unapplied(program);
    QVERIFY(said->isVisible());
    QVERIFY2(said->text().contains(u"status:done to:frankfurt"_s), qPrintable(said->text()));
    program.window().routes().findChild<QPushButton *>(u"showQueryTasks"_s)->click();
    QVERIFY(program.window().pages().isOpen(program.table()));
    QCOMPARE(queryOf(program), u"status:done to:frankfurt"_s);
}

void TestWindowRoutes::whatTheFiguresFollowIsNotSaidToBeLeftOut()
{
    SimulatedDashboard program(900);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const QLabel *said = unapplied(program);
    QVERIFY(!said->isVisible());
    const QString instance = program.model().taskAt(0).imageFrom.instanceId;
    program.type(u"filterText"_s, u"since:7d instance:="_s + instance);
    QTRY_VERIFY(program.model().filter().query().narrowsLoaded());
    QVERIFY(!said->isVisible());
}

void TestWindowRoutes::theChosenInstanceIsTheScope()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const QString instance = program.model().taskAt(0).imageFrom.instanceId;
    program.type(u"filterText"_s, u"instance:="_s + instance);
    QTRY_COMPARE(failures(program), failuresInHeadline(program));
    program.type(u"filterText"_s, u"instance:=none-is-called-so"_s);
    QTRY_VERIFY(shown(program).empty());
    QVERIFY(program.part<QWidget>(u"noRoutes"_s).isVisible());
}

void TestWindowRoutes::copiedRowsHaveEveryColumn()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    table(program).setFocus();
    table(program).makeCurrent(0);
    QTest::keyClick(&table(program), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table(program), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 4); // titles, two rows, and the end of the last
    QCOMPARE(lines[0].split(u'\t').size(), RouteTableModel::columns);
    QCOMPARE(lines[1].split(u'\t').size(), RouteTableModel::columns);
    const RouteFigures second = shown(program)[1];
    QCOMPARE(lines[2].split(u'\t').front(), second.fromRegion + u" → "_s + second.toRegion);
}

void TestWindowRoutes::aClickOnATitleSorts()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const QHeaderView &header = *table(program).horizontalHeader();
    const auto click = [&header](RouteColumn column) {
        const int left = header.sectionViewportPosition(static_cast<int>(column));
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, {left + 20, 10});
    };
    const auto failed = [&program](std::size_t row) {
        return shown(program)[row].figures.counts.of(SyncTaskStatus::Error);
    };
    click(RouteColumn::Failed);
    for (std::size_t row = 1; row < shown(program).size(); ++row)
        QVERIFY(failed(row - 1) >= failed(row));
    click(RouteColumn::Failed);
    for (std::size_t row = 1; row < shown(program).size(); ++row)
        QVERIFY(failed(row - 1) <= failed(row));
    QVERIFY(failed(0) < failed(shown(program).size() - 1));
}

void TestWindowRoutes::theDelayedRouteIsOneClickAway()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    auto &delayed = program.part<QAbstractButton>(u"mostDelayed"_s);
    QTRY_VERIFY(!delayed.text().isEmpty());
    delayed.click();
    QVERIFY(table(program).isVisible());
    const int row = table(program).currentIndex().row();
    QVERIFY(row >= 0);
    const QString name = table(program).model()->index(row, 0).data().toString();
    QVERIFY2(delayed.text().endsWith(u": "_s + name), qPrintable(delayed.text()));
    QVERIFY(delayed.toolTip().contains(u"Oldest unfinished"_s));
}

void TestWindowRoutes::escapeAndBackspaceGoBackToTheTasks()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Backspace}) {
        QVERIFY(openRoutes(program));
        QTRY_VERIFY(table(program).hasFocus());
        QTest::keyClick(&table(program), key);
        QVERIFY(program.table().isVisible());
        QVERIFY(program.table().hasFocus());
    }
}

void TestWindowRoutes::withoutTasksThePageSaysSo()
{
    SimulatedDashboard program;
    QCOMPARE(program.window().routes().accessibleName(), u"Routes"_s);
    QVERIFY(program.part<QWidget>(u"noRoutes"_s).focusPolicy() != Qt::NoFocus);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"no such words anywhere"_s);
    QVERIFY(openRoutes(program)); // the routes are those of the instance all the same
    QVERIFY(table(program).isVisible());
    QVERIFY(!program.window().placeholder().isVisible());
}

void TestWindowRoutes::theRoutesRestWhileTheyAreNotInSight()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRoutes(program));
    const std::vector<RouteFigures> before = shown(program);
    program.click(u"pageTasks"_s);
    program.type(u"filterText"_s, u"instance:=none-is-called-so"_s);
    QTRY_COMPARE(program.model().rowCount(), 0);
    QCoreApplication::processEvents();
    QVERIFY(shown(program) == before);
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY(shown(program).empty());
}

QTEST_MAIN(TestWindowRoutes)
#include "tst_window_routes.moc"
