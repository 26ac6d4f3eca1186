#include "credentialsources.h"

#include "addressfetch.h"
#include "commandfetch.h"
#include "constantcredentials.h"
#include "keychainfetch.h"
#include "metadatafetch.h"
#include "renewingcredentials.h"
#include "rolefetch.h"
#include "runningcommands.h"

#include <memory>
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
    const std::shared_ptr<RunningCommands> &running;

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
        return renewing<CommandFetch>(services, command, source, std::weak_ptr(running));
    }
    std::shared_ptr<CredentialSource> operator()(const KeychainEntry &entry) const
    {
        return std::make_shared<RenewingCredentials>(keychainFetch(services, entry), services.clock,
                                                     keychainKept);
    }
};

struct GuardedSource {
    std::shared_ptr<RunningCommands> running; ///< outlives the source
    std::shared_ptr<CredentialSource> source;
};

} // namespace

std::shared_ptr<CredentialSource> makeCredentialSource(const CredentialPlan &plan,
                                                       const CredentialServices &services)
{
    const auto running = std::make_shared<RunningCommands>();
    std::shared_ptr<CredentialSource> source =
        std::visit(OriginSource{services, plan.source, running}, plan.origin);
    for (const AssumedRole &role : plan.roles)
        source = renewing<RoleFetch>(services, role, std::exchange(source, nullptr), plan.source);
    // Only what is given away holds the guard: a source within may be held by a fetch that no event
    // loop deletes any more.
    const auto guarded = std::make_shared<GuardedSource>(GuardedSource{running, source});
    return {guarded, guarded->source.get()};
}
