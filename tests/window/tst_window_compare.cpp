#include "actiondialog.h"
#include "actiontablemodel.h"
#include "comparedialog.h"
#include "comparisontablemodel.h"
#include "ruletable.h"
#include "ruleview.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CompareDialog *comparison(SimulatedDashboard &program)
{
    return program.window().findChild<CompareDialog *>();
}

QAbstractItemModel &compared(SimulatedDashboard &program)
{
    return *program.part<QTableView>(u"compareTable"_s).model();
}

int rowsSaying(SimulatedDashboard &program, const QString &verdict)
{
    const QAbstractItemModel &model = compared(program);
    int rows = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex cell = model.index(row, static_cast<int>(ComparisonColumn::Verdict));
        rows += cell.data().toString() == verdict ? 1 : 0;
    }
    return rows;
}

/// Of all that is absent.
int absentRows(SimulatedDashboard &program)
{
    return rowsSaying(program, u"Missing"_s) + rowsSaying(program, u"No known copy"_s);
}

[[nodiscard]] bool finish(SimulatedDashboard &program)
{
    return QTest::qWaitFor(
        [&program] {
            return comparison(program) && program.part<QPushButton>(u"compareRepeat"_s).isVisible();
        },
        60'000);
}

void pressCompare(SimulatedDashboard &program)
{
    QTest::keyClick(&program.window(), Qt::Key_D, Qt::ControlModifier);
}

/// A task whose image did not arrive, and whose destination is this account's.
[[nodiscard]] bool chooseFailure(SimulatedDashboard &program)
{
    if (!program.settle() || !QTest::qWaitForWindowActive(&program.window()))
        return false;
    program.type(u"filterText"_s, u"status:failed -is:repaired cross:no since:90d"_s);
    return QTest::qWaitFor([&program] {
               return program.model().rowCount() > 0 &&
                      program.rowsWith(SyncTaskStatus::Error) == program.model().rowCount();
           }) &&
           program.choose(SyncTaskStatus::Error) >= 0;
}

QByteArray destinationOfCurrent(SimulatedDashboard &program)
{
    const int row = program.table().currentIndex().row();
    return program.model().taskAt(row).imageTo.instanceId.toLatin1();
}

/// Opens the page with a rule that the registry lists.
[[nodiscard]] bool openRules(SimulatedDashboard &program)
{
    if (!program.settle() || !QTest::qWaitForWindowActive(&program.window()))
        return false;
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    return QTest::qWaitFor([&program] { return program.window().rules().canCompare(); });
}

} // namespace

/// Everything by keys.
class TestWindowCompare final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRepositoryIsComparedAndTheMissingTagsAreCopied();
    void nothingIsCopiedWithoutThePreview();
    void whatIsNotLoadedMayHaveBeenCopied();
    void aRuleIsComparedFromItsPage();
    void aRuleIsComparedFromItsMenu();
    void everyTagIsShownWhenAsked();
    void whatTheKeyMayNotReadIsSaid();
    void aStoppedDestinationIsSaid();
    void itCanBeStoppedAndBegunAgain();
    void anotherConnectionEndsIt();
    void withoutATaskItSaysWhy();
};

void TestWindowCompare::aRepositoryIsComparedAndTheMissingTagsAreCopied()
{
    SimulatedDashboard program(3000);
    program.toggleAllowed();
    QVERIFY(chooseFailure(program));
    const QString failed =
        program.model().taskAt(program.table().currentIndex().row()).imageFrom.path();
    pressCompare(program);
    QVERIFY(finish(program));
    const int absent = absentRows(program);
    const int rowsBefore = compared(program).rowCount();
    QVERIFY2(absent > 0, qPrintable(program.text(u"compareCounts"_s)));
    auto &copy = program.part<QPushButton>(u"compareCopy"_s);
    QVERIFY2(copy.isEnabled(), qPrintable(copy.toolTip()));
    QTest::keyClick(&copy, Qt::Key_Return);
    auto *preview = program.window().findChild<ActionDialog *>();
    QVERIFY(preview);
    QCOMPARE(preview->findChild<QTableView *>(u"actionTable"_s)->model()->rowCount(), absent);
    QCOMPARE(program.simulator().effectiveWrites(), 0);
    QTest::keyClick(preview->findChild<QPushButton *>(u"sendActions"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(program.simulator().effectiveWrites(), absent, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(preview->findChild<QPushButton *>(u"closeActions"_s)->isVisible(),
                             10'000);
    // The comparison follows, and offers none of them a second time.
    QTRY_COMPARE_WITH_TIMEOUT(absentRows(program), 0, 10'000);
    QVERIFY2(!program.text(u"compareCounts"_s).contains(u"missing"_s),
             qPrintable(program.text(u"compareCounts"_s)));
    QVERIFY(!copy.isEnabled());
    QCOMPARE(copy.toolTip(), u"What was missing is being copied, or was sent."_s);
    QCOMPARE(compared(program).rowCount(), rowsBefore);
}

void TestWindowCompare::nothingIsCopiedWithoutThePreview()
{
    SimulatedDashboard program(3000);
    program.toggleAllowed();
    QVERIFY(chooseFailure(program));
    pressCompare(program);
    QVERIFY(finish(program));
    auto &copy = program.part<QPushButton>(u"compareCopy"_s);
    QTest::keyClick(&copy, Qt::Key_Return);
    auto *preview = program.window().findChild<ActionDialog *>();
    QVERIFY(preview);
    QTest::keyClick(preview, Qt::Key_Escape);
    QTRY_VERIFY(!program.window().findChild<ActionDialog *>());
    QVERIFY(comparison(program)); // it stays, to be compared again
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

/// What was copied before the loaded tasks has no known copy either.
void TestWindowCompare::whatIsNotLoadedMayHaveBeenCopied()
{
    SimulatedDashboard program(9'000);
    QVERIFY(openRules(program));
    program.click(u"compareRule"_s);
    QVERIFY(finish(program));
    QVERIFY(program.text(u"compareCounts"_s).contains(u"without a known copy"_s));
    QVERIFY(program.text(u"compareNotes"_s).contains(u"Not all tasks are loaded"_s));
}

void TestWindowCompare::aRuleIsComparedFromItsPage()
{
    SimulatedDashboard program(900);
    QVERIFY(openRules(program));
    const QString name = program.window().rules().currentRule()->rule->name;
    QVERIFY(program.part<QPushButton>(u"compareRule"_s).isEnabled());
    program.click(u"compareRule"_s);
    QVERIFY(comparison(program));
    QVERIFY(program.text(u"compareTitle"_s).contains(name));
    QVERIFY(finish(program));
    const QString counts = program.text(u"compareCounts"_s);
    QVERIFY(!counts.isEmpty());
    QVERIFY(!program.text(u"compareNotes"_s).contains(u"Not all tasks are loaded"_s));
    QTest::keyClick(comparison(program), Qt::Key_Escape);
    QTRY_VERIFY(!comparison(program));
}

void TestWindowCompare::aRuleIsComparedFromItsMenu()
{
    SimulatedDashboard program(900);
    QVERIFY(openRules(program));
    auto &table = program.part<RuleTable>(u"ruleTable"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {}, Qt::NoModifier);
    QCoreApplication::sendEvent(table.viewport(), &event);
    auto *menu = program.window().findChild<QMenu *>(u"ruleMenu"_s);
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text() == u"Compare its tags…"_s)
            action->trigger();
    }
    menu->close();
    QVERIFY(comparison(program));
}

void TestWindowCompare::everyTagIsShownWhenAsked()
{
    SimulatedDashboard program(900);
    QVERIFY(chooseFailure(program));
    pressCompare(program);
    QVERIFY(finish(program));
    const int few = compared(program).rowCount();
    QCOMPARE(rowsSaying(program, u"Same"_s), 0);
    QTest::keyClick(&program.part<QCheckBox>(u"compareShowAll"_s), Qt::Key_Space);
    QCOMPARE_GT(rowsSaying(program, u"Same"_s), 0);
    QTest::keyClick(&program.part<QCheckBox>(u"compareShowAll"_s), Qt::Key_Space);
    QCOMPARE(compared(program).rowCount(), few);
}

/// What cannot be read is not missing, and nothing of it is copied.
void TestWindowCompare::whatTheKeyMayNotReadIsSaid()
{
    SimulatedDashboard program(900);
    QVERIFY(chooseFailure(program));
    program.simulator().setFaults({.deniedPermissions = {"cr:ListRepositoryTag"}});
    pressCompare(program);
    QVERIFY(finish(program));
    QVERIFY2(program.text(u"compareNotes"_s).contains(u"may not read the tags"_s),
             qPrintable(program.text(u"compareNotes"_s)));
    QCOMPARE(absentRows(program), 0);
    QCOMPARE(program.text(u"compareNothing"_s), u"Nothing could be compared."_s);
    const auto &copy = program.part<QPushButton>(u"compareCopy"_s);
    QVERIFY(!copy.isEnabled());
    QVERIFY(!copy.toolTip().isEmpty());
}

void TestWindowCompare::aStoppedDestinationIsSaid()
{
    SimulatedDashboard program(900);
    QVERIFY(chooseFailure(program));
    program.simulator().setFaults({.stoppedInstances = {destinationOfCurrent(program)}});
    pressCompare(program);
    QVERIFY(finish(program));
    QVERIFY2(program.text(u"compareNotes"_s).contains(u"is not running (STOPPED)"_s),
             qPrintable(program.text(u"compareNotes"_s)));
    QCOMPARE(absentRows(program), 0);
    QVERIFY(!program.part<QPushButton>(u"compareCopy"_s).isEnabled());
}

void TestWindowCompare::itCanBeStoppedAndBegunAgain()
{
    SimulatedDashboard program(900);
    QVERIFY(openRules(program));
    pressCompare(program);
    QVERIFY(comparison(program));
    auto &stop = program.part<QPushButton>(u"compareStop"_s);
    stop.click();
    auto &repeat = program.part<QPushButton>(u"compareRepeat"_s);
    QTRY_VERIFY(repeat.isVisible());
    QVERIFY(program.text(u"compareNotes"_s).contains(u"Stopped"_s));
    repeat.click();
    QVERIFY(stop.isVisible());
    QVERIFY(finish(program));
    QVERIFY(!program.text(u"compareNotes"_s).contains(u"Stopped"_s));
}

void TestWindowCompare::anotherConnectionEndsIt()
{
    SimulatedDashboard program(900);
    QVERIFY(openRules(program));
    pressCompare(program);
    QVERIFY(comparison(program));
    program.connectAnew();
    QVERIFY(!comparison(program));
}

void TestWindowCompare::withoutATaskItSaysWhy()
{
    SimulatedDashboard program(900);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"repo:nowhere"_s);
    QTRY_COMPARE(program.model().rowCount(), 0);
    auto *action = program.window().findChild<QAction *>(u"actionCompareTags"_s);
    QVERIFY(action);
    QTRY_VERIFY(!action->isEnabled());
    pressCompare(program);
    QVERIFY(!comparison(program));
}

QTEST_MAIN(TestWindowCompare)
#include "tst_window_compare.moc"
