#include "requestbudget.h"

#include "readonlyaccount.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One call: waits, runs, and reports; deleting it at any time takes it back.
class RequestBudget::Call final : public QObject {
    Q_OBJECT

public:
    explicit Call(RequestBudget &budget) : m_budget(&budget) {}
    ~Call() override
    {
        if (m_budget)
            m_budget->ended(this);
    }
    Q_DISABLE_COPY_MOVE(Call)

    void leave() { m_budget = nullptr; }

    std::function<void()> begin{};
    PendingCall inner{};

Q_SIGNALS:
    void finished();

private:
    RequestBudget *m_budget;
};

RequestBudget::RequestBudget(std::unique_ptr<TaskSource> account, Clock &clock, QObject *parent)
    : QObject(parent),
      m_account(std::move(account)),
      m_repositories(dynamic_cast<RepositorySource *>(m_account.get())),
      m_actions(dynamic_cast<TaskActions *>(m_account.get())),
      m_clock(clock)
{
}

RequestBudget::~RequestBudget()
{
    // Who asked holds the calls; they end with nobody to tell.
    for (const std::deque<Call *> *calls : {&m_waiting, &m_running}) {
        for (Call *call : *calls) {
            call->inner = {};
            call->leave();
        }
    }
}

BudgetUse RequestBudget::use() const
{
    forgetOldStarts();
    return {.running = static_cast<int>(m_running.size()),
            .waiting = static_cast<int>(m_waiting.size()),
            .lastMinute = static_cast<int>(m_starts.size()),
            .pausedUntil = m_pausedUntil};
}

template<typename T>
PendingCall RequestBudget::queue(std::function<PendingCall(Handler<T>)> start, Handler<T> handler,
                                 bool isUrgent)
{
    auto *call = new Call(*this);
    const auto answer = std::make_shared<Result<T>>();
    call->begin = [this, call, answer, begin = std::move(start)] {
        call->inner = begin([this, call, answer](const Result<T> &result) {
            *answer = result;
            noteOutcome(result ? nullptr : &result.error());
            call->deleteLater();
            ended(call);
            call->leave();
            Q_EMIT call->finished();
        });
    };
    auto connection =
        connect(call, &Call::finished, call, [answer, run = std::move(handler)] { run(*answer); });
    if (isUrgent)
        m_waiting.push_front(call);
    else
        m_waiting.push_back(call);
    startNext();
    return {call, std::move(connection)};
}

/// Asks \p part of the account, which may not be there.
template<typename T, typename Part, typename Start>
PendingCall RequestBudget::queueFor(Part *part, Start start, Handler<T> handler, bool isUrgent)
{
    return queue<T>(
        [this, part, begin = std::move(start)](Handler<T> done) {
            if (part)
                return begin(*part, std::move(done));
            return m_clock.after(
                0ms, [refuse = std::move(done)] { refuse(tl::unexpected(readOnlyAccount())); });
        },
        std::move(handler), isUrgent);
}

void RequestBudget::startNext()
{
    if (m_pausedUntil.isValid() && m_clock.now() < m_pausedUntil)
        return;
    m_pausedUntil = {};
    m_resume = {};
    while (!m_waiting.empty() && m_running.size() < maxRunning) {
        Call *call = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(call);
        m_starts.push_back(m_clock.now().toMSecsSinceEpoch());
        call->begin();
    }
    forgetOldStarts();
}

void RequestBudget::ended(Call *call)
{
    std::erase(m_waiting, call);
    std::erase(m_running, call);
    startNext();
}

void RequestBudget::noteOutcome(const ApiError *error)
{
    if (!error) {
        m_pause = 0ms;
        return;
    }
    const auto asked = std::clamp<std::chrono::milliseconds>(error->retryAfter.value_or(0ms), 0ms,
                                                             longestServerPause);
    if (error->kind == ApiError::Kind::Throttled) {
        m_pause = m_pause == 0ms ? firstPause : std::min(m_pause * 2, longestPause);
        pauseFor(std::max(m_pause, asked));
    } else if (error->kind != ApiError::Kind::Server && asked > 0ms) {
        // A server that fails speaks of itself alone; other regions' are good.
        pauseFor(asked);
    }
}

void RequestBudget::pauseFor(std::chrono::milliseconds wait)
{
    const QDateTime now = m_clock.now();
    m_pausedUntil = std::clamp(m_pausedUntil, now.addMSecs(wait.count()),
                               now.addMSecs(longestServerPause.count()));
    // To the end of the pause, which may be that of an earlier reply: nothing else would wake the
    // calls that wait. Whatever the clock says then, the pause is over: timers may be early, and
    // clocks may be set back.
    m_resume = m_clock.after(std::chrono::milliseconds(now.msecsTo(m_pausedUntil)), [this] {
        m_pausedUntil = {};
        startNext();
    });
}

void RequestBudget::resume()
{
    m_pause = 0ms;
    m_pausedUntil = {};
    m_resume = {};
    startNext();
}

void RequestBudget::forgetOldStarts() const
{
    const qint64 minuteAgo = m_clock.now().addSecs(-60).toMSecsSinceEpoch();
    while (!m_starts.empty() && m_starts.front() < minuteAgo)
        m_starts.pop_front();
}

PendingCall RequestBudget::listInstances(const InstanceQuery &query,
                                         Handler<RegistryInstancePage> handler)
{
    return queue<RegistryInstancePage>(
        [this, query](Handler<RegistryInstancePage> done) {
            return m_account->listInstances(query, std::move(done));
        },
        std::move(handler), false);
}

PendingCall RequestBudget::listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler)
{
    return queue<SyncTaskPage>(
        [this, query](Handler<SyncTaskPage> done) {
            return m_account->listSyncTasks(query, std::move(done));
        },
        std::move(handler), false);
}

PendingCall RequestBudget::getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                       Handler<SyncTaskDetail> handler)
{
    return queue<SyncTaskDetail>(
        [this, instance, syncTaskId](Handler<SyncTaskDetail> done) {
            return m_account->getSyncTask(instance, syncTaskId, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler)
{
    return queue<SyncRulePage>(
        [this, query](Handler<SyncRulePage> done) {
            return m_account->listSyncRules(query, std::move(done));
        },
        std::move(handler), false);
}

PendingCall RequestBudget::listRepositories(const RepositoryQuery &query,
                                            Handler<RepositoryPage> handler)
{
    return queueFor<RepositoryPage>(
        m_repositories,
        [query](RepositorySource &account, Handler<RepositoryPage> done) {
            return account.listRepositories(query, std::move(done));
        },
        std::move(handler), false);
}

PendingCall RequestBudget::findRepository(const InstanceRef &instance, const QString &namespaceName,
                                          const QString &repoName, Handler<Repository> handler)
{
    return queueFor<Repository>(
        m_repositories,
        [=](RepositorySource &account, Handler<Repository> done) {
            return account.findRepository(instance, namespaceName, repoName, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::findTag(const InstanceRef &instance, const QString &repoId,
                                   const QString &tag, Handler<RepositoryTag> handler)
{
    return queueFor<RepositoryTag>(
        m_repositories,
        [=](RepositorySource &account, Handler<RepositoryTag> done) {
            return account.findTag(instance, repoId, tag, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                          Handler<ActionReceipt> handler)
{
    return queueFor<ActionReceipt>(
        m_actions,
        [=](TaskActions &account, Handler<ActionReceipt> done) {
            return account.cancelSyncTask(instance, syncTaskId, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler)
{
    return queueFor<ActionReceipt>(
        m_actions,
        [run](TaskActions &account, Handler<ActionReceipt> done) {
            return account.runSyncRule(run, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler)
{
    return queueFor<ActionReceipt>(
        m_actions,
        [task](TaskActions &account, Handler<ActionReceipt> done) {
            return account.createSyncTask(task, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler)
{
    return queueFor<ActionReceipt>(
        m_actions,
        [rule](TaskActions &account, Handler<ActionReceipt> done) {
            return account.createSyncRule(rule, std::move(done));
        },
        std::move(handler), true);
}

PendingCall RequestBudget::deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                                          Handler<ActionReceipt> handler)
{
    return queueFor<ActionReceipt>(
        m_actions,
        [=](TaskActions &account, Handler<ActionReceipt> done) {
            return account.deleteSyncRule(instance, syncRuleId, std::move(done));
        },
        std::move(handler), true);
}

#include "requestbudget.moc"
