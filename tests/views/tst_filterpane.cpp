#include "facetrow.h"
#include "filterpane.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

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
    void typingAsksOnceAfterAPause();
    void enterAsksAtOnce();
    void spacesAroundANameAreNotAsked();
    void setQueryAnnouncesNothing();
    void instanceAndTextPassThrough();
    void aClickedStatusIsAskedWithTheOthers();
    void spaceChoosesAStatus();
    void countsAreShownBesideTheirWords();
    void anUnknownStatusHasALineOnlyWhenThereIsOne();
    void clearTakesOnlyWhatIsItsOwn();
    void coverageSaysWhatTheCountsAreOf();
    void anEchoLeavesWhatIsBeingTyped();
};

void FilterPaneTest::typingAsksOnceAfterAPause()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::keyClicks(pane.findChild<QLineEdit *>(u"repoName"_s), u"nginx"_s);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).repoName, u"nginx"_s);
}

void FilterPaneTest::enterAsksAtOnce()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    auto *tag = pane.findChild<QLineEdit *>(u"tag"_s);
    QTest::keyClicks(tag, u"1.27"_s);
    QTest::keyClick(tag, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).tag, u"1.27"_s);
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
    QCOMPARE(askedLast(changed).repoNamespaceName, u"team"_s);
}

void FilterPaneTest::setQueryAnnouncesNothing()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    const TaskQuery query{.instanceId = u"cri-1"_s,
                          .repoName = u"nginx"_s,
                          .batchId = u"batch-7"_s,
                          .statuses = {SyncTaskStatus::Error},
                          .triggers = {TaskTrigger::Initiative},
                          .text = u"frankfurt"_s};
    pane.setQuery(query);
    QCOMPARE(pane.query(), query);
    QVERIFY(pane.findChild<FacetRow *>(u"statusERROR"_s)->isChecked());
    QVERIFY(!pane.findChild<FacetRow *>(u"statusSUCCESS"_s)->isChecked());
    QCOMPARE(pane.findChild<QLineEdit *>(u"batchId"_s)->text(), u"batch-7"_s);
    QTest::qWait(450); // longer than the pause in typing
    QCOMPARE(changed.size(), 0);
}

void FilterPaneTest::instanceAndTextPassThrough()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    pane.setQuery({.instanceId = u"cri-1"_s, .text = u"frankfurt"_s});
    pane.findChild<FacetRow *>(u"statusERROR"_s)->click();
    QCOMPARE(askedLast(changed).instanceId, u"cri-1"_s);
    QCOMPARE(askedLast(changed).text, u"frankfurt"_s);
}

void FilterPaneTest::aClickedStatusIsAskedWithTheOthers()
{
    FilterPane pane;
    pane.resize(216, 700);
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::LeftButton);
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusPENDING"_s), Qt::LeftButton);
    const QList<SyncTaskStatus> both = {SyncTaskStatus::Error, SyncTaskStatus::Pending};
    QCOMPARE(askedLast(changed).statuses, both);
    QTest::mouseClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::LeftButton);
    QCOMPARE(askedLast(changed).statuses, QList<SyncTaskStatus>{SyncTaskStatus::Pending});
}

void FilterPaneTest::spaceChoosesAStatus()
{
    FilterPane pane;
    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    QTest::keyClick(pane.findChild<FacetRow *>(u"statusERROR"_s), Qt::Key_Space);
    QCOMPARE(askedLast(changed).statuses, QList<SyncTaskStatus>{SyncTaskStatus::Error});
    QTest::keyClick(pane.findChild<FacetRow *>(u"triggerPASSIVE"_s), Qt::Key_Space);
    QCOMPARE(askedLast(changed).triggers, QList<TaskTrigger>{TaskTrigger::Passive});
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

void FilterPaneTest::anUnknownStatusHasALineOnlyWhenThereIsOne()
{
    FilterPane pane;
    auto *row = pane.findChild<FacetRow *>(u"statusUNKNOWN"_s);
    QVERIFY(row->isHidden());
    FacetCounts counts;
    counts.statuses.add(SyncTaskStatus::Unknown);
    pane.showCounts(counts);
    QVERIFY(!row->isHidden());
}

void FilterPaneTest::clearTakesOnlyWhatIsItsOwn()
{
    FilterPane pane;
    auto *clear = pane.findChild<QPushButton *>(u"clearFilters"_s);
    QVERIFY(clear->isHidden());
    pane.setQuery({.instanceId = u"cri-1"_s, .text = u"frankfurt"_s});
    QVERIFY(clear->isHidden()); // the text is the tool bar's
    pane.setQuery({.instanceId = u"cri-1"_s,
                   .repoName = u"nginx"_s,
                   .statuses = {SyncTaskStatus::Error},
                   .text = u"frankfurt"_s});
    QVERIFY(!clear->isHidden());

    QSignalSpy changed(&pane, &FilterPane::queryChanged);
    clear->click();
    QCOMPARE(changed.size(), 1);
    const TaskQuery left{.instanceId = u"cri-1"_s, .text = u"frankfurt"_s};
    QCOMPARE(askedLast(changed), left);
    QVERIFY(clear->isHidden());
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
    pane.setQuery({.instanceId = u"cri-1"_s, .text = u"x"_s}); // e.g. the tool bar's text changed
    QCOMPARE(pane.findChild<QLineEdit *>(u"repoName"_s)->text(), u"ngi"_s);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(askedLast(changed).repoName, u"ngi"_s);
    QCOMPARE(askedLast(changed).text, u"x"_s);
}

QTEST_MAIN(FilterPaneTest)
#include "tst_filterpane.moc"
