#include "earlierresults.h"
#include "samepush.h"
#include "sampletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString instance = u"cri-hangzhou"_s;

/// The same image to the same destination each time, created \p number minutes after midnight.
SyncTask attempt(int number, SyncTaskStatus status = SyncTaskStatus::Success)
{
    SyncTask task = sampleTask(number, status);
    task.imageFrom.imageTag = u"latest"_s;
    task.imageTo.imageTag = u"latest"_s;
    return task;
}

TaskRow rowOf(const TaskStore &store, int number)
{
    return *store.find(instance, u"rst-%1"_s.arg(number));
}

template<typename Lookup>
void catchUp(Lookup &lookup)
{
    while (lookup.processChunk()) {
    }
}

/// Having seen all that is there.
template<typename Lookup>
Lookup lookedUp(const TaskStore &store, TaskRow row)
{
    Lookup lookup(store, row);
    catchUp(lookup);
    return lookup;
}

EarlierResults resultsOf(const TaskStore &store, int number)
{
    return lookedUp<EarlierResults>(store, rowOf(store, number));
}

SamePush pushOf(const TaskStore &store, int number)
{
    return lookedUp<SamePush>(store, rowOf(store, number));
}

QStringList idsOf(const TaskStore &store, const std::vector<TaskRow> &rows)
{
    QStringList ids;
    for (const TaskRow row : rows)
        ids << store.task(row).id;
    return ids;
}

} // namespace

class TestEarlierResults final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void earlierAttemptsComeNewestFirst()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(2), attempt(9), attempt(5), attempt(7)});
        const EarlierResults results = resultsOf(store, 7);
        QCOMPARE(idsOf(store, results.earlier(8)), (QStringList{u"rst-5"_s, u"rst-2"_s}));
    }

    void theLastCopyByAnotherTaskIsKnown()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(2), attempt(5, SyncTaskStatus::Error),
                                          attempt(7, SyncTaskStatus::Synchronizing)});
        EarlierResults results(store, rowOf(store, 5));
        QVERIFY(!results.isComplete());
        catchUp(results);
        QVERIFY(results.isComplete());
        QVERIFY(!results.lastCopiedMs());               // an earlier one has changed nothing since
        store.merge(instance, std::vector{attempt(7)}); // it ends
        const std::optional<qint64> ended = results.lastCopiedMs();
        QCOMPARE(ended, std::optional(store.moment(rowOf(store, 7)).ms()));
        store.merge(instance, std::vector{attempt(1)}); // of the past
        QVERIFY(!results.isComplete());
        catchUp(results);
        QCOMPARE(results.lastCopiedMs(), ended);
    }

    void anotherTagRepositoryOrDestinationIsAnotherImage()
    {
        TaskStore store;
        SyncTask otherTag = attempt(1);
        otherTag.imageTo.imageTag = u"1.0"_s;
        SyncTask otherRepository = attempt(2);
        otherRepository.imageFrom.repoName = u"web"_s;
        SyncTask otherPlace = attempt(3);
        otherPlace.imageTo.instanceId = u"cri-singapore"_s;
        store.merge(instance, std::vector{otherTag, otherRepository, otherPlace, attempt(9)});
        QVERIFY(resultsOf(store, 9).earlier(8).empty());
    }

    void whatDoesNotNameItsImageHasNoPast()
    {
        TaskStore store;
        SyncTask before = attempt(1);
        SyncTask failed = attempt(2, SyncTaskStatus::Error);
        SyncTask after = attempt(3);
        for (SyncTask *task : {&before, &failed, &after})
            task->imageTo.imageTag.clear();
        store.merge(instance, std::vector{before, failed, after});
        const EarlierResults results = resultsOf(store, 2);
        QVERIFY(results.earlier(8).empty());
        QVERIFY(!results.repairedBy());
    }

    void onlySoManyAreShown()
    {
        TaskStore store;
        std::vector<SyncTask> tasks;
        for (int i = 0; i < 30; ++i)
            tasks.push_back(attempt(i));
        store.merge(instance, tasks);
        const std::vector<TaskRow> rows = resultsOf(store, 29).earlier(8);
        QCOMPARE(rows.size(), std::size_t{8});
        QCOMPARE(store.task(rows.front()).id, u"rst-28"_s);
    }

    void aTaskListedByBothEndsIsOne()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(1), attempt(2)});
        store.merge(u"cri-frankfurt"_s, std::vector{attempt(1), attempt(2)});
        const EarlierResults results = resultsOf(store, 2);
        QCOMPARE(idsOf(store, results.earlier(8)), QStringList{u"rst-1"_s});
    }

    void aLaterSuccessRepairsAFailure()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(1), attempt(2, SyncTaskStatus::Error), attempt(3),
                                          attempt(4, SyncTaskStatus::Error), attempt(5)});
        const EarlierResults failed = resultsOf(store, 2);
        QCOMPARE(store.task(*failed.repairedBy()).id, u"rst-5"_s);
        QVERIFY(!resultsOf(store, 3).repairedBy()); // nothing to repair
        QVERIFY(!resultsOf(store, 5).repairedBy());
    }

    void onlyWhatDidNotArriveIsRepaired_data()
    {
        QTest::addColumn<SyncTaskStatus>("status");
        QTest::addColumn<bool>("isRepaired");
        QTest::newRow("failed") << SyncTaskStatus::Error << true;
        QTest::newRow("cancelled") << SyncTaskStatus::Canceled << true;
        QTest::newRow("done") << SyncTaskStatus::Success << false;
        QTest::newRow("running") << SyncTaskStatus::Synchronizing << false;
        QTest::newRow("waiting") << SyncTaskStatus::Pending << false;
        QTest::newRow("deleted") << SyncTaskStatus::Deleted << false;
        QTest::newRow("unknown") << SyncTaskStatus::Unknown << false;
    }

    void onlyWhatDidNotArriveIsRepaired()
    {
        QFETCH(const SyncTaskStatus, status);
        QFETCH(const bool, isRepaired);
        TaskStore store;
        store.merge(instance, std::vector{attempt(1, status), attempt(2)});
        QCOMPARE(resultsOf(store, 1).repairedBy().has_value(), isRepaired);
    }

    void anEarlierSuccessRepairsNothing()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(1), attempt(2, SyncTaskStatus::Error),
                                          attempt(3, SyncTaskStatus::Synchronizing)});
        EarlierResults results = resultsOf(store, 2);
        QVERIFY(!results.repairedBy());
        store.merge(instance, std::vector{attempt(3)}); // it ends
        QVERIFY(results.repairedBy());
    }

    void whatComesLaterIsCaughtUpWith()
    {
        TaskStore store;
        store.merge(instance, std::vector{attempt(5, SyncTaskStatus::Error)});
        EarlierResults results = resultsOf(store, 5);
        store.merge(instance, std::vector{attempt(1), attempt(8)});
        QVERIFY(results.earlier(8).empty());
        catchUp(results);
        catchUp(results);
        QCOMPARE(idsOf(store, results.earlier(8)), QStringList{u"rst-1"_s});
        QCOMPARE(store.task(*results.repairedBy()).id, u"rst-8"_s);
    }

    void manyTasksAreLookedAtInPieces()
    {
        TaskStore store;
        std::vector<SyncTask> tasks;
        tasks.reserve(EarlierResults::rowsAtOnce + 1);
        SyncTask task = attempt(1);
        for (TaskRow i = 0; i <= EarlierResults::rowsAtOnce; ++i) {
            task.id = u"rst-"_s + QString::number(i);
            tasks.push_back(task);
        }
        store.merge(instance, tasks);
        EarlierResults results(store, 0);
        SamePush push(store, 0);
        QVERIFY(results.processChunk() && push.processChunk());
        QCOMPARE(push.others().size(), std::size_t{SamePush::rowsAtOnce - 1});
        QVERIFY(!results.processChunk() && !push.processChunk());
        QCOMPARE(push.others().size(), std::size_t{SamePush::rowsAtOnce});
        QVERIFY(!results.processChunk()); // nothing has come
    }

    void aPushHasOneBatch()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = {sampleTask(1), sampleTask(2), sampleTask(3), sampleTask(4),
                                       sampleTask(5)};
        tasks[1].batchId = tasks[0].batchId;
        tasks[2].batchId = tasks[0].batchId;
        tasks[2].status = syncTaskStatusFromWire(u"ERROR"_s);
        tasks[3].batchId.clear();
        tasks[4].batchId.clear();
        store.merge(instance, tasks);
        store.merge(u"cri-frankfurt"_s, std::vector{tasks[1]});
        SamePush push = pushOf(store, 1);
        QCOMPARE(idsOf(store, push.others()), (QStringList{u"rst-3"_s, u"rst-2"_s}));
        QVERIFY(pushOf(store, 4).others().empty()); // no batch is not a batch

        SyncTask late = sampleTask(6);
        late.batchId = tasks[0].batchId;
        store.merge(instance, std::vector{late});
        catchUp(push);
        QCOMPARE(push.others().size(), std::size_t{3});
    }

    void aTaskOfWhichOneListIsBehindIsThereOnceAsItStandsNow()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = {sampleTask(1), sampleTask(2, SyncTaskStatus::Error),
                                       sampleTask(3)};
        for (SyncTask &task : tasks)
            task.batchId = u"batch"_s;
        store.merge(instance, tasks);
        SyncTask behind = sampleTask(3, SyncTaskStatus::Synchronizing);
        behind.batchId = u"batch"_s;
        store.merge(u"cri-frankfurt"_s, std::vector{behind});
        const std::vector<TaskRow> others = pushOf(store, 1).others();
        QCOMPARE(idsOf(store, others), (QStringList{u"rst-2"_s, u"rst-3"_s}));
        QCOMPARE(store.status(others.back()), SyncTaskStatus::Success);
    }
};

QTEST_GUILESS_MAIN(TestEarlierResults)
#include "tst_earlierresults.moc"
