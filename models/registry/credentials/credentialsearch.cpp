#include "credentialsearch.h"

#include "credentialrules.h"
#include "credentialvariables.h"
#include "endpoint.h"
#include "inifile.h"
#include "keychainentry.h"
#include "profilereader.h"
#include "redaction.h"
#include "regularfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// These files have a few kilobytes; anything much larger is another file.
constexpr qint64 largestConfig = 4'194'304;

tl::unexpected<ApiError> failure(const QString &code, const QString &message)
{
    return tl::unexpected(credentialError(code, message));
}

/// A path as a person writes it.
QString shortPath(const QString &path, const QString &home)
{
    if (!home.isEmpty() && path.startsWith(home + u'/'))
        return u'~' + path.mid(home.size());
    return path;
}

struct ConfigFile {
    QString path{};
    QString name{}; ///< the path, for a person
    bool chosen = false;
};

/// The one that the variable \p variable names, else \p usual in the home directory.
ConfigFile fileOf(const QProcessEnvironment &environment, const QString &home,
                  QLatin1StringView variable, const QString &usual)
{
    const QString own = variableOf(environment, variable);
    const QString path = own.isEmpty() ? home + usual : own;
    return {.path = path, .name = shortPath(path, home), .chosen = !own.isEmpty()};
}

ConfigFile toolFile(const QProcessEnvironment &environment, const QString &home)
{
    return fileOf(environment, home, "CONFIG_FILE"_L1, u"/.aliyun/config.json"_s);
}

ConfigFile sdkFile(const QProcessEnvironment &environment, const QString &home)
{
    return fileOf(environment, home, "CREDENTIALS_FILE"_L1, u"/.alibabacloud/credentials"_s);
}

/// A file that a person has named must be there; the usual one need not.
bool isAbsent(const ConfigFile &file)
{
    return !file.chosen && !QFile::exists(file.path);
}

Result<QByteArray> readFile(const ConfigFile &file)
{
    const tl::expected<QByteArray, FileFault> content = readRegularFile(file.path, largestConfig);
    if (!content)
        return failure(u"UnreadableConfig"_s,
                       u"Cannot read %1: %2"_s.arg(file.name, content.error().text));
    return *content;
}

Result<QJsonObject> readConfig(const ConfigFile &config)
{
    const Result<QByteArray> content = readFile(config);
    if (!content)
        return tl::unexpected(content.error());
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return failure(u"UnreadableConfig"_s,
                       u"%1 is not valid JSON: %2 at byte %3"_s.arg(
                           config.name, problem.errorString(), QString::number(problem.offset)));
    }
    if (!document.isObject())
        return failure(u"UnreadableConfig"_s, u"%1 holds no JSON object"_s.arg(config.name));
    return document.object();
}

ProfileReader readerOf(const QJsonObject &config, const ConfigFile &file,
                       const QProcessEnvironment &environment)
{
    return {config["profiles"_L1].toArray(), file.name, credentialRules(environment)};
}

struct FoundProfile {
    LoadedCredentials loaded{};
    QString name{};
    QString mode{}; ///< as it is written
};

Result<FoundProfile> fromConfig(const ConfigFile &file, const QString &chosenProfile,
                                const QProcessEnvironment &environment)
{
    const Result<QJsonObject> config = readConfig(file);
    if (!config)
        return tl::unexpected(config.error());
    const QString name = chosenProfile.isEmpty()
                             ? config->value("current"_L1).toString(u"default"_s)
                             : chosenProfile;
    const ProfileReader reader = readerOf(*config, file, environment);
    Result<CredentialPlan> plan = reader.planOf(name);
    if (!plan)
        return tl::unexpected(plan.error());
    const QJsonObject profile = reader.fieldsOf(name);
    const QString endpointType = profile["endpoint_type"_L1].toString();
    return FoundProfile{
        .loaded = {.plan = std::move(*plan),
                   .regionId = profile["region_id"_L1].toString().trimmed(),
                   .endpoint = profile["endpoint"_L1].toString().trimmed(),
                   .useVpc = endpointType.compare("vpc"_L1, Qt::CaseInsensitive) == 0},
        .name = name,
        .mode = profile["mode"_L1].toString(),
    };
}

/// One search, from place to place.
class Search final {
public:
    Search(const QProcessEnvironment &environment, const QString &home)
        : m_environment(environment), m_home(home), m_rules(credentialRules(environment))
    {
    }

    CredentialSearch inProfile(const QString &profile)
    {
        const ConfigFile file = toolFile(m_environment, m_home);
        begin(CredentialPlace::ToolProfile, file.name);
        takeProfile(fromConfig(file, profile, m_environment));
        return result();
    }

    /// Whether there is such an entry is known when it is read.
    CredentialSearch inKeychain(const QString &entry)
    {
        begin(CredentialPlace::Keychain, u"keychain"_s);
        if (std::optional<ApiError> error = keychainNameError(entry))
            take(tl::unexpected(std::move(*error)));
        else
            takePlan(CredentialPlan{.origin = KeychainEntry{.name = entry},
                                    .source = u"entry '%1' of the keychain"_s.arg(entry)},
                     entry);
        return result();
    }

    CredentialSearch everywhere()
    {
        for (const auto look :
             {&Search::lookAtEnvironment, &Search::lookAtIdentityProvider, &Search::lookAtTool,
              &Search::lookAtSdkFile, &Search::endWithoutNamedProfile, &Search::lookAtMachine,
              &Search::lookAtAddress, &Search::lookAtKeychain}) {
            (this->*look)();
            if (m_end)
                break;
        }
        return result();
    }

private:
    void begin(CredentialPlace place, const QString &name)
    {
        m_search.trail.steps.push_back({.place = place, .name = name});
    }
    /// The place holds nothing, or only a part: the search goes on.
    void passOver(const QString &code, const QString &reason)
    {
        m_search.trail.steps.back().reason = credentialError(code, reason);
    }
    void describe(const QString &profile, const QString &detail)
    {
        m_search.trail.steps.back().profile = profile;
        m_search.trail.steps.back().detail = detail;
    }
    void take(Result<LoadedCredentials> found)
    {
        if (!found)
            m_search.trail.steps.back().reason = found.error();
        m_end = std::move(found);
    }

    void takeProfile(Result<FoundProfile> found)
    {
        if (found)
            describe(found->name, found->mode);
        take(
            std::move(found).map([](FoundProfile &&profile) { return std::move(profile.loaded); }));
    }

    /// Of a place that says nothing of a region.
    void takePlan(Result<CredentialPlan> plan, const QString &profile = {},
                  const QString &detail = {})
    {
        describe(profile, detail);
        take(std::move(plan).map([this](CredentialPlan &&made) {
            return LoadedCredentials{.plan = std::move(made),
                                     .regionId = environmentRegion(m_environment)};
        }));
    }

    CredentialSearch result()
    {
        m_search.found = m_end ? std::move(*m_end) : tl::unexpected(reasonForNothing());
        return std::move(m_search);
    }

    /// A place that holds a part of a key is what a person should look at; else all are named.
    [[nodiscard]] ApiError reasonForNothing() const
    {
        QStringList reasons;
        for (const CredentialStep &step : m_search.trail.steps) {
            if (step.reason->code != "NoCredentials"_L1)
                return *step.reason;
            if (isUsual(step.place))
                reasons << step.reason->message;
        }
        return credentialError(u"NoCredentials"_s, u"No access key: "_s + reasons.join(u"; "_s));
    }

    /// Where a person is most likely to have a key.
    static bool isUsual(CredentialPlace place)
    {
        return place == CredentialPlace::Environment || place == CredentialPlace::ToolProfile ||
               place == CredentialPlace::SdkFile;
    }

    void lookAtEnvironment()
    {
        begin(CredentialPlace::Environment, u"environment"_s);
        QString half;
        for (const QLatin1StringView prefix : variablePrefixes) {
            const QString idName = prefix + "ACCESS_KEY_ID"_L1;
            const QString secretName = prefix + "ACCESS_KEY_SECRET"_L1;
            const QString id = m_environment.value(idName).trimmed();
            const QString secret = m_environment.value(secretName).trimmed();
            if (!id.isEmpty() && !secret.isEmpty())
                return takePlan(keyOfEnvironment(prefix, id, secret), {},
                                idName + u", "_s + secretName);
            if (half.isEmpty() && id.isEmpty() != secret.isEmpty())
                half = u"The environment sets %1, but not %2"_s.arg(
                    secret.isEmpty() ? idName : secretName, secret.isEmpty() ? secretName : idName);
        }
        if (!half.isEmpty())
            return passOver(u"IncompleteEnvironment"_s, half);
        passOver(u"NoCredentials"_s, u"the environment sets no ALIBABA_CLOUD_ACCESS_KEY_ID and "
                                     "ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s);
    }

    [[nodiscard]] Result<CredentialPlan>
    keyOfEnvironment(QLatin1StringView prefix, const QString &id, const QString &secret) const
    {
        const QString token = m_environment.value(prefix + "SECURITY_TOKEN"_L1).trimmed();
        return checkedCredentials({.accessKeyId = id.toUtf8(),
                                   .accessKeySecret = Secret(secret.toUtf8()),
                                   .securityToken = Secret(token.toUtf8()),
                                   .source = u"environment"_s})
            .map([](const Credentials &key) {
                return CredentialPlan{.origin = key, .source = key.source};
            });
    }

    void lookAtIdentityProvider()
    {
        begin(CredentialPlace::IdentityProvider, u"identity provider of the environment"_s);
        const OidcRole oidc{
            .role = {.arn = variableOf(m_environment, "ROLE_ARN"_L1),
                     .endpoint = m_rules.stsEndpoint.isEmpty()
                                     ? stsEndpointOf(m_rules.stsRegion, m_rules.usesVpc)
                                     : m_rules.stsEndpoint},
            .providerArn = variableOf(m_environment, "OIDC_PROVIDER_ARN"_L1),
            .tokenFile = variableOf(m_environment, "OIDC_TOKEN_FILE"_L1)};
        if (oidc.providerArn.isEmpty() && oidc.tokenFile.isEmpty())
            return passOver(u"NoCredentials"_s,
                            u"the environment sets no ALIBABA_CLOUD_OIDC_PROVIDER_ARN and "
                            "ALIBABA_CLOUD_OIDC_TOKEN_FILE"_s);
        if (oidc.providerArn.isEmpty() || oidc.tokenFile.isEmpty() || oidc.role.arn.isEmpty())
            return passOver(u"IncompleteEnvironment"_s,
                            u"The environment sets not all of ALIBABA_CLOUD_ROLE_ARN, "
                            "ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE"_s);
        takePlan(planOf(oidc), {},
                 u"ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, "
                 "ALIBABA_CLOUD_OIDC_TOKEN_FILE"_s);
    }

    [[nodiscard]] Result<CredentialPlan> planOf(OidcRole oidc) const
    {
        if (const Result<Endpoint> endpoint = endpointFromText(oidc.role.endpoint); !endpoint)
            return tl::unexpected(endpoint.error());
        const QString session = variableOf(m_environment, "ROLE_SESSION_NAME"_L1);
        if (!session.isEmpty())
            oidc.role.sessionName = session;
        return CredentialPlan{.origin = std::move(oidc), .source = u"environment"_s};
    }

    void lookAtTool()
    {
        const ConfigFile file = toolFile(m_environment, m_home);
        begin(CredentialPlace::ToolProfile, file.name);
        for (const QLatin1StringView name : {"CLI_PROFILE_DISABLED"_L1, "IGNORE_PROFILE"_L1}) {
            if (!isSwitchedOn(m_environment, name))
                continue;
            describe({}, u"ALIBABA_CLOUD_"_s + name);
            return passOver(u"NoCredentials"_s,
                            u"ALIBABA_CLOUD_%1 keeps %2 from being read"_s.arg(name, file.name));
        }
        if (isAbsent(file))
            return passOver(u"NoCredentials"_s,
                            u"there is no %1, which 'aliyun configure' makes"_s.arg(file.name));
        Result<FoundProfile> found =
            fromConfig(file, variableOf(m_environment, "PROFILE"_L1), m_environment);
        if (!found && found.error().code == "ProfileNotFound"_L1)
            return passOver(found.error().code, found.error().message);
        takeProfile(std::move(found));
    }

    void lookAtSdkFile()
    {
        const ConfigFile file = sdkFile(m_environment, m_home);
        begin(CredentialPlace::SdkFile, file.name);
        if (isAbsent(file))
            return passOver(u"NoCredentials"_s, u"there is no %1"_s.arg(file.name));
        const Result<QByteArray> content = readFile(file);
        if (!content)
            return take(tl::unexpected(content.error()));
        const QString named = variableOf(m_environment, "PROFILE"_L1);
        const QString name = named.isEmpty() ? u"default"_s : named;
        const std::optional<IniSection> section = iniSection(*content, name);
        if (!section)
            return passOver(u"ProfileNotFound"_s,
                            u"There is no section [%1] in %2"_s.arg(shownName(name), file.name));
        if (section->value(u"enable"_s).compare("false"_L1, Qt::CaseInsensitive) == 0)
            return passOver(u"ProfileNotEnabled"_s, u"The section [%1] of %2 is not enabled"_s.arg(
                                                        shownName(name), file.name));
        takePlan(planOfSection(*section, u"section [%1] of %2"_s.arg(shownName(name), file.name),
                               m_rules),
                 name, section->value(u"type"_s));
    }

    /// Who names a profile does not mean the account of a machine.
    void endWithoutNamedProfile()
    {
        const QString name = variableOf(m_environment, "PROFILE"_L1);
        if (name.isEmpty())
            return;
        QStringList reasons;
        for (const CredentialStep &step : m_search.trail.steps) {
            if (step.place == CredentialPlace::ToolProfile ||
                step.place == CredentialPlace::SdkFile)
                reasons << step.reason->message;
        }
        m_end =
            failure(u"ProfileNotFound"_s,
                    u"The profile '%1' that ALIBABA_CLOUD_PROFILE names cannot be used: %2"_s.arg(
                        shownName(name), reasons.join(u"; "_s)));
    }

    void lookAtMachine()
    {
        const QString name = variableOf(m_environment, "ECS_METADATA"_L1);
        begin(CredentialPlace::Machine, u"role of this machine"_s);
        if (name.isEmpty())
            return passOver(u"NoCredentials"_s,
                            u"the environment sets no ALIBABA_CLOUD_ECS_METADATA"_s);
        if (!m_rules.mayUseMetadata)
            return passOver(u"SwitchedOff"_s,
                            u"ALIBABA_CLOUD_ECS_METADATA_DISABLED keeps it from being used"_s);
        takePlan(
            CredentialPlan{.origin = EcsRole{.name = name, .mayUseV1 = m_rules.mayUseMetadataV1},
                           .source = u"role of this machine"_s},
            {}, u"ALIBABA_CLOUD_ECS_METADATA"_s);
    }

    void lookAtAddress()
    {
        begin(CredentialPlace::Address, u"credentials URI"_s);
        if (m_rules.credentialsUri.isEmpty())
            return passOver(u"NoCredentials"_s,
                            u"the environment sets no ALIBABA_CLOUD_CREDENTIALS_URI"_s);
        if (!m_rules.mayAskOthers)
            return passOver(u"SwitchedOff"_s,
                            u"ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS keeps it from being used"_s);
        takePlan(CredentialPlan{.origin = KeyAddress{.uri = m_rules.credentialsUri},
                                .source = u"ALIBABA_CLOUD_CREDENTIALS_URI"_s},
                 {}, u"ALIBABA_CLOUD_CREDENTIALS_URI"_s);
    }

    /// Nobody's keychain is woken up for a key that may not be there.
    void lookAtKeychain()
    {
        begin(CredentialPlace::Keychain, u"keychain"_s);
        passOver(
            u"NoCredentials"_s,
            u"an entry of the keychain is used where it is named, as --profile keychain:NAME"_s);
    }

    const QProcessEnvironment &m_environment;
    const QString &m_home;
    CredentialRules m_rules;
    CredentialSearch m_search{};
    std::optional<Result<LoadedCredentials>> m_end{};
};

} // namespace

CredentialSearch findCredentials(const QProcessEnvironment &environment, const QString &home,
                                 const QString &profile)
{
    Search search(environment, home);
    // A profile that a person names beats whatever the environment happens to hold.
    if (profile.isEmpty())
        return search.everywhere();
    const std::optional<QString> entry = keychainEntryOf(profile);
    return entry ? search.inKeychain(*entry) : search.inProfile(profile);
}

QStringList credentialFiles(const QProcessEnvironment &environment, const QString &home)
{
    return {toolFile(environment, home).path, sdkFile(environment, home).path};
}

QString environmentRegion(const QProcessEnvironment &environment)
{
    return variableOf(environment, "REGION_ID"_L1);
}

Result<std::vector<KnownProfile>> knownProfiles(const QProcessEnvironment &environment,
                                                const QString &home)
{
    const ConfigFile file = toolFile(environment, home);
    if (isAbsent(file)) {
        return failure(u"NoCredentials"_s,
                       u"There is no %1, which 'aliyun configure' makes"_s.arg(file.name));
    }
    const Result<QJsonObject> config = readConfig(file);
    if (!config)
        return tl::unexpected(config.error());
    const ProfileReader reader = readerOf(*config, file, environment);
    std::vector<KnownProfile> known;
    const QJsonArray profiles = config->value("profiles"_L1).toArray();
    for (const auto &profile : profiles) {
        const QString name = profile["name"_L1].toString();
        if (name.isEmpty() || std::ranges::find(known, name, &KnownProfile::name) != known.end())
            continue;
        const Result<CredentialPlan> plan = reader.planOf(name);
        known.push_back({.name = name});
        if (!plan)
            known.back().problem = plan.error();
    }
    return known;
}
