#include "randomtasks.h"
#include "tasksetsummary.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const qint64 summaryNowMs = testNow.toMSecsSinceEpoch();

SyncTask ended(SyncTaskStatus status, std::chrono::milliseconds age,
               const QString &cause = u"NETWORK_ERROR"_s)
{
    SyncTask task = taskBetween(u"cn-hangzhou"_s, u"eu-central-1"_s, status, age);
    if (status == SyncTaskStatus::Error)
        task.issue = taskIssueFromWire(cause);
    return task;
}

TaskSetSummary summaryOf(const std::vector<SyncTask> &tasks)
{
    const FilledStore filled(tasks);
    return summarize(filled.store, filled.rows, LatestResults(filled.store), summaryNowMs);
}

} // namespace

class TestTaskSetSummary final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofNothingItIsEmpty() { QCOMPARE(summaryOf({}), TaskSetSummary()); }

    void openFailuresAreTheNewestFirst()
    {
        const TaskSetSummary summary =
            summaryOf({ended(SyncTaskStatus::Error, 3h), ended(SyncTaskStatus::Success, 2h),
                       ended(SyncTaskStatus::Error, 1h), ended(SyncTaskStatus::Canceled, 1h)});
        QCOMPARE(summary.count, 4);
        QCOMPARE(summary.failed, 2);
        QCOMPARE(summary.openFailures, (std::vector<TaskRow>{2, 0}));
        QCOMPARE(summary.repaired(), 0);
    }

    void whatWasRepairedIsNotOpen()
    {
        const SyncTask failure = ended(SyncTaskStatus::Error, 3h);
        SyncTask later = ended(SyncTaskStatus::Success, 1h);
        later.imageFrom = failure.imageFrom;
        later.imageTo = failure.imageTo;
        const TaskSetSummary summary = summaryOf({failure, later});
        QCOMPARE(summary.failed, 1);
        QCOMPARE(summary.open(), 0);
        QCOMPARE(summary.repaired(), 1);
        QCOMPARE(summary.cause, QString()); // nothing is left to be done about it
    }

    void theMostFrequentCauseIsNamed_data()
    {
        QTest::addColumn<QStringList>("causes");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<int>("of");
        QTest::newRow("one") << QStringList{u"A"_s} << u"A"_s << 1;
        QTest::newRow("most") << QStringList{u"A"_s, u"B"_s, u"B"_s} << u"B"_s << 2;
        QTest::newRow("most give none")
            << QStringList{u"A"_s, QString(), QString()} << QString() << 0;
    }

    void theMostFrequentCauseIsNamed()
    {
        QFETCH(QStringList, causes);
        QFETCH(QString, cause);
        QFETCH(int, of);
        std::vector<SyncTask> tasks;
        for (const QString &one : std::as_const(causes))
            tasks.push_back(ended(SyncTaskStatus::Error, 1h, one));
        const TaskSetSummary summary = summaryOf(tasks);
        QCOMPARE(summary.cause, cause);
        QCOMPARE(summary.ofCause, of);
        QCOMPARE(summary.example.has_value(), of > 0);
        if (summary.example)
            QCOMPARE(causes[static_cast<qsizetype>(*summary.example)], cause);
    }

    void eachTaskWithATimeIsInOneBucket()
    {
        for (const unsigned seed : {1U, 2U, 3U}) {
            const FilledStore filled(randomTasks(2'000, seed));
            const TaskSetSummary summary =
                summarize(filled.store, filled.rows, LatestResults(filled.store), summaryNowMs);
            const auto sum = [](const auto &counts) {
                return std::accumulate(counts.begin(), counts.end(), 0);
            };
            const auto hasTime = [&filled](TaskRow row) {
                return filled.store.createdMs(row) != 0;
            };
            QCOMPARE(sum(summary.failedPerBucket) + sum(summary.othersPerBucket),
                     static_cast<int>(std::ranges::count_if(filled.rows, hasTime)));
            QCOMPARE(summary.failed,
                     static_cast<int>(std::ranges::count_if(filled.rows, [&filled](TaskRow row) {
                         return filled.store.status(row) == SyncTaskStatus::Error;
                     })));
            QVERIFY(summary.open() <= summary.failed);
        }
    }

    void theCoveredTimeEndsNow()
    {
        const TaskSetSummary summary =
            summaryOf({ended(SyncTaskStatus::Error, 24h), ended(SyncTaskStatus::Success, 1s)});
        QCOMPARE(summary.endMs, summaryNowMs);
        QCOMPARE(summary.failedPerBucket.front(), 1);
        QCOMPARE(summary.othersPerBucket.back(), 1);
    }

    void aTaskOfTheFutureIsInTheLastBucket()
    {
        const TaskSetSummary summary =
            summaryOf({ended(SyncTaskStatus::Error, 1h), ended(SyncTaskStatus::Success, -1h)});
        QCOMPARE(summary.othersPerBucket.back(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTaskSetSummary)
#include "tst_tasksetsummary.moc"
