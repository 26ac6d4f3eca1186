#include "simulatorapi.h"

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
    const SimulatedOperation &operation = *request.operation;
    if (m_faults.deniedPermissions.contains(operation.permission))
        return tl::unexpected(noPermission(operation.permission));
    RequestContext context{
        .registry = m_registry, .taskJson = m_taskJson, .faults = m_faults, .nowMs = nowMs};
    if (operation.askedOf != AskedOf::Region) {
        Answer<SimulatedPlace> place = placeOf(request);
        if (!place)
            return tl::unexpected(place.error());
        context.place = *std::move(place);
    }
    return operation.answer(context, request);
}

Answer<SimulatedPlace> SimulatorApi::placeOf(const VerifiedRequest &request) const
{
    const QByteArray id = request.parameter("InstanceId");
    if (id.isEmpty())
        return tl::unexpected(missingParameter("InstanceId"));
    const SimulatedPlace place{.id = id,
                               .source = catalogue().instanceWithId(id),
                               .destination = catalogue().destinationWithId(id)};
    if (place.source < 0 && place.destination < 0)
        return tl::unexpected(noSuchInstance());
    if (m_faults.stoppedInstances.contains(place.id) && !request.operation->isAnsweredStopped) {
        return tl::unexpected(
            businessRefusal("INSTANCE_STATUS_NOT_SUPPORT", "The instance is not running."));
    }
    if (place.source >= 0)
        return place;
    if (request.operation->askedOf == AskedOf::Source)
        return tl::unexpected(noSuchInstance());
    if (catalogue().destinations[static_cast<std::size_t>(place.destination)].isForeign)
        return tl::unexpected(noPermission(request.operation->permission));
    return place;
}

QByteArray SimulatorApi::nextRequestId()
{
    QByteArray id;
    appendUuid(id, mixed(m_seed, ++m_answered), true);
    return id;
}
