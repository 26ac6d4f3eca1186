#include "callcontext.h"
#include "calltally.h"
#include "fakeregistry.h"
#include "manualclock.h"
#include "requestbudget.h"
#include "restbudget.h"
#include "watchedaccounts.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Profiles that are watched, each with a source that the test answers by hand.
struct Profiles {
    ManualClock clock{};
    std::vector<FakeRegistry *> sources{};
    std::unique_ptr<WatchedAccounts> accounts{};
    std::vector<PendingCall> calls{};

    struct Profile {
        QString name{};
        QByteArray key{};
    };

    explicit Profiles(const std::vector<Profile> &profiles)
    {
        std::vector<Connection> connections;
        for (const Profile &profile : profiles) {
            auto source = std::make_unique<FakeRegistry>();
            sources.push_back(source.get());
            connections.push_back({.account = profile.name,
                                   .key = profile.key,
                                   .registry = std::move(source),
                                   .regions = {u"cn-hangzhou"_s, u"eu-central-1"_s}});
        }
        accounts = std::make_unique<WatchedAccounts>(std::move(connections), clock);
    }
    void list(const QString &account, int times)
    {
        for (int i = 0; i < times; ++i)
            calls.push_back(ask(accounts->registry(),
                                ListSyncTasks{.instance = {.account = account}},
                                [](const auto &) {}));
    }
    [[nodiscard]] int asked(std::size_t profile) const
    {
        return static_cast<int>(sources[profile]->taskCalls.size());
    }
};

constexpr int atOnce = RequestBudget::maxRunning;

} // namespace

class TestWatchedAccounts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAccountHasABudgetOfItsOwn()
    {
        Profiles p({{u"prod"_s, "key-1"}, {u"test"_s, "key-2"}});
        p.list(u"prod"_s, 2 * atOnce);
        p.list(u"test"_s, 1);
        QCOMPARE(p.asked(0), atOnce);
        QCOMPARE(p.asked(1), 1);
        QCOMPARE(p.accounts->use().lastMinute, atOnce + 1); // of all together
    }

    void whatIsAskedAtRestIsCountedByKey()
    {
        Profiles p({{u"prod"_s, "key-1"}, {u"test"_s, "key-2"}, {u"twin"_s, "key-1"}});
        p.accounts->setRestRequests(60);
        RestBudget *prod = p.accounts->restBudget(u"prod"_s);
        QVERIFY(prod != nullptr);
        QCOMPARE(prod->perMinute(), 60);
        QCOMPARE(p.accounts->restBudget(u"twin"_s), prod);
        QVERIFY(p.accounts->restBudget(u"test"_s) != prod);
        QVERIFY(p.accounts->restBudget(u"other"_s) == nullptr);
    }

    void whatIsNoRegistryHasALimitOfItsOwnAndNothingToChange()
    {
        ManualClock clock;
        std::vector<Connection> connections;
        connections.push_back({.profile = u"prod"_s,
                               .key = "a database",
                               .registry = std::make_unique<FakeRegistry>(),
                               .regions = {u"db.example/team"_s},
                               .listsAllRegions = true,
                               .changeError = ApiError{.code = u"OwnKeyNeeded"_s},
                               .restRequests = 600});
        WatchedAccounts accounts(std::move(connections), clock);
        accounts.setRestRequests(30);
        QCOMPARE(accounts.restBudget({})->perMinute(), 600);
        QVERIFY(accounts.profiles().isEmpty());
        QCOMPARE(accounts.changeError()->code, u"OwnKeyNeeded"_s);
        QVERIFY(accounts.places().front().listsAll);
        QVERIFY(accounts.places().front().lists({.regionId = u"cn-hangzhou"_s}));
        QVERIFY(!accounts.places().front().lists({.account = u"else"_s}));
    }

    void profilesWithTheSameKeyShareOneBudgetAndKeepTheirAddress()
    {
        Profiles p({{u"prod"_s, "key-1"}, {u"test"_s, "key-2"}, {u"twin"_s, "key-1"}});
        p.list(u"prod"_s, atOnce - 1);
        p.list(u"twin"_s, 3);
        QCOMPARE(p.asked(0), atOnce - 1);
        QCOMPARE(p.asked(2), 1);
        p.list(u"test"_s, 1);
        QCOMPARE(p.asked(1), 1);
    }

    void theAccountThatIsHeldBackIsNamed()
    {
        Profiles p({{u"prod"_s, "key-1"}, {u"test"_s, "key-2"}, {u"twin"_s, "key-1"}});
        p.list(u"prod"_s, 1);
        QVERIFY(p.accounts->use().pauses.empty());
        p.sources[0]->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled, .retryAfter = 5s}));
        const ReadingPause expected{.reason = PauseReason::AskedToWait,
                                    .nextTry = p.clock.now().addSecs(5),
                                    .subjects = {u"prod"_s, u"twin"_s}};
        QCOMPARE(p.accounts->use().pauses, std::vector{expected});
        p.list(u"twin"_s, 1);
        p.list(u"test"_s, 1);
        QCOMPARE(p.asked(2), 0);
        QCOMPARE(p.asked(1), 1);
        p.clock.advance(5s);
        QCOMPARE(p.asked(2), 1);
    }

    void whatACallWaitsForIsSaid()
    {
        ManualClock clock;
        std::vector<ReadingPause> waits;
        std::vector<Connection> connections;
        connections.push_back({.registry = std::make_unique<FakeRegistry>(),
                               .regions = {u"cn-hangzhou"_s},
                               .waiting = [&waits] { return waits; }});
        const WatchedAccounts accounts(std::move(connections), clock);
        QVERIFY(accounts.use().pauses.empty());
        ReadingPause first{.reason = PauseReason::NoAnswer, .nextTry = clock.now().addSecs(8)};
        waits = {{.reason = PauseReason::AskedToWait, .nextTry = clock.now().addSecs(30)}, first};
        first.isOfCalls = true; // which hold nothing else back
        QCOMPARE(accounts.use().pauses, std::vector{first});
    }

    void requestsAreCountedForTheirAccount()
    {
        ManualClock clock;
        std::function<void(const RequestNote &)> tell;
        std::vector<Connection> connections;
        connections.push_back(
            {.account = u"prod"_s,
             .registry = std::make_unique<FakeRegistry>(),
             .regions = {u"cn-hangzhou"_s},
             .tellRequests = [&tell](auto listener) { tell = std::move(listener); }});
        const WatchedAccounts accounts(std::move(connections), clock);
        const InstanceRef asked{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};
        const ApiError error{.kind = ApiError::Kind::Throttled};
        tell({.asked = asked, .operation = u"ListRepoSyncTask"_s});
        tell({.asked = asked, .operation = u"ListRepoSyncTask"_s, .error = &error});
        QCOMPARE(accounts.tally().counts().size(), 1U);
        const CallTally::Counts &counts = accounts.tally().counts().begin()->second;
        QCOMPARE(counts.asked.account, u"prod"_s);
        QCOMPARE(counts.asked.instanceId, u"cri-1"_s);
        QCOMPARE(counts.sent.at(u"ListRepoSyncTask"_s), 1U);
        QCOMPARE(counts.failedBy(ApiError::Kind::Throttled), 1U);
    }

    void whileOtherCallsGoOnOneThatWaitsIsNoPause()
    {
        ManualClock clock;
        std::vector<ReadingPause> waits;
        auto source = std::make_unique<FakeRegistry>();
        FakeRegistry &asked = *source;
        std::vector<Connection> connections;
        connections.push_back({.registry = std::move(source),
                               .regions = {u"cn-hangzhou"_s},
                               .waiting = [&waits] { return waits; }});
        WatchedAccounts accounts(std::move(connections), clock);
        std::vector<PendingCall> calls;
        for (int i = 0; i < 2; ++i)
            calls.push_back(ask(accounts.registry(), ListSyncTasks{}, [](const auto &) {}));
        waits = {{.reason = PauseReason::AskedToWait, .nextTry = clock.now().addSecs(30)}};
        QVERIFY(accounts.use().pauses.empty());
        asked.taskCalls[0].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Request}));
        QCOMPARE(accounts.use().pauses.size(), 1U); // the other one is all there is
        QVERIFY(accounts.use().pauses[0].isOfCalls);
    }

    void aRevokedKeyHoldsOnlyItsAccountBack()
    {
        Profiles p({{u"prod"_s, "key-1"}, {u"test"_s, "key-2"}, {u"twin"_s, "key-1"}});
        p.list(u"prod"_s, 1);
        p.sources[0]->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
        for (const QString &account : {u"prod"_s, u"twin"_s, u"test"_s})
            p.list(account, 1);
        p.clock.advance(1s);
        QCOMPARE(p.asked(0), 1);
        QCOMPARE(p.asked(2), 1); // it may have a key of its own, with which it takes on a role
        QCOMPARE(p.asked(1), 1);
        p.accounts->askNow();
        p.list(u"prod"_s, 1);
        QCOMPARE(p.asked(0), 2);
    }

    void aRefusalIsToldUnderTheNameOfWhoAsked()
    {
        Profiles p({{u"prod"_s, "role"}, {u"twin"_s, "role"}});
        QStringList told;
        const auto list = [&p, &told](const QString &account) {
            p.calls.push_back(ask(p.accounts->registry(),
                                  ListSyncTasks{.instance = {.account = account}},
                                  [&told](const Result<SyncTaskPage> &page) {
                                      told << (page ? u"good"_s : page.error().account);
                                  }));
            p.clock.advance(0ms);
        };
        list(u"prod"_s);
        p.sources[0]->taskCalls[0].answer(tl::unexpected(
            ApiError{.kind = ApiError::Kind::Credential, .operation = u"AssumeRole"_s}));
        list(u"prod"_s); // from memory
        list(u"twin"_s);
        QCOMPARE(p.asked(1), 1);
        p.sources[1]->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
        list(u"twin"_s); // from memory
        QCOMPARE(told.join(u' '), u"prod prod twin twin"_s);
    }

    void everyRegionOfEveryAccountIsAPlaceInTheOrderOfNaming()
    {
        const Profiles p({{u"zeta"_s, "key-1"}, {u"alpha"_s, "key-2"}});
        QStringList places;
        for (const AccountRegion &place : p.accounts->places())
            places << place.account + u'/' + place.regionId;
        QCOMPARE(places.join(u' '),
                 u"zeta/cn-hangzhou zeta/eu-central-1 alpha/cn-hangzhou alpha/eu-central-1"_s);
    }

    void theOnlyAccountNeedsNoName()
    {
        Profiles p({Profiles::Profile{.key = "key-1"}});
        p.list({}, 1);
        QCOMPARE(p.asked(0), 1);
    }

    void callsMayOutliveTheAccounts()
    {
        std::vector<PendingCall> calls;
        {
            Profiles p({{u"prod"_s, "key-1"}, {u"twin"_s, "key-1"}});
            p.list(u"prod"_s, 2 * atOnce);
            calls = std::move(p.calls);
        }
        calls.clear(); // under the address sanitizer this touches nothing that is gone
    }
};

QTEST_GUILESS_MAIN(TestWatchedAccounts)
#include "tst_watchedaccounts.moc"
