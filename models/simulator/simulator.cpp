#include "simulator.h"

#include "handed.h"
#include "httpserver.h"
#include "logging.h"
#include "seededrandom.h"
#include "seededtext.h"
#include "simulatorapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

// Made up, but of the shape of real ones.
AccessKey accessKey(const SimulatorOptions &options)
{
    const QByteArray id = "LTAI5t" + secretText(mixed(options.seed, 0x6964), 18);
    const QByteArray secret = secretText(mixed(options.seed, 0x736563), 30);
    return {.id = options.accessKeyId.isEmpty() ? id : options.accessKeyId.toUtf8(),
            .secret = options.accessKeySecret.isEmpty() ? secret : options.accessKeySecret.toUtf8(),
            .securityToken = options.securityToken.toUtf8()};
}

SimulatedRegistryOptions registryOptions(const SimulatorOptions &options, const Clock &clock)
{
    return {.seed = options.seed,
            .startMs = clock.now().toMSecsSinceEpoch(),
            .tasks = options.tasks,
            .instances = options.instances,
            .ratePerMinute = options.ratePerMinute};
}

ServedReply asJson(int httpStatus, const QByteArray &body)
{
    return {.httpStatus = httpStatus,
            .contentType = "application/json;charset=utf-8",
            .headers = {},
            .body = body};
}

ServedReply served(const SimulatorReply &reply)
{
    ServedReply served = asJson(reply.httpStatus, reply.body);
    if (!reply.requestId.isEmpty())
        served.headers.emplace_back("x-acs-request-id", reply.requestId);
    return served;
}

ServedReply refusal(int httpStatus, const QByteArray &reason)
{
    const QJsonObject words{{u"Code"_s, u"BadRequest"_s},
                            {u"Message"_s, QString::fromLatin1(reason)}};
    return asJson(httpStatus, QJsonDocument(words).toJson(QJsonDocument::Compact));
}

HttpService serviceOf(SimulatorApi &api, const SimulatorOptions &options, const Clock &clock)
{
    return {.reply =
                [&api, &clock](const ReceivedRequest &request) {
                    const SimulatorReply reply =
                        api.reply(request, clock.now().toMSecsSinceEpoch());
                    qCDebug(logSimulator)
                        << request.header("x-acs-action") << reply.httpStatus << reply.requestId;
                    return served(reply);
                },
            .refusal = &refusal,
            .clock = clock,
            .limits = options.limits,
            .latency = options.latency};
}

QUrl endpointAt(const QHostAddress &address, quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(address.toString());
    url.setPort(port);
    url.setPath(u"/"_s);
    return url;
}

QList<SimulatorInstance> instancesOf(const SimulatedCatalogue &catalogue)
{
    QList<SimulatorInstance> instances;
    for (const SimulatedInstance &instance : catalogue.instances) {
        instances.append({.instanceId = QString::fromLatin1(instance.id),
                          .instanceName = QString::fromLatin1(instance.name),
                          .regionId = QString::fromLatin1(instance.regionId)});
    }
    return instances;
}

} // namespace

QByteArray SimulatorInfo::toJsonLine() const
{
    QJsonArray instanceArray;
    for (const SimulatorInstance &instance : instances) {
        instanceArray.append(QJsonObject{{u"instanceId"_s, instance.instanceId},
                                         {u"instanceName"_s, instance.instanceName},
                                         {u"regionId"_s, instance.regionId}});
    }
    QJsonObject object{
        {u"endpoint"_s, endpoint.toString(QUrl::FullyEncoded)},
        {u"accessKeyId"_s, accessKeyId},
        {u"accessKeySecret"_s, accessKeySecret},
        {u"instances"_s, instanceArray},
    };
    if (!securityToken.isEmpty())
        object.insert(u"securityToken"_s, securityToken);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What lives in the thread.
struct Simulator::Parts {
    Parts(const SimulatorOptions &options, const Clock &clock)
        : api(registryOptions(options, clock), accessKey(options)),
          server(serviceOf(api, options, clock))
    {
    }

    SimulatorApi api;
    HttpServer server;
};

Simulator::Simulator(const Clock &clock) : m_clock(clock)
{
    m_thread.setObjectName(u"simulator"_s);
    m_inside.moveToThread(&m_thread);
}

Simulator::~Simulator()
{
    stop();
}

Result<SimulatorInfo> Simulator::start(const SimulatorOptions &options)
{
    stop();
    if (!options.address.isLoopback()) {
        return tl::unexpected(ApiError{
            .kind = ApiError::Kind::Configuration,
            .code = u"SimulatorAddress"_s,
            .message = u"The simulator listens on loopback addresses only, not on \"%1\"."_s.arg(
                options.address.toString())});
    }
    m_thread.start();
    Result<quint16> port;
    runIn(m_inside, [this, &options, &port] {
        m_parts = std::make_unique<Parts>(options, m_clock);
        m_parts->api.setFaults(options.faults);
        port = m_parts->server.openOn(options.address, options.port);
    });
    if (!port) {
        stop();
        return tl::unexpected(port.error());
    }
    const AccessKey key = accessKey(options);
    return SimulatorInfo{.endpoint = endpointAt(options.address, *port),
                         .accessKeyId = QString::fromUtf8(key.id),
                         .accessKeySecret = QString::fromUtf8(key.secret),
                         .securityToken = options.securityToken,
                         .instances = instancesOf(m_parts->api.catalogue())};
}

void Simulator::setFaults(const SimulatedFaults &faults)
{
    if (m_thread.isRunning())
        runIn(m_inside, [this, &faults] { m_parts->api.setFaults(faults); });
}

int Simulator::effectiveWrites()
{
    int writes = 0;
    if (m_thread.isRunning())
        runIn(m_inside, [this, &writes] { writes = m_parts->api.effectiveWrites(); });
    return writes;
}

void Simulator::stop()
{
    if (!m_thread.isRunning())
        return;
    runIn(m_inside, [this] { m_parts.reset(); });
    m_thread.quit();
    m_thread.wait();
}
