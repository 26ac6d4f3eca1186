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
        const auto copies = knownCopies(store, tasks[0].imageFrom, tasks[0].imageTo);
        QCOMPARE(copies.size(), 2);
        QCOMPARE(copies[u"v1"_s].status, Error);
        QCOMPARE(copies[u"v2"_s].status, Pending);
    }

    void otherRepositoriesAndDestinationsDoNotCount()
    {
        SyncTask other = taskFor(u"v1"_s, 1, SyncTaskStatus::Success);
        const ImageRef from = other.imageFrom;
        const ImageRef to = other.imageTo;
        TaskStore store;
        QVERIFY(knownCopies(store, from, to).isEmpty());
        other.imageTo.repoName = u"another"_s;
        SyncTask elsewhere = taskFor(u"v1"_s, 2, SyncTaskStatus::Success);
        elsewhere.imageTo.instanceId = u"cri-another"_s;
        store.merge(u"cri-hangzhou"_s, std::vector{other, elsewhere});
        QVERIFY(knownCopies(store, from, to).isEmpty());
    }

    void theCauseOfAFailureIsKept()
    {
        SyncTask failed = taskFor(u"v1"_s, 1, SyncTaskStatus::Error);
        failed.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
        TaskStore store;
        store.merge(u"cri-hangzhou"_s, std::vector{failed});
        const auto copies = knownCopies(store, failed.imageFrom, failed.imageTo);
        QCOMPARE(copies[u"v1"_s].issue.value, TaskIssue::TagConflict);
    }
};

QTEST_GUILESS_MAIN(TestKnownCopies)
#include "tst_knowncopies.moc"
