#pragma once

#include "requestverifier.h"
#include "simulatedfaults.h"
#include "simulatedregistry.h"
#include "taskjson.h"

#include <QByteArray>

/// What goes back over the wire.
struct SimulatorReply {
    int httpStatus = 200;
    QByteArray requestId{};
    QByteArray body{}; ///< JSON
};

/// Answers requests about a simulated registry: verifies, reads the parameters, writes the reply.
class SimulatorApi final {
public:
    SimulatorApi(const SimulatedRegistryOptions &options, AccessKey key);
    Q_DISABLE_COPY_MOVE(SimulatorApi)

    SimulatorReply reply(const ReceivedRequest &request, qint64 nowMs);
    [[nodiscard]] const SimulatedCatalogue &catalogue() const { return m_registry.catalogue(); }
    void setFaults(const SimulatedFaults &faults) { m_faults = faults; }
    /// How many requests changed something.
    [[nodiscard]] int effectiveWrites() const { return m_registry.effectiveWrites(); }

private:
    Answer<QByteArray> answer(const VerifiedRequest &request, qint64 nowMs);
    [[nodiscard]] Answer<SimulatedPlace> placeOf(const VerifiedRequest &request) const;
    QByteArray nextRequestId();

    SimulatedRegistry m_registry;
    TaskJson m_taskJson;
    RequestVerifier m_verifier;
    SimulatedFaults m_faults;
    quint64 m_seed;
    quint64 m_answered = 0;
};
