#pragma once

#include "callcontext.h"
#include "credentials.h"
#include "endpoint.h"
#include "jsonmemory.h"
#include "registry.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class Clock;
class CredentialSource;
class QNetworkAccessManager;
class RetryQuota;
struct CallContext;
struct ServerTime;

/// Asks the cloud's API, in the name of one source of credentials. Calls that are under way end
/// with it, silently. Clients may share \p network, which any manager can be; only one that knows
/// NetworkAttribute::ownConnection never sends an action again by itself. Without one this client
/// has a BoundedNetwork of its own.
class RegistryClient final : public QObject, public Registry {
    Q_OBJECT

public:
    /// \p credentials is asked before each attempt.
    RegistryClient(std::shared_ptr<CredentialSource> credentials, EndpointRule endpoints,
                   Clock &clock, RandomSource randomSource = systemRandomSource(),
                   const CallLimits &limits = {},
                   std::shared_ptr<QNetworkAccessManager> network = {}, QObject *parent = nullptr);
    /// With constant credentials.
    RegistryClient(Credentials credentials, EndpointRule endpoints, Clock &clock,
                   RandomSource randomSource = systemRandomSource(), const CallLimits &limits = {},
                   std::shared_ptr<QNetworkAccessManager> network = {}, QObject *parent = nullptr);
    ~RegistryClient() override;

    /// A person asks: what waits before its next attempt is sent at once.
    void askNow();
    /// Calls \p listener with what each reply says of the server's time.
    void tellServerTimes(std::function<void(const ServerTime &)> listener);

    /// Calls \p listener with each request that is sent, and each that fails.
    void tellRequests(std::function<void(const RequestNote &)> listener);

    /// Its calls make further attempts within \p quota, as those of other clients of the account.
    void shareRetryQuota(std::shared_ptr<RetryQuota> quota);
    /// Of each call that waits before another attempt.
    [[nodiscard]] std::vector<CallWait> waits() const;

    PendingCall send(Operation operation, ReplyHandler handler) override;

private:
    EndpointRule m_endpoints;
    JsonMemory m_memory;
    std::unique_ptr<CallContext> m_context;
};
