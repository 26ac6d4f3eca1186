#pragma once

#include "credentialstate.h"
#include "keypage.h"
#include "profilekey.h"

#include <QDateTime>

#include <optional>

/// A watched account's key: how it was found, and what is known of it now.
struct WatchedKey {
    ProfileKey key{};
    std::optional<CredentialState> state{}; ///< none: the account cannot be asked at all
};

/// What a window calls the account of \p key: its profile, else the place that gave the key.
QString accountName(const ProfileKey &key);
/// A key by the name of its profile, e.g. "Profile “prod”".
QString keyTitle(const QString &profile);
/// Where a key was looked for, e.g. "Profile of the aliyun CLI, ~/.aliyun/config.json".
QString keyPlaceName(const CredentialStep &step);

/// What the page about keys says of \p key, in the language of the user.
KeyAccount keyAccount(const WatchedKey &key, const QDateTime &now);
