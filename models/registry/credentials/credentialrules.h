#pragma once

#include <QString>

class QProcessEnvironment;

/// What the environment says of ways to sign in, whatever profile is used (acr-api.md,
/// section 3.1).
struct CredentialRules {
    bool mayAskOthers = true; ///< programs and addresses for keys
    bool mayUseMetadata = true;
    bool mayUseMetadataV1 = true;
    bool usesVpc = false;  ///< the token service's addresses inside a VPC
    QString stsEndpoint{}; ///< of the token service; empty: by the region
    QString stsRegion{};   ///< empty: none
    QString credentialsUri{};
};

CredentialRules credentialRules(const QProcessEnvironment &environment);

/// The token service's address for \p region, which may be empty.
QString stsEndpointOf(const QString &region, bool usesVpc);
