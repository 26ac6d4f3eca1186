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

Parameters parametersOf(const ListInstances &asked)
{
    return Parameters().add("PageNo", asked.pageNo).add("PageSize", asked.pageSize);
}

Parameters parametersOf(const GetInstance &asked)
{
    return Parameters().add("InstanceId", asked.instance.instanceId);
}

Parameters parametersOf(const ListSyncTasks &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("RepoNamespaceName", asked.repoNamespaceName)
        .add("RepoName", asked.repoName)
        .add("Tag", asked.tag)
        .add("SyncRecordId", asked.syncRecordId)
        .add("PageNo", asked.pageNo)
        .add("PageSize", asked.pageSize);
}

Parameters parametersOf(const GetSyncTask &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("SyncTaskId", asked.syncTaskId);
}

Parameters parametersOf(const ListSyncRules &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("PageNo", asked.pageNo)
        .add("PageSize", asked.pageSize);
}

Parameters parametersOf(const ListNamespaces &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("NamespaceName", asked.namespaceName)
        .add("PageNo", asked.pageNo)
        .add("PageSize", asked.pageSize);
}

Parameters parametersOf(const ListRepositories &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("RepoNamespaceName", asked.namespaceName)
        .add("RepoName", asked.repoName)
        .add("PageNo", asked.pageNo)
        .add("PageSize", asked.pageSize);
}

Parameters parametersOf(const GetRepository &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("RepoNamespaceName", asked.namespaceName)
        .add("RepoName", asked.repoName);
}

Parameters parametersOf(const ListRepositoryTags &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("RepoId", asked.repoId)
        .add("PageNo", asked.pageNo)
        .add("PageSize", asked.pageSize);
}

Parameters parametersOf(const GetRepositoryTag &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("RepoId", asked.repoId)
        .add("Tag", asked.tag);
}

Parameters parametersOf(const CancelSyncTask &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("SyncTaskId", asked.syncTaskId);
}

Parameters parametersOf(const RunSyncRule &run)
{
    return Parameters()
        .add("InstanceId", run.instance.instanceId)
        .add("RepoId", run.repoId)
        .add("Tag", run.tag)
        .add("SyncRuleId", run.ruleId)
        .add("Priority", run.priority);
}

/// Override is always said: what the API does without it is not documented.
Parameters parametersOf(const CreateSyncTask &task)
{
    return Parameters()
        .add("InstanceId", task.instance.instanceId)
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
}

Parameters parametersOf(const CreateSyncRule &rule)
{
    return Parameters()
        .add("InstanceId", rule.instance.instanceId)
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
}

Parameters parametersOf(const DeleteSyncRule &asked)
{
    return Parameters()
        .add("InstanceId", asked.instance.instanceId)
        .add("SyncRuleId", asked.syncRuleId);
}

} // namespace

ApiRequest requestFor(const Operation &operation)
{
    return {.operation = apiNameOf(operation).toLatin1(),
            // GetRepoTag is the only operation of ours that takes nothing but GET.
            .method = std::holds_alternative<GetRepositoryTag>(operation) ? "GET" : "POST",
            .regionId = instanceOf(operation).regionId,
            .instanceId = instanceOf(operation).instanceId,
            .parameters =
                std::visit([](const auto &asked) { return parametersOf(asked).list(); }, operation),
            .isAction = isWrite(operation)};
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
