#include "connection.h"

#include "callcontext.h"
#include "credentialsources.h"
#include "credentialstate.h"
#include "databaseaddress.h"
#include "endpoint.h"
#include "networksetup.h"
#include "preferences.h"
#include "profilekey.h"
#include "registryclient.h"
#include "retryquota.h"
#include "unlockpermits.h"

#include <QProcessEnvironment>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QStringList regionsToAsk(const ConnectionOptions &options, const LoadedCredentials &loaded,
                         const QProcessEnvironment &environment)
{
    if (!options.regions.isEmpty())
        return options.regions;
    for (const QString &region : {loaded.regionId, environmentRegion(environment)}) {
        if (!region.isEmpty())
            return {region};
    }
    return {u"cn-hangzhou"_s};
}

/// What connections have in common.
struct SharedServices {
    std::shared_ptr<QNetworkAccessManager> network{};
    std::shared_ptr<Keychain> keychain{}; ///< null: there is none
    UnlockPermits &permits;
    /// By accountKeyOf(): profiles with the same key are one account.
    std::map<QByteArray, std::shared_ptr<RetryQuota>> quotas{};

    std::shared_ptr<RetryQuota> quotaOf(const QByteArray &key)
    {
        std::shared_ptr<RetryQuota> &quota = quotas[key];
        if (!quota)
            quota = std::make_shared<RetryQuota>();
        return quota;
    }
};

std::vector<ReadingPause> waitsOf(const RegistryClient &client)
{
    std::vector<ReadingPause> waits;
    for (const CallWait &wait : client.waits())
        waits.push_back({.reason = pauseReasonFor(wait.error), .nextTry = wait.until});
    return waits;
}

/// \p account: as in Connection.
Result<Connection> openConnection(const ProfileKey &key, const QString &account,
                                  const ConnectionOptions &options,
                                  const QProcessEnvironment &environment, RegistryClock &clock,
                                  SharedServices &shared)
{
    const Result<LoadedCredentials> &loaded = key.loaded;
    if (!loaded)
        return tl::unexpected(loaded.error());
    const EndpointRule rule{.ownEndpoint =
                                options.endpoint.isEmpty() ? loaded->endpoint : options.endpoint,
                            .useVpc = options.vpc || loaded->useVpc};
    const QStringList regions = regionsToAsk(options, *loaded, environment);
    // A mistyped address is told now, not once for each call.
    for (const QString &region : regions) {
        if (const Result<Endpoint> endpoint = endpointFor(rule, region); !endpoint) {
            ApiError error = endpoint.error();
            error.account = account;
            return tl::unexpected(error);
        }
    }
    const auto learn = [&clock](const ServerTime &time) { clock.learn(time); };
    const QByteArray accountKey = accountKeyOf(loaded->plan);
    const std::shared_ptr<bool> mayUnlock = shared.permits.of(accountKey);
    const std::shared_ptr<CredentialSource> source =
        makeCredentialSource(loaded->plan, {.network = shared.network,
                                            .clock = clock,
                                            .randomSource = systemRandomSource(),
                                            .environment = environment,
                                            .serverTimes = learn,
                                            .keychain = shared.keychain,
                                            .mayUnlock = mayUnlock});
    auto client = std::make_unique<RegistryClient>(source, rule, clock, systemRandomSource(),
                                                   CallLimits(), shared.network);
    client->tellServerTimes(learn);
    client->shareRetryQuota(shared.quotaOf(accountKey));
    RegistryClient *const opened = client.get();
    const auto keyState = [asked = std::weak_ptr(source)] {
        const std::shared_ptr<CredentialSource> known = asked.lock();
        return known ? known->state() : CredentialState();
    };
    return Connection{.account = account,
                      .profile = key.profile,
                      .signer = key.signerName(),
                      .key = accountKey,
                      .registry = std::move(client),
                      .regions = regions,
                      .askNow =
                          [opened, mayUnlock] {
                              *mayUnlock = true;
                              opened->askNow();
                          },
                      .waiting = [opened] { return waitsOf(*opened); },
                      .tellRequests =
                          [opened](std::function<void(const RequestNote &)> listener) {
                              opened->tellRequests(std::move(listener));
                          },
                      .keyState = keyState};
}

} // namespace

ConnectionOptions withSettings(ConnectionOptions options, const Preferences &preferences)
{
    const QString origin = u"the settings"_s;
    if (options.proxy.text.isEmpty() && !preferences.proxy.isEmpty())
        options.proxy = {.text = preferences.proxy, .origin = origin};
    if (options.caFile.text.isEmpty() && !preferences.caFile.isEmpty())
        options.caFile = {.text = preferences.caFile, .origin = origin};
    return options;
}

ConnectionOptions withConnection(ConnectionOptions options, const ConnectionPreferences &connection)
{
    if (options.regions.isEmpty())
        options.regions = connection.regions;
    if (options.endpoint.isEmpty())
        options.endpoint = connection.endpoint;
    if (options.teamDatabase.isEmpty())
        options.teamDatabase = connection.teamDatabase;
    options.vpc = options.vpc || connection.useVpc;
    return options;
}

std::optional<ApiError> connectionProblem(const ConnectionPreferences &connection)
{
    if (!connection.endpoint.isEmpty()) {
        if (const Result<Endpoint> own = endpointFromText(connection.endpoint); !own)
            return own.error();
    }
    if (!connection.teamDatabase.isEmpty()) {
        if (const Result<DatabaseAddress> address = databaseAddress(connection.teamDatabase);
            !address)
            return address.error();
    }
    for (const QString &region : connection.regions) {
        const EndpointRule rule{.ownEndpoint = {},
                                .useVpc = connection.useVpc && connection.endpoint.isEmpty()};
        if (const Result<Endpoint> endpoint = endpointFor(rule, region); !endpoint)
            return endpoint.error();
    }
    return {};
}

std::optional<ApiError> networkProblem(const ConnectionOptions &options)
{
    return setupProblem({.proxy = options.proxy, .caFile = options.caFile});
}

Result<QStringList> profilesToOpen(const ConnectionOptions &options,
                                   const QProcessEnvironment &environment, const QString &home)
{
    if (!options.allProfiles) {
        QStringList names = options.profiles;
        names.removeDuplicates();
        return names.isEmpty() ? QStringList{QString()} : names;
    }
    const Result<std::vector<KnownProfile>> known = knownProfiles(environment, home);
    if (!known)
        return tl::unexpected(known.error());
    QStringList names;
    for (const KnownProfile &profile : *known)
        names << profile.name;
    return names.isEmpty() ? QStringList{QString()} : names;
}

Connections openConnections(const std::vector<ProfileKey> &keys, const ConnectionOptions &options,
                            const QProcessEnvironment &environment, RegistryClock &clock,
                            const std::shared_ptr<Keychain> &keychain, UnlockPermits *permits)
{
    Connections connections;
    UnlockPermits ownPermits;
    SharedServices shared{
        .network = systemNetwork(
            {.proxy = options.proxy, .caFile = options.caFile, .environment = environment}),
        .keychain = keychain,
        .permits = permits ? *permits : ownPermits};
    for (const ProfileKey &key : keys) {
        const QString account = keys.size() > 1 ? key.profile : QString();
        if (key.profile.isEmpty())
            connections.searched =
                key.loaded ? remarkableLines(key.trail) : technicalLines(key.trail);
        Result<Connection> connection =
            openConnection(key, account, options, environment, clock, shared);
        if (connection)
            connections.open.push_back(std::move(*connection));
        else if (std::ranges::find(connections.refused, connection.error()) ==
                 connections.refused.end())
            connections.refused.push_back(connection.error());
    }
    return connections;
}

Connections openConnections(const QStringList &profiles, const ConnectionOptions &options,
                            const QProcessEnvironment &environment, const QString &home,
                            RegistryClock &clock, const std::shared_ptr<Keychain> &keychain)
{
    return openConnections(loadKeys(profiles, environment, home), options, environment, clock,
                           keychain);
}
