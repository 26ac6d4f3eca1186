#include "accountrouter.h"

#include "readonlyaccount.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Tells of an error whose it is.
template<typename T>
Handler<T> naming(const QString &account, Handler<T> handler)
{
    if (account.isEmpty())
        return handler;
    return [account, run = std::move(handler)](const Result<T> &result) {
        if (result || !result.error().account.isEmpty())
            return run(result);
        ApiError error = result.error();
        error.account = account;
        run(tl::unexpected(error));
    };
}

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
    : m_clock(clock), m_finders(std::make_shared<QHash<QString, QString>>())
{
}

AccountRouter::~AccountRouter() = default;

void AccountRouter::add(const QString &account, std::shared_ptr<TaskSource> source)
{
    TaskSource *tasks = source.get();
    m_accounts[account] = {.owner = std::move(source),
                           .tasks = tasks,
                           .repositories = dynamic_cast<RepositorySource *>(tasks),
                           .actions = dynamic_cast<TaskActions *>(tasks)};
}

QString AccountRouter::accountOf(const InstanceRef &instance) const
{
    if (!instance.account.isEmpty() || m_accounts.contains(instance.account))
        return instance.account;
    return m_finders->value(instance.instanceId);
}

template<typename T, typename Part, typename Start>
PendingCall AccountRouter::route(const QString &account, Part *Account::*part, const Start &start,
                                 Handler<T> handler)
{
    const auto known = m_accounts.find(account);
    if (known != m_accounts.end() && known->second.*part)
        return start(*(known->second.*part), naming(account, std::move(handler)));
    return m_clock.after(0ms, [run = std::move(handler), error = known == m_accounts.end()
                                                                     ? unknownAccount(account)
                                                                     : readOnlyAccount(account)] {
        run(tl::unexpected(error));
    });
}

PendingCall AccountRouter::listInstances(const InstanceQuery &query,
                                         Handler<RegistryInstancePage> handler)
{
    // The answer may come after this router: it holds what it needs of it.
    const auto named = [finders = m_finders, account = query.account,
                        run = std::move(handler)](const Result<RegistryInstancePage> &result) {
        if (!result)
            return run(result);
        RegistryInstancePage page = *result;
        for (RegistryInstance &instance : page.items) {
            instance.account = account;
            if (!finders->contains(instance.id))
                finders->insert(instance.id, account);
        }
        run(page);
    };
    return route<RegistryInstancePage>(
        query.account, &Account::tasks,
        [&query](TaskSource &account, Handler<RegistryInstancePage> done) {
            return account.listInstances(query, std::move(done));
        },
        named);
}

PendingCall AccountRouter::listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler)
{
    return route<SyncTaskPage>(
        accountOf(query.instance), &Account::tasks,
        [&query](TaskSource &account, Handler<SyncTaskPage> done) {
            return account.listSyncTasks(query, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                       Handler<SyncTaskDetail> handler)
{
    return route<SyncTaskDetail>(
        accountOf(instance), &Account::tasks,
        [&](TaskSource &account, Handler<SyncTaskDetail> done) {
            return account.getSyncTask(instance, syncTaskId, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler)
{
    return route<SyncRulePage>(
        accountOf(query.instance), &Account::tasks,
        [&query](TaskSource &account, Handler<SyncRulePage> done) {
            return account.listSyncRules(query, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::listRepositories(const RepositoryQuery &query,
                                            Handler<RepositoryPage> handler)
{
    return route<RepositoryPage>(
        accountOf(query.instance), &Account::repositories,
        [&query](RepositorySource &account, Handler<RepositoryPage> done) {
            return account.listRepositories(query, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::findRepository(const InstanceRef &instance, const QString &namespaceName,
                                          const QString &repoName, Handler<Repository> handler)
{
    return route<Repository>(
        accountOf(instance), &Account::repositories,
        [&](RepositorySource &account, Handler<Repository> done) {
            return account.findRepository(instance, namespaceName, repoName, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::findTag(const InstanceRef &instance, const QString &repoId,
                                   const QString &tag, Handler<RepositoryTag> handler)
{
    return route<RepositoryTag>(
        accountOf(instance), &Account::repositories,
        [&](RepositorySource &account, Handler<RepositoryTag> done) {
            return account.findTag(instance, repoId, tag, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                          Handler<ActionReceipt> handler)
{
    return route<ActionReceipt>(
        accountOf(instance), &Account::actions,
        [&](TaskActions &account, Handler<ActionReceipt> done) {
            return account.cancelSyncTask(instance, syncTaskId, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler)
{
    return route<ActionReceipt>(
        accountOf(run.instance), &Account::actions,
        [&run](TaskActions &account, Handler<ActionReceipt> done) {
            return account.runSyncRule(run, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler)
{
    return route<ActionReceipt>(
        accountOf(task.instance), &Account::actions,
        [&task](TaskActions &account, Handler<ActionReceipt> done) {
            return account.createSyncTask(task, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler)
{
    return route<ActionReceipt>(
        accountOf(rule.instance), &Account::actions,
        [&rule](TaskActions &account, Handler<ActionReceipt> done) {
            return account.createSyncRule(rule, std::move(done));
        },
        std::move(handler));
}

PendingCall AccountRouter::deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                                          Handler<ActionReceipt> handler)
{
    return route<ActionReceipt>(
        accountOf(instance), &Account::actions,
        [&](TaskActions &account, Handler<ActionReceipt> done) {
            return account.deleteSyncRule(instance, syncRuleId, std::move(done));
        },
        std::move(handler));
}
