#pragma once

#include "credentialsearch.h"

#include <QString>
#include <QStringList>

#include <vector>

class QProcessEnvironment;

/// What was found of a profile, or why it cannot be used.
struct ProfileKey {
    QString profile{}; ///< as in Connection
    Result<LoadedCredentials> loaded{};
    CredentialTrail trail{}; ///< where it was looked for

    /// Where it was found; null where it was not.
    [[nodiscard]] const CredentialStep *usedStep() const;
    /// For a record of what was done: the profile, or else where the key was found; empty where it
    /// was not. In no language.
    [[nodiscard]] QString signerName() const;

    friend bool operator==(const ProfileKey &, const ProfileKey &) = default;
};

/// Finds the key of each of \p profiles.
std::vector<ProfileKey> loadKeys(const QStringList &profiles,
                                 const QProcessEnvironment &environment, const QString &home);

/// Where a key of \p now cannot be read, the one that \p before has for the profile: a file may be
/// half written, and the former key may still be good. So too where the key lies in another place
/// now: it may be another account's, which nobody has chosen while the program runs.
std::vector<ProfileKey> keepReadKeys(std::vector<ProfileKey> now,
                                     const std::vector<ProfileKey> &before);
