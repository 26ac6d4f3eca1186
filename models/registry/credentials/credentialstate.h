#pragma once

#include "apierror.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// What a source of credentials has now, for a person. Never holds a secret, nor a whole id.
struct CredentialState {
    bool hasKey = false;             ///< one that was read or fetched, and has not expired
    bool isTemporary = false;        ///< it goes with a security token
    QString idEnd{};                 ///< the last characters of the key's id; may be empty
    QDateTime expiresAt{};           ///< UTC; invalid: never, or nobody knows
    QDateTime renewAt{};             ///< UTC; when it is fetched anew; invalid: never by itself
    QString renewal{};               ///< the command that gets a new one; may be empty
    std::optional<ApiError> error{}; ///< why there is none, or why it could not be renewed

    friend bool operator==(const CredentialState &, const CredentialState &) = default;
};
