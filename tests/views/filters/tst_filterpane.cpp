#include "facetitems.h"
#include "facetrow.h"
#include "filterpane.h"
#include "queries.h"
#include "querytext.h"
#include "viewlist.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

TaskQuery askedLast(const QSignalSpy &changed)
{
    return changed.last().constFirst().value<TaskQuery>();
}

} // namespace

class FilterPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoSpellingsOfACauseAreOneEntry();
    void typingAsksOnceAfterAPause();
    void enterAsksAtOnce();
    void spacesAroundANameAreNotAsked();
    void setQueryAnnouncesNothing();
    void whatIsNotItsOwnPassesThrough();
    void aClickedStatusIsAskedWithTheOthers();
    void aClickWithControlExcludes();
    void everyFacetWritesItsCondition();
    void aRuleThatWentSilentStandsFirst();
    void whatIsAskedForStaysThoughNoTaskHasIt();
    void spaceChoosesAStatus();
    void countsAreShownBesideTheirWords();
    void whereNothingWasReadNoCountIsShown();
    void anUnknownStatusHasALineOnlyWhenThereIsOne();
    void clearTakesAll();
    void aFieldSaysWhereItsConditionStands();
    void coverageSaysWhatTheCountsAreOf();
    void anEchoLeavesWhatIsBeingTyped();
};

void FilterPaneTest::twoSpellingsOfACauseAreOneEntry()
{
    FacetCounts counts;
    counts.causes = {{.text = u"TAG_CONFLICT"_s, .count = 3},
                     {.text = u"tag_conflict"_s, .count = 2},
                     {.text = u"namespace-not-exist"_s, .count = 1}};
    const std::vector<FacetItem> items = causeItems(counts, {});
    QCOMPARE(items.size(), std::size_t{2});
    QCOMPARE(items[0].count, 5); // which a click on it finds
    QCOMPARE(items[1].value,
             (QueryValue{.text = u"namespace-not-exist"_s, .match = QueryMatch::Exact}));
}

void FilterPaneTest::typingAsksOnceAfterAPause()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::keyClicks(pane.findChild<QLineEdit *>(u"repoName"_s), u"nginx"_s);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).exact(QueryField::Repo), u"nginx"_s);
}

void FilterPaneTest::enterAsksAtOnce()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    auto *tag = pane.findChild<QLineEdit *>(u"tag"_s);
    QTest::keyClicks(tag, u"1.27"_s);
    QTest::keyClick(tag, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).exact(QueryField::Tag), u"1.27"_s);
    QTest::keyClick(tag, Qt::Key_Return); // the same question is not asked again
    QCOMPARE(changed.size(), 1);
}

void FilterPaneTest::spacesAroundANameAreNotAsked()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    auto *name = pane.findChild<QLineEdit *>(u"namespaceName"_s);
    QTest::keyClicks(name, u" team "_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(askedLast(changed).exact(QueryField::Namespace), u"team"_s);
}

void FilterPaneTest::setQueryAnnouncesNothing()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    const TaskQuery asked =
        query(u"instance:=one repo:=nginx batch:=batch-7 status:failed -trigger:manual x"_s);
    pane.setQuery(asked);
    QCOMPARE(pane.query(), asked);
    QVERIFY(pane.findChild<FacetRow *>(u"triggerINITIATIVE"_s)->isExcluded());
    QVERIFY(pane.findChild<FacetRow *>(u"statusERROR"_s)->isChecked());
    QVERIFY(!pane.findChild<FacetRow *>(u"statusSUCCESS"_s)->isChecked());
    QCOMPARE(pane.findChild<QLineEdit *>(u"batchId"_s)->text(), u"batch-7"_s);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!pane.findChild<QTimer *>(u"typingPause"_s)->isActive()); // nor later
}

void FilterPaneTest::whatIsNotItsOwnPassesThrough()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    pane.setQuery(query(u"frankfurt since:24h"_s));
    pane.findChild<FacetRow *>(u"statusERROR"_s)->click();
    QCOMPARE(askedLast(changed), query(u"frankfurt since:24h status:failed"_s));
}

void FilterPaneTest::aClickedStatusIsAskedWithTheOthers()
{
    FilterPane pane;
    pane.resize(216, 700);
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::LeftButton);
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusPENDING"_s), Qt::LeftButton);
    QCOMPARE(askedLast(changed), query(u"status:failed,waiting"_s));
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::LeftButton);
    QCOMPARE(askedLast(changed), query(u"status:waiting"_s));
}

void FilterPaneTest::aClickWithControlExcludes()
{
    FilterPane pane;
    pane.resize(216, 700);
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    auto *done = pane.findChild<FacetRow *>(u"statusSUCCESS"_s);
    QTest::mouseClick(done, Qt::LeftButton, Qt::ControlModifier);
    QCOMPARE(askedLast(changed), query(u"-status:done"_s));
    QVERIFY(done->isExcluded() && !done->isChecked());
    QTest::mouseClick(done, Qt::LeftButton); // now only these
    QCOMPARE(askedLast(changed), query(u"status:done"_s));
    QTest::keyClick(done, Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(askedLast(changed), query(u"-status:done"_s));
}

void FilterPaneTest::everyFacetWritesItsCondition()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    pane.setNames({.rules = {{u"crsr-1"_s, u"to the west"_s}},
                   .instances = {{u"cri-1"_s, u"prod"_s}, {u"cri-2"_s, u"prod"_s}}});
    pane.showCounts(
        {.causes = {{.text = u"TAG_CONFLICT"_s, .count = 2}, {.text = u"NEW_WORD"_s, .count = 1}},
         .rules = {{.text = u"crsr-1"_s, .count = 3}},
         .routes = {{.text = u"cn-hangzhou"_s, .second = u"eu-central-1"_s, .count = 1}},
         .namespaces = {{.text = u"team"_s, .count = 1}},
         .instances = {{.text = u"cri-1"_s, .count = 1}}});
    const auto click = [&pane](const QString &name) { pane.findChild<FacetRow *>(name)->click(); };
    click(u"causeTAG_CONFLICT"_s);
    click(u"causeNEW_WORD"_s);
    click(u"rulecrsr-1"_s);
    click(u"routecn-hangzhou>eu-central-1"_s);
    click(u"namespaceteam"_s);
    click(u"instancecri-1"_s); // two are called alike, so the id says which
    QCOMPARE(queryText(askedLast(changed)),
             queryText(query(u"cause:tag-conflict,=NEW_WORD rule:=\"to the west\" "
                             "route:cn-hangzhou>eu-central-1 ns:=team instance:=cri-1"_s)));
    QCOMPARE(pane.findChild<QLineEdit *>(u"namespaceName"_s)->text(), u"team"_s);
    click(u"namespaceteam"_s);
    QVERIFY(!askedLast(changed).has(QueryField::Namespace));
}

void FilterPaneTest::aRuleThatWentSilentStandsFirst()
{
    FilterPane pane;
    pane.setNames({.rules = {{u"crsr-2"_s, u"to the west"_s}}});
    pane.showCounts(
        {.rules = {{.text = u"crsr-1"_s, .count = 9}, {.text = u"crsr-2"_s, .count = 1}}});
    pane.setRuleNotes({{u"crsr-2"_s, u"silent 3 h"_s}});
    auto *silent = pane.findChild<FacetRow *>(u"rulecrsr-2"_s);
    QVERIFY(silent->accessibleName().contains(u"silent 3 h"_s));
    QVERIFY(silent->y() <= pane.findChild<FacetRow *>(u"rulecrsr-1"_s)->y());
    pane.setNames({.rules = {{u"crsr-2"_s, u"elsewhere"_s}}}); // a note outlives new names
    QVERIFY(pane.findChild<FacetRow *>(u"rulecrsr-2"_s)->accessibleName().contains(u"silent"_s));
}

void FilterPaneTest::whatIsAskedForStaysThoughNoTaskHasIt()
{
    FilterPane pane;
    pane.setQuery(query(u"ns:=gone"_s));
    auto *row = pane.findChild<FacetRow *>(u"namespacegone"_s);
    QVERIFY(row && row->isChecked() && !row->isHidden());
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    row->click();
    QVERIFY(askedLast(changed).isEmpty());
}

void FilterPaneTest::spaceChoosesAStatus()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::keyClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::Key_Space);
    QCOMPARE(askedLast(changed), query(u"status:failed"_s));
    QTest::keyClick(pane.findChild<FacetRow *>(u"triggerPASSIVE"_s), Qt::Key_Space);
    QCOMPARE(askedLast(changed), query(u"status:failed trigger:push"_s));
}

void FilterPaneTest::countsAreShownBesideTheirWords()
{
    FilterPane pane;
    FacetCounts counts;
    for (int i = 0; i < 3; ++i)
        counts.statuses.add(SyncTaskStatus::Error);
    counts.triggers.at(static_cast<std::size_t>(TaskTrigger::Passive)) = 5;
    pane.showCounts(counts);
    QCOMPARE(pane.findChild<FacetRow *>(u"statusERROR"_s)->count(), 3);
    QCOMPARE(pane.findChild<FacetRow *>(u"statusSUCCESS"_s)->count(), 0);
    QCOMPARE(pane.findChild<FacetRow *>(u"triggerPASSIVE"_s)->count(), 5);
}

void FilterPaneTest::whereNothingWasReadNoCountIsShown()
{
    FilterPane pane;
    pane.showCounts({});
    pane.views().showItems({{.name = u"mine"_s, .count = 0}});
    const auto said = [&pane](const QString &row) {
        return pane.findChild<FacetRow *>(row)->accessibleDescription();
    };
    QCOMPARE(said(u"statusERROR"_s), u"0"_s);
    pane.setCountsKnown(false);
    for (const QString &row : {u"statusERROR"_s, u"triggerPASSIVE"_s, u"view0"_s})
        QCOMPARE(said(row), QString());
    pane.setCountsKnown(true);
    for (const QString &row : {u"statusERROR"_s, u"triggerPASSIVE"_s, u"view0"_s})
        QCOMPARE(said(row), u"0"_s);
}

void FilterPaneTest::anUnknownStatusHasALineOnlyWhenThereIsOne()
{
    FilterPane pane;
    QVERIFY(!pane.findChild<FacetRow *>(u"statusUNKNOWN"_s));
    FacetCounts counts;
    counts.statuses.add(SyncTaskStatus::Unknown);
    pane.showCounts(counts);
    QVERIFY(!pane.findChild<FacetRow *>(u"statusUNKNOWN"_s)->isHidden());
}

void FilterPaneTest::clearTakesAll()
{
    FilterPane pane;
    auto *clear = pane.findChild<QPushButton *>(u"clearFilters"_s);
    QVERIFY(clear->isHidden());
    pane.setQuery(query(u"repo:=nginx status:failed frankfurt"_s));
    QVERIFY(!clear->isHidden());
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    clear->click();
    QCOMPARE(changed.size(), 1);
    QVERIFY(askedLast(changed).isEmpty());
    QVERIFY(pane.findChild<QLineEdit *>(u"repoName"_s)->text().isEmpty());
    QVERIFY(clear->isHidden());
}

void FilterPaneTest::aFieldSaysWhereItsConditionStands()
{
    FilterPane pane;
    pane.setQuery(query(u"repo:nginx,web"_s));
    auto *field = pane.findChild<QLineEdit *>(u"repoName"_s);
    QVERIFY(field->text().isEmpty());
    QVERIFY(field->placeholderText() != pane.findChild<QLineEdit *>(u"tag"_s)->placeholderText());
    QTest::keyClicks(field, u"app"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(pane.query(), query(u"repo:=app"_s));
}

void FilterPaneTest::coverageSaysWhatTheCountsAreOf()
{
    FilterPane pane;
    auto *coverage = pane.findChild<QLabel *>(u"coverage"_s);
    const auto said = [coverage] { return coverage->text().remove(u','); };
    pane.showCoverage(300, 36204, false);
    QVERIFY2(said().contains(u"300"_s) && said().contains(u"36204"_s), qPrintable(said()));
    pane.showCoverage(36204, 36204, true);
    QVERIFY2(said().contains(u"36204"_s) && !said().contains(u"loaded"_s), qPrintable(said()));
    pane.showCoverage(300, std::nullopt, false);
    QVERIFY2(said().contains(u"300"_s) && said().contains(u"loaded"_s), qPrintable(said()));
}

void FilterPaneTest::anEchoLeavesWhatIsBeingTyped()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::keyClicks(pane.findChild<QLineEdit *>(u"repoName"_s), u"ngi"_s);
    pane.setQuery(query(u"x"_s)); // e.g. the tool bar's text changed
    QCOMPARE(pane.findChild<QLineEdit *>(u"repoName"_s)->text(), u"ngi"_s);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).exact(QueryField::Repo), u"ngi"_s);
    QCOMPARE(askedLast(changed), query(u"x repo:=ngi"_s));
}

QTEST_MAIN(FilterPaneTest)
#include "tst_filterpane.moc"
