#include "accountrouter.h"
#include "fakeregistry.h"
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
    std::shared_ptr<FakeRegistry> prod = std::make_shared<FakeRegistry>();
    std::shared_ptr<FakeRegistry> test = std::make_shared<FakeRegistry>();
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
        calls.push_back(ask(router, ListSyncTasks{.instance = instance},
                            [this](const Result<SyncTaskPage> &page) {
                                if (!page)
                                    error = page.error();
                            }));
    }
};

/// Takes an operation of every kind and says which.
class FakeAccount final : public Registry {
public:
    PendingCall send(Operation operation, ReplyHandler /*handler*/) override
    {
        asked << apiNameOf(operation);
        return {};
    }

    QStringList asked{};
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
        router.add(u"test"_s, std::make_shared<FakeRegistry>());
        const std::vector<Operation> operations{
            ListInstances{.account = u"prod"_s}, ListSyncTasks{.instance = mirror},
            GetSyncTask{.instance = mirror},     ListSyncRules{.instance = mirror},
            GetInstance{.instance = mirror},     ListRepositoryTags{.instance = mirror},
            ListNamespaces{.instance = mirror},  ListRepositories{.instance = mirror},
            GetRepository{.instance = mirror},   GetRepositoryTag{.instance = mirror},
            CancelSyncTask{.instance = mirror},  RunSyncRule{.instance = mirror},
            CreateSyncTask{.instance = mirror},  CreateSyncRule{.instance = mirror},
            DeleteSyncRule{.instance = mirror},
        };
        QCOMPARE(operations.size(), std::variant_size_v<Operation>);
        QStringList names;
        for (const Operation &operation : operations) {
            names << apiNameOf(operation);
            const PendingCall call = router.send(operation, [](const auto &) {});
        }
        QCOMPARE(account->asked, names);
        QCOMPARE(QSet<QString>(names.cbegin(), names.cend()).size(), names.size());
    }

    void whatComesBackNamesItsAccount()
    {
        Accounts a;
        QString finder;
        a.calls.push_back(ask(a.router, ListInstances{.account = u"prod"_s},
                              [&finder](const Result<RegistryInstancePage> &page) {
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
            a.calls.push_back(ask(a.router, ListInstances{.account = account}, ignore));
        for (FakeRegistry *source : {a.test.get(), a.prod.get()})
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

    void anAccountThatCannotBeAskedSaysWhy()
    {
        Accounts a;
        a.router.add(u"prod"_s, tl::unexpected(ApiError{.kind = ApiError::Kind::Credential,
                                                        .code = u"NoCredentials"_s}));
        std::optional<ApiError> refusal;
        a.calls.push_back(
            ask(a.router, CancelSyncTask{.instance = mirror, .syncTaskId = u"rst-1"_s},
                [&refusal](const Result<ActionReceipt> &receipt) { refusal = receipt.error(); }));
        QVERIFY(!refusal); // not from inside the call
        a.clock.advance(1ms);
        QCOMPARE(refusal->code, u"NoCredentials"_s);
        QCOMPARE(refusal->account, u"prod"_s);
        QVERIFY(a.prod->cancelCalls.empty());
    }

    void oneAccountThatIsHeldBackHoldsNoOtherBack()
    {
        ManualClock clock;
        auto *slow = new FakeRegistry;
        auto *fast = new FakeRegistry;
        AccountRouter router(clock);
        router.add(u"prod"_s,
                   std::make_shared<RequestBudget>(std::unique_ptr<Registry>(slow), clock));
        router.add(u"test"_s,
                   std::make_shared<RequestBudget>(std::unique_ptr<Registry>(fast), clock));
        std::vector<PendingCall> calls;
        const auto list = [&](const QString &account) {
            calls.push_back(
                ask(router, ListSyncTasks{.instance = {.account = account}}, [](const auto &) {}));
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
