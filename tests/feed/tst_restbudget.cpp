#include "fakeregistry.h"
#include "feedgroup.h"
#include "manualclock.h"
#include "restbudget.h"
#include "sampletasks.h"
#include "singletasks.h"

#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// Instances of one account whose registry answers everything at once.
struct Account {
    explicit Account(int instances, int perMinute = RestBudget::usualPerMinute)
        : budget(clock, perMinute)
    {
        feeds.setRestBudgets([this](const QString &) { return &budget; });
        feeds.setRefreshInterval(10s);
        std::vector<InstanceRef> refs;
        for (int i = 0; i < instances; ++i)
            refs.push_back({.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-%1"_s.arg(i)});
        lists.resize(refs.size());
        feeds.setInstances(refs);
        answer();
    }

    void answer()
    {
        for (bool wasOpen = true; wasOpen;) {
            wasOpen = false;
            for (; pagesSeen < source.taskCalls.size(); ++pagesSeen) {
                auto &call = source.taskCalls[pagesSeen];
                const auto instance =
                    static_cast<std::size_t>(call.question.instance.instanceId.sliced(4).toInt());
                const std::vector<SyncTask> &tasks = lists[instance];
                const auto begin =
                    std::min(tasks.size(), std::size_t(call.question.pageNo - 1) * 100);
                const auto end = std::min(tasks.size(), begin + 100);
                call.answer(samplePage(
                    {tasks.begin() + std::ptrdiff_t(begin), tasks.begin() + std::ptrdiff_t(end)},
                    std::ssize(tasks), call.question.pageNo));
                wasOpen = true;
            }
            for (; detailsSeen < source.detailCalls.size(); ++detailsSeen) {
                auto &call = source.detailCalls[detailsSeen];
                const QString id = call.question.syncTaskId;
                call.answer(SyncTaskDetail{
                    .task = sampleTask(id.sliced(4).toInt(), SyncTaskStatus::Synchronizing)});
                wasOpen = true;
            }
        }
    }
    void pass(std::chrono::seconds time)
    {
        for (std::chrono::seconds passed{0}; passed < time; passed += 1s) {
            clock.advance(1s);
            answer();
        }
    }
    [[nodiscard]] std::size_t calls() const
    {
        return source.taskCalls.size() + source.detailCalls.size();
    }
    [[nodiscard]] qsizetype detailsOf(const QString &id) const
    {
        return std::ranges::count_if(
            source.detailCalls, [&id](const auto &call) { return call.question.syncTaskId == id; });
    }

    FakeRegistry source{};
    ManualClock clock{start};
    TaskStore store{};
    RestBudget budget;
    FeedGroup feeds{source, clock, store};
    std::vector<std::vector<SyncTask>> lists{};
    std::size_t pagesSeen = 0;
    std::size_t detailsSeen = 0;
};

} // namespace

class TestRestBudget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noMoreThanTheRateIsGiven()
    {
        ManualClock clock(start);
        RestBudget budget(clock, 30);
        int taken = 0;
        for (int second = 0; second < 3600; ++second) {
            clock.advance(1s);
            while (budget.tryTake())
                ++taken;
        }
        QVERIFY2(taken > 1750 && taken <= 1800, qPrintable(QString::number(taken)));
        // What was not used is not saved up for long.
        clock.advance(1h);
        taken = 0;
        while (budget.tryTake())
            ++taken;
        QCOMPARE_LE(taken, 10);
    }

    void whoWaitsIsServedInTurn()
    {
        ManualClock clock(start);
        RestBudget budget(clock, 30);
        QStringList served;
        const PendingCall first = budget.whenFree([&served] { served << u"first"_s; });
        PendingCall dropped = budget.whenFree([&served] { served << u"dropped"_s; });
        const PendingCall third = budget.whenFree([&served] { served << u"third"_s; });
        dropped = {};
        QCOMPARE_GT(budget.expectedWait(), std::chrono::milliseconds(9s));
        QCOMPARE_LT(budget.expectedWait(), std::chrono::milliseconds(10s));
        const std::chrono::milliseconds firstWait = budget.firstWait();
        QCOMPARE_GT(firstWait, std::chrono::milliseconds(2s));
        QCOMPARE_LT(firstWait, std::chrono::milliseconds(4s));
        clock.advance(1s);
        QCOMPARE_LE(budget.firstWait(), firstWait - 900ms);
        QVERIFY(!budget.tryTake());
        clock.advance(3s); // two thirds of a minute's requests are for those who wait
        QCOMPARE(served, QStringList{u"first"_s});
        QVERIFY(!budget.tryTake());
        clock.advance(4s);
        QCOMPARE(served, (QStringList{u"first"_s, u"third"_s}));
    }

    void whatIsMadeAllTheSameIsPaidLater()
    {
        ManualClock clock(start);
        RestBudget budget(clock, 60);
        budget.charge(10);
        clock.advance(10s);
        QVERIFY(!budget.tryTake());
        clock.advance(2s);
        QVERIFY(budget.tryTake());
    }

    void aChangedRateCountsForWhoWaitsAlready_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<int>("seconds");
        QTest::newRow("more") << 6 << 60 << 3;
        QTest::newRow("fewer") << 60 << 6 << 15;
    }

    void aChangedRateCountsForWhoWaitsAlready()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const int, seconds);
        ManualClock clock(start);
        RestBudget budget(clock, before);
        int served = 0;
        const PendingCall call = budget.whenFree([&served] { ++served; });
        clock.advance(1s);
        budget.setPerMinute(after);
        clock.advance(std::chrono::seconds(seconds) / 3);
        QCOMPARE(served, 0);
        clock.advance(std::chrono::seconds(seconds));
        QCOMPARE(served, 1);
    }

    void manyListsAreReadLessOften_data()
    {
        QTest::addColumn<int>("lists");
        QTest::addColumn<int>("seconds");
        QTest::newRow("one") << 1 << 10;
        QTest::newRow("three") << 3 << 10;
        QTest::newRow("twelve") << 12 << 37;
        QTest::newRow("hundred") << 100 << 304;
    }

    void manyListsAreReadLessOften()
    {
        QFETCH(const int, lists);
        QFETCH(const int, seconds);
        ManualClock clock(start);
        RestBudget budget(clock, 30);
        budget.setLists(lists);
        QCOMPARE(budget.intervalFor(10s), std::chrono::milliseconds(std::chrono::seconds(seconds)));
        QCOMPARE(budget.intervalFor(0s), 0ms); // by hand stays by hand
    }

    void anHourAtRestStaysWithinTheBudget_data()
    {
        QTest::addColumn<int>("instances");
        QTest::addColumn<int>("perMinute");
        QTest::newRow("one instance") << 1 << 30;
        QTest::newRow("three") << 3 << 30;
        QTest::newRow("a hundred") << 100 << 30;
        QTest::newRow("a small budget") << 3 << 6;
    }

    void anHourAtRestStaysWithinTheBudget()
    {
        QFETCH(const int, instances);
        QFETCH(const int, perMinute);
        Account account(instances, perMinute);
        // Each has twelve tasks that run, off the pages, for ever.
        std::vector<SyncTask> running;
        for (int number = 1; number <= 12; ++number)
            running.push_back(sampleTask(number, SyncTaskStatus::Synchronizing));
        for (int i = 0; i < instances; ++i)
            account.store.merge(u"cri-%1"_s.arg(i), running);
        const std::size_t before = account.calls();
        account.pass(1h);
        const auto made = static_cast<int>(account.calls() - before);
        QCOMPARE_LE(made, perMinute * 60);
        QCOMPARE_GE(made, std::min(perMinute * 60 / 2, instances * 360));
        const FeedState &state = account.feeds.state();
        QCOMPARE(state.refreshInterval, account.budget.intervalFor(10s));
        QVERIFY(!account.source.detailCalls.empty());
    }

    void aRunningTaskOnThePagesIsAskedForWhenItIsLookedAt()
    {
        Account account(1);
        account.lists[0] = {sampleTask(840, SyncTaskStatus::Synchronizing),
                            sampleTask(1, SyncTaskStatus::Synchronizing)};
        account.pass(5min);
        QVERIFY(account.source.detailCalls.empty());
        account.feeds.setWatched({*account.store.find(u"cri-0"_s, u"rst-840"_s)});
        account.pass(2min);
        QCOMPARE_GE(account.detailsOf(u"rst-840"_s), 5);
        QCOMPARE(account.detailsOf(u"rst-1"_s), 0);
        account.feeds.setWatched({});
        const std::size_t asked = account.source.detailCalls.size();
        account.pass(5min);
        QCOMPARE(account.source.detailCalls.size(), asked);
    }

    void theOlderATaskIsTheLessOftenItIsAskedFor()
    {
        QCOMPARE(SingleTasks::intervalFor(1s), std::chrono::milliseconds(10s));
        QCOMPARE(SingleTasks::intervalFor(20min), std::chrono::milliseconds(1min));
        QCOMPARE(SingleTasks::intervalFor(24h), std::chrono::milliseconds(5min));
        Account account(1);
        // Off the pages: one of just now, one that runs since midnight.
        account.store.merge(u"cri-0"_s, std::vector{sampleTask(840, SyncTaskStatus::Synchronizing),
                                                    sampleTask(1, SyncTaskStatus::Synchronizing)});
        account.pass(10min);
        const qsizetype young = account.detailsOf(u"rst-840"_s);
        const qsizetype old = account.detailsOf(u"rst-1"_s);
        QVERIFY2(old == 2 || old == 3, qPrintable(QString::number(old)));
        QCOMPARE_GE(young, 25);
        account.pass(1h); // it is not young any more
        QCOMPARE_LE(account.detailsOf(u"rst-840"_s) - young, 60);
    }

    void whoAsksByHandDoesNotWait()
    {
        Account account(1, RestBudget::fewestPerMinute);
        std::vector<SyncTask> running;
        for (int number = 1; number <= 8; ++number)
            running.push_back(sampleTask(number, SyncTaskStatus::Synchronizing));
        account.store.merge(u"cri-0"_s, running);
        account.pass(1min);
        for (int i = 0; i < 3; ++i) {
            const std::size_t before = account.calls();
            account.feeds.refresh();
            account.answer();
            QCOMPARE(account.calls(), before + 9); // the page, and each task that left it
        }
        // The first loading of another instance waits for nothing either.
        const std::size_t before = account.source.taskCalls.size();
        account.lists.resize(2);
        account.feeds.setInstances({{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-0"_s},
                                    {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s}});
        QCOMPARE(account.source.taskCalls.size(), before + 1);
    }
};

QTEST_GUILESS_MAIN(TestRestBudget)
#include "tst_restbudget.moc"
