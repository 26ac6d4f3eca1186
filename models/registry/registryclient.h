#pragma once

#include "callcontext.h"
#include "credentials.h"
#include "endpoint.h"
#include "jsonmemory.h"
#include "tasksource.h"

#include <QObject>

#include <functional>
#include <memory>

class Clock;
struct ApiRequest;
struct CallContext;

/// Asks the cloud's API, in the name of one key. Calls that are under way end with it, silently.
class RegistryClient final : public QObject, public TaskSource {
    Q_OBJECT

public:
    RegistryClient(Credentials credentials, EndpointRule endpoints, Clock &clock,
                   Chance chance = systemChance(), const CallLimits &limits = {},
                   QObject *parent = nullptr);
    ~RegistryClient() override;

    PendingCall listInstances(const InstanceQuery &query,
                              Handler<RegistryInstancePage> handler) override;
    PendingCall listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler) override;
    PendingCall getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                            Handler<SyncTaskDetail> handler) override;
    PendingCall listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler) override;

private:
    template<typename T>
    PendingCall start(const ApiRequest &request, std::function<Result<T>(const QByteArray &)> parse,
                      Handler<T> handler);

    EndpointRule m_endpoints;
    JsonMemory m_memory;
    std::unique_ptr<CallContext> m_context;
};
