#pragma once

#include "apierror.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Where a key is looked for, in the order of the search.
enum class CredentialPlace : quint8 {
    Environment,      ///< an access key in variables
    IdentityProvider, ///< a role and the token of an identity provider, named by variables
    ToolProfile,      ///< a profile of the vendor's command line tool
    SdkFile,          ///< the ini file of the vendor's SDKs
    Machine,          ///< the role of the cloud's virtual machine that this is
    Address,          ///< one that gives a key
    Keychain,         ///< an entry of the desktop's keychain, which must be named
};

/// One place of a search, and what came of it.
struct CredentialStep {
    CredentialPlace place = CredentialPlace::Environment;
    QString name{};                   ///< for a person: "environment", "~/.aliyun/config.json"
    std::optional<ApiError> reason{}; ///< why it is not used; empty: it is
    QString profile{};                ///< or section, or entry, where it is used
    /// Where it is used: the mode of the profile as it is written, or the names of the variables;
    /// else the variable that switches it off, if one does.
    QString detail{};

    friend bool operator==(const CredentialStep &, const CredentialStep &) = default;
};

/// What was tried to find a key, in which order, and why each place but the last was not used.
/// Never holds a secret.
struct CredentialTrail {
    std::vector<CredentialStep> steps{};

    friend bool operator==(const CredentialTrail &, const CredentialTrail &) = default;
};

/// One line for each step, for a log or a terminal.
QStringList technicalLines(const CredentialTrail &trail);
/// Of those only the places that hold something and yet were not used: a person may have meant one.
QStringList remarkableLines(const CredentialTrail &trail);
