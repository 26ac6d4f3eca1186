#include "simulatorapi.h"

#include "cataloguejson.h"
#include "pagerequest.h"
#include "seededrandom.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

// Business errors come this way in the cloud: HTTP 200 and IsSuccess false. Marked by a status
// that HTTP errors never have.
constexpr int inSuccessEnvelope = 200;

Refusal missingParameter(const QByteArray &name)
{
    return {.code = "Missing" + name,
            .message = "The parameter " + name + ", which this action needs, is missing."};
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
            .body = R"({"RequestId":")" + requestId + R"(","Code":"success","IsSuccess":true,)" +
                    *fields + '}'};
}

Answer<QByteArray> SimulatorApi::answer(const VerifiedRequest &request, qint64 nowMs)
{
    m_registry.advanceTo(nowMs);
    switch (request.operation) {
    case Operation::ListInstance:
        return instanceListing(catalogue(), request);
    case Operation::ListRepoSyncRule:
        return instanceOf(request).and_then(
            [this, &request](int instance) { return ruleListing(catalogue(), instance, request); });
    case Operation::ListRepoSyncTask:
        return listSyncTasks(request, nowMs);
    case Operation::GetRepoSyncTask:
        return getSyncTask(request, nowMs);
    }
    Q_UNREACHABLE();
}

Answer<int> SimulatorApi::instanceOf(const VerifiedRequest &request) const
{
    const QByteArray id = request.parameter("InstanceId");
    if (id.isEmpty())
        return tl::unexpected(missingParameter("InstanceId"));
    const int instance = catalogue().instanceWithId(id);
    if (instance < 0) {
        return tl::unexpected(Refusal{.httpStatus = inSuccessEnvelope,
                                      .code = "INSTANCE_NOT_EXIST",
                                      .message = "The instance does not exist."});
    }
    return instance;
}

Answer<QByteArray> SimulatorApi::listSyncTasks(const VerifiedRequest &request, qint64 nowMs) const
{
    const Answer<int> instance = instanceOf(request);
    if (!instance)
        return tl::unexpected(instance.error());
    const Answer<PageRequest> page = pageRequestOf(request);
    if (!page)
        return tl::unexpected(page.error());
    const TaskSelection selection =
        m_registry.select({.instance = *instance,
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

Answer<QByteArray> SimulatorApi::getSyncTask(const VerifiedRequest &request, qint64 nowMs) const
{
    const Answer<int> instance = instanceOf(request);
    if (!instance)
        return tl::unexpected(instance.error());
    const QByteArray taskId = request.parameter("SyncTaskId");
    if (taskId.isEmpty())
        return tl::unexpected(missingParameter("SyncTaskId"));
    const TaskPlan *plan = m_registry.findTask(*instance, taskId, nowMs);
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
