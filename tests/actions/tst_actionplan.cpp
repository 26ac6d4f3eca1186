#include "actionplan.h"
#include "actiontext.h"
#include "sampletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};

WritePermissions writable()
{
    return {.isWritable = [](const QString &) { return true; }};
}

ListedTask listed(int number, SyncTaskStatus status = SyncTaskStatus::Error)
{
    return {.listedBy = hangzhou, .task = sampleTask(number, status)};
}

std::vector<PlannedAction> retry(const std::vector<ListedTask> &tasks,
                                 const RetryChoices &choices = {},
                                 const WritePermissions &permissions = writable(),
                                 const QHash<QString, SyncRule> &rules = {})
{
    return planRetry(
        tasks, rules, [](const ImageRef &, const QString &) { return hangzhou; }, choices,
        permissions);
}

} // namespace

class TestActionPlan final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFailedTaskIsCopiedAgain();
    void nothingIsReplacedUnlessChosen();
    void aRuleRunByHandIsRunAgain();
    void onlyWhatFailedOrWasCancelledIsRetried();
    void whatIsRepairedIsLeftAlone();
    void whatIsUnderWayAgainIsLeftAlone();
    void ofOneImageOnlyTheNewestFailureIsRetried();
    void anotherAccountsDestinationNeedsItsId();
    void withoutLeaveNothingIsSent();
    void whatWasRefusedIsNotSentAgain();
    void aTaskWithoutItsImageCannotBeRetried();
    void onlyUnfinishedTasksAreCancelled();
    void aTagIsCopiedThatNoTaskSpeaksOf();
    void aTagThatIsBeingCopiedIsNotSentAgain();
    void aCopyToAnotherAccountAsksForItsId();
    void whatFailsAgainIsLeftOutAndNamed_data();
    void whatFailsAgainIsLeftOutAndNamed();
    void whatFailsAgainIsSentWhenChosen();
    void aRuleCannotReplaceATag();
    void otherReasonsComeBeforeTheOutlook();
};

void TestActionPlan::aFailedTaskIsCopiedAgain()
{
    // Of the source's instance, under the account that lists the task.
    ListedTask failed = listed(1);
    failed.listedBy.account = u"prod"_s;
    const auto asked = planRetry(
        std::vector{failed}, {},
        [](const ImageRef &image, const QString &account) {
            return InstanceRef{.instanceId = image.instanceId, .account = account};
        },
        {}, writable());
    QCOMPARE(instanceOf(asked[0].action),
             (InstanceRef{.instanceId = failed.task.imageFrom.instanceId, .account = u"prod"_s}));

    const auto plan = retry({listed(1)});
    QCOMPARE(plan.size(), std::size_t{1});
    QVERIFY(plan[0].isToBeSent());
    const auto &action = std::get<CreateSyncTask>(plan[0].action);
    QCOMPARE(action.instance, hangzhou);
    QCOMPARE(action.tag, plan[0].task.imageFrom.imageTag);
    QCOMPARE(action.target, plan[0].task.imageTo);
    QCOMPARE(operationOf(plan[0].action), u"CreateRepoSyncTask"_s);
}

void TestActionPlan::nothingIsReplacedUnlessChosen()
{
    QVERIFY(!std::get<CreateSyncTask>(retry({listed(1)})[0].action).overwritesTag);
    QVERIFY(std::get<CreateSyncTask>(retry({listed(1)}, {.overwritesTag = true})[0].action)
                .overwritesTag);
}

void TestActionPlan::aRuleRunByHandIsRunAgain()
{
    ListedTask task = listed(1);
    task.task.ruleId = u"crsr-1"_s;
    SyncRule rule{.id = u"crsr-1"_s};
    rule.trigger.value = TaskTrigger::Initiative;
    const auto byHand = retry({task}, {}, writable(), {{rule.id, rule}});
    QCOMPARE(std::get<RunSyncRule>(byHand[0].action).ruleId, rule.id);
    QCOMPARE(std::get<RunSyncRule>(byHand[0].action).tag, task.task.imageFrom.imageTag);
    rule.trigger.value = TaskTrigger::Passive; // waits for a push: it cannot be run
    const auto automatic = retry({task}, {}, writable(), {{rule.id, rule}});
    QVERIFY(std::holds_alternative<CreateSyncTask>(automatic[0].action));
}

void TestActionPlan::onlyWhatFailedOrWasCancelledIsRetried()
{
    const auto plan =
        retry({listed(1, SyncTaskStatus::Success), listed(2, SyncTaskStatus::Synchronizing),
               listed(3, SyncTaskStatus::Pending), listed(4, SyncTaskStatus::Canceled)});
    QVERIFY(plan[0].isToBeSent());
    QCOMPARE(plan[0].task.id, u"rst-4"_s);
    QCOMPARE(plan[1].disabledReason, ActionDisabledReason::Succeeded);
    QCOMPARE(plan[2].disabledReason, ActionDisabledReason::StillRunning);
    QCOMPARE(plan[3].disabledReason, ActionDisabledReason::StillRunning);
    QCOMPARE(countToBeSent(plan), 1);
}

void TestActionPlan::whatIsRepairedIsLeftAlone()
{
    ListedTask task = listed(1);
    task.laterCopy = LaterCopy::Arrived;
    QCOMPARE(retry({task})[0].disabledReason, ActionDisabledReason::Repaired);
}

void TestActionPlan::whatIsUnderWayAgainIsLeftAlone()
{
    ListedTask task = listed(1);
    task.laterCopy = LaterCopy::UnderWay;
    const auto plan = retry({task, listed(2)});
    QCOMPARE(countToBeSent(plan), 1);
    QCOMPARE(plan[1].disabledReason, ActionDisabledReason::UnderWay);
}

void TestActionPlan::ofOneImageOnlyTheNewestFailureIsRetried()
{
    ListedTask older = listed(1);
    ListedTask newer = listed(2);
    newer.task.imageFrom = older.task.imageFrom;
    newer.task.imageTo = older.task.imageTo;
    const auto plan = retry({older, newer, listed(3)});
    QCOMPARE(plan[0].task.id, newer.task.id); // what is sent comes first
    QVERIFY(plan[1].isToBeSent());
    QCOMPARE(plan[2].task.id, older.task.id);
    QCOMPARE(plan[2].disabledReason, ActionDisabledReason::Repeated);
    newer.task.createdAt = older.task.createdAt;
    QCOMPARE(countToBeSent(retry({older, newer})), 1);
}

void TestActionPlan::anotherAccountsDestinationNeedsItsId()
{
    ListedTask task = listed(1);
    task.task.crossUser = true;
    const auto plan = retry({task, listed(2)});
    QVERIFY(plan[0].isToBeSent());
    QCOMPARE(plan[1].disabledReason, ActionDisabledReason::TargetAccountNeeded);
    QVERIFY(needsTargetAccount(plan));
    const auto whole = retry({task, listed(2)}, {.targetUserId = u"1234567890"_s});
    QCOMPARE(std::get<CreateSyncTask>(whole[0].action).targetUserId, u"1234567890"_s);
    QCOMPARE(std::get<CreateSyncTask>(whole[1].action).targetUserId, QString()); // its own account
    QVERIFY(whole[0].isToBeSent());
    QVERIFY(needsTargetAccount(whole));
    QVERIFY(!needsTargetAccount(retry({listed(2)})));
}

void TestActionPlan::withoutLeaveNothingIsSent()
{
    QCOMPARE(retry({listed(1)}, {}, {})[0].disabledReason, ActionDisabledReason::ReadOnly);
    const std::vector<ListedTask> running{listed(1, SyncTaskStatus::Synchronizing)};
    QCOMPARE(planCancel(running, {})[0].disabledReason, ActionDisabledReason::ReadOnly);
    const WritePermissions onlyProd{
        .isWritable = [](const QString &account) { return account == u"prod"_s; }};
    QCOMPARE(planCancel(running, onlyProd)[0].disabledReason, ActionDisabledReason::ReadOnly);
}

void TestActionPlan::whatWasRefusedIsNotSentAgain()
{
    WritePermissions permissions = writable();
    permissions.refused.insert({hangzhou.instanceId, u"CreateRepoSyncTask"_s});
    QCOMPARE(retry({listed(1)}, {}, permissions)[0].disabledReason,
             ActionDisabledReason::NotPermitted);
    const std::vector<ListedTask> running{listed(1, SyncTaskStatus::Synchronizing)};
    QVERIFY(planCancel(running, permissions)[0].isToBeSent());
}

void TestActionPlan::aTaskWithoutItsImageCannotBeRetried()
{
    ListedTask task = listed(1);
    task.task.imageTo.repoName.clear();
    QCOMPARE(retry({task})[0].disabledReason, ActionDisabledReason::Incomplete);
}

void TestActionPlan::onlyUnfinishedTasksAreCancelled()
{
    const std::vector<ListedTask> tasks{listed(1, SyncTaskStatus::Synchronizing),
                                        listed(2, SyncTaskStatus::Pending), listed(3)};
    const auto plan = planCancel(tasks, writable());
    QCOMPARE(std::get<CancelSyncTask>(plan[0].action).syncTaskId, u"rst-1"_s);
    QVERIFY(plan[1].isToBeSent());
    QCOMPARE(plan[2].disabledReason, ActionDisabledReason::AlreadyFinished);
}

void TestActionPlan::aTagIsCopiedThatNoTaskSpeaksOf()
{
    const SyncTask like = sampleTask(1);
    const auto refOf = [](const ImageRef & /*image*/, const QString & /*account*/) {
        return hangzhou;
    };
    const std::vector copies{
        TagCopy{.from = like.imageFrom, .to = like.imageTo, .targetUserId = u"77"_s},
        TagCopy{.from = like.imageFrom}};
    const RetryChoices replacing{.overwritesTag = true};
    const auto plan = planCopy(copies, refOf, like.createdAt, replacing, writable());
    QCOMPARE(plan.size(), 2U);
    const auto &action = std::get<CreateSyncTask>(plan[0].action);
    QVERIFY(plan[0].isToBeSent());
    QCOMPARE(action.target, like.imageTo);
    QCOMPARE(action.targetUserId, u"77"_s);
    QVERIFY(action.overwritesTag);
    QCOMPARE(plan[1].disabledReason, ActionDisabledReason::Incomplete);
    QCOMPARE(planCopy(copies, refOf, like.createdAt, replacing, {})[0].disabledReason,
             ActionDisabledReason::ReadOnly);
}

/// Whoever asked for the first one.
void TestActionPlan::aTagThatIsBeingCopiedIsNotSentAgain()
{
    const SyncTask like = sampleTask(1);
    const auto refOf = [](const ImageRef & /*image*/, const QString & /*account*/) {
        return hangzhou;
    };
    TagCopy copy{.from = like.imageFrom, .to = like.imageTo};
    const auto planned = [&] {
        return planCopy({&copy, 1}, refOf, like.createdAt, {}, writable()).front();
    };
    QVERIFY(planned().isToBeSent());
    QCOMPARE(actionText(planned(), {}), u"Copy the tag"_s);
    copy.earlier = EarlierCopy::Known;
    QVERIFY(planned().isToBeSent());
    QCOMPARE(actionText(planned(), {}), u"Copy again"_s);
    copy.earlier = EarlierCopy::UnderWay;
    QCOMPARE(planned().disabledReason, ActionDisabledReason::UnderWay);
}

/// What was compared across accounts does not say whose the destination is.
void TestActionPlan::aCopyToAnotherAccountAsksForItsId()
{
    const SyncTask like = sampleTask(1);
    const auto refOf = [](const ImageRef & /*image*/, const QString & /*account*/) {
        return hangzhou;
    };
    const std::vector copies{
        TagCopy{.from = like.imageFrom, .to = like.imageTo, .isCrossUser = true}};
    const auto asking = planCopy(copies, refOf, like.createdAt, {}, writable());
    QCOMPARE(asking[0].disabledReason, ActionDisabledReason::TargetAccountNeeded);
    QVERIFY(needsTargetAccount(asking));
    const auto told =
        planCopy(copies, refOf, like.createdAt, {.targetUserId = u"42"_s}, writable());
    QVERIFY(told[0].isToBeSent());
    QCOMPARE(std::get<CreateSyncTask>(told[0].action).targetUserId, u"42"_s);
}

void TestActionPlan::whatFailsAgainIsLeftOutAndNamed_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<bool>("replaces");
    QTest::addColumn<RetryOutlook>("outlook");
    using enum RetryOutlook;
    QTest::newRow("immutable tag") << u"TAG_CONFLICT"_s << false << FailsAgain;
    QTest::newRow("immutable tag, replacing") << u"TAG_CONFLICT"_s << true << FailsUnlessFixed;
    QTest::newRow("format") << u"UNSUPPORTED_FORMAT"_s << true << FailsAgain;
    QTest::newRow("too large") << u"DATA_LENGTH_EXCEEDED"_s << false << FailsAgain;
    QTest::newRow("storage") << u"OSS_POLICY_UNAUTHORIZED"_s << false << FailsUnlessFixed;
    QTest::newRow("no namespace") << u"NAMESPACE_NOT_EXIST"_s << false << FailsUnlessFixed;
    QTest::newRow("no repository") << u"repo-not-exist"_s << false << FailsUnlessFixed;
    QTest::newRow("quota") << u"REPO_QUOTA_EXCEEDED"_s << false << FailsUnlessFixed;
    QTest::newRow("permission") << u"TARGET_PERMISSION_DENIED"_s << false << FailsUnlessFixed;
    QTest::newRow("network") << u"NETWORK_ERROR"_s << false << Open;
    QTest::newRow("server") << u"INTERNAL_ERROR"_s << false << Open;
    QTest::newRow("a new word") << u"SOLAR_FLARE"_s << false << Open;
    QTest::newRow("no cause") << QString() << false << Open;
}

void TestActionPlan::whatFailsAgainIsLeftOutAndNamed()
{
    QFETCH(const QString, cause);
    QFETCH(const bool, replaces);
    QFETCH(const RetryOutlook, outlook);
    ListedTask failed = listed(1);
    failed.task.issue = taskIssueFromWire(cause);
    const auto plan = retry({failed}, {.overwritesTag = replaces});
    QCOMPARE(plan[0].outlook, outlook);
    QCOMPARE(plan[0].disabledReason, outlook == RetryOutlook::FailsAgain
                                         ? ActionDisabledReason::WouldFailAgain
                                         : ActionDisabledReason::None);
    QCOMPARE(hasFailingRetry(plan), outlook == RetryOutlook::FailsAgain);
    QCOMPARE(outlookReason(plan[0]).isEmpty(), outlook == RetryOutlook::Open);
}

void TestActionPlan::whatFailsAgainIsSentWhenChosen()
{
    ListedTask failed = listed(1);
    failed.task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    const auto plan = retry({failed}, {.includesFailing = true});
    QVERIFY(plan[0].isToBeSent());
    QVERIFY(hasFailingRetry(plan)); // so that the choice can be taken back
    QVERIFY(outlookReason(plan[0]).contains(u"immutable"_s));
    // A cancelled task, and the one tag that is never immutable.
    failed.task.status.value = SyncTaskStatus::Canceled;
    QCOMPARE(retry({failed})[0].outlook, RetryOutlook::Open);
    failed.task.status.value = SyncTaskStatus::Error;
    failed.task.imageTo.imageTag = u"latest"_s;
    QCOMPARE(retry({failed}, {.overwritesTag = true})[0].outlook, RetryOutlook::Open);
}

void TestActionPlan::aRuleCannotReplaceATag()
{
    ListedTask failed = listed(1);
    failed.task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    const SyncRule rule{.id = failed.task.ruleId, .trigger = taskTriggerFromWire(u"INITIATIVE"_s)};
    const auto plan = retry({failed}, {.overwritesTag = true}, writable(), {{rule.id, rule}});
    QCOMPARE(plan[0].disabledReason, ActionDisabledReason::WouldFailAgain);
    QVERIFY(!outlookReason(plan[0]).contains(u"replace"_s));
}

void TestActionPlan::otherReasonsComeBeforeTheOutlook()
{
    std::vector<ListedTask> failed{listed(1), listed(1)};
    for (ListedTask &task : failed)
        task.task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    failed[1].task.createdAt = failed[1].task.createdAt.addSecs(60);
    const auto plan = retry(failed);
    QCOMPARE(plan[0].disabledReason, ActionDisabledReason::Repeated);
    QCOMPARE(plan[1].disabledReason, ActionDisabledReason::WouldFailAgain);
    QCOMPARE(retry({failed[0]}, {}, {})[0].disabledReason, ActionDisabledReason::ReadOnly);
}

QTEST_GUILESS_MAIN(TestActionPlan)
#include "tst_actionplan.moc"
