#include "simulatorapi.h"

#include "actionanswer.h"
#include "cataloguejson.h"
#include "pagerequest.h"
#include "parameterreader.h"
#include "seededrandom.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

Refusal noSuchInstance()
{
    return businessRefusal("INSTANCE_NOT_EXIST", "The instance does not exist.");
}

Refusal noPermission(QByteArrayView permission)
{
    return {.httpStatus = 403,
            .code = "NoPrivilege",
            .message = "The key has no permission for this action.",
            .deniedPermission = permission.toByteArray()};
}

QByteArray refusalBody(const Refusal &refusal, const QByteArray &requestId,
                       const QByteArray &hostId)
{
    QJsonObject object{
        {u"RequestId"_s, QString::fromLatin1(requestId)},
        {u"Code"_s, QString::fromLatin1(refusal.code)},
        {u"Message"_s, QString::fromUtf8(refusal.message)},
    };
    if (refusal.httpStatus == inSuccessEnvelope) {
        object.insert(u"IsSuccess"_s, false);
    } else {
        object.insert(u"HostId"_s, QString::fromUtf8(hostId));
        object.insert(u"Recommend"_s,
                      QString(u"https://error-center.aliyun.com/status/search?Keyword="_s +
                              QString::fromLatin1(refusal.code)));
    }
    if (!refusal.deniedPermission.isEmpty()) {
        object.insert(u"AccessDeniedDetail"_s,
                      QJsonObject{{u"AuthAction"_s, QString::fromLatin1(refusal.deniedPermission)},
                                  {u"AuthPrincipalType"_s, u"SubUser"_s},
                                  {u"NoPermissionType"_s, u"ImplicitDeny"_s}});
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

SimulatorApi::SimulatorApi(const SimulatedRegistryOptions &options, AccessKey key)
    : m_registry(options),
      m_taskJson(m_registry),
      m_verifier(std::move(key)),
      m_seed(mixed(options.seed, 0x72657175))
{
}

SimulatorReply SimulatorApi::reply(const ReceivedRequest &request, qint64 nowMs)
{
    const QByteArray requestId = nextRequestId();
    const Answer<QByteArray> fields =
        m_verifier.verify(request, nowMs).and_then([this, nowMs](const VerifiedRequest &verified) {
            return answer(verified, nowMs);
        });
    if (!fields) {
        return {.httpStatus = fields.error().httpStatus,
                .requestId = requestId,
                .body = refusalBody(fields.error(), requestId, request.header("host"))};
    }
    return {.requestId = requestId,
            .body = R"({"RequestId":")" + requestId + R"(","Code":"success","IsSuccess":true)" +
                    (fields->isEmpty() ? "" : ",") + *fields + '}'};
}

Answer<QByteArray> SimulatorApi::answer(const VerifiedRequest &request, qint64 nowMs)
{
    m_registry.advanceTo(nowMs);
    const QByteArrayView permission = factsOf(request.operation).permission;
    if (m_trouble.deniedPermissions.contains(permission))
        return tl::unexpected(noPermission(permission));
    if (request.operation == Operation::ListInstance)
        return instanceListing(catalogue(), m_trouble, request);
    return placeOf(request).and_then([this, &request, nowMs](const SimulatedPlace &place) {
        return answerAt(place, request, nowMs);
    });
}

Answer<SimulatedPlace> SimulatorApi::placeOf(const VerifiedRequest &request) const
{
    const QByteArray id = request.parameter("InstanceId");
    if (id.isEmpty())
        return tl::unexpected(missingParameter("InstanceId"));
    return allowedPlace({.id = id,
                         .source = catalogue().instanceWithId(id),
                         .destination = catalogue().destinationWithId(id)});
}

Answer<SimulatedPlace> SimulatorApi::allowedPlace(SimulatedPlace place) const
{
    if (place.source < 0 && place.destination < 0)
        return tl::unexpected(noSuchInstance());
    if (m_trouble.stoppedInstances.contains(place.id)) {
        return tl::unexpected(
            businessRefusal("INSTANCE_STATUS_NOT_SUPPORT", "The instance is not running."));
    }
    return place;
}

Answer<QByteArray> SimulatorApi::answerAt(const SimulatedPlace &place,
                                          const VerifiedRequest &request, qint64 nowMs)
{
    const auto isForeign = [this, &place] {
        return place.source < 0 &&
               catalogue().destinations[static_cast<std::size_t>(place.destination)].isForeign;
    };
    const SimulatedMoment moment{.registry = m_registry, .trouble = m_trouble, .nowMs = nowMs};
    switch (request.operation) {
    case Operation::ListRepository:
    case Operation::GetRepository:
    case Operation::GetRepoTag:
        if (isForeign())
            return tl::unexpected(noPermission(factsOf(request.operation).permission));
        break;
    case Operation::ListInstance:
    case Operation::ListRepoSyncRule:
    case Operation::ListRepoSyncTask:
    case Operation::GetRepoSyncTask:
    case Operation::CancelRepoSyncTask:
    case Operation::CreateRepoSyncTask:
    case Operation::CreateRepoSyncTaskByRule:
    case Operation::CreateRepoSyncRule:
    case Operation::DeleteRepoSyncRule:
        // Tasks and rules are asked of the instance that images come from.
        return place.source < 0 ? tl::unexpected(noSuchInstance())
                                : answerOf(place.source, request, nowMs);
    }
    if (request.operation == Operation::ListRepository)
        return repositoryListing(moment, place, request);
    return request.operation == Operation::GetRepository ? repositoryAnswer(moment, place, request)
                                                         : tagAnswer(moment, place, request);
}

Answer<QByteArray> SimulatorApi::answerOf(int instance, const VerifiedRequest &request,
                                          qint64 nowMs)
{
    const ChangingMoment moment{.registry = m_registry, .trouble = m_trouble, .nowMs = nowMs};
    switch (request.operation) {
    case Operation::ListRepoSyncRule:
        return ruleListing(catalogue(), instance, request);
    case Operation::ListRepoSyncTask:
        return listSyncTasks(instance, request, nowMs);
    case Operation::GetRepoSyncTask:
        return getSyncTask(instance, request, nowMs);
    case Operation::CancelRepoSyncTask:
        return cancelRepoSyncTask(moment, instance, request);
    case Operation::CreateRepoSyncTask:
        return createRepoSyncTask(moment, instance, request);
    case Operation::CreateRepoSyncTaskByRule:
        return createRepoSyncTaskByRule(moment, instance, request);
    case Operation::CreateRepoSyncRule:
        return createRepoSyncRule(moment, instance, request);
    case Operation::DeleteRepoSyncRule:
        return deleteRepoSyncRule(moment, instance, request);
    case Operation::ListInstance:
    case Operation::ListRepository:
    case Operation::GetRepository:
    case Operation::GetRepoTag:
        break;
    }
    Q_UNREACHABLE();
}

Answer<QByteArray> SimulatorApi::listSyncTasks(int instance, const VerifiedRequest &request,
                                               qint64 nowMs) const
{
    const Answer<PageRequest> page = pageRequestOf(request);
    if (!page)
        return tl::unexpected(page.error());
    const TaskSelection selection =
        m_registry.select({.instance = instance,
                           .namespaceName = request.parameter("RepoNamespaceName"),
                           .repoName = request.parameter("RepoName"),
                           .tag = request.parameter("Tag"),
                           .batchId = request.parameter("SyncRecordId")},
                          page->pageNo, page->pageSize, nowMs);

    constexpr qsizetype bytesPerRow = 800;
    QByteArray fields;
    fields.reserve(bytesPerRow * (static_cast<qsizetype>(selection.tasks.size()) + 1));
    fields += R"("PageNo":)" + QByteArray::number(page->pageNo) + R"(,"PageSize":)" +
              QByteArray::number(page->pageSize) + R"(,"TotalCount":")" +
              QByteArray::number(selection.totalCount) + R"(","SyncTasks":[)";
    for (const TaskPlan *plan : selection.tasks) {
        m_taskJson.appendRow(fields, *plan, nowMs);
        fields += ',';
    }
    if (!selection.tasks.empty())
        fields.chop(1);
    fields += ']';
    return fields;
}

Answer<QByteArray> SimulatorApi::getSyncTask(int instance, const VerifiedRequest &request,
                                             qint64 nowMs) const
{
    const QByteArray taskId = request.parameter("SyncTaskId");
    if (taskId.isEmpty())
        return tl::unexpected(missingParameter("SyncTaskId"));
    const TaskPlan *plan = m_registry.findTask(instance, taskId, nowMs);
    if (plan == nullptr) {
        return tl::unexpected(Refusal{.code = "SYNC_TASK_NOT_EXIST",
                                      .message = "The synchronization task does not exist."});
    }
    QByteArray fields;
    m_taskJson.appendDetail(fields, *plan, nowMs);
    return fields;
}

QByteArray SimulatorApi::nextRequestId()
{
    QByteArray id;
    appendUuid(id, mixed(m_seed, ++m_answered), true);
    return id;
}
