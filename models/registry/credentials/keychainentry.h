#pragma once

#include "credentials.h"

#include <QString>

#include <optional>

// Access keys in the keychain: what an entry is called, and what stands in it.

/// What a profile is called that is an entry of the keychain: "keychain:" and the entry's name.
QString keychainProfile(const QString &entry);
/// The entry that \p profile means; none: it is a profile of the vendor's command line tool.
std::optional<QString> keychainEntryOf(const QString &profile);

/// Why nothing can be kept under the name \p entry; empty: it can.
std::optional<ApiError> keychainNameError(const QString &entry);

/// \p key as it stands in an entry: JSON with the names of fields that the vendor's tool uses.
Secret keychainText(const Credentials &key);

/// The access key that stands in the entry \p entry. Errors: KeychainEntryInvalid where it is none,
/// or half of one; MalformedCredentials.
Result<Credentials> keyOfKeychainText(const Secret &text, const QString &entry);
