#pragma once

#include "clock.h"
#include "pendingcall.h"
#include "simulatorapi.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <map>
#include <random>

/// What goes wrong between a client and a registry.
enum class WorldFault {
    Refused,   ///< no connection
    Closed,    ///< no reply after the request
    Silent,    ///< no reply at all
    Busy,      ///< HTTP 503
    Throttled, ///< HTTP 429, with a wait of the server's
    Portal,    ///< a page of HTML instead of the reply
    CutOff,    ///< half of the reply, as if it were whole
};
inline constexpr int worldFaultCount = 7;

/// A network without sockets, on a clock of the test's own, with a simulated registry at its other
/// end. Of a hundred requests faultPercent go wrong.
class WorldNetwork final : public QNetworkAccessManager {
    Q_OBJECT

public:
    WorldNetwork(SimulatorApi &api, Clock &clock, unsigned seed)
        : m_api(api), m_clock(clock), m_random(seed)
    {
    }

    int faultPercent = 0;
    std::chrono::milliseconds latency{80};

    [[nodiscard]] int requests() const { return m_requests; }
    /// How often each fault came.
    [[nodiscard]] const std::map<WorldFault, int> &faults() const { return m_faults; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    SimulatorApi &m_api;
    Clock &m_clock;
    std::mt19937 m_random;
    int m_requests = 0;
    std::map<WorldFault, int> m_faults;
};
