#include "sampletasks.h"
#include "taskstore.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString here = u"cri-hangzhou"_s;

MergeReport mergeOne(TaskStore &store, const SyncTask &task)
{
    return store.merge(here, std::span(&task, 1));
}

SyncTask fullTask()
{
    SyncTask task = sampleTask(7, SyncTaskStatus::Error);
    task.linkId = u"link-1"_s;
    task.priority = 3;
    task.customLink = true;
    return task;
}

SyncTaskDetail detailOf(const SyncTask &task, std::vector<LayerTask> layers)
{
    SyncTaskDetail detail{.task = task, .layers = std::move(layers)};
    detail.task.createdAt = {};
    detail.task.modifiedAt = {};
    return detail;
}

} // namespace

class TestTaskStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTaskComesBackAsItWas_data()
    {
        QTest::addColumn<SyncTask>("task");
        QTest::newRow("full") << fullTask();
        QTest::newRow("only an id") << SyncTask{.id = u"rst-1"_s};
        SyncTask foreign = fullTask();
        foreign.status = syncTaskStatusFromWire(u"PAUSED"_s);
        foreign.trigger = taskTriggerFromWire(u"CRON"_s);
        foreign.issue = taskIssueFromWire(u"MOON_PHASE"_s);
        QTest::newRow("words that are not known") << foreign;
        SyncTask falseValues = fullTask();
        falseValues.crossUser = false;
        falseValues.syncTransAccelerate = std::nullopt;
        falseValues.priority = -1;
        QTest::newRow("not given and false differ") << falseValues;
    }

    void aTaskComesBackAsItWas()
    {
        QFETCH(SyncTask, task);
        TaskStore store;
        const MergeReport report = mergeOne(store, task);
        QCOMPARE(report.inserted, std::vector<TaskRow>{0});
        QCOMPARE(store.size(), 1U);
        QVERIFY(store.task(0) == task);
        QCOMPARE(store.instanceId(0), here);
        QCOMPARE(store.status(0), task.status.value);
        QCOMPARE(store.trigger(0), task.trigger.value);
    }

    void timesAreMillisecondsAndZeroWhenNotGiven()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1);
        mergeOne(store, task);
        mergeOne(store, {.id = u"rst-x"_s});
        QCOMPARE(store.createdMs(0), task.createdAt.toMSecsSinceEpoch());
        QCOMPARE(store.modifiedMs(0), task.modifiedAt.toMSecsSinceEpoch());
        QCOMPARE(store.createdMs(1), 0);
        QCOMPARE(store.modifiedMs(1), 0);
    }

    void aMergeSaysWhatItDid()
    {
        TaskStore store;
        const std::vector<SyncTask> before = {sampleTask(1), sampleTask(2),
                                              sampleTask(3, SyncTaskStatus::Synchronizing)};
        QCOMPARE(store.merge(here, before).inserted, (std::vector<TaskRow>{0, 1, 2}));

        const std::vector<SyncTask> after = {sampleTask(4), sampleTask(3), sampleTask(2)};
        const MergeReport report = store.merge(here, after);
        QCOMPARE(report.inserted, std::vector<TaskRow>{3});
        QCOMPARE(report.changed, std::vector<TaskRow>{2});
        QCOMPARE(report.unchanged, 1);
        QCOMPARE(store.status(2), SyncTaskStatus::Success);
    }

    void aRowIsNamedOnceThoughItsTaskComesTwice()
    {
        TaskStore store;
        mergeOne(store, sampleTask(1, SyncTaskStatus::Pending));
        const std::vector<SyncTask> twice = {sampleTask(1, SyncTaskStatus::Synchronizing),
                                             sampleTask(1), //
                                             sampleTask(2, SyncTaskStatus::Pending), sampleTask(2)};
        const MergeReport report = store.merge(here, twice);
        QCOMPARE(report.changed, std::vector<TaskRow>{0});
        QCOMPARE(report.inserted, std::vector<TaskRow>{1});
        QCOMPARE(store.status(1), SyncTaskStatus::Success);
    }

    void whatIsNotGivenLeavesTheKnownAlone()
    {
        TaskStore store;
        const SyncTask task = fullTask();
        mergeOne(store, task);
        const MergeReport report = mergeOne(store, {.id = task.id});
        QVERIFY(report.isEmpty());
        QCOMPARE(report.unchanged, 1);
        QVERIFY(store.task(0) == task);
    }

    void whatIsGivenLaterIsAdded()
    {
        TaskStore store;
        const SyncTask task = fullTask();
        mergeOne(store, {.id = task.id, .imageTo = {.repoName = task.imageTo.repoName}});
        QCOMPARE(mergeOne(store, task).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == task);
    }

    void theSameIdAtAnotherInstanceIsAnotherTask()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1);
        mergeOne(store, task);
        QCOMPARE(store.merge(u"cri-other"_s, std::span(&task, 1)).inserted,
                 std::vector<TaskRow>{1});
        QCOMPARE(store.find(here, task.id), std::optional<TaskRow>(0));
        QCOMPARE(store.find(u"cri-other"_s, task.id), std::optional<TaskRow>(1));
        QCOMPARE(store.find(u"cri-third"_s, task.id), std::nullopt);
        QCOMPARE(store.find(here, u"rst-none"_s), std::nullopt);
        QCOMPARE(store.find(here, QString()), std::nullopt);
    }

    void aTaskWithoutAnIdIsNotKept()
    {
        TaskStore store;
        QVERIFY(mergeOne(store, SyncTask{}).isEmpty());
        QCOMPARE(store.size(), 0U);
    }

    void anOldAnswerDoesNotReviveAFinishedTask()
    {
        TaskStore store;
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, running);
        mergeOne(store, sampleTask(1, SyncTaskStatus::Success));
        QVERIFY(mergeOne(store, running).isEmpty());
        QCOMPARE(store.status(0), SyncTaskStatus::Success);

        SyncTask again = running;
        again.modifiedAt = again.modifiedAt.addSecs(60);
        QCOMPARE(mergeOne(store, again).changed, std::vector<TaskRow>{0});
        QCOMPARE(store.status(0), SyncTaskStatus::Synchronizing);
    }

    void anEndThatWasToldIsNotForgottenWhenTheTaskIsDeleted()
    {
        TaskStore store;
        const SyncTask done = sampleTask(1);
        mergeOne(store, done);
        // It was asked for alone while the list told its end; meanwhile it was deleted.
        SyncTask deleted = sampleTask(1, SyncTaskStatus::Deleted);
        deleted.modifiedAt = {};
        QVERIFY(store.mergeDetail(here, detailOf(deleted, {})).isEmpty());
        QCOMPARE(store.status(0), SyncTaskStatus::Success);
        QVERIFY(mergeOne(store, deleted).isEmpty());
        QVERIFY(store.task(0) == done);
    }

    void aDeletedTaskThatIsListedAgainIsWhatTheListSays()
    {
        TaskStore store;
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, running);
        store.mergeDetail(here, detailOf(sampleTask(1, SyncTaskStatus::Deleted), {}));
        QCOMPARE(store.status(0), SyncTaskStatus::Deleted);
        QVERIFY(store.unfinished().empty());
        QCOMPARE(mergeOne(store, running).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == running);
        QCOMPARE(store.unfinished(), std::set<TaskRow>{0});

        store.mergeDetail(here, detailOf(sampleTask(1, SyncTaskStatus::Deleted), {}));
        QCOMPARE(mergeOne(store, sampleTask(1)).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == sampleTask(1));
    }

    void aTaskThatRunsAgainIsUnfinishedAgain()
    {
        TaskStore store;
        mergeOne(store, sampleTask(1));
        QVERIFY(store.unfinished().empty());
        SyncTask again = sampleTask(1, SyncTaskStatus::Synchronizing);
        again.modifiedAt = again.modifiedAt.addMSecs(1);
        mergeOne(store, again);
        QCOMPARE(store.unfinished(), std::set<TaskRow>{0});
        QCOMPARE(store.effectiveTimeMs(0), again.createdAt.toMSecsSinceEpoch());
        again.status = sampleTask(1).status;
        mergeOne(store, again);
        QVERIFY(store.unfinished().empty());
        QCOMPARE(store.effectiveTimeMs(0), again.modifiedAt.toMSecsSinceEpoch());
    }

    void theEndThatAListToldOutlivesADetailWithoutTime()
    {
        TaskStore store;
        const SyncTask done = sampleTask(1);
        mergeOne(store, done);
        QCOMPARE(store.mergeDetail(here, detailOf(done, {})).unchanged, 1);
        QCOMPARE(store.modifiedMs(0), done.modifiedAt.toMSecsSinceEpoch());
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        QVERIFY(store.mergeDetail(here, detailOf(running, {})).isEmpty()); // an older answer
        QCOMPARE(store.status(0), SyncTaskStatus::Success);
    }

    void aDetailMovesTheTaskInTime()
    {
        TaskStore store;
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, running);
        SyncTaskDetail ended{.task = sampleTask(1, SyncTaskStatus::Error)};
        ended.task.modifiedAt = running.modifiedAt.addSecs(60);
        QCOMPARE(store.mergeDetail(here, ended).changed, std::vector<TaskRow>{0});
        QCOMPARE(store.effectiveTimeMs(0), ended.task.modifiedAt.toMSecsSinceEpoch());
        QCOMPARE(store.moment(0).status(), SyncTaskStatus::Error);
        QVERIFY(store.unfinished().empty());
    }

    void aWordThatIsNewToUsTakesThePlaceOfOneThatIsKnown()
    {
        TaskStore store;
        SyncTask task = sampleTask(1, SyncTaskStatus::Error);
        mergeOne(store, task);
        task.status = syncTaskStatusFromWire(u"PAUSED"_s);
        task.trigger = taskTriggerFromWire(u"CRON"_s);
        task.issue = taskIssueFromWire(u"MOON_PHASE"_s);
        task.modifiedAt = task.modifiedAt.addSecs(1);
        QCOMPARE(mergeOne(store, task).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == task);

        // Another one, with nothing else.
        SyncTask other = task;
        other.status = syncTaskStatusFromWire(u"FROZEN"_s);
        QCOMPARE(store.mergeDetail(here, {.task = other}).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == other);
        other.issue = taskIssueFromWire(u"SUN_SPOTS"_s);
        QCOMPARE(store.mergeDetail(here, {.task = other}).changed, std::vector<TaskRow>{0});
        QVERIFY(store.task(0) == other);
    }

    void aFlagMayTurnEitherWay()
    {
        TaskStore store;
        for (std::optional<bool> SyncTask::*flag :
             {&SyncTask::crossUser, &SyncTask::syncTransAccelerate, &SyncTask::customLink}) {
            SyncTask task = sampleTask(1);
            for (const bool value : {true, false, true}) {
                task.*flag = value;
                mergeOne(store, task);
                QVERIFY(store.task(0) == task);
            }
            task.*flag = std::nullopt; // leaves the known alone
            mergeOne(store, task);
            QCOMPARE(store.task(0).*flag, std::optional(true));
            mergeOne(store, sampleTask(1));
        }
    }

    void anyDifferenceAloneIsAChange()
    {
        TaskStore store;
        SyncTask task = fullTask();
        mergeOne(store, task);
        const std::vector<void (*)(SyncTask &)> changes = {
            [](SyncTask &other) { other.ruleId = u"crsr-2"_s; },
            [](SyncTask &other) { other.batchId = u"batch-other"_s; },
            [](SyncTask &other) { other.linkId = u"link-2"_s; },
            [](SyncTask &other) { other.priority = 4; },
            [](SyncTask &other) { other.createdAt = other.createdAt.addMSecs(1); },
            [](SyncTask &other) { other.modifiedAt = other.modifiedAt.addMSecs(1); },
            [](SyncTask &other) { other.imageFrom.imageTag = u"other"_s; },
            [](SyncTask &other) { other.imageTo.imageTag = u"other"_s; },
            [](SyncTask &other) { other.imageFrom.repoName = u"other"_s; },
            [](SyncTask &other) { other.imageTo.instanceId = u"cri-other"_s; },
            [](SyncTask &other) { other.imageTo.regionId = u"cn-shanghai"_s; },
            [](SyncTask &other) { other.imageTo.repoNamespaceName = u"other"_s; },
        };
        for (const auto &change : changes) {
            change(task);
            QCOMPARE(mergeOne(store, task).changed, std::vector<TaskRow>{0});
            QVERIFY(store.task(0) == task);
            QCOMPARE(mergeOne(store, task).unchanged, 1);
        }
    }

    void anOldAnswerDoesNotTurnTheClockBack()
    {
        TaskStore store;
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        SyncTask done = sampleTask(1, SyncTaskStatus::Success);
        done.modifiedAt = running.modifiedAt.addSecs(60);
        mergeOne(store, done);
        QVERIFY(mergeOne(store, running).isEmpty());
        QCOMPARE(store.modifiedMs(0), done.modifiedAt.toMSecsSinceEpoch());
    }

    void whenATaskEndedIsNotKnownFromItsDetail()
    {
        TaskStore store;
        const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, running);
        store.mergeDetail(here, detailOf(sampleTask(1, SyncTaskStatus::Success), {}));
        QCOMPARE(store.modifiedMs(0), 0);
        QVERIFY(!store.task(0).modifiedAt.isValid());

        QVERIFY(mergeOne(store, running).isEmpty()); // an older answer
        QCOMPARE(store.status(0), SyncTaskStatus::Success);
        QCOMPARE(store.modifiedMs(0), 0);

        SyncTask done = sampleTask(1, SyncTaskStatus::Success);
        done.modifiedAt = running.modifiedAt.addSecs(60);
        QCOMPARE(mergeOne(store, done).changed, std::vector<TaskRow>{0});
        QCOMPARE(store.modifiedMs(0), done.modifiedAt.toMSecsSinceEpoch());
    }

    void whatMayStillChangeIsKnown()
    {
        TaskStore store;
        const std::vector<SyncTask> tasks = {
            sampleTask(1, SyncTaskStatus::Pending), sampleTask(2, SyncTaskStatus::Error),
            sampleTask(3, SyncTaskStatus::Synchronizing), SyncTask{.id = u"rst-x"_s}};
        store.merge(here, tasks);
        QCOMPARE(store.unfinished(), (std::set<TaskRow>{0, 2, 3}));
        mergeOne(store, sampleTask(1, SyncTaskStatus::Synchronizing));
        mergeOne(store, sampleTask(3, SyncTaskStatus::Success));
        QCOMPARE(store.unfinished(), (std::set<TaskRow>{0, 3}));
        mergeOne(store, {.id = u"rst-1"_s}); // nothing new
        QCOMPARE(store.unfinished(), (std::set<TaskRow>{0, 3}));
    }

    void aDetailBringsStatusIssueAndBytes()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, task);
        QCOMPARE(store.progress(0), std::nullopt);

        const MergeReport report = store.mergeDetail(
            here,
            detailOf(task, {{.size = 100, .syncedSize = 40}, {.size = 300, .syncedSize = 900}}));
        QCOMPARE(report.changed, std::vector<TaskRow>{0});
        QVERIFY(store.progress(0) == TransferProgress({.synced = 340, .total = 400}));
        QCOMPARE(store.createdMs(0), task.createdAt.toMSecsSinceEpoch());

        SyncTask failed = sampleTask(1, SyncTaskStatus::Error);
        QCOMPARE(store.mergeDetail(here, detailOf(failed, {})).changed, std::vector<TaskRow>{0});
        QCOMPARE(store.task(0).issue.value, TaskIssue::NetworkError);
        QCOMPARE(store.mergeDetail(here, detailOf(failed, {})).unchanged, 1);
    }

    void theSameBytesAgainAreNoChange()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, task);
        const auto merge = [&](qint64 synced) {
            return store.mergeDetail(here, detailOf(task, {{.size = 100, .syncedSize = synced}}));
        };
        QCOMPARE(merge(40).changed.size(), 1U);
        QCOMPARE(merge(40).unchanged, 1);
        QCOMPARE(merge(41).changed.size(), 1U);
        // A reply without layers says nothing about them.
        QCOMPARE(store.mergeDetail(here, detailOf(task, {})).unchanged, 1);
        QVERIFY(store.progress(0) == TransferProgress({.synced = 41, .total = 100}));
    }

    void bytesBelowZeroAreNone()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, task);
        store.mergeDetail(here, detailOf(task, {{.size = 100, .syncedSize = -40},
                                                {.size = -50, .syncedSize = 10},
                                                {.size = 100, .syncedSize = 30}}));
        QVERIFY(store.progress(0) == TransferProgress({.synced = 30, .total = 200}));
        SyncTaskDetail sum = detailOf(task, {{.size = 100}});
        sum.syncedSize = 101;
        store.mergeDetail(here, sum);
        QVERIFY(store.progress(0) == TransferProgress({.synced = 100, .total = 100}));
        sum.syncedSize = -1;
        store.mergeDetail(here, sum);
        QVERIFY(store.progress(0) == TransferProgress({.synced = 0, .total = 100}));
    }

    void bytesComeFromTheTaskWhereLayersDoNotTell()
    {
        TaskStore store;
        const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
        mergeOne(store, task);
        SyncTaskDetail detail = detailOf(task, {{.size = 100}, {.size = 100}});
        detail.syncedSize = 50;
        store.mergeDetail(here, detail);
        QVERIFY(store.progress(0) == TransferProgress({.synced = 50, .total = 200}));
    }

    void aDetailOfATaskThatNoListShowedIsNotKept()
    {
        TaskStore store;
        QVERIFY(store.mergeDetail(here, detailOf(sampleTask(1), {})).isEmpty());
        QCOMPARE(store.size(), 0U);
    }

    void manyTasksAreFoundAgain()
    {
        TaskStore store;
        constexpr int count = 20'000;
        std::vector<SyncTask> tasks;
        for (int i = 0; i < count; ++i)
            tasks.push_back(sampleTask(i));
        QCOMPARE(store.merge(here, tasks).inserted.size(), std::size_t{count});
        for (int i = 0; i < count; ++i) {
            const auto row = static_cast<TaskRow>(i);
            QCOMPARE(store.find(here, tasks[row].id), std::optional(row));
        }
        QVERIFY(store.task(count - 1) == tasks.back());
        QCOMPARE(store.merge(here, tasks).unchanged, count);
    }

    void aRowIsSmall()
    {
        QCOMPARE_LE(sizeof(TaskHotFields) + sizeof(TaskColdFields) + sizeof(TaskEnds) +
                        sizeof(TaskTags) + sizeof(TaskMoment),
                    80U);
    }
};

QTEST_GUILESS_MAIN(TestTaskStore)
#include "tst_taskstore.moc"
