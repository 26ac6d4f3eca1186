#pragma once

#include "noncememory.h"
#include "operation.h"
#include "receivedrequest.h"
#include "refusal.h"

#include <QByteArray>

#include <vector>

/// The key that requests must be signed with. A token makes it a temporary one.
struct AccessKey {
    QByteArray id{};
    QByteArray secret{};
    QByteArray securityToken{};
};

/// A request that may be answered.
struct VerifiedRequest {
    const SimulatedOperation *operation = nullptr; ///< never null in one that was verified
    std::vector<Parameter> parameters{};

    /// Empty when the parameter was not sent.
    [[nodiscard]] QByteArray parameter(QByteArrayView name) const;
};

/// Lets through what the cloud's gateway would let through: a known operation, called the right
/// way, signed completely and correctly with our key, fresh, and not seen before.
class RequestVerifier final {
public:
    explicit RequestVerifier(AccessKey key);

    Answer<VerifiedRequest> verify(const ReceivedRequest &request, qint64 nowMs);
    /// Bounded: what is too old to pass is not remembered.
    [[nodiscard]] qsizetype rememberedNonces() const { return m_nonces.size(); }

private:
    AccessKey m_key;
    NonceMemory m_nonces;
};
