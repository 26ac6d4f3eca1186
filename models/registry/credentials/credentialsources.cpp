#include "credentialsources.h"

#include "addressfetch.h"
#include "commandfetch.h"
#include "constantcredentials.h"
#include "metadatafetch.h"
#include "renewingcredentials.h"
#include "rolefetch.h"

#include <utility>

namespace {

template<typename Fetch, typename... Arguments>
std::shared_ptr<CredentialSource> renewing(const CredentialServices &services,
                                           const Arguments &...arguments)
{
    const auto fetch = [services, arguments...](Handler<Credentials> handler) {
        return (new Fetch(services, arguments...))->waitWith(std::move(handler));
    };
    return std::make_shared<RenewingCredentials>(fetch, services.clock);
}

/// Makes the source of a plan's origin.
struct OriginSource {
    const CredentialServices &services;
    const QString &source;

    std::shared_ptr<CredentialSource> operator()(const Credentials &credentials) const
    {
        return std::make_shared<ConstantCredentials>(credentials, services.clock);
    }
    std::shared_ptr<CredentialSource> operator()(const OidcRole &oidc) const
    {
        return renewing<OidcFetch>(services, oidc, source);
    }
    std::shared_ptr<CredentialSource> operator()(const EcsRole &role) const
    {
        return renewing<MetadataFetch>(services, role, source);
    }
    std::shared_ptr<CredentialSource> operator()(const KeyAddress &address) const
    {
        return renewing<AddressFetch>(services, address, source);
    }
    std::shared_ptr<CredentialSource> operator()(const KeyCommand &command) const
    {
        return renewing<CommandFetch>(services, command, source);
    }
};

} // namespace

std::shared_ptr<CredentialSource> makeCredentialSource(const CredentialPlan &plan,
                                                       const CredentialServices &services)
{
    std::shared_ptr<CredentialSource> source =
        std::visit(OriginSource{services, plan.source}, plan.origin);
    for (const AssumedRole &role : plan.roles)
        source = renewing<RoleFetch>(services, role, std::exchange(source, nullptr), plan.source);
    return source;
}
