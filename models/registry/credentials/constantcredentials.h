#pragma once

#include "credentialsource.h"

class Clock;

/// Credentials that stand somewhere, until they expire.
class ConstantCredentials final : public CredentialSource {
public:
    /// \p clock must outlive it.
    ConstantCredentials(Credentials credentials, const Clock &clock);

    [[nodiscard]] const Credentials *ready() const override;
    PendingCall ask(Handler<Credentials> handler) override;
    bool giveUp(const Credentials &refused) override;
    [[nodiscard]] CredentialState state() const override;

private:
    Credentials m_credentials;
    const Clock &m_clock;
};
