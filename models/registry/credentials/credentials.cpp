#include "credentials.h"

#include "regularfile.h"

#include <QDebug>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// The tool's file has a few kilobytes; anything much larger is another file.
constexpr qint64 largestConfig = 4'194'304;

tl::unexpected<ApiError> failure(const QString &code, const QString &message)
{
    return tl::unexpected(
        ApiError{.kind = ApiError::Kind::Credential, .code = code, .message = message});
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

ConfigFile configFile(const QProcessEnvironment &environment, const QString &home)
{
    const QString own = environment.value(u"ALIBABA_CLOUD_CONFIG_FILE"_s);
    const QString path = own.isEmpty() ? home + u"/.aliyun/config.json"_s : own;
    return {.path = path, .name = shortPath(path, home), .chosen = !own.isEmpty()};
}

Result<QJsonObject> readConfig(const ConfigFile &config)
{
    const tl::expected<QByteArray, FileFault> content = readRegularFile(config.path, largestConfig);
    if (!content)
        return failure(u"UnreadableConfig"_s,
                       u"Cannot read %1: %2"_s.arg(config.name, content.error().text));
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

Result<QJsonObject> findProfile(const QJsonObject &config, const QString &profile,
                                const QString &fileName)
{
    const QJsonArray profiles = config["profiles"_L1].toArray();
    const auto found = std::ranges::find_if(profiles, [&profile](const QJsonValue &candidate) {
        return candidate["name"_L1].toString() == profile;
    });
    if (found == profiles.end()) {
        return failure(u"ProfileNotFound"_s,
                       u"There is no profile '%1' in %2"_s.arg(profile, fileName));
    }
    return (*found).toObject();
}

bool isPrintable(const QByteArray &bytes)
{
    // A line break in a header would be one more header.
    return std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<Credentials> checked(Credentials credentials)
{
    if (!isPrintable(credentials.accessKeyId) ||
        !isPrintable(credentials.accessKeySecret.reveal()) ||
        !isPrintable(credentials.securityToken.reveal())) {
        return failure(u"MalformedCredentials"_s,
                       u"The access key of %1 holds blanks or characters that no key has"_s.arg(
                           credentials.source));
    }
    return credentials;
}

QByteArray trimmedField(const QJsonObject &profile, QLatin1StringView name)
{
    return profile[name].toString().trimmed().toUtf8();
}

Result<Credentials> credentialsOf(const QJsonObject &profile, const QString &source)
{
    const QString mode = profile["mode"_L1].toString();
    if (mode.isEmpty())
        return failure(u"IncompleteProfile"_s, u"The %1 names no mode"_s.arg(source));
    // The tool compares modes without regard to case.
    const bool isAk = mode.compare("AK"_L1, Qt::CaseInsensitive) == 0;
    const bool isSts = mode.compare("StsToken"_L1, Qt::CaseInsensitive) == 0;
    if (!isAk && !isSts) {
        return failure(
            u"UnsupportedProfileMode"_s,
            u"The mode %1 of the %2 is not supported yet; AK and StsToken are"_s.arg(mode, source));
    }

    QStringList missing;
    const auto field = [&](QLatin1StringView name) {
        QByteArray value = trimmedField(profile, name);
        if (value.isEmpty())
            missing << name;
        return value;
    };
    Credentials credentials{.accessKeyId = field("access_key_id"_L1),
                            .accessKeySecret = Secret(field("access_key_secret"_L1)),
                            .source = source};
    if (isSts)
        credentials.securityToken = Secret(field("sts_token"_L1));
    if (!missing.isEmpty()) {
        return failure(u"IncompleteProfile"_s,
                       u"The %1 lacks %2"_s.arg(source, missing.join(u", "_s)));
    }
    return checked(std::move(credentials));
}

QString sourceName(const QString &profile, const ConfigFile &file)
{
    return u"profile '%1' of %2"_s.arg(profile, file.name);
}

Result<LoadedCredentials> fromConfig(const QProcessEnvironment &environment, const QString &home,
                                     const QString &chosenProfile)
{
    const ConfigFile file = configFile(environment, home);
    const Result<QJsonObject> config = readConfig(file);
    if (!config)
        return tl::unexpected(config.error());

    QString name = chosenProfile;
    if (name.isEmpty())
        name = environment.value(u"ALIBABA_CLOUD_PROFILE"_s);
    if (name.isEmpty())
        name = config->value("current"_L1).toString(u"default"_s);
    const Result<QJsonObject> profile = findProfile(*config, name, file.name);
    if (!profile)
        return tl::unexpected(profile.error());

    Result<Credentials> credentials = credentialsOf(*profile, sourceName(name, file));
    if (!credentials)
        return tl::unexpected(credentials.error());
    const QString endpointType = profile->value("endpoint_type"_L1).toString();
    return LoadedCredentials{
        .credentials = std::move(*credentials),
        .regionId = profile->value("region_id"_L1).toString().trimmed(),
        .endpoint = profile->value("endpoint"_L1).toString().trimmed(),
        .useVpc = endpointType.compare("vpc"_L1, Qt::CaseInsensitive) == 0,
    };
}

Result<LoadedCredentials> fromEnvironment(const QProcessEnvironment &environment)
{
    const auto variable = [&environment](const QString &name) {
        return environment.value(name).trimmed().toUtf8();
    };
    const QString idName = u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s;
    const QString secretName = u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s;
    Credentials found{
        .accessKeyId = variable(idName),
        .accessKeySecret = Secret(variable(secretName)),
        .securityToken = Secret(variable(u"ALIBABA_CLOUD_SECURITY_TOKEN"_s)),
        .source = u"environment"_s,
    };
    if (found.accessKeyId.isEmpty() || found.accessKeySecret.isEmpty()) {
        const bool hasId = !found.accessKeyId.isEmpty();
        return failure(u"IncompleteEnvironment"_s,
                       u"The environment sets %1, but not %2"_s.arg(hasId ? idName : secretName,
                                                                    hasId ? secretName : idName));
    }
    Result<Credentials> credentials = checked(std::move(found));
    if (!credentials)
        return tl::unexpected(credentials.error());
    return LoadedCredentials{
        .credentials = std::move(*credentials),
        .regionId = environment.value(u"ALIBABA_CLOUD_REGION_ID"_s).trimmed(),
    };
}

/// Of a file that is where the tool looks for it by itself; it need not be there.
std::optional<ApiError> absence(const ConfigFile &file)
{
    if (file.chosen || QFile::exists(file.path))
        return std::nullopt;
    return ApiError{
        .kind = ApiError::Kind::Credential,
        .code = u"NoCredentials"_s,
        .message = u"No access key: set ALIBABA_CLOUD_ACCESS_KEY_ID and "
                   u"ALIBABA_CLOUD_ACCESS_KEY_SECRET, or make %1 with 'aliyun configure'"_s.arg(
                       file.name)};
}

bool environmentHasKey(const QProcessEnvironment &environment)
{
    return !environment.value(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s).trimmed().isEmpty() ||
           !environment.value(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s).trimmed().isEmpty();
}

} // namespace

Result<LoadedCredentials> loadCredentials(const QProcessEnvironment &environment,
                                          const QString &home, const QString &profile)
{
    // A profile that a person names beats whatever the environment happens to hold.
    if (!profile.isEmpty())
        return fromConfig(environment, home, profile);
    if (environmentHasKey(environment))
        return fromEnvironment(environment);

    const QString disabled = environment.value(u"ALIBABA_CLOUD_CLI_PROFILE_DISABLED"_s);
    if (disabled.compare("true"_L1, Qt::CaseInsensitive) == 0) {
        return failure(u"NoCredentials"_s,
                       u"No access key: the environment sets ALIBABA_CLOUD_CLI_PROFILE_DISABLED, "
                       u"but no ALIBABA_CLOUD_ACCESS_KEY_ID"_s);
    }
    if (const std::optional<ApiError> none = absence(configFile(environment, home)))
        return tl::unexpected(*none);
    return fromConfig(environment, home, {});
}

QString credentialFile(const QProcessEnvironment &environment, const QString &home)
{
    return configFile(environment, home).path;
}

Result<std::vector<KnownProfile>> knownProfiles(const QProcessEnvironment &environment,
                                                const QString &home)
{
    const ConfigFile file = configFile(environment, home);
    if (const std::optional<ApiError> none = absence(file))
        return tl::unexpected(*none);
    const Result<QJsonObject> config = readConfig(file);
    if (!config)
        return tl::unexpected(config.error());
    std::vector<KnownProfile> known;
    const QJsonArray profiles = config->value("profiles"_L1).toArray();
    for (const auto &profile : profiles) {
        const QString name = profile["name"_L1].toString();
        if (name.isEmpty() || std::ranges::find(known, name, &KnownProfile::name) != known.end())
            continue;
        const Result<Credentials> credentials =
            credentialsOf(profile.toObject(), sourceName(name, file));
        known.push_back({.name = name});
        if (!credentials)
            known.back().problem = credentials.error();
    }
    return known;
}

QString withoutSecrets(QString text, const Credentials &credentials)
{
    for (const Secret &secret : {credentials.accessKeySecret, credentials.securityToken}) {
        if (!secret.isEmpty())
            text.replace(QString::fromUtf8(secret.reveal()), "(removed)"_L1);
    }
    return text;
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << (secret.isEmpty() ? "Secret()" : "Secret(***)");
}

QDebug operator<<(QDebug debug, const Credentials &credentials)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Credentials(" << credentials.accessKeyId << ", "
                           << credentials.source << ')';
}
