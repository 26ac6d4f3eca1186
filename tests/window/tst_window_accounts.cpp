#include "connection.h"
#include "dashboard.h"
#include "faketasksource.h"
#include "headlinebar.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString region = u"cn-hangzhou"_s;

/// A window over the accounts "prod" and "test", which a test answers by hand.
struct Window {
    Window() { connectAccounts(); }

    /// Other sources take the place of those before.
    void connectAccounts()
    {
        auto prodSource = std::make_unique<FakeTaskSource>();
        auto testSource = std::make_unique<FakeTaskSource>();
        prod = prodSource.get();
        test = testSource.get();
        std::vector<Connection> connections;
        connections.push_back({.account = u"prod"_s,
                               .profile = u"prod"_s,
                               .key = "1",
                               .source = std::move(prodSource),
                               .regions = {region}});
        connections.push_back({.account = u"test"_s,
                               .profile = u"test"_s,
                               .key = "2",
                               .source = std::move(testSource),
                               .regions = {region}});
        dashboard.connectTo(std::move(connections));
        clock.advance(0ms);
    }
    void list(FakeTaskSource &source, const QString &instanceId)
    {
        source.instanceCalls.back().answer(RegistryInstancePage{
            .items = {{.id = instanceId, .name = instanceId, .regionId = region}},
            .pageSize = 100,
            .totalCount = 1});
        clock.advance(0ms);
    }
    void refuse(FakeTaskSource &source, ApiError::Kind kind)
    {
        source.instanceCalls.back().answer(tl::unexpected(ApiError{.kind = kind}));
        clock.advance(0ms);
    }
    void answerTasks(FakeTaskSource &source)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i)
            source.taskCalls[i].answer(samplePage({sampleTask(1)}, 1));
        clock.advance(0ms);
    }
    [[nodiscard]] QString headline() { return dashboard.window().headline().text(); }
    void refresh()
    {
        Q_EMIT dashboard.window().refreshRequested();
        clock.advance(0ms);
    }

    ManualClock clock;
    Dashboard dashboard{clock, {}};
    FakeTaskSource *prod = nullptr; // live as long as the connection
    FakeTaskSource *test = nullptr;
    QSignalSpy reconnections{&dashboard, &Dashboard::reconnectRequested};
};

qsizetype callsFor(const FakeTaskSource &source, const QString &repository)
{
    return std::ranges::count_if(source.taskCalls, [&repository](const auto &call) {
        return call.question.repoName == repository;
    });
}

} // namespace

/// What several accounts have to do with one another in a window.
class TestWindowAccounts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatOneMayNotListLeavesTheOtherConnected();
    void aKeyThatIsNotAcceptedIsLookedUpAgain();
    void whenNoneAnswersAllIsLookedUpAgain();
    void theQuestionOutlivesAnotherConnection();
    void theInstanceOfTheQuestionIsKnownWhenItIsListed();
    void oneThatIsNotReachableTakesTheWordFromTheHeadline();
    void whatIsNotReadForMinutesIsOutOfDate();
};

void TestWindowAccounts::whatOneMayNotListLeavesTheOtherConnected()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.refuse(*window.test, ApiError::Kind::Permission);
    window.answerTasks(*window.prod);
    const std::size_t asked = window.prod->taskCalls.size();
    window.refresh();
    QCOMPARE(window.reconnections.size(), 0);
    QVERIFY(window.prod->taskCalls.size() > asked);
    // It may have been allowed meanwhile.
    QCOMPARE(window.test->instanceCalls.size(), std::size_t{2});
}

void TestWindowAccounts::aKeyThatIsNotAcceptedIsLookedUpAgain()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.refuse(*window.test, ApiError::Kind::Credential);
    window.refresh();
    QCOMPARE(window.reconnections.size(), 1);
}

void TestWindowAccounts::whenNoneAnswersAllIsLookedUpAgain()
{
    Window window;
    window.refuse(*window.prod, ApiError::Kind::Network);
    window.refuse(*window.test, ApiError::Kind::Permission);
    window.refresh();
    QCOMPARE(window.reconnections.size(), 1);
}

void TestWindowAccounts::theQuestionOutlivesAnotherConnection()
{
    Window window;
    window.dashboard.setQuery(query(u"repo:=app"_s));
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
    window.connectAccounts();
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
}

void TestWindowAccounts::theInstanceOfTheQuestionIsKnownWhenItIsListed()
{
    Window window;
    window.dashboard.setQuery(query(u"instance:=cri-1 repo:=app"_s));
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
    window.list(*window.test, u"cri-2"_s);
    QVERIFY(!window.test->taskCalls.empty());
    QCOMPARE(callsFor(*window.test, u"app"_s), 0);
}

void TestWindowAccounts::oneThatIsNotReachableTakesTheWordFromTheHeadline()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasks(*window.test);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.clock.advance(10s); // both are read again
    window.test->taskCalls.back().answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    window.answerTasks(*window.prod);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Incomplete, 1 of 2 not answering, as of 14:00:00"_s);
    // Only the other one is looked at.
    window.dashboard.setQuery(query(u"instance:=cri-1"_s));
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.dashboard.setQuery(query(u"instance:=cri-2"_s));
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Not reachable, On time as of 14:00:00"_s);
}

void TestWindowAccounts::whatIsNotReadForMinutesIsOutOfDate()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.refuse(*window.test, ApiError::Kind::Permission); // what it never told is not missing
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.clock.advance(2min); // the refresh waits for an answer
    QCOMPARE(window.headline(), u"Out of date, On time as of 14:00:00"_s);
    window.answerTasks(*window.prod);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
}

QTEST_MAIN(TestWindowAccounts)
#include "tst_window_accounts.moc"
