#include "latestresults.h"
#include "randomtasks.h"

#include <QTest>

#include <map>
#include <span>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Rows = std::vector<TaskRow>;

const QString here = u"cri-1"_s;

/// team/app:1 from Hangzhou to Frankfurt, created \p age ago.
SyncTask copied(SyncTaskStatus status, std::chrono::milliseconds age)
{
    SyncTask task = taskBetween(u"cn-hangzhou"_s, u"eu-central-1"_s, status, age, 1min);
    task.imageFrom.imageTag = u"1"_s;
    task.imageTo.imageTag = u"1"_s;
    return task;
}

SyncTask failed(std::chrono::milliseconds age)
{
    return copied(SyncTaskStatus::Error, age);
}

SyncTask done(std::chrono::milliseconds age)
{
    return copied(SyncTaskStatus::Success, age);
}

Rows latest(const TaskStore &store, const LatestResults &results)
{
    Rows rows;
    for (TaskRow row = 0; row < store.size(); ++row) {
        if (results.isLatest(row))
            rows.push_back(row);
    }
    return rows;
}

Rows repaired(const TaskStore &store, const LatestResults &results)
{
    Rows rows;
    for (TaskRow row = 0; row < store.size(); ++row) {
        if (results.isRepaired(row))
            rows.push_back(row);
    }
    return rows;
}

Rows latestOf(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    return latest(filled.store, LatestResults(filled.store));
}

Rows repairedOf(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    return repaired(filled.store, LatestResults(filled.store));
}

/// Few images, so that many tasks are of the same one.
std::vector<SyncTask> manyCopies(int count, unsigned seed)
{
    std::vector<SyncTask> tasks = randomTasks(count, seed);
    std::mt19937 random(seed);
    for (SyncTask &task : tasks) {
        task.imageFrom.imageTag = random() % 40 == 0 ? QString() : QString::number(random() % 3);
        task.imageTo.imageTag = task.imageFrom.imageTag;
        task.imageTo.repoName = random() % 40 == 0 ? QString() : task.imageFrom.repoName;
        if (random() % 3 == 0)
            task.status = {.value = SyncTaskStatus::Error, .text = u"ERROR"_s};
    }
    return tasks;
}

/// By texts, and by looking at each pair of tasks.
class SlowResults final {
public:
    explicit SlowResults(const TaskStore &store) : m_store(store)
    {
        for (TaskRow row = 0; row < store.size(); ++row)
            m_rows[keyOf(row)].push_back(row);
    }
    [[nodiscard]] bool isLatest(TaskRow row) const
    {
        return std::ranges::none_of(same(row), [&](TaskRow other) { return isLater(other, row); });
    }
    [[nodiscard]] bool isRepaired(TaskRow row) const
    {
        return m_store.status(row) == SyncTaskStatus::Error &&
               std::ranges::any_of(same(row), [&](TaskRow other) {
                   return m_store.status(other) == SyncTaskStatus::Success && isLater(other, row);
               });
    }
    [[nodiscard]] bool isUnderWayAgain(TaskRow row) const
    {
        const SyncTaskStatus status = m_store.status(row);
        return isFinished(status) && status != SyncTaskStatus::Success &&
               std::ranges::any_of(same(row), [&](TaskRow other) {
                   return isLatest(other) && !isFinished(m_store.status(other));
               });
    }

private:
    [[nodiscard]] QStringList keyOf(TaskRow row) const
    {
        const SyncTask task = m_store.task(row);
        QStringList key{m_store.instanceId(row)};
        for (const ImageRef &end : {task.imageFrom, task.imageTo}) {
            if (end.repoName.isEmpty() || end.imageTag.isEmpty())
                return {QString::number(row)};
            key << (end.instanceId.isEmpty() ? u"in "_s + end.regionId : end.instanceId)
                << end.repoNamespaceName << end.repoName << end.imageTag;
        }
        return key;
    }
    [[nodiscard]] const Rows &same(TaskRow row) const { return m_rows.at(keyOf(row)); }
    [[nodiscard]] bool isLater(TaskRow row, TaskRow other) const
    {
        const auto when = [this](TaskRow task) {
            const qint64 created = m_store.createdMs(task);
            const qint64 changed = m_store.modifiedMs(task);
            return std::tuple(created != 0 ? created : changed, changed, task);
        };
        return when(row) > when(other);
    }

    const TaskStore &m_store;
    std::map<QStringList, Rows> m_rows;
};

} // namespace

class TestLatestResults final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestTaskOfAnImageIsTheLatest()
    {
        QCOMPARE(latestOf({done(3h), failed(1h), done(2h)}), (Rows{1}));
    }

    void whateverCameOfItTheNewestTaskIsTheLatest()
    {
        for (const SyncTaskStatus status :
             {SyncTaskStatus::Pending, SyncTaskStatus::Synchronizing, SyncTaskStatus::Canceled})
            QCOMPARE(latestOf({done(3h), copied(status, 1h)}), (Rows{1}));
    }

    void aLaterSuccessRepairsAFailure()
    {
        QCOMPARE(repairedOf({failed(3h), failed(2h), done(1h)}), (Rows{0, 1}));
    }

    void anEarlierSuccessRepairsNothing() { QCOMPARE(repairedOf({done(3h), failed(1h)}), Rows{}); }

    void aFailureAfterTheRepairIsOpenAgain()
    {
        QCOMPARE(repairedOf({failed(3h), done(2h), failed(1h)}), (Rows{0}));
    }

    void aRetryThatRunsRepairsNothingYet()
    {
        QCOMPARE(repairedOf({failed(3h), copied(SyncTaskStatus::Synchronizing, 1h)}), Rows{});
        QCOMPARE(repairedOf({failed(3h), copied(SyncTaskStatus::Canceled, 1h)}), Rows{});
    }

    void whenItWasCreatedDecidesNotWhenItEnded()
    {
        SyncTask slow = done(3h);
        slow.modifiedAt = testNow; // an older push, that arrived long after
        QCOMPARE(repairedOf({slow, failed(2h)}), Rows{});
        QCOMPARE(latestOf({slow, failed(2h)}), (Rows{1}));
    }

    void anyDifferenceOfTheEndsIsAnotherImage_data()
    {
        QTest::addColumn<QString ImageRef::*>("part");
        QTest::newRow("instance") << &ImageRef::instanceId;
        QTest::newRow("namespace") << &ImageRef::repoNamespaceName;
        QTest::newRow("repository") << &ImageRef::repoName;
        QTest::newRow("tag") << &ImageRef::imageTag;
    }
    void anyDifferenceOfTheEndsIsAnotherImage()
    {
        QFETCH(QString ImageRef::*, part);
        for (ImageRef SyncTask::*end : {&SyncTask::imageFrom, &SyncTask::imageTo}) {
            SyncTask elsewhere = done(1h);
            (elsewhere.*end).*part = u"other"_s;
            QCOMPARE(repairedOf({failed(3h), elsewhere}), Rows{});
            QCOMPARE(latestOf({failed(3h), elsewhere}), (Rows{0, 1}));
        }
    }

    void ruleTriggerAndPushDoNotMatter()
    {
        SyncTask byHand = done(1h);
        byHand.ruleId.clear();
        byHand.batchId = u"another"_s;
        byHand.trigger = taskTriggerFromWire(u"INITIATIVE"_s);
        QCOMPARE(repairedOf({failed(3h), byHand}), (Rows{0}));
    }

    void aRegionThatIsNotToldMakesNoOtherInstance()
    {
        SyncTask sparse = done(1h);
        sparse.imageTo.regionId.clear();
        QCOMPARE(repairedOf({failed(3h), sparse}), (Rows{0}));
    }

    void withoutAnInstanceTheRegionTells()
    {
        SyncTask before = failed(3h);
        SyncTask after = done(1h);
        before.imageTo.instanceId.clear();
        after.imageTo.instanceId.clear();
        QCOMPARE(repairedOf({before, after}), (Rows{0}));
        after.imageTo.regionId = u"cn-shanghai"_s;
        QCOMPARE(repairedOf({before, after}), Rows{});
    }

    void unknownImagesAreComparedWithNothing()
    {
        for (QString ImageRef::*part : {&ImageRef::repoName, &ImageRef::imageTag}) {
            SyncTask before = failed(3h);
            SyncTask after = done(1h);
            before.imageTo.*part = QString();
            after.imageTo.*part = QString();
            QCOMPARE(latestOf({before, after}), (Rows{0, 1}));
            QCOMPARE(repairedOf({before, after}), Rows{});
        }
    }

    void whatTwoInstancesListIsJudgedForEach()
    {
        TaskStore store;
        const SyncTask once = failed(3h);
        store.merge(here, std::vector{once});
        store.merge(u"cri-2"_s, std::vector{once});
        const LatestResults results(store);
        QCOMPARE(latest(store, results), (Rows{0, 1}));
    }

    void ofTwoCreatedAtOnceTheOneThatChangedLaterCounts()
    {
        SyncTask first = failed(1h);
        SyncTask second = done(1h);
        second.modifiedAt = first.modifiedAt.addSecs(1);
        QCOMPARE(latestOf({second, first}), (Rows{0}));
        QCOMPARE(repairedOf({second, first}), (Rows{1}));
    }

    void aMergeTellsWhomItConcerns()
    {
        TaskStore store;
        LatestResults results(store);
        const auto take = [&](const SyncTask &task) {
            return results.take(store.merge(here, std::vector{task}));
        };
        results.begin();
        QCOMPARE(take(failed(5h)), Rows{});
        QCOMPARE(take(failed(4h)), (Rows{0})); // not the latest any more
        SyncTask retry = copied(SyncTaskStatus::Synchronizing, 3h);
        QCOMPARE(take(retry), (Rows{1}));
        retry.status = {.value = SyncTaskStatus::Success, .text = u"SUCCESS"_s};
        retry.modifiedAt = testNow;
        QCOMPARE(take(retry), (Rows{0, 1})); // repaired
        QCOMPARE(take(done(9h)), Rows{});
        QCOMPARE(repaired(store, results), (Rows{0, 1}));
        QCOMPARE(latest(store, results), (Rows{2}));
    }

    void whoNeverAsksIsToldNothing()
    {
        TaskStore store;
        LatestResults results(store);
        QCOMPARE(results.take(store.merge(here, std::vector{failed(2h)})), Rows{});
        QCOMPARE(results.take(store.merge(here, std::vector{done(1h)})), Rows{});
        QCOMPARE(repaired(store, results), (Rows{0}));
    }

    void whatComesBetweenThePiecesIsNotMissed()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = manyCopies(20'000, 3);
        store.merge(here, tasks);
        LatestResults results(store);
        QVERIFY(results.processChunk()); // the first of more than one piece
        for (SyncTask &task : std::span(tasks).first(100)) {
            task.status = {.value = SyncTaskStatus::Success, .text = u"SUCCESS"_s};
            task.modifiedAt = testNow;
            task.imageTo.imageTag = u"2"_s;
        }
        const std::vector<SyncTask> fresh = manyCopies(100, 4);
        QCOMPARE(results.take(store.merge(here, tasks)), Rows{});
        QCOMPARE(results.take(store.merge(here, fresh)), Rows{});
        const SlowResults slow(store);
        for (TaskRow row = 0; row < store.size(); row += 7) {
            QCOMPARE(results.isLatest(row), slow.isLatest(row));
            QCOMPARE(results.isRepaired(row), slow.isRepaired(row));
        }
        QVERIFY(!results.processChunk());
    }

    void anEndThatIsToldLaterFindsItsImage()
    {
        TaskStore store;
        LatestResults results(store);
        SyncTask vague = done(1h);
        const ImageRef image = std::exchange(vague.imageTo, {});
        store.merge(here, std::vector{failed(3h), vague});
        QCOMPARE(latest(store, results), (Rows{0, 1}));
        vague.imageTo = image;
        QCOMPARE(results.take(store.merge(here, std::vector{vague})), (Rows{0}));
        QCOMPARE(repaired(store, results), (Rows{0}));
        QCOMPARE(latest(store, results), (Rows{1}));
    }

    void agreesWithTheSlowWay()
    {
        for (const unsigned seed : {1U, 2U, 3U}) {
            const FilledStore filled(manyCopies(2'000, seed));
            const LatestResults results(filled.store);
            const SlowResults slow(filled.store);
            int repairs = 0;
            int renewals = 0;
            for (const TaskRow row : filled.rows) {
                QCOMPARE(results.isLatest(row), slow.isLatest(row));
                QCOMPARE(results.isRepaired(row), slow.isRepaired(row));
                QCOMPARE(results.isUnderWayAgain(row), slow.isUnderWayAgain(row));
                repairs += results.isRepaired(row) ? 1 : 0;
                renewals += results.isUnderWayAgain(row) ? 1 : 0;
            }
            QCOMPARE_GT(repairs, 50);
            QCOMPARE_GT(renewals, 20);
        }
    }

    void pageByPageIsAsAllAtOnce()
    {
        std::vector<SyncTask> tasks = manyCopies(1'500, 7);
        TaskStore store;
        LatestResults results(store);
        results.begin();
        std::vector<bool> wasLatest;
        std::vector<bool> wasRepaired;
        std::mt19937 random(7);
        for (int page = 0; page < 60; ++page) {
            std::vector<SyncTask> some;
            for (int i = 0; i < 40; ++i) {
                SyncTask &task = tasks[random() % tasks.size()];
                some.push_back(task);
                if (random() % 4 == 0) { // another news of it, for a later page
                    task.status = {.value = SyncTaskStatus::Success, .text = u"SUCCESS"_s};
                    task.modifiedAt = testNow.addSecs(page);
                }
                if (random() % 50 == 0)
                    task.imageTo.imageTag = u"2"_s;
            }
            const MergeReport report = store.merge(here, some);
            const Rows touched = results.take(report);
            const SlowResults slow(store);
            for (TaskRow row = 0; row < store.size(); ++row) {
                QCOMPARE(results.isLatest(row), slow.isLatest(row));
                QCOMPARE(results.isRepaired(row), slow.isRepaired(row));
                const bool isOther =
                    row < wasLatest.size() && (results.isLatest(row) != wasLatest[row] ||
                                               results.isRepaired(row) != wasRepaired[row]);
                if (isOther && std::ranges::find(report.changed, row) == report.changed.end())
                    QVERIFY(std::ranges::binary_search(touched, row));
            }
            wasLatest.clear();
            wasRepaired.clear();
            for (TaskRow row = 0; row < store.size(); ++row) {
                wasLatest.push_back(results.isLatest(row));
                wasRepaired.push_back(results.isRepaired(row));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLatestResults)
#include "tst_latestresults.moc"
