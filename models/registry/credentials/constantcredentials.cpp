#include "constantcredentials.h"

#include "clock.h"
#include "credentialanswer.h"

#include <utility>

ConstantCredentials::ConstantCredentials(Credentials credentials, const Clock &clock)
    : m_credentials(std::move(credentials)), m_clock(clock)
{
}

const Credentials *ConstantCredentials::ready() const
{
    const bool canExpire = m_credentials.expiresAt.isValid();
    return canExpire && expiryError(m_credentials, m_clock.now()) ? nullptr : &m_credentials;
}

PendingCall ConstantCredentials::ask(Handler<Credentials> handler)
{
    auto *answer = new CredentialAnswer;
    PendingCall call = answer->waitWith(std::move(handler));
    if (const std::optional<ApiError> error = expiryError(m_credentials, m_clock.now()))
        answer->giveLater(tl::unexpected(*error));
    else
        answer->giveLater(m_credentials);
    return call;
}

CredentialState ConstantCredentials::state() const
{
    const std::optional<ApiError> error = expiryError(m_credentials, m_clock.now());
    return {.hasKey = !error,
            .isTemporary = !m_credentials.securityToken.isEmpty(),
            .idEnd = idEndOf(m_credentials.accessKeyId),
            .expiresAt = m_credentials.expiresAt,
            .renewal = m_credentials.renewal,
            .error = error};
}

bool ConstantCredentials::giveUp(const Credentials & /*refused*/)
{
    return false; // there are no others
}
