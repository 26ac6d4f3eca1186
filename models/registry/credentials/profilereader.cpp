#include "profilereader.h"

#include "endpoint.h"
#include "profilemode.h"
#include "redaction.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// A number, which an ini file writes as a text; 0 where there is none.
int numberOf(const QJsonObject &profile, QLatin1StringView name)
{
    return profile[name].toVariant().toInt();
}

bool isSet(const QJsonObject &profile, QLatin1StringView name)
{
    const QString text = textOf(profile, name);
    return profile[name].toBool() || text == "1"_L1 ||
           text.compare("true"_L1, Qt::CaseInsensitive) == 0;
}

QStringList shownNames(QStringList names)
{
    std::ranges::transform(names, names.begin(), shownName);
    return names;
}

/// A profile or a section, with all that is known when it is read.
struct ProfileFields {
    QJsonObject values{};
    QString source{};
    CredentialRules rules{};
    bool isSection = false; ///< of an ini file, where some fields have other names
};

/// How a section of the SDKs' ini file calls a field of a profile.
struct SectionName {
    QLatin1StringView section;
    QLatin1StringView profile;
};

constexpr std::array sectionNames = {
    SectionName{"role_name"_L1, "ram_role_name"_L1},
    SectionName{"role_arn"_L1, "ram_role_arn"_L1},
    SectionName{"role_session_name"_L1, "ram_session_name"_L1},
    SectionName{"security_token"_L1, "sts_token"_L1},
};

constexpr std::array sectionTypes = {
    SectionName{"access_key"_L1, "AK"_L1},
    SectionName{"sts"_L1, "StsToken"_L1},
    SectionName{"ecs_ram_role"_L1, "EcsRamRole"_L1},
    SectionName{"ram_role_arn"_L1, "RamRoleArn"_L1},
    SectionName{"rsa_key_pair"_L1, "RsaKeyPair"_L1},
    SectionName{"bearer"_L1, "BearerToken"_L1},
};

QString profileName(const QString &name, const auto &names)
{
    const auto found = std::ranges::find(names, name, &SectionName::section);
    return found == names.end() ? name : QString(found->profile);
}

/// The fields of a profile that are needed, and which of them are missing.
class NeededFields final {
public:
    explicit NeededFields(const ProfileFields &profile) : m_profile(profile) {}

    [[nodiscard]] QString take(QLatin1StringView name)
    {
        QString value = textOf(m_profile.values, name);
        if (value.isEmpty())
            m_missing << shownName(name);
        return value;
    }
    [[nodiscard]] bool isComplete() const { return m_missing.isEmpty(); }
    [[nodiscard]] tl::unexpected<ApiError> error() const
    {
        return tl::unexpected(
            credentialError(u"IncompleteProfile"_s,
                            u"The %1 lacks %2"_s.arg(m_profile.source, m_missing.join(u", "_s))));
    }

private:
    [[nodiscard]] QString shownName(QLatin1StringView name) const
    {
        const auto *found = std::ranges::find(sectionNames, name, &SectionName::profile);
        return m_profile.isSection && found != sectionNames.end() ? found->section : name;
    }

    const ProfileFields &m_profile;
    QStringList m_missing;
};

/// The command that signs in again, to be copied into a shell.
QString signInCommand(const ProfileFields &profile, ProfileMode mode)
{
    static const QRegularExpression anything(u"[^A-Za-z0-9._@-]"_s);
    static const QRegularExpression special(u"([\"$`\\\\!])"_s);
    QString name = profile.values["name"_L1].toString();
    if (name.contains(anything))
        name = u'"' + name.replace(special, u"\\\\1"_s) + u'"';
    return u"aliyun configure --profile %1 --mode %2"_s.arg(name, nameOf(mode));
}

Result<Credentials> constantKey(const ProfileFields &profile, bool hasToken)
{
    NeededFields fields(profile);
    Credentials credentials{.accessKeyId = fields.take("access_key_id"_L1).toUtf8(),
                            .accessKeySecret = Secret(fields.take("access_key_secret"_L1).toUtf8()),
                            .source = profile.source};
    if (hasToken)
        credentials.securityToken = Secret(fields.take("sts_token"_L1).toUtf8());
    if (!fields.isComplete())
        return fields.error();
    return checkedCredentials(std::move(credentials));
}

/// The temporary key that the tool left in the profile when a person signed in with a browser. Only
/// the tool renews it: its refresh tokens serve once, so that who renews one beside the tool ends
/// the tool's own sign-in.
Result<Credentials> signedInKey(const ProfileFields &profile, ProfileMode mode)
{
    const QString command = signInCommand(profile, mode);
    const double expiration = profile.values["sts_expiration"_L1].toDouble();
    Result<Credentials> credentials = constantKey(profile, true);
    if (!credentials && credentials.error().code != "IncompleteProfile"_L1)
        return credentials;
    // Beyond this no number of seconds is a time.
    const bool hasTime = std::isfinite(expiration) && expiration > 0 && expiration < 1e11;
    if (!credentials || !hasTime) {
        return tl::unexpected(credentialError(
            u"SignInNeeded"_s,
            u"The %1 holds no temporary key; sign in with '%2'"_s.arg(profile.source, command)));
    }
    credentials->expiresAt =
        QDateTime::fromSecsSinceEpoch(static_cast<qint64>(expiration), Qt::UTC);
    credentials->renewal = command;
    return credentials;
}

QString stsEndpointOf(const ProfileFields &profile)
{
    QString own = textOf(profile.values, "sts_endpoint"_L1);
    const QString region = textOf(profile.values, "sts_region"_L1);
    const bool usesVpc = profile.rules.usesVpc || isSet(profile.values, "enable_vpc"_L1);
    if (!own.isEmpty())
        return own;
    if (region.isEmpty() && !profile.rules.stsEndpoint.isEmpty())
        return profile.rules.stsEndpoint;
    return stsEndpointOf(region.isEmpty() ? profile.rules.stsRegion : region, usesVpc);
}

Result<AssumedRole> roleOf(const ProfileFields &profile)
{
    NeededFields fields(profile);
    AssumedRole role{.arn = fields.take("ram_role_arn"_L1),
                     .externalId = textOf(profile.values, "external_id"_L1),
                     .policy = textOf(profile.values, "policy"_L1),
                     .endpoint = stsEndpointOf(profile)};
    if (!fields.isComplete())
        return fields.error();
    if (const QString name = textOf(profile.values, "ram_session_name"_L1); !name.isEmpty())
        role.sessionName = name;
    if (const int seconds = numberOf(profile.values, "expired_seconds"_L1); seconds > 0)
        role.seconds = seconds;
    if (const Result<Endpoint> endpoint = endpointFromText(role.endpoint); !endpoint)
        return tl::unexpected(endpoint.error());
    return role;
}

tl::unexpected<ApiError> switchedOff(const QString &source, const QString &variable)
{
    return tl::unexpected(
        credentialError(u"SwitchedOff"_s,
                        u"ALIBABA_CLOUD_%1 keeps the %2 from being used"_s.arg(variable, source)));
}

using Origin = decltype(CredentialPlan::origin);

Result<Origin> machineRole(const ProfileFields &profile)
{
    if (!profile.rules.mayUseMetadata)
        return switchedOff(profile.source, u"ECS_METADATA_DISABLED"_s);
    return EcsRole{.name = textOf(profile.values, "ram_role_name"_L1),
                   .mayUseV1 = profile.rules.mayUseMetadataV1};
}

Result<Origin> oidcRole(const ProfileFields &profile)
{
    NeededFields fields(profile);
    OidcRole oidc{.providerArn = fields.take("oidc_provider_arn"_L1),
                  .tokenFile = fields.take("oidc_token_file"_L1)};
    if (!fields.isComplete())
        return fields.error();
    Result<AssumedRole> role = roleOf(profile);
    if (!role)
        return tl::unexpected(role.error());
    oidc.role = std::move(*role);
    return oidc;
}

Result<Origin> keyAddress(const ProfileFields &profile)
{
    if (!profile.rules.mayAskOthers)
        return switchedOff(profile.source, u"DISABLE_EXTERNAL_PROCESS"_s);
    const QString own = textOf(profile.values, "credentials_uri"_L1);
    const QString uri = own.isEmpty() ? profile.rules.credentialsUri : own;
    if (uri.isEmpty()) {
        return tl::unexpected(credentialError(
            u"IncompleteProfile"_s, u"The %1 lacks credentials_uri"_s.arg(profile.source)));
    }
    return KeyAddress{.uri = uri};
}

Result<Origin> keyCommand(const ProfileFields &profile)
{
    if (!profile.rules.mayAskOthers)
        return switchedOff(profile.source, u"DISABLE_EXTERNAL_PROCESS"_s);
    NeededFields fields(profile);
    KeyCommand command{.command = fields.take("process_command"_L1)};
    if (!fields.isComplete())
        return fields.error();
    return command;
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
    return u"it has no key, and the registry answers signed requests only; choose a profile with "
           "a key"_s;
}

/// Where the first key comes from; of ChainableRamRoleArn the profile that it names says it.
Result<Origin> originOf(const ProfileFields &profile, ProfileMode mode)
{
    switch (mode) {
    case ProfileMode::Ak:
        return constantKey(profile, false);
    case ProfileMode::StsToken:
        return constantKey(profile, true);
    case ProfileMode::RamRoleArn:
        return constantKey(profile, !textOf(profile.values, "sts_token"_L1).isEmpty());
    case ProfileMode::CloudSso:
    case ProfileMode::OAuth:
        return signedInKey(profile, mode);
    case ProfileMode::EcsRamRole:
    case ProfileMode::RamRoleArnWithRoleName:
        return machineRole(profile);
    case ProfileMode::Oidc:
        return oidcRole(profile);
    case ProfileMode::CredentialsUri:
        return keyAddress(profile);
    case ProfileMode::External:
        return keyCommand(profile);
    case ProfileMode::RsaKeyPair:
    case ProfileMode::ChainableRamRoleArn:
    case ProfileMode::BearerToken:
    case ProfileMode::Anonymous:
        break;
    }
    return tl::unexpected(credentialError(u"UnsupportedProfileMode"_s,
                                          u"The mode %1 of the %2 cannot be used: %3"_s.arg(
                                              nameOf(mode), profile.source, refusalOf(mode))));
}

/// \p plan, and then the role of \p profile.
Result<CredentialPlan> withRole(CredentialPlan plan, const ProfileFields &profile)
{
    Result<AssumedRole> role = roleOf(profile);
    if (!role)
        return tl::unexpected(role.error());
    plan.roles.push_back(std::move(*role));
    plan.source = profile.source;
    return plan;
}

Result<CredentialPlan> planOfFields(const ProfileFields &profile, ProfileMode mode)
{
    Result<Origin> origin = originOf(profile, mode);
    if (!origin)
        return tl::unexpected(origin.error());
    CredentialPlan plan{.origin = std::move(*origin), .source = profile.source};
    const bool hasRole =
        mode == ProfileMode::RamRoleArn || mode == ProfileMode::RamRoleArnWithRoleName;
    return hasRole ? withRole(std::move(plan), profile) : plan;
}

} // namespace

ProfileReader::ProfileReader(QJsonArray profiles, QString fileName, CredentialRules rules)
    : m_profiles(std::move(profiles)), m_fileName(std::move(fileName)), m_rules(std::move(rules))
{
}

QJsonObject ProfileReader::fieldsOf(const QString &name) const
{
    const auto found = std::ranges::find_if(m_profiles, [&name](const QJsonValue &candidate) {
        return candidate["name"_L1].toString() == name;
    });
    return found == m_profiles.end() ? QJsonObject() : (*found).toObject();
}

Result<CredentialPlan> ProfileReader::planOf(const QString &name) const
{
    return planOf(name, {});
}

/// \p above: the profiles that name each other as their sources, down to this one.
Result<CredentialPlan> ProfileReader::planOf(const QString &name, QStringList above) const
{
    const ProfileFields profile{.values = fieldsOf(name),
                                .source = u"profile '%1' of %2"_s.arg(shownName(name), m_fileName),
                                .rules = m_rules};
    if (profile.values.isEmpty() && above.isEmpty()) {
        return tl::unexpected(
            credentialError(u"ProfileNotFound"_s,
                            u"There is no profile '%1' in %2"_s.arg(shownName(name), m_fileName)));
    }
    if (profile.values.isEmpty()) {
        return tl::unexpected(
            credentialError(u"SourceProfileNotFound"_s,
                            u"There is no profile '%1' in %2, which the profile '%3' names as its "
                            "source"_s.arg(shownName(name), m_fileName, shownName(above.last()))));
    }
    const bool isCycle = above.contains(name);
    above << name;
    if (isCycle) {
        return tl::unexpected(credentialError(
            u"ProfileCycle"_s, u"The profiles of %1 name each other as their source: %2"_s.arg(
                                   m_fileName, shownNames(above).join(u" -> "_s))));
    }
    const Result<ProfileMode> mode = modeOf(profile.values, profile.source);
    if (!mode)
        return tl::unexpected(mode.error());
    if (*mode != ProfileMode::ChainableRamRoleArn)
        return planOfFields(profile, *mode);

    NeededFields fields(profile);
    const QString sourceName = fields.take("source_profile"_L1);
    if (!fields.isComplete())
        return fields.error();
    Result<CredentialPlan> caller = planOf(sourceName, std::move(above));
    return caller ? withRole(std::move(*caller), profile) : caller;
}

Result<CredentialPlan> planOfSection(const IniSection &section, const QString &source,
                                     const CredentialRules &rules)
{
    ProfileFields profile{.source = source, .rules = rules, .isSection = true};
    for (auto field = section.begin(); field != section.end(); ++field)
        profile.values.insert(profileName(field.key(), sectionNames), field.value());
    profile.values.insert("mode"_L1, profileName(section.value(u"type"_s).toLower(), sectionTypes));
    const Result<ProfileMode> mode = modeOf(profile.values, source);
    return mode ? planOfFields(profile, *mode) : tl::unexpected(mode.error());
}
