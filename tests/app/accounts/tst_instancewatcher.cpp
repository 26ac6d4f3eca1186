#include "fakeregistry.h"
#include "instancewatcher.h"
#include "manualclock.h"
#include "readingpause.h"
#include "sampletasks.h"
#include "watchedaccounts.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString region = u"cn-hangzhou"_s;
const QString prod = u"prod"_s;
const QString test = u"test"_s;

/// Instances of accounts that a test answers by hand.
struct Watched {
    Watched() { watcher.setRefreshInterval(10s); }

    FakeRegistry *addAccount(const QString &account)
    {
        auto source = std::make_unique<FakeRegistry>();
        FakeRegistry *added = source.get();
        connections.push_back({.account = account,
                               .profile = account,
                               .key = account.toUtf8(),
                               .registry = std::move(source),
                               .regions = {region}});
        return added;
    }
    void connectAccounts()
    {
        watcher.connectTo(std::exchange(connections, {}));
        clock.advance(0ms);
    }
    void list(FakeRegistry &source, const QString &instanceId)
    {
        source.instanceCalls.back().answer(RegistryInstancePage{
            .items = {{.id = instanceId, .name = instanceId, .regionId = region}},
            .pageSize = 100,
            .totalCount = 1});
        clock.advance(0ms);
    }
    void refuse(FakeRegistry &source, ApiError::Kind kind)
    {
        source.instanceCalls.back().answer(tl::unexpected(ApiError{.kind = kind}));
        clock.advance(0ms);
    }
    void pass(std::chrono::milliseconds time) { clock.advance(time); }
    /// Whatever is asked: refused, or one task and no rule.
    void answerAll(FakeRegistry &source)
    {
        const auto answerEach = [this](auto &calls, const auto &pageOf) {
            for (std::size_t i = 0; i < calls.size(); ++i) { // answers ask for more
                if (!calls[i].isOpen())
                    continue;
                const int pageNo = calls[i].question.pageNo;
                if (isRefused)
                    calls[i].answer(tl::unexpected(*isRefused));
                else
                    calls[i].answer(pageOf(pageNo));
            }
        };
        answerEach(source.instanceCalls, [](int pageNo) {
            RegistryInstancePage page{.pageNo = pageNo, .pageSize = 100, .totalCount = 1};
            if (pageNo == 1)
                page.items = {{.id = u"cri-1"_s, .name = u"cri-1"_s, .regionId = region}};
            return page;
        });
        answerEach(source.ruleCalls, [](int pageNo) {
            return SyncRulePage{.pageNo = pageNo, .pageSize = 100, .totalCount = 0};
        });
        answerEach(source.taskCalls, [](int pageNo) {
            return samplePage(pageNo == 1 ? std::vector{sampleTask(1, SyncTaskStatus::Success)}
                                          : std::vector<SyncTask>(),
                              1, pageNo);
        });
    }
    void live(FakeRegistry &source, std::chrono::seconds time)
    {
        for (; time > 0s; time -= 1s) {
            clock.advance(1s);
            answerAll(source);
        }
    }
    [[nodiscard]] static std::size_t requests(const FakeRegistry &source)
    {
        return source.instanceCalls.size() + source.ruleCalls.size() + source.taskCalls.size();
    }
    /// What the window says of the lists.
    std::vector<ReadingPause> pauses()
    {
        const auto lists = listStatuses(watcher.feeds().states(), watcher.unlistedRegions(),
                                        {.interval = watcher.refreshInterval()}, clock.now());
        return pausesOf(lists);
    }
    QStringList watchedIds()
    {
        QStringList ids;
        for (const InstanceFeed &feed : watcher.feeds().states())
            ids << feed.instance.instanceId;
        return ids;
    }

    ManualClock clock;
    TaskStore store;
    InstanceWatcher watcher{store, clock};
    std::vector<Connection> connections;
    std::optional<ApiError> isRefused;
};

HistoryDirectory pastWith(const QString &instanceId)
{
    HistoryDirectory past;
    past.instances.push_back(
        {.instance = {.id = instanceId, .name = instanceId, .regionId = region, .account = prod}});
    return past;
}

} // namespace

class TestInstanceWatcher final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAnAccountNothingIsAsked()
    {
        Watched watched;
        watched.watcher.restore(pastWith(u"cri-1"_s));
        watched.pass(1min);
        QVERIFY(watched.watcher.feeds().isEmpty());
        QVERIFY(watched.watcher.refresh()); // there is nothing to look up again
        QVERIFY(!watched.watcher.isSettled());
    }

    void whatIsListedIsWatched()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        QVERIFY(!watched.watcher.directoryState().isLoaded);
        watched.list(*source, u"cri-1"_s);
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-1"_s});
        QCOMPARE(source->taskCalls.size(), std::size_t{1});
        QCOMPARE(source->ruleCalls.size(), std::size_t{1});
        source->taskCalls[0].answer(samplePage({sampleTask(1)}, 1));
        QCOMPARE(watched.store.size(), TaskRow{1});
        QVERIFY(!watched.watcher.isSettled()); // whether that is all is being checked
        for (std::size_t i = 1; i < source->taskCalls.size(); ++i) {
            const int pageNo = source->taskCalls[i].question.pageNo;
            source->taskCalls[i].answer(samplePage(
                pageNo == 1 ? std::vector{sampleTask(1)} : std::vector<SyncTask>(), 1, pageNo));
        }
        QVERIFY(watched.watcher.isSettled());
    }

    void whatIsAskedOfInstancesIsSaidBeforeTheyAreAsked()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        QSignalSpy changed(&watched.watcher, &InstanceWatcher::instancesChanged);
        std::size_t askedBefore = 1;
        QObject::connect(&watched.watcher, &InstanceWatcher::instancesChanged, &watched.watcher,
                         [&] { askedBefore = source->taskCalls.size(); });
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(askedBefore, std::size_t{0});
    }

    void anInstanceThatIsLeftOutIsNotAsked()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.watcher.leaveOut({u"cri-1"_s});
        watched.watcher.restore(pastWith(u"cri-1"_s));
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        QVERIFY(watched.watchedIds().isEmpty());
        QVERIFY(source->taskCalls.empty() && source->ruleCalls.empty());
        // It is known, so that it can be chosen again, and the window does not wait for it.
        QCOMPARE(watched.watcher.directory().instances().size(), std::size_t{1});
        QVERIFY(watched.watcher.watchedInstances().empty());
        QVERIFY(watched.watcher.directoryState().isEmpty);
        QVERIFY(watched.watcher.isSettled());
    }

    void whatComesWithoutBeingAskedForIsOfWatchedInstancesOnly()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.watcher.leaveOut({u"cri-2"_s});
        watched.connectAccounts();
        source->instanceCalls.back().answer(
            RegistryInstancePage{.items = {{.id = u"cri-1"_s, .regionId = region},
                                           {.id = u"cri-2"_s, .regionId = region}},
                                 .pageSize = 100,
                                 .totalCount = 2});
        QSignalSpy merged(&watched.watcher, &InstanceWatcher::merged);
        watched.watcher.takeTasks({{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1)}},
                                   {.instanceId = u"cri-2"_s, .tasks = {sampleTask(2)}},
                                   {.instanceId = u"cri-3"_s, .tasks = {sampleTask(3)}}});
        QCOMPARE(watched.store.size(), std::size_t{1});
        QCOMPARE(merged.size(), 1);
        watched.watcher.takeTasks({{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1)}}});
        QCOMPARE(merged.size(), 1); // nothing new
    }

    void whatSomebodyElseCannotListIsTold()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        QVERIFY(watched.watcher.watchedIds());
        const UnlistedRegion denied{.place = {.account = test, .regionId = region},
                                    .error = ApiError{.kind = ApiError::Kind::Permission},
                                    .since = watched.clock.now()};
        watched.watcher.setUnlistedElsewhere({denied});
        QCOMPARE(watched.watcher.unlistedRegions(), std::vector{denied});
        watched.watcher.setUnlistedElsewhere({});
        QVERIFY(watched.watcher.unlistedRegions().empty());
    }

    void oneProfileFailsWhileTheOtherWorks()
    {
        Watched watched;
        FakeRegistry *good = watched.addAccount(prod);
        FakeRegistry *bad = watched.addAccount(test);
        watched.connectAccounts();
        watched.refuse(*bad, ApiError::Kind::Permission);
        watched.list(*good, u"cri-1"_s);
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-1"_s});
        const DirectoryState &state = watched.watcher.directoryState();
        QVERIFY(state.isLoaded && !state.isEmpty);
        QVERIFY(state.error && state.error->account == test);
        // A permission may be given meanwhile.
        QCOMPARE(state.nextTry, watched.clock.now().addSecs(300));
        watched.pass(1min);
        QCOMPARE(bad->instanceCalls.size(), std::size_t{1});
        QVERIFY(watched.watcher.refresh());
        watched.pass(0ms);
        QCOMPARE(bad->instanceCalls.size(), std::size_t{2});
        watched.list(*good, u"cri-1"_s); // it was asked again, too
        watched.list(*good, u"cri-1"_s); // all were asked
        watched.refuse(*bad, ApiError::Kind::Credential);
        watched.pass(299s);
        QCOMPARE(bad->instanceCalls.size(), std::size_t{2});
        watched.pass(1s);
        QCOMPARE(bad->instanceCalls.size(), std::size_t{3});
        watched.list(*bad, u"cri-2"_s);
        QCOMPARE(watched.watchedIds(), (QStringList{u"cri-1"_s, u"cri-2"_s}));
    }

    void whatMayPassIsTriedAgain()
    {
        Watched watched;
        FakeRegistry *good = watched.addAccount(prod);
        FakeRegistry *late = watched.addAccount(test);
        watched.connectAccounts();
        watched.list(*good, u"cri-1"_s);
        watched.refuse(*late, ApiError::Kind::Timeout);
        const DirectoryState &state = watched.watcher.directoryState();
        QCOMPARE(state.nextTry, watched.clock.now().addSecs(10));
        watched.pass(9s);
        QCOMPARE(late->instanceCalls.size(), std::size_t{1});
        watched.pass(1s);
        QCOMPARE(late->instanceCalls.size(), std::size_t{2});
        QCOMPARE(good->instanceCalls.size(), std::size_t{1});
        watched.list(*late, u"cri-2"_s);
        QVERIFY(!state.error && !state.nextTry.isValid());
        QCOMPARE(watched.watchedIds(), (QStringList{u"cri-1"_s, u"cri-2"_s}));
        watched.pass(1min);
        QCOMPARE(late->instanceCalls.size(), std::size_t{2});
    }

    void aWaitThatAServerAsksForIsKept()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        FakeRegistry *late = watched.addAccount(test);
        watched.connectAccounts();
        const auto fail = [](FakeRegistry &failing, std::chrono::milliseconds wait) {
            failing.instanceCalls.back().answer(
                tl::unexpected(ApiError{.kind = ApiError::Kind::Server, .retryAfter = wait}));
        };
        fail(*source, 299'500ms);
        fail(*late, 20s);
        watched.pass(0ms);
        QCOMPARE(watched.watcher.directoryState().nextTry, watched.clock.now().addSecs(300));
        watched.pass(299s);
        QCOMPARE(source->instanceCalls.size(), std::size_t{1});
        watched.pass(1s);
        QCOMPARE(source->instanceCalls.size(), std::size_t{2});
    }

    void aPersonEndsThePauseThatAServerAskedFor()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        int asked = 0;
        watched.connections.back().askNow = [&asked] { ++asked; };
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        source->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled, .retryAfter = 5min}));
        watched.pass(0ms);
        QVERIFY(!watched.watcher.accounts()->use().pauses.empty());
        QVERIFY(watched.watcher.refresh());
        watched.pass(0ms);
        QVERIFY(watched.watcher.accounts()->use().pauses.empty());
        QCOMPARE(source->taskCalls.size(), std::size_t{2});
        QCOMPARE(asked, 1);
    }

    void aRevokedKeyIsOneMessageAndNoFurtherRequests_data()
    {
        QTest::addColumn<ApiError>("refusal");
        QTest::addColumn<PauseReason>("reason");
        using Kind = ApiError::Kind;
        QTest::newRow("key gone") << ApiError{.kind = Kind::Credential,
                                              .code = u"InvalidAccessKeyId.NotFound"_s}
                                  << PauseReason::KeyRefused;
        QTest::newRow("token over")
            << ApiError{.kind = Kind::Credential, .code = u"InvalidSecurityToken.Expired"_s}
            << PauseReason::KeyExpired;
        QTest::newRow("no permission")
            << ApiError{.kind = Kind::Permission, .code = u"Forbidden.RAM"_s}
            << PauseReason::NoPermission;
        QTest::newRow("wrong secret")
            << ApiError{.kind = Kind::Credential, .code = u"SignatureDoesNotMatch"_s}
            << PauseReason::KeyRefused;
    }

    void aRevokedKeyIsOneMessageAndNoFurtherRequests()
    {
        QFETCH(ApiError, refusal);
        QFETCH(PauseReason, reason);
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        watched.answerAll(*source);
        QVERIFY(watched.pauses().empty());
        watched.isRefused = refusal;
        const auto before = watched.requests(*source);
        watched.live(*source, 60s);
        const auto afterOneMinute = watched.requests(*source);
        QCOMPARE(afterOneMinute, before + 1);
        QCOMPARE(watched.pauses().size(), std::size_t{1});
        QCOMPARE(watched.pauses().front().reason, reason);
        QVERIFY(watched.pauses().front().nextTry > watched.clock.now());
        // Tasks, rules and instances together: each question once every five minutes.
        watched.live(*source, 24min);
        QVERIFY2(watched.requests(*source) <= afterOneMinute + 3 * 5,
                 qPrintable(QString::number(watched.requests(*source) - afterOneMinute)));
        // The key is good again, and nobody says so.
        watched.isRefused.reset();
        watched.live(*source, 11min);
        QVERIFY(watched.pauses().empty());
        QVERIFY(watched.requests(*source) > afterOneMinute + 3 * 5 + 10);
    }

    void aNewKeyOrAPersonAsksAtOnce()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        watched.answerAll(*source);
        watched.isRefused = ApiError{.kind = ApiError::Kind::Permission};
        watched.live(*source, 30s);
        auto before = watched.requests(*source);
        watched.watcher.refreshInstance(u"cri-1"_s);
        watched.pass(0ms);
        QCOMPARE(watched.requests(*source), before + 1);
        watched.answerAll(*source);
        before = watched.requests(*source);
        QVERIFY(watched.watcher.refresh());
        watched.pass(0ms);
        QVERIFY(watched.requests(*source) > before);
        // What another key may do is asked anew.
        watched.isRefused.reset();
        FakeRegistry *renewed = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*renewed, u"cri-1"_s);
        watched.answerAll(*renewed);
        QVERIFY(watched.pauses().empty());
    }

    void whatGoesOnFailingDoesNotKeepARefusalFromBeingAskedAgain()
    {
        Watched watched;
        FakeRegistry *late = watched.addAccount(prod);
        FakeRegistry *refused = watched.addAccount(test);
        watched.connectAccounts();
        watched.refuse(*refused, ApiError::Kind::Permission);
        for (int second = 0; second < 1200; ++second) {
            if (late->instanceCalls.back().isOpen())
                watched.refuse(*late, ApiError::Kind::Timeout);
            if (refused->instanceCalls.back().isOpen())
                watched.refuse(*refused, ApiError::Kind::Permission);
            watched.pass(1s);
        }
        QVERIFY2(refused->instanceCalls.size() >= 3 && refused->instanceCalls.size() <= 5,
                 qPrintable(QString::number(refused->instanceCalls.size())));
    }

    void anIncompleteListKeepsItsFeedsWhenAskedAgain()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        for (int i = 0; i < 100 && source->instanceCalls.back().isOpen(); ++i) {
            RegistryInstancePage page{.pageSize = 100, .totalCount = 2};
            for (auto &call : source->instanceCalls) {
                if (!call.isOpen())
                    continue;
                if (call.question.pageNo == 1)
                    page.items = {{.id = u"cri-1"_s, .name = u"cri-1"_s, .regionId = region}};
                call.answer(page);
                break;
            }
            watched.pass(0ms);
        }
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-1"_s});
        QVERIFY(watched.watcher.directoryState().error);
        QCOMPARE(watched.watcher.unlistedRegions().size(), std::size_t{1});
        QVERIFY(watched.watcher.refresh()); // another look at the accounts would not help
    }

    void whatGoesOnFailingIsTriedLessOften()
    {
        Watched watched;
        FakeRegistry *late = watched.addAccount(test);
        watched.connectAccounts();
        for (int second = 0; second < 3600; ++second) {
            if (late->instanceCalls.back().isOpen())
                watched.refuse(*late, ApiError::Kind::Timeout);
            watched.pass(1s);
        }
        QVERIFY2(late->instanceCalls.size() >= 12 && late->instanceCalls.size() <= 20,
                 qPrintable(QString::number(late->instanceCalls.size())));
    }

    void aRegionThatDoesNotListIsKnownWithTheTime()
    {
        Watched watched;
        FakeRegistry *good = watched.addAccount(prod);
        FakeRegistry *bad = watched.addAccount(test);
        watched.connectAccounts();
        QCOMPARE(watched.watcher.unlistedRegions().size(), std::size_t{2}); // no answer yet
        watched.list(*good, u"cri-1"_s);
        const QDateTime since = watched.clock.now();
        watched.refuse(*bad, ApiError::Kind::Timeout);
        watched.pass(10s);
        watched.refuse(*bad, ApiError::Kind::Timeout);
        const std::vector<UnlistedRegion> unlisted = watched.watcher.unlistedRegions();
        QCOMPARE(unlisted.size(), std::size_t{1});
        QCOMPARE(unlisted[0].place.account, test);
        QCOMPARE(unlisted[0].since, since); // of the first failure, not of the last
    }

    void byHandMeansThatNothingIsTriedAgain()
    {
        Watched watched;
        watched.watcher.setRefreshInterval(0s);
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.refuse(*source, ApiError::Kind::Timeout);
        watched.pass(1h);
        QCOMPARE(source->instanceCalls.size(), std::size_t{1});
    }

    void thePastIsWatchedUntilTheRegistryAnswers()
    {
        Watched watched;
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.watcher.restore(pastWith(u"cri-1"_s));
        watched.pass(0ms);
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-1"_s});
        QCOMPARE(source->taskCalls.size(), std::size_t{1});
        watched.list(*source, u"cri-2"_s);
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-2"_s});
        watched.watcher.restore(pastWith(u"cri-1"_s)); // comes too late
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-2"_s});
    }

    void whatASecondLookWouldMendIsSaid_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<bool>("othersAnswer");
        QTest::addColumn<bool>("helps");
        QTest::newRow("wrong key") << ApiError::Kind::Credential << true << false;
        QTest::newRow("wrong address") << ApiError::Kind::Configuration << true << false;
        QTest::newRow("not allowed") << ApiError::Kind::Permission << true << true;
        QTest::newRow("nobody answers") << ApiError::Kind::Network << false << false;
    }

    void whatASecondLookWouldMendIsSaid()
    {
        QFETCH(const ApiError::Kind, kind);
        QFETCH(const bool, othersAnswer);
        QFETCH(const bool, helps);
        Watched watched;
        FakeRegistry *good = watched.addAccount(prod);
        FakeRegistry *bad = watched.addAccount(test);
        watched.connectAccounts();
        if (othersAnswer)
            watched.list(*good, u"cri-1"_s);
        else
            watched.refuse(*good, kind);
        watched.refuse(*bad, kind);
        QCOMPARE(watched.watcher.refresh(), helps);
    }

    void otherAccountsTakeThePlaceOfTheFormer()
    {
        Watched watched;
        FakeRegistry *former = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*former, u"cri-1"_s);
        FakeRegistry *next = watched.addAccount(test);
        const std::weak_ptr<WatchedAccounts> formerAccounts = watched.watcher.accounts();
        bool areOthers = false;
        QObject::connect(&watched.watcher, &InstanceWatcher::connected, &watched.watcher,
                         [&] { areOthers = watched.watcher.accounts() != formerAccounts.lock(); });
        watched.connectAccounts();
        QVERIFY(areOthers);
        QVERIFY(formerAccounts.expired());
        QVERIFY(watched.watcher.feeds().isEmpty());
        watched.list(*next, u"cri-2"_s);
        QCOMPARE(watched.watchedIds(), QStringList{u"cri-2"_s});
    }

    void whatIsKnownOfTheSameKeyIsReadOnAfterAReconnection_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("isReadOn");
        QTest::newRow("the same key and region") << u"prod"_s << region << true;
        QTest::newRow("another key under the same name") << u"another"_s << region << false;
        QTest::newRow("another region") << u"prod"_s << u"cn-beijing"_s << false;
    }

    void whatIsKnownOfTheSameKeyIsReadOnAfterAReconnection()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, asked);
        QFETCH(const bool, isReadOn);
        Watched watched;
        FakeRegistry *former = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*former, u"cri-1"_s);
        FakeRegistry *again = watched.addAccount(prod);
        watched.connections.back().key = key.toUtf8();
        watched.connections.back().regions = {asked};
        watched.connectAccounts();
        watched.refuse(*again, ApiError::Kind::Server);
        QCOMPARE(watched.watchedIds(), isReadOn ? QStringList{u"cri-1"_s} : QStringList());
        QCOMPARE(again->taskCalls.size(), isReadOn ? std::size_t{1} : std::size_t{0});
        QVERIFY(watched.watcher.directoryState().error); // and it is told
    }

    void rulesAreReadAsOftenAsTheLimitOfNowAllows_data()
    {
        QTest::addColumn<int>("perMinute");
        QTest::addColumn<std::chrono::seconds>("pause");
        QTest::newRow("fewer") << 6 << std::chrono::seconds(360);
        QTest::newRow("as before") << 24 << std::chrono::seconds(300);
        QTest::newRow("more") << 60 << std::chrono::seconds(300);
    }

    void rulesAreReadAsOftenAsTheLimitOfNowAllows()
    {
        QFETCH(const int, perMinute);
        QFETCH(const std::chrono::seconds, pause);
        Watched watched;
        watched.watcher.setRestRequests(24);
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        RegistryInstancePage page{.pageSize = 100, .totalCount = 4};
        for (const QString &id : {u"cri-1"_s, u"cri-2"_s, u"cri-3"_s, u"cri-4"_s})
            page.items.push_back({.id = id, .name = id, .regionId = region});
        source->instanceCalls.back().answer(page);
        // How often rules are asked for in this time, while everything is answered.
        const auto readings = [&](std::chrono::seconds time) {
            const std::size_t before = source->ruleCalls.size();
            for (std::chrono::seconds passed{0}; passed < time; passed += 5s) {
                watched.pass(5s);
                for (std::size_t i = 0; i < source->taskCalls.size(); ++i)
                    source->taskCalls[i].answer(samplePage({}, 0));
                for (std::size_t i = 0; i < source->ruleCalls.size(); ++i)
                    source->ruleCalls[i].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
            }
            return source->ruleCalls.size() - before;
        };
        QVERIFY(readings(60s) > 0);
        watched.watcher.setRestRequests(perMinute);
        QVERIFY(readings(270s) > 0); // as it was planned already
        QCOMPARE(readings(pause - 50s), std::size_t{0});
        QVERIFY(readings(60s) > 0);
    }

    void theDayOfTheHeadlineIsLoadedForAnHourOfChart()
    {
        Watched watched;
        watched.watcher.setRange(ChartRange::Hour);
        FakeRegistry *source = watched.addAccount(prod);
        watched.connectAccounts();
        watched.list(*source, u"cri-1"_s);
        // Tasks of 13 hours ago: the chart has enough, the headline has not.
        source->taskCalls[0].answer(samplePage({sampleTask(60)}, 2, 1, 1));
        watched.pass(0ms);
        QCOMPARE(source->taskCalls.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestInstanceWatcher)
#include "tst_instancewatcher.moc"
