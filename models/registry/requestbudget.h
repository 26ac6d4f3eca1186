#pragma once

#include "clock.h"
#include "repositorysource.h"
#include "taskactions.h"
#include "tasksource.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

/// How much is asked of one account.
struct BudgetUse {
    int running = 0;
    int waiting = 0;
    int lastMinute = 0;      ///< calls begun in the last 60 s
    QDateTime pausedUntil{}; ///< invalid: nothing holds the calls back

    friend bool operator==(const BudgetUse &, const BudgetUse &) = default;
};

/// All calls to one account, whoever makes them, through one narrow door: the account's quotas are
/// shared and unpublished. A few at a time, in the order of asking, but actions and single things
/// before listings; after the server says "too many" none for a while, longer each time.
class RequestBudget final : public QObject,
                            public TaskSource,
                            public RepositorySource,
                            public TaskActions {
    Q_OBJECT

public:
    static constexpr int maxRunning = 4;
    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(1); ///< our own
    static constexpr std::chrono::milliseconds longestServerPause = std::chrono::minutes(5);

    /// Repositories and actions are there when \p account is also a source of repositories and
    /// takes actions; else they fail with the code ReadOnlyAccount.
    RequestBudget(std::unique_ptr<TaskSource> account, Clock &clock, QObject *parent = nullptr);
    ~RequestBudget() override;

    [[nodiscard]] BudgetUse use() const;
    /// Ends the pause: a person asks, and is not kept waiting for what the server said before.
    void resume();

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
    class Call;

    template<typename T>
    PendingCall queue(std::function<PendingCall(Handler<T>)> start, Handler<T> handler,
                      bool isUrgent);
    template<typename T, typename Part, typename Start>
    PendingCall queueFor(Part *part, Start start, Handler<T> handler, bool isUrgent);
    void startNext();
    void ended(Call *call);
    void noteOutcome(const ApiError *error);
    void pauseFor(std::chrono::milliseconds wait);
    void forgetOldStarts() const;

    std::unique_ptr<TaskSource> m_account;
    RepositorySource *m_repositories; // the account, or null
    TaskActions *m_actions;           // likewise
    Clock &m_clock;
    std::deque<Call *> m_waiting;
    std::deque<Call *> m_running;
    mutable std::deque<qint64> m_starts; // times of the last minute
    QDateTime m_pausedUntil;
    std::chrono::milliseconds m_pause{0};
    PendingCall m_resume;
};
