#pragma once

#include "apierror.h"

#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>

/// How a profile of the vendor's tool comes by a key. Source: acr-api.md, section 3.2.
enum class ProfileMode : quint8 {
    Ak,
    StsToken,
    RamRoleArn,
    EcsRamRole,
    RsaKeyPair,
    RamRoleArnWithRoleName,
    ChainableRamRoleArn,
    External,
    CredentialsUri,
    Oidc,
    CloudSso,
    OAuth,
    BearerToken,
    Anonymous,
};

/// As the tool writes it.
QString nameOf(ProfileMode mode);

/// The mode of \p profile, which a person knows as \p source: as its field names it, without regard
/// to case, or where that is empty told by the other fields, in the tool's order. Errors:
/// IncompleteProfile, UnsupportedProfileMode.
Result<ProfileMode> modeOf(const QJsonObject &profile, const QString &source);

/// The field \p name of \p profile, without blanks around it; empty where there is none.
QString textOf(const QJsonObject &profile, QLatin1StringView name);
