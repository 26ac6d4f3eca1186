#include "systemkeychain.h"

#include "desktopkeychain.h"
#include "keychaincall.h"

#include <utility>

using Kind = KeychainCall::Question::Kind;

namespace {

/// What \p handler waits with for a call that tells only whether it took place.
std::function<void(const KeychainCall &)> tellingOutcome(Handler<void> handler)
{
    return [run = std::move(handler)](const KeychainCall &call) {
        run(call.error() ? Result<void>(tl::unexpected(*call.error())) : Result<void>());
    };
}

} // namespace

std::shared_ptr<Keychain> desktopKeychain(Clock &clock)
{
    return std::make_shared<SystemKeychain>(clock);
}

SystemKeychain::SystemKeychain(Clock &clock, Bus bus) : m_clock(clock), m_bus(std::move(bus)) {}

PendingCall SystemKeychain::read(const QString &name, Prompt prompt, Handler<Secret> handler)
{
    auto *call =
        new KeychainCall({.kind = Kind::Read, .name = name, .prompt = prompt}, m_clock, m_bus);
    return call->waitWith([run = std::move(handler)](const KeychainCall &ended) {
        run(ended.error() ? Result<Secret>(tl::unexpected(*ended.error())) : ended.secret());
    });
}

PendingCall SystemKeychain::store(const QString &name, const Secret &secret, Handler<void> handler)
{
    auto *call =
        new KeychainCall({.kind = Kind::Store, .name = name, .secret = secret}, m_clock, m_bus);
    return call->waitWith(tellingOutcome(std::move(handler)));
}

PendingCall SystemKeychain::remove(const QString &name, Handler<void> handler)
{
    auto *call = new KeychainCall({.kind = Kind::Remove, .name = name}, m_clock, m_bus);
    return call->waitWith(tellingOutcome(std::move(handler)));
}

PendingCall SystemKeychain::list(Handler<QStringList> handler)
{
    auto *call = new KeychainCall({.kind = Kind::List}, m_clock, m_bus);
    return call->waitWith([run = std::move(handler)](const KeychainCall &ended) {
        run(ended.error() ? Result<QStringList>(tl::unexpected(*ended.error())) : ended.names());
    });
}
