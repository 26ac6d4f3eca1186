#include "fakeregistry.h"
#include "feedquery.h"
#include "manualclock.h"
#include "sampletasks.h"
#include "taskfeed.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const InstanceRef before{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};
const InstanceRef after{.regionId = u"cn-shanghai"_s, .instanceId = u"cri-shanghai"_s};

const QDateTime noon(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

/// Page \p pageNo of the tasks \p newest down to 1.
SyncTaskPage pageOf(int newest, int pageNo)
{
    std::vector<SyncTask> tasks;
    const int first = newest - (pageNo - 1) * TaskFeed::pageSize;
    for (int number = first; number > std::max(first - TaskFeed::pageSize, 0); --number)
        tasks.push_back(sampleTask(number));
    return samplePage(std::move(tasks), newest, pageNo);
}

tl::unexpected<ApiError> fault(ApiError::Kind kind)
{
    return tl::unexpected(ApiError{.kind = kind});
}

struct Feed {
    FakeRegistry source{};
    ManualClock clock{};
    TaskStore store{};
    RestBudget budget{clock, RestBudget::fewestPerMinute};
    TaskFeed feed{source, clock, store};

    [[nodiscard]] bool hasOpenCall()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
        return std::ranges::any_of(source.taskCalls, isOpen) ||
               std::ranges::any_of(source.detailCalls, isOpen);
    }
    /// Answers the call for the first page that waits.
    void answer(const Result<SyncTaskPage> &page)
    {
        QVERIFY(hasOpenCall());
        const auto call = std::ranges::find_if(source.taskCalls, isOpen);
        QVERIFY(call != source.taskCalls.end());
        call->answer(page);
    }
    /// Answers \p calls calls, or all, from the tasks \p newest down to 1.
    void answerFrom(int newest, int calls = 10'000)
    {
        for (int i = 0; i < calls && hasOpenCall(); ++i) {
            const auto page = std::ranges::find_if(source.taskCalls, isOpen);
            if (page != source.taskCalls.end()) {
                page->answer(pageOf(newest, page->question.pageNo));
                continue;
            }
            const auto detail = std::ranges::find_if(source.detailCalls, isOpen);
            const int number = detail->question.syncTaskId.sliced(4).toInt();
            detail->answer(SyncTaskDetail{.task = sampleTask(number)});
        }
    }
    /// Asks for the instance before, and answers all from the tasks \p newest down to 1.
    void load(int newest)
    {
        feed.setQuery(before, {});
        answerFrom(newest);
    }
    /// What was asked about the instance after.
    [[nodiscard]] QStringList asked() const
    {
        QStringList asked;
        for (const auto &call : source.taskCalls) {
            if (call.question.instance == after)
                asked << QString::number(call.question.pageNo);
        }
        for (const auto &call : source.detailCalls) {
            if (call.question.instance == after)
                asked << call.question.syncTaskId;
        }
        return asked;
    }

private:
    static constexpr auto isOpen = [](const auto &call) { return call.isOpen(); };
};

/// What a feed went through with the query before.
using Past = std::function<void(Feed &)>;
/// What happens to it with the query after.
using Step = std::function<void(Feed &)>;

} // namespace

class TestFeedQuery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherValueKnowsNothingOfTheOneBefore()
    {
        TaskStore store;
        FeedQuery query{.request = {.instance = before}};
        SyncTaskPage page = pageOf(250, 1);
        page.issues = {.rows = {7}};
        using Reading = FeedQuery::Reading;
        query.merge(store, page, 1, Reading::Load, noon);
        query.merge(store, pageOf(400, 1), 1, Reading::Load, noon);
        query.suspectSlide();
        query.failures.failed({.kind = ApiError::Kind::Permission}, noon);
        QCOMPARE(query.coverage.loaded(), 200);
        QCOMPARE(query.came, 200);
        QVERIFY(!query.contiguity.isContiguous());
        QVERIFY(query.completeSince().isValid());
        QVERIFY(!query.refreshing.round.isAtRest());

        query = {.request = {.instance = after}};
        QCOMPARE(query.request.instance, after);
        QVERIFY(query.exists());
        QCOMPARE(query.coverage.loaded(), 0);
        QCOMPARE(query.came, 0);
        QVERIFY(query.contiguity.isContiguous());
        QVERIFY(!query.completeSince().isValid());
        QVERIFY(query.refreshing.round.isAtRest());
        QVERIFY(!query.refreshing.check.isWanted);
        QVERIFY(!query.refreshing.countedTotal);
        QVERIFY(!query.totals.last());
        QVERIFY(!query.totals.largest());
        QVERIFY(!query.asOf().isValid());
        QVERIFY(!query.failures.error());
        QCOMPARE(query.unread.summary(), UnreadSummary());
        const auto merged = query.merge(store, pageOf(250, 1), 1, Reading::Load, noon);
        QCOMPARE(merged.newInQuery, 100); // none was seen
    }

    void allPagesOnceMoreProveAnew()
    {
        TaskStore store;
        FeedQuery query{.request = {.instance = before}};
        while (const std::optional<int> page = query.pager.takeNextPage()) {
            const SyncTaskPage reply = pageOf(50, *page);
            const auto merged = query.merge(store, reply, *page, FeedQuery::Reading::Load, noon);
            query.pager.pageArrived(replyOf(reply, *page, merged.rows));
        }
        QVERIFY(query.pager.isFinished());
        query.endProof(query.pager);
        QVERIFY(query.isComplete());
        QVERIFY(!query.doubt());
        query.forgetProof();
        QVERIFY(!query.isComplete());
        QVERIFY(!query.pager.isFinished());
        QCOMPARE(query.coverage.loaded(), 50); // what came stays
    }

    void aFeedGoesOnWithAnotherQueryLikeANewOne_data()
    {
        QTest::addColumn<Past>("past");
        const auto row = [](const char *name, const Past &past) { QTest::newRow(name) << past; };
        row("nothing", [](Feed &) {});
        row("complete", [](Feed &f) { f.load(250); });
        row("loading", [](Feed &f) {
            f.feed.setQuery(before, {});
            f.answerFrom(950, 2);
        });
        row("loading is paused", [](Feed &f) {
            f.feed.setQuery(before, {});
            f.answerFrom(950, 2);
            f.feed.loadAll();
            f.answer(fault(ApiError::Kind::Network));
        });
        row("refused", [](Feed &f) {
            f.load(250);
            f.feed.refresh();
            f.answer(fault(ApiError::Kind::Permission));
        });
        row("a refresh is planned", [](Feed &f) {
            f.load(250);
            f.clock.advance(7s);
        });
        row("not contiguous", [](Feed &f) {
            f.load(250);
            f.feed.refresh();
            f.answerFrom(550, 1);
            f.answer(fault(ApiError::Kind::Network));
        });
        row("in doubt", [](Feed &f) {
            f.feed.setQuery(before, {});
            while (f.hasOpenCall())
                f.answer(samplePage({sampleTask(1)}, 900));
        });
        row("unreadable rows", [](Feed &f) {
            f.feed.setQuery(before, {});
            SyncTaskPage page = pageOf(20, 1);
            page.issues = {.rows = {7}};
            f.answer(page);
        });
        row("not newest first", [](Feed &f) {
            f.feed.setQuery(before, {});
            f.answer(samplePage({sampleTask(1), sampleTask(2)}, 2));
            while (f.hasOpenCall())
                f.answer(samplePage({}, 2));
        });
        row("wanted again by hand", [](Feed &f) {
            f.load(250);
            f.feed.refresh();
            f.answerFrom(400, 1);
            f.feed.refresh();
        });
        row("waits for the budget", [](Feed &f) {
            f.load(250);
            f.feed.setRestBudget(&f.budget);
            f.clock.advance(10s);
            while (f.budget.tryTake()) {
            }
            f.answerFrom(550, 1); // the second page is held back
            f.feed.setRestBudget(nullptr);
        });
        row("tasks were deleted", [](Feed &f) {
            f.load(250);
            f.feed.refresh();
            f.answerFrom(249, 1);
        });
        row("single tasks", [](Feed &f) {
            for (int number = 1; number <= 20; ++number)
                f.store.merge(before.instanceId,
                              std::vector{sampleTask(number, SyncTaskStatus::Pending)});
            f.feed.setWindow(1h);
            f.load(950);
            f.feed.refresh();
            f.answerFrom(950, 2);
            f.feed.setWindow(std::nullopt);
        });
    }

    void aFeedGoesOnWithAnotherQueryLikeANewOne()
    {
        QFETCH(const Past, past);
        const std::optional<std::chrono::milliseconds> all;
        compareWithNew(past, all);
        compareWithNew(past, 1h); // older pages are loaded on demand only
    }

private:
    /// A feed that had another query before, and one that had none, go the same way.
    static void compareWithNew(const Past &past, std::optional<std::chrono::milliseconds> window)
    {
        Feed used;
        Feed fresh;
        for (Feed *f : {&used, &fresh})
            f->feed.setRefreshInterval(10s);
        used.feed.setWindow(std::nullopt);
        past(used);
        used.feed.setWindow(window);
        fresh.feed.setWindow(window);
        fresh.clock.advance(std::chrono::milliseconds(fresh.clock.now().msecsTo(used.clock.now())));
        const std::vector<Step> steps = {
            [](Feed &f) { f.feed.setQuery(after, {}); },
            [](Feed &f) { f.answer(samplePage(pageOf(250, 1).items)); }, // without a total
            [](Feed &f) { f.answerFrom(250); },
            [](Feed &f) { f.feed.loadMore(); },
            [](Feed &f) { f.answerFrom(250); },
            [](Feed &f) { f.clock.advance(10s); },
            [](Feed &f) { f.answerFrom(251); },
            [](Feed &f) { f.feed.refresh(); },
            [](Feed &f) { f.answerFrom(251); },
            [](Feed &f) { f.clock.advance(10s); },
            [](Feed &f) { f.answerFrom(380, 1); },
            [](Feed &f) { f.answer(fault(ApiError::Kind::Network)); },
            [](Feed &f) { f.clock.advance(20s); },
            [](Feed &f) { f.answerFrom(380); },
            [](Feed &f) { f.feed.refresh(); },
            [](Feed &f) { f.answerFrom(380); },
            [](Feed &f) { f.feed.loadAll(); },
            [](Feed &f) { f.answerFrom(380); },
        };
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (Feed *f : {&used, &fresh})
                steps[i](*f);
            const QByteArray step = "step " + QByteArray::number(qulonglong{i});
            QVERIFY2(used.feed.state() == fresh.feed.state(), step.constData());
            QCOMPARE(used.asked(), fresh.asked());
        }
        QVERIFY(fresh.feed.state().complete);
        QCOMPARE(fresh.feed.state().loaded, 380);
    }
};

QTEST_GUILESS_MAIN(TestFeedQuery)
#include "tst_feedquery.moc"
