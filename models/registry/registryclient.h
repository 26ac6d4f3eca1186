#pragma once

#include "callcontext.h"
#include "credentials.h"
#include "endpoint.h"
#include "jsonmemory.h"
#include "repositorysource.h"
#include "taskactions.h"
#include "tasksource.h"

#include <QObject>

#include <functional>
#include <memory>

class Clock;
class QNetworkAccessManager;
struct ApiRequest;
struct CallContext;
struct ServerTime;

/// Asks the cloud's API, in the name of one key. Calls that are under way end with it, silently.
/// Clients may share \p network, which any manager can be; only one that knows
/// NetworkAttribute::ownConnection never sends an action again by itself. Without one this client
/// has a BoundedNetwork of its own.
class RegistryClient final : public QObject,
                             public TaskSource,
                             public RepositorySource,
                             public TaskActions {
    Q_OBJECT

public:
    RegistryClient(Credentials credentials, EndpointRule endpoints, Clock &clock,
                   Chance chance = systemChance(), const CallLimits &limits = {},
                   std::shared_ptr<QNetworkAccessManager> network = {}, QObject *parent = nullptr);
    ~RegistryClient() override;

    /// A person asks: what waits before its next attempt is sent at once.
    void askNow();
    /// Calls \p listener with what each reply says of the server's time.
    void tellServerTimes(std::function<void(const ServerTime &)> listener);

    PendingCall listInstances(const InstanceQuery &query,
                              Handler<RegistryInstancePage> handler) override;
    PendingCall listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler) override;
    PendingCall getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                            Handler<SyncTaskDetail> handler) override;
    PendingCall listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler) override;

    PendingCall listRepositories(const RepositoryQuery &query,
                                 Handler<RepositoryPage> handler) override;
    PendingCall findRepository(const InstanceRef &instance, const QString &namespaceName,
                               const QString &repoName, Handler<Repository> handler) override;
    PendingCall findTag(const InstanceRef &instance, const QString &repoId, const QString &tag,
                        Handler<RepositoryTag> handler) override;

    PendingCall cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                               Handler<ActionReceipt> handler) override;
    PendingCall runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler) override;
    PendingCall createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler) override;
    PendingCall createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler) override;
    PendingCall deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                               Handler<ActionReceipt> handler) override;

private:
    template<typename T>
    PendingCall start(const ApiRequest &request, std::function<Result<T>(const QByteArray &)> parse,
                      Handler<T> handler);

    EndpointRule m_endpoints;
    JsonMemory m_memory;
    std::unique_ptr<CallContext> m_context;
};
