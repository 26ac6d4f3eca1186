#include "sampletasks.h"
#include "taskmerge.h"

#include <QTest>

#include <array>

using Status = SyncTaskStatus;

namespace {

constexpr std::array endsTold = {Status::Success, Status::Error, Status::Canceled};
constexpr std::array others = {Status::Unknown, Status::Pending, Status::Synchronizing,
                               Status::Deleted};

} // namespace

class TestTaskMerge final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEndIsNotUndoneByWhatWasBeforeIt()
    {
        for (const Status end : endsTold) {
            for (const Status status : others) {
                for (const qint64 ms : {0, 99, 100})
                    QVERIFY(isOutdated({.status = status, .changedMs = ms},
                                       {.status = end, .changedMs = 100}));
                QVERIFY(!isOutdated({.status = status, .changedMs = 101},
                                    {.status = end, .changedMs = 100}));
            }
        }
    }

    void anEndReplacesAnything()
    {
        for (const Status end : endsTold) {
            for (const Status known : endsTold)
                QVERIFY(!isOutdated({.status = end}, {.status = known, .changedMs = 100}));
            for (const Status known : others)
                QVERIFY(!isOutdated({.status = end}, {.status = known, .changedMs = 100}));
        }
    }

    void whatHasNotEndedTakesAnyReport()
    {
        for (const Status known : others) {
            for (const Status status : others)
                QVERIFY(!isOutdated({.status = status, .changedMs = 1},
                                    {.status = known, .changedMs = 100}));
        }
    }

    void aTimeThatIsGivenIsTheEnds()
    {
        QCOMPARE(endTimeAfter({.status = Status::Success, .changedMs = 7}, {}), EndTime::Given);
        QCOMPARE(endTimeAfter({.status = Status::Pending, .changedMs = 7},
                              {.status = Status::Error, .changedMs = 1}),
                 EndTime::Given);
    }

    void anEndWithoutATimeHasNone()
    {
        for (const Status known : {Status::Unknown, Status::Pending, Status::Synchronizing}) {
            for (const Status end : endsTold)
                QCOMPARE(endTimeAfter({.status = end}, {.status = known}), EndTime::Missing);
            QCOMPARE(endTimeAfter({.status = Status::Deleted}, {.status = known}),
                     EndTime::Missing);
        }
    }

    void aTimeThatIsKnownStays()
    {
        QCOMPARE(endTimeAfter({.status = Status::Success}, {.status = Status::Error}),
                 EndTime::AsKnown);
        QCOMPARE(endTimeAfter({.status = Status::Success}, {.status = Status::Deleted}),
                 EndTime::AsKnown);
        QCOMPARE(endTimeAfter({.status = Status::Pending}, {.status = Status::Pending}),
                 EndTime::AsKnown);
    }

    void aTaskThatWasNotKnownIsTheNews()
    {
        for (const auto &[member, task] : tasksByMember()) {
            KnownTask known;
            known.task.id = task.id;
            mergeTask(known, task);
            QVERIFY2(known.task == task, member.constData());
        }
    }

    void whatIsNotGivenLeavesWhatIsKnown()
    {
        for (const auto &[member, task] : tasksByMember()) {
            KnownTask known{.task = task};
            mergeTask(known, SyncTask{.id = task.id});
            QVERIFY2(known.task == task, member.constData());
        }
    }

    void whatIsGivenReplacesWhatIsKnown()
    {
        for (const auto &[member, task] : tasksByMember()) {
            KnownTask known{.task = sampleTask(77, Status::Pending)};
            mergeTask(known, task);
            QVERIFY2(known.task.status == task.status, member.constData());
            const QString repo = task.imageFrom.repoName;
            QVERIFY2(repo.isEmpty() || known.task.imageFrom.repoName == repo, member.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestTaskMerge)
#include "tst_taskmerge.moc"
