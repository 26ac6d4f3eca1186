#pragma once

#include "credentials.h"

#include <QString>

class QJsonObject;

/// The key of \p profile, an entry of the vendor's tool's file, which a person knows as \p source.
/// Modes are compared without regard to case, as the tool does it; one that is empty is told by the
/// fields, in the tool's order. Errors: IncompleteProfile, UnsupportedProfileMode, SignInNeeded,
/// MalformedCredentials. Source: acr-api.md, section 3.2.
Result<Credentials> credentialsOfProfile(const QJsonObject &profile, const QString &source);
