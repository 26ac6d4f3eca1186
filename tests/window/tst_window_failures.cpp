#include "failureboardview.h"
#include "failuretable.h"
#include "failuretablemodel.h"
#include "queryparser.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

class TestWindowFailures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromTheHeadlineToTheTasksOfACauseByKeysAlone();
    void theBoardCountsWhatTheTableLists();
    void everyGroupFindsAsManyTasksAsItCounts_data();
    void everyGroupFindsAsManyTasksAsItCounts();
    void controlLeavesAGroupOut();
    void escapeAndBackspaceGoBackToTheTasks();
    void escapeLeadsFromTheTasksOfAGroupBackToTheBoard();
    void withoutAFailureTheBoardSaysSo();
    void theBoardRestsWhileItIsNotInSight();
    void repairedFailuresCanBeLeftOut();
    void latestResultsAreOneClickAway();
    void theSwitchFollowsTheBox();
};

namespace {

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

FailureTable &board(SimulatedDashboard &program)
{
    return program.part<FailureTable>(u"failureTable"_s);
}

const FailureBoard &shown(SimulatedDashboard &program)
{
    return static_cast<const FailureTableModel *>(board(program).model())->board();
}

/// Opens the page and waits until it was counted.
[[nodiscard]] bool openBoard(SimulatedDashboard &program)
{
    QTest::keyClick(&program.window(), Qt::Key_2, Qt::AltModifier);
    return QTest::qWaitFor([&program] { return shown(program).count > 0; });
}

QString queryAfterEnter(SimulatedDashboard &program, int row,
                        Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    FailureTable &table = board(program);
    table.setFocus();
    table.selectRow(row);
    QTest::keyClick(&table, Qt::Key_Return, modifiers);
    return queryOf(program);
}

/// A query in one of the four groupings' words, for each row what it counts.
void chooseEach(SimulatedDashboard &program, const QString &grouping)
{
    program.click(grouping);
    QTRY_COMPARE(shown(program).grouping, program.window().failures().grouping());
    const FailureBoard counted = shown(program);
    QVERIFY(counted.groups.size() > 1);
    for (std::size_t row = 0; row < counted.groups.size(); ++row) {
        QTRY_COMPARE(shown(program).groups.size(), counted.groups.size());
        const QString query = queryAfterEnter(program, static_cast<int>(row));
        QVERIFY2(query.contains(u"status:failed"_s), qPrintable(query));
        QVERIFY(program.table().isVisible());
        QVERIFY(program.table().hasFocus());
        QCOMPARE(program.model().rowCount(), counted.groups[row].count);
        program.trigger(u"actionClearFilters"_s);
        QTest::keyClick(&program.window(), Qt::Key_2, Qt::AltModifier);
    }
}

} // namespace

void TestWindowFailures::fromTheHeadlineToTheTasksOfACauseByKeysAlone()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    auto &figure = program.part<QAbstractButton>(u"failedCount"_s);
    figure.setFocus();
    QTest::keyClick(&figure, Qt::Key_Space);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QVERIFY(openBoard(program));
    QTRY_VERIFY(board(program).hasFocus());
    QCOMPARE(shown(program).count, program.model().rowCount());

    QTest::keyClick(&board(program), Qt::Key_Down);
    const int row = board(program).currentIndex().row();
    QCOMPARE(row, 1);
    const FailureGroup group = shown(program).groups.at(1);
    QTest::keyClick(&board(program), Qt::Key_Return);
    QVERIFY(program.table().hasFocus());
    QCOMPARE(program.model().rowCount(), group.count);
    for (int task = 0; task < program.model().rowCount(); ++task)
        QCOMPARE(program.model().taskAt(task).issue.text, group.text);
}

void TestWindowFailures::theBoardCountsWhatTheTableLists()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    QCOMPARE(shown(program).count, program.rowsWith(SyncTaskStatus::Error));
    program.type(u"filterText"_s, u"to:frankfurt"_s);
    QTRY_COMPARE(shown(program).count, program.rowsWith(SyncTaskStatus::Error));
    QVERIFY(shown(program).count > 0);
    const auto &summary = program.part<QLabel>(u"failureSummary"_s);
    QVERIFY2(summary.text().contains(u"failed since"_s), qPrintable(summary.text()));
    QVERIFY(board(program).isVisible()); // another question is answered on the same page
}

void TestWindowFailures::everyGroupFindsAsManyTasksAsItCounts_data()
{
    QTest::addColumn<QString>("grouping");
    for (const QString &grouping : {u"byCause"_s, u"byRule"_s, u"byRoute"_s, u"byRepository"_s})
        QTest::newRow(qPrintable(grouping)) << grouping;
}

void TestWindowFailures::everyGroupFindsAsManyTasksAsItCounts()
{
    QFETCH(QString, grouping);
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    chooseEach(program, grouping);
}

void TestWindowFailures::controlLeavesAGroupOut()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    for (const QString &grouping : {u"byCause"_s, u"byRule"_s, u"byRoute"_s, u"byRepository"_s}) {
        program.click(grouping);
        QTRY_COMPARE(shown(program).grouping, program.window().failures().grouping());
        const FailureBoard before = shown(program);
        const QRect cell = board(program).visualRect(board(program).model()->index(0, 0));
        QTest::mouseDClick(board(program).viewport(), Qt::LeftButton, Qt::ControlModifier,
                           cell.center());
        QTRY_COMPARE(shown(program).count, before.count - before.groups.front().count);
        QVERIFY(board(program).isVisible());
        QVERIFY(!queryOf(program).contains(u"status:"_s));
    }
    const int left = shown(program).count;
    QVERIFY(parseQuery(queryOf(program)).has_value());
    queryAfterEnter(program, 0, Qt::ControlModifier);
    QTRY_VERIFY(shown(program).count < left);
}

void TestWindowFailures::escapeAndBackspaceGoBackToTheTasks()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.click(u"statusERROR"_s);
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Backspace}) {
        QVERIFY(openBoard(program));
        QTest::keyClick(&board(program), key);
        QVERIFY(program.table().isVisible());
        QVERIFY(program.table().hasFocus());
        QCOMPARE(queryOf(program), u"status:failed"_s); // the filters are cleared by another Escape
    }
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QCOMPARE(queryOf(program), QString());
}

void TestWindowFailures::escapeLeadsFromTheTasksOfAGroupBackToTheBoard()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.click(u"failedCount"_s);
    const QString before = queryOf(program);
    QVERIFY(openBoard(program));
    QVERIFY(queryAfterEnter(program, 1) != before);
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QCOMPARE(queryOf(program), before);
    QVERIFY(board(program).isVisible());
    QTRY_VERIFY(board(program).hasFocus());
    QCOMPARE(board(program).currentIndex().row(), 1);

    // Who went on from there on another way is not led back.
    queryAfterEnter(program, 1);
    program.type(u"filterText"_s, u"tag:v1"_s);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Escape);
    QCOMPARE(queryOf(program), QString());
    QVERIFY(program.table().isVisible());
}

void TestWindowFailures::withoutAFailureTheBoardSaysSo()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    for (const QString &query : {u"status:done"_s, u"no such words anywhere"_s}) {
        program.type(u"filterText"_s, query);
        QTRY_VERIFY(program.part<QWidget>(u"noFailures"_s).isVisible());
        QVERIFY(!board(program).isVisible());
        QVERIFY(!program.window().placeholder().isVisible());
    }
    program.click(u"pageTasks"_s);
    QVERIFY(program.window().placeholder().isVisible());
    program.trigger(u"actionClearFilters"_s);
    QVERIFY(openBoard(program));
    QVERIFY(board(program).isVisible());
}

void TestWindowFailures::theBoardRestsWhileItIsNotInSight()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    const FailureBoard before = shown(program);
    program.click(u"pageTasks"_s);
    program.type(u"filterText"_s, u"status:done"_s);
    QTRY_COMPARE(program.rowsWith(SyncTaskStatus::Error), 0);
    QCoreApplication::processEvents();
    QCOMPARE(shown(program), before);
    QTest::keyClick(&program.window(), Qt::Key_2, Qt::AltModifier);
    QTRY_COMPARE(shown(program).count, 0);
}

void TestWindowFailures::repairedFailuresCanBeLeftOut()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    QVERIFY(openBoard(program));
    const int repaired = shown(program).repaired;
    const int open = shown(program).open();
    QVERIFY(repaired > 0);
    program.type(u"filterText"_s, u"is:repaired"_s);
    QTRY_COMPARE(shown(program).count, repaired);
    QCOMPARE(program.model().rowCount(), repaired);
    QCOMPARE(shown(program).open(), 0);
    program.type(u"filterText"_s, u"status:failed -is:repaired"_s);
    QTRY_COMPARE(shown(program).count, open);
    QCOMPARE(program.model().rowCount(), open);
    QCOMPARE(shown(program).repaired, 0);
}

void TestWindowFailures::latestResultsAreOneClickAway()
{
    SimulatedDashboard program(9000);
    QVERIFY(program.settle());
    const int all = program.model().rowCount();
    program.click(u"latestOnly"_s);
    QCOMPARE(queryOf(program), u"is:latest"_s);
    QTRY_VERIFY(program.model().rowCount() < all);
    QSet<QStringList> images;
    for (int row = 0; row < program.model().rowCount(); ++row) {
        const SyncTask task = program.model().taskAt(row);
        const QStringList image{task.imageFrom.instanceId, task.imageFrom.path(),
                                task.imageTo.instanceId, task.imageTo.path()};
        QVERIFY2(!images.contains(image), qPrintable(image.join(u' ')));
        images.insert(image);
    }
    program.click(u"latestOnly"_s);
    QCOMPARE(queryOf(program), QString());
    QTRY_COMPARE(program.model().rowCount(), all);
}

void TestWindowFailures::theSwitchFollowsTheBox()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    auto &latest = program.part<QAbstractButton>(u"latestOnly"_s);
    QVERIFY(!latest.isChecked());
    program.type(u"filterText"_s, u"status:failed is:latest"_s);
    QVERIFY(latest.isChecked());
    program.type(u"filterText"_s, u"-is:latest"_s);
    QVERIFY(!latest.isChecked());
    program.type(u"filterText"_s, u"is:stuck"_s);
    program.click(u"latestOnly"_s);
    QCOMPARE(queryOf(program), u"is:stuck is:latest"_s); // both, not either
}

QTEST_MAIN(TestWindowFailures)
#include "tst_window_failures.moc"
