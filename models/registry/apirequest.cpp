#include "apirequest.h"

#include <algorithm>

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
    [[nodiscard]] const std::vector<NameValue> &list() const { return m_list; }

private:
    std::vector<NameValue> m_list;
};

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
