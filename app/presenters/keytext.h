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

/// What the page about keys says of \p key, in the language of the user.
KeyAccount keyAccount(const WatchedKey &key, const QDateTime &now);
