#pragma once

#include "credentialfetch.h"
#include "credentialplan.h"
#include "credentialsource.h"

#include <memory>
#include <optional>

/// Takes on a role with the credentials of \p caller: STS AssumeRole, signed as every call
/// (acr-api.md, section 3.4).
class RoleFetch final : public CredentialFetch {
    Q_OBJECT

public:
    RoleFetch(const CredentialServices &services, AssumedRole role,
              std::shared_ptr<CredentialSource> caller, const QString &source);

protected:
    void begin() override;

private:
    void askWith(const Credentials &caller);
    void takeReply(const Credentials &caller, const Result<HttpReply> &reply);

    AssumedRole m_role;
    std::shared_ptr<CredentialSource> m_caller;
    /// What was refused and is asked anew: with the same key it would be refused again.
    struct Refusal {
        Credentials key{};
        ApiError error{};
    };
    std::optional<Refusal> m_refusal;
};

/// Takes on a role with the token of an identity provider: STS AssumeRoleWithOIDC, not signed.
class OidcFetch final : public CredentialFetch {
    Q_OBJECT

public:
    OidcFetch(const CredentialServices &services, OidcRole oidc, const QString &source);

protected:
    void begin() override;

private:
    OidcRole m_oidc;
};
