#include "displaytext.h"
#include "failurecolumns.h"
#include "manualclock.h"
#include "randomtasks.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const qint64 nowMs = testNow.toMSecsSinceEpoch();

FailureGroup group(const QString &text, int count, int repaired = 0)
{
    return {.text = text,
            .count = count,
            .repaired = repaired,
            .firstMs = nowMs - 7'200'000,
            .lastMs = nowMs - 60'000,
            .recent = count};
}

FailureBoard board(std::vector<FailureGroup> groups,
                   FailureGrouping grouping = FailureGrouping::Cause)
{
    return {.grouping = grouping,
            .beginMs = nowMs - 86'400'000,
            .endMs = nowMs,
            .periodMs = 43'200'000,
            .groups = std::move(groups)};
}

QString cell(const FailureTableModel &model, int row, FailureColumn column,
             int role = Qt::DisplayRole)
{
    return model.index(row, static_cast<int>(column)).data(role).toString();
}

QStringList names(const FailureTableModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << cell(model, row, FailureColumn::Name);
    return names;
}

} // namespace

class TestFailureTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRowSaysWhatFailedHowOftenAndWhen()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group(u"NETWORK_ERROR"_s, 37, 12)}));
        QCOMPARE(cell(model, 0, FailureColumn::Name), displayName(TaskIssue::NetworkError));
        QCOMPARE(cell(model, 0, FailureColumn::Failed), u"37"_s);
        QCOMPARE(cell(model, 0, FailureColumn::Open), u"25"_s);
        QCOMPARE(cell(model, 0, FailureColumn::Repaired), u"12 of 37"_s);
        QCOMPARE(cell(model, 0, FailureColumn::Repaired, Qt::AccessibleTextRole),
                 u"12 of 37 later succeeded"_s);
        QCOMPARE(cell(model, 0, FailureColumn::First), u"2 h ago"_s);
        QCOMPARE(cell(model, 0, FailureColumn::Last), u"1 m ago"_s);
        QVERIFY(cell(model, 0, FailureColumn::Last, Qt::ToolTipRole).contains(u"2026-11-24"_s));
        QCOMPARE(cell(model, 0, FailureColumn::Trend, Qt::AccessibleTextRole),
                 u"More failures than before. Last 12 h: 37 failed; the 12 h before: 0"_s);
    }

    void theShareIsOfTheLargestCount()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group(u"A"_s, 3), group(u"B"_s, 4, 3)}));
        QCOMPARE(model.index(0, 1).data(FailureTableModel::ShareRole).toDouble(), 0.75);
        QCOMPARE(model.index(1, 1).data(FailureTableModel::ShareRole).toDouble(), 1.0);
    }

    void theShareIsOfTheLargestCountOfTheBoardOfNow()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        for (const int largest : {4, 2, 8, 1}) { // fewer as well as more
            model.showBoard(board({group(u"A"_s, largest), group(u"B"_s, 1, 1)}));
            const auto share = [&model](int row, int role) {
                return model.index(row, 1).data(role).toDouble();
            };
            QCOMPARE(share(0, FailureTableModel::ShareRole), 1.0);
            QCOMPARE(share(0, FailureTableModel::OpenShareRole), 1.0);
            QCOMPARE(share(1, FailureTableModel::ShareRole), 1.0 / largest);
        }
    }

    void whatIsNotGivenIsSaidInWords()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group({}, 1)}));
        QCOMPARE(names(model), QStringList{u"No cause given"_s});
        model.showBoard(board({group({}, 1)}, FailureGrouping::Rule));
        QCOMPARE(names(model), QStringList{u"Without a rule"_s});
        model.showBoard(board({group({}, 1)}, FailureGrouping::Repository));
        QCOMPARE(names(model), QStringList{u"Image not given"_s});
    }

    void rulesHaveNames()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group(u"crsr-1"_s, 1)}, FailureGrouping::Rule));
        const QModelIndex name = model.index(0, static_cast<int>(FailureColumn::Name));
        QVERIFY(name.data(BoardRole::FixedFont).toBool()); // by its id
        model.setRuleNames({{u"crsr-1"_s, u"to Frankfurt"_s}});
        QVERIFY(!name.data(BoardRole::FixedFont).toBool());
        QCOMPARE(cell(model, 0, FailureColumn::Name), u"to Frankfurt"_s);
        QCOMPARE(cell(model, 0, FailureColumn::Name, Qt::ToolTipRole), u"crsr-1"_s);
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Rule"_s);
    }

    void anotherCountKeepsTheRows()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.showBoard(board({group(u"A"_s, 3), group(u"B"_s, 2), group(u"C"_s, 1)}));
        const QPersistentModelIndex b = model.index(1, 0);
        const QPersistentModelIndex c = model.index(2, 0);
        model.showBoard(board({group(u"D"_s, 9), group(u"B"_s, 7), group(u"A"_s, 3)}));
        QCOMPARE(names(model), (QStringList{u"D"_s, u"B"_s, u"A"_s}));
        QCOMPARE(b.row(), 1);
        QVERIFY(!c.isValid());
        model.showBoard(board({group(u"B"_s, 11), group(u"A"_s, 3)}));
        QCOMPARE(b.row(), 0);
        QCOMPARE(cell(model, 0, FailureColumn::Failed), u"11"_s);
        model.showBoard(board({}));
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(resets.size(), 0);
    }

    void anotherGroupingTakesNothingForTheSame()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group({}, 3)}));
        const QPersistentModelIndex row = model.index(0, 0);
        model.showBoard(board({group({}, 2)}, FailureGrouping::Rule));
        QVERIFY(!row.isValid());
        QCOMPARE(model.rowCount(), 1);
    }

    void theSameCountIsNoNews()
    {
        const ManualClock clock(testNow);
        FailureTableModel model(clock);
        model.showBoard(board({group(u"A"_s, 3)}));
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.showBoard(board({group(u"A"_s, 3)}));
        QCOMPARE(changes.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFailureTableModel)
#include "tst_failuretablemodel.moc"
