#include "fakeregistry.h"
#include "manualclock.h"
#include "requestbudget.h"
#include "sampletasks.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Budget {
    ManualClock clock{};
    FakeRegistry *account = new FakeRegistry;
    RequestBudget budget{std::unique_ptr<Registry>(account), clock};
    std::vector<PendingCall> calls{};
    int answered = 0;

    void list(int pages)
    {
        for (int i = 0; i < pages; ++i)
            calls.push_back(ask(budget, ListSyncTasks{.pageNo = i + 1},
                                [this](const Result<SyncTaskPage> &) { ++answered; }));
    }
    void answerAll()
    {
        for (std::size_t i = 0; i < account->taskCalls.size(); ++i)
            account->taskCalls[i].answer(samplePage({}, 0));
    }
};

/// Somebody sets it while timers run.
class SetClock final : public Clock {
public:
    explicit SetClock(ManualClock &timers) : m_timers(timers) {}

    [[nodiscard]] QDateTime now() const override { return m_timers.now().addMSecs(shift.count()); }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override
    {
        return m_timers.after(delay, std::move(then));
    }

    std::chrono::milliseconds shift{0};

private:
    ManualClock &m_timers;
};

} // namespace

class TestRequestBudget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFewCallsRunAndTheRestWait()
    {
        Budget b;
        b.list(10);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{RequestBudget::maxRunning});
        QCOMPARE(b.budget.use().running, RequestBudget::maxRunning);
        QCOMPARE(b.budget.use().waiting, 6);
        b.account->taskCalls[0].answer(samplePage({}, 0));
        QCOMPARE(b.answered, 1);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{RequestBudget::maxRunning + 1});
        QCOMPARE(b.account->taskCalls.back().question.pageNo, 5); // in the order of asking
        b.answerAll();
        QCOMPARE(b.answered, 10);
        QCOMPARE(b.budget.use().running, 0);
        QCOMPARE(b.budget.use().lastMinute, 10);
        b.clock.advance(61s);
        QCOMPARE(b.budget.use().lastMinute, 0);
    }

    void aSingleTaskGoesBeforeListings()
    {
        Budget b;
        b.list(10);
        const PendingCall detail = ask(b.budget, GetSyncTask{.syncTaskId = u"rst-1"_s},
                                       [](const Result<SyncTaskDetail> &) {});
        QVERIFY(b.account->detailCalls.empty());
        b.account->taskCalls[0].answer(samplePage({}, 0));
        QCOMPARE(b.account->detailCalls.size(), std::size_t{1});
    }

    void aDroppedCallGivesItsPlaceAway()
    {
        Budget b;
        b.list(6);
        b.calls.erase(b.calls.begin() + 4); // waits
        b.calls.erase(b.calls.begin());     // runs
        for (int i = 0; i < 2; ++i)         // the call, then what it had started
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!b.account->taskCalls[0].isOpen());
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        QCOMPARE(b.account->taskCalls.back().question.pageNo, 6);
        b.answerAll();
        QCOMPARE(b.answered, 4);
    }

    void throttlingHoldsEverythingBack()
    {
        Budget b;
        b.list(6);
        const ApiError throttled{.kind = ApiError::Kind::Throttled, .retryAfter = 5s};
        b.account->taskCalls[0].answer(tl::unexpected(throttled));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        QVERIFY(b.budget.use().pausedUntil.isValid());
        b.clock.advance(4s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        QVERIFY(!b.budget.use().pausedUntil.isValid());
        // Again, without a time of the server's: longer than before.
        b.account->taskCalls[1].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled}));
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{6});
    }

    void theLongerOfTwoPausesCounts_data()
    {
        QTest::addColumn<std::chrono::seconds>("first");
        QTest::addColumn<std::chrono::seconds>("second"); // told half a second later
        QTest::addColumn<std::chrono::milliseconds>("whole");
        QTest::newRow("a shorter one later") << 10s << 5s << std::chrono::milliseconds(10s);
        QTest::newRow("a longer one later") << 5s << 10s << std::chrono::milliseconds(10'500);
        QTest::newRow("one that ends at the same time")
            << 10s << 9s << std::chrono::milliseconds(10s);
    }

    void theLongerOfTwoPausesCounts()
    {
        QFETCH(const std::chrono::seconds, first);
        QFETCH(const std::chrono::seconds, second);
        QFETCH(const std::chrono::milliseconds, whole);
        Budget b;
        b.list(6);
        const QDateTime begin = b.clock.now();
        const auto throttle = [&b](std::size_t call, std::chrono::seconds wait) {
            b.account->taskCalls[call].answer(
                tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled, .retryAfter = wait}));
        };
        throttle(0, first);
        b.clock.advance(500ms);
        throttle(1, second);
        QCOMPARE(b.budget.use().pausedUntil, begin.addMSecs(whole.count()));
        b.clock.advance(whole - 501ms);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        b.clock.advance(1ms);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{6});
    }

    void everyCallIsMadeInTheEnd_data()
    {
        using Kind = ApiError::Kind;
        QTest::addColumn<QList<std::pair<int, ApiError>>>("outcomes"); // after so many milliseconds
        const ApiError ten{.kind = Kind::Throttled, .retryAfter = 10s};
        const ApiError nine{.kind = Kind::Throttled, .retryAfter = 9s};
        const ApiError none{.kind = Kind::Throttled};
        const ApiError good{.code = u"good"_s};
        using Outcomes = QList<std::pair<int, ApiError>>;
        QTest::newRow("a shorter wait after a longer one") << Outcomes{{0, ten}, {500, nine}};
        QTest::newRow("two at once") << Outcomes{{0, ten}, {0, ten}};
        QTest::newRow("two at once, without a time") << Outcomes{{0, none}, {0, none}};
        QTest::newRow("a success between two") << Outcomes{{0, ten}, {500, good}, {500, nine}};
        QTest::newRow("a longer wait after a shorter one") << Outcomes{{0, nine}, {500, ten}};
        QTest::newRow("all four") << Outcomes{{0, ten}, {1, nine}, {1, none}, {1, nine}};
    }

    void everyCallIsMadeInTheEnd()
    {
        using Outcomes = QList<std::pair<int, ApiError>>;
        QFETCH(Outcomes, outcomes);
        Budget b;
        b.list(6);
        std::size_t next = 0;
        for (const auto &[delay, error] : outcomes) {
            b.clock.advance(std::chrono::milliseconds(delay));
            if (error.code == u"good"_s)
                b.account->taskCalls[next++].answer(samplePage({}, 0));
            else
                b.account->taskCalls[next++].answer(tl::unexpected(error));
        }
        const QDateTime end = b.budget.use().pausedUntil;
        QVERIFY(end.isValid());
        b.clock.advance(std::chrono::milliseconds(b.clock.now().msecsTo(end) - 1));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        b.clock.advance(1ms);
        QCOMPARE(b.account->taskCalls.size(), std::min(std::size_t{4} + next, std::size_t{6}));
        QVERIFY(!b.budget.use().pausedUntil.isValid());
        b.answerAll();
        QCOMPARE(b.account->taskCalls.size(), std::size_t{6});
    }

    void aClockThatIsSetBackHoldsNothingBack()
    {
        ManualClock timers;
        SetClock clock(timers);
        auto *account = new FakeRegistry;
        RequestBudget budget(std::unique_ptr<Registry>(account), clock);
        std::vector<PendingCall> calls;
        for (int i = 0; i < 5; ++i)
            calls.push_back(ask(budget, ListSyncTasks{}, [](const Result<SyncTaskPage> &) {}));
        const ApiError throttled{.kind = ApiError::Kind::Throttled, .retryAfter = 5s};
        account->taskCalls[0].answer(tl::unexpected(throttled));
        clock.shift = -1h;
        account->taskCalls[1].answer(tl::unexpected(throttled));
        timers.advance(RequestBudget::longestServerPause);
        QCOMPARE(account->taskCalls.size(), std::size_t{5});
    }

    void noReplyPausesForLongerThanFiveMinutes()
    {
        Budget b;
        b.list(6);
        const ApiError throttled{.kind = ApiError::Kind::Throttled, .retryAfter = 24h};
        b.account->taskCalls[0].answer(tl::unexpected(throttled));
        b.clock.advance(5min);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
    }

    void aPersonEndsThePause()
    {
        Budget b;
        b.list(6);
        const ApiError throttled{.kind = ApiError::Kind::Throttled, .retryAfter = 60s};
        b.account->taskCalls[0].answer(tl::unexpected(throttled));
        b.budget.resume();
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        QVERIFY(!b.budget.use().pausedUntil.isValid());
        b.clock.advance(2min); // the end of the former pause does nothing
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
    }

    void aWaitThatTheServerAsksForIsKeptWhateverWentWrong()
    {
        using Kind = ApiError::Kind;
        for (const Kind kind : {Kind::Request, Kind::NotFound, Kind::Protocol}) {
            Budget b;
            b.list(5);
            b.account->taskCalls[0].answer(
                tl::unexpected(ApiError{.kind = kind, .retryAfter = 3s}));
            QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
            b.clock.advance(3s);
            QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        }
        // One region's server that fails leaves the others.
        Budget b;
        b.list(5);
        b.account->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = Kind::Server, .retryAfter = 3s}));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
    }

    void aRevokedKeyIsNotAskedWithAgain_data()
    {
        QTest::addColumn<ApiError>("refusal");
        QTest::newRow("key") << ApiError{.kind = ApiError::Kind::Credential,
                                         .code = u"InvalidAccessKeyId.NotFound"_s};
        QTest::newRow("permission")
            << ApiError{.kind = ApiError::Kind::Permission, .code = u"Forbidden.RAM"_s};
    }

    void aRevokedKeyIsNotAskedWithAgain()
    {
        QFETCH(ApiError, refusal);
        Budget b;
        b.list(20);
        b.account->taskCalls[0].answer(tl::unexpected(refusal));
        b.clock.advance(0ms); // those that waited for their turn are told the same
        QCOMPARE(b.answered, 17);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        for (std::size_t i = 1; i < 4; ++i)
            b.account->taskCalls[i].answer(tl::unexpected(refusal));
        constexpr auto longest = static_cast<int>(
            std::chrono::duration_cast<std::chrono::seconds>(RefusalGate::heldBack).count() - 1);
        for (int second = 0; second < longest; ++second) {
            b.list(3);
            b.clock.advance(1s);
        }
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        QCOMPARE(b.answered, 20 + 3 * longest);
        QCOMPARE(b.budget.use().waiting, 0);
        // Then one tries, and the others wait for what it is told.
        b.clock.advance(1s);
        b.list(10);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        b.account->taskCalls[4].answer(samplePage({}, 0));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{9});
        b.answerAll();
        QCOMPARE(b.answered, 20 + 3 * longest + 10);
    }

    void aTrialThatBringsNoAnswerIsMadeByTheNext()
    {
        Budget b;
        b.list(1);
        b.account->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
        b.clock.advance(slowRetry);
        b.calls.clear();
        b.list(3);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{2});
        b.calls.erase(b.calls.begin()); // dropped
        for (int i = 0; i < 2; ++i)
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{3});
        b.account->taskCalls[2].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        b.account->taskCalls[3].answer(samplePage({}, 0));
        QCOMPARE(b.answered, 3);
    }

    void aPersonAsksAtOnceWithARefusedKey()
    {
        Budget b;
        b.list(1);
        b.account->taskCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
        b.budget.resume();
        b.list(1);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{2});
    }

    void whatIsRefusedMayOutliveTheBudget()
    {
        std::vector<PendingCall> calls;
        ManualClock clock;
        {
            auto *account = new FakeRegistry;
            RequestBudget budget(std::unique_ptr<Registry>(account), clock);
            for (int i = 0; i < 6; ++i)
                calls.push_back(ask(budget, ListSyncTasks{}, [](const Result<SyncTaskPage> &) {}));
            account->taskCalls[0].answer(
                tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
        }
        clock.advance(1s);
        calls.clear();
    }

    void writesAndSingleThingsGoBeforeListings()
    {
        Budget b;
        b.list(10);
        const auto ignore = [](const auto &) {};
        b.calls.push_back(ask(b.budget, CancelSyncTask{}, ignore));
        b.calls.push_back(ask(b.budget, GetRepositoryTag{}, ignore));
        b.calls.push_back(ask(b.budget, ListSyncRules{}, ignore));
        b.account->taskCalls[0].answer(samplePage({}, 0));
        b.account->taskCalls[1].answer(samplePage({}, 0));
        QCOMPARE(b.account->cancelCalls.size(), std::size_t{1});
        QCOMPARE(b.account->tagCalls.size(), std::size_t{1});
        b.account->taskCalls[2].answer(samplePage({}, 0));
        QVERIFY(b.account->ruleCalls.empty()); // after the pages that waited before it
    }

    void callsMayOutliveTheBudget()
    {
        std::vector<PendingCall> calls;
        {
            Budget b;
            b.list(6);
            calls = std::move(b.calls);
        }
        calls.clear(); // under the address sanitizer this touches nothing that is gone
    }
};

QTEST_GUILESS_MAIN(TestRequestBudget)
#include "tst_requestbudget.moc"
