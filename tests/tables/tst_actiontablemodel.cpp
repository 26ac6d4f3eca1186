#include "actiontablemodel.h"
#include "sampletasks.h"

#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

class TestActionTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingOfThePlanBeforeStandsBesideANewOne_data();
    void nothingOfThePlanBeforeStandsBesideANewOne();
};

namespace {

std::vector<PlannedAction> retriesOf(std::initializer_list<int> numbers)
{
    std::vector<PlannedAction> plan;
    for (const int number : numbers) {
        plan.push_back({.task = sampleTask(number, SyncTaskStatus::Error),
                        .disabledReason = ActionDisabledReason::None});
    }
    return plan;
}

QString cell(const ActionTableModel &model, ActionTableModel::Column column)
{
    return model.index(0, static_cast<int>(column)).data().toString();
}

} // namespace

void TestActionTableModel::nothingOfThePlanBeforeStandsBesideANewOne_data()
{
    QTest::addColumn<QList<int>>("next");
    QTest::newRow("the same task again") << QList<int>{1};
    QTest::newRow("another one") << QList<int>{2};
    QTest::newRow("more") << QList<int>{2, 3};
}

void TestActionTableModel::nothingOfThePlanBeforeStandsBesideANewOne()
{
    QFETCH(const QList<int>, next);
    ActionTableModel fresh;
    ActionTableModel model;
    model.showPlan(retriesOf({1}), {});
    model.showOutcome(0, {.state = ActionOutcome::State::Done, .createdId = u"rst-9"_s});
    model.showFollowed(0, {.outcome = SentOutcome::Accepted, .progress = SentProgress::Done});
    QCOMPARE(model.followed().accepted, 1);
    std::vector<PlannedAction> plan;
    for (const int number : next)
        plan.push_back(retriesOf({number}).front());
    fresh.showPlan(plan, {});
    model.showPlan(plan, {});
    for (const auto column : {ActionTableModel::Column::Result, ActionTableModel::Column::Followed})
        QCOMPARE(cell(model, column), cell(fresh, column));
    QCOMPARE(model.followed().accepted, 0);
    QCOMPARE(model.csv(), fresh.csv());
}

QTEST_GUILESS_MAIN(TestActionTableModel)
#include "tst_actiontablemodel.moc"
