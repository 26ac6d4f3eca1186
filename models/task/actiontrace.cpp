#include "actiontrace.h"

namespace {

bool isByHand(const SyncTask &task)
{
    // A row may leave it out, and a word may be new.
    return task.trigger.value != TaskTrigger::Passive;
}

// An instance has one region, and a list may leave it out.

bool areSame(const ImageRef &wanted, const ImageRef &listed)
{
    return wanted.instanceId == listed.instanceId &&
           wanted.repoNamespaceName == listed.repoNamespaceName &&
           wanted.repoName == listed.repoName && wanted.imageTag == listed.imageTag;
}

bool areSame(const SyncRuleEnd &wanted, const SyncRuleEnd &listed)
{
    return wanted.instanceId == listed.instanceId && wanted.namespaceName == listed.namespaceName &&
           wanted.repoName == listed.repoName;
}

} // namespace

bool looksMadeBy(const CreateSyncTask &action, const SyncTask &task)
{
    return isByHand(task) && task.ruleId.isEmpty() &&
           task.imageFrom.instanceId == action.instance.instanceId &&
           task.imageFrom.imageTag == action.tag && areSame(action.target, task.imageTo);
}

bool looksMadeBy(const RunSyncRule &action, const SyncTask &task)
{
    return isByHand(task) && task.ruleId == action.ruleId &&
           task.imageFrom.instanceId == action.instance.instanceId &&
           task.imageFrom.imageTag == action.tag;
}

bool looksMadeBy(const CreateSyncRule &action, const SyncRule &rule)
{
    return rule.name == action.name && rule.scope.value == scopeOf(action) &&
           rule.tagFilter == action.tagFilter &&
           rule.local.instanceId == action.instance.instanceId &&
           rule.local.namespaceName == action.namespaceName &&
           rule.local.repoName == action.repoName && areSame(action.target, rule.target);
}
