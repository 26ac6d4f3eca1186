#include "faultworld.h"

#include "faultcases.h"

#include <QFile>

#include <algorithm>
#include <dlfcn.h>
#include <netdb.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Before the system's: no test asks a server for names, and the answer is certain and prompt.
extern "C" int getaddrinfo(const char *name, const char *service, const addrinfo *hints,
                           addrinfo **found)
{
    if (name && QByteArrayView(name).endsWith(".invalid"))
        return EAI_NONAME;
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto next = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return next(name, service, hints, found);
}

namespace {

double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4'096 / 1'048'576;
}

} // namespace

FaultWorld::FaultWorld(int tasks)
{
    const Result<SimulatorInfo> info =
        m_simulator.start({.tasks = tasks,
                           .instances = 1,
                           .ratePerMinute = 0,
                           .accessKeySecret = u"canary-secret-of-the-key"_s,
                           .securityToken = u"canary-token-of-the-session"_s});
    if (!info || !m_elsewhere.listen(QHostAddress::LocalHost))
        qFatal("no registry on loopback");
    m_info = *info;
    addCanary(m_info.accessKeySecret);
    addCanary(m_info.securityToken);
    m_server = std::make_unique<FaultyServer>(static_cast<quint16>(m_info.endpoint.port()));
    m_direct = makeClient(m_info.endpoint.toString(), Patience::Usual);
    m_instance = {.regionId = m_info.instances[0].regionId,
                  .instanceId = m_info.instances[0].instanceId};
}

std::unique_ptr<RegistryClient> FaultWorld::makeClient(Patience patience) const
{
    return makeClient(m_server->endpoint(), patience);
}

std::unique_ptr<RegistryClient> FaultWorld::makeClient(const QString &endpoint,
                                                       Patience patience) const
{
    const bool isShort = patience == Patience::Short;
    return std::make_unique<RegistryClient>(
        Credentials{.accessKeyId = m_info.accessKeyId.toUtf8(),
                    .accessKeySecret = Secret(m_info.accessKeySecret.toUtf8()),
                    .securityToken = Secret(m_info.securityToken.toUtf8())},
        EndpointRule{.ownEndpoint = endpoint}, m_clock, systemRandomSource(),
        CallLimits{.connecting = 5s,
                   .silence = isShort ? 300ms : 5s,
                   .whole = isShort ? 1s : 9s,
                   .replyBytes = 1'048'576,
                   .retry = {.maxAttempts = 2, .base = 1ms}});
}

std::unique_ptr<RegistryClient> FaultWorld::makeLostClient() const
{
    return makeClient(u"https://registry.invalid"_s, Patience::Usual);
}

int FaultWorld::effects()
{
    // What was sent before has been received when this is answered.
    (void)waitedFor<RegistryInstancePage>([this](Handler<RegistryInstancePage> handler) {
        return ask(*m_direct, ListInstances{}, std::move(handler));
    });
    const int all = m_simulator.effectiveWrites();
    return all - std::exchange(m_seenWrites, all);
}

QByteArray FaultWorld::elsewhere() const
{
    return "127.0.0.1:" + QByteArray::number(m_elsewhere.serverPort());
}

LoadProbe::LoadProbe() : m_before(residentMiB()), m_most(m_before)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(5ms);
    m_sinceLast.start();
}

qint64 LoadProbe::longestBlockMs()
{
    look();
    return m_longest;
}

double LoadProbe::growthMiB()
{
    look();
    return m_most - m_before;
}

void LoadProbe::look()
{
    m_longest = std::max(m_longest, m_sinceLast.restart());
    m_most = std::max(m_most, residentMiB());
}
