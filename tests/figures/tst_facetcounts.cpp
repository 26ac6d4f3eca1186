#include "facetcounts.h"
#include "queries.h"
#include "randomtasks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Value = FacetCounts::Value;

/// Two tasks that differ in everything a facet counts.
std::vector<SyncTask> twoTasks()
{
    std::vector<SyncTask> tasks = {sampleTask(1, SyncTaskStatus::Error),
                                   sampleTask(2, SyncTaskStatus::Error)};
    tasks[1].issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    tasks[1].ruleId = u"crsr-2"_s;
    tasks[1].trigger = taskTriggerFromWire(u"INITIATIVE"_s);
    tasks[1].imageFrom.regionId = u"cn-shanghai"_s;
    tasks[1].imageFrom.repoNamespaceName = u"other"_s;
    return tasks;
}

/// Each of its own instance.
void fill(TaskStore &store)
{
    const std::vector<SyncTask> tasks = twoTasks();
    store.merge(u"cri-1"_s, std::span(tasks).first(1));
    store.merge(u"cri-2"_s, std::span(tasks).subspan(1));
}

} // namespace

class TestFacetCounts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFacetIgnoresItsOwnConditionAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("own");
        QTest::newRow("cause") << u"cause:network-error"_s << u"cause"_s;
        QTest::newRow("rule") << u"rule:=crsr-1"_s << u"rule"_s;
        QTest::newRow("trigger") << u"trigger:push"_s << u"trigger"_s;
        QTest::newRow("route") << u"route:cn-hangzhou>eu-central-1"_s << u"route"_s;
        QTest::newRow("source") << u"from:cn-hangzhou"_s << QString();
        QTest::newRow("instance") << u"instance:=cri-1"_s << u"instance"_s;
        QTest::newRow("another field") << u"tag:=1"_s << QString();
        QTest::newRow("negated") << u"-rule:=crsr-2"_s << u"rule"_s;
    }

    void eachFacetIgnoresItsOwnConditionAlone()
    {
        QFETCH(QString, text);
        QFETCH(QString, own);
        TaskStore store;
        fill(store);
        const FacetCounts counts = countFacets(store, TaskFilter(store, query(text)));
        const auto expected = [&own](const char *facet) {
            return own == QLatin1StringView(facet) ? std::size_t{2} : std::size_t{1};
        };
        QCOMPARE(counts.causes.size(), expected("cause"));
        QCOMPARE(counts.rules.size(), expected("rule"));
        QCOMPARE(counts.routes.size(), expected("route"));
        QCOMPARE(counts.namespaces.size(), expected("namespace"));
        QCOMPARE(counts.instances.size(), expected("instance"));
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Passive)], 1);
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Initiative)],
                 own == u"trigger"_s ? 1 : 0);
        QCOMPARE(counts.statuses.total(), 1);
    }

    void theNamespaceFacetIgnoresItsOwnCondition()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = twoTasks();
        tasks[1].imageTo.repoNamespaceName = u"other"_s;
        store.merge(u"cri-1"_s, tasks);
        const FacetCounts counts = countFacets(store, TaskFilter(store, query(u"ns:=other"_s)));
        QCOMPARE(counts.namespaces, std::vector<Value>({{.text = u"other"_s, .count = 1},
                                                        {.text = u"team"_s, .count = 1}}));
        QCOMPARE(counts.rules, std::vector<Value>({{.text = u"crsr-2"_s, .count = 1}}));
    }

    void eitherEndMayHoldAllConditions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("source") << u"tag:=s repo:=left"_s;
        QTest::newRow("destination") << u"tag:=d repo:=right"_s;
    }

    void eitherEndMayHoldAllConditions()
    {
        QFETCH(QString, text);
        TaskStore store;
        std::vector<SyncTask> tasks = twoTasks();
        tasks[0].imageFrom.imageTag = u"s"_s;
        tasks[0].imageFrom.repoName = u"left"_s;
        tasks[0].imageTo.imageTag = u"d"_s;
        tasks[0].imageTo.repoName = u"right"_s;
        store.merge(u"cri-1"_s, tasks);
        const FacetCounts counts = countFacets(store, TaskFilter(store, query(text)));
        QCOMPARE(counts.statuses.total(), 1);
        QCOMPARE(counts.rules, std::vector<Value>({{.text = u"crsr-1"_s, .count = 1}}));
        QCOMPARE(
            countFacets(store, TaskFilter(store, query(u"tag:=s repo:=right"_s))).statuses.total(),
            0);
    }

    void theMostFrequentComesFirstAndEqualsByTheirTexts()
    {
        TaskStore store;
        std::vector<SyncTask> tasks;
        const auto add = [&tasks](const QString &rule, const QString &from, const QString &to) {
            SyncTask task = sampleTask(static_cast<int>(tasks.size()));
            task.ruleId = rule;
            task.imageFrom.regionId = from;
            task.imageTo.regionId = to;
            tasks.push_back(task);
        };
        add(u"b"_s, u"r2"_s, u"r2"_s);
        add(u"c"_s, u"r1"_s, u"r2"_s);
        add(u"a"_s, u"r1"_s, u"r1"_s);
        add(u"c"_s, u"r9"_s, u"r1"_s);
        add(u"c"_s, u"r9"_s, u"r1"_s);
        store.merge(u"cri-1"_s, tasks);
        const FacetCounts counts = countFacets(store, TaskFilter(store, {}));
        QCOMPARE(counts.rules, std::vector<Value>({{.text = u"c"_s, .count = 3},
                                                   {.text = u"a"_s, .count = 1},
                                                   {.text = u"b"_s, .count = 1}}));
        QCOMPARE(counts.routes,
                 std::vector<Value>({{.text = u"r9"_s, .second = u"r1"_s, .count = 2},
                                     {.text = u"r1"_s, .second = u"r1"_s, .count = 1},
                                     {.text = u"r1"_s, .second = u"r2"_s, .count = 1},
                                     {.text = u"r2"_s, .second = u"r2"_s, .count = 1}}));
    }

    void whatIsNotGivenIsNoValue()
    {
        TaskStore store;
        SyncTask task = sampleTask(1, SyncTaskStatus::Error);
        task.ruleId.clear();
        task.issue = {};
        store.merge(u"cri-1"_s, std::vector{task});
        const FacetCounts counts = countFacets(store, TaskFilter(store, {}));
        QVERIFY(counts.rules.empty());
        QVERIFY(counts.causes.empty());
    }

    void onlyFailedTasksHaveACause()
    {
        TaskStore store;
        for (const SyncTaskStatus status : {SyncTaskStatus::Success, SyncTaskStatus::Canceled,
                                            SyncTaskStatus::Synchronizing, SyncTaskStatus::Error}) {
            SyncTask task = sampleTask(static_cast<int>(status), status);
            task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
            store.merge(u"cri-1"_s, std::vector{task});
        }
        const FacetCounts counts = countFacets(store, TaskFilter(store, {}));
        QCOMPARE(counts.causes, std::vector<Value>({{.text = u"TAG_CONFLICT"_s, .count = 1}}));
    }
};

QTEST_GUILESS_MAIN(TestFacetCounts)
#include "tst_facetcounts.moc"
