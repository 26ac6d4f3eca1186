#include "actionrunner.h"
#include "fakeregistry.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using State = ActionOutcome::State;

const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};

PlannedAction again(int number)
{
    const SyncTask task = sampleTask(number, SyncTaskStatus::Error);
    return {.listedBy = hangzhou,
            .task = task,
            .action = CreateSyncTask{
                .instance = hangzhou, .tag = task.imageFrom.imageTag, .target = task.imageTo}};
}

PlannedAction cancel(int number)
{
    const SyncTask task = sampleTask(number, SyncTaskStatus::Synchronizing);
    return {.listedBy = hangzhou,
            .task = task,
            .action = CancelSyncTask{.instance = hangzhou, .syncTaskId = task.id}};
}

ApiError lostAnswer(ApiError::Kind kind = ApiError::Kind::Timeout)
{
    return {.kind = kind, .isOutcomeInDoubt = true};
}

} // namespace

class TestActionRunner final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fakes = std::make_unique<Fakes>(); }
    void cleanup() { m_fakes.reset(); }

    void aCopyIsMadeAfterALookAtWhatIsThere();
    void aRepositoryIsLookedUpOnce();
    void whatIsUnderWayIsNotMadeAgain();
    void whatArrivedMeanwhileIsNotMadeAgain();
    void aLostAnswerIsReadNotRepeated();
    void whatWasThereBeforeIsNotTakenForTheNewOne();
    void anUnreadableListLeavesDoubt();
    void aRefusalIsToldAndTheRestGoesOn();
    void wantOfPermissionIsAnnounced();
    void stoppingSendsNothingMore();
    void stoppingFollowsWhatWasSent();
    void linesThatAreDisabledAreLeftOut();
    void aCancelIsSentAndItsLossRead();
    void aLostAnswerIsJudgedByTheTask_data();
    void aLostAnswerIsJudgedByTheTask();
    void anUnreadableTaskLeavesDoubt();
    void nothingLeavesBeforeItIsWrittenDown();
    void whatIsWrittenDownTwiceLeavesOnce();
    void doubtIsDoubtWhateverTheKind_data();
    void doubtIsDoubtWhateverTheKind();
    void nothingIsKeptOfThePlanBefore();
    void anotherPlanEndsTheOneUnderWay();

private:
    struct Fakes {
        FakeRegistry registry;
        ActionRunner runner{registry};
    };

    [[nodiscard]] ActionRunner &runner() { return m_fakes->runner; }
    [[nodiscard]] State state(std::size_t line) { return runner().outcomes()[line].state; }
    void answerRepository()
    {
        m_fakes->registry.repositoryCalls.back().answer(Repository{.id = u"crr-1"_s});
    }
    void answerList(std::vector<SyncTask> tasks)
    {
        m_fakes->registry.taskCalls.back().answer(samplePage(std::move(tasks)));
    }
    /// Up to the action itself.
    void lookUp(std::vector<SyncTask> listed = {})
    {
        answerRepository();
        answerList(std::move(listed));
    }
    static SyncTask madeFrom(const PlannedAction &planned, const QString &id)
    {
        SyncTask task = planned.task;
        task.id = id;
        task.ruleId.clear();
        task.trigger.value = TaskTrigger::Initiative;
        task.status.value = SyncTaskStatus::Pending;
        return task;
    }

    std::unique_ptr<Fakes> m_fakes;
};

void TestActionRunner::aCopyIsMadeAfterALookAtWhatIsThere()
{
    const QSignalSpy finished(&runner(), &ActionRunner::finished);
    runner().start({again(1)});
    QCOMPARE(state(0), State::LookingUp);
    QCOMPARE(m_fakes->registry.repositoryCalls[0].question.repoName, u"app"_s);
    answerRepository();
    QCOMPARE(m_fakes->registry.taskCalls[0].question.tag, u"1"_s);
    QVERIFY(m_fakes->registry.taskCalls[0].question.mustBeCurrent);
    QVERIFY(m_fakes->registry.createCalls.empty());
    answerList({sampleTask(1, SyncTaskStatus::Error)});
    QCOMPARE(state(0), State::Sending);
    QCOMPARE(m_fakes->registry.createCalls[0].question.repoId, u"crr-1"_s);
    m_fakes->registry.createCalls[0].answer(ActionReceipt{.createdId = u"rst-new"_s});
    QCOMPARE(state(0), State::Done);
    QCOMPARE(runner().outcomes()[0].createdId, u"rst-new"_s);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!runner().isRunning());
}

void TestActionRunner::aRepositoryIsLookedUpOnce()
{
    runner().start({again(1), again(2)});
    lookUp();
    m_fakes->registry.createCalls[0].answer(ActionReceipt{});
    QCOMPARE(m_fakes->registry.repositoryCalls.size(), std::size_t{1});
    answerList({});
    QCOMPARE(m_fakes->registry.createCalls[1].question.repoId, u"crr-1"_s);
}

void TestActionRunner::whatIsUnderWayIsNotMadeAgain()
{
    runner().start({again(1)});
    SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
    running.id = u"rst-other"_s;
    lookUp({running});
    QCOMPARE(state(0), State::Superseded);
    QCOMPARE(runner().outcomes()[0].createdId, u"rst-other"_s);
    QVERIFY(m_fakes->registry.createCalls.empty());
}

void TestActionRunner::whatArrivedMeanwhileIsNotMadeAgain()
{
    SyncTask arrived = sampleTask(1);
    arrived.id = u"rst-other"_s;
    arrived.createdAt = arrived.createdAt.addSecs(60);
    runner().start({again(1)});
    lookUp({arrived});
    QCOMPARE(state(0), State::Superseded);
}

void TestActionRunner::aLostAnswerIsReadNotRepeated()
{
    runner().start({again(1)});
    lookUp();
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer()));
    QCOMPARE(state(0), State::Checking);
    answerList({madeFrom(again(1), u"rst-new"_s)});
    QCOMPARE(state(0), State::DoneAfterAll);
    QCOMPARE(runner().outcomes()[0].createdId, u"rst-new"_s);
    QCOMPARE(m_fakes->registry.createCalls.size(), std::size_t{1});
}

void TestActionRunner::whatWasThereBeforeIsNotTakenForTheNewOne()
{
    SyncTask former = madeFrom(again(1), u"rst-former"_s);
    former.status.value = SyncTaskStatus::Error;
    runner().start({again(1)});
    lookUp({former});
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer()));
    answerList({former});
    QCOMPARE(state(0), State::NotSeen);
    QCOMPARE(m_fakes->registry.createCalls.size(), std::size_t{1});
}

void TestActionRunner::anUnreadableListLeavesDoubt()
{
    runner().start({again(1)});
    lookUp();
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.taskCalls.back().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    QCOMPARE(state(0), State::InDoubt);
    QVERIFY(runner().outcomes()[0].error->isOutcomeInDoubt);
}

void TestActionRunner::aRefusalIsToldAndTheRestGoesOn()
{
    runner().start({again(1), again(2)});
    lookUp();
    m_fakes->registry.createCalls[0].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Request, .code = u"TAG_EXIST"_s}));
    QCOMPARE(state(0), State::Refused);
    QCOMPARE(runner().outcomes()[0].error->code, u"TAG_EXIST"_s);
    answerList({});
    m_fakes->registry.createCalls[1].answer(ActionReceipt{});
    QCOMPARE(state(1), State::Done);
}

void TestActionRunner::wantOfPermissionIsAnnounced()
{
    const QSignalSpy forbidden(&runner(), &ActionRunner::forbidden);
    runner().start({cancel(1)});
    m_fakes->registry.cancelCalls[0].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    QCOMPARE(forbidden.size(), 1);
    QCOMPARE(forbidden[0][1].toString(), u"CancelRepoSyncTask"_s);
}

void TestActionRunner::stoppingSendsNothingMore()
{
    const QSignalSpy finished(&runner(), &ActionRunner::finished);
    runner().start({again(1), again(2)});
    answerRepository();
    runner().stop();
    QCOMPARE(state(0), State::NotSent);
    QCOMPARE(state(1), State::NotSent);
    QCOMPARE(m_fakes->registry.openTaskCalls(), 0);
    QVERIFY(m_fakes->registry.createCalls.empty());
    QCOMPARE(finished.size(), 1);
}

void TestActionRunner::stoppingFollowsWhatWasSent()
{
    runner().start({again(1), again(2)});
    lookUp();
    runner().stop();
    QCOMPARE(state(0), State::Sending);
    QVERIFY(runner().isRunning());
    m_fakes->registry.createCalls[0].answer(ActionReceipt{.createdId = u"rst-new"_s});
    QCOMPARE(state(0), State::Done);
    QCOMPARE(state(1), State::NotSent);
    QVERIFY(!runner().isRunning());
}

void TestActionRunner::linesThatAreDisabledAreLeftOut()
{
    PlannedAction barred = again(1);
    barred.disabledReason = ActionDisabledReason::Repaired;
    const QSignalSpy finished(&runner(), &ActionRunner::finished);
    runner().start({barred});
    QCOMPARE(state(0), State::NotSent);
    QVERIFY(m_fakes->registry.repositoryCalls.empty());
    QCOMPARE(finished.size(), 1);
}

void TestActionRunner::aCancelIsSentAndItsLossRead()
{
    runner().start({cancel(1), cancel(2), cancel(3)});
    QCOMPARE(m_fakes->registry.cancelCalls[0].question.syncTaskId, u"rst-1"_s);
    m_fakes->registry.cancelCalls[0].answer(ActionReceipt{});
    QCOMPARE(state(0), State::Done);
    m_fakes->registry.cancelCalls[1].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.detailCalls[0].answer(
        SyncTaskDetail{.task = sampleTask(2, SyncTaskStatus::Canceled)});
    QCOMPARE(state(1), State::DoneAfterAll);
    m_fakes->registry.cancelCalls[2].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.detailCalls[1].answer(
        SyncTaskDetail{.task = sampleTask(3, SyncTaskStatus::Synchronizing)});
    QCOMPARE(state(2), State::NotSeen);
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{3});
}

void TestActionRunner::aLostAnswerIsJudgedByTheTask_data()
{
    QTest::addColumn<SyncTaskStatus>("status");
    QTest::addColumn<State>("ofCancel");
    QTest::newRow("of a new kind") << SyncTaskStatus::Unknown << State::NotSeen;
    QTest::newRow("pending") << SyncTaskStatus::Pending << State::NotSeen;
    QTest::newRow("running") << SyncTaskStatus::Synchronizing << State::NotSeen;
    QTest::newRow("done") << SyncTaskStatus::Success << State::NotSeen;
    QTest::newRow("failed") << SyncTaskStatus::Error << State::NotSeen;
    QTest::newRow("cancelled") << SyncTaskStatus::Canceled << State::DoneAfterAll;
    QTest::newRow("deleted") << SyncTaskStatus::Deleted << State::NotSeen;
}

void TestActionRunner::aLostAnswerIsJudgedByTheTask()
{
    QFETCH(SyncTaskStatus, status);
    QFETCH(State, ofCancel);
    runner().start({cancel(1), again(2)});
    m_fakes->registry.cancelCalls[0].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.detailCalls[0].answer(SyncTaskDetail{.task = sampleTask(1, status)});
    QCOMPARE(state(0), ofCancel); // one that ended by itself was not cancelled
    lookUp();
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer()));
    SyncTask made = madeFrom(again(2), u"rst-new"_s);
    made.status.value = status;
    answerList({made});
    QCOMPARE(state(1), State::DoneAfterAll); // it was made, whatever became of it
}

void TestActionRunner::anUnreadableTaskLeavesDoubt()
{
    runner().start({cancel(1)});
    m_fakes->registry.cancelCalls[0].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.detailCalls[0].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    QCOMPARE(state(0), State::InDoubt);
    QVERIFY(runner().outcomes()[0].error->isOutcomeInDoubt);
}

void TestActionRunner::nothingLeavesBeforeItIsWrittenDown()
{
    std::vector<std::pair<qsizetype, std::function<void()>>> announced;
    runner().setBeforeSending([&announced](qsizetype line, const std::function<void()> &send) {
        announced.emplace_back(line, send);
    });
    runner().start({again(1), cancel(2)});
    QVERIFY(announced.empty()); // what is only looked up is not announced
    lookUp();
    QCOMPARE(announced.size(), std::size_t{1});
    QVERIFY(m_fakes->registry.createCalls.empty());
    announced[0].second();
    m_fakes->registry.createCalls.at(0).answer(
        ActionReceipt{.createdId = u"rst-new"_s, .requestId = u"request-1"_s});
    QCOMPARE(runner().outcomes()[0].requestId, u"request-1"_s);
    QCOMPARE(announced.at(1).first, 1);
    QVERIFY(m_fakes->registry.cancelCalls.empty());
    announced[1].second();
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{1});

    // Who waits for the disk may be answered after the end.
    m_fakes->runner.setBeforeSending({});
    const auto late = announced[1].second;
    m_fakes = std::make_unique<Fakes>();
    late();
    QVERIFY(m_fakes->registry.cancelCalls.empty());
}

void TestActionRunner::whatIsWrittenDownTwiceLeavesOnce()
{
    std::vector<std::function<void()>> written;
    runner().setBeforeSending(
        [&written](qsizetype, const std::function<void()> &send) { written.push_back(send); });
    runner().start({cancel(1), cancel(2)});
    written.at(0)();
    written.at(0)();
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{1});
    m_fakes->registry.cancelCalls[0].answer(ActionReceipt{});
    written.at(0)(); // late: the next line is not written down yet
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{1});
    written.at(1)();
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{2});
    QCOMPARE(m_fakes->registry.cancelCalls[1].question.syncTaskId, u"rst-2"_s);
}

void TestActionRunner::doubtIsDoubtWhateverTheKind_data()
{
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::newRow("timeout") << ApiError::Kind::Timeout;
    QTest::newRow("network") << ApiError::Kind::Network;
    QTest::newRow("server") << ApiError::Kind::Server;
    QTest::newRow("protocol") << ApiError::Kind::Protocol;
}

void TestActionRunner::doubtIsDoubtWhateverTheKind()
{
    QFETCH(ApiError::Kind, kind);
    runner().start({again(1), cancel(2)});
    lookUp();
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer(kind)));
    QCOMPARE(state(0), State::Checking);
    answerList({});
    QCOMPARE(state(0), State::NotSeen);
    QCOMPARE(runner().outcomes()[0].error, lostAnswer(kind));
    m_fakes->registry.cancelCalls[0].answer(tl::unexpected(lostAnswer(kind)));
    QCOMPARE(state(1), State::Checking);
    QCOMPARE(m_fakes->registry.createCalls.size(), std::size_t{1});
    QCOMPARE(m_fakes->registry.cancelCalls.size(), std::size_t{1});
}

void TestActionRunner::nothingIsKeptOfThePlanBefore()
{
    SyncTask former = madeFrom(again(1), u"rst-former"_s);
    former.status.value = SyncTaskStatus::Error;
    runner().start({again(1), cancel(2)});
    lookUp({former});
    m_fakes->registry.createCalls[0].answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.taskCalls.back().answer(tl::unexpected(lostAnswer()));
    m_fakes->registry.cancelCalls[0].answer(ActionReceipt{.requestId = u"request-1"_s});
    QVERIFY(!runner().isRunning());

    runner().start({again(1)});
    QCOMPARE(runner().outcomes().size(), std::size_t{1});
    QCOMPARE(runner().outcomes()[0], ActionOutcome{.state = State::LookingUp});
    QCOMPARE(m_fakes->registry.repositoryCalls.size(), std::size_t{2});
    m_fakes->registry.repositoryCalls.back().answer(Repository{.id = u"crr-2"_s});
    answerList({});
    QCOMPARE(m_fakes->registry.createCalls.at(1).question.repoId, u"crr-2"_s);
    m_fakes->registry.createCalls[1].answer(tl::unexpected(lostAnswer()));
    answerList({former}); // was not listed before this plan
    QCOMPARE(runner().outcomes()[0],
             (ActionOutcome{.state = State::DoneAfterAll, .createdId = u"rst-former"_s}));
}

void TestActionRunner::anotherPlanEndsTheOneUnderWay()
{
    std::vector<std::function<void()>> written;
    runner().setBeforeSending(
        [&written](qsizetype, const std::function<void()> &send) { written.push_back(send); });
    runner().start({cancel(1)});
    runner().start({cancel(2)});
    written.at(0)();
    QVERIFY(m_fakes->registry.cancelCalls.empty());
    written.at(1)();
    QCOMPARE(m_fakes->registry.cancelCalls.at(0).question.syncTaskId, u"rst-2"_s);
    runner().start({again(3)});
    QTRY_VERIFY(!m_fakes->registry.cancelCalls[0].isOpen()); // its answer would be another line's
    QCOMPARE(state(0), State::LookingUp);
}

QTEST_GUILESS_MAIN(TestActionRunner)
#include "tst_actionrunner.moc"
