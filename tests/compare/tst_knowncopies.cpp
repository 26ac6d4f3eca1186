#include "knowncopies.h"
#include "sampletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Of the tag \p tag, created \p minute minutes after another.
SyncTask taskFor(const QString &tag, int minute, SyncTaskStatus status)
{
    SyncTask task = sampleTask(minute, status);
    task.imageFrom.imageTag = tag;
    task.imageTo.imageTag = tag;
    return task;
}

RepositoryPair pairOf(const SyncTask &task)
{
    return {.from = task.imageFrom, .to = task.imageTo};
}

QHash<QString, KnownCopy> tasksOf(const TaskStore &store, const RepositoryPair &pair)
{
    return knownCopies(store, {}, {&pair, 1}).front().tasks;
}

const QDateTime sendingTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

/// A copy of team/app:v1, sent \p minute minutes after another.
SentAction sentCopy(SentOutcome outcome, SentProgress progress = SentProgress::None, int minute = 0)
{
    const SyncTask like = taskFor(u"v1"_s, 1, SyncTaskStatus::Success);
    return {.id = QString::number(minute),
            .sentAt = sendingTime.addSecs(60 * minute),
            .kind = SentKind::Copy,
            .imageFrom = like.imageFrom,
            .imageTo = like.imageTo,
            .outcome = outcome,
            .progress = progress};
}

PairCopies copiesAfter(const std::vector<SentAction> &actions)
{
    const RepositoryPair pair = pairOf(sampleTask(1));
    return knownCopies(TaskStore(), actions, {&pair, 1}).front();
}

} // namespace

class TestKnownCopies final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestTaskOfATagCounts()
    {
        using enum SyncTaskStatus;
        const std::vector tasks{taskFor(u"v1"_s, 3, Success), taskFor(u"v1"_s, 7, Error),
                                taskFor(u"v1"_s, 5, Success), taskFor(u"v2"_s, 4, Pending)};
        TaskStore store;
        store.merge(u"cri-hangzhou"_s, tasks);
        const auto copies = tasksOf(store, pairOf(tasks[0]));
        QCOMPARE(copies.size(), 2);
        QCOMPARE(copies[u"v1"_s].status, Error);
        QCOMPARE(copies[u"v2"_s].status, Pending);
    }

    void otherRepositoriesAndDestinationsDoNotCount()
    {
        SyncTask other = taskFor(u"v1"_s, 1, SyncTaskStatus::Success);
        const RepositoryPair pair = pairOf(other);
        TaskStore store;
        QVERIFY(tasksOf(store, pair).isEmpty());
        other.imageTo.repoName = u"another"_s;
        SyncTask elsewhere = taskFor(u"v1"_s, 2, SyncTaskStatus::Success);
        elsewhere.imageTo.instanceId = u"cri-another"_s;
        store.merge(u"cri-hangzhou"_s, std::vector{other, elsewhere});
        QVERIFY(tasksOf(store, pair).isEmpty());
    }

    void theCauseOfAFailureIsKept()
    {
        SyncTask failed = taskFor(u"v1"_s, 1, SyncTaskStatus::Error);
        failed.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
        TaskStore store;
        store.merge(u"cri-hangzhou"_s, std::vector{failed});
        const auto copies = tasksOf(store, pairOf(failed));
        QCOMPARE(copies[u"v1"_s].issue.value, TaskIssue::TagConflict);
    }

    void eachPairHasItsOwn()
    {
        const SyncTask one = taskFor(u"v1"_s, 1, SyncTaskStatus::Success);
        SyncTask other = taskFor(u"v1"_s, 2, SyncTaskStatus::Error);
        other.imageTo.instanceId = u"cri-another"_s;
        other.imageTo.regionId = u"elsewhere"_s;
        TaskStore store;
        store.merge(u"cri-hangzhou"_s, std::vector{one, other});
        RepositoryPair reversed{.from = one.imageTo, .to = one.imageFrom};
        const std::vector pairs{pairOf(other), reversed, pairOf(one), pairOf(other)};
        const auto copies = knownCopies(store, {}, pairs);
        QCOMPARE(copies[0].tasks[u"v1"_s].status, SyncTaskStatus::Error);
        QVERIFY(copies[1].tasks.isEmpty());
        QCOMPARE(copies[2].tasks[u"v1"_s].status, SyncTaskStatus::Success);
        QCOMPARE(copies[3], copies[0]);
    }

    void aRequestSaysHowFarItCame_data()
    {
        QTest::addColumn<SentAction>("action");
        QTest::addColumn<SentCopy::State>("state");
        QTest::addColumn<EarlierCopy>("earlier");
        using State = SentCopy::State;
        using enum SentOutcome;
        const auto row = [](const char *name, const SentAction &action, State state,
                            EarlierCopy earlier = EarlierCopy::Known) {
            QTest::newRow(name) << action << state << earlier;
        };
        const auto way = EarlierCopy::UnderWay;
        row("leaving", sentCopy(Sending), State::Awaited, way);
        row("not listed", sentCopy(Accepted, SentProgress::Awaited), State::Awaited, way);
        row("running", sentCopy(Accepted, SentProgress::Underway), State::Awaited, way);
        row("done", sentCopy(Accepted, SentProgress::Done), State::Arrived);
        row("failed", sentCopy(Accepted, SentProgress::Failed), State::Ended);
        row("never listed", sentCopy(Accepted, SentProgress::NotKnown), State::InDoubt);
        row("refused", sentCopy(Refused), State::Refused);
        row("answer lost", sentCopy(InDoubt), State::InDoubt);
        row("of an earlier window", sentCopy(SentOutcome::NotKnown), State::InDoubt);
    }

    void aRequestSaysHowFarItCame()
    {
        QFETCH(const SentAction, action);
        QFETCH(const SentCopy::State, state);
        QFETCH(const EarlierCopy, earlier);
        const PairCopies copies = copiesAfter({action});
        QCOMPARE(copies.sent.value(u"v1"_s),
                 (SentCopy{.state = state, .sentMs = sendingTime.toMSecsSinceEpoch()}));
        QCOMPARE(earlierCopy(copies, u"v1"_s), earlier);
        QCOMPARE(earlierCopy(copies, u"v2"_s), EarlierCopy::None);
    }

    void eachOfManyCopiesKnowsItsEarlierOne()
    {
        using enum SyncTaskStatus;
        const SyncTask ended = taskFor(u"v1"_s, 1, Error);
        const SyncTask running = taskFor(u"v2"_s, 2, Pending);
        const SyncTask unknown = taskFor(u"v3"_s, 3, Success);
        SyncTask elsewhere = taskFor(u"v2"_s, 4, Success);
        elsewhere.imageTo.repoName = u"another"_s;
        TaskStore store;
        store.merge(u"cri-hangzhou"_s, std::vector{ended, running, elsewhere});
        std::vector<TagCopy> copies;
        for (const SyncTask &task : {ended, running, unknown, elsewhere, ended})
            copies.push_back({.from = task.imageFrom, .to = task.imageTo});
        std::vector<EarlierCopy> known;
        for (const TagCopy &copy : withEarlierCopies(copies, store, {}))
            known.push_back(copy.earlier);
        using enum EarlierCopy;
        QCOMPARE(known, (std::vector{Known, UnderWay, None, Known, Known}));
    }

    void theNewestRequestCountsUnlessOneIsAwaited()
    {
        using enum SentOutcome;
        const SentAction done = sentCopy(Accepted, SentProgress::Done, 1);
        QCOMPARE(copiesAfter({done, sentCopy(Refused, SentProgress::None, 2)}).sent[u"v1"_s].state,
                 SentCopy::State::Refused);
        QCOMPARE(copiesAfter({sentCopy(Sending), done}).sent[u"v1"_s].state,
                 SentCopy::State::Awaited);
    }

    void whatCopiesNothingDoesNotCount()
    {
        SentAction cancelled = sentCopy(SentOutcome::Accepted);
        cancelled.kind = SentKind::Cancel;
        SentAction elsewhere = sentCopy(SentOutcome::Accepted);
        elsewhere.imageTo.repoName = u"another"_s;
        QVERIFY(copiesAfter({cancelled, elsewhere}).sent.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKnownCopies)
#include "tst_knowncopies.moc"
