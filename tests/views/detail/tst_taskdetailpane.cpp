#include "comparisongrid.h"
#include "copyfield.h"
#include "sampletasks.h"
#include "taskadvice.h"
#include "taskdetailpane.h"
#include "theme.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
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

TagDigest foundDigest(const QString &digest)
{
    return {.outcome = Lookup::Found, .digest = digest};
}

} // namespace

class TaskDetailPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyItSaysWhatToDo();
    void aDigestIsNotShownTwice();
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
    void theMenuCopiesTheVendorsCommandLine();
    void theRawReplyIsCopiedOnceItIsThere();
    void theRawReplyIsShownAsItCameWithoutSecrets();
    void theConsoleIsAskedForByEnd();
    void theAdviceSaysWhoseWordsItIs();
    void theDigestsAreComparedInWords_data();
    void theDigestsAreComparedInWords();
    void aDigestIsShownShortAndKeptWhole();
    void lookingAgainIsOfferedWhereTheAnswerIsNotGood();
    void theRuleTellsWhatItCopies();
    void aTaskWithoutARuleHasNoRule();
    void relatedTasksOpenByMouseAndKeyboard();
    void aRepairedFailureIsNoAlarm();
    void theLinesOfRelatedTasksAreKept();
    void thePaceIsSaidOnlyWhereItIsKnown();
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
    // An id stays in one line, and is whole in the tool tip.
    SyncTask unwatched = sampleTask(2);
    unwatched.imageTo.instanceId = u"cri-u7ug0ov6h5wk3v7g"_s;
    pane.showTask(unwatched, {}, noon());
    QCOMPARE(textOf(pane, u"destinationInstance"_s).size(), 16);
    QVERIFY(pane.findChild<QTextEdit *>(u"destinationInstance"_s)
                ->toolTip()
                .contains(u"cri-u7ug0ov6h5wk3v7g"_s));
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
    QVERIFY(!pane.findChild<QPushButton *>(u"samePush"_s)->isVisibleTo(&pane));
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
    pane.showDigests({.source = {.outcome = Lookup::Found, .digest = u"sha256:aaa"_s},
                      .destination = {.outcome = Lookup::Found, .digest = u"sha256:bbb"_s}});
    pane.findChild<QAction *>(u"actionCopyAll"_s)->trigger();
    const QString all = QGuiApplication::clipboard()->text();
    for (const QString &fact : {adviceFor(task).happened, adviceFor(task).whatToDo, u"sha256:aaa"_s,
                                u"sha256:bbb"_s, u"rst-1"_s, u"NETWORK_ERROR"_s, u"cri-frankfurt"_s,
                                u"prod-eu"_s, u"REQ-1"_s, u"team/app:9"_s})
        QVERIFY2(all.contains(fact), qPrintable(all));
}

void TaskDetailPaneTest::theMenuCopiesTheVendorsCommandLine()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1),
                  {.listedBy = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s}},
                  noon());
    pane.findChild<QAction *>(u"actionCopyCommand"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"aliyun cr GetRepoSyncTask --InstanceId cri-hangzhou --SyncTaskId rst-1 "
             "--region cn-hangzhou"_s);
}

void TaskDetailPaneTest::theRawReplyIsCopiedOnceItIsThere()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    auto *action = pane.findChild<QAction *>(u"actionCopyReply"_s);
    QVERIFY(!action->isVisible());
    SyncTaskDetail detail = detailOf(sampleTask(1));
    detail.reply = R"({"SyncTaskId":"rst-1","Unheard":7,"SecurityToken":"tok"})";
    pane.showDetail(detail);
    QVERIFY(action->isVisible());
    action->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"\"Unheard\": 7"_s), qPrintable(copied));
    QVERIFY(!copied.contains(u"tok\""_s));
    pane.showTask(sampleTask(2), {}, noon());
    QVERIFY(!action->isVisible());
}

void TaskDetailPaneTest::theRawReplyIsShownAsItCameWithoutSecrets()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    SyncTaskDetail detail = detailOf(sampleTask(1));
    detail.reply = R"({"SyncTaskId":"rst-1","Unheard":7,"SecurityToken":"tok"})";
    pane.showDetail(detail);
    pane.findChild<QAction *>(u"actionShowReply"_s)->trigger();
    const auto *dialog = pane.findChild<QDialog *>(u"replyDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->windowTitle().contains(u"rst-1"_s));
    const QString shown = dialog->findChild<QPlainTextEdit *>(u"replyText"_s)->toPlainText();
    QVERIFY2(shown.contains(u"\"Unheard\": 7"_s), qPrintable(shown));
    QVERIFY(!shown.contains(u"tok\""_s));
    dialog->findChild<QPushButton *>(u"copyReply"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), shown);

    // It stays beside the reply about the next task, which it is not.
    pane.showTask(sampleTask(2), {}, noon());
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"replyText"_s)->toPlainText(), shown);
    QVERIFY(!pane.findChild<QAction *>(u"actionShowReply"_s)->isVisible());
}

void TaskDetailPaneTest::theConsoleIsAskedForByEnd()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1);
    pane.showTask(task, {}, noon());
    QSignalSpy asked(&pane, &TaskDetailPane::consoleRequested);
    pane.findChild<QAction *>(u"actionOpenDestination"_s)->trigger();
    QVERIFY(asked.last().constFirst().value<InstanceRef>() ==
            (InstanceRef{.regionId = u"eu-central-1"_s, .instanceId = u"cri-frankfurt"_s}));
    task.imageTo.regionId.clear(); // then it has no address
    pane.showTask(task, {}, noon());
    QVERIFY(!pane.findChild<QAction *>(u"actionOpenDestination"_s)->isEnabled());
    QVERIFY(pane.findChild<QAction *>(u"actionOpenSource"_s)->isEnabled());
}

void TaskDetailPaneTest::theAdviceSaysWhoseWordsItIs()
{
    TaskDetailPane pane;
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    pane.showTask(task, {}, noon());
    QCOMPARE(textOf(pane, u"adviceWhose"_s),
             u"The registry says NETWORK_ERROR; what to do is advice."_s);
    task.issue = {};
    pane.showTask(task, {}, noon());
    QCOMPARE(textOf(pane, u"adviceWhose"_s), u"What to do is advice."_s);
}

void TaskDetailPaneTest::theDigestsAreComparedInWords_data()
{
    QTest::addColumn<TagDigest>("source");
    QTest::addColumn<TagDigest>("destination");
    QTest::addColumn<SyncTaskStatus>("status");
    QTest::addColumn<QString>("words");
    const TagDigest here = foundDigest(u"ab12"_s);
    const TagDigest missing{.outcome = Lookup::Missing};
    const auto row = [](const char *name, const TagDigest &source, const TagDigest &destination,
                        const QString &words, SyncTaskStatus status = SyncTaskStatus::Success) {
        QTest::newRow(name) << source << destination << status << words;
    };
    row("asking", {.isAsking = true}, here, u"Looking the tag up at both ends …"_s);
    row("same", here, foundDigest(u"sha256:ab12"_s), u"Same digest"_s);
    row("different", here, foundDigest(u"cd34"_s), u"Different digests"_s);
    row("different yet", here, foundDigest(u"cd34"_s), u"Not the same yet"_s,
        SyncTaskStatus::Synchronizing);
    row("missing there", here, missing, u"Missing at the destination"_s);
    row("missing yet", here, missing, u"Not at the destination yet"_s, SyncTaskStatus::Pending);
    row("missing here", missing, here, u"Missing at the source"_s);
    row("not permitted", here, {.outcome = Lookup::NotPermitted}, u"No permission to look"_s);
    row("no digest", here, foundDigest({}), u"Not compared: the registry gave no digest."_s);
}

void TaskDetailPaneTest::theDigestsAreComparedInWords()
{
    QFETCH(const TagDigest, source);
    QFETCH(const TagDigest, destination);
    QFETCH(const SyncTaskStatus, status);
    QFETCH(const QString, words);
    TaskDetailPane pane;
    pane.showTask(sampleTask(1, status), {}, noon());
    QVERIFY(pane.findChild<QWidget *>(u"sourceDigest"_s)->isHidden()); // not asked
    pane.showDigests({.source = source, .destination = destination});
    QCOMPARE(textOf(pane, u"digestVerdict"_s), words);
    QVERIFY(!pane.findChild<QWidget *>(u"sourceDigest"_s)->isHidden());
    QCOMPARE(pane.findChild<ComparisonGrid *>()->isDigestMarked(), words == u"Different digests"_s);
}

void TaskDetailPaneTest::aDigestIsNotShownTwice()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    pane.showDetail({.task = sampleTask(1), .layers = {{.artifactDigest = u"sha256:a1"_s}}});
    const auto *copied = pane.findChild<CopyField *>(u"factArtifactDigest"_s);
    QVERIFY(!copied->isHidden());
    pane.showDigests(
        {.source = foundDigest(u"sha256:a1"_s), .destination = foundDigest(u"sha256:a1"_s)});
    QVERIFY(copied->isHidden());
    pane.showDigests(
        {.source = foundDigest(u"sha256:b2"_s), .destination = foundDigest(u"sha256:a1"_s)});
    QVERIFY(!copied->isHidden());
    QStringList titles;
    const QList<QLabel *> labels = pane.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisibleTo(&pane) && label->text().contains(u"igest"_s))
            titles << label->text();
    }
    titles.sort();
    QCOMPARE(titles, (QStringList{u"Copied digest"_s, u"Digest"_s}));
}

void TaskDetailPaneTest::aDigestIsShownShortAndKeptWhole()
{
    TaskDetailPane pane;
    const QString digest = u"sha256:"_s + QString(64, u'a');
    pane.showTask(sampleTask(1), {}, noon());
    pane.showDigests({.source = foundDigest(digest), .destination = {.outcome = Lookup::Missing}});
    auto *field = pane.findChild<QLineEdit *>(u"sourceDigestId"_s);
    QCOMPARE(field->text(), digest); // what is copied
    QVERIFY(field->toolTip().contains(digest));
    QVERIFY(pane.findChild<QLineEdit *>(u"destinationDigestId"_s)->isHidden());
    QCOMPARE(pane.findChild<QLabel *>(u"destinationDigestWord"_s)->text(), u"missing"_s);
    pane.showTask(sampleTask(2), {}, noon());
    QVERIFY(pane.findChild<QWidget *>(u"sourceDigest"_s)->isHidden());
}

void TaskDetailPaneTest::lookingAgainIsOfferedWhereTheAnswerIsNotGood()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    auto *again = pane.findChild<QPushButton *>(u"lookAgain"_s);
    pane.showDigests({.source = foundDigest(u"ab12"_s), .destination = foundDigest(u"ab12"_s)});
    QVERIFY(again->isHidden());
    const ApiError offline{.kind = ApiError::Kind::Network};
    pane.showDigests({.source = {.outcome = Lookup::Failed, .error = offline},
                      .destination = {.outcome = Lookup::Failed, .error = offline}});
    QVERIFY(!again->isHidden());
    QVERIFY(textOf(pane, u"digestVerdict"_s).startsWith(u"Not compared."_s));
    pane.showDigests({.source = foundDigest(u"ab12"_s),
                      .destination = {.outcome = Lookup::NotPermitted}}); // it may be given
    QVERIFY(!again->isHidden());
    pane.showDigests({.source = foundDigest(u"ab12"_s),
                      .destination = {.outcome = Lookup::Missing}}); // it may be pushed
    QVERIFY(!again->isHidden());
    QSignalSpy asked(&pane, &TaskDetailPane::lookAgainRequested);
    again->click();
    QCOMPARE(asked.size(), 1);
}

void TaskDetailPaneTest::theRuleTellsWhatItCopies()
{
    TaskDetailPane pane;
    SyncRule rule{.id = u"crsr-1"_s,
                  .name = u"prod-eu"_s,
                  .direction = syncDirectionFromWire(u"FROM"_s),
                  .scope = syncScopeFromWire(u"NAMESPACE"_s),
                  .trigger = taskTriggerFromWire(u"PASSIVE"_s),
                  .tagFilter = u"v.*"_s,
                  .repoNameFilter = u"app-.*"_s,
                  .local = {.instanceId = u"cri-hangzhou"_s, .namespaceName = u"team"_s},
                  .target = {.instanceId = u"cri-frankfurt"_s, .namespaceName = u"mirror"_s}};
    const RuleSection::EndNames names{.local = u"hub"_s, .target = u"frankfurt"_s};
    pane.showTask(sampleTask(1), {}, noon());
    pane.showRule(rule, names);
    QCOMPARE(textOf(pane, u"ruleName"_s), u"prod-eu"_s);
    QCOMPARE(textOf(pane, u"ruleScope"_s), u"Namespace team → mirror"_s);
    QCOMPARE(textOf(pane, u"ruleDirection"_s), u"Sends from hub to frankfurt"_s);
    QCOMPARE(textOf(pane, u"ruleTags"_s), u"v.*"_s);
    QCOMPARE(textOf(pane, u"ruleRepositories"_s), u"app-.*"_s);
    QCOMPARE(textOf(pane, u"ruleTrigger"_s), u"Automatic"_s);
    QVERIFY(pane.findChild<QTextEdit *>(u"ruleNamespaces"_s)->isHidden());

    rule.direction = syncDirectionFromWire(u"TO"_s);
    rule.scope = syncScopeFromWire(u"REPO"_s);
    rule.local.repoName = u"app"_s;
    rule.target = {
        .instanceId = u"cri-frankfurt"_s, .namespaceName = u"team"_s, .repoName = u"app"_s};
    pane.showRule(rule, names);
    QCOMPARE(textOf(pane, u"ruleScope"_s), u"Repository team/app"_s);
    QCOMPARE(textOf(pane, u"ruleDirection"_s), u"Fetches from frankfurt to hub"_s);

    rule.scope = syncScopeFromWire(u"GALAXY"_s);
    rule.direction = syncDirectionFromWire(u"AROUND"_s);
    pane.showRule(rule, names);
    QCOMPARE(textOf(pane, u"ruleScope"_s), u"GALAXY team/app"_s);
    QCOMPARE(textOf(pane, u"ruleDirection"_s), u"AROUND"_s);
}

void TaskDetailPaneTest::aTaskWithoutARuleHasNoRule()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    QVERIFY(!pane.findChild<QTextEdit *>(u"ruleName"_s)->isVisibleTo(&pane));
    pane.showRule(SyncRule{.name = u"prod-eu"_s}, {});
    QVERIFY(pane.findChild<QTextEdit *>(u"ruleName"_s)->isVisibleTo(&pane));
    pane.showTask(sampleTask(2), {}, noon());
    QVERIFY(!pane.findChild<QTextEdit *>(u"ruleName"_s)->isVisibleTo(&pane));
}

void TaskDetailPaneTest::relatedTasksOpenByMouseAndKeyboard()
{
    TaskDetailPane pane;
    pane.resize(388, 900);
    pane.show();
    pane.showTask(sampleTask(1, SyncTaskStatus::Error), {}, noon());
    pane.showRelations({.samePush = {{.row = 3, .text = u"Singapore"_s}},
                        .samePushCount = 1,
                        .earlier = {{.row = 4, .text = u"Done"_s}, {.row = 5, .text = u"Done"_s}},
                        .repairedBy = {{.row = 6, .text = u"Repaired since"_s}}});
    QCOMPARE(pane.findChild<QLabel *>(u"pushTitle"_s)->text(), u"Same push, 1 other task(s)"_s);
    QSignalSpy chosen(&pane, &TaskDetailPane::taskChosen);
    QTest::mouseClick(pane.findChild<QWidget *>(u"earlier1"_s), Qt::LeftButton);
    QTest::mouseClick(pane.findChild<QWidget *>(u"push0"_s), Qt::LeftButton);
    QTest::keyClick(pane.findChild<QWidget *>(u"repairedBy0"_s), Qt::Key_Space);
    QCOMPARE(chosen.size(), 3);
    QCOMPARE(chosen[0][0].value<TaskRow>(), TaskRow{5});
    QCOMPARE(chosen[1][0].value<TaskRow>(), TaskRow{3});
    QCOMPARE(chosen[2][0].value<TaskRow>(), TaskRow{6});

    pane.showTask(sampleTask(2), {}, noon());
    for (const QString &row : {u"earlier1"_s, u"push0"_s, u"repairedBy0"_s})
        QVERIFY(!pane.findChild<QWidget *>(row)->isVisibleTo(&pane));
}

void TaskDetailPaneTest::aRepairedFailureIsNoAlarm()
{
    TaskDetailPane pane;
    pane.resize(388, 900);
    pane.show();
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    task.issue = {.value = TaskIssue::NetworkError, .text = u"NETWORK_ERROR"_s};
    pane.showTask(task, {}, noon());
    QWidget *box = pane.findChild<QTextEdit *>(u"adviceHappened"_s)->parentWidget();
    const auto *whatToDo = pane.findChild<QTextEdit *>(u"adviceWhatToDo"_s);
    const auto barColor = [box] { return box->grab().toImage().pixelColor(1, box->height() / 2); };
    const QColor alarm = statusFill(SyncTaskStatus::Error, pane.palette());
    QCOMPARE(barColor(), alarm);
    QVERIFY(whatToDo->isVisible());
    const QString happened = textOf(pane, u"adviceHappened"_s);

    const TaskRelations repaired{.repairedBy = {{.row = 6, .text = u"Repaired"_s}}};
    pane.showRelations(repaired);
    QVERIFY(barColor() != alarm);
    QVERIFY(box->isVisible() && !whatToDo->isVisible()); // what happened is still told
    QCOMPARE(textOf(pane, u"adviceHappened"_s), happened);
    QCOMPARE(textOf(pane, u"adviceWhose"_s), u"The registry says NETWORK_ERROR."_s);
    QVERIFY(pane.findChild<QWidget *>(u"repairedBy0"_s)->isVisible());
    pane.showTask(task, {}, noon().addSecs(1)); // stays so while time goes on
    QVERIFY(barColor() != alarm);

    pane.showTask(sampleTask(2, SyncTaskStatus::Error), {}, noon());
    QCOMPARE(barColor(), alarm);
    QVERIFY(whatToDo->isVisible());
}

void TaskDetailPaneTest::theLinesOfRelatedTasksAreKept()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1), {}, noon());
    pane.showRelations({.earlier = {{.row = 4, .text = u"Done"_s}, {.row = 5, .text = u"Done"_s}}});
    const QWidget *first = pane.findChild<QWidget *>(u"earlier0"_s);
    pane.showRelations({.earlier = {{.row = 4, .text = u"Failed"_s}}});
    QCOMPARE(pane.findChild<QWidget *>(u"earlier0"_s), first);
    QVERIFY(!first->isHidden());
    QVERIFY(pane.findChild<QWidget *>(u"earlier1"_s)->isHidden());
}

void TaskDetailPaneTest::thePaceIsSaidOnlyWhereItIsKnown()
{
    TaskDetailPane pane;
    pane.showTask(sampleTask(1, SyncTaskStatus::Synchronizing), {}, noon());
    auto *line = pane.findChild<QTextEdit *>(u"layersPace"_s);
    QVERIFY(line->isHidden());
    pane.showPace(
        TransferPace{.bytesPerSecond = 4 * 1024 * 1024, .left = std::chrono::seconds(16)});
    QVERIFY(!line->isHidden());
    QCOMPARE(line->toPlainText(), u"4.0 MiB/s, about 16 s left"_s);
    pane.showPace(TransferPace{.bytesPerSecond = 2048});
    QCOMPARE(line->toPlainText(), u"2.0 KiB/s"_s);
    pane.showPace({});
    QCOMPARE(line->toPlainText(), QString());
    QVERIFY(!line->isHidden()); // what is below does not jump each time that nothing moves
    pane.showTask(sampleTask(2), {}, noon());
    QVERIFY(line->isHidden());
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
