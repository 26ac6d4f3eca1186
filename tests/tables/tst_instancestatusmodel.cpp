#include "boardroles.h"
#include "displaytext.h"
#include "instancestatusmodel.h"
#include "liststatustext.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

class TestInstanceStatusModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agesGoOnWhileNothingElseChanges();
    void eachColumnSaysItsOwn_data();
    void eachColumnSaysItsOwn();
    void whatListsNoInstanceIsNamed();
    void badNewsIsInTheStateAlone();
    void whatIsNotGivenIsSortedLast_data();
    void whatIsNotGivenIsSortedLast();
};

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

std::vector<ListStatus> statuses()
{
    return {{.state = ListStatus::State::NotAnswering,
             .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
             .name = u"hub"_s,
             .asOf = now.addSecs(-60),
             .nextTry = now.addSecs(1000)},
            {.state = ListStatus::State::Current,
             .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-2"_s},
             .name = u"edge"_s,
             .asOf = now.addSecs(-10)}};
}

} // namespace

void TestInstanceStatusModel::agesGoOnWhileNothingElseChanges()
{
    InstanceStatusModel model;
    const auto text = [&model](int row, InstanceStatusModel::Column column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    model.showStatuses(statuses(), now);
    const QString reading = text(0, InstanceStatusModel::Column::LastReading);
    const QString nextTry = text(0, InstanceStatusModel::Column::NextTry);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    model.showStatuses(statuses(), now);
    QCOMPARE(told.size(), 0);
    model.showStatuses(statuses(), now.addSecs(300));
    QCOMPARE(told.size(), 1);
    const auto first = told.at(0).at(0).toModelIndex();
    const auto last = told.at(0).at(1).toModelIndex();
    QCOMPARE(QPoint(first.column(), first.row()), QPoint(0, 0));
    QCOMPARE(QPoint(last.column(), last.row()),
             QPoint(model.columnCount() - 1, model.rowCount() - 1));
    QVERIFY(text(0, InstanceStatusModel::Column::LastReading) != reading);
    QVERIFY(text(0, InstanceStatusModel::Column::NextTry) != nextTry);
}

void TestInstanceStatusModel::eachColumnSaysItsOwn_data()
{
    QTest::addColumn<InstanceStatusColumn>("column");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("toolTip");
    const auto row = [](InstanceStatusColumn column, const QString &title, const QString &text,
                        const QString &toolTip) {
        QTest::addRow("%s", qPrintable(title)) << column << title << text << toolTip;
    };
    using Column = InstanceStatusColumn;
    row(Column::Instance, u"Instance"_s, u"hub"_s, u"cri-1"_s);
    row(Column::State, u"State"_s, displayName(ListStatus::State::NotAnswering), {});
    row(Column::LastReading, u"Last reading"_s, u"1 m ago"_s,
        absoluteTimeText(now.addSecs(-60), {}));
    row(Column::Region, u"Region"_s, u"Hangzhou"_s, u"cn-hangzhou"_s);
    row(Column::Account, u"Profile"_s, u"work"_s, {});
    row(Column::Tasks, u"Tasks read"_s, completenessText({}, now), {});
    row(Column::NextTry, u"Next try"_s, u"in 16 m"_s, absoluteTimeText(now.addSecs(1000), {}));
}

void TestInstanceStatusModel::eachColumnSaysItsOwn()
{
    QFETCH(const InstanceStatusColumn, column);
    QFETCH(const QString, title);
    QFETCH(const QString, text);
    QFETCH(const QString, toolTip);
    InstanceStatusModel model;
    std::vector<ListStatus> shown = statuses();
    shown.front().instance.account = u"work"_s;
    model.showStatuses(shown, now);
    const QModelIndex cell = model.index(0, static_cast<int>(column));
    QCOMPARE(model.headerData(cell.column(), Qt::Horizontal).toString(), title);
    QCOMPARE(cell.data().toString(), text);
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), text);
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), toolTip);
}

void TestInstanceStatusModel::whatListsNoInstanceIsNamed()
{
    const std::vector<ListStatus> places = {
        {.state = ListStatus::State::Refused, .error = ApiError{}},
        {.state = ListStatus::State::Refused,
         .instance = {.regionId = u"cn-beijing"_s},
         .error = ApiError{}}};
    InstanceStatusModel model;
    model.showStatuses(places, now);
    const auto text = [&model](int row, InstanceStatusColumn column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(text(0, InstanceStatusColumn::Instance), u"Profile not usable"_s);
    QCOMPARE(text(0, InstanceStatusColumn::NextTry), u"when its key changes"_s);
    QCOMPARE(text(1, InstanceStatusColumn::Instance), u"Instances not listed"_s);
    QCOMPARE(text(1, InstanceStatusColumn::NextTry), QString());
    QVERIFY(!model.index(0, static_cast<int>(InstanceStatusColumn::State))
                 .data(Qt::ToolTipRole)
                 .toString()
                 .isEmpty());
}

void TestInstanceStatusModel::badNewsIsInTheStateAlone()
{
    using State = ListStatus::State;
    using Expectation = std::pair<State, CellTone>;
    for (const auto &[state, tone] : {Expectation(State::Refused, CellTone::Alarm),
                                      Expectation(State::NotAnswering, CellTone::Warning),
                                      Expectation(State::Outdated, CellTone::Warning),
                                      Expectation(State::NeverRead, CellTone::Quiet),
                                      Expectation(State::Current, CellTone::Plain)}) {
        InstanceStatusModel model;
        model.showStatuses({{.state = state, .name = u"hub"_s}}, now);
        for (int column = 0; column < InstanceStatusModel::columns; ++column) {
            const bool isState = column == static_cast<int>(InstanceStatusColumn::State);
            QCOMPARE(model.index(0, column).data(BoardRole::Tone).toInt(),
                     static_cast<int>(isState ? tone : CellTone::Plain));
        }
    }
}

void TestInstanceStatusModel::whatIsNotGivenIsSortedLast_data()
{
    QTest::addColumn<InstanceStatusColumn>("column");
    QTest::newRow("last reading") << InstanceStatusColumn::LastReading;
    QTest::newRow("next try") << InstanceStatusColumn::NextTry;
}

void TestInstanceStatusModel::whatIsNotGivenIsSortedLast()
{
    QFETCH(const InstanceStatusColumn, column);
    const auto status = [](const QString &name, const QDateTime &time) {
        return ListStatus{.name = name, .asOf = time, .nextTry = time};
    };
    InstanceStatusModel model;
    model.showStatuses({status(u"none"_s, {}), status(u"late"_s, now.addSecs(10)),
                        status(u"early"_s, now.addSecs(-10))},
                       now);
    const auto names = [&] {
        QStringList shown;
        for (const ListStatus &each : model.statuses())
            shown << each.name;
        return shown;
    };
    model.sort(static_cast<int>(column), Qt::AscendingOrder);
    QCOMPARE(names(), QStringList({u"early"_s, u"late"_s, u"none"_s}));
    model.sort(static_cast<int>(column), Qt::DescendingOrder);
    QCOMPARE(names(), QStringList({u"late"_s, u"early"_s, u"none"_s}));
}

QTEST_GUILESS_MAIN(TestInstanceStatusModel)
#include "tst_instancestatusmodel.moc"
