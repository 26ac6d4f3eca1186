#include "sampletasks.h"
#include "statussummary.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// Collects tasks that began some time ago and took some time.
class Tasks {
public:
    Tasks &add(SyncTaskStatus status, std::chrono::seconds age, std::chrono::seconds took = 10s)
    {
        SyncTask task = sampleTask(static_cast<int>(m_tasks.size()), status);
        task.createdAt = now.addSecs(-age.count());
        task.modifiedAt = task.createdAt.addSecs(took.count());
        m_tasks.push_back(task);
        return *this;
    }

    /// \p unreadFor: since when the list cannot be read.
    [[nodiscard]] StatusSummary summary(StuckRule rule = {},
                                        std::chrono::seconds unreadFor = 0s) const
    {
        TaskStore store;
        store.merge(u"cri-1"_s, m_tasks);
        store.setLastReadings({{u"cri-1"_s, now.addSecs(-unreadFor.count())}});
        std::vector<TaskRow> rows(store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        return summarize(store, rows, now, rule);
    }
    [[nodiscard]] Health health() const { return summary().health; }

private:
    std::vector<SyncTask> m_tasks;
};

Tasks manyDone(int count)
{
    Tasks tasks;
    for (int i = 0; i < count; ++i)
        tasks.add(SyncTaskStatus::Success, 5h);
    return tasks;
}

} // namespace

class TestStatusSummary final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHeadlineHasOperatorsWords() { QCOMPARE(displayName(Health::OnTime), u"On time"_s); }

    void nothingIsKnownOfNoTasks()
    {
        QVERIFY(Tasks().summary() == StatusSummary{.hasNoTasks = true});
        QCOMPARE(Tasks().health(), Health::Unknown);
    }

    void aRangeWithoutTasksHasNothingToJudge()
    {
        QVERIFY(Tasks().add(SyncTaskStatus::Success, 30h).summary().hasNoTasks);
        QVERIFY(!Tasks().add(SyncTaskStatus::Success, 5h).summary().hasNoTasks);
    }

    void theLastDayCountsByTheEndOfATask()
    {
        const StatusSummary summary = Tasks()
                                          .add(SyncTaskStatus::Success, 1h)
                                          .add(SyncTaskStatus::Error, 25h, 2h)
                                          .add(SyncTaskStatus::Success, 25h)
                                          .add(SyncTaskStatus::Canceled, 2h)
                                          .summary();
        QCOMPARE(summary.lastDay.of(SyncTaskStatus::Success), 1);
        QCOMPARE(summary.lastDay.of(SyncTaskStatus::Error), 1);
        QCOMPARE(summary.lastDay.of(SyncTaskStatus::Canceled), 1);
        QCOMPARE(summary.successRate, std::optional(0.5));
    }

    void aTaskThatEndedADayAgoToTheMillisecondCounts()
    {
        const StatusSummary within = Tasks().add(SyncTaskStatus::Error, 24h + 10s, 10s).summary();
        QCOMPARE(within.counts.of(SyncTaskStatus::Error), 1);
        QCOMPARE(within.lastDay.of(SyncTaskStatus::Error), 1);
        QCOMPARE(within.health, Health::Delayed);
        const StatusSummary older = Tasks().add(SyncTaskStatus::Error, 24h + 11s, 10s).summary();
        QCOMPARE(older.counts.total(), 0);
        QCOMPARE(older.lastDay.total(), 0);
        QCOMPARE(older.health, Health::OnTime);
    }

    void theLastHourBeginsAtItsFirstMillisecond()
    {
        const auto threeFailures = [](std::chrono::seconds age) {
            return Tasks()
                .add(SyncTaskStatus::Error, age)
                .add(SyncTaskStatus::Error, age)
                .add(SyncTaskStatus::Error, age)
                .health();
        };
        QCOMPARE(threeFailures(1h + 10s), Health::Failing); // ended an hour ago
        QCOMPARE(threeFailures(1h + 11s), Health::Delayed);
    }

    void aTaskWithoutATimeIsInTheRangeAndNotInTheLastDay()
    {
        TaskStore store;
        SyncTask timeless = sampleTask(1, SyncTaskStatus::Error);
        timeless.createdAt = {};
        timeless.modifiedAt = {};
        store.merge(u"cri-1"_s, std::vector{timeless});
        const StatusSummary summary = summarize(store, std::vector<TaskRow>{0}, now);
        QCOMPARE(summary.counts.of(SyncTaskStatus::Error), 1);
        QCOMPARE(summary.lastDay.total(), 0);
        QCOMPARE(summary.health, Health::OnTime);
    }

    void theOldestIsTheOldestInWhicheverOrderTheyCome()
    {
        for (const bool isOldestLast : {false, true}) {
            const StatusSummary summary =
                Tasks()
                    .add(SyncTaskStatus::Pending, isOldestLast ? 20min : 50h)
                    .add(SyncTaskStatus::Synchronizing, isOldestLast ? 50h : 20min)
                    .summary();
            QCOMPARE(summary.oldestActive, std::optional<std::chrono::milliseconds>(50h));
            QCOMPARE(summary.oldestStuck, std::optional<std::chrono::milliseconds>(50h));
            QCOMPARE(summary.oldestUnfinished,
                     std::optional(OldestUnfinished{.fromRegion = u"cn-hangzhou"_s,
                                                    .toRegion = u"eu-central-1"_s,
                                                    .age = 50h}));
        }
    }

    void agesEndWithTheLastReading()
    {
        const Tasks tasks = Tasks().add(SyncTaskStatus::Synchronizing, 50h);
        const StatusSummary summary = tasks.summary({}, 49h);
        QCOMPARE(summary.oldestActive, std::optional<std::chrono::milliseconds>(1h));
        QCOMPARE(summary.oldestStuck, std::optional<std::chrono::milliseconds>(1h));
        QCOMPARE(summary.stuck, 1);
        QCOMPARE(tasks.summary({}, 50h).stuck, 0); // as far as is known it has just begun
    }

    void cancelledDeletedAndUnknownTasksAreNeitherSuccessNorFailure()
    {
        const StatusSummary summary = Tasks()
                                          .add(SyncTaskStatus::Success, 1h)
                                          .add(SyncTaskStatus::Canceled, 1h)
                                          .add(SyncTaskStatus::Deleted, 1h)
                                          .add(SyncTaskStatus::Unknown, 1h)
                                          .summary();
        QCOMPARE(summary.successRate, std::optional(1.0));
        QCOMPARE(summary.running + summary.waiting, 0);
        QCOMPARE(summary.health, Health::OnTime);
    }

    void activeTasksCountAtAnyAge()
    {
        const StatusSummary summary = Tasks()
                                          .add(SyncTaskStatus::Synchronizing, 50h)
                                          .add(SyncTaskStatus::Pending, 1min)
                                          .add(SyncTaskStatus::Pending, 2min)
                                          .summary();
        QCOMPARE(summary.running, 1);
        QCOMPARE(summary.waiting, 2);
        QCOMPARE(summary.oldestActive, std::optional<std::chrono::milliseconds>(50h));
        QCOMPARE(summary.successRate, std::nullopt);
        QCOMPARE(summary.medianDuration, std::nullopt);
    }

    void durationsAreOfDoneTasks()
    {
        Tasks tasks;
        for (int seconds = 1; seconds <= 100; ++seconds)
            tasks.add(SyncTaskStatus::Success, 1h, std::chrono::seconds(seconds));
        tasks.add(SyncTaskStatus::Error, 1h, 1'000s);
        tasks.add(SyncTaskStatus::Canceled, 1h, 1'000s);
        QCOMPARE(tasks.summary().medianDuration, std::optional<std::chrono::milliseconds>(50s));
        QCOMPARE(tasks.summary().p95Duration, std::optional<std::chrono::milliseconds>(95s));
    }

    void allIsOnTimeWhenNearlyAllArrived()
    {
        QCOMPARE(manyDone(5).health(), Health::OnTime);
        QCOMPARE(manyDone(199).add(SyncTaskStatus::Error, 5h).health(), Health::OnTime);
        QCOMPARE(manyDone(1).add(SyncTaskStatus::Canceled, 1h).health(), Health::OnTime);
        QCOMPARE(Tasks().add(SyncTaskStatus::Error, 48h).health(), Health::OnTime);
    }

    void aFailureInTooFewIsADelay()
    {
        QCOMPARE(manyDone(198).add(SyncTaskStatus::Error, 5h).health(), Health::Delayed);
    }

    void aStuckTaskIsADelay()
    {
        QCOMPARE(manyDone(5).add(SyncTaskStatus::Pending, 10min).health(), Health::OnTime);
        QCOMPARE(manyDone(5).add(SyncTaskStatus::Pending, 11min).health(), Health::Delayed);
        QCOMPARE(manyDone(5).add(SyncTaskStatus::Synchronizing, 11min).health(), Health::Delayed);
    }

    void aTaskIsHeldAgainstWhatItsRouteIsUsedTo()
    {
        Tasks slow;
        for (int i = 0; i < 20; ++i)
            slow.add(SyncTaskStatus::Success, 5h, 40min);
        QCOMPARE(Tasks(slow).add(SyncTaskStatus::Pending, 2h).health(), Health::OnTime);
        QCOMPARE(Tasks(slow).add(SyncTaskStatus::Pending, 2h + 1s).health(), Health::Delayed);
        Tasks strict = Tasks(slow).add(SyncTaskStatus::Pending, 90min);
        QCOMPARE(strict.summary().stuck, 0);
        QCOMPARE(strict.summary({.factor = 2}).stuck, 1);
    }

    void stuckTasksAreCountedAndTheOldestNamed()
    {
        const StatusSummary summary = manyDone(30)
                                          .add(SyncTaskStatus::Synchronizing, 50h)
                                          .add(SyncTaskStatus::Pending, 20min)
                                          .add(SyncTaskStatus::Pending, 2min)
                                          .summary();
        QCOMPARE(summary.stuck, 2);
        QCOMPARE(summary.oldestStuck, std::optional<std::chrono::milliseconds>(50h));
        QVERIFY(summary.mostDelayed);
        QCOMPARE(summary.mostDelayed->fromRegion, u"cn-hangzhou"_s);
        QCOMPARE(summary.mostDelayed->toRegion, u"eu-central-1"_s);
        QCOMPARE(summary.mostDelayed->behind, std::chrono::milliseconds(50h - 10s));
        QCOMPARE(manyDone(30).summary().mostDelayed, std::nullopt);
        QCOMPARE(manyDone(30).summary().oldestStuck, std::nullopt);
    }

    void threeFailuresAndAFifthInTheLastHourAreFailing()
    {
        Tasks tasks;
        for (int i = 0; i < 12; ++i)
            tasks.add(SyncTaskStatus::Success, 30min);
        tasks.add(SyncTaskStatus::Error, 30min).add(SyncTaskStatus::Error, 30min);
        QCOMPARE(tasks.health(), Health::Delayed);
        tasks.add(SyncTaskStatus::Error, 30min);
        QCOMPARE(tasks.health(), Health::Failing); // 3 of 15
        tasks.add(SyncTaskStatus::Success, 30min);
        QCOMPARE(tasks.health(), Health::Delayed); // 3 of 16
        QCOMPARE(Tasks()
                     .add(SyncTaskStatus::Error, 2h)
                     .add(SyncTaskStatus::Error, 2h)
                     .add(SyncTaskStatus::Error, 2h)
                     .health(),
                 Health::Delayed);
    }
};

QTEST_GUILESS_MAIN(TestStatusSummary)
#include "tst_statussummary.moc"
