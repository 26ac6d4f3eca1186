#include "bucketfinder.h"
#include "durationtimeline.h"
#include "randomtasks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

const QString here = u"cn-hangzhou"_s;
const BucketLayout fourHours{.begin = testNow.addSecs(-4 * 3600), .step = 1h, .buckets = 4};

SyncTask task(SyncTaskStatus status, milliseconds age, milliseconds took = {})
{
    return taskBetween(here, here, status, age, took);
}

std::vector<int> backlog(const std::vector<SyncTask> &tasks, const BucketLayout &layout = fourHours)
{
    const FilledStore filled(tasks);
    return buildBacklogTimeline(filled.store, filled.rows, layout).buckets;
}

} // namespace

class TestDurationTimeline final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTimeIsFoundInItsBucket()
    {
        for (const qint64 step : {1, 7, 1000, 60'000, 86'400'000}) {
            const BucketLayout layout{.begin = testNow, .step = milliseconds(step), .buckets = 300};
            const BucketFinder finder(layout);
            const qint64 begin = testNow.toMSecsSinceEpoch();
            for (int bucket = 0; bucket < 300; ++bucket) {
                QCOMPARE(finder.bucketOf(begin + bucket * step), bucket);
                QCOMPARE(finder.bucketOf(begin + (bucket + 1) * step - 1), bucket);
                QCOMPARE(finder.firstEndingFrom(begin + (bucket + 1) * step), bucket);
            }
            QCOMPARE(finder.bucketOf(begin - 1), -1);
            QCOMPARE(finder.bucketOf(begin + 300 * step), -1);
            QCOMPARE(finder.firstEndingFrom(begin + 300 * step + 1), 300);
            QCOMPARE(finder.firstEndingFrom(begin - 1), 0);
            QCOMPARE(finder.firstEndingFrom(begin), 0);
            QCOMPARE(finder.firstEndingFrom(begin + 1), 0);
            QCOMPARE(finder.firstEndingFrom(begin + 300 * step), 299);
        }
    }

    void noTasksTakeNoTime()
    {
        const TaskStore store;
        const DurationTimeline timeline = buildDurationTimeline(store, {}, fourHours);
        QCOMPARE(timeline.buckets.size(), std::size_t{4});
        QCOMPARE(timeline.buckets.front().done, 0);
        QCOMPARE(timeline.buckets.front().p95, std::nullopt);
        QVERIFY(buildDurationTimeline(store, {}, {}).buckets.empty());
        QVERIFY(buildBacklogTimeline(store, {}, {}).buckets.empty());
        QCOMPARE(backlog({}), std::vector<int>({0, 0, 0, 0}));
    }

    void durationsLieWhereTheirTasksEnded()
    {
        std::vector<SyncTask> tasks;
        for (int seconds = 1; seconds <= 100; ++seconds)
            tasks.push_back(task(SyncTaskStatus::Success, 210min, std::chrono::seconds(seconds)));
        tasks.push_back(task(SyncTaskStatus::Success, 5h, 4h + 30min)); // began before
        tasks.push_back(task(SyncTaskStatus::Error, 30min, 3min));
        tasks.push_back(task(SyncTaskStatus::Success, 30min, -1h)); // the clock went backwards
        const FilledStore filled(tasks);
        const DurationTimeline timeline =
            buildDurationTimeline(filled.store, filled.rows, fourHours);
        using Bucket = DurationTimeline::Bucket;
        const std::vector<Bucket> expected = {
            {.done = 100, .median = 50s, .p95 = 95s},
            {},
            {.done = 1, .median = 0ms, .p95 = 0ms},
            {.done = 1, .median = 270min, .p95 = 270min},
        };
        QVERIFY(timeline.buckets == expected);
    }

    void aTaskOnTheBorderOfTwoBucketsIsOfTheLater()
    {
        const FilledStore filled({task(SyncTaskStatus::Success, 4h + 1min, 1min),
                                  task(SyncTaskStatus::Success, 3h + 1min, 1min),
                                  task(SyncTaskStatus::Success, 3h + 1min, 1min - 1ms),
                                  task(SyncTaskStatus::Success, 1min, 1min),
                                  task(SyncTaskStatus::Success, 5h, 1h - 1ms)});
        const DurationTimeline timeline =
            buildDurationTimeline(filled.store, filled.rows, fourHours);
        QCOMPARE(timeline.buckets[0].done, 2); // at its beginning, and just before its end
        QCOMPARE(timeline.buckets[1].done, 1);
        QCOMPARE(timeline.buckets[2].done, 0);
        QCOMPARE(timeline.buckets[3].done, 0); // what ends with the last is beyond it
    }

    void theRateIsOfDoneAndFailed()
    {
        const FilledStore filled(
            {task(SyncTaskStatus::Success, 30min), task(SyncTaskStatus::Success, 30min),
             task(SyncTaskStatus::Success, 30min), task(SyncTaskStatus::Error, 30min),
             task(SyncTaskStatus::Canceled, 30min), task(SyncTaskStatus::Pending, 90min)});
        const SuccessTimeline timeline =
            successOf(buildTimeline(filled.store, filled.rows, fourHours));
        QCOMPARE(timeline.buckets.size(), std::size_t{4});
        QCOMPARE(timeline.buckets[3].rate(), std::optional(0.75));
        QCOMPARE(timeline.buckets[2].rate(), std::nullopt);
    }

    void theBacklogHoldsATaskFromItsBeginningToItsEnd()
    {
        QCOMPARE(backlog({task(SyncTaskStatus::Success, 210min, 2h)}),
                 std::vector<int>({1, 1, 0, 0}));
        QCOMPARE(backlog({task(SyncTaskStatus::Success, 210min, 10min)}),
                 std::vector<int>({0, 0, 0, 0}));
        QCOMPARE(backlog({task(SyncTaskStatus::Pending, 100h)}), std::vector<int>({1, 1, 1, 1}));
        QCOMPARE(backlog({task(SyncTaskStatus::Error, 100h, 99h)}), std::vector<int>({1, 1, 0, 0}));
        QCOMPARE(backlog({task(SyncTaskStatus::Synchronizing, -1min)}),
                 std::vector<int>({0, 0, 0, 0}));
    }

    void theEndOfABucketIsTheMomentThatCounts()
    {
        // created and ended exactly at the end of the first, and of the second bucket
        QCOMPARE(backlog({task(SyncTaskStatus::Success, 3h, 1h)}), std::vector<int>({1, 0, 0, 0}));
        QCOMPARE(backlog({task(SyncTaskStatus::Success, 3h, 0ms)}), std::vector<int>({0, 0, 0, 0}));
        // exactly at the beginning and at the end of the whole
        QCOMPARE(backlog({task(SyncTaskStatus::Pending, 4h)}), std::vector<int>({1, 1, 1, 1}));
        QCOMPARE(backlog({task(SyncTaskStatus::Pending, 0h)}), std::vector<int>({0, 0, 0, 1}));
        QCOMPARE(backlog({task(SyncTaskStatus::Error, 5h, 5h)}), std::vector<int>({1, 1, 1, 0}));
    }

    void whoseEndIsNotKnownIsNotCounted()
    {
        SyncTask noEnd = task(SyncTaskStatus::Success, 2h);
        noEnd.modifiedAt = {};
        SyncTask noBegin = task(SyncTaskStatus::Pending, 2h);
        noBegin.createdAt = {};
        QCOMPARE(backlog({noEnd, noBegin, task(SyncTaskStatus::Unknown, 2h),
                          task(SyncTaskStatus::Success, 2h, -30min)}),
                 std::vector<int>({0, 0, 0, 0}));
    }

    void agreesWithTheSlowWay()
    {
        const std::vector<SyncTask> tasks = randomTasks(3'000, 23);
        const BucketLayout layout{.begin = testNow.addDays(-10), .step = 3h, .buckets = 77};
        const FilledStore filled(tasks);
        const DurationTimeline durations = buildDurationTimeline(filled.store, filled.rows, layout);
        const BacklogTimeline open = buildBacklogTimeline(filled.store, filled.rows, layout);
        for (int i = 0; i < layout.buckets; ++i) {
            const QDateTime begin = layout.begin.addSecs(i * 3 * 3600);
            const QDateTime end = begin.addSecs(3 * 3600);
            std::vector<qint64> values;
            int unfinished = 0;
            for (const SyncTask &each : tasks) {
                if (!each.createdAt.isValid())
                    continue;
                const bool finished = isFinished(each.status.value);
                const bool isIn = each.modifiedAt >= begin && each.modifiedAt < end;
                if (each.modifiedAt.isValid() && isIn &&
                    each.status.value == SyncTaskStatus::Success)
                    values.push_back(std::max(each.createdAt.msecsTo(each.modifiedAt), qint64{0}));
                if (each.status.value != SyncTaskStatus::Unknown && each.createdAt <= end &&
                    (!finished || (each.modifiedAt.isValid() && end < each.modifiedAt)))
                    ++unfinished;
            }
            const auto place = static_cast<std::size_t>(i);
            QCOMPARE(durations.buckets[place].done, static_cast<int>(values.size()));
            QCOMPARE(durations.buckets[place].median, slowPercentile(values, 50));
            QCOMPARE(durations.buckets[place].p95, slowPercentile(values, 95));
            QCOMPARE(open.buckets[place], unfinished);
        }
    }
};

QTEST_GUILESS_MAIN(TestDurationTimeline)
#include "tst_durationtimeline.moc"
