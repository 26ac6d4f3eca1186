#include "manualclock.h"
#include "rulecolumns.h"
#include "rulesamples.h"
#include "ruletext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A model of one rule, and what its cells say.
struct Table {
    ManualClock clock{testNow};
    RuleTableModel model{clock};

    explicit Table(const std::vector<RuleRow> &rows) { model.showRules(rows); }
    [[nodiscard]] QString cell(RuleColumn column, int role = Qt::DisplayRole, int row = 0) const
    {
        return model.index(row, static_cast<int>(column)).data(role).toString();
    }
};

} // namespace

class TestRuleTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRuleThatNeverRanSaysNoNumbers()
    {
        const Table table(ruleRows(listOf({listed(u"crsr-1"_s)}), {}, {}));
        QCOMPARE(table.cell(RuleColumn::State), u"No tasks"_s);
        QCOMPARE(table.cell(RuleColumn::LastRun), QString());
        QCOMPARE(table.cell(RuleColumn::Success), QString());
    }

    void whatHasNoNameIsAnIdInTheFixedFont()
    {
        const auto isFixed = [](const Table &table, RuleColumn column) {
            return table.model.index(0, static_cast<int>(column))
                .data(BoardRole::FixedFont)
                .toBool();
        };
        const Table unnamed(ruleRows(listOf({listed(u"crsr-32x7"_s)}), {}, {}));
        QVERIFY(isFixed(unnamed, RuleColumn::Rule));
        QVERIFY(isFixed(unnamed, RuleColumn::Instance));
        QVERIFY(!isFixed(unnamed, RuleColumn::Route));
        Table named(ruleRows(listOf({listed(u"crsr-32x7"_s, u"web\u202Eeu"_s)}), {}, {}));
        named.model.setNames({.instances = {{u"cri-1"_s, u"hub"_s}, {u"cri-2"_s, u"eu"_s}}});
        QVERIFY(!isFixed(named, RuleColumn::Rule));
        QVERIFY(!isFixed(named, RuleColumn::Instance));
        QCOMPARE(named.cell(RuleColumn::Rule), u"web<U+202E>eu"_s);
        QVERIFY(!named.cell(RuleColumn::Rule, Qt::ToolTipRole).contains(u'\u202E'));
    }

    void aRowSaysWhatTheRuleDoesAndHowItFares()
    {
        Table table(ruleRows(listOf({listed(u"crsr-1"_s, u"web-eu"_s)}),
                             counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h, 30s),
                                      taskOf(u"crsr-1"_s, SyncTaskStatus::Error, 5h, 30s)}),
                             {}));
        table.model.setNames({.instances = {{u"cri-1"_s, u"hub"_s}, {u"cri-2"_s, u"frankfurt"_s}}});
        QCOMPARE(table.cell(RuleColumn::Rule), u"web-eu"_s);
        QCOMPARE(table.cell(RuleColumn::State), u"Failing"_s);
        QCOMPARE(table.cell(RuleColumn::LastRun), u"2 h ago"_s);
        QVERIFY(table.cell(RuleColumn::LastRun, Qt::ToolTipRole).startsWith(u"2026-11-24 12:00"_s));
        QCOMPARE(table.cell(RuleColumn::Failed), u"1"_s);
        QCOMPARE(table.cell(RuleColumn::Tasks), u"2"_s);
        QCOMPARE(table.cell(RuleColumn::Success), u"50.0 %"_s);
        QCOMPARE(table.cell(RuleColumn::P95), u"30 s"_s);
        QCOMPARE(table.cell(RuleColumn::Route), u"Hangzhou → Frankfurt"_s);
        QCOMPARE(table.cell(RuleColumn::Route, Qt::ToolTipRole), u"Sends from hub to frankfurt"_s);
        QCOMPARE(table.cell(RuleColumn::Copies), u"Namespace web"_s);
        QCOMPARE(table.cell(RuleColumn::Filters), u"Tags ^v.*"_s);
        QCOMPARE(table.cell(RuleColumn::Trigger), u"Automatic"_s);
        QCOMPARE(table.cell(RuleColumn::Instance), u"hub"_s);
        QCOMPARE(table.cell(RuleColumn::Rule, Qt::ToolTipRole).split(u'\n'),
                 (QStringList{u"crsr-1"_s, u"Namespace web"_s, u"Sends from hub to frankfurt"_s,
                              u"Tags ^v.*"_s, u"Automatic"_s}));
    }

    void aRuleThatFetchesReadsFromItsTarget()
    {
        ListedRule rule = listed(u"crsr-1"_s);
        rule.rule.direction = syncDirectionFromWire(u"TO"_s);
        QCOMPARE(ruleSource(rule.rule).instanceId, u"cri-2"_s);
        const Table table(ruleRows(listOf({rule}), {}, {}));
        QCOMPARE(table.cell(RuleColumn::Route), u"Frankfurt → Hangzhou"_s);
        QCOMPARE(table.cell(RuleColumn::Route, Qt::ToolTipRole), u"Fetches from cri-2 to cri-1"_s);
    }

    void allFiltersAreNamed()
    {
        SyncRule rule = listed(u"crsr-1"_s).rule;
        rule.repoNameFilter = u"api.*"_s;
        rule.namespaceNameFilter = u"team.*"_s;
        QCOMPARE(ruleFilterText(rule), u"Tags ^v.*, Repositories api.*, Namespaces team.*"_s);
        QCOMPARE(ruleFilterText({}), QString());
    }

    void aSilentRuleSaysForHowLong()
    {
        const Table table(ruleRows(listOf({listed(u"crsr-1"_s)}),
                                   counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 3h, 30s)}),
                                   {u"crsr-1"_s}));
        QCOMPARE(table.cell(RuleColumn::State), u"Silent 3 h 0 m"_s);
    }

    void aDeletedRuleIsCalledByItsIdAndKeepsItsRoute()
    {
        const Table table(ruleRows(
            listOf({}), counted({taskOf(u"gone"_s, SyncTaskStatus::Success, 3h, 30s)}), {}));
        QCOMPARE(table.cell(RuleColumn::Rule), u"gone"_s);
        QCOMPARE(table.cell(RuleColumn::State), u"Deleted"_s);
        QCOMPARE(table.cell(RuleColumn::Route), u"Hangzhou → Frankfurt"_s);
        QCOMPARE(table.cell(RuleColumn::Copies), QString());
    }

    void theClipboardGetsTheTimeItself()
    {
        const Table table(
            ruleRows(listOf({}), counted({taskOf(u"a"_s, SyncTaskStatus::Success, 3h, 30s)}), {}));
        QVERIFY(
            table.cell(RuleColumn::LastRun, BoardRole::CopyText).startsWith(u"2026-11-24 11:00"_s));
    }

    void itSortsByNameAndWhatIsNotGivenComesLast()
    {
        Table table(ruleRows(listOf({listed(u"crsr-2"_s, u"b"_s), listed(u"crsr-1"_s, u"a"_s)}),
                             counted({taskOf(u"crsr-2"_s, SyncTaskStatus::Success, 3h, 30s)}), {}));
        table.model.sort(static_cast<int>(RuleColumn::Rule), Qt::AscendingOrder);
        QCOMPARE(ids(table.model.rules()), (QStringList{u"crsr-1"_s, u"crsr-2"_s}));
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table.model.sort(static_cast<int>(RuleColumn::P95), order);
            QCOMPARE(ids(table.model.rules()), (QStringList{u"crsr-2"_s, u"crsr-1"_s}));
        }
    }

    void itIsSortedByWhatInstancesAreCalledNow()
    {
        ListedRule elsewhere = listed(u"crsr-2"_s);
        elsewhere.instanceId = u"cri-2"_s;
        Table table(ruleRows(listOf({listed(u"crsr-1"_s), elsewhere}), {}, {}));
        const QAbstractItemModelTester tester(
            &table.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QStringList byId{u"crsr-1"_s, u"crsr-2"_s};
        const QStringList swapped{u"crsr-2"_s, u"crsr-1"_s};
        table.model.sort(static_cast<int>(RuleColumn::Instance), Qt::AscendingOrder);
        QCOMPARE(ids(table.model.rules()), byId);
        const QPersistentModelIndex first = table.model.index(0, 0);
        // They come, change, and are gone.
        table.model.setNames({.instances = {{u"cri-1"_s, u"hub"_s}, {u"cri-2"_s, u"eu"_s}}});
        QCOMPARE(ids(table.model.rules()), swapped);
        QCOMPARE(first.row(), 1);
        table.model.setNames({.instances = {{u"cri-1"_s, u"a"_s}, {u"cri-2"_s, u"eu"_s}}});
        QCOMPARE(ids(table.model.rules()), byId);
        table.model.sort(static_cast<int>(RuleColumn::Instance), Qt::DescendingOrder);
        table.model.setNames({.instances = {{u"cri-1"_s, u"hub"_s}, {u"cri-2"_s, u"eu"_s}}});
        QCOMPARE(ids(table.model.rules()), byId);
        table.model.setNames({});
        QCOMPARE(ids(table.model.rules()), swapped);
    }

    void anotherCountKeepsTheRows()
    {
        Table table({});
        const QAbstractItemModelTester tester(
            &table.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&table.model, &QAbstractItemModel::modelReset);
        const RuleList list = listOf({listed(u"a"_s), listed(u"b"_s), listed(u"c"_s)});
        table.model.showRules(ruleRows(list, {}, {}));
        const QPersistentModelIndex b = table.model.index(1, 0);
        const QPersistentModelIndex c = table.model.index(2, 0);
        table.model.showRules(ruleRows(listOf({listed(u"a"_s), listed(u"b"_s)}),
                                       counted({taskOf(u"b"_s, SyncTaskStatus::Success, 3h, 30s)}),
                                       {}));
        QCOMPARE(ids(table.model.rules()), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(b.row(), 0);
        QVERIFY(!c.isValid());
        QCOMPARE(resets.size(), 0);
    }

    void everyColumnAndStateHasItsWords()
    {
        const Table table({});
        for (int column = 0; column < RuleTableModel::columns; ++column) {
            QVERIFY(!table.model.headerData(column, Qt::Horizontal).toString().isEmpty());
            QVERIFY(!table.model.headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                         .toString()
                         .isEmpty());
        }
        for (const RuleState state : {RuleState::Silent, RuleState::Failing, RuleState::Working,
                                      RuleState::NotListed, RuleState::NotSeen, RuleState::Deleted})
            QVERIFY(!displayName(state).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRuleTableModel)
#include "tst_ruletablemodel.moc"
