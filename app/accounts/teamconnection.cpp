#include "teamconnection.h"

#include "requestbudget.h"
#include "restbudget.h"
#include "teamregistry.h"

#include <utility>

Connection teamConnection(const DatabaseAddress &address, Result<Connection> own, Clock &clock)
{
    Connection connection = own ? *std::move(own) : Connection();
    Result<std::unique_ptr<Registry>> registry =
        own ? std::move(connection.registry) : tl::unexpected(own.error());
    if (registry)
        registry = std::make_unique<RequestBudget>(*std::move(registry), clock);
    else
        connection.changeError = registry.error();
    connection.account.clear();
    connection.key = address.parameters.toUtf8();
    connection.registry = std::make_unique<TeamRegistry>(address, std::move(registry));
    connection.regions = {address.name};
    connection.listsAllRegions = true;
    connection.isLimited = false;
    connection.restRequests = RestBudget::mostPerMinute; // a database is asked, not the account
    return connection;
}
