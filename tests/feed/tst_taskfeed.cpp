#include "fakeregistry.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "taskfeed.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Phase = FeedState::Phase;

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};
const InstanceRef other{.regionId = u"cn-shanghai"_s, .instanceId = u"cri-shanghai"_s};

/// Tasks \p first down to \p last, the newest first; task n was created n minutes after midnight.
std::vector<SyncTask> newestFirst(int first, int last)
{
    std::vector<SyncTask> tasks;
    for (int number = first; number >= last; --number)
        tasks.push_back(sampleTask(number));
    return tasks;
}

/// Those of \p tasks, which are all there are, that are on one page.
std::vector<SyncTask> pageOf(const std::vector<SyncTask> &tasks, int pageNo)
{
    const auto size = static_cast<int>(tasks.size());
    const int begin = std::min((pageNo - 1) * TaskFeed::pageSize, size);
    const int end = std::min(begin + TaskFeed::pageSize, size);
    return {tasks.begin() + begin, tasks.begin() + end};
}

/// The same without task \p number.
std::vector<SyncTask> without(std::vector<SyncTask> tasks, int number)
{
    if (std::erase(tasks, sampleTask(number)) != 1)
        qFatal("there is no task %d", number);
    return tasks;
}

QDateTime createdOf(int number)
{
    return sampleTask(number).createdAt;
}

ReadingIssue exampleRow(quint64 sent)
{
    return {.path = u"SyncTasks[0]"_s,
            .problem = u"has no usable id"_s,
            .raw = u"{\"Bytes\":%1}"_s.arg(sent)};
}

struct Feed {
    FakeRegistry source{};
    ManualClock clock{};
    TaskStore store{};
    TaskFeed feed{source, clock, store};
    QSignalSpy merged{&feed, &TaskFeed::merged};
    QSignalSpy stateChanged{&feed, &TaskFeed::stateChanged};

    [[nodiscard]] const FeedState &state() const { return feed.state(); }

    /// Pages that wait for an answer.
    [[nodiscard]] std::vector<int> openPages()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
        std::vector<int> pages;
        for (const auto &call : source.taskCalls) {
            if (call.isOpen())
                pages.push_back(call.question.pageNo);
        }
        return pages;
    }
    [[nodiscard]] QStringList openDetails() const
    {
        QStringList ids;
        for (const auto &call : source.detailCalls) {
            if (call.isOpen())
                ids << call.question.syncTaskId;
        }
        return ids;
    }
    void answer(int pageNo, const Result<SyncTaskPage> &page)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            if (source.taskCalls[i].isOpen() && source.taskCalls[i].question.pageNo == pageNo) {
                source.taskCalls[i].answer(page);
                return;
            }
        }
        QFAIL("nobody asked for this page");
    }
    void answer(int pageNo, std::vector<SyncTask> tasks, std::optional<qint64> total = {})
    {
        answer(pageNo, samplePage(std::move(tasks), total, pageNo));
    }
    void answerDetail(const Result<SyncTaskDetail> &detail)
    {
        const auto open = std::ranges::find_if(source.detailCalls,
                                               [](const auto &call) { return call.isOpen(); });
        QVERIFY(open != source.detailCalls.end());
        open->answer(detail);
    }
    void fail(int pageNo, ApiError::Kind kind, std::optional<std::chrono::milliseconds> wait = {})
    {
        answer(pageNo, tl::make_unexpected(ApiError{.kind = kind, .retryAfter = wait}));
    }
    /// Answers whatever is asked for, until nothing is.
    void answerAll(const std::function<SyncTaskPage(int)> &pageOf)
    {
        constexpr int tooMany = 10'000;
        for (int i = 0; i < tooMany && !openPages().empty(); ++i) {
            const int pageNo = openPages().front();
            answer(pageNo, pageOf(pageNo));
        }
        QVERIFY(openPages().empty());
    }
    /// With \p tasks, which are all there are.
    void answerAll(const std::vector<SyncTask> &tasks, std::optional<qint64> total)
    {
        answerAll([&](int pageNo) { return samplePage(pageOf(tasks, pageNo), total, pageNo); });
    }
    void answerAll(const std::vector<SyncTask> &tasks)
    {
        answerAll(tasks, static_cast<qint64>(tasks.size()));
    }
    /// Asks, and answers with \p tasks, which are all there are.
    void fill(const std::vector<SyncTask> &tasks)
    {
        feed.setQuery(instance, {});
        answerAll(tasks);
    }
};

/// A running task that no page lists is read alone, but for one of its values.
void readAloneInPart(Feed &f)
{
    f.store.merge(instance.instanceId, std::vector{sampleTask(1, SyncTaskStatus::Pending)});
    f.fill(newestFirst(210, 111));
    f.feed.refresh();
    f.answer(1, newestFirst(210, 111), 100);
    f.answerDetail(SyncTaskDetail{.task = sampleTask(1, SyncTaskStatus::Synchronizing),
                                  .issues = {.values = {7}}});
}

} // namespace

class TestTaskFeed final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedBeforeThereIsAQuestion()
    {
        Feed f;
        f.feed.refresh();
        f.feed.loadMore();
        f.feed.loadAll();
        f.feed.setRefreshInterval(10s);
        f.clock.advance(1h);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QVERIFY(f.state() == FeedState());
    }

    void aQuestionAsksForTheFirstPageAlone()
    {
        Feed f;
        f.feed.setQuery(instance, query(u"ns:=team repo:=app tag:=1 batch:=b local"_s));
        QCOMPARE(f.source.taskCalls.size(), std::size_t{1});
        const ListSyncTasks expected{.instance = instance,
                                     .repoNamespaceName = u"team"_s,
                                     .repoName = u"app"_s,
                                     .tag = u"1"_s,
                                     .syncRecordId = u"b"_s,
                                     .pageNo = 1,
                                     .pageSize = TaskFeed::pageSize};
        QVERIFY(f.source.taskCalls[0].question == expected);
        QCOMPARE(f.state().phase, Phase::LoadingFirst);
        QVERIFY(f.feed.instanceRef() == instance);
    }

    void anOpenCallSaysSinceWhenNothingIsHeard()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        QVERIFY(!f.state().unansweredSince.isValid());
        f.feed.setQuery(instance, {});
        QCOMPARE(f.state().unansweredSince, f.clock.now());
        f.clock.advance(3s);
        f.answerAll(newestFirst(50, 1));
        QVERIFY(!f.state().unansweredSince.isValid());
        f.clock.advance(10s);
        const QDateTime sent = f.state().unansweredSince;
        QVERIFY(sent.isValid() && sent > f.state().asOf);
        f.clock.advance(4s);
        QCOMPARE(f.state().unansweredSince, sent);
        f.answerAll(newestFirst(50, 1));
        QVERIFY(!f.state().unansweredSince.isValid());
    }

    void aCallThatFailsIsAnswered()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        f.clock.advance(9s);
        f.fail(1, ApiError::Kind::Network);
        QVERIFY(!f.state().unansweredSince.isValid());
    }

    void theFirstPageIsShownAtOnce()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(300, 201), 300);
        QCOMPARE(f.merged.size(), 1);
        QCOMPARE(f.store.size(), 100U);
        QCOMPARE(f.state().phase, Phase::LoadingMore);
        QCOMPARE(f.state().loaded, 100);
        QCOMPARE(f.state().total, std::optional<qint64>(300));
        QCOMPARE(f.state().asOf, f.clock.now());
        QVERIFY(!f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(201));
    }

    void pagesAreAskedFourAtATimeUntilAllAreThere()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(700, 601), 700);
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4, 5}));
        f.answer(3, newestFirst(500, 401), 700);
        QCOMPARE(f.openPages(), (std::vector<int>{2, 4, 5, 6}));
        QCOMPARE(f.state().completeSince, createdOf(601)); // page 2 is still missing
        f.answer(2, newestFirst(600, 501), 700);
        QCOMPARE(f.state().completeSince, createdOf(401));
        f.answer(4, newestFirst(400, 301), 700);
        f.answer(5, newestFirst(300, 201), 700);
        f.answer(6, newestFirst(200, 101), 700);
        QVERIFY(!f.state().complete);
        f.answer(7, newestFirst(100, 1), 700);
        QVERIFY(!f.state().complete);
        f.answer(8, {}, 700); // nothing follows the last full page
        QCOMPARE(f.state().phase, Phase::Checking);
        QVERIFY(!f.state().complete);
        QVERIFY(!f.state().doubt);
        f.answerAll(newestFirst(700, 1));
        QCOMPARE(f.source.taskCalls.size(),
                 std::size_t{8 + 9}); // each page twice, one past the end
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(1));
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().loaded, 700);
    }

    void loadingStopsWhereTheWindowIsCovered()
    {
        Feed f; // 14:00; task n is from n minutes after midnight
        f.feed.setWindow(10h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 840);
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4, 5}));
        for (int page = 2; page <= 6; ++page)
            f.answer(page, newestFirst(939 - page * 100, 840 - page * 100), 840);
        // Page 6 goes back to 04:00 exactly, page 7 further.
        QCOMPARE(f.openPages(), (std::vector<int>{7, 8, 9}));
        f.answer(7, newestFirst(239, 140), 840);
        f.answer(8, newestFirst(139, 40), 840);
        f.answer(9, newestFirst(39, 0), 840);
        QCOMPARE(f.state().phase, Phase::Checking); // it was the last page
    }

    void noMorePagesAreAskedOnceTheWindowIsCovered()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
        QVERIFY(!f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(740));
    }

    void aWiderWindowLoadsOn()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        f.feed.setWindow(2h);
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4, 5}));
    }

    void aListingThatIsNotNewestFirstIsReadToItsEnd()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        std::vector<SyncTask> oldestFirst = newestFirst(100, 1);
        std::ranges::reverse(oldestFirst);
        f.answer(1, oldestFirst, 150);
        QCOMPARE(f.openPages(), std::vector<int>{2});
        QCOMPARE(f.state().completeSince, QDateTime());
        std::vector<SyncTask> all = oldestFirst;
        std::ranges::copy(newestFirst(150, 101), std::back_inserter(all));
        f.answerAll(all);
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(1));
    }

    void pagesThatContradictEachOthersOrderAreNoProof()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(810, 801), 40);
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4}));
        f.answer(2, newestFirst(830, 821), 40);
        QCOMPARE(f.state().completeSince, QDateTime());
    }

    void pagesThatCameInAnotherOrderAreNoProofEither()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(810, 801), 40);
        f.answer(3, newestFirst(795, 786), 40);
        f.answer(2, newestFirst(780, 771), 40);
        QCOMPARE(f.state().completeSince, QDateTime());
    }

    void aMissingTotalIsNotInvented()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(150, 51));
        QCOMPARE(f.state().total, std::nullopt);
        QVERIFY(!f.state().complete);
        QCOMPARE(f.openPages(), std::vector<int>{2});
        f.answer(2, newestFirst(50, 1));
        QVERIFY(!f.state().complete);
        f.answer(3, newestFirst(0, 1)); // only an empty page says that nothing follows
        f.answerAll(newestFirst(150, 1), std::nullopt);
        QVERIFY(f.state().complete);
    }

    void aPageThatCameEmptyIsNotProvenComplete()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        const std::vector<SyncTask> all = newestFirst(253, 1);
        const auto faulty = [&all](int pageNo) {
            return samplePage(pageNo == 2 ? std::vector<SyncTask>() : pageOf(all, pageNo), 253,
                              pageNo);
        };
        f.answer(1, faulty(1));
        f.answer(2, faulty(2));
        QVERIFY(!f.state().doubt); // page 3 is still on its way
        f.answerAll(faulty);
        QVERIFY(!f.state().complete);
        QVERIFY(f.state().doubt);
        QCOMPARE(f.state().doubt->reason, PagingDoubt::Reason::PageMissing);
        QCOMPARE(f.state().doubt->seen, 153);
        QCOMPARE(f.state().doubt->total, std::optional<qint64>(253));
        QCOMPARE(f.state().completeSince, QDateTime());
        // It is looked for by itself: soon, some times, and then now and then.
        f.feed.setRefreshInterval(10s);
        const auto refreshes = [&f, &faulty](int count) {
            const std::size_t before = f.source.taskCalls.size();
            for (; count > 0; --count) {
                f.clock.advance(10s);
                f.answerAll(faulty);
            }
            return f.source.taskCalls.size() - before;
        };
        QVERIFY(refreshes(20) > 60);
        QCOMPARE(refreshes(5), std::size_t{5});
        QVERIFY(refreshes(30) > 40);
        QVERIFY(f.state().doubt);
        // Who asks by hand wants to know whether it is mended.
        f.feed.refresh();
        f.answerAll(faulty);
        QVERIFY(f.state().doubt);
        f.feed.loadAll();
        f.answerAll(all);
        QVERIFY(f.state().complete);
        QVERIFY(!f.state().doubt);
    }

    void aPageThatCameEmptyOnceIsFoundByTheNextRefresh()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        const std::vector<SyncTask> all = newestFirst(253, 1);
        f.answerAll([&all](int pageNo) {
            return samplePage(pageNo == 2 ? std::vector<SyncTask>() : pageOf(all, pageNo), 253,
                              pageNo);
        });
        QVERIFY(f.state().doubt);
        f.feed.setRefreshInterval(10s); // a few pages each time
        for (int refresh = 0; refresh < 4; ++refresh) {
            f.clock.advance(10s);
            f.answerAll(all);
        }
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().loaded, 253);
    }

    void aCheckThatFindsTasksMissingIsBelieved()
    {
        Feed f;
        f.fill(newestFirst(300, 1));
        QVERIFY(f.state().complete);
        f.feed.refresh();
        f.answerAll(newestFirst(300, 21), 290); // 20 went, and 10 that came are not listed
        QVERIFY(!f.state().complete);
        QVERIFY(f.state().doubt);
        QCOMPARE(f.state().doubt->seen, 280);
        QCOMPARE(f.state().doubt->total, std::optional<qint64>(290));
    }

    void anEmptyPageJoinsNothing()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        f.feed.refresh();
        f.answer(1, newestFirst(1'039, 940), 84'200);
        f.answer(2, {}, 84'200); // by mistake
        QCOMPARE(f.state().completeSince, createdOf(940));
    }

    void whatWasUnreadableOnPagesThatAreGoneIsForgotten()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        SyncTaskPage second = samplePage(newestFirst(50, 2), 150, 2);
        second.issues = {.rows = {7}, .examples = {exampleRow(7)}};
        f.answerAll([&second](int pageNo) {
            return pageNo == 2 ? second
                               : samplePage(pageOf(newestFirst(150, 51), pageNo), 150, pageNo);
        });
        QCOMPARE(f.state().unread.rows, 1);
        QVERIFY(!f.state().complete);
        f.feed.refresh();
        f.answerAll(newestFirst(150, 61));
        QCOMPARE(f.state().unread, UnreadSummary());
        QVERIFY(f.state().complete);
    }

    void moreThanAPageThatCameWhileAllWasReadIsJoined()
    {
        Feed f; // nobody refreshes it
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        for (int page = 1; page <= 3; ++page)
            f.answer(page, pageOf(newestFirst(299, 1), page), 299);
        f.answerAll(newestFirst(449, 1));
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().loaded, 449);
    }

    void aGapInWhatIsLoadedSoFarIsSaid()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        f.feed.loadMore();
        f.answer(2, {}, 84'000);
        QVERIFY(!f.state().doubt); // nothing behind it is known
        f.feed.loadMore();
        f.answer(3, newestFirst(639, 540), 84'000);
        QVERIFY(f.state().doubt);
        QCOMPARE(f.state().doubt->reason, PagingDoubt::Reason::PageMissing);
        QCOMPARE(f.state().completeSince, createdOf(740)); // not since that of page 3
        f.feed.refresh();
        f.answer(1, newestFirst(839, 740), 84'000);
        QCOMPARE(f.openPages(), std::vector<int>{2});
        f.answer(2, newestFirst(739, 640), 84'000);
        QVERIFY(!f.state().doubt);
        QCOMPARE(f.state().completeSince, createdOf(540));
    }

    void aRowThatMovedWhileTheTotalStayedIsFound()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(250, 151), 250);
        // 200 went, so that 150 moved to page 1, which was read; and 0 came at the end.
        const std::vector<SyncTask> now = without(newestFirst(250, 0), 200);
        f.answer(2, pageOf(now, 2), 250);
        f.answer(3, pageOf(now, 3), 250);
        QVERIFY(!f.store.find(instance.instanceId, u"rst-150"_s));
        QVERIFY(!f.state().complete);
        f.answerAll(now);
        QVERIFY(f.store.find(instance.instanceId, u"rst-150"_s));
        QVERIFY(f.state().complete);
    }

    void anEmptyPageDoesNotLowerTheTotal()
    {
        for (const qint64 said : {0, 150, 200}) {
            Feed f;
            f.feed.setWindow(std::nullopt);
            f.feed.setQuery(instance, {});
            const std::vector<SyncTask> all = newestFirst(253, 1);
            f.answerAll([&all, said](int pageNo) {
                return pageNo < 3 ? samplePage(pageOf(all, pageNo), 253, pageNo)
                                  : samplePage({}, said, pageNo);
            });
            QVERIFY(!f.state().complete);
            QCOMPARE(f.state().total, std::optional<qint64>(253));
            QVERIFY(f.state().doubt);
            QCOMPARE(f.state().doubt->seen, 200);
            QCOMPARE(f.state().doubt->total, std::optional<qint64>(253));
            f.feed.refresh(); // looks for the rest by itself
            f.answerAll(all);
            QVERIFY(f.state().complete);
        }
    }

    void theLastTotalAloneIsNoProof()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(253, 154), 253);
        f.answer(3, newestFirst(53, 44), 253); // 43 tasks are missing
        f.answer(2, newestFirst(153, 54), 200);
        f.answerAll(newestFirst(253, 44), 200);
        QCOMPARE(f.state().loaded, 210);
        QVERIFY(!f.state().complete);
        QVERIFY(f.state().doubt);
        QCOMPARE(f.state().doubt->total, std::optional<qint64>(253));
    }

    void tasksDeletedWhileLoadingDoNotKeepItIncompleteForLong()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(253, 154), 253);
        f.answer(2, newestFirst(153, 54), 253);
        f.answerAll(newestFirst(253, 4)); // the three oldest went
        QCOMPARE(f.state().loaded, 250);
        QVERIFY(!f.state().complete); // 253 were counted, and who knows which went
        f.feed.refresh();
        f.answerAll(newestFirst(253, 4));
        QVERIFY(f.state().complete);
        QVERIFY(!f.state().doubt);
    }

    void aShortPageInTheMiddleIsNotComplete()
    {
        for (const bool hasTotals : {false, true}) { // each only that of the page
            Feed f;
            f.feed.setWindow(std::nullopt);
            f.feed.setQuery(instance, {});
            const std::vector<SyncTask> all = newestFirst(300, 1);
            f.answerAll([&all, hasTotals](int pageNo) {
                std::vector<SyncTask> tasks = pageOf(all, pageNo);
                if (pageNo == 2)
                    tasks.resize(40);
                const auto count = static_cast<qint64>(tasks.size());
                return samplePage(tasks, hasTotals ? std::optional(count) : std::nullopt, pageNo);
            });
            QCOMPARE(f.state().loaded, 240);
            QVERIFY(!f.state().complete);
            QVERIFY(f.state().doubt);
            QCOMPARE(f.state().doubt->reason, PagingDoubt::Reason::PageMissing);
        }
    }

    void aTotalThatStopsAtABorderIsNotTheEnd_data()
    {
        QTest::addColumn<int>("total"); // 0: of the page
        QTest::newRow("of the page") << 0;
        QTest::newRow("100") << 100;
        QTest::newRow("200") << 200;
    }

    void aTotalThatStopsAtABorderIsNotTheEnd()
    {
        QFETCH(int, total);
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        const std::vector<SyncTask> all = newestFirst(253, 1);
        f.answerAll([&](int pageNo) {
            const std::vector<SyncTask> tasks = pageOf(all, pageNo);
            const auto rows = static_cast<qint64>(tasks.size());
            return samplePage(tasks, total == 0 ? rows : total, pageNo);
        });
        QCOMPARE(f.state().loaded, 253);
        QVERIFY(f.state().complete);
    }

    void whatTheServerGetsWrongIsSaid()
    {
        Feed absent;
        absent.feed.setWindow(std::nullopt);
        absent.feed.setQuery(instance, {});
        absent.answerAll({}, 253);
        QVERIFY(absent.state().doubt);
        QCOMPARE(absent.state().doubt->reason, PagingDoubt::Reason::ListAbsent);

        for (const std::optional<qint64> total : {std::optional<qint64>(253), {}}) {
            Feed same; // for each page number
            same.feed.setWindow(std::nullopt);
            same.feed.setQuery(instance, {});
            while (!same.openPages().empty())
                same.answer(same.openPages().front(), newestFirst(253, 154), total);
            QVERIFY(!same.state().complete);
            QVERIFY(same.state().doubt);
            QCOMPARE(same.state().doubt->reason, PagingDoubt::Reason::PageIgnored);
            QCOMPARE(same.state().doubt->seen, 100);
        }

        Feed large; // the total
        large.feed.setQuery(instance, {});
        large.answerAll(newestFirst(5, 1), 7);
        QVERIFY(large.state().doubt);
        QCOMPARE(large.state().doubt->reason, PagingDoubt::Reason::TotalsDisagree);
    }

    void aNewQuestionDropsTheCallsOfTheOldOne()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(300, 201), 300);
        f.feed.setQuery(other, {});
        QCOMPARE(f.openPages(), std::vector<int>{1});
        QCOMPARE(f.state().phase, Phase::LoadingFirst);
        QCOMPARE(f.state().loaded, 0);
        QCOMPARE(f.state().total, std::nullopt);
        QCOMPARE(f.state().completeSince, QDateTime());
        QCOMPARE(f.store.size(), 100U); // what came stays
    }

    void theSameQuestionIsNotAskedAgain()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        f.feed.setQuery(instance, query(u"status:failed x"_s));
        QCOMPARE(f.source.taskCalls.size(), std::size_t{1});
    }

    void loadMoreLoadsOnePage()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 840);
        f.feed.loadMore();
        QCOMPARE(f.openPages(), std::vector<int>{2});
        QCOMPARE(f.state().phase, Phase::LoadingMore);
        f.answer(2, newestFirst(739, 640), 840);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().completeSince, createdOf(640));
    }

    void aPageThatDidNotComeIsAskedForAgain_data()
    {
        QTest::addColumn<bool>("all");
        QTest::addColumn<int>("way"); // once more, by hand, by itself
        for (const bool all : {false, true}) {
            const char *what = all ? "all" : "more";
            QTest::addRow("%s, asked for once more", what) << all << 0;
            QTest::addRow("%s, refreshed", what) << all << 1;
            QTest::addRow("%s, by itself", what) << all << 2;
        }
    }

    void aPageThatDidNotComeIsAskedForAgain()
    {
        QFETCH(const bool, all);
        QFETCH(const int, way);
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 240);
        const auto ask = [&] { all ? f.feed.loadAll() : f.feed.loadMore(); };
        ask();
        f.fail(2, ApiError::Kind::Network);
        QVERIFY(!std::ranges::count(f.openPages(), 2));
        if (way == 0)
            ask();
        else if (way == 1)
            f.feed.refresh();
        else
            f.clock.advance(1min);
        QCOMPARE(std::ranges::count(f.openPages(), 2), 1);
        f.answer(2, newestFirst(739, 640), 240);
        QVERIFY(f.store.find(instance.instanceId, u"rst-640"_s));
    }

    void loadAllLoadsUntilStopped()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 840);
        f.feed.loadAll();
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4, 5}));
        f.answer(2, newestFirst(739, 640), 840);
        QCOMPARE(f.state().loaded, 200);
        f.feed.stop();
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().loaded, 200);
        f.feed.loadAll();
        QCOMPARE(f.openPages(), (std::vector<int>{3, 4, 5, 6}));
    }

    void aRefreshIsOneCallWhenNothingHappened()
    {
        Feed f;
        f.fill(newestFirst(300, 201));
        f.clock.advance(5s);
        f.feed.refresh();
        QCOMPARE(f.state().phase, Phase::Refreshing);
        f.answer(1, newestFirst(300, 201), 100);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().asOf, f.clock.now());
    }

    void aRefreshGoesOnUntilAPageBringsNothingNew()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answerAll(newestFirst(300, 1));
        f.feed.refresh();
        f.answer(1, newestFirst(450, 351), 450);
        // The tasks from 301 to 350 are not known yet, and the state does not claim them.
        QVERIFY(!f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(351));
        QCOMPARE(f.openPages(), std::vector<int>{2});
        f.answer(2, newestFirst(350, 251), 450);
        QVERIFY(f.state().complete);
        QCOMPARE(f.openPages(), std::vector<int>{3});
        f.answer(3, newestFirst(250, 151), 450);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().loaded, 450);
        QCOMPARE(f.state().completeSince, createdOf(1));
    }

    void aRefreshDoesNotRunOnBehindWhatIsLoaded()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        f.feed.refresh();
        f.answer(1, newestFirst(840, 741), 84'001);
        QCOMPARE(f.openPages(), std::vector<int>{2});
        f.answer(2, newestFirst(740, 641), 84'001);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
    }

    void anInterruptedRefreshIsJoinedByTheNext()
    {
        Feed f;
        f.fill(newestFirst(100, 1));
        QVERIFY(f.state().complete);
        f.feed.refresh();
        f.answer(1, newestFirst(300, 201), 300);
        f.fail(2, ApiError::Kind::Network);
        QVERIFY(!f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(201));

        f.feed.refresh();
        f.answer(1, newestFirst(300, 201), 300); // nothing new, and yet not enough
        QCOMPARE(f.openPages(), std::vector<int>{2});
        f.answer(2, newestFirst(200, 101), 300);
        f.answer(3, newestFirst(100, 1), 300);
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().completeSince, createdOf(1));
    }

    void whatCouldNotBeReadIsToldOnceAndIsMissing()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        SyncTaskPage page = {.items = newestFirst(2, 1), .pageNo = 1, .pageSize = 100};
        page.issues = {
            .rows = {7},
            .values = {8, 9},
            .examples = {
                {.path = u"SyncTasks[2]"_s, .problem = u"has no usable id"_s, .raw = u"{}"_s}}};
        f.answer(1, page);
        QCOMPARE(f.state().unread.rows, 1);
        QCOMPARE(f.state().unread.values, 2);
        QCOMPARE(f.state().unread.examples, page.issues.examples);
        QVERIFY(!f.state().complete);

        f.feed.refresh();
        f.answer(1, page);
        QCOMPARE(f.state().unread.rows, 1);
        QCOMPARE(f.state().unread.values, 2);
    }

    void aRowThatChangesWhileItCannotBeReadIsOneRow()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        SyncTaskPage page = samplePage(newestFirst(20, 11), 11);
        for (const quint64 sent : {7U, 8U, 9U}) {
            page.issues = {.rows = {sent}, .examples = {exampleRow(sent)}};
            f.answerAll(
                [&page](int pageNo) { return pageNo == 1 ? page : samplePage({}, 11, pageNo); });
            QCOMPARE(f.state().unread.rows, 1);
            QCOMPARE(f.state().unread.examples, page.issues.examples);
            QVERIFY(!f.state().complete);
            QVERIFY(f.state().doubt);
            QCOMPARE(f.state().doubt->reason, PagingDoubt::Reason::RowsUnreadable);
            f.feed.refresh();
        }
        f.answerAll(newestFirst(20, 10)); // it can be read now
        QCOMPARE(f.state().unread, UnreadSummary());
        QVERIFY(f.state().complete);
    }

    void valuesThatCannotBeReadAreCountedToTheEndOfTheListing_data()
    {
        QTest::addColumn<int>("before"); // tasks, one page of which has 100
        QTest::addColumn<int>("left");
        QTest::newRow("one page") << 20 << 20;
        QTest::newRow("one full page") << 100 << 100;
        QTest::newRow("several pages") << 250 << 250;
        QTest::newRow("several full pages") << 300 << 300;
        QTest::newRow("last page deleted") << 250 << 200;
        QTest::newRow("most pages deleted") << 650 << 20;
        QTest::newRow("all deleted") << 650 << 0;
    }

    void valuesThatCannotBeReadAreCountedToTheEndOfTheListing()
    {
        QFETCH(int, before);
        QFETCH(int, left);
        Feed f;
        const auto answerAll = [&f](int tasks) {
            f.answerAll([tasks](int pageNo) {
                SyncTaskPage page =
                    samplePage(pageOf(newestFirst(tasks, 1), pageNo), tasks, pageNo);
                if (!page.items.empty())
                    page.issues.values = {static_cast<quint64>(pageNo)};
                return page;
            });
        };
        const auto pagesOf = [](int tasks) {
            return (tasks + TaskFeed::pageSize - 1) / TaskFeed::pageSize;
        };
        f.feed.setQuery(instance, {});
        answerAll(before);
        QVERIFY(f.state().complete); // no row is missing
        QCOMPARE(f.state().unread.values, pagesOf(before));
        f.feed.refresh();
        answerAll(left);
        QVERIFY(f.state().complete);
        QCOMPARE(f.state().unread.values, pagesOf(left));
    }

    void aValueOfATaskThatIsReadAloneIsCountedToo()
    {
        Feed f;
        readAloneInPart(f);
        QCOMPARE(f.state().unread.values, 1);
        f.feed.refresh();
        f.answerAll(newestFirst(209, 111)); // all pages are read once more
        QCOMPARE(f.state().unread.values, 1);
        f.answerDetail(SyncTaskDetail{.task = sampleTask(1, SyncTaskStatus::Synchronizing)});
        QVERIFY(f.state().unread.isEmpty());
    }

    void aValueOfATaskThatIsGoneIsNotMissing()
    {
        Feed f;
        readAloneInPart(f);
        QCOMPARE(f.state().unread.values, 1);
        f.feed.refresh();
        f.answerAll(newestFirst(209, 111));
        f.answerDetail(tl::make_unexpected(
            ApiError{.kind = ApiError::Kind::NotFound, .code = u"SYNC_TASK_NOT_EXIST"_s}));
        QVERIFY(f.state().unread.isEmpty());
    }

    void anUnreadableRowThatNewOnesMovedOnIsStillMissing()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        SyncTaskPage first = samplePage(newestFirst(200, 102), 150);
        first.issues = {.rows = {7}, .examples = {exampleRow(7)}};
        f.answerAll([&first](int pageNo) {
            return pageNo == 1   ? first
                   : pageNo == 2 ? samplePage(newestFirst(100, 51), 150, 2)
                                 : samplePage({}, 150, pageNo);
        });
        QCOMPARE(f.state().unread.rows, 1);
        f.feed.refresh();
        f.answer(1, newestFirst(201, 102), 151); // it is on page 2 now
        QCOMPARE(f.state().unread.rows, 1);
        QVERIFY(!f.state().complete);
        f.answerAll(newestFirst(201, 51));
        QCOMPARE(f.state().unread.rows, 0);
        QVERIFY(f.state().complete);
    }

    void aTotalThatIsLargerThanWhatWasSeenIsNotComplete()
    {
        Feed f;
        f.fill(newestFirst(100, 1));
        QVERIFY(f.state().complete);
        f.feed.refresh();
        f.answer(1, newestFirst(100, 1), 105);
        QVERIFY(!f.state().complete);
        QVERIFY(!f.state().doubt); // it looks for them by itself
        QCOMPARE(f.openPages(), std::vector<int>{1});
        f.feed.loadAll();
        QCOMPARE(f.openPages(), (std::vector<int>{1, 1}));
    }

    void aRefreshDoesNotStartAFifthCall()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(900, 801), 900);
        f.feed.refresh();
        QCOMPARE(f.openPages(), (std::vector<int>{2, 3, 4, 5}));
        f.answer(2, newestFirst(800, 701), 900);
        QCOMPARE(f.openPages(), (std::vector<int>{3, 4, 5, 1}));
    }

    void aRefreshByHandDuringAnotherReadsTheFirstPageAgain()
    {
        for (const bool isAtRest : {true, false}) {
            Feed f;
            if (isAtRest)
                f.feed.setRefreshInterval(10s);
            f.fill(newestFirst(100, 1));
            if (isAtRest)
                f.clock.advance(10s);
            else
                f.feed.refresh();
            f.answer(1, newestFirst(200, 101), 200);
            QCOMPARE(f.openPages(), std::vector<int>{2});
            f.feed.refresh(); // task 201 has come
            f.feed.refresh();
            f.answer(2, newestFirst(100, 1), 200);
            QCOMPARE(f.openPages(), std::vector<int>{1});
            QCOMPARE(f.state().phase, Phase::Refreshing);
            f.answer(1, newestFirst(201, 102), 201);
            QVERIFY(f.store.find(instance.instanceId, u"rst-201"_s));
            while (!f.openPages().empty()) {
                QVERIFY(f.openPages() != std::vector<int>{1}); // once is enough
                const int page = f.openPages().front();
                f.answer(page, page == 2 ? newestFirst(101, 2) : newestFirst(1, 1), 201);
            }
            QCOMPARE(f.state().phase, Phase::Idle);
        }
    }

    void aRefreshByHandBeforeTheFirstPageCameIsTheSameOne()
    {
        Feed f;
        f.fill(newestFirst(50, 1));
        f.feed.refresh();
        f.feed.refresh();
        f.answer(1, newestFirst(50, 1), 50);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void aRefreshThatFailedIsNotWantedAgain()
    {
        Feed f;
        f.fill(newestFirst(100, 1));
        f.feed.refresh();
        f.answer(1, newestFirst(200, 101), 200);
        f.feed.refresh();
        f.fail(2, ApiError::Kind::Network);
        QCOMPARE(f.openPages(), std::vector<int>{});
        f.feed.refresh();
        f.answer(1, newestFirst(200, 101), 200);
        f.answer(2, newestFirst(100, 1), 200);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void aRefreshThatWaitsForACallStartsWhereLoadingStops()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(900, 801), 900);
        f.feed.refresh();
        f.feed.stop();
        QCOMPARE(f.openPages(), std::vector<int>{1});
    }

    void pagesAreReadAgainWhereADeletedTaskMovedOthersOverABorder()
    {
        Feed f;
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(839, 740), 84'000);
        f.feed.loadMore();
        f.answer(2, newestFirst(739, 640), 84'000);
        f.feed.loadMore();
        // Task 700 went: 639 is on page 2.
        const std::vector<SyncTask> now = without(newestFirst(839, 400), 700);
        f.answer(3, pageOf(now, 3), 83'999);
        while (!f.openPages().empty()) // asked again, as if tasks had come
            f.answer(3, pageOf(now, 3), 83'999);
        QVERIFY(!f.store.find(instance.instanceId, u"rst-639"_s));
        f.feed.refresh();
        f.answer(1, pageOf(now, 1), 83'999);
        for (const int page : {2, 3}) {
            QCOMPARE(f.openPages(), std::vector<int>{page});
            f.answer(page, pageOf(now, page), 83'999);
        }
        QVERIFY(f.store.find(instance.instanceId, u"rst-639"_s));
        QCOMPARE(f.openPages(), std::vector<int>{});

        f.feed.refresh(); // one round is enough
        f.answer(1, pageOf(now, 1), 83'999);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void newTasksOnAFullPageJoinWithoutATotal()
    {
        Feed f;
        f.feed.setQuery(instance, {});
        f.answerAll(newestFirst(300, 1), std::nullopt);
        QVERIFY(f.state().complete);
        f.feed.refresh();
        f.answer(1, newestFirst(301, 202));
        QCOMPARE(f.openPages(), std::vector<int>{2}); // for what changed there
        f.answer(2, newestFirst(201, 102));
        QCOMPARE(f.openPages(), std::vector<int>{});
        QVERIFY(f.state().complete);
    }

    void sinceWhenItFailsIsSaidOfThePresentFault()
    {
        Feed f;
        f.fill(newestFirst(5, 1));
        f.feed.refresh();
        f.fail(1, ApiError::Kind::Network);
        const QDateTime lost = f.clock.now();
        f.clock.advance(30s);
        f.feed.refresh();
        f.fail(1, ApiError::Kind::Timeout);
        QCOMPARE(f.state().failingSince, lost);
        f.clock.advance(30s);
        f.feed.refresh();
        f.fail(1, ApiError::Kind::Credential);
        QCOMPARE(f.state().failingSince, f.clock.now());
    }

    void aDeletedTaskAmongManyNewOnesHidesNone()
    {
        Feed f;
        f.fill(newestFirst(100, 1));
        f.feed.refresh();
        f.answer(1, newestFirst(300, 201), 300);
        // Task 250 went: 200 is on page 1.
        const std::vector<SyncTask> now = without(newestFirst(300, 1), 250);
        f.answer(2, pageOf(now, 2), 299);
        f.answer(3, pageOf(now, 3), 299);
        QVERIFY(!f.store.find(instance.instanceId, u"rst-200"_s));
        QVERIFY(!f.state().complete);
        f.answerAll(now);
        QVERIFY(f.store.find(instance.instanceId, u"rst-200"_s));
        QVERIFY(f.state().complete);
    }

    void aListingThatIsNotNewestFirstIsGoneRoundAgainAndAgain()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        std::vector<SyncTask> all = newestFirst(700, 1);
        std::ranges::reverse(all);
        f.fill(all);
        QVERIFY(f.state().complete);
        std::set<int> asked;
        for (int refresh = 0; refresh < 5; ++refresh) {
            const std::size_t before = f.source.taskCalls.size();
            f.clock.advance(10s);
            while (!f.openPages().empty()) {
                asked.insert(f.openPages().front());
                f.answer(f.openPages().front(), pageOf(all, f.openPages().front()), 700);
            }
            QCOMPARE_LE(f.source.taskCalls.size() - before, std::size_t{5});
            QVERIFY(f.state().complete);
        }
        QCOMPARE(asked, (std::set<int>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    void unfinishedTasksThatLeftThePagesAreAskedForAlone()
    {
        Feed f;
        std::vector<SyncTask> tasks = newestFirst(110, 1);
        for (SyncTask &task : tasks) {
            const int number = task.id.sliced(4).toInt();
            if (number <= 10)
                task.status = syncTaskStatusFromWire(u"PENDING"_s);
        }
        f.store.merge(instance.instanceId, tasks);
        f.fill(newestFirst(210, 111));

        f.feed.refresh();
        f.answer(1, newestFirst(210, 111), 100);
        QStringList asked;
        while (!f.openDetails().isEmpty()) {
            QCOMPARE(f.openDetails().size(), 1); // one by one
            asked << f.openDetails();
            SyncTaskDetail detail;
            detail.task = sampleTask(asked.last().sliced(4).toInt(), SyncTaskStatus::Synchronizing);
            f.answerDetail(detail);
        }
        QCOMPARE(asked, u"rst-1 rst-2 rst-3 rst-4 rst-5 rst-6 rst-7 rst-8"_s.split(u' '));
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.store.status(*f.store.find(instance.instanceId, u"rst-1"_s)),
                 SyncTaskStatus::Synchronizing);

        f.feed.refresh(); // goes round
        f.answer(1, newestFirst(210, 111), 100);
        QCOMPARE(f.openDetails(), QStringList{u"rst-9"_s});
    }

    void unfinishedTasksAreReadWithThePageThatTheyAreOn()
    {
        Feed f;
        std::vector<SyncTask> all = newestFirst(839, 100);
        for (const int number : {600, 601})
            all[static_cast<std::size_t>(839 - number)].status = {
                .value = SyncTaskStatus::Pending, .text = wireName(SyncTaskStatus::Pending)};
        f.feed.setWindow(1h);
        f.feed.setQuery(instance, {});
        f.answer(1, pageOf(all, 1), 84'000);
        for (int page = 2; page <= 6; ++page) {
            f.feed.loadMore();
            f.answer(page, pageOf(all, page), 84'000);
        }
        f.feed.refresh();
        f.answer(1, pageOf(all, 1), 84'000);
        QCOMPARE(f.openPages(), std::vector<int>{3}); // however much was loaded behind it
        f.answer(3, pageOf(all, 3), 84'000);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void newTasksMoveUnfinishedOnesOnByWholePages()
    {
        Feed f;
        std::vector<SyncTask> all = newestFirst(453, 1);
        for (const int number : {1, 2})
            all[static_cast<std::size_t>(453 - number)].status = {
                .value = SyncTaskStatus::Pending, .text = wireName(SyncTaskStatus::Pending)};
        f.feed.setWindow(std::nullopt);
        f.fill({all.begin() + 150, all.end()}); // the last page has three rows
        f.feed.refresh();
        for (const int page : {1, 2, 3, 5}) {
            QCOMPARE(f.openPages(), std::vector<int>{page});
            f.answer(page, pageOf(all, page), 453);
        }
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void runningTasksOnThePagesAreAskedForTheirBytes()
    {
        Feed f;
        std::vector<SyncTask> tasks = newestFirst(3, 1);
        tasks[0] = sampleTask(3, SyncTaskStatus::Pending);
        tasks[1] = sampleTask(2, SyncTaskStatus::Synchronizing);
        f.fill(tasks);
        f.feed.refresh();
        f.answer(1, tasks, 3);
        QCOMPARE(f.openDetails(), QStringList()); // nobody looks at them
        f.feed.setWatched({0, 1});
        f.feed.refresh();
        f.answer(1, tasks, 3);
        QCOMPARE(f.openDetails(), QStringList{u"rst-2"_s});
        SyncTaskDetail detail;
        detail.task = tasks[1];
        detail.layers = {{.size = 10, .syncedSize = 5}};
        const qsizetype before = f.merged.size();
        f.answerDetail(detail);
        QCOMPARE(f.merged.size(), before + 1);
        QVERIFY(f.store.progress(1).has_value());
        QCOMPARE(f.openDetails(), QStringList());
    }

    void aTaskThatIsGoneIsNotAskedForAgain()
    {
        Feed f;
        const std::vector<SyncTask> tasks = {sampleTask(2, SyncTaskStatus::Synchronizing),
                                             sampleTask(1, SyncTaskStatus::Synchronizing)};
        f.fill(tasks);
        f.feed.setWatched({0, 1});
        f.feed.refresh();
        f.answer(1, tasks, 2);
        QCOMPARE(f.openDetails(), QStringList{u"rst-1"_s});
        f.answerDetail(tl::make_unexpected(ApiError{.kind = ApiError::Kind::NotFound}));
        QCOMPARE(f.state().error, std::nullopt);
        QCOMPARE(f.openDetails(), QStringList{u"rst-2"_s});
        f.answerDetail(SyncTaskDetail{.task = tasks[0]});
        f.feed.refresh();
        f.answer(1, tasks, 2);
        QCOMPARE(f.openDetails(), QStringList{u"rst-2"_s});
    }

    void aTaskThatTheRegistryDeletedIsNotRunning()
    {
        Feed f;
        const std::vector<SyncTask> tasks = {sampleTask(1, SyncTaskStatus::Synchronizing)};
        f.fill(tasks);
        f.feed.setWatched({0});
        f.feed.refresh();
        f.answer(1, tasks, 1);
        f.answerDetail(tl::make_unexpected(
            ApiError{.kind = ApiError::Kind::NotFound, .code = u"SYNC_TASK_NOT_EXIST"_s}));
        QCOMPARE(f.store.status(0), SyncTaskStatus::Deleted);
        QCOMPARE(f.store.task(0).status.text, u"DELETED"_s);
        f.feed.refresh(); // where it is listed all the same, that counts
        f.answerAll(tasks);
        QCOMPARE(f.store.status(0), SyncTaskStatus::Synchronizing);
    }

    void refreshComesByItselfAfterTheInterval()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.fill(newestFirst(5, 1));
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(10));
        f.clock.advance(9s);
        QCOMPARE(f.openPages(), std::vector<int>{});
        f.clock.advance(1s);
        QCOMPARE(f.openPages(), std::vector<int>{1});
        QCOMPARE(f.state().nextRefresh, QDateTime());
        f.clock.advance(1min); // a slow answer
        QCOMPARE(f.openPages(), std::vector<int>{1});
        f.answer(1, newestFirst(5, 1), 5);
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(10));
        f.feed.setRefreshInterval(0s);
        QCOMPARE(f.state().nextRefresh, QDateTime());
        f.clock.advance(1h);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void failuresWaitLongerEachTime()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.fill(newestFirst(5, 1));
        f.clock.advance(10s);
        for (const int seconds : {20, 40, 60, 60}) {
            f.fail(1, ApiError::Kind::Network);
            QVERIFY(f.state().error.has_value());
            QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(seconds));
            f.clock.advance(std::chrono::seconds(seconds));
        }
        f.answer(1, newestFirst(5, 1), 5);
        QCOMPARE(f.state().error, std::nullopt);
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(10));
    }

    void theServersWaitTimeIsKept()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.fill(newestFirst(5, 1));
        f.clock.advance(10s);
        f.fail(1, ApiError::Kind::Throttled, 10min);
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(600));
    }

    void thereIsNoRetryWithoutAnInterval()
    {
        Feed f;
        f.fill(newestFirst(5, 1));
        f.feed.refresh();
        f.fail(1, ApiError::Kind::Timeout);
        QCOMPARE(f.state().nextRefresh, QDateTime());
        f.clock.advance(1h);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void aRefusalIsTriedAgainNowAndThenOnly_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::newRow("permission") << ApiError::Kind::Permission;
        QTest::newRow("credential") << ApiError::Kind::Credential;
        QTest::newRow("configuration") << ApiError::Kind::Configuration;
        QTest::newRow("no such instance") << ApiError::Kind::NotFound;
        QTest::newRow("bad request") << ApiError::Kind::Request;
    }

    void aRefusalIsTriedAgainNowAndThenOnly()
    {
        QFETCH(ApiError::Kind, kind);
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.feed.setQuery(instance, {});
        f.fail(1, kind);
        QCOMPARE(f.state().error->kind, kind);
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(300));
        f.feed.refresh(); // a person need not wait for that
        QCOMPARE(f.openPages(), std::vector<int>{1});
        f.fail(1, kind);
        f.clock.advance(299s);
        QCOMPARE(f.openPages(), std::vector<int>{});
        f.clock.advance(1s);
        QCOMPARE(f.openPages(), std::vector<int>{1});
        f.answer(1, newestFirst(5, 1), 5);
        QCOMPARE(f.state().error, std::nullopt);
        QCOMPARE(f.state().nextRefresh, f.clock.now().addSecs(10));
    }

    void aFirstPageThatFailedIsAskedForAgain()
    {
        Feed f;
        f.feed.setRefreshInterval(10s);
        f.feed.setQuery(instance, {});
        f.fail(1, ApiError::Kind::Network);
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().asOf, QDateTime());
        f.clock.advance(20s);
        QCOMPARE(f.openPages(), std::vector<int>{1});
        QCOMPARE(f.state().phase, Phase::LoadingFirst);
    }

    void loadingPausesAfterAFailureAndGoesOnWhenAsked_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("refresh") << 0;
        QTest::newRow("load more") << 1;
        QTest::newRow("load all") << 2;
        QTest::newRow("by itself") << 3;
    }

    void loadingPausesAfterAFailureAndGoesOnWhenAsked()
    {
        QFETCH(int, how);
        Feed f;
        f.feed.setWindow(std::nullopt);
        if (how == 3)
            f.feed.setRefreshInterval(10s);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(900, 801), 900);
        f.fail(3, ApiError::Kind::Server);
        QCOMPARE(f.openPages(), std::vector<int>{});
        QCOMPARE(f.state().phase, Phase::Idle);
        QCOMPARE(f.state().error->kind, ApiError::Kind::Server);
        QCOMPARE(f.state().loaded, 100);
        if (how == 0)
            f.feed.refresh();
        else if (how == 1)
            f.feed.loadMore();
        else if (how == 2)
            f.feed.loadAll();
        else
            f.clock.advance(20s);
        QCOMPARE(f.state().phase, Phase::LoadingMore);
        const std::vector<int> pages = f.openPages();
        QVERIFY(std::ranges::includes(pages, std::vector<int>{2, 3, 4}));
    }

    void atMostFourCallsAreUnderWayWhileItRefreshesToo()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(900, 801), 900);
        f.feed.refresh();
        f.answer(2, newestFirst(800, 701), 900);
        f.answer(3, newestFirst(700, 601), 900);
        QCOMPARE_LE(f.source.openTaskCalls(), TaskFeed::maxCalls);
        f.answer(1, newestFirst(900, 801), 900);
        QCOMPARE(f.source.openTaskCalls(), TaskFeed::maxCalls);
    }

    void aStoppedLoadDoesNotGoOnByItself()
    {
        Feed f;
        f.feed.setWindow(std::nullopt);
        f.feed.setRefreshInterval(10s);
        f.feed.setQuery(instance, {});
        f.answer(1, newestFirst(900, 801), 900);
        f.feed.stop();
        f.clock.advance(10s);
        QCOMPARE(f.openPages(), std::vector<int>{1});
        f.answer(1, newestFirst(900, 801), 900);
        QCOMPARE(f.openPages(), std::vector<int>{});
    }

    void aDestroyedFeedLeavesNoCalls()
    {
        FakeRegistry source;
        ManualClock clock;
        TaskStore store;
        {
            TaskFeed feed(source, clock, store);
            feed.setQuery(instance, {});
            QCOMPARE(source.openTaskCalls(), 1);
        }
        QCOMPARE(source.openTaskCalls(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTaskFeed)
#include "tst_taskfeed.moc"
