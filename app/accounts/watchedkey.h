#pragma once

#include "credentialstate.h"
#include "profilekey.h"

#include <optional>

/// A watched account's key: how it was found, and what is known of it now.
struct WatchedKey {
    ProfileKey key{};
    std::optional<CredentialState> state{}; ///< none: the account cannot be asked at all
};
