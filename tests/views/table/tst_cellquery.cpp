#include "cellquery.h"
#include "queries.h"
#include "querytext.h"
#include "sampletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Column = SyncTaskTableModel::Column;

class TestCellQuery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCellBecomesACondition_data();
    void aCellBecomesACondition();
    void whatIsExcludedTwiceIsExcludedOnce();
    void theRestOfTheQueryStays();
};

namespace {

SyncTask failedTask()
{
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    task.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
    task.ruleId = u"crsr-1"_s;
    task.trigger = taskTriggerFromWire(u"INITIATIVE"_s);
    return task;
}

const QueryNames names{.rules = {{u"crsr-1"_s, u"prod-eu"_s}}};

} // namespace

void TestCellQuery::aCellBecomesACondition_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<QString>("only");
    QTest::addColumn<QString>("without");
    QTest::newRow("status") << Column::Status << u"status:failed"_s << u"-status:failed"_s;
    QTest::newRow("cause") << Column::Cause << u"cause:network-error"_s
                           << u"-cause:network-error"_s;
    QTest::newRow("trigger") << Column::Trigger << u"trigger:manual"_s << u"-trigger:manual"_s;
    QTest::newRow("image") << Column::Image << u"ns:=team repo:=app"_s
                           << u"-image:/^team\\/app:/"_s;
    QTest::newRow("route") << Column::Route << u"route:cn-hangzhou>eu-central-1"_s
                           << u"-route:cn-hangzhou>eu-central-1"_s;
    QTest::newRow("rule") << Column::Rule << u"rule:=prod-eu"_s << u"-rule:=prod-eu"_s;
}

void TestCellQuery::aCellBecomesACondition()
{
    QFETCH(Column, column);
    QFETCH(QString, only);
    QFETCH(QString, without);
    QCOMPARE(queryText(narrowedToCell({}, failedTask(), column, names)), only);
    QCOMPARE(queryText(withoutCell({}, failedTask(), column, names)), without);
    QVERIFY(!cellName(failedTask(), column, u"shown"_s).isEmpty());
}

void TestCellQuery::whatIsExcludedTwiceIsExcludedOnce()
{
    const TaskQuery once = withoutCell({}, failedTask(), Column::Cause, names);
    QVERIFY(withoutCell(once, failedTask(), Column::Cause, names) == once);
}

void TestCellQuery::theRestOfTheQueryStays()
{
    const TaskQuery before = query(u"since:24h cause:tag-conflict"_s);
    QCOMPARE(queryText(narrowedToCell(before, failedTask(), Column::Cause, names)),
             u"since:24h cause:network-error"_s);
}

QTEST_GUILESS_MAIN(TestCellQuery)
#include "tst_cellquery.moc"
