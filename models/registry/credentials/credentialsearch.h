#pragma once

#include "credentialplan.h"
#include "credentialtrail.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

class QProcessEnvironment;

/// How to come by a key, and what was found beside it. Empty where the place says nothing.
struct LoadedCredentials {
    CredentialPlan plan{};
    QString regionId{};
    QString endpoint{};  ///< an endpoint of the user's own
    bool useVpc = false; ///< the profile asks for the endpoints inside a VPC

    friend bool operator==(const LoadedCredentials &, const LoadedCredentials &) = default;
};

/// What a search for a key brought, and by which way.
struct CredentialSearch {
    Result<LoadedCredentials> found{};
    CredentialTrail trail{}; ///< of what was found it is the last step
};

/// Looks for a key: in profile \p profile of the vendor's command line tool if one is named, or in
/// the entry of the keychain that it means (see keychainentry.h), else
/// in this order in the environment (an access key, then an identity provider), in a profile of the
/// tool's file (ALIBABA_CLOUD_PROFILE, else its current one), in the ini file of the vendor's SDKs,
/// in the role of this machine and at an address, the last two only where the environment names
/// them. Nobody is asked here: makeCredentialSource() does it. A place that holds nothing is passed
/// over, and so is an environment that names half of a key; a profile that is there but cannot be
/// used ends the search, since what follows would be somebody else's key, and so does a profile
/// that the environment names and neither file has. All files are only read, never written, and no
/// token in them is ever renewed.
/// Errors are of kind Credential with one of the codes NoCredentials, UnreadableConfig,
/// ProfileNotFound, ProfileNotEnabled, IncompleteEnvironment, IncompleteProfile,
/// UnsupportedProfileMode, SignInNeeded, MalformedCredentials, SwitchedOff, SourceProfileNotFound,
/// ProfileCycle, KeychainNameInvalid; an address of the token service that cannot be used is of
/// kind Configuration. Source of the names: acr-api.md, sections 3.1 to 3.3 (the vendor's SDKs and
/// tool).
CredentialSearch findCredentials(const QProcessEnvironment &environment, const QString &home,
                                 const QString &profile = {});

/// Where the files are that may hold a key, whether they are there or not.
QStringList credentialFiles(const QProcessEnvironment &environment, const QString &home);

/// The region that the environment names, under any of its names.
QString environmentRegion(const QProcessEnvironment &environment);

/// A profile of the vendor's command line tool, and why it cannot be used, if it cannot.
struct KnownProfile {
    QString name{};
    std::optional<ApiError> problem{};
};

/// All profiles of the tool's file, in its order, each name once: of two the tool uses the first.
/// Errors: NoCredentials without a file, UnreadableConfig.
Result<std::vector<KnownProfile>> knownProfiles(const QProcessEnvironment &environment,
                                                const QString &home);
