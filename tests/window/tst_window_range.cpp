#include "centerpages.h"
#include "chartlegend.h"
#include "displaytext.h"
#include "facetrow.h"
#include "failuretable.h"
#include "failuretablemodel.h"
#include "querytime.h"
#include "querywords.h"
#include "routetable.h"
#include "routetablemodel.h"
#include "routeview.h"
#include "ruletable.h"
#include "ruletablemodel.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QWheelEvent>

#include <cstdlib>

using namespace Qt::StringLiterals;

/// Adds up every pair of numbers that a person can compare: whatever the range, they are the same.
class TestWindowRange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allNumbersAgree_data();
    void allNumbersAgree();
    void numbersAgreeAfterANarrowQueryAndAfterLoadAll();
    void numbersAgreeWhenTimeHasGoneOn();
    void aClickOnANumberShowsThatManyTasks_data();
    void aClickOnANumberShowsThatManyTasks();
    void aClickOnANumberInARowShowsThatManyTasks();
    void theRangeIsNamedBesideTheHeadline();
    void escapeInTheListEndsAZoom();
    void escapeLeadsBackToTheBoardBeforeItEndsAnOlderZoom();
    void escapeEndsANewerZoomBeforeItLeadsBackToTheBoard();
    void theTimesOfAQueryTakeTheRangesPlace();
    void escapeTakesStatusAndTimeOfABarBackInOneStep();
    void anImpossibleRangeIsNotJudged();
    void theLegendFilters();
    void unfinishedTasksBelongToEveryRange();
    void anEmptyRangeSaysThatOlderTasksMatch();
    void withoutAHistoryAYearIsAMonth();
};

namespace {

/// Nothing is asked by itself: what a test compares stands still.
const Settings still{.refreshInterval = std::chrono::seconds(0)};

constexpr std::array listedStatuses = {SyncTaskStatus::Error, SyncTaskStatus::Synchronizing,
                                       SyncTaskStatus::Pending, SyncTaskStatus::Canceled,
                                       SyncTaskStatus::Success};

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

int figure(SimulatedDashboard &program, const QString &name)
{
    return QLocale().toInt(program.part<QAbstractButton>(name).text());
}

/// "1,200 tasks between … Failed: 37, Done: 1,163 …"
int inChart(SimulatedDashboard &program, const QString &pattern)
{
    const QString text = program.window().chart().accessibleDescription();
    const QRegularExpressionMatch match =
        QRegularExpression(pattern.arg(u"(\\d(?:[\\d,]*\\d)?)"_s)).match(text);
    return match.hasMatch() ? QLocale().toInt(match.captured(1)) : 0;
}

int inChart(SimulatedDashboard &program)
{
    return inChart(program, u"^%1 task.* between"_s);
}

int inChart(SimulatedDashboard &program, SyncTaskStatus status)
{
    return inChart(program, u"\\b"_s + displayName(status) + u": %1"_s);
}

int inSideBar(SimulatedDashboard &program, SyncTaskStatus status)
{
    return program.part<FacetRow>(u"status"_s + wireName(status)).count();
}

const std::vector<RouteFigures> &routes(SimulatedDashboard &program)
{
    return static_cast<const RouteTableModel *>(program.part<RouteTable>(u"routeTable"_s).model())
        ->routes();
}

const std::vector<RuleRow> &rules(SimulatedDashboard &program)
{
    return static_cast<const RuleTableModel *>(program.part<RuleTable>(u"ruleTable"_s).model())
        ->rules();
}

const FailureBoard &board(SimulatedDashboard &program)
{
    return static_cast<const FailureTableModel *>(
               program.part<FailureTable>(u"failureTable"_s).model())
        ->board();
}

int rowsWithRule(SimulatedDashboard &program)
{
    int count = 0;
    for (int row = 0; row < program.model().rowCount(); ++row)
        count += program.model().taskAt(row).ruleId.isEmpty() ? 0 : 1;
    return count;
}

/// With no query: every number against the rows of the table.
void compareAll(SimulatedDashboard &program)
{
    const int rows = program.model().rowCount();
    QTRY_COMPARE(inChart(program), rows);
    int inFacets = 0;
    for (const SyncTaskStatus status : listedStatuses) {
        const int ofStatus = program.rowsWith(status);
        QTRY_COMPARE(inChart(program, status), ofStatus);
        QTRY_COMPARE(inSideBar(program, status), ofStatus);
        inFacets += ofStatus;
    }
    QCOMPARE(inFacets, rows);
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    const int done = program.rowsWith(SyncTaskStatus::Success);
    const int running = program.rowsWith(SyncTaskStatus::Synchronizing);
    const int waiting = program.rowsWith(SyncTaskStatus::Pending);
    QTRY_COMPARE(figure(program, u"failedCount"_s), failed);
    QTRY_COMPARE(figure(program, u"doneCount"_s), done);
    QTRY_COMPARE(figure(program, u"runningCount"_s), running);
    QTRY_COMPARE(figure(program, u"waitingCount"_s), waiting);

    QTest::keyClick(&program.window(), Qt::Key_2, Qt::AltModifier);
    QTRY_COMPARE(board(program).count, failed);
    int inGroups = 0;
    for (const FailureGroup &group : board(program).groups)
        inGroups += group.count;
    QCOMPARE(inGroups, failed);

    const auto onRoutes = [&program](SyncTaskStatus status) {
        int count = 0;
        for (const RouteFigures &route : routes(program))
            count += route.figures.counts.of(status);
        return count;
    };
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    QTRY_COMPARE(onRoutes(SyncTaskStatus::Error), failed);
    QTRY_COMPARE(onRoutes(SyncTaskStatus::Success), done);
    int active = 0;
    for (const RouteFigures &route : routes(program))
        active += route.figures.running + route.figures.waiting;
    QCOMPARE(active, running + waiting);

    const auto ofRules = [&program] {
        int count = 0;
        for (const RuleRow &rule : rules(program))
            count += rule.figures.counts.total();
        return count;
    };
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    QTRY_COMPARE(ofRules(), rowsWithRule(program));
    QTest::keyClick(&program.window(), Qt::Key_1, Qt::AltModifier);
}

} // namespace

void TestWindowRange::allNumbersAgree_data()
{
    QTest::addColumn<QString>("button");
    for (const QString &name :
         {u"rangeHour"_s, u"rangeDay"_s, u"rangeWeek"_s, u"rangeMonth"_s, u"rangeAll"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestWindowRange::allNumbersAgree()
{
    QFETCH(QString, button);
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.click(button);
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 0);
    compareAll(program);
}

void TestWindowRange::numbersAgreeAfterANarrowQueryAndAfterLoadAll()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    const int before = program.model().rowCount();
    const int failed = figure(program, u"failedCount"_s);
    // A question that the registry answers brings tasks from before the range.
    program.type(u"filterText"_s,
                 u"namespace:="_s + program.model().taskAt(0).imageFrom.repoNamespaceName);
    QVERIFY(program.settle());
    QCOMPARE(figure(program, u"failedCount"_s), failed);
    program.trigger(u"actionClearFilters"_s);
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), before);
    compareAll(program);

    Q_EMIT program.window().placeholder().loadAllRequested();
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), before);
    compareAll(program);
}

void TestWindowRange::numbersAgreeWhenTimeHasGoneOn()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    const int before = program.model().rowCount();
    program.clock().putForward(std::chrono::hours(5));
    QTRY_VERIFY(program.model().rowCount() < before); // the oldest left the range
    QVERIFY(program.settle());
    compareAll(program);
}

void TestWindowRange::aClickOnANumberShowsThatManyTasks_data()
{
    allNumbersAgree_data();
}

void TestWindowRange::aClickOnANumberShowsThatManyTasks()
{
    QFETCH(QString, button);
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.click(button);
    QVERIFY(program.settle());
    for (const QString &name : {u"failedCount"_s, u"runningCount"_s, u"waitingCount"_s}) {
        const int shown = figure(program, name);
        program.click(name);
        QTRY_COMPARE(program.model().rowCount(), shown);
        QTRY_COMPARE(figure(program, name), shown);
        program.trigger(u"actionClearFilters"_s);
    }
    for (const SyncTaskStatus status : listedStatuses) {
        const int shown = inSideBar(program, status);
        program.click(u"status"_s + wireName(status));
        if (shown > 0)
            QTRY_COMPARE(program.model().rowCount(), shown);
        program.trigger(u"actionClearFilters"_s);
    }
}

void TestWindowRange::aClickOnANumberInARowShowsThatManyTasks()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"trigger:push"_s); // narrows neither routes nor rules
    const auto choose = [](QTableView &table, int column) {
        const QModelIndex index = table.model()->index(0, column);
        table.scrollTo(index);
        const int shown = QLocale().toInt(index.data().toString().section(u' ', 0, 0));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
        return shown;
    };
    const auto isThere = [](const QTableView &table, auto column) {
        return !table.isColumnHidden(static_cast<int>(column)); // there may be no room for it
    };
    for (const RouteColumn column :
         {RouteColumn::Failed, RouteColumn::Done, RouteColumn::Running}) {
        QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
        QTRY_VERIFY(!routes(program).empty());
        if (!isThere(program.part<RouteTable>(u"routeTable"_s), column))
            continue;
        const int shown =
            choose(program.part<RouteTable>(u"routeTable"_s), static_cast<int>(column));
        QVERIFY(queryOf(program).contains(u"status:"_s));
        QTRY_COMPARE(program.model().rowCount(), shown);
    }
    for (const RuleColumn column : {RuleColumn::Failed, RuleColumn::Tasks}) {
        QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(!rules(program).empty());
        if (!isThere(program.part<RuleTable>(u"ruleTable"_s), column))
            continue;
        const int shown = choose(program.part<RuleTable>(u"ruleTable"_s), static_cast<int>(column));
        QTRY_COMPARE(program.model().rowCount(), shown);
    }
    program.trigger(u"actionClearFilters"_s);
    for (const FailureColumn column :
         {FailureColumn::Failed, FailureColumn::Open, FailureColumn::Repaired}) {
        QTest::keyClick(&program.window(), Qt::Key_2, Qt::AltModifier);
        // Counted anew since the filters were cleared.
        QTRY_COMPARE(board(program).count, figure(program, u"failedCount"_s));
        if (!isThere(program.part<FailureTable>(u"failureTable"_s), column))
            continue;
        const int shown =
            choose(program.part<FailureTable>(u"failureTable"_s), static_cast<int>(column));
        QTRY_COMPARE(program.model().rowCount(), shown);
        program.trigger(u"actionClearFilters"_s);
    }
}

void TestWindowRange::theRangeIsNamedBesideTheHeadline()
{
    SimulatedDashboard program(2000, still);
    QVERIFY(program.settle());
    QTRY_COMPARE(program.text(u"headlineRange"_s), u"in 24 h"_s);
    program.click(u"rangeHour"_s);
    QTRY_COMPARE(program.text(u"headlineRange"_s), u"in 1 h"_s);
    program.click(u"rangeAll"_s);
    QVERIFY(program.settle());
    const QString rows = QLocale().toString(program.model().rowCount());
    QTRY_VERIFY(program.text(u"headlineRange"_s).startsWith(u"all %1 loaded"_s.arg(rows)));
    QVERIFY(!program.part<QAbstractButton>(u"failedCount"_s).accessibleName().contains(u"24"));
    const QDateTime end = program.clock().now().addSecs(-3600);
    Q_EMIT program.window().chart().zoomChosen(end.addSecs(-3600), end);
    QTRY_VERIFY(program.text(u"headlineRange"_s).contains(u" – "_s));
    compareAll(program);
}

namespace {

/// By the wheel over the newest tasks in the chart.
void zoomIn(SimulatedDashboard &program)
{
    QWidget *plot = program.part<QAbstractScrollArea>(u"timelineChart"_s).viewport();
    const QPoint pointer(plot->rect().right() - 40, plot->rect().center().y());
    QWheelEvent event(pointer, plot->mapToGlobal(pointer), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot, &event);
}

/// The tasks of the first route.
void openRoute(SimulatedDashboard &program)
{
    auto &routes = program.part<QTableView>(u"routeTable"_s);
    program.window().pages().openPage(program.window().routes());
    QTRY_VERIFY(routes.model()->rowCount() > 0);
    routes.setCurrentIndex(routes.model()->index(0, 0));
    QTest::keyClick(&routes, Qt::Key_Return);
    QTRY_VERIFY(program.window().pages().isOpen(program.table()));
    program.table().setFocus();
}

} // namespace

void TestWindowRange::escapeInTheListEndsAZoom()
{
    SimulatedDashboard program(900, still);
    QVERIFY(program.settle());
    const QString before = program.text(u"headlineRange"_s);
    zoomIn(program);
    QTRY_VERIFY(program.text(u"headlineRange"_s) != before);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QTRY_COMPARE(program.text(u"headlineRange"_s), before);
    QVERIFY(program.part<QAbstractButton>(u"rangeDay"_s).isChecked());
}

void TestWindowRange::escapeLeadsBackToTheBoardBeforeItEndsAnOlderZoom()
{
    SimulatedDashboard program(900, still);
    QVERIFY(program.settle());
    const QString before = program.text(u"headlineRange"_s);
    zoomIn(program);
    QTRY_VERIFY(program.text(u"headlineRange"_s) != before);
    const QString zoomed = program.text(u"headlineRange"_s);
    const CenterPages &pages = program.window().pages();
    auto &routes = program.part<QTableView>(u"routeTable"_s);
    openRoute(program);
    QVERIFY(!queryOf(program).isEmpty());
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QVERIFY(pages.isOpen(program.window().routes()));
    QCOMPARE(queryOf(program), QString());
    QCOMPARE(program.text(u"headlineRange"_s), zoomed);
    QTest::keyClick(&routes, Qt::Key_Escape);
    QVERIFY(pages.isOpen(program.table()));
    QCOMPARE(program.text(u"headlineRange"_s), zoomed);
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QTRY_COMPARE(program.text(u"headlineRange"_s), before);
}

void TestWindowRange::escapeEndsANewerZoomBeforeItLeadsBackToTheBoard()
{
    SimulatedDashboard program(900, still);
    QVERIFY(program.settle());
    const QString before = program.text(u"headlineRange"_s);
    const CenterPages &pages = program.window().pages();
    openRoute(program);
    const QString opened = queryOf(program);
    zoomIn(program);
    QTRY_VERIFY(program.text(u"headlineRange"_s) != before);

    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QTRY_COMPARE(program.text(u"headlineRange"_s), before);
    QVERIFY(pages.isOpen(program.table()));
    QCOMPARE(queryOf(program), opened);
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QVERIFY(pages.isOpen(program.window().routes()));
}

void TestWindowRange::theTimesOfAQueryTakeTheRangesPlace()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"since:2h"_s);
    QTRY_COMPARE(program.text(u"headlineRange"_s), u"since:2h"_s);
    QVERIFY(program.model().rowCount() > 0);
    compareAll(program);
    // Moments are told as those of a range that is drawn, what moves on as it is asked for.
    const QDateTime now = program.clock().now();
    const QDateTime begin = now.addSecs(-7200 - now.time().second());
    const QString since = u"since:"_s + queryTimeText(begin);
    program.type(u"filterText"_s, since + u" until:"_s + queryTimeText(begin.addSecs(3600)));
    QTRY_VERIFY(program.text(u"headlineRange"_s).contains(u" – "_s));
    program.type(u"filterText"_s, since);
    QTRY_VERIFY(program.text(u"headlineRange"_s).startsWith(u"since "_s));
    for (const QString &asked :
         QStringList{since + u" until:1h"_s, u"until:yesterday"_s, u'-' + since, u"since:today"_s,
                     since + u",2026-11-01"_s}) {
        program.type(u"filterText"_s, asked);
        QTRY_COMPARE(program.text(u"headlineRange"_s), asked);
    }
    program.type(u"filterText"_s, u"since:2h"_s);
    QTRY_COMPARE(program.text(u"headlineRange"_s), u"since:2h"_s);
    const int failed = figure(program, u"failedCount"_s);
    program.type(u"filterText"_s, u"since:2h status:failed"_s);
    QTRY_COMPARE(program.model().rowCount(), failed);
    QTRY_COMPARE(figure(program, u"failedCount"_s), failed);
    // A range that is chosen takes their place in turn.
    program.click(u"rangeDay"_s);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QTRY_COMPARE(program.text(u"headlineRange"_s), u"in 24 h"_s);
}

void TestWindowRange::escapeTakesStatusAndTimeOfABarBackInOneStep()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"trigger:push"_s);
    const int before = program.model().rowCount();
    const QDateTime end = program.clock().now();
    Q_EMIT program.window().chart().barChosen(SyncTaskStatus::Success, end.addSecs(-7200), end);
    QVERIFY(queryOf(program).contains(u"status:done"_s));
    QVERIFY(queryOf(program).contains(u"since:"_s) && queryOf(program).contains(u"until:"_s));
    QVERIFY(program.model().rowCount() > 0 && program.model().rowCount() < before);
    QTRY_COMPARE(inChart(program), program.model().rowCount());
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QCOMPARE(queryOf(program), u"trigger:push"_s);
    QCOMPARE(program.model().rowCount(), before);
    // The same from the chart, where the range is closed.
    Q_EMIT program.window().chart().barChosen(SyncTaskStatus::Success, end.addSecs(-7200), end);
    Q_EMIT program.window().chart().timeRangeCleared();
    QCOMPARE(queryOf(program), u"trigger:push"_s);
}

void TestWindowRange::anImpossibleRangeIsNotJudged()
{
    SimulatedDashboard program(900, still);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"since:today until:yesterday"_s);
    QTRY_COMPARE(program.text(u"healthWord"_s), u"No tasks"_s);
}

void TestWindowRange::theLegendFilters()
{
    SimulatedDashboard program(2000, still);
    QVERIFY(program.settle());
    auto &legend = program.part<ChartLegend>(u"chartLegend"_s);
    const QPoint first(4, legend.height() / 2);
    QTest::mouseClick(&legend, Qt::LeftButton, {}, first);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QTRY_COMPARE(inChart(program), program.model().rowCount());
    QTest::mouseClick(&legend, Qt::LeftButton, {}, first);
    QCOMPARE(queryOf(program), QString());
}

void TestWindowRange::unfinishedTasksBelongToEveryRange()
{
    SimulatedDashboard program(6000, still);
    QVERIFY(program.settle());
    program.click(u"rangeAll"_s);
    QVERIFY(program.settle());
    const int running = figure(program, u"runningCount"_s);
    const int waiting = figure(program, u"waitingCount"_s);
    const QDateTime hourAgo = program.clock().now().addSecs(-3600);
    program.click(u"rangeHour"_s);
    QVERIFY(program.settle());
    QTRY_COMPARE(figure(program, u"runningCount"_s), running);
    QTRY_COMPARE(figure(program, u"waitingCount"_s), waiting);
    int earlier = 0;
    for (int row = 0; row < program.model().rowCount(); ++row) {
        const SyncTask task = program.model().taskAt(row);
        if (!isFinished(task.status.value) && task.createdAt < hourAgo)
            ++earlier;
    }
    QVERIFY(earlier > 0);
    QTRY_VERIFY(inChart(program, u"%1 of them earlier"_s) >= earlier);
    // The bar of what is earlier is a number too.
    const QDateTime begin = hourAgo;
    Q_EMIT program.window().chart().barChosen(SyncTaskStatus::Synchronizing, {}, begin);
    QVERIFY(queryOf(program).contains(u"until:"_s) && !queryOf(program).contains(u"since:"_s));
    for (int row = 0; row < program.model().rowCount(); ++row)
        QVERIFY(program.model().taskAt(row).createdAt < begin.addSecs(60));
}

void TestWindowRange::anEmptyRangeSaysThatOlderTasksMatch()
{
    SimulatedDashboard program(300, still);
    QVERIFY(program.settle());
    program.clock().putForward(std::chrono::hours(24 * 40));
    program.type(u"filterText"_s, u"status:done"_s);
    QTRY_COMPARE(program.model().rowCount(), 0);
    QTRY_COMPARE(program.window().placeholder().state(), Placeholder::State::NothingInRange);
    program.click(u"allTimes"_s);
    QTRY_VERIFY(program.model().rowCount() > 0);
}

// It was chosen over a team's history, which counts what is not loaded: here all would be loaded.
void TestWindowRange::withoutAHistoryAYearIsAMonth()
{
    SimulatedDashboard program(10, {.chartRange = ChartRange::Year});
    SimulatedDashboard month(10, {.chartRange = ChartRange::Month});
    QVERIFY(program.settle() && month.settle());
    const auto begin = [](SimulatedDashboard &of) {
        return of.model().filter().range().beginMs.value_or(0);
    };
    constexpr qint64 day = 24LL * 3'600'000;
    QCOMPARE(program.window().chart().range(), ChartRange::Month);
    QVERIFY(std::abs(begin(program) - begin(month)) < day);
    QVERIFY(!program.part<QAbstractButton>(u"rangeYear"_s).isVisible());
    program.dashboard().openLink(u"syncdashboard://query?q=status:done&range=year"_s);
    QCOMPARE(program.window().chart().range(), ChartRange::Month);
    QVERIFY(std::abs(begin(program) - begin(month)) < day);
}

QTEST_MAIN(TestWindowRange)
#include "tst_window_range.moc"
