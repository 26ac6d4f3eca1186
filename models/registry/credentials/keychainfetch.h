#pragma once

#include "credentialplan.h"
#include "credentialservices.h"
#include "renewingcredentials.h"

/// An access key is good until somebody changes it: read once, and again where it is refused.
inline constexpr std::chrono::seconds keychainKept = std::chrono::hours(24 * 365);

/// Reads the access key of \p entry from the keychain.
RenewingCredentials::Fetch keychainFetch(const CredentialServices &services,
                                         const KeychainEntry &entry);
