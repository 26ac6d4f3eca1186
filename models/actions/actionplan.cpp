#include "actionplan.h"

#include "overloaded.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

bool isWhole(const ImageRef &image)
{
    return image.namesRepository() && !image.imageTag.isEmpty();
}

/// What the permissions say of an action that could be sent otherwise.
ActionDisabledReason disabledReasonFor(const TaskAction &action,
                                       const WritePermissions &permissions)
{
    const InstanceRef instance = instanceOf(action);
    if (!permissions.isWritable || !permissions.isWritable(instance.account))
        return ActionDisabledReason::ReadOnly;
    if (permissions.refused.contains({instance.instanceId, operationOf(action)}))
        return ActionDisabledReason::NotPermitted;
    return ActionDisabledReason::None;
}

ActionDisabledReason cancelDisabledReason(const SyncTask &task)
{
    return isFinished(task.status.value) ? ActionDisabledReason::AlreadyFinished
                                         : ActionDisabledReason::None;
}

ActionDisabledReason retryDisabledReason(const ListedTask &listed)
{
    const SyncTask &task = listed.task;
    if (!isFinished(task.status.value))
        return ActionDisabledReason::StillRunning;
    if (task.status.value == SyncTaskStatus::Success)
        return ActionDisabledReason::Succeeded;
    if (listed.laterCopy == LaterCopy::Arrived)
        return ActionDisabledReason::Repaired;
    if (listed.laterCopy == LaterCopy::UnderWay)
        return ActionDisabledReason::UnderWay;
    return isWhole(task.imageFrom) && isWhole(task.imageTo) ? ActionDisabledReason::None
                                                            : ActionDisabledReason::Incomplete;
}

/// Of several failures of one image on its way to one place only the newest is retried.
void barRepetitions(std::vector<PlannedAction> &plan)
{
    const auto isSameCopy = [](const SyncTask &one, const SyncTask &other) {
        return one.imageFrom == other.imageFrom && one.imageTo == other.imageTo;
    };
    for (PlannedAction &planned : plan) {
        const bool hasNewer = std::ranges::any_of(plan, [&](const PlannedAction &other) {
            if (&other == &planned || !other.isToBeSent() || !isSameCopy(other.task, planned.task))
                return false;
            const QDateTime &mine = planned.task.createdAt;
            const QDateTime &its = other.task.createdAt;
            return its > mine || (its == mine && &other < &planned);
        });
        if (planned.isToBeSent() && hasNewer)
            planned.disabledReason = ActionDisabledReason::Repeated;
    }
}

TaskAction retryOf(const SyncTask &task, const InstanceRef &source,
                   const QHash<QString, SyncRule> &rules, const RetryChoices &choices)
{
    const auto rule = rules.constFind(task.ruleId);
    if (rule != rules.cend() && rule->trigger.value == TaskTrigger::Initiative)
        return RunSyncRule{.instance = source, .tag = task.imageFrom.imageTag, .ruleId = rule->id};
    return CreateSyncTask{.instance = source,
                          .tag = task.imageFrom.imageTag,
                          .target = task.imageTo,
                          .targetUserId =
                              task.crossUser.value_or(false) ? choices.targetUserId : QString(),
                          .overwritesTag = choices.overwritesTag};
}

RetryMeans meansOf(const TaskAction &action)
{
    static constexpr RetryMeans keeping{.canReplace = false};
    return std::visit(Overloaded{[](std::monostate) { return keeping; },
                                 [](const CancelSyncTask &) { return keeping; },
                                 [](const RunSyncRule &) { return keeping; },
                                 [](const CreateSyncTask &copy) {
                                     return RetryMeans{.replaces = copy.overwritesTag};
                                 }},
                      action);
}

/// Only a copy of its own names the account of the destination.
bool isCopyToOtherAccount(const PlannedAction &planned)
{
    return std::holds_alternative<CreateSyncTask>(planned.action) &&
           planned.task.crossUser.value_or(false);
}

/// After it is known what else speaks against it: a wish to send it all the same changes that not.
void barFailingRetry(PlannedAction &planned, const RetryChoices &choices)
{
    if (!planned.isToBeSent())
        return;
    planned.outlook = retryOutlook(planned.task, meansOf(planned.action));
    if (planned.outlook == RetryOutlook::FailsAgain && !choices.includesFailing)
        planned.disabledReason = ActionDisabledReason::WouldFailAgain;
}

PlannedAction plannedCopy(const TagCopy &copy, const InstanceRef &source, const QDateTime &now,
                          const RetryChoices &choices, const WritePermissions &permissions)
{
    // What arrived before now does not stand for it: the tag may have moved since.
    PlannedAction planned{.listedBy = source,
                          .task = {.createdAt = now, .imageFrom = copy.from, .imageTo = copy.to}};
    if (!isWhole(copy.from) || !isWhole(copy.to)) {
        planned.disabledReason = ActionDisabledReason::Incomplete;
        return planned;
    }
    if (copy.isCrossUser)
        planned.task.crossUser = true;
    const QString chosen = copy.isCrossUser ? choices.targetUserId : QString();
    const QString targetUserId = copy.targetUserId.isEmpty() ? chosen : copy.targetUserId;
    planned.action = CreateSyncTask{.instance = source,
                                    .tag = copy.from.imageTag,
                                    .target = copy.to,
                                    .targetUserId = targetUserId,
                                    .overwritesTag = choices.overwritesTag};
    planned.isAgain = copy.earlier != EarlierCopy::None;
    planned.disabledReason = copy.earlier == EarlierCopy::UnderWay
                                 ? ActionDisabledReason::UnderWay
                                 : disabledReasonFor(planned.action, permissions);
    if (planned.isToBeSent() && copy.isCrossUser && targetUserId.isEmpty())
        planned.disabledReason = ActionDisabledReason::TargetAccountNeeded;
    return planned;
}

} // namespace

QString operationOf(const TaskAction &action)
{
    return std::visit(
        []<typename Action>(const Action &) {
            if constexpr (std::same_as<Action, std::monostate>)
                return QString();
            else
                return Action::apiName.toString();
        },
        action);
}

InstanceRef instanceOf(const TaskAction &action)
{
    return std::visit(
        []<typename Action>(const Action &planned) {
            if constexpr (std::same_as<Action, std::monostate>)
                return InstanceRef();
            else
                return planned.instance;
        },
        action);
}

std::vector<PlannedAction> planCancel(std::span<const ListedTask> tasks,
                                      const WritePermissions &permissions)
{
    std::vector<PlannedAction> plan;
    for (const ListedTask &listed : tasks) {
        PlannedAction planned{.listedBy = listed.listedBy,
                              .task = listed.task,
                              .disabledReason = cancelDisabledReason(listed.task)};
        if (planned.isToBeSent()) {
            planned.action =
                CancelSyncTask{.instance = listed.listedBy, .syncTaskId = listed.task.id};
            planned.disabledReason = disabledReasonFor(planned.action, permissions);
        }
        plan.push_back(std::move(planned));
    }
    return plan;
}

std::vector<PlannedAction> planRetry(std::span<const ListedTask> tasks,
                                     const QHash<QString, SyncRule> &rules,
                                     const InstanceFinder &refOf, const RetryChoices &choices,
                                     const WritePermissions &permissions)
{
    std::vector<PlannedAction> plan;
    for (const ListedTask &listed : tasks) {
        PlannedAction planned{.listedBy = listed.listedBy,
                              .task = listed.task,
                              .disabledReason = retryDisabledReason(listed),
                              .isAgain = true};
        if (planned.isToBeSent()) {
            const InstanceRef source = refOf(listed.task.imageFrom, listed.listedBy.account);
            planned.action = retryOf(listed.task, source, rules, choices);
            planned.disabledReason = disabledReasonFor(planned.action, permissions);
        }
        plan.push_back(std::move(planned));
    }
    barRepetitions(plan);
    for (PlannedAction &planned : plan) {
        if (planned.isToBeSent() && isCopyToOtherAccount(planned) && choices.targetUserId.isEmpty())
            planned.disabledReason = ActionDisabledReason::TargetAccountNeeded;
        barFailingRetry(planned, choices);
    }
    // What is going to happen is read first.
    std::stable_partition(plan.begin(), plan.end(), std::mem_fn(&PlannedAction::isToBeSent));
    return plan;
}

std::vector<PlannedAction> planCopy(std::span<const TagCopy> copies, const InstanceFinder &refOf,
                                    const QDateTime &now, const RetryChoices &choices,
                                    const WritePermissions &permissions)
{
    std::vector<PlannedAction> plan;
    for (const TagCopy &copy : copies)
        plan.push_back(
            plannedCopy(copy, refOf(copy.from, copy.account), now, choices, permissions));
    return plan;
}

QString outlookReason(const PlannedAction &planned)
{
    return planned.outlook == RetryOutlook::Open
               ? QString()
               : retryOutlookReason(planned.task, meansOf(planned.action));
}

bool hasFailingRetry(std::span<const PlannedAction> plan)
{
    return std::ranges::find(plan, RetryOutlook::FailsAgain, &PlannedAction::outlook) != plan.end();
}

bool needsTargetAccount(std::span<const PlannedAction> plan)
{
    return std::ranges::any_of(plan, [](const PlannedAction &planned) {
        const bool isSent = planned.isToBeSent() ||
                            planned.disabledReason == ActionDisabledReason::TargetAccountNeeded;
        return isSent && isCopyToOtherAccount(planned);
    });
}

qsizetype countToBeSent(std::span<const PlannedAction> plan)
{
    return std::ranges::count_if(plan, &PlannedAction::isToBeSent);
}
