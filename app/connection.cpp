#include "connection.h"

#include "credentials.h"
#include "endpoint.h"
#include "registryclient.h"

#include <QProcessEnvironment>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QStringList regionsToAsk(const ConnectionOptions &options, const LoadedCredentials &loaded,
                         const QProcessEnvironment &environment)
{
    if (!options.regions.isEmpty())
        return options.regions;
    for (const QString &region :
         {loaded.regionId, environment.value(u"ALIBABA_CLOUD_REGION_ID"_s)}) {
        if (!region.isEmpty())
            return {region};
    }
    return {u"cn-hangzhou"_s};
}

} // namespace

Result<Connection> openConnection(const ConnectionOptions &options,
                                  const QProcessEnvironment &environment, const QString &home,
                                  Clock &clock)
{
    const Result<LoadedCredentials> loaded = loadCredentials(environment, home, options.profile);
    if (!loaded)
        return tl::unexpected(loaded.error());
    const EndpointRule rule{.ownEndpoint =
                                options.endpoint.isEmpty() ? loaded->endpoint : options.endpoint,
                            .useVpc = options.vpc || loaded->useVpc};
    const QStringList regions = regionsToAsk(options, *loaded, environment);
    // A mistyped address is told now, not once for each call.
    for (const QString &region : regions) {
        if (const Result<Endpoint> endpoint = endpointFor(rule, region); !endpoint)
            return tl::unexpected(endpoint.error());
    }
    return Connection{.source = std::make_unique<RegistryClient>(loaded->credentials, rule, clock),
                      .regions = regions};
}
