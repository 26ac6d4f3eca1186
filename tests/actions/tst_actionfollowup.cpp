#include "actionfollowup.h"
#include "sampletasks.h"
#include "sentcells.h"
#include "sentrecord.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};
const QDateTime start(QDate(2026, 11, 24), QTime(0, 30), Qt::UTC);

/// A retry of task 1 that made task \p createdId.
SentAction accepted(const QString &createdId, SentKind kind = SentKind::Retry)
{
    const SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    return {.id = u"a-"_s + createdId,
            .sentAt = start,
            .kind = kind,
            .instance = hangzhou,
            .taskId = task.id,
            .imageFrom = task.imageFrom,
            .imageTo = task.imageTo,
            .outcome = SentOutcome::Accepted,
            .createdId = createdId,
            .progress = SentProgress::Awaited};
}

/// What a retry of task 1 makes.
SyncTask made(const QString &id, SyncTaskStatus status, const QDateTime &createdAt = start)
{
    SyncTask task = sampleTask(1, status);
    task.id = id;
    task.ruleId.clear();
    task.trigger = taskTriggerFromWire(u"INITIATIVE"_s);
    task.createdAt = createdAt;
    task.modifiedAt = createdAt.addSecs(5);
    return task;
}

} // namespace

class TestActionFollowUp final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<TaskStore>();
        m_followUp = std::make_unique<ActionFollowUp>(*m_store);
    }
    void aTaskIsFollowedToItsEnd();
    void whatBecameOfADeletedTaskIsNotKnown();
    void aCancelledTaskIsFollowed();
    void aTaskThatAnyOfItsInstancesListsIsFollowed_data();
    void aTaskThatAnyOfItsInstancesListsIsFollowed();
    void aTaskWithoutIdIsFoundByWhatItCopies();
    void anOlderOrTakenTaskIsNotTheOne();
    void whatIsNotListedIsNotKnownUntilItIs();
    void theTaskOfAnEndedActionIsNotAnothers();
    void theRetriedTaskIsNotWhatTheRetryMade();
    void whatWasNotAcceptedIsNotFollowed();
    void theOutcomeSaysWhatIsFollowed_data();
    void theOutcomeSaysWhatIsFollowed();
    void theNumbersAddUp();

private:
    void list(const SyncTask &task)
    {
        const MergeReport report = m_store->merge(hangzhou.instanceId, std::array{task});
        m_followUp->noteInserted(report.inserted);
    }
    /// What became of the only action; NotKnown would be told, None is no news.
    SentAction news(const QDateTime &now = start)
    {
        const std::vector<SentAction> changed = m_followUp->update(now);
        return changed.size() == 1 ? changed.front() : SentAction{};
    }

    std::unique_ptr<TaskStore> m_store;
    std::unique_ptr<ActionFollowUp> m_followUp;
};

void TestActionFollowUp::aTaskIsFollowedToItsEnd()
{
    m_followUp->follow(accepted(u"rst-new"_s), start);
    QVERIFY(m_followUp->update(start).empty()); // not listed yet
    list(made(u"rst-new"_s, SyncTaskStatus::Pending));
    const SentAction waiting = news();
    QCOMPARE(waiting.progress, SentProgress::Waiting);
    QCOMPARE(progressText(waiting), u"Waiting"_s);
    list(made(u"rst-new"_s, SyncTaskStatus::Synchronizing));
    QCOMPARE(news().progress, SentProgress::Underway);
    QVERIFY(m_followUp->update(start).empty()); // still running
    list(made(u"rst-new"_s, SyncTaskStatus::Error));
    const SentAction ended = news();
    QCOMPARE(ended.progress, SentProgress::Failed);
    QCOMPARE(ended.progressCause, u"NETWORK_ERROR"_s);
    QCOMPARE(ended.progressedAt, start.addSecs(5));
    QCOMPARE(progressText(ended), u"Failed again: Network"_s);
    QVERIFY(m_followUp->isEmpty());
}

void TestActionFollowUp::whatBecameOfADeletedTaskIsNotKnown()
{
    m_followUp->follow(accepted(u"rst-new"_s), start);
    list(made(u"rst-new"_s, SyncTaskStatus::Synchronizing));
    QCOMPARE(news().progress, SentProgress::Underway);
    list(made(u"rst-new"_s, SyncTaskStatus::Deleted));
    QCOMPARE(news().progress, SentProgress::NotKnown);
}

void TestActionFollowUp::aCancelledTaskIsFollowed()
{
    list(sampleTask(1, SyncTaskStatus::Synchronizing));
    m_followUp->follow(accepted({}, SentKind::Cancel), start);
    QCOMPARE(news().progress, SentProgress::Underway);
    list(sampleTask(1, SyncTaskStatus::Canceled));
    QCOMPARE(news().progress, SentProgress::Cancelled);
}

void TestActionFollowUp::aTaskThatAnyOfItsInstancesListsIsFollowed_data()
{
    QTest::addColumn<QString>("listedBy");
    QTest::newRow("who was asked") << u"cri-asked"_s;
    QTest::newRow("source") << u"cri-hangzhou"_s;
    QTest::newRow("destination") << u"cri-frankfurt"_s;
}

void TestActionFollowUp::aTaskThatAnyOfItsInstancesListsIsFollowed()
{
    QFETCH(const QString, listedBy);
    SentAction action = accepted(u"rst-new"_s);
    action.instance.instanceId = u"cri-asked"_s;
    m_followUp->follow(action, start);
    m_store->merge(listedBy, std::array{made(u"rst-new"_s, SyncTaskStatus::Success)});
    QCOMPARE(news().progress, SentProgress::Done);
}

void TestActionFollowUp::aTaskWithoutIdIsFoundByWhatItCopies()
{
    // Listed before the answer came, or after it.
    for (const bool isBefore : {true, false}) {
        init();
        if (isBefore)
            list(made(u"rst-new"_s, SyncTaskStatus::Success));
        m_followUp->follow(accepted({}), start);
        if (!isBefore)
            list(made(u"rst-new"_s, SyncTaskStatus::Success));
        const SentAction found = news();
        QCOMPARE(found.createdId, u"rst-new"_s);
        QCOMPARE(found.progress, SentProgress::Done);
    }
}

void TestActionFollowUp::anOlderOrTakenTaskIsNotTheOne()
{
    list(made(u"rst-old"_s, SyncTaskStatus::Success, start.addSecs(-3600)));
    list(sampleTask(1, SyncTaskStatus::Success)); // of a rule, by a push
    list(made(u"rst-taken"_s, SyncTaskStatus::Synchronizing));
    m_followUp->follow(accepted(u"rst-taken"_s), start);
    SentAction second = accepted({});
    m_followUp->follow(second, start);
    (void)m_followUp->update(start);
    SyncTask other = made(u"rst-other"_s, SyncTaskStatus::Success);
    other.imageTo.imageTag = u"elsewhere"_s;
    list(other);
    for (const SentAction &action : m_followUp->update(start.addSecs(180)))
        QCOMPARE(action.progress, SentProgress::NotKnown);
    list(made(u"rst-new"_s, SyncTaskStatus::Success));
    QCOMPARE(news(start.addSecs(180)).createdId, u"rst-new"_s);
}

void TestActionFollowUp::whatIsNotListedIsNotKnownUntilItIs()
{
    m_followUp->follow(accepted(u"rst-new"_s), start);
    QVERIFY(m_followUp->update(start.addSecs(119)).empty());
    const SentAction lost = news(start.addSecs(120));
    QCOMPARE(lost.progress, SentProgress::NotKnown);
    QVERIFY(!m_followUp->isEmpty());
    list(made(u"rst-new"_s, SyncTaskStatus::Success));
    QCOMPARE(news(start.addSecs(600)).progress, SentProgress::Done);
}

void TestActionFollowUp::theTaskOfAnEndedActionIsNotAnothers()
{
    SentAction restored = accepted(u"rst-restored"_s);
    restored.progress = SentProgress::Done; // by an earlier window
    list(made(u"rst-restored"_s, SyncTaskStatus::Success));
    SentAction first = accepted({});
    first.id = u"a-first"_s;
    m_followUp->claim(restored);
    m_followUp->follow(first, start);
    m_followUp->follow(restored, start);
    QVERIFY(m_followUp->update(start).empty());
    list(made(u"rst-first"_s, SyncTaskStatus::Success));
    QCOMPARE(news().createdId, u"rst-first"_s);
    QVERIFY(m_followUp->isEmpty()); // it has ended

    SentAction second = accepted({});
    second.id = u"a-second"_s;
    second.sentAt = start.addSecs(60);
    m_followUp->follow(second, second.sentAt);
    QVERIFY(m_followUp->update(second.sentAt).empty());
    list(made(u"rst-second"_s, SyncTaskStatus::Error, second.sentAt));
    const SentAction found = news(second.sentAt);
    QCOMPARE(found.createdId, u"rst-second"_s);
    QCOMPARE(found.progress, SentProgress::Failed);
}

void TestActionFollowUp::theRetriedTaskIsNotWhatTheRetryMade()
{
    list(made(u"rst-manual"_s, SyncTaskStatus::Error, start.addSecs(-60)));
    SentAction retry = accepted({});
    retry.taskId = u"rst-manual"_s;
    m_followUp->follow(retry, start);
    QVERIFY(m_followUp->update(start).empty());
    list(made(u"rst-new"_s, SyncTaskStatus::Success));
    QCOMPARE(news().createdId, u"rst-new"_s);
}

void TestActionFollowUp::whatWasNotAcceptedIsNotFollowed()
{
    for (const SentOutcome outcome : {SentOutcome::Sending, SentOutcome::Refused,
                                      SentOutcome::InDoubt, SentOutcome::NotKnown}) {
        SentAction action = accepted(u"rst-new"_s);
        action.outcome = outcome;
        m_followUp->follow(action, start);
    }
    SentAction ended = accepted(u"rst-new"_s);
    ended.progress = SentProgress::Done;
    m_followUp->follow(ended, start);
    QVERIFY(m_followUp->isEmpty());
}

void TestActionFollowUp::theOutcomeSaysWhatIsFollowed_data()
{
    using State = ActionOutcome::State;
    QTest::addColumn<State>("state");
    QTest::addColumn<SentKind>("kind");
    QTest::addColumn<SentOutcome>("outcome");
    QTest::addColumn<SentProgress>("progress");
    using enum SentKind;
    QTest::newRow("sending") << State::Sending << Retry << SentOutcome::Sending
                             << SentProgress::None;
    QTest::newRow("checking") << State::Checking << Retry << SentOutcome::Sending
                              << SentProgress::None;
    QTest::newRow("done") << State::Done << Retry << SentOutcome::Accepted << SentProgress::Awaited;
    QTest::newRow("after all") << State::DoneAfterAll << Cancel << SentOutcome::Accepted
                               << SentProgress::Awaited;
    QTest::newRow("a rule") << State::Done << CreateRule << SentOutcome::Accepted
                            << SentProgress::None;
    QTest::newRow("no rule") << State::Done << DeleteRule << SentOutcome::Accepted
                             << SentProgress::None;
    QTest::newRow("refused") << State::Refused << Copy << SentOutcome::Refused
                             << SentProgress::None;
    QTest::newRow("not seen") << State::NotSeen << Copy << SentOutcome::InDoubt
                              << SentProgress::None;
    QTest::newRow("in doubt") << State::InDoubt << Copy << SentOutcome::InDoubt
                              << SentProgress::None;
}

void TestActionFollowUp::theOutcomeSaysWhatIsFollowed()
{
    QFETCH(const ActionOutcome::State, state);
    QFETCH(const SentKind, kind);
    SentAction action{.kind = kind};
    applyOutcome(action, {.state = state});
    QTEST(action.outcome, "outcome");
    QTEST(action.progress, "progress");
}

void TestActionFollowUp::theNumbersAddUp()
{
    SentCounts counts;
    const auto add = [&counts](int number, SentProgress progress, SentKind kind) {
        SentAction action{.kind = kind, .outcome = SentOutcome::Accepted, .progress = progress};
        for (int i = 0; i < number; ++i)
            counts.add(action);
    };
    add(20, SentProgress::Done, SentKind::Retry);
    add(8, SentProgress::Failed, SentKind::Retry);
    add(6, SentProgress::Underway, SentKind::Retry);
    add(3, SentProgress::Awaited, SentKind::Retry);
    QCOMPARE(sentCountsText(counts),
             u"37 accepted: 20 done, 8 failed again, 6 running, 3 not listed yet"_s);
    add(1, SentProgress::NotKnown, SentKind::Retry);
    add(1, SentProgress::Failed, SentKind::Copy);
    add(2, SentProgress::Cancelled, SentKind::Cancel);
    add(1, SentProgress::None, SentKind::DeleteRule);
    add(4, SentProgress::Waiting, SentKind::Copy);
    counts.add({.outcome = SentOutcome::Refused});
    QCOMPARE(sentCountsText(counts),
             u"46 accepted: 20 done, 8 failed again, 1 failed, 2 cancelled, "
             "6 running, 4 waiting, 3 not listed yet, 1 not known"_s);
    QCOMPARE(sentCountsText({.accepted = 2}), u"2 accepted"_s);
}

QTEST_GUILESS_MAIN(TestActionFollowUp)
#include "tst_actionfollowup.moc"
