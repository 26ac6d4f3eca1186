#include "comparisongrid.h"
#include "copyfield.h"
#include "sampletasks.h"
#include "taskdetailpane.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

QDateTime noon()
{
    return {QDate(2026, 11, 24), QTime(12, 0), Qt::UTC};
}

QString textOf(const QWidget &pane, const QString &name)
{
    return pane.findChild<QTextEdit *>(name)->toPlainText();
}

QString idOf(const QWidget &pane, const QString &name)
{
    return pane.findChild<CopyField *>(name)->text();
}

SyncTaskDetail detailOf(const SyncTask &task)
{
    SyncTaskDetail detail{.task = task, .requestId = u"REQ-1"_s};
    for (int i = 0; i < 40; ++i) {
        detail.layers.push_back({.digest = u"sha256:%1"_s.arg(i, 64, 16, QLatin1Char('0')),
                                 .artifactDigest = u"sha256:a1"_s,
                                 .size = 1024,
                                 .syncedSize = 1024,
                                 .status = syncTaskStatusFromWire(u"SUCCESS"_s)});
    }
    return detail;
}

} // namespace

class TaskDetailPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyItSaysWhatToDo();
    void theFactsOfTheListAreShownAtOnce();
    void namesComeBeforeIds();
    void aFailureSaysWhatToDo();
    void anUnknownCauseIsShownVerbatim();
    void onlyTagAndRepositoryAreMarkedWhenTheyDiffer();
    void theDetailAddsLayersAndDigest();
    void theDetailBringsTheEndButNotItsTime();
    void theDetailOfAnotherTaskIsIgnored();
    void anotherTaskForgetsTheLayersAndScrollsToTheTop();
    void theSameTaskKeepsScrollAndSelection();
    void factsThatAreNotGivenHaveNoLine();
    void idsAreCopiedWhole();
    void theMenuCopiesImagesAndEverything();
    void samePushAsksForItsBatch();
    void aLongNameIsShownWhole();
    void theLanguageChangesWhileATaskIsShown();
};

void TaskDetailPaneTest::emptyItSaysWhatToDo()
{
    TaskDetailPane pane;
    QVERIFY(!pane.findChild<QLabel *>(u"emptyDetail"_s)->isHidden());
    pane.showTask(sampleTask(1), {}, noon());
    QVERIFY(pane.findChild<QLabel *>(u"emptyDetail"_s)->isHidden());
    pane.clear();
    QVERIFY(!pane.findChild<QLabel *>(u"emptyDetail"_s)->isHidden());
    QVERIFY(pane.findChild<QScrollArea *>(u"detailScroll"_s)->isHidden());
}

void TaskDetailPaneTest::theFactsOfTheListAreShownAtOnce()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(7), {.rule = u"prod-eu"_s}, noon());
    QCOMPARE(textOf(pane, u"detailTitle"_s), u"team/app:7"_s);
    QVERIFY(textOf(pane, u"detailSubline"_s).contains(u"prod-eu"_s));
    QVERIFY(textOf(pane, u"detailSubline"_s).contains(u"30 s"_s));
    QCOMPARE(idOf(pane, u"factTaskId"_s), u"rst-7"_s);
    QCOMPARE(idOf(pane, u"factBatchId"_s), u"batch-7"_s);
    QVERIFY(!textOf(pane, u"layersNote"_s).isEmpty()); // not known yet
}

void TaskDetailPaneTest::namesComeBeforeIds()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {.sourceInstance = u"cn-hz-prod"_s}, noon());
    QCOMPARE(textOf(pane, u"sourceInstance"_s), u"cn-hz-prod"_s);
    QCOMPARE(textOf(pane, u"destinationInstance"_s), u"cri-frankfurt"_s);
    QVERIFY(textOf(pane, u"destinationRegion"_s).contains(u"Frankfurt"_s));
    QCOMPARE(pane.findChild<QTextEdit *>(u"destinationRegion"_s)->toolTip(), u"eu-central-1"_s);
}

void TaskDetailPaneTest::aFailureSaysWhatToDo()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1, SyncTaskStatus::Error), {}, noon());
    QVERIFY(!textOf(pane, u"adviceHappened"_s).isEmpty());
    QVERIFY(!textOf(pane, u"adviceWhatToDo"_s).isEmpty());
    QWidget *box = pane.findChild<QTextEdit *>(u"adviceHappened"_s)->parentWidget();
    QVERIFY(!box->isHidden());
    pane.showTask(sampleTask(2), {}, noon());
    QVERIFY(box->isHidden());
}

void TaskDetailPaneTest::anUnknownCauseIsShownVerbatim()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    task.issue = taskIssueFromWire(u"QUOTA_OF_MOON_EXCEEDED"_s);
    pane.showTask(task, {}, noon());
    QVERIFY(textOf(pane, u"adviceHappened"_s).contains(u"QUOTA_OF_MOON_EXCEEDED"_s));
}

void TaskDetailPaneTest::onlyTagAndRepositoryAreMarkedWhenTheyDiffer()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1); // instance and region differ
    pane.showTask(task, {}, noon());
    auto *grid = pane.findChild<ComparisonGrid *>();
    QVERIFY(!grid->isTagMarked());
    QVERIFY(!grid->isRepositoryMarked());
    task.imageTo.imageTag = u"2"_s;
    pane.showTask(task, {}, noon());
    QVERIFY(grid->isTagMarked());
    QVERIFY(!grid->isRepositoryMarked());
    task.imageTo.repoName = u"mirror"_s;
    pane.showTask(task, {}, noon());
    QVERIFY(grid->isRepositoryMarked());
}

void TaskDetailPaneTest::theDetailAddsLayersAndDigest()
{
    TaskDetailPane pane;
    const SyncTask task = sampleTask(1);
    pane.showTask(task, {}, noon());
    pane.showDetail(detailOf(task));
    const QString title = pane.findChild<QLabel *>(u"layersTitle"_s)->text();
    QVERIFY2(title.contains(u"40 of 40"_s), qPrintable(title));
    QCOMPARE(idOf(pane, u"factArtifactDigest"_s), u"sha256:a1"_s);
}

void TaskDetailPaneTest::theDetailBringsTheEndButNotItsTime()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1, SyncTaskStatus::Synchronizing), {}, noon());
    SyncTaskDetail detail = detailOf(sampleTask(1, SyncTaskStatus::Error));
    pane.showDetail(detail);
    QVERIFY(textOf(pane, u"detailSubline"_s).contains(u"Failed"_s));
    QCOMPARE(textOf(pane, u"factModified"_s), QString());
    QCOMPARE(textOf(pane, u"factDuration"_s), QString());

    const QString happened = textOf(pane, u"adviceHappened"_s);
    detail.task.issue = {};
    pane.showDetail(detail);
    QCOMPARE(textOf(pane, u"adviceHappened"_s), happened);
}

void TaskDetailPaneTest::theDetailOfAnotherTaskIsIgnored()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(2), {}, noon());
    pane.showDetail(detailOf(sampleTask(1)));
    QVERIFY(pane.findChild<QWidget *>(u"layerList"_s)->isHidden());
    pane.clear();
    pane.showDetail(detailOf(sampleTask(1))); // late: nothing is shown any more
    QVERIFY(!pane.findChild<QLabel *>(u"emptyDetail"_s)->isHidden());
}

void TaskDetailPaneTest::anotherTaskForgetsTheLayersAndScrollsToTheTop()
{
    TaskDetailPane pane;
    pane.resize(388, 500);
    pane.show();
    pane.showTask(sampleTask(1), {}, noon());
    pane.showDetail(detailOf(sampleTask(1)));
    auto *scrollBar = pane.findChild<QScrollArea *>(u"detailScroll"_s)->verticalScrollBar();
    QTRY_VERIFY(scrollBar->maximum() > 200);
    scrollBar->setValue(150);
    pane.showTask(sampleTask(2), {}, noon());
    QCOMPARE(scrollBar->value(), 0);
    QVERIFY(pane.findChild<QWidget *>(u"layerList"_s)->isHidden());
    QVERIFY(pane.findChild<CopyField *>(u"factArtifactDigest"_s)->isHidden());
}

void TaskDetailPaneTest::theSameTaskKeepsScrollAndSelection()
{
    TaskDetailPane pane;
    pane.resize(388, 500);
    pane.show();
    pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    pane.showTask(sampleTask(1, SyncTaskStatus::Synchronizing), {}, noon());
    pane.showDetail(detailOf(sampleTask(1, SyncTaskStatus::Synchronizing)));
    auto *scrollBar = pane.findChild<QScrollArea *>(u"detailScroll"_s)->verticalScrollBar();
    QTRY_VERIFY(scrollBar->maximum() > 200);
    auto *id = pane.findChild<CopyField *>(u"factTaskId"_s)->findChild<QLineEdit *>();
    id->setFocus();
    id->selectAll();
    auto *title = pane.findChild<QTextEdit *>(u"detailTitle"_s);
    title->selectAll();
    scrollBar->setValue(150);

    pane.showTask(sampleTask(1), {.rule = u"prod-eu"_s}, noon().addSecs(10));
    pane.showDetail(detailOf(sampleTask(1)));
    QCoreApplication::processEvents();
    QCOMPARE(scrollBar->value(), 150);
    QCOMPARE(id->selectedText(), u"rst-1"_s);
    QCOMPARE(title->textCursor().selectedText(), u"team/app:1"_s);
    QVERIFY(textOf(pane, u"detailSubline"_s).contains(u"prod-eu"_s));
}

void TaskDetailPaneTest::factsThatAreNotGivenHaveNoLine()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1);
    task.batchId.clear();
    task.priority.reset();
    task.modifiedAt = {};
    pane.showTask(task, {}, noon());
    QVERIFY(pane.findChild<CopyField *>(u"factBatchId"_s)->isHidden());
    QVERIFY(pane.findChild<QTextEdit *>(u"factPriority"_s)->isHidden());
    QVERIFY(pane.findChild<QTextEdit *>(u"factModified"_s)->isHidden());
    QVERIFY(pane.findChild<QPushButton *>(u"samePush"_s)->isHidden());
    QVERIFY(!pane.findChild<CopyField *>(u"factTaskId"_s)->isHidden());
}

void TaskDetailPaneTest::idsAreCopiedWhole()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1);
    task.id = u"rst-"_s + QString(80, u'x');
    pane.showTask(task, {}, noon());
    pane.findChild<QPushButton *>(u"copyTaskId"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), task.id);
}

void TaskDetailPaneTest::theMenuCopiesImagesAndEverything()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    task.imageTo.imageTag = u"9"_s;
    pane.showTask(task, {.rule = u"prod-eu"_s}, noon());
    pane.showDetail(detailOf(task));
    pane.findChild<QAction *>(u"actionCopySource"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"team/app:1"_s);
    pane.findChild<QAction *>(u"actionCopyDestination"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"team/app:9"_s);
    pane.findChild<QAction *>(u"actionCopyAll"_s)->trigger();
    const QString all = QGuiApplication::clipboard()->text();
    for (const QString &fact : {u"rst-1"_s, u"NETWORK_ERROR"_s, u"cri-frankfurt"_s, u"prod-eu"_s,
                                u"REQ-1"_s, u"team/app:9"_s})
        QVERIFY2(all.contains(fact), qPrintable(all));
}

void TaskDetailPaneTest::samePushAsksForItsBatch()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(3), {}, noon());
    QSignalSpy chosen(&pane, &TaskDetailPane::batchChosen);
    pane.findChild<QPushButton *>(u"samePush"_s)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().constFirst().toString(), u"batch-3"_s);
}

void TaskDetailPaneTest::aLongNameIsShownWhole()
{
    TaskDetailPane pane;
    pane.resize(388, 700);
    pane.show();
    SyncTask task = sampleTask(1);
    task.imageFrom.repoName = QString(200, u'w');
    pane.showTask(task, {}, noon());
    auto *title = pane.findChild<QTextEdit *>(u"detailTitle"_s);
    QTRY_VERIFY(title->height() >= static_cast<int>(title->document()->size().height()));
    QVERIFY(title->height() > 3 * title->fontMetrics().height());
    QCOMPARE(pane.width(), 388);
    auto *scroll = pane.findChild<QScrollArea *>(u"detailScroll"_s);
    QTRY_VERIFY(scroll->widget()->width() <= scroll->viewport()->width());
}

void TaskDetailPaneTest::theLanguageChangesWhileATaskIsShown()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1, SyncTaskStatus::Error), {}, noon());
    pane.showDetailError({.kind = ApiError::Kind::Server});
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&pane, &change);
    QCOMPARE(textOf(pane, u"detailTitle"_s), u"team/app:1"_s);
    QVERIFY(!pane.findChild<QPushButton *>(u"retryDetail"_s)->isHidden());
}

QTEST_MAIN(TaskDetailPaneTest)
#include "tst_taskdetailpane.moc"
