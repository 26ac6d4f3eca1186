#pragma once

#include "apierror.h"
#include "simulatorapi.h"
#include "simulatorconnection.h"

#include <QHostAddress>
#include <QList>
#include <QTcpServer>

#include <chrono>

/// Carries requests and replies between sockets and the API. An own server, as that of Qt 6.4
/// limits neither heads nor contents nor connections.
class SimulatorServer final : public QTcpServer {
    Q_OBJECT

public:
    /// \p api and \p clock must outlive the server.
    SimulatorServer(SimulatorApi &api, const Clock &clock, std::chrono::milliseconds latency,
                    const SimulatorLimits &limits = {});
    ~SimulatorServer() override;

    /// The port that is listened on. Only loopback addresses; port 0 takes any free one.
    Result<quint16> openOn(const QHostAddress &address, quint16 port);

protected:
    void incomingConnection(qintptr handle) override;

private:
    void serveNext();
    [[nodiscard]] bool makeRoom();
    bool closeOldestIdle();
    void forget(SimulatorConnection *connection);

    SimulatorService m_service;
    QList<SimulatorConnection *> m_connections; ///< the one that was opened first is the first
};
