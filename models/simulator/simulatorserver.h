#pragma once

#include "apierror.h"
#include "clock.h"
#include "simulatorapi.h"

#include <QAbstractHttpServer>
#include <QHostAddress>

#include <chrono>

/// Carries requests and replies between a socket and the API.
class SimulatorServer final : public QAbstractHttpServer {
    Q_OBJECT

public:
    /// \p api and \p clock must outlive the server.
    SimulatorServer(SimulatorApi &api, const Clock &clock, std::chrono::milliseconds latency);

    /// The port that is listened on. Only loopback addresses; port 0 takes any free one.
    Result<quint16> openOn(const QHostAddress &address, quint16 port);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    SimulatorApi &m_api;
    const Clock &m_clock;
    std::chrono::milliseconds m_latency;
};
