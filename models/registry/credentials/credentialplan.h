#pragma once

#include "credentials.h"

#include <QByteArray>
#include <QString>

#include <variant>
#include <vector>

// How to come by credentials, as it stands in a profile or in the environment: a value that can be
// compared, and that asks nobody. makeCredentialSource() carries it out.

/// A role that somebody takes on with credentials they have (STS AssumeRole).
struct AssumedRole {
    QString arn{};
    QString sessionName = QStringLiteral("image-sync-dashboard");
    QString externalId{};
    QString policy{};
    int seconds = 3600; ///< how long the temporary key is valid
    QString endpoint{}; ///< of the token service

    friend bool operator==(const AssumedRole &, const AssumedRole &) = default;
};

/// A role that is taken on with the token of an identity provider (STS AssumeRoleWithOIDC).
struct OidcRole {
    AssumedRole role{};
    QString providerArn{};
    QString tokenFile{}; ///< is read each time: whoever writes it renews it

    friend bool operator==(const OidcRole &, const OidcRole &) = default;
};

/// The role of the cloud's virtual machine that this program runs on.
struct EcsRole {
    QString name{};       ///< empty: the machine tells it
    bool mayUseV1 = true; ///< where the machine knows no metadata with tokens

    friend bool operator==(const EcsRole &, const EcsRole &) = default;
};

/// An address that gives a temporary key to whoever asks.
struct KeyAddress {
    QString uri{}; ///< not to be shown: it may hold a secret

    friend bool operator==(const KeyAddress &, const KeyAddress &) = default;
};

/// A program that prints a key.
struct KeyCommand {
    QString command{}; ///< not to be shown: it may hold a secret

    friend bool operator==(const KeyCommand &, const KeyCommand &) = default;
};

/// An access key in the desktop's keychain.
struct KeychainEntry {
    QString name{};

    friend bool operator==(const KeychainEntry &, const KeychainEntry &) = default;
};

struct CredentialPlan {
    std::variant<Credentials, OidcRole, EcsRole, KeyAddress, KeyCommand, KeychainEntry> origin{};
    std::vector<AssumedRole> roles{}; ///< one after the other, each with the key of the one before
    QString source{};                 ///< as Credentials::source

    friend bool operator==(const CredentialPlan &, const CredentialPlan &) = default;
};

/// The same for plans whose requests count as one account's: the key's id, or what stands for it.
QByteArray accountKeyOf(const CredentialPlan &plan);
