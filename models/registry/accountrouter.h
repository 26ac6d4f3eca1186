#pragma once

#include "clock.h"
#include "registry.h"

#include <QHash>

#include <map>
#include <memory>

/// Several accounts as one registry: each call goes to the account that its instance or region
/// names, and what comes back, instances and errors, names it too. A call that names none goes to
/// the account that listed the instance first. A call for an account that is not there fails with
/// the code UnknownAccount.
class AccountRouter final : public Registry {
public:
    explicit AccountRouter(Clock &clock);
    ~AccountRouter() override;

    /// \p registry: or why it cannot be asked, with which every call for the account fails then.
    /// Accounts may share a registry.
    void add(const QString &account, Result<std::shared_ptr<Registry>> registry);

    PendingCall send(Operation operation, ReplyHandler handler) override;

private:
    [[nodiscard]] QString accountOf(const InstanceRef &instance) const;
    [[nodiscard]] ReplyHandler naming(const QString &account, ReplyHandler handler) const;

    Clock &m_clock;
    std::map<QString, Result<std::shared_ptr<Registry>>> m_accounts;
    std::shared_ptr<QHash<QString, QString>> m_accountByInstanceId; // that listed it first
};
