#include "queries.h"
#include "queryparts.h"
#include "sampletasks.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

class TestQueryPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueryIsWrittenIntoTheBoxAndAnnounced();
    void aTextWithAMistakeLeavesTheQuery();
    void whatNoTaskCanMatchIsSaidUntilTheQueryChanges();
    void aStatusOfTheHeadlineKeepsInstancesAndTimes();
    void aBatchOfThePaneReplacesTheQuery();
    void theOriginIsThePageFromWhichTheTasksWereOpened();
    void anotherQueryHasNoOrigin();
    void tasksShownFromOutsideLeadToNoPage();
    void countedWordsAreAddedToTheQuery();
    void aSecondNarrowingIsTakenBackWithTheFirst();
    void goingBackAndForwardVisitsEachQueryOnItsPage();
    void anInstanceToBeRestoredIsChosenWhenItIsListed();
    void aQueryThatCouldNotBeAnsweredIsForgottenWithTheNext_data();
    void aQueryThatCouldNotBeAnsweredIsForgottenWithTheNext();
};

namespace {

using NextQuery = std::function<void(QueryPresenter &)>;

const RegistryInstance hub{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s};

} // namespace

void TestQueryPresenter::aQueryIsWrittenIntoTheBoxAndAnnounced()
{
    QueryParts it;
    const QSignalSpy changed(&it.queries, &QueryPresenter::queryChanged);
    it.queries.setQuery(query(u"status:failed"_s));
    QCOMPARE(it.toolBar.filterText(), u"status:failed"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
    it.queries.clear();
    QCOMPARE(it.toolBar.filterText(), QString());
    QVERIFY(it.queries.query().isEmpty());
}

void TestQueryPresenter::aTextWithAMistakeLeavesTheQuery()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.queries.setText(u"is:nonsense"_s);
    QVERIFY(it.queries.hasMistake());
    QVERIFY(!it.queries.commitText());
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
    it.queries.setText(u"repo:web"_s);
    QVERIFY(it.queries.commitText());
    QCOMPARE(it.queries.query(), query(u"repo:web"_s));
}

void TestQueryPresenter::whatNoTaskCanMatchIsSaidUntilTheQueryChanges()
{
    QueryParts it;
    const auto &hint = *it.toolBar.findChild<QLabel *>(u"queryMistake"_s);
    it.queries.setQuery(query(u"since:today until:yesterday"_s)); // with nothing loaded, too
    QVERIFY(hint.text().contains(u"until:yesterday"_s));
    QVERIFY(!it.queries.hasMistake()); // it is the query all the same
    it.queries.setQuery(query(u"status:failed status:done"_s));
    QVERIFY(hint.text().contains(u"status:failed,done"_s));
    QVERIFY(!hint.isHidden());
    QVERIFY(it.queries.isContradictory());
    it.queries.setQuery(query(u"status:failed,done"_s));
    QVERIFY(hint.isHidden());
    QVERIFY(!it.queries.isContradictory());
}

void TestQueryPresenter::aStatusOfTheHeadlineKeepsInstancesAndTimes()
{
    QueryParts it;
    it.queries.setQuery(query(u"instance:hub since:2026-11-24 repo:app"_s));
    Q_EMIT it.headline.statusChosen(SyncTaskStatus::Error);
    QCOMPARE(it.queries.query(), query(u"instance:hub since:2026-11-24 status:failed"_s));
}

void TestQueryPresenter::aBatchOfThePaneReplacesTheQuery()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    Q_EMIT it.detailPane.batchChosen(u"b-1"_s);
    QCOMPARE(it.queries.query().exact(QueryField::Batch), u"b-1"_s);
    QVERIFY(!it.queries.query().has(QueryField::Repo));
}

void TestQueryPresenter::theOriginIsThePageFromWhichTheTasksWereOpened()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.pages.openPage(it.otherPage);
    it.queries.openTasks(query(u"status:failed"_s), it.otherPage);
    QVERIFY(it.pages.isOpen(it.table));
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.otherPage));
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
}

void TestQueryPresenter::anotherQueryHasNoOrigin()
{
    QueryParts it;
    it.pages.openPage(it.otherPage);
    it.queries.openTasks(query(u"status:failed"_s), it.otherPage);
    it.queries.setQuery(query(u"repo:app"_s));
    QVERIFY(!it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
}

void TestQueryPresenter::tasksShownFromOutsideLeadToNoPage()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.pages.openPage(it.otherPage);
    it.queries.showTasks(query(u"status:failed"_s));
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
    QVERIFY(!it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
}

void TestQueryPresenter::countedWordsAreAddedToTheQuery()
{
    QueryParts it;
    it.queries.openCounted(query(u"repo:app"_s), u"status:failed"_s, it.otherPage);
    QCOMPARE(it.queries.query(), query(u"repo:app status:failed"_s));
}

void TestQueryPresenter::aSecondNarrowingIsTakenBackWithTheFirst()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.queries.narrow(query(u"repo:app since:2026-11-24"_s));
    it.queries.narrow(query(u"repo:app since:2026-11-25"_s));
    it.queries.takeNarrowingBack({});
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
    it.queries.takeNarrowingBack(query(u"repo:web"_s)); // nothing is narrowed any more
    QCOMPARE(it.queries.query(), query(u"repo:web"_s));
}

void TestQueryPresenter::goingBackAndForwardVisitsEachQueryOnItsPage()
{
    QueryParts it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.pages.openPage(it.otherPage);
    it.queries.setQuery(query(u"status:failed"_s));
    it.queries.goBack();
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
    QVERIFY(it.pages.isOpen(it.otherPage));
    it.queries.goBack();
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
    QVERIFY(it.pages.isOpen(it.table));
    it.queries.goForward();
    it.queries.goForward();
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
    QVERIFY(it.pages.isOpen(it.otherPage));
    it.queries.goForward(); // there is nothing more
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
}

void TestQueryPresenter::anInstanceToBeRestoredIsChosenWhenItIsListed()
{
    QueryParts it;
    it.queries.restoreInstance(hub.id);
    QCOMPARE(it.queries.onlyInstance(), QString());
    it.queries.setInstances({hub});
    QCOMPARE(it.queries.onlyInstance(), hub.id);
    it.queries.chooseInstance({});
    it.queries.setInstances({hub}); // it was restored once
    QCOMPARE(it.queries.onlyInstance(), QString());
}

void TestQueryPresenter::aQueryThatCouldNotBeAnsweredIsForgottenWithTheNext_data()
{
    QTest::addColumn<NextQuery>("next");
    const auto row = [](const char *name, const NextQuery &next) { QTest::newRow(name) << next; };
    row("another one", [](QueryPresenter &queries) { queries.setQuery(query(u"repo:app"_s)); });
    row("typed", [](QueryPresenter &queries) { queries.setText(u"repo:app"_s); });
    row("cleared", [](QueryPresenter &queries) { queries.clear(); });
    row("gone back", [](QueryPresenter &queries) { queries.goBack(); });
    row("tasks are shown",
        [](QueryPresenter &queries) { queries.showTasks(query(u"repo:app"_s)); });
}

void TestQueryPresenter::aQueryThatCouldNotBeAnsweredIsForgottenWithTheNext()
{
    QFETCH(const NextQuery, next);
    QueryParts it;
    const TaskQuery costly = query(u"repo:/^(a+)+$/"_s);
    it.queries.setQuery(costly); // nothing is loaded yet: it is not known how much it costs
    SyncTask task = sampleTask(1);
    task.imageFrom.repoName = QString(60, u'a') + u'!';
    it.store.merge(u"cri-1"_s, std::vector{task});
    const TaskFilter filter(it.store, costly);
    QVERIFY(filter.matchingRows().empty());
    it.queries.checkAnswer(filter);
    QVERIFY(it.queries.isUndecided());
    next(it.queries);
    QVERIFY(!it.queries.isUndecided());
    QVERIFY(it.queries.query() != costly);
}

QTEST_MAIN(TestQueryPresenter)
#include "tst_querypresenter.moc"
