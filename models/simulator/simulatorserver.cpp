#include "simulatorserver.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// When the program has no file left to accept a connection with.
constexpr std::chrono::milliseconds acceptAgainAfter = 100ms;

/// Files that stay free for the next client: of accept() that fails for want of one Qt 6.4 often
/// tells nobody, and only tries again and again.
constexpr rlim_t spareFiles = 8;

/// The system gives the lowest number that is free.
bool isAmongLastFiles(qintptr file)
{
    rlimit files{};
    return getrlimit(RLIMIT_NOFILE, &files) == 0 &&
           static_cast<rlim_t>(file) + spareFiles >= files.rlim_cur;
}

ApiError configurationError(const QString &message)
{
    return {
        .kind = ApiError::Kind::Configuration, .code = u"SimulatorAddress"_s, .message = message};
}

} // namespace

SimulatorServer::SimulatorServer(SimulatorApi &api, const Clock &clock,
                                 std::chrono::milliseconds latency, const SimulatorLimits &limits)
    : m_service{.reply =
                    [&api, &clock](const ReceivedRequest &request) {
                        return api.reply(request, clock.now().toMSecsSinceEpoch());
                    },
                .clock = clock,
                .limits = limits,
                .latency = latency}
{
    setListenBacklogSize(limits.connections);
    connect(this, &QTcpServer::newConnection, this, &SimulatorServer::serveNext);
    connect(this, &QTcpServer::acceptError, this, [this] { // after which it accepts nothing
        QTimer::singleShot(acceptAgainAfter, this, &QTcpServer::resumeAccepting);
    });
}

SimulatorServer::~SimulatorServer()
{
    qDeleteAll(m_connections);
}

Result<quint16> SimulatorServer::openOn(const QHostAddress &address, quint16 port)
{
    if (!address.isLoopback()) {
        return tl::unexpected(configurationError(
            u"The simulator listens on loopback addresses only, not on \"%1\"."_s.arg(
                address.toString())));
    }
    if (!listen(address, port)) {
        return tl::unexpected(ApiError{.kind = ApiError::Kind::Network,
                                       .code = u"SimulatorListen"_s,
                                       .message = errorString(),
                                       .host = address.toString()});
    }
    return serverPort();
}

/// What is not served yet is not read either.
void SimulatorServer::incomingConnection(qintptr handle)
{
    auto *socket = new QTcpSocket(this);
    socket->setReadBufferSize(SimulatorConnection::bufferBytes);
    if (!socket->setSocketDescriptor(handle)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (isAmongLastFiles(handle)) // long before there are as many connections as are granted
        closeOldestIdle();
    addPendingConnection(socket);
}

void SimulatorServer::serveNext()
{
    while (hasPendingConnections() && makeRoom()) {
        auto *connection = new SimulatorConnection(m_service, nextPendingConnection(), this);
        connect(connection, &SimulatorConnection::closed, this,
                [this, connection] { forget(connection); });
        m_connections << connection;
    }
}

bool SimulatorServer::makeRoom()
{
    return m_connections.size() < m_service.limits.connections || closeOldestIdle();
}

/// A client whose connection was closed while it was idle opens another.
bool SimulatorServer::closeOldestIdle()
{
    const auto idle = std::ranges::find_if(m_connections, &SimulatorConnection::isIdle);
    if (idle == m_connections.end())
        return false;
    delete *idle;
    m_connections.erase(idle);
    return true;
}

void SimulatorServer::forget(SimulatorConnection *connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
    QMetaObject::invokeMethod(this, &SimulatorServer::serveNext, Qt::QueuedConnection);
}
