#include "taskanswer.h"

#include "pagerequest.h"
#include "parameterreader.h"
#include "simulatedregistry.h"
#include "taskjson.h"

#include <array>

namespace {

Answer<QByteArray> listSyncTasks(const RequestContext &context, const VerifiedRequest &request)
{
    const Answer<PageRequest> page = pageRequestOf(request);
    if (!page)
        return tl::unexpected(page.error());
    const TaskSelection selection =
        context.registry.select({.instance = context.place.source,
                                 .namespaceName = request.parameter("RepoNamespaceName"),
                                 .repoName = request.parameter("RepoName"),
                                 .tag = request.parameter("Tag"),
                                 .batchId = request.parameter("SyncRecordId")},
                                page->pageNo, page->pageSize, context.nowMs);

    constexpr qsizetype bytesPerRow = 800;
    QByteArray fields;
    fields.reserve(bytesPerRow * (static_cast<qsizetype>(selection.tasks.size()) + 1));
    fields += R"("PageNo":)" + QByteArray::number(page->pageNo) + R"(,"PageSize":)" +
              QByteArray::number(page->pageSize) + R"(,"TotalCount":")" +
              QByteArray::number(selection.totalCount) + R"(","SyncTasks":[)";
    for (const TaskPlan *plan : selection.tasks) {
        context.taskJson.appendRow(fields, *plan, context.nowMs);
        fields += ',';
    }
    if (!selection.tasks.empty())
        fields.chop(1);
    fields += ']';
    return fields;
}

Answer<QByteArray> getSyncTask(const RequestContext &context, const VerifiedRequest &request)
{
    const QByteArray taskId = request.parameter("SyncTaskId");
    if (taskId.isEmpty())
        return tl::unexpected(missingParameter("SyncTaskId"));
    const TaskPlan *plan = context.registry.findTask(context.place.source, taskId, context.nowMs);
    if (plan == nullptr) {
        return tl::unexpected(Refusal{.code = "SYNC_TASK_NOT_EXIST",
                                      .message = "The synchronization task does not exist."});
    }
    QByteArray fields;
    context.taskJson.appendDetail(fields, *plan, context.nowMs);
    return fields;
}

constexpr std::array taskTable = {
    SimulatedOperation{"ListRepoSyncTask", "cr:GetRepositorySync", AskedOf::Source, listSyncTasks},
    SimulatedOperation{"GetRepoSyncTask", "cr:GetRepositorySync", AskedOf::Source, getSyncTask},
};

} // namespace

std::span<const SimulatedOperation> taskOperations()
{
    return taskTable;
}
