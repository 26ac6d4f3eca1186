#pragma once

#include "apierror.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QDebug;
class QProcessEnvironment;

/// Bytes that must not be shown: they have no way into a log, only reveal() gives them.
class Secret final {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_bytes;
};

/// Who asks. The source says where the key was found, for a person: "environment",
/// "profile 'prod' of ~/.aliyun/config.json".
struct Credentials {
    QByteArray accessKeyId{};
    Secret accessKeySecret{};
    Secret securityToken{}; ///< only with temporary credentials
    QString source{};

    friend bool operator==(const Credentials &, const Credentials &) = default;
};

/// What was found beside the key. Empty where the place says nothing.
struct LoadedCredentials {
    Credentials credentials{};
    QString regionId{};
    QString endpoint{};  ///< an endpoint of the user's own
    bool useVpc = false; ///< the profile asks for the endpoints inside a VPC

    friend bool operator==(const LoadedCredentials &, const LoadedCredentials &) = default;
};

/// Reads the key: profile \p profile of the vendor's command line tool if one is named, else the
/// environment, else the tool's current profile. The tool's file is only read, never written.
/// Errors are of kind Credential with one of the codes NoCredentials, IncompleteEnvironment,
/// UnreadableConfig, ProfileNotFound, IncompleteProfile, UnsupportedProfileMode,
/// MalformedCredentials.
Result<LoadedCredentials> loadCredentials(const QProcessEnvironment &environment,
                                          const QString &home, const QString &profile = {});

/// Where the tool's file is, whether it is there or not.
QString credentialFile(const QProcessEnvironment &environment, const QString &home);

/// A profile of the vendor's command line tool, and why it cannot be used, if it cannot.
struct KnownProfile {
    QString name{};
    std::optional<ApiError> problem{};
};

/// All profiles of the tool's file, in its order, each name once: of two the tool uses the first.
/// Errors: NoCredentials without a file, UnreadableConfig.
Result<std::vector<KnownProfile>> knownProfiles(const QProcessEnvironment &environment,
                                                const QString &home);

/// \p text with every occurrence of the secret and of the token blacked out.
QString withoutSecrets(QString text, const Credentials &credentials);

QDebug operator<<(QDebug debug, const Secret &secret);
QDebug operator<<(QDebug debug, const Credentials &credentials);
