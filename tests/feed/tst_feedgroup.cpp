#include "fakeregistry.h"
#include "feedgroup.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const InstanceRef first{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};
const InstanceRef second{.regionId = u"eu-central-1"_s, .instanceId = u"cri-2"_s};

struct Group {
    FakeRegistry source{};
    ManualClock clock{};
    TaskStore store{};
    FeedGroup feeds{source, clock, store};

    Group() { feeds.setInstances({first, second}); }

    /// Answers the page requests of \p instance, until there is none, with \p tasks as all there
    /// is.
    void answer(const InstanceRef &instance, const std::vector<SyncTask> &tasks)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            auto &call = source.taskCalls[i];
            const int pageNo = call.question.pageNo;
            if (call.isOpen() && call.question.instance == instance)
                call.answer(samplePage(pageNo == 1 ? tasks : std::vector<SyncTask>(),
                                       std::ssize(tasks), pageNo, 100));
        }
    }
    void fail(const InstanceRef &instance, ApiError::Kind kind)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            auto &call = source.taskCalls[i];
            if (call.isOpen() && call.question.instance == instance)
                call.answer(tl::unexpected(ApiError{.kind = kind}));
        }
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
        const InstanceRef third{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-3"_s};
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
