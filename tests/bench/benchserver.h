#pragma once

#include "credentials.h"
#include "endpoint.h"
#include "registryinstance.h"

#include <QJsonObject>
#include <QProcess>

class Clock;
class Dashboard;

/// A simulated registry with one instance and a history that stands still, in a process of its own.
class BenchServer final {
public:
    BenchServer(const QString &program, int tasks);
    ~BenchServer();
    Q_DISABLE_COPY_MOVE(BenchServer)

    [[nodiscard]] bool isRunning() const { return !m_info.isEmpty(); }
    [[nodiscard]] QString keyId() const;
    [[nodiscard]] QString keySecret() const;
    [[nodiscard]] QString endpoint() const;
    [[nodiscard]] Credentials credentials() const;
    [[nodiscard]] EndpointRule endpointRule() const { return {.ownEndpoint = endpoint()}; }
    [[nodiscard]] InstanceRef instance() const;

    /// Shows the window of \p dashboard and connects it to this registry.
    void showIn(Dashboard &dashboard, Clock &clock) const;

private:
    QProcess m_process;
    QJsonObject m_info;
};
