#include "sampletasks.h"
#include "statussummary.h"
#include "taskfilter.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString here = u"cri-hangzhou"_s;

using Rows = std::vector<TaskRow>;

/// 0: done, pushed; 1: failed, immutable tag; 2: running, by hand, elsewhere; 3: a foreign status.
void fill(TaskStore &store)
{
    std::vector<SyncTask> tasks = {sampleTask(0), sampleTask(1, SyncTaskStatus::Error),
                                   sampleTask(2, SyncTaskStatus::Synchronizing), sampleTask(3)};
    tasks[1].issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    tasks[2].trigger = taskTriggerFromWire(u"INITIATIVE"_s);
    tasks[2].ruleId = u"crsr-2"_s;
    tasks[2].imageFrom.repoName = u"Web"_s;
    tasks[2].imageFrom.imageTag = u"1.27"_s;
    tasks[2].imageTo = {.instanceId = u"cri-sydney"_s,
                        .regionId = u"ap-southeast-2"_s,
                        .repoNamespaceName = u"mirror"_s,
                        .repoName = u"web"_s,
                        .imageTag = u"latest"_s};
    tasks[3].status = syncTaskStatusFromWire(u"PAUSED"_s);
    store.merge(here, tasks);
}

} // namespace

class TestTaskFilter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreFoundInWhatIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Rows>("rows");
        QTest::newRow("nothing") << QString() << Rows{0, 1, 2, 3};
        QTest::newRow("spaces") << u"  \t "_s << Rows{0, 1, 2, 3};
        QTest::newRow("repository, any case") << u"wEB"_s << Rows{2};
        QTest::newRow("namespace of the destination") << u"mirr"_s << Rows{2};
        QTest::newRow("tag") << u"1.27"_s << Rows{2};
        QTest::newRow("path") << u"team/we"_s << Rows{2};
        QTest::newRow("path and tag joined") << u"team/web:1.27"_s << Rows{2};
        QTest::newRow("end of path and begin of tag") << u"APP:1"_s << Rows{1};
        QTest::newRow("tag of the other end") << u"team/web:latest"_s << Rows{};
        QTest::newRow("joined, other end") << u"mirror/web:lat"_s << Rows{2};
        QTest::newRow("colon alone") << u":"_s << Rows{0, 1, 2, 3};
        QTest::newRow("region id") << u"southeast-2"_s << Rows{2};
        QTest::newRow("place") << u"sydney"_s << Rows{2};
        QTest::newRow("place of the source") << u"hangzhou"_s << Rows{0, 1, 2, 3};
        QTest::newRow("cause as shown") << u"immutable"_s << Rows{1};
        QTest::newRow("cause as the API says") << u"TAG_CONF"_s << Rows{1};
        QTest::newRow("status") << u"running"_s << Rows{2};
        QTest::newRow("unknown status") << u"paused"_s << Rows{3};
        QTest::newRow("rule id") << u"crsr-2"_s << Rows{2};
        QTest::newRow("rule name") << u"nightly"_s << Rows{2};
        QTest::newRow("task id") << u"RST-3"_s << Rows{3};
        QTest::newRow("batch id") << u"batch-0"_s << Rows{0};
        QTest::newRow("instance") << u"cri-sydney"_s << Rows{2};
        QTest::newRow("all words") << u"nightly  running sydney"_s << Rows{2};
        QTest::newRow("one word of two") << u"nightly done"_s << Rows{};
    }

    void wordsAreFoundInWhatIsShown()
    {
        QFETCH(QString, text);
        QFETCH(Rows, rows);
        TaskStore store;
        fill(store);
        const TaskFilter filter(store, {.text = text}, {{u"crsr-2"_s, u"Nightly mirror"_s}});
        QCOMPARE(filter.matchingRows(), rows);
        for (TaskRow row = 0; row < store.size(); ++row)
            QCOMPARE(filter.matches(row), std::ranges::count(rows, row) == 1);
    }

    void textOutsideAsciiIsFoundWithoutRegardToCase()
    {
        TaskStore store;
        SyncTask task = sampleTask(1);
        task.imageFrom.repoNamespaceName = u"Ünter杭州"_s;
        store.merge(here, std::span(&task, 1));
        QCOMPARE(TaskFilter(store, {.text = u"üNTER杭"_s}).matchingRows(), Rows{0});
        QCOMPARE(TaskFilter(store, {.text = u"ünter杭州/App:1"_s}).matchingRows(), Rows{0});
        QCOMPARE(TaskFilter(store, {.text = u"unter"_s}).matchingRows(), Rows{});
    }

    void statusesAndTriggersAreAlternatives()
    {
        TaskStore store;
        fill(store);
        const auto rows = [&store](const TaskQuery &query) {
            return TaskFilter(store, query).matchingRows();
        };
        QCOMPARE(rows({.statuses = {SyncTaskStatus::Error, SyncTaskStatus::Success}}),
                 (Rows{0, 1}));
        QCOMPARE(rows({.statuses = {SyncTaskStatus::Unknown}}), Rows{3});
        QCOMPARE(rows({.triggers = {TaskTrigger::Initiative}}), Rows{2});
        QCOMPARE(rows({.statuses = {SyncTaskStatus::Error}, .triggers = {TaskTrigger::Initiative}}),
                 Rows{});
    }

    void theServersPartIsExactAndOfOneEnd()
    {
        TaskStore store;
        fill(store);
        const auto rows = [&store](const TaskQuery &query) {
            return TaskFilter(store, query).matchingRows();
        };
        QCOMPARE(rows({.repoNamespaceName = u"team"_s, .repoName = u"Web"_s}), Rows{2});
        QCOMPARE(rows({.repoName = u"We"_s}), Rows{});
        QCOMPARE(rows({.repoNamespaceName = u"mirror"_s, .tag = u"latest"_s}), Rows{2});
        QCOMPARE(rows({.repoNamespaceName = u"mirror"_s, .tag = u"1.27"_s}), Rows{});
        QCOMPARE(rows({.batchId = u"batch-1"_s}), Rows{1});
        QCOMPARE(rows({.instanceId = here}), (Rows{0, 1, 2, 3}));
        QCOMPARE(rows({.instanceId = u"cri-other"_s}), Rows{});
    }

    void stringsThatComeLaterAreSeen()
    {
        TaskStore store;
        const TaskFilter text(store, {.text = u"app:5 frankfurt"_s});
        const TaskFilter tag(store, {.instanceId = here, .tag = u"5"_s});
        QCOMPARE(text.matchingRows(), Rows{});
        QCOMPARE(tag.matchingRows(), Rows{});
        const std::vector<SyncTask> tasks = {sampleTask(4), sampleTask(5)};
        store.merge(here, tasks);
        QVERIFY(!text.matches(0));
        QVERIFY(text.matches(1));
        QCOMPARE(tag.matchingRows(), Rows{1});
    }

    void aQueryKnowsWhichPartsNarrow()
    {
        QVERIFY(!TaskQuery().narrowsServer());
        QVERIFY(!TaskQuery().narrowsLoaded());
        QVERIFY(TaskQuery({.tag = u"1"_s}).narrowsServer());
        QVERIFY(TaskQuery({.batchId = u"b"_s}).narrowsServer());
        QVERIFY(!TaskQuery({.text = u" "_s}).narrowsLoaded());
        QVERIFY(TaskQuery({.text = u"x"_s}).narrowsLoaded());
        const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = here};
        const SyncTaskQuery expected{.instance = instance,
                                     .repoNamespaceName = u"n"_s,
                                     .repoName = u"r"_s,
                                     .tag = u"t"_s,
                                     .syncRecordId = u"b"_s};
        QVERIFY(serverPart({.repoNamespaceName = u"n"_s,
                            .repoName = u"r"_s,
                            .tag = u"t"_s,
                            .batchId = u"b"_s,
                            .text = u"x"_s},
                           instance) == expected);
    }

    void facetsIgnoreTheirOwnFilter()
    {
        TaskStore store;
        fill(store);
        const FacetCounts counts = countFacets(store, {.statuses = {SyncTaskStatus::Synchronizing},
                                                       .triggers = {TaskTrigger::Passive}});
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Success), 1);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Error), 1);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Synchronizing), 0);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Unknown), 1);
        QCOMPARE(counts.statuses.total(), 3);
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Initiative)], 1);
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Passive)], 0);
    }
};

QTEST_GUILESS_MAIN(TestTaskFilter)
#include "tst_taskfilter.moc"
