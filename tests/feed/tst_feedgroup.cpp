#include "fakeregistry.h"
#include "feedgroup.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const InstanceRef first{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};
const InstanceRef second{.regionId = u"eu-central-1"_s, .instanceId = u"cri-2"_s};
const InstanceRef third{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-3"_s};

/// Page 1, tasks \p newest down to \p oldest, of a longer listing.
SyncTaskPage partOf(int newest, int oldest)
{
    std::vector<SyncTask> tasks;
    for (int number = newest; number >= oldest; --number)
        tasks.push_back(sampleTask(number));
    return samplePage(std::move(tasks), 500);
}

struct Group {
    FakeRegistry source{};
    ManualClock clock{};
    TaskStore store{};
    FeedGroup feeds{source, clock, store};

    Group() { feeds.setInstances({first, second}); }

    /// Answers the page requests of \p instance, until there is none, with \p firstPage; there is
    /// nothing on the others.
    void answerWith(const InstanceRef &instance, const Result<SyncTaskPage> &firstPage)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            auto &call = source.taskCalls[i];
            const int pageNo = call.question.pageNo;
            if (!call.isOpen() || call.question.instance != instance)
                continue;
            if (pageNo == 1 || !firstPage)
                call.answer(firstPage);
            else
                call.answer(samplePage({}, firstPage->totalCount, pageNo));
        }
    }
    /// The same with \p tasks as all there is.
    void answer(const InstanceRef &instance, const std::vector<SyncTask> &tasks)
    {
        answerWith(instance, samplePage(tasks, std::ssize(tasks)));
    }
    void fail(const InstanceRef &instance, ApiError::Kind kind)
    {
        answerWith(instance, tl::unexpected(ApiError{.kind = kind}));
    }
};

} // namespace

class TestFeedGroup final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyInstanceIsAsked()
    {
        Group group;
        QCOMPARE(group.source.taskCalls.size(), std::size_t{2});
        group.answer(first, {sampleTask(1), sampleTask(2)});
        QVERIFY(!group.feeds.state().complete);
        QVERIFY(!group.feeds.state().total); // the other's is not known
        group.answer(second, {sampleTask(1)});
        QCOMPARE(group.store.size(), TaskRow{3}); // ids are each instance's own
        QVERIFY(group.feeds.state().complete);
        QCOMPARE(group.feeds.state().loaded, 3);
        QCOMPARE(group.feeds.state().total, 3);
    }

    void oneForbiddenInstanceLeavesTheOthers()
    {
        Group group;
        group.answer(first, {sampleTask(1)});
        group.fail(second, ApiError::Kind::Permission);
        QCOMPARE(group.feeds.state().error->kind, ApiError::Kind::Permission);
        QVERIFY(group.feeds.state().asOf.isValid());
        const std::vector<InstanceFeed> states = group.feeds.states();
        QVERIFY(!states[0].state.error);
        QVERIFY(states[1].state.error);
    }

    void theWholeIsCompleteSinceWhatTheLeastKnownListSays_data()
    {
        using Reply = std::optional<Result<SyncTaskPage>>; // without: no answer yet
        QTest::addColumn<SyncTaskPage>("others");
        QTest::addColumn<Reply>("one");
        QTest::addColumn<QDateTime>("since");
        const SyncTaskPage part = partOf(770, 701);
        const SyncTaskPage whole = samplePage({sampleTask(701), sampleTask(700)}, 2);
        SyncTaskPage oldestFirst = part;
        std::ranges::reverse(oldestFirst.items);
        const auto failure = tl::unexpected(ApiError{.kind = ApiError::Kind::Permission});
        const QDateTime unknown;
        QTest::newRow("less") << part << Reply(partOf(770, 751)) << sampleTask(751).createdAt;
        QTest::newRow("more") << part << Reply(partOf(770, 650)) << sampleTask(701).createdAt;
        QTest::newRow("no answer") << part << Reply() << unknown;
        QTest::newRow("failed") << part << Reply(failure) << unknown;
        QTest::newRow("in another order") << part << Reply(oldestFirst) << unknown;
        QTest::newRow("in doubt") << part << Reply(partOf(840, 800)) << unknown;
        QTest::newRow("no answer, others whole") << whole << Reply() << unknown;
        QTest::newRow("failed, others whole") << whole << Reply(failure) << unknown;
        QTest::newRow("others whole")
            << whole << Reply(partOf(770, 751)) << sampleTask(751).createdAt;
        QTest::newRow("others whole and empty")
            << samplePage({}, 0) << Reply(partOf(770, 751)) << sampleTask(751).createdAt;
        QTest::newRow("all whole, one empty")
            << whole << Reply(samplePage({}, 0)) << sampleTask(700).createdAt;
        QTest::newRow("all whole")
            << whole << Reply(samplePage({sampleTask(650)}, 1)) << sampleTask(650).createdAt;
    }

    void theWholeIsCompleteSinceWhatTheLeastKnownListSays()
    {
        QFETCH(SyncTaskPage, others);
        QFETCH(std::optional<Result<SyncTaskPage>>, one);
        QFETCH(QDateTime, since);
        const std::vector<InstanceRef> all{first, second, third};
        for (const InstanceRef &odd : all) { // wherever it stands among the others
            Group group;
            group.feeds.setInstances(all);
            group.feeds.setWindow(1h); // since 13:00, before task 780
            for (const InstanceRef &instance : all) {
                if (instance != odd)
                    group.answerWith(instance, others);
                else if (one)
                    group.answerWith(instance, *one);
            }
            QCOMPARE(group.feeds.state().completeSince, since);
        }
    }

    void aQuietRefreshCostsOneCallEach()
    {
        Group group;
        group.feeds.setRefreshInterval(10s);
        group.answer(first, {sampleTask(1)});
        group.answer(second, {sampleTask(1)});
        const std::size_t before = group.source.taskCalls.size();
        group.clock.advance(10s);
        QCOMPARE(group.source.taskCalls.size(), before + 2);
        group.answer(first, {sampleTask(1)});
        group.answer(second, {sampleTask(1)});
        QCOMPARE(group.source.taskCalls.size(), before + 2);
        QVERIFY(group.source.detailCalls.empty());
    }

    void whatTheServerCanSayIsAskedBesides()
    {
        Group group;
        group.answer(first, {sampleTask(1)});
        group.answer(second, {sampleTask(1)});
        const std::size_t before = group.source.taskCalls.size();
        group.feeds.setQuery(query(u"status:failed repo:=app"_s), {});
        QCOMPARE(group.source.taskCalls.size(), before + 2);
        QCOMPARE(group.source.taskCalls.back().question.repoName, u"app"_s);
        QCOMPARE(group.feeds.state().loaded, 0); // of this question
        group.answer(first, {sampleTask(7)});
        group.answer(second, {});
        QCOMPARE(group.feeds.state().loaded, 1);
        // Without it the feeds of everything are as they were, and nothing is asked again.
        const std::size_t asked = group.source.taskCalls.size();
        group.feeds.setQuery(query(u"status:failed"_s), {});
        QCOMPARE(group.feeds.state().loaded, 2);
        QCOMPARE(group.source.taskCalls.size(), asked);
    }

    void aQuestionThatFailedIsAskedAgainWhenTheInstanceAnswers()
    {
        Group group;
        group.feeds.setRefreshInterval(10s);
        group.answer(first, {sampleTask(1)});
        group.answer(second, {sampleTask(1)});
        group.clock.advance(10s);
        group.fail(first, ApiError::Kind::Permission);
        group.answer(second, {sampleTask(1)});
        group.feeds.setQuery(query(u"repo:=app"_s), first.instanceId);
        group.fail(first, ApiError::Kind::Permission); // the narrower question
        QVERIFY(group.feeds.state().error);
        group.clock.advance(slowRetry);
        group.answer(first, {sampleTask(1)}); // and then what is asked because of it
        QVERIFY(!group.feeds.state().error);
    }

    void theQuestionOfOneInstanceIsAskedThereOnly()
    {
        Group group;
        group.answer(first, {sampleTask(1)});
        group.answer(second, {sampleTask(1), sampleTask(2)});
        const std::size_t before = group.source.taskCalls.size();
        group.feeds.setQuery({}, second.instanceId);
        QCOMPARE(group.feeds.state().loaded, 2);
        group.feeds.setQuery(query(u"tag:=1"_s), second.instanceId);
        QCOMPARE(group.source.taskCalls.size(), before + 1);
        QVERIFY(group.source.taskCalls.back().question.instance == second);
    }

    void theSameInstancesOnceMoreAskNothingAgain()
    {
        Group group;
        group.feeds.setQuery(query(u"repo:=app"_s), {});
        const std::size_t before = group.source.taskCalls.size();
        group.feeds.setInstances({first, second});
        QCOMPARE(group.source.taskCalls.size(), before);
        // One that comes is asked, for everything and for the question.
        group.feeds.setInstances({first, second, third});
        QCOMPARE(group.source.taskCalls.size(), before + 2);
        // What the question is about changes nothing of how it is asked.
        group.feeds.setQuery(query(u"repo:=app"_s), second.instanceId);
        QCOMPARE(group.source.taskCalls.size(), before + 2);
    }

    void anInstanceThatGoesTakesItsCallsAlong()
    {
        Group group;
        group.feeds.setInstances({first});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(group.source.taskCalls[0].isOpen());
        QVERIFY(!group.source.taskCalls[1].isOpen());
        QCOMPARE(group.feeds.states().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestFeedGroup)
#include "tst_feedgroup.moc"
