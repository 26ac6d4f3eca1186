#include "ruletable.h"
#include "ruletablemodel.h"
#include "ruleview.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestWindowRules final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRuleOfTheRegistryIsThere();
    void theRulesCountAllTasksOfRules();
    void enterShowsTheTasksOfARule();
    void controlLeavesARuleOut();
    void theChosenInstanceIsTheScope();
    void copiedRowsHaveEveryColumn();
    void escapeAndBackspaceGoBackToTheTasks();
    void theRulesRestWhileTheyAreNotInSight();
    void whatTheHistoryKnowsIsNotTakenForDeleted();
};

namespace {

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

RuleTable &table(SimulatedDashboard &program)
{
    return program.part<RuleTable>(u"ruleTable"_s);
}

const std::vector<RuleRow> &shown(SimulatedDashboard &program)
{
    return static_cast<const RuleTableModel *>(table(program).model())->rules();
}

bool isListed(const RuleRow &row)
{
    return row.rule.has_value();
}

/// Opens the page and waits until the registry has told of its rules.
[[nodiscard]] bool openRules(SimulatedDashboard &program)
{
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    return QTest::qWaitFor([&program] {
        return !shown(program).empty() && std::ranges::all_of(shown(program), isListed);
    });
}

QString queryAfterEnter(SimulatedDashboard &program, int row,
                        Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    table(program).setFocus();
    table(program).makeCurrent(row);
    QTest::keyClick(&table(program), Qt::Key_Return, modifiers);
    return queryOf(program);
}

} // namespace

void TestWindowRules::everyRuleOfTheRegistryIsThere()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    QVERIFY(shown(program).size() > 10);
    QVERIFY(program.text(u"ruleSummary"_s).startsWith(QString::number(shown(program).size())));
    // Some are started by hand only.
    QVERIFY(std::ranges::any_of(shown(program), [](const RuleRow &row) {
        return row.rule->trigger.value == TaskTrigger::Initiative;
    }));
}

void TestWindowRules::theRulesCountAllTasksOfRules()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    int failed = 0;
    for (const RuleRow &row : shown(program))
        failed += row.figures.counts.of(SyncTaskStatus::Error);
    QVERIFY(failed > 0);
    program.type(u"filterText"_s, u"status:failed since:24h rule:/./"_s);
    QTRY_COMPARE(program.model().rowCount(), failed);
    QVERIFY(table(program).isVisible());
}

void TestWindowRules::enterShowsTheTasksOfARule()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"repo:none-is-called-so"_s); // no part of what a rule counts
    QVERIFY(openRules(program));
    const std::vector<RuleRow> rules = shown(program);
    for (int row = 0; row < 5; ++row) {
        const RuleRow rule = rules[static_cast<std::size_t>(row)];
        const QString query = queryAfterEnter(program, row);
        QVERIFY2(query.startsWith(u"rule:="_s), qPrintable(query));
        QVERIFY(program.table().isVisible());
        QVERIFY(program.model().rowCount() > 0);
        for (int task = 0; task < program.model().rowCount(); ++task)
            QCOMPARE(program.model().taskAt(task).ruleId, rule.id);
        QVERIFY(openRules(program));
    }
}

void TestWindowRules::controlLeavesARuleOut()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    const QString id = shown(program).front().id;
    const QString query = queryAfterEnter(program, 0, Qt::ControlModifier);
    QVERIFY2(query.startsWith(u"-rule:="_s), qPrintable(query));
    QVERIFY(program.model().rowCount() > 0);
    for (int task = 0; task < program.model().rowCount(); ++task)
        QVERIFY(program.model().taskAt(task).ruleId != id);
}

void TestWindowRules::theChosenInstanceIsTheScope()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    const std::size_t all = shown(program).size();
    const QString instance = shown(program).front().instanceId;
    program.type(u"filterText"_s, u"instance:="_s + instance);
    const auto isOfIt = [&instance](const RuleRow &row) { return row.instanceId == instance; };
    QTRY_VERIFY(!shown(program).empty() && std::ranges::all_of(shown(program), isOfIt));
    const std::size_t one = shown(program).size();
    program.type(u"filterText"_s, u"-instance:="_s + instance);
    QTRY_VERIFY(std::ranges::none_of(shown(program), isOfIt));
    QCOMPARE(shown(program).size(), all - one);
    program.type(u"filterText"_s, u"instance:=none-is-called-so"_s);
    QTRY_VERIFY(shown(program).empty());
    QVERIFY(program.part<QWidget>(u"noRules"_s).isVisible());
}

void TestWindowRules::copiedRowsHaveEveryColumn()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    table(program).setFocus();
    QTest::keyClick(&table(program), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&table(program), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(static_cast<std::size_t>(lines.size()), shown(program).size() + 2);
    for (const QString &line : lines.first(lines.size() - 1))
        QCOMPARE(line.split(u'\t').size(), RuleTableModel::columns);
}

void TestWindowRules::escapeAndBackspaceGoBackToTheTasks()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Backspace}) {
        QVERIFY(openRules(program));
        QTRY_VERIFY(table(program).hasFocus());
        QTest::keyClick(&table(program), key);
        QVERIFY(program.table().hasFocus());
    }
}

void TestWindowRules::theRulesRestWhileTheyAreNotInSight()
{
    SimulatedDashboard program(3000);
    QVERIFY(program.settle());
    QVERIFY(openRules(program));
    const std::size_t before = shown(program).size();
    program.click(u"pageTasks"_s);
    program.type(u"filterText"_s, u"instance:=none-is-called-so"_s);
    QTRY_COMPARE(program.model().rowCount(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(shown(program).size(), before);
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    QTRY_VERIFY(shown(program).empty());
}

void TestWindowRules::whatTheHistoryKnowsIsNotTakenForDeleted()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(900, {}, folder.filePath(u"history.sqlite"_s));
    QVERIFY(program.settle());
    program.breakNetwork();
    program.reopen();
    QTRY_VERIFY(program.model().rowCount() > 0);
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    QTRY_VERIFY(!shown(program).empty());
    QVERIFY(std::ranges::none_of(
        shown(program), [](const RuleRow &row) { return row.state == RuleState::Deleted; }));
}

QTEST_MAIN(TestWindowRules)
#include "tst_window_rules.moc"
