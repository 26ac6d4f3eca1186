#include "simulatedregistry.h"
#include "taskjson.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

#include <map>

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
const qint64 start = QDateTime(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC).toMSecsSinceEpoch();

SimulatedRegistryOptions options(int tasks = 36'000)
{
    return {.seed = 7, .startMs = start, .tasks = tasks, .instances = 3, .ratePerMinute = 6.0};
}

/// 600 pushes a minute, of whose tasks \p kept stay.
SimulatedRegistryOptions busyAndForgetful(std::size_t kept)
{
    SimulatedRegistryOptions busy = options(500);
    busy.ratePerMinute = 600;
    busy.keptTasks = kept;
    return busy;
}

std::vector<const TaskPlan *> allTasks(const SimulatedRegistry &registry, qint64 nowMs)
{
    std::vector<const TaskPlan *> tasks;
    for (int i = 0; i < static_cast<int>(registry.catalogue().instances.size()); ++i) {
        const auto page = registry.select({.instance = i}, 1, 10'000'000, nowMs);
        tasks.insert(tasks.end(), page.tasks.begin(), page.tasks.end());
    }
    return tasks;
}

QByteArray everythingAt(SimulatedRegistry &registry, qint64 nowMs)
{
    registry.advanceTo(nowMs);
    const TaskJson json(registry);
    QByteArray text;
    for (const TaskPlan *plan : allTasks(registry, nowMs)) {
        json.appendRow(text, *plan, nowMs);
        json.appendDetail(text, *plan, nowMs);
        text += '\n';
    }
    return text;
}

int position(SyncTaskStatus status)
{
    switch (status) {
    case SyncTaskStatus::Pending:
        return 0;
    case SyncTaskStatus::Synchronizing:
        return 1;
    case SyncTaskStatus::Success:
    case SyncTaskStatus::Error:
    case SyncTaskStatus::Canceled:
        return 2;
    case SyncTaskStatus::Deleted: // the registry does not list those
    case SyncTaskStatus::Unknown:
        break;
    }
    return -1;
}

qint64 syncedSize(const SimulatedRegistry &registry, const TaskPlan &plan, qint64 nowMs)
{
    qint64 sum = 0;
    for (const LayerState &layer : registry.layersAt(plan, nowMs))
        sum += layer.syncedSize;
    return sum;
}

} // namespace

class SimulatedRegistryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedAndTimeGiveTheSameBytes();
    void anotherSeedGivesAnotherWorld();
    void theStepsOfTimeDoNotMatter();
    void theSizeOfThePastDoesNotChangeTheNewest();
    void asManyTasksAsAskedForLieInThePast_data();
    void asManyTasksAsAskedForLieInThePast();
    void aDayHasAboutFourThousandTasks();
    void anInstanceShowsWhatComesFromIt();
    void theLifeOfATaskGoesForward();
    void aDoneTaskHasAllItsBytes();
    void everyOutcomeAndEveryCauseOccurs();
    void someTasksRunWaitAndHangAtAnyMoment();
    void theOutageIsVisible();
    void theDayHasARhythm();
    void tasksGoOnArriving();
    void noArrivalsWithoutARate();
    void aLargeCompanyPushesAsOftenAsAskedFor();
    void oldTasksLeaveTheListsWhenTheyHaveEnded();
    void whatIsForgottenDoesNotDependOnTheStepsOfTime();
    void whatClientsMadeAndCancelledIsFoundAfterOldTasksLeft();
    void whatIsYetToComeIsNotShown();
    void idsAreUniqueAndLeadBackToTheirTask();
    void idsThatWereNeverGivenLeadNowhere_data();
    void idsThatWereNeverGivenLeadNowhere();
    void tasksOfAPushShareBatchAndImage();
    void anyNumberOfInstancesWorks_data();
    void anyNumberOfInstancesWorks();
};

void SimulatedRegistryTest::theSameSeedAndTimeGiveTheSameBytes()
{
    SimulatedRegistry one(options(2000));
    SimulatedRegistry other(options(2000));
    QCOMPARE(everythingAt(one, start + hourMs), everythingAt(other, start + hourMs));
}

void SimulatedRegistryTest::anotherSeedGivesAnotherWorld()
{
    SimulatedRegistryOptions otherSeed = options(100);
    otherSeed.seed = 8;
    SimulatedRegistry one(options(100));
    SimulatedRegistry other(otherSeed);
    QVERIFY(everythingAt(one, start) != everythingAt(other, start));
    QVERIFY(one.catalogue().instances.front().id != other.catalogue().instances.front().id);
}

void SimulatedRegistryTest::theStepsOfTimeDoNotMatter()
{
    SimulatedRegistry steps(options(500));
    SimulatedRegistry leap(options(500));
    for (qint64 now = start; now < start + hourMs; now += 7919)
        steps.advanceTo(now);
    leap.advanceTo(start + 3 * hourMs);
    QCOMPARE(everythingAt(steps, start + hourMs), everythingAt(leap, start + hourMs));
}

void SimulatedRegistryTest::theSizeOfThePastDoesNotChangeTheNewest()
{
    const SimulatedRegistry small(options(50));
    const SimulatedRegistry large(options(5000));
    QByteArray ofSmall;
    QByteArray ofLarge;
    for (int instance = 0; instance < 3; ++instance) {
        const auto few = small.select({.instance = instance}, 1, 50, start).tasks;
        for (const TaskPlan *plan : few)
            small.appendTaskId(ofSmall, *plan);
        const auto many =
            large.select({.instance = instance}, 1, static_cast<int>(few.size()), start);
        for (const TaskPlan *plan : many.tasks)
            large.appendTaskId(ofLarge, *plan);
    }
    QCOMPARE(ofSmall, ofLarge);
}

void SimulatedRegistryTest::asManyTasksAsAskedForLieInThePast_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 99, 36'000, 100'000})
        QTest::addRow("%d", count) << count;
}

void SimulatedRegistryTest::asManyTasksAsAskedForLieInThePast()
{
    QFETCH(int, count);
    const SimulatedRegistry registry(options(count));
    QCOMPARE(allTasks(registry, start).size(), static_cast<std::size_t>(count));
}

void SimulatedRegistryTest::aDayHasAboutFourThousandTasks()
{
    const SimulatedRegistry registry(options());
    const auto tasks = allTasks(registry, start);
    const auto day = std::ranges::count_if(
        tasks, [](const TaskPlan *plan) { return plan->createdMs > start - 24 * hourMs; });
    QCOMPARE_GT(day, 3600);
    QCOMPARE_LT(day, 4400);
    const TaskPlan *oldest = *std::ranges::min_element(tasks, {}, &TaskPlan::createdMs);
    const double days = static_cast<double>(start - oldest->createdMs) / (24.0 * hourMs);
    QCOMPARE_GT(days, 8.5);
    QCOMPARE_LT(days, 9.5);
}

void SimulatedRegistryTest::anInstanceShowsWhatComesFromIt()
{
    const SimulatedRegistry registry(options(2000));
    for (int i = 0; i < 3; ++i) {
        const auto page = registry.select({.instance = i}, 1, 2000, start);
        QVERIFY(!page.tasks.empty());
        for (const TaskPlan *plan : page.tasks)
            QCOMPARE(registry.catalogue().repositories[plan->repository].instance, i);
    }
}

void SimulatedRegistryTest::theLifeOfATaskGoesForward()
{
    const SimulatedRegistry registry(options(3000));
    for (const TaskPlan *plan : allTasks(registry, start)) {
        QCOMPARE(stateAt(*plan, plan->createdMs).status, SyncTaskStatus::Pending);
        const qint64 step = std::max<qint64>((plan->endedMs() - plan->createdMs) / 23, 1);
        TaskState last = stateAt(*plan, plan->createdMs);
        qint64 lastSize = 0;
        for (qint64 now = plan->createdMs; now <= plan->endedMs() + step; now += step) {
            const TaskState state = stateAt(*plan, now);
            QCOMPARE_GE(position(state.status), position(last.status));
            QCOMPARE_GE(state.modifiedMs, last.modifiedMs);
            QCOMPARE_LE(state.modifiedMs, now);
            QCOMPARE_GE(state.copiedShare, last.copiedShare);
            const qint64 size = syncedSize(registry, *plan, now);
            QCOMPARE_GE(size, lastSize);
            last = state;
            lastSize = size;
        }
        QCOMPARE(last.status, plan->outcome);
        QCOMPARE(last.modifiedMs, plan->endedMs());
    }
}

void SimulatedRegistryTest::aDoneTaskHasAllItsBytes()
{
    const SimulatedRegistry registry(options(2000));
    int done = 0;
    for (const TaskPlan *plan : allTasks(registry, start)) {
        const auto layers = registry.layersAt(*plan, plan->endedMs());
        if (plan->outcome != SyncTaskStatus::Success)
            continue;
        ++done;
        QVERIFY(!layers.empty());
        for (const LayerState &layer : layers) {
            QCOMPARE_GT(layer.layer.size, 0);
            QCOMPARE(layer.syncedSize, layer.layer.size);
            QCOMPARE(layer.status, SyncTaskStatus::Success);
        }
    }
    QCOMPARE_GT(done, 1500);
}

void SimulatedRegistryTest::everyOutcomeAndEveryCauseOccurs()
{
    const SimulatedRegistry registry(options());
    std::map<SyncTaskStatus, int> outcomes;
    std::map<TaskIssue, int> issues;
    std::map<bool, int> initiative;
    int withoutRule = 0;
    for (const TaskPlan *plan : allTasks(registry, start)) {
        ++outcomes[stateAt(*plan, start).status];
        ++initiative[plan->isInitiative];
        withoutRule += plan->rule == TaskPlan::noRule ? 1 : 0;
        if (plan->outcome == SyncTaskStatus::Error)
            ++issues[plan->issue];
        else
            QCOMPARE(plan->issue, TaskIssue::Unknown);
    }
    QCOMPARE(outcomes.size(), std::size_t{5});
    QCOMPARE(issues.size(), std::size_t{6});
    QVERIFY(!issues.contains(TaskIssue::Unknown));
    QCOMPARE_GT(outcomes[SyncTaskStatus::Canceled], 20);
    QCOMPARE_GT(initiative[true], 100);
    QCOMPARE_GT(initiative[false], 10 * initiative[true]);
    QCOMPARE_GT(withoutRule, 20);
}

void SimulatedRegistryTest::someTasksRunWaitAndHangAtAnyMoment()
{
    SimulatedRegistryOptions busy = options();
    busy.ratePerMinute = 6;
    SimulatedRegistry registry(busy);
    for (qint64 now = start; now <= start + hourMs; now += 20 * minuteMs) {
        registry.advanceTo(now);
        std::map<SyncTaskStatus, int> counts;
        int stuck = 0;
        for (const TaskPlan *plan : allTasks(registry, now)) {
            const TaskState state = stateAt(*plan, now);
            ++counts[state.status];
            const bool isOld = now - plan->createdMs > hourMs;
            stuck += isOld && position(state.status) < 2 ? 1 : 0;
        }
        QCOMPARE_GT(counts[SyncTaskStatus::Synchronizing], 0);
        QCOMPARE_LT(counts[SyncTaskStatus::Synchronizing], 60);
        QCOMPARE_LT(counts[SyncTaskStatus::Pending], 30);
        QCOMPARE_GT(stuck, 1);
        QCOMPARE_LT(stuck, 20);
    }
}

void SimulatedRegistryTest::theOutageIsVisible()
{
    const SimulatedRegistry registry(options());
    std::map<TaskIssue, int> issues;
    int bad = 0;
    int failedBad = 0;
    int good = 0;
    int failedGood = 0;
    for (const TaskPlan *plan : allTasks(registry, start)) {
        const qint64 before = start - plan->createdMs;
        const bool isError = plan->outcome == SyncTaskStatus::Error;
        if (before > 4 * hourMs && before <= 6 * hourMs) {
            ++bad;
            failedBad += isError ? 1 : 0;
            issues[plan->issue] += isError ? 1 : 0;
        } else {
            ++good;
            failedGood += isError ? 1 : 0;
        }
    }
    QCOMPARE_GT(failedBad, bad / 5);
    QCOMPARE_LT(failedGood, good / 50);
    QCOMPARE_GT(issues[TaskIssue::NetworkError] + issues[TaskIssue::TagConflict],
                failedBad * 8 / 10);
    QCOMPARE_GT(issues[TaskIssue::TagConflict], failedBad / 10);
}

void SimulatedRegistryTest::theDayHasARhythm()
{
    const SimulatedRegistry registry(options());
    std::map<qint64, int> byHour;
    for (const TaskPlan *plan : allTasks(registry, start))
        ++byHour[plan->createdMs / hourMs % 24];
    QCOMPARE(byHour.size(), std::size_t{24});
    QCOMPARE_GT(byHour[8], 4 * byHour[19]);
}

void SimulatedRegistryTest::tasksGoOnArriving()
{
    SimulatedRegistry registry(options(1000));
    const std::size_t before = allTasks(registry, start).size();
    registry.advanceTo(start + 10 * hourMs);
    const auto arrived = allTasks(registry, start + 10 * hourMs).size() - before;
    constexpr std::size_t pushes = 3600; // 10 hours of 6 a minute
    QCOMPARE_GT(arrived, pushes);
    QCOMPARE_LT(arrived, pushes * 3);
}

void SimulatedRegistryTest::noArrivalsWithoutARate()
{
    SimulatedRegistryOptions still = options(10);
    still.ratePerMinute = 0;
    SimulatedRegistry registry(still);
    registry.advanceTo(start + 1000 * hourMs);
    QCOMPARE(allTasks(registry, start + 1000 * hourMs).size(), std::size_t{10});
}

void SimulatedRegistryTest::aLargeCompanyPushesAsOftenAsAskedFor()
{
    SimulatedRegistryOptions company = options(0);
    company.instances = 200;
    company.ratePerMinute = 20'000;
    SimulatedRegistry registry(company);
    constexpr int minutes = 5;
    const qint64 now = start + minutes * minuteMs;
    registry.advanceTo(now);
    QSet<QByteArray> batches;
    QSet<QByteArray> regions;
    for (int i = 0; i < company.instances; ++i) {
        const auto tasks = registry.select({.instance = i}, 1, 1'000'000, now).tasks;
        QVERIFY(!tasks.empty());
        regions.insert(registry.catalogue().instances[static_cast<std::size_t>(i)].regionId);
        for (std::size_t older = 1; older < tasks.size(); ++older)
            QCOMPARE_LT(tasks[older]->createdMs, tasks[older - 1]->createdMs);
        for (const TaskPlan *plan : tasks) {
            QByteArray batch;
            registry.appendBatchId(batch, *plan);
            batches.insert(batch);
        }
    }
    QCOMPARE(regions.size(), 8);
    QCOMPARE_GT(batches.size(), minutes * 19'600);
    QCOMPARE_LT(batches.size(), minutes * 20'400);
}

void SimulatedRegistryTest::oldTasksLeaveTheListsWhenTheyHaveEnded()
{
    constexpr std::size_t kept = 4000;
    SimulatedRegistry registry(busyAndForgetful(kept));
    SimulatedRegistry everything(busyAndForgetful(1'000'000));
    const qint64 now = start + 5 * hourMs;
    registry.advanceTo(now);
    everything.advanceTo(now);

    const auto tasks = allTasks(registry, now);
    QCOMPARE_GE(tasks.size(), kept);
    QCOMPARE_LT(tasks.size(), kept * 3 / 2);
    QCOMPARE_GT(allTasks(everything, now).size(), 20 * kept);
    for (int instance = 0; instance < 3; ++instance) {
        const auto all = everything.select({.instance = instance}, 1, 1'000'000, now).tasks;
        for (std::size_t i = 0; i < all.size(); ++i) {
            QByteArray id;
            everything.appendTaskId(id, *all[i]);
            const bool isNew = i < kept / 8;
            const bool hasEnded = all[i]->endedMs() <= now;
            const TaskPlan *found = registry.findTask(instance, id, now);
            if (isNew || !hasEnded)
                QVERIFY(found);
            if (found)
                QCOMPARE(found->serial(), all[i]->serial());
        }
    }
}

void SimulatedRegistryTest::whatIsForgottenDoesNotDependOnTheStepsOfTime()
{
    SimulatedRegistry steps(busyAndForgetful(1000));
    SimulatedRegistry leap(busyAndForgetful(1000));
    for (qint64 now = start; now < start + hourMs; now += 7919)
        steps.advanceTo(now);
    QCOMPARE(everythingAt(steps, start + hourMs), everythingAt(leap, start + hourMs));
}

void SimulatedRegistryTest::whatClientsMadeAndCancelledIsFoundAfterOldTasksLeft()
{
    SimulatedRegistry registry(busyAndForgetful(1000));
    registry.advanceTo(start);
    const SimulatedRepository &repository = registry.catalogue().repositories.front();
    QByteArray madeId;
    registry.appendTaskId(
        madeId, registry.makeTask({.image = {.key = 1,
                                             .repositoryKey = repository.key,
                                             .style = repository.style,
                                             .pushedMs = start},
                                   .target = {.namespaceName = "n", .repoName = "r", .tag = "t"}},
                                  start));
    const qint64 later = start + hourMs;
    registry.advanceTo(later);
    const TaskPlan *made = registry.findTask(repository.instance, madeId, later);
    QVERIFY(made);
    QCOMPARE(made->createdMs, start);
    const auto listed =
        registry.select({.instance = repository.instance}, 1, 1'000'000, later).tasks;
    QCOMPARE(std::ranges::count(listed, made), 1);

    QByteArray newestId;
    registry.appendTaskId(newestId, *listed.front());
    const TaskPlan *cancelled = registry.cancelTask(repository.instance, newestId, later);
    QCOMPARE(cancelled, listed.front());
    QCOMPARE(stateAt(*cancelled, later).status, SyncTaskStatus::Canceled);
}

void SimulatedRegistryTest::whatIsYetToComeIsNotShown()
{
    SimulatedRegistry registry(options(1000));
    registry.advanceTo(start + hourMs);
    for (const TaskPlan *plan : allTasks(registry, start + minuteMs))
        QCOMPARE_LE(plan->createdMs, start + minuteMs);
    const TaskPlan *newest = registry.select({.instance = 0}, 1, 1, start + hourMs).tasks.at(0);
    QByteArray id;
    registry.appendTaskId(id, *newest);
    QCOMPARE(registry.findTask(0, id, newest->createdMs), newest);
    QCOMPARE(registry.findTask(0, id, newest->createdMs - 1), nullptr);
}

void SimulatedRegistryTest::idsAreUniqueAndLeadBackToTheirTask()
{
    SimulatedRegistry registry(options(20'000));
    registry.advanceTo(start + hourMs);
    QSet<QByteArray> ids;
    for (const TaskPlan *plan : allTasks(registry, start + hourMs)) {
        QByteArray id;
        registry.appendTaskId(id, *plan);
        QCOMPARE(id.size(), 20);
        QVERIFY(id.startsWith("rst-"));
        QVERIFY(!ids.contains(id));
        ids.insert(id);
        const int instance = registry.catalogue().repositories[plan->repository].instance;
        QCOMPARE(registry.findTask(instance, id, start + hourMs), plan);
        QCOMPARE(registry.findTask((instance + 1) % 3, id, start + hourMs), nullptr);
    }
    QCOMPARE_GT(ids.size(), 20'000);
}

void SimulatedRegistryTest::idsThatWereNeverGivenLeadNowhere_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("prefix only") << QByteArray("rst-");
    QTest::newRow("other prefix") << QByteArray("rsx-0123456789abcdef");
    QTest::newRow("masked") << QByteArray("rst-4kfd7fk6pohk****");
    QTest::newRow("invented") << QByteArray("rst-0123456789abcdef");
    QTest::newRow("too large a number") << QByteArray("rst-zzzzzzzzzzzzzzzz");
    QTest::newRow("too long") << QByteArray("rst-0123456789abcdef0");
}

void SimulatedRegistryTest::idsThatWereNeverGivenLeadNowhere()
{
    QFETCH(QByteArray, id);
    const SimulatedRegistry registry(options(1000));
    for (int instance = 0; instance < 3; ++instance)
        QCOMPARE(registry.findTask(instance, id, start), nullptr);
}

void SimulatedRegistryTest::tasksOfAPushShareBatchAndImage()
{
    const SimulatedRegistry registry(options(5000));
    std::map<QByteArray, std::vector<const TaskPlan *>> batches;
    for (const TaskPlan *plan : allTasks(registry, start)) {
        QByteArray id;
        registry.appendBatchId(id, *plan);
        QCOMPARE(id.size(), 36);
        batches[id].push_back(plan);
    }
    std::map<std::size_t, int> sizes;
    for (const auto &[id, tasks] : batches) {
        ++sizes[tasks.size()];
        QByteArray firstTag;
        registry.appendTag(firstTag, *tasks.front());
        QSet<int> destinations;
        for (const TaskPlan *plan : tasks) {
            QByteArray tag;
            registry.appendTag(tag, *plan);
            QCOMPARE(tag, firstTag);
            QCOMPARE(plan->repository, tasks.front()->repository);
            destinations.insert(plan->destination);
        }
        QCOMPARE(static_cast<std::size_t>(destinations.size()), tasks.size());
    }
    QCOMPARE(sizes.size(), std::size_t{3});
    QVERIFY(sizes[1] > 0 && sizes[2] > 0 && sizes[3] > 0);
}

void SimulatedRegistryTest::anyNumberOfInstancesWorks_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<int>("expected");
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("twenty") << 20 << 20;
    QTest::newRow("too many") << 5000 << maximumInstances;
}

void SimulatedRegistryTest::anyNumberOfInstancesWorks()
{
    QFETCH(int, instances);
    QFETCH(int, expected);
    constexpr int tasks = 60'000;
    SimulatedRegistryOptions many = options(tasks);
    many.instances = instances;
    const SimulatedRegistry registry(many);
    QCOMPARE(registry.catalogue().instances.size(), static_cast<std::size_t>(expected));
    QCOMPARE(allTasks(registry, start).size(), std::size_t{tasks});
    QSet<QByteArray> names;
    for (int i = 0; i < expected; ++i) {
        names.insert(registry.catalogue().instances[static_cast<std::size_t>(i)].name);
        QVERIFY(registry.select({.instance = i}, 1, 1, start).totalCount > 0);
    }
    QCOMPARE(names.size(), expected);
}

QTEST_GUILESS_MAIN(SimulatedRegistryTest)
#include "tst_simulatedregistry.moc"
