#include "instancestatusmodel.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

class TestInstanceStatusModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agesGoOnWhileNothingElseChanges();
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

QTEST_GUILESS_MAIN(TestInstanceStatusModel)
#include "tst_instancestatusmodel.moc"
