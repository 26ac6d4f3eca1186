#include "failureboardview.h"
#include "failurepresenter.h"
#include "queries.h"
#include "queryparts.h"
#include "sampletasks.h"

#include <QAbstractItemView>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFailurePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHiddenBoardIsNotCounted();
    void aChangeIsCountedAfterAPause();
    void aRowOpensItsTasksAndSteppingBackLeadsToTheBoard();
    void aRowThatIsExcludedLeavesTheBoardOpen();
};

namespace {

/// A board over one task that failed and one that did not.
struct Board : QueryParts {
    Board()
    {
        pages.addPage(view, u"pageFailures"_s, [] { return QString(); });
        add({sampleTask(1, SyncTaskStatus::Error), sampleTask(2)});
    }

    void add(const std::vector<SyncTask> &tasks)
    {
        model.applyMerge(store.merge(u"cri-1"_s, tasks));
        failures.scheduleRecount();
    }
    void open()
    {
        pages.openPage(view);
        pages.setVisible(true);
        clock.advance(0ms);
    }
    [[nodiscard]] int groups() const
    {
        return view.findChild<QAbstractItemView *>()->model()->rowCount();
    }

    FailureBoardView view{};
    FailurePresenter failures{store, model, clock, queries, view};
};

SyncTask otherFailure()
{
    SyncTask task = sampleTask(3, SyncTaskStatus::Error);
    task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    return task;
}

} // namespace

void TestFailurePresenter::aHiddenBoardIsNotCounted()
{
    Board it;
    it.clock.advance(1min);
    QCOMPARE(it.groups(), 0);
    it.open();
    QCOMPARE(it.groups(), 1);
}

void TestFailurePresenter::aChangeIsCountedAfterAPause()
{
    Board it;
    it.open();
    it.add({otherFailure()});
    it.clock.advance(99ms);
    QCOMPARE(it.groups(), 1);
    it.clock.advance(1ms);
    QCOMPARE(it.groups(), 2);
}

void TestFailurePresenter::aRowOpensItsTasksAndSteppingBackLeadsToTheBoard()
{
    Board it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.model.setQuery(it.queries.query());
    it.open();
    Q_EMIT it.view.chosen(0, false);
    QVERIFY(it.pages.isOpen(it.table));
    QVERIFY(it.queries.query().has(QueryField::Repo));
    QVERIFY(it.queries.query().has(QueryField::Cause));
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.view));
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
}

void TestFailurePresenter::aRowThatIsExcludedLeavesTheBoardOpen()
{
    Board it;
    it.open();
    Q_EMIT it.view.chosen(0, true);
    QVERIFY(it.pages.isOpen(it.view));
    QVERIFY(it.queries.query().has(QueryField::Cause));
    it.model.setQuery(it.queries.query());
    it.clock.advance(0ms);
    QCOMPARE(it.groups(), 0);
}

QTEST_MAIN(TestFailurePresenter)
#include "tst_failurepresenter.moc"
