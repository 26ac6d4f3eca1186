#include "teamconnection.h"

#include "requestbudget.h"
#include "restbudget.h"
#include "teamregistry.h"

#include <utility>

Connection teamConnection(const DatabaseAddress &address, std::optional<Connection> own,
                          Clock &clock)
{
    Connection connection = own ? *std::move(own) : Connection();
    std::unique_ptr<Registry> registry;
    if (own && connection.registry)
        registry = std::make_unique<RequestBudget>(*std::move(connection.registry), clock);
    connection.canChange = registry != nullptr;
    connection.account.clear();
    connection.key = address.parameters.toUtf8();
    connection.registry = std::make_unique<TeamRegistry>(address, std::move(registry));
    connection.regions = {address.name()};
    connection.listsAllRegions = true;
    connection.isLimited = false;
    connection.restRequests = RestBudget::mostPerMinute; // a database is asked, not the account
    return connection;
}
