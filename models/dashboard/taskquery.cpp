#include "taskquery.h"

bool TaskQuery::narrowsServer() const
{
    return !repoNamespaceName.isEmpty() || !repoName.isEmpty() || !tag.isEmpty() ||
           !batchId.isEmpty();
}

bool TaskQuery::narrowsLoaded() const
{
    return !statuses.isEmpty() || !triggers.isEmpty() || !text.trimmed().isEmpty();
}

SyncTaskQuery serverPart(const TaskQuery &query, const InstanceRef &instance)
{
    return {.instance = instance,
            .repoNamespaceName = query.repoNamespaceName,
            .repoName = query.repoName,
            .tag = query.tag,
            .syncRecordId = query.batchId};
}
