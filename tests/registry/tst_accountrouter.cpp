#include "accountrouter.h"
#include "faketasksource.h"
#include "manualclock.h"
#include "requestbudget.h"
#include "sampletasks.h"

#include <QTest>

#include <optional>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const InstanceRef mirror{
    .regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s, .account = u"prod"_s};

/// Two accounts, "prod" and "test".
struct Accounts {
    ManualClock clock{};
    std::shared_ptr<FakeTaskSource> prod = std::make_shared<FakeTaskSource>();
    std::shared_ptr<FakeTaskSource> test = std::make_shared<FakeTaskSource>();
    AccountRouter router{clock};
    std::vector<PendingCall> calls{};
    std::optional<ApiError> error{};

    Accounts()
    {
        router.add(u"prod"_s, prod);
        router.add(u"test"_s, test);
    }
    void list(const InstanceRef &instance)
    {
        calls.push_back(
            router.listSyncTasks({.instance = instance}, [this](const Result<SyncTaskPage> &page) {
                if (!page)
                    error = page.error();
            }));
    }
};

/// Takes an action of every kind and says which.
class FakeAccount final : public TaskSource, public RepositorySource, public TaskActions {
public:
    PendingCall listInstances(const InstanceQuery &, Handler<RegistryInstancePage>) override
    {
        return note(u"instances"_s);
    }
    PendingCall listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage>) override
    {
        return note(u"tasks"_s, query.instance);
    }
    PendingCall getSyncTask(const InstanceRef &instance, const QString &,
                            Handler<SyncTaskDetail>) override
    {
        return note(u"task"_s, instance);
    }
    PendingCall listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage>) override
    {
        return note(u"rules"_s, query.instance);
    }
    PendingCall listRepositories(const RepositoryQuery &query, Handler<RepositoryPage>) override
    {
        return note(u"repositories"_s, query.instance);
    }
    PendingCall findRepository(const InstanceRef &instance, const QString &, const QString &,
                               Handler<Repository>) override
    {
        return note(u"repository"_s, instance);
    }
    PendingCall findTag(const InstanceRef &instance, const QString &, const QString &,
                        Handler<RepositoryTag>) override
    {
        return note(u"tag"_s, instance);
    }
    PendingCall cancelSyncTask(const InstanceRef &instance, const QString &,
                               Handler<ActionReceipt>) override
    {
        return note(u"cancel"_s, instance);
    }
    PendingCall runSyncRule(const RuleRun &run, Handler<ActionReceipt>) override
    {
        return note(u"run"_s, run.instance);
    }
    PendingCall createSyncTask(const NewSyncTask &task, Handler<ActionReceipt>) override
    {
        return note(u"copy"_s, task.instance);
    }
    PendingCall createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt>) override
    {
        return note(u"rule"_s, rule.instance);
    }
    PendingCall deleteSyncRule(const InstanceRef &instance, const QString &,
                               Handler<ActionReceipt>) override
    {
        return note(u"delete"_s, instance);
    }

    QStringList asked{};

private:
    PendingCall note(const QString &what, const InstanceRef &instance = mirror)
    {
        asked << (instance == mirror ? what : what + u'?');
        return {};
    }
};

} // namespace

class TestAccountRouter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallGoesToTheAccountOfItsInstance()
    {
        Accounts a;
        a.list({.instanceId = u"cri-1"_s, .account = u"test"_s});
        QCOMPARE(a.prod->taskCalls.size(), std::size_t{0});
        QCOMPARE(a.test->taskCalls.size(), std::size_t{1});
    }

    void everyKindOfCallGoesToTheAccount()
    {
        ManualClock clock;
        const auto account = std::make_shared<FakeAccount>();
        AccountRouter router(clock);
        router.add(u"prod"_s, account);
        router.add(u"test"_s, std::make_shared<FakeTaskSource>());
        const auto ignore = [](const auto &) {};
        std::vector<PendingCall> calls;
        calls.push_back(router.listInstances({.account = u"prod"_s}, ignore));
        calls.push_back(router.listSyncTasks({.instance = mirror}, ignore));
        calls.push_back(router.getSyncTask(mirror, {}, ignore));
        calls.push_back(router.listSyncRules({.instance = mirror}, ignore));
        calls.push_back(router.listRepositories({.instance = mirror}, ignore));
        calls.push_back(router.findRepository(mirror, {}, {}, ignore));
        calls.push_back(router.findTag(mirror, {}, {}, ignore));
        calls.push_back(router.cancelSyncTask(mirror, {}, ignore));
        calls.push_back(router.runSyncRule({.instance = mirror}, ignore));
        calls.push_back(router.createSyncTask({.instance = mirror}, ignore));
        calls.push_back(router.createSyncRule({.instance = mirror}, ignore));
        calls.push_back(router.deleteSyncRule(mirror, {}, ignore));
        QCOMPARE(account->asked.join(u' '),
                 u"instances tasks task rules repositories repository tag cancel run copy rule "
                 "delete"_s);
    }

    void whatComesBackNamesItsAccount()
    {
        Accounts a;
        QString finder;
        a.calls.push_back(a.router.listInstances(
            {.account = u"prod"_s}, [&finder](const Result<RegistryInstancePage> &page) {
                finder = page->items.front().account;
            }));
        a.prod->instanceCalls[0].answer(RegistryInstancePage{.items = {{.id = u"cri-1"_s}}});
        QCOMPARE(finder, u"prod"_s);
        a.list(mirror);
        a.prod->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Timeout, .host = u"h"_s}));
        QCOMPARE(a.error->account, u"prod"_s);
        QCOMPARE(a.error->host, u"h"_s);
        QCOMPARE(a.error->kind, ApiError::Kind::Timeout);
    }

    void aCallWithoutAnAccountGoesToWhoListedTheInstance()
    {
        Accounts a;
        const auto ignore = [](const auto &) {};
        for (const QString &account : {u"test"_s, u"prod"_s})
            a.calls.push_back(a.router.listInstances({.account = account}, ignore));
        for (FakeTaskSource *source : {a.test.get(), a.prod.get()})
            source->instanceCalls[0].answer(RegistryInstancePage{.items = {{.id = u"cri-1"_s}}});
        a.list({.instanceId = u"cri-1"_s});
        QCOMPARE(a.test->taskCalls.size(), std::size_t{1});
        QCOMPARE(a.prod->taskCalls.size(), std::size_t{0});
    }

    void anAccountThatIsNotThereIsRefused()
    {
        Accounts a;
        a.list({.instanceId = u"cri-1"_s, .account = u"other"_s});
        QVERIFY(!a.error); // not from inside the call
        a.clock.advance(1ms);
        QCOMPARE(a.error->code, u"UnknownAccount"_s);
        QVERIFY(a.error->message.contains(u"other"_s));
        a.error.reset();
        a.list({.instanceId = u"cri-1"_s});
        a.clock.advance(1ms);
        QCOMPARE(a.error->code, u"UnknownAccount"_s);
    }

    void anAccountThatOnlyReadsTasksSaysSo()
    {
        Accounts a;
        std::optional<ApiError> refusal;
        a.calls.push_back(a.router.cancelSyncTask(
            mirror, u"rst-1"_s,
            [&refusal](const Result<ActionReceipt> &receipt) { refusal = receipt.error(); }));
        a.clock.advance(1ms);
        QCOMPARE(refusal->code, u"ReadOnlyAccount"_s);
        QCOMPARE(refusal->account, u"prod"_s);
    }

    void oneAccountThatIsHeldBackHoldsNoOtherBack()
    {
        ManualClock clock;
        auto *slow = new FakeTaskSource;
        auto *fast = new FakeTaskSource;
        AccountRouter router(clock);
        router.add(u"prod"_s,
                   std::make_shared<RequestBudget>(std::unique_ptr<TaskSource>(slow), clock));
        router.add(u"test"_s,
                   std::make_shared<RequestBudget>(std::unique_ptr<TaskSource>(fast), clock));
        std::vector<PendingCall> calls;
        const auto list = [&](const QString &account) {
            calls.push_back(
                router.listSyncTasks({.instance = {.account = account}}, [](const auto &) {}));
        };
        for (int i = 0; i < 2 * RequestBudget::maxRunning; ++i)
            list(u"prod"_s);
        slow->taskCalls[0].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled}));
        list(u"test"_s);
        QCOMPARE(slow->taskCalls.size(), std::size_t{RequestBudget::maxRunning});
        QCOMPARE(fast->taskCalls.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestAccountRouter)
#include "tst_accountrouter.moc"
