#include "accountrouter.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ApiError unknownAccount(const QString &account)
{
    return {.kind = ApiError::Kind::Configuration,
            .code = u"UnknownAccount"_s,
            .message = account.isEmpty()
                           ? u"No watched profile lists this instance"_s
                           : u"The profile '%1' is not among the watched ones"_s.arg(account)};
}

} // namespace

AccountRouter::AccountRouter(Clock &clock)
    : m_clock(clock), m_accountByInstanceId(std::make_shared<QHash<QString, QString>>())
{
}

AccountRouter::~AccountRouter() = default;

void AccountRouter::add(const QString &account, Result<std::shared_ptr<Registry>> registry)
{
    m_accounts.insert_or_assign(account, std::move(registry));
}

QString AccountRouter::accountOf(const InstanceRef &instance) const
{
    if (!instance.account.isEmpty() || m_accounts.contains(instance.account))
        return instance.account;
    return m_accountByInstanceId->value(instance.instanceId);
}

/// The answer may come after this router: the handler holds what it needs of it.
Registry::ReplyHandler AccountRouter::naming(const QString &account, ReplyHandler handler) const
{
    return [account, accounts = m_accountByInstanceId,
            run = std::move(handler)](Result<OperationReply> reply) {
        if (!reply) {
            if (reply.error().account.isEmpty())
                reply.error().account = account;
        } else if (auto *page = std::get_if<RegistryInstancePage>(&*reply)) {
            for (RegistryInstance &instance : page->items) {
                instance.account = account;
                if (!accounts->contains(instance.id))
                    accounts->insert(instance.id, account);
            }
        }
        run(std::move(reply));
    };
}

PendingCall AccountRouter::send(Operation operation, ReplyHandler handler)
{
    const QString account = accountOf(instanceOf(operation));
    const auto known = m_accounts.find(account);
    if (known == m_accounts.end()) {
        return m_clock.after(0ms, [run = std::move(handler), error = unknownAccount(account)] {
            run(tl::unexpected(error));
        });
    }
    ReplyHandler named = naming(account, std::move(handler));
    if (known->second)
        return (*known->second)->send(std::move(operation), std::move(named));
    return m_clock.after(0ms, [run = std::move(named), error = known->second.error()] {
        run(tl::unexpected(error));
    });
}
