#pragma once

#include "apierror.h"
#include "clock.h"
#include "httpserverlimits.h"
#include "simulatedfaults.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <memory>

/// What is simulated, and where it listens.
struct SimulatorOptions {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0; ///< 0: any free one
    int tasks = 36'000;
    int instances = 3;
    double ratePerMinute = 6.0; ///< pushes
    quint64 seed = 1;
    QString accessKeyId{};     ///< empty: made from the seed
    QString accessKeySecret{}; ///< likewise
    QString securityToken{};   ///< empty: the key needs none
    std::chrono::milliseconds latency{0};
    SimulatedFaults faults{};
    HttpServerLimits limits{};
};

struct SimulatorInstance {
    QString instanceId{};
    QString instanceName{};
    QString regionId{};

    friend bool operator==(const SimulatorInstance &, const SimulatorInstance &) = default;
};

/// What a client must know to talk to a running simulator.
struct SimulatorInfo {
    QUrl endpoint{};
    QString accessKeyId{};
    QString accessKeySecret{};
    QString securityToken{};
    QList<SimulatorInstance> instances{};

    /// One line of JSON without its end, for a program that started the simulator to read.
    [[nodiscard]] QByteArray toJsonLine() const;
};

/// A registry on loopback in a thread of its own. Stops when destroyed.
class Simulator final {
public:
    /// \p clock must outlive the simulator; its now() is called from the simulator's thread.
    explicit Simulator(const Clock &clock);
    ~Simulator();
    Q_DISABLE_COPY_MOVE(Simulator)

    /// Listens when it returns. A simulator that ran is stopped first.
    Result<SimulatorInfo> start(const SimulatorOptions &options);
    void stop();
    /// From the next request on.
    void setFaults(const SimulatedFaults &faults);
    /// How many requests changed something since the start; 0 when it does not run.
    [[nodiscard]] int effectiveWrites();
    [[nodiscard]] bool isRunning() const { return m_thread.isRunning(); }

private:
    struct Parts;

    const Clock &m_clock;
    QThread m_thread;
    QObject m_inside;               // gets the calls into the thread
    std::unique_ptr<Parts> m_parts; // lives and dies in the thread
};
