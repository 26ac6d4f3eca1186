#include "actiontrace.h"

namespace {

bool isByHand(const SyncTask &task)
{
    // A row may leave it out, and a word may be new.
    return task.trigger.value != TaskTrigger::Passive;
}

} // namespace

bool looksMadeBy(const NewSyncTask &action, const SyncTask &task)
{
    return isByHand(task) && task.ruleId.isEmpty() &&
           task.imageFrom.instanceId == action.instance.instanceId &&
           task.imageFrom.imageTag == action.tag && task.imageTo == action.target;
}

bool looksMadeBy(const RuleRun &action, const SyncTask &task)
{
    return isByHand(task) && task.ruleId == action.ruleId &&
           task.imageFrom.instanceId == action.instance.instanceId &&
           task.imageFrom.imageTag == action.tag;
}

bool looksMadeBy(const NewSyncRule &action, const SyncRule &rule)
{
    return rule.name == action.name && rule.scope.value == scopeOf(action) &&
           rule.tagFilter == action.tagFilter &&
           rule.local.instanceId == action.instance.instanceId &&
           rule.local.namespaceName == action.namespaceName &&
           rule.local.repoName == action.repoName && rule.target == action.target;
}
