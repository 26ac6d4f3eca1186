#include "apirequest.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// Collects the parameters that are given.
class Parameters final {
public:
    Parameters &add(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_list.push_back({.name = name, .value = value.toUtf8()});
        return *this;
    }
    Parameters &add(const char *name, int value)
    {
        m_list.push_back({.name = name, .value = QByteArray::number(value)});
        return *this;
    }
    Parameters &add(const char *name, std::optional<int> value)
    {
        return value ? add(name, *value) : *this;
    }
    [[nodiscard]] const std::vector<NameValue> &list() const { return m_list; }

private:
    std::vector<NameValue> m_list;
};

ApiRequest action(const char *operation, const InstanceRef &instance, const Parameters &parameters)
{
    return {.operation = operation,
            .regionId = instance.regionId,
            .parameters = parameters.list(),
            .isAction = true};
}

} // namespace

ApiRequest listInstancesRequest(const InstanceQuery &query)
{
    Parameters parameters;
    parameters.add("PageNo", query.pageNo).add("PageSize", query.pageSize);
    return {
        .operation = "ListInstance", .regionId = query.regionId, .parameters = parameters.list()};
}

ApiRequest listSyncTasksRequest(const SyncTaskQuery &query)
{
    Parameters parameters;
    parameters.add("InstanceId", query.instance.instanceId)
        .add("RepoNamespaceName", query.repoNamespaceName)
        .add("RepoName", query.repoName)
        .add("Tag", query.tag)
        .add("SyncRecordId", query.syncRecordId)
        .add("PageNo", query.pageNo)
        .add("PageSize", query.pageSize);
    return {.operation = "ListRepoSyncTask",
            .regionId = query.instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest getSyncTaskRequest(const InstanceRef &instance, const QString &syncTaskId)
{
    Parameters parameters;
    parameters.add("InstanceId", instance.instanceId).add("SyncTaskId", syncTaskId);
    return {.operation = "GetRepoSyncTask",
            .regionId = instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest listSyncRulesRequest(const SyncRuleQuery &query)
{
    Parameters parameters;
    parameters.add("InstanceId", query.instance.instanceId)
        .add("NamespaceName", query.namespaceName)
        .add("RepoName", query.repoName)
        .add("TargetRegionId", query.targetRegionId)
        .add("TargetInstanceId", query.targetInstanceId)
        .add("PageNo", query.pageNo)
        .add("PageSize", query.pageSize);
    return {.operation = "ListRepoSyncRule",
            .regionId = query.instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest listRepositoriesRequest(const RepositoryQuery &query)
{
    Parameters parameters;
    parameters.add("InstanceId", query.instance.instanceId)
        .add("RepoNamespaceName", query.namespaceName)
        .add("RepoName", query.repoName)
        .add("PageNo", query.pageNo)
        .add("PageSize", query.pageSize);
    return {.operation = "ListRepository",
            .regionId = query.instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest getRepositoryRequest(const InstanceRef &instance, const QString &namespaceName,
                                const QString &repoName)
{
    Parameters parameters;
    parameters.add("InstanceId", instance.instanceId)
        .add("RepoNamespaceName", namespaceName)
        .add("RepoName", repoName);
    return {.operation = "GetRepository",
            .regionId = instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest getRepositoryTagRequest(const InstanceRef &instance, const QString &repoId,
                                   const QString &tag)
{
    Parameters parameters;
    parameters.add("InstanceId", instance.instanceId).add("RepoId", repoId).add("Tag", tag);
    return {.operation = "GetRepoTag",
            .method = "GET", // the only operation of ours that takes nothing else
            .regionId = instance.regionId,
            .parameters = parameters.list()};
}

ApiRequest cancelSyncTaskRequest(const InstanceRef &instance, const QString &syncTaskId)
{
    Parameters parameters;
    parameters.add("InstanceId", instance.instanceId).add("SyncTaskId", syncTaskId);
    return action("CancelRepoSyncTask", instance, parameters);
}

ApiRequest runSyncRuleRequest(const RuleRun &run)
{
    Parameters parameters;
    parameters.add("InstanceId", run.instance.instanceId)
        .add("RepoId", run.repoId)
        .add("Tag", run.tag)
        .add("SyncRuleId", run.ruleId)
        .add("Priority", run.priority);
    return action("CreateRepoSyncTaskByRule", run.instance, parameters);
}

ApiRequest createSyncTaskRequest(const NewSyncTask &task)
{
    Parameters parameters;
    parameters.add("InstanceId", task.instance.instanceId)
        .add("RepoId", task.repoId)
        .add("Tag", task.tag)
        .add("TargetRegionId", task.target.regionId)
        .add("TargetInstanceId", task.target.instanceId)
        .add("TargetNamespace", task.target.repoNamespaceName)
        .add("TargetRepoName", task.target.repoName)
        .add("TargetTag", task.target.imageTag)
        .add("TargetUserId", task.targetUserId)
        .add("Override", task.overwritesTag ? u"true"_s : u"false"_s)
        .add("Priority", task.priority);
    return action("CreateRepoSyncTask", task.instance, parameters);
}

ApiRequest createSyncRuleRequest(const NewSyncRule &rule)
{
    Parameters parameters;
    parameters.add("InstanceId", rule.instance.instanceId)
        .add("SyncRuleName", rule.name)
        .add("SyncScope", wireName(scopeOf(rule)))
        .add("SyncTrigger", wireName(rule.trigger))
        .add("NamespaceName", rule.namespaceName)
        .add("RepoName", rule.repoName)
        .add("TagFilter", rule.tagFilter)
        .add("RepoNameFilter", rule.repoNameFilter)
        .add("TargetRegionId", rule.target.regionId)
        .add("TargetInstanceId", rule.target.instanceId)
        .add("TargetNamespaceName", rule.target.namespaceName)
        .add("TargetRepoName", rule.target.repoName)
        .add("TargetUserId", rule.targetUserId);
    return action("CreateRepoSyncRule", rule.instance, parameters);
}

ApiRequest deleteSyncRuleRequest(const InstanceRef &instance, const QString &syncRuleId)
{
    Parameters parameters;
    parameters.add("InstanceId", instance.instanceId).add("SyncRuleId", syncRuleId);
    return action("DeleteRepoSyncRule", instance, parameters);
}

QByteArray canonicalQuery(const std::vector<NameValue> &parameters)
{
    std::vector<NameValue> sorted = parameters;
    std::ranges::stable_sort(sorted, {}, &NameValue::name);

    QByteArray query;
    for (const NameValue &parameter : sorted) {
        if (!query.isEmpty())
            query += '&';
        query += parameter.name.toPercentEncoding();
        query += '=';
        query += parameter.value.toPercentEncoding();
    }
    return query;
}
