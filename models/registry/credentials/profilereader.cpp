#include "profilereader.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

enum class ProfileMode : quint8 {
    Ak,
    StsToken,
    RamRoleArn,
    EcsRamRole,
    RsaKeyPair,
    RamRoleArnWithRoleName,
    ChainableRamRoleArn,
    External,
    CredentialsUri,
    Oidc,
    CloudSso,
    OAuth,
    BearerToken,
    Anonymous,
};

struct ModeName {
    ProfileMode mode;
    QLatin1StringView name;
};

constexpr std::array modeNames = {
    ModeName{ProfileMode::Ak, "AK"_L1},
    ModeName{ProfileMode::StsToken, "StsToken"_L1},
    ModeName{ProfileMode::RamRoleArn, "RamRoleArn"_L1},
    ModeName{ProfileMode::EcsRamRole, "EcsRamRole"_L1},
    ModeName{ProfileMode::RsaKeyPair, "RsaKeyPair"_L1},
    ModeName{ProfileMode::RamRoleArnWithRoleName, "RamRoleArnWithRoleName"_L1},
    ModeName{ProfileMode::ChainableRamRoleArn, "ChainableRamRoleArn"_L1},
    ModeName{ProfileMode::External, "External"_L1},
    ModeName{ProfileMode::CredentialsUri, "CredentialsURI"_L1},
    ModeName{ProfileMode::Oidc, "OIDC"_L1},
    ModeName{ProfileMode::CloudSso, "CloudSSO"_L1},
    ModeName{ProfileMode::OAuth, "OAuth"_L1},
    ModeName{ProfileMode::BearerToken, "BearerToken"_L1},
    ModeName{ProfileMode::Anonymous, "Anonymous"_L1},
};

QString nameOf(ProfileMode mode)
{
    return std::ranges::find(modeNames, mode, &ModeName::mode)->name;
}

std::optional<ProfileMode> namedMode(const QString &text)
{
    const auto *found = std::ranges::find_if(modeNames, [&text](const ModeName &known) {
        return text.compare(known.name, Qt::CaseInsensitive) == 0;
    });
    return found == modeNames.end() ? std::nullopt : std::optional(found->mode);
}

/// Which mode a profile has that holds all of these fields.
struct ModeFields {
    ProfileMode mode;
    std::array<QLatin1StringView, 3> fields;
};

// The first that fits. The tool itself knows no rule for the last three.
constexpr std::array modesByField = {
    ModeFields{ProfileMode::StsToken, {"access_key_id"_L1, "access_key_secret"_L1, "sts_token"_L1}},
    ModeFields{ProfileMode::RamRoleArn,
               {"access_key_id"_L1, "access_key_secret"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::Ak, {"access_key_id"_L1, "access_key_secret"_L1}},
    ModeFields{ProfileMode::RsaKeyPair, {"private_key"_L1, "key_pair_name"_L1}},
    ModeFields{ProfileMode::EcsRamRole, {"ram_role_name"_L1}},
    ModeFields{ProfileMode::External, {"process_command"_L1}},
    ModeFields{ProfileMode::Oidc,
               {"oidc_provider_arn"_L1, "oidc_token_file"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::CloudSso, {"cloud_sso_sign_in_url"_L1}},
    ModeFields{ProfileMode::BearerToken, {"bearer_token"_L1}},
    ModeFields{ProfileMode::ChainableRamRoleArn, {"source_profile"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::CredentialsUri, {"credentials_uri"_L1}},
    ModeFields{ProfileMode::OAuth, {"oauth_site_type"_L1}},
};

QString textOf(const QJsonObject &profile, QLatin1StringView name)
{
    return profile[name].toString().trimmed();
}

std::optional<ProfileMode> modeByFields(const QJsonObject &profile)
{
    const auto *found = std::ranges::find_if(modesByField, [&profile](const ModeFields &known) {
        return std::ranges::all_of(known.fields, [&profile](QLatin1StringView name) {
            return name.isEmpty() || !textOf(profile, name).isEmpty();
        });
    });
    return found == modesByField.end() ? std::nullopt : std::optional(found->mode);
}

Result<ProfileMode> modeOf(const QJsonObject &profile, const QString &source)
{
    const QString text = textOf(profile, "mode"_L1);
    if (text.isEmpty()) {
        if (const std::optional<ProfileMode> mode = modeByFields(profile))
            return *mode;
        return tl::unexpected(credentialError(
            u"IncompleteProfile"_s,
            u"The %1 names no mode, and its fields make no known one"_s.arg(source)));
    }
    if (const std::optional<ProfileMode> mode = namedMode(text))
        return *mode;
    return tl::unexpected(
        credentialError(u"UnsupportedProfileMode"_s,
                        u"The mode %1 of the %2 is not known"_s.arg(text.left(80), source)));
}

/// The fields of a profile that are needed, and which of them are missing.
class NeededFields final {
public:
    NeededFields(const QJsonObject &profile, const QString &source)
        : m_profile(profile), m_source(source)
    {
    }

    [[nodiscard]] QByteArray take(QLatin1StringView name)
    {
        const QByteArray value = textOf(m_profile, name).toUtf8();
        if (value.isEmpty())
            m_missing << name;
        return value;
    }
    [[nodiscard]] bool isComplete() const { return m_missing.isEmpty(); }
    [[nodiscard]] tl::unexpected<ApiError> error() const
    {
        return tl::unexpected(credentialError(
            u"IncompleteProfile"_s, u"The %1 lacks %2"_s.arg(m_source, m_missing.join(u", "_s))));
    }

private:
    const QJsonObject &m_profile;
    const QString &m_source;
    QStringList m_missing;
};

/// The command that signs in again, to be copied into a shell.
QString signInCommand(const QJsonObject &profile, ProfileMode mode)
{
    static const QRegularExpression anything(u"[^A-Za-z0-9._@-]"_s);
    static const QRegularExpression special(u"([\"$`\\\\!])"_s);
    QString name = profile["name"_L1].toString();
    if (name.contains(anything))
        name = u'"' + name.replace(special, u"\\\\1"_s) + u'"';
    return u"aliyun configure --profile %1 --mode %2"_s.arg(name, nameOf(mode));
}

Result<Credentials> constantKey(const QJsonObject &profile, const QString &source, bool hasToken)
{
    NeededFields fields(profile, source);
    Credentials credentials{.accessKeyId = fields.take("access_key_id"_L1),
                            .accessKeySecret = Secret(fields.take("access_key_secret"_L1)),
                            .source = source};
    if (hasToken)
        credentials.securityToken = Secret(fields.take("sts_token"_L1));
    if (!fields.isComplete())
        return fields.error();
    return checkedCredentials(std::move(credentials));
}

/// The temporary key that the tool left in the profile when a person signed in with a browser. Only
/// the tool renews it: its refresh tokens serve once, so that who renews one beside the tool ends
/// the tool's own sign-in.
Result<Credentials> signedInKey(const QJsonObject &profile, const QString &source, ProfileMode mode)
{
    const QString command = signInCommand(profile, mode);
    const double expiration = profile["sts_expiration"_L1].toDouble();
    Result<Credentials> credentials = constantKey(profile, source, true);
    if (!credentials && credentials.error().code != "IncompleteProfile"_L1)
        return credentials;
    // Beyond this no number of seconds is a time.
    const bool hasTime = std::isfinite(expiration) && expiration > 0 && expiration < 1e11;
    if (!credentials || !hasTime) {
        return tl::unexpected(credentialError(
            u"SignInNeeded"_s,
            u"The %1 holds no temporary key; sign in with '%2'"_s.arg(source, command)));
    }
    credentials->expiresAt =
        QDateTime::fromSecsSinceEpoch(static_cast<qint64>(expiration), Qt::UTC);
    credentials->renewal = command;
    return credentials;
}

/// Why a mode is never used, and what to do instead.
QString refusalOf(ProfileMode mode)
{
    if (mode == ProfileMode::RsaKeyPair)
        return u"the cloud has given up signing in with a key pair; make a profile of mode OAuth, "
               "or of mode AK with an access key"_s;
    if (mode == ProfileMode::BearerToken)
        return u"the registry wants signed requests, and a bearer token signs none; make a profile "
               "of mode OAuth, or of mode AK with an access key"_s;
    if (mode == ProfileMode::Anonymous)
        return u"it has no key, and the registry answers signed requests only; choose a profile "
               "with a key"_s;
    return u"it is not supported yet; AK, StsToken, OAuth and CloudSSO are"_s;
}

} // namespace

Result<Credentials> credentialsOfProfile(const QJsonObject &profile, const QString &source)
{
    const Result<ProfileMode> mode = modeOf(profile, source);
    if (!mode)
        return tl::unexpected(mode.error());
    switch (*mode) {
    case ProfileMode::Ak:
        return constantKey(profile, source, false);
    case ProfileMode::StsToken:
        return constantKey(profile, source, true);
    case ProfileMode::CloudSso:
    case ProfileMode::OAuth:
        return signedInKey(profile, source, *mode);
    case ProfileMode::RamRoleArn:
    case ProfileMode::EcsRamRole:
    case ProfileMode::RsaKeyPair:
    case ProfileMode::RamRoleArnWithRoleName:
    case ProfileMode::ChainableRamRoleArn:
    case ProfileMode::External:
    case ProfileMode::CredentialsUri:
    case ProfileMode::Oidc:
    case ProfileMode::BearerToken:
    case ProfileMode::Anonymous:
        break;
    }
    return tl::unexpected(credentialError(u"UnsupportedProfileMode"_s,
                                          u"The mode %1 of the %2 cannot be used: %3"_s.arg(
                                              nameOf(*mode), source, refusalOf(*mode))));
}
