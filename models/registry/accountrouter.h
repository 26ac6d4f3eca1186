#pragma once

#include "clock.h"
#include "repositorysource.h"
#include "taskactions.h"
#include "tasksource.h"

#include <QHash>

#include <map>
#include <memory>

/// Several accounts as one source: each call goes to the account that its instance or region names,
/// and what comes back, instances and errors, names it too. A call that names none goes to the
/// account that listed the instance first. A call for an account that is not there fails with the
/// code UnknownAccount, one that its account cannot take with ReadOnlyAccount.
class AccountRouter final : public TaskSource, public RepositorySource, public TaskActions {
public:
    explicit AccountRouter(Clock &clock);
    ~AccountRouter() override;

    /// Repositories and actions are there when \p source is also a source of repositories and takes
    /// actions. Accounts may share a source.
    void add(const QString &account, std::shared_ptr<TaskSource> source);

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
    /// What can be asked of an account. The parts are the source itself, or null.
    struct Account {
        std::shared_ptr<TaskSource> owner{};
        TaskSource *tasks = nullptr;
        RepositorySource *repositories = nullptr;
        TaskActions *actions = nullptr;
    };

    [[nodiscard]] QString accountOf(const InstanceRef &instance) const;
    template<typename T, typename Part, typename Start>
    PendingCall route(const QString &account, Part *Account::*part, const Start &start,
                      Handler<T> handler);

    Clock &m_clock;
    std::map<QString, Account> m_accounts;
    std::shared_ptr<QHash<QString, QString>> m_finders; // who listed an instance, by its id
};
