#include "facetcounts.h"
#include "queries.h"
#include "queryhint.h"
#include "randomtasks.h"
#include "sampletasks.h"
#include "taskfilter.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString here = u"cri-hangzhou"_s;

using Rows = std::vector<TaskRow>;

const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

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

void mergeInto(TaskStore &store, const SyncTask &task)
{
    store.merge(here, std::span(&task, 1));
}

} // namespace

class TestTaskFilter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksOfWhatIsNotWatchedAreNotFound()
    {
        TaskStore store;
        fill(store);
        const SyncTask task = sampleTask(7, SyncTaskStatus::Error);
        const auto found = [&store](const QString &text) {
            return TaskFilter(store, query(text), {.now = now}).matchingRows();
        };
        QVERIFY(store.setWatched(QSet<QString>{u"cri-other"_s})); // before it has tasks
        store.merge(u"cri-other"_s, std::span(&task, 1));
        QCOMPARE(found({}), Rows{4});
        QCOMPARE(found(u"status:failed"_s), Rows{4});
        QVERIFY(!TaskFilter(store, query(u"status:failed"_s), {.now = now}).matches(1));
        QVERIFY(!TaskFilter(store, {}, {.now = now}).matches(0));
        QVERIFY(!store.setWatched(QSet<QString>{u"cri-other"_s}));
        QVERIFY(store.setWatched(QSet<QString>{here, u"cri-other"_s}));
        QCOMPARE(found(u"status:failed"_s), (Rows{1, 4}));
        QVERIFY(store.setWatched({}));
        QCOMPARE(found({}), (Rows{0, 1, 2, 3, 4}));
    }

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
        QTest::newRow("end of path and begin of tag") << u"\"APP:1\""_s << Rows{1};
        QTest::newRow("tag of the other end") << u"team/web:latest"_s << Rows{};
        QTest::newRow("joined, other end") << u"mirror/web:lat"_s << Rows{2};
        QTest::newRow("colon alone") << u"\":\""_s << Rows{0, 1, 2, 3};
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

    void conditionsFindWhatTheyName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Rows>("rows");
        QTest::newRow("status") << u"status:failed"_s << Rows{1};
        QTest::newRow("status, API's word") << u"status:error,SYNCHRONIZING"_s << (Rows{1, 2});
        QTest::newRow("status not") << u"-status:failed,done"_s << (Rows{2, 3});
        QTest::newRow("status unknown") << u"status:unknown"_s << Rows{3};
        QTest::newRow("status, foreign, any case") << u"status:paused"_s << Rows{3};
        QTest::newRow("status, foreign, part") << u"status:pause"_s << Rows{};
        QTest::newRow("status, part of a word") << u"status:run"_s << Rows{};
        QTest::newRow("status, foreign, not") << u"-status:Paused"_s << (Rows{0, 1, 2});
        QTest::newRow("status, foreign or ours") << u"status:paused,failed"_s << (Rows{1, 3});
        QTest::newRow("status, Chinese") << u"status:失败,进行中"_s << (Rows{1, 2});
        QTest::newRow("status, full-width") << u"status：failed，running"_s << (Rows{1, 2});
        QTest::newRow("comma, full-width") << u"repo:web，other"_s << Rows{2};
        QTest::newRow("quotes, full-width") << u"“web”"_s << Rows{2};
        QTest::newRow("route, full-width") << u"route:hangzhou＞sydney"_s << Rows{2};
        QTest::newRow("age, full-width") << u"age＞1m"_s << (Rows{0, 1, 2, 3});
        QTest::newRow("space, full-width") << u"repo:web　status:running"_s << Rows{2};
        QTest::newRow("status, foreign word") << u"status:=PAUSED"_s << Rows{3};
        QTest::newRow("status, regex") << u"status:/^(fail|runn)/"_s << (Rows{1, 2});
        QTest::newRow("cause") << u"cause:tag-conflict"_s << Rows{1};
        QTest::newRow("cause, API's word") << u"cause:TAG_CONFLICT"_s << Rows{1};
        QTest::newRow("cause not") << u"-cause:tag-conflict"_s << (Rows{0, 2, 3});
        QTest::newRow("trigger") << u"trigger:manual"_s << Rows{2};
        QTest::newRow("namespace") << u"ns:MIRR"_s << Rows{2};
        QTest::newRow("namespace exact") << u"ns:=mirror"_s << Rows{2};
        QTest::newRow("namespace exact, part") << u"ns:=mirr"_s << Rows{};
        QTest::newRow("repository") << u"repo:web"_s << Rows{2};
        QTest::newRow("repository exact is exact") << u"repo:=Web"_s << Rows{2};
        QTest::newRow("repository not") << u"-repo:web"_s << (Rows{0, 1, 3});
        QTest::newRow("namespace not, destination's") << u"-ns:mirror"_s << (Rows{0, 1, 3});
        QTest::newRow("namespace not, source's") << u"-ns:team"_s << Rows{};
        QTest::newRow("tag not, source's") << u"-tag:=1.27"_s << (Rows{0, 1, 3});
        QTest::newRow("tag not, destination's") << u"-tag:latest"_s << (Rows{0, 1, 3});
        QTest::newRow("word not, destination's") << u"-mirror"_s << (Rows{0, 1, 3});
        QTest::newRow("word not, source's") << u"-1.27"_s << (Rows{0, 1, 3});
        QTest::newRow("region not, destination's") << u"-sydney"_s << (Rows{0, 1, 3});
        QTest::newRow("image not, source's") << u"-image:team/web"_s << (Rows{0, 1, 3});
        QTest::newRow("image not, destination's")
            << u"-image:=mirror/web:latest"_s << (Rows{0, 1, 3});
        QTest::newRow("joined not, source's") << u"-\"web:1.2\""_s << (Rows{0, 1, 3});
        QTest::newRow("joined not, destination's") << u"-\"web:lat\""_s << (Rows{0, 1, 3});
        QTest::newRow("whole image not, by expression") << u"-/web:latest/"_s << (Rows{0, 1, 3});
        QTest::newRow("not at the one, at the other") << u"ns:team -ns:mirror"_s << (Rows{0, 1, 3});
        QTest::newRow("from not") << u"-from:hangzhou"_s << Rows{};
        QTest::newRow("to not") << u"-to:sydney"_s << (Rows{0, 1, 3});
        QTest::newRow("rule not") << u"-rule:nightly"_s << (Rows{0, 1, 3});
        QTest::newRow("batch not") << u"-batch:batch-2"_s << (Rows{0, 1, 3});
        QTest::newRow("id not") << u"-id:rst-2"_s << (Rows{0, 1, 3});
        QTest::newRow("trigger not") << u"-trigger:manual"_s << (Rows{0, 1, 3});
        QTest::newRow("from and a condition on one end")
            << u"from:hangzhou ns:=mirror"_s << Rows{2};
        QTest::newRow("to and a condition on one end") << u"to:sydney ns:=team"_s << Rows{2};
        QTest::newRow("either value") << u"repo:web,app"_s << (Rows{0, 1, 2, 3});
        QTest::newRow("regex") << u"repo:/^w.b$/"_s << Rows{2};
        QTest::newRow("tag") << u"tag:27"_s << Rows{2};
        QTest::newRow("tag of the other end") << u"tag:=latest"_s << Rows{2};
        QTest::newRow("one end has both") << u"ns:=mirror tag:=latest"_s << Rows{2};
        QTest::newRow("no end has both") << u"ns:=mirror tag:=1.27"_s << Rows{};
        QTest::newRow("image") << u"image:team/web:1.2"_s << Rows{2};
        QTest::newRow("image exact") << u"image:=team/Web:1.27"_s << Rows{2};
        QTest::newRow("image exact, case") << u"image:=team/web:1.27"_s << Rows{};
        QTest::newRow("image regex") << u"image:/web:1\\.27$/"_s << Rows{2};
        QTest::newRow("bare regex") << u"/web:(1|2)/"_s << Rows{2};
        QTest::newRow("rule by name") << u"rule:nightly"_s << Rows{2};
        QTest::newRow("rule by whole name") << u"rule:=\"Nightly mirror\""_s << Rows{2};
        QTest::newRow("rule by id") << u"rule:=crsr-2"_s << Rows{2};
        QTest::newRow("batch") << u"batch:=batch-0"_s << Rows{0};
        QTest::newRow("from region") << u"from:cn-hangzhou"_s << (Rows{0, 1, 2, 3});
        QTest::newRow("from place") << u"from:hangzhou"_s << (Rows{0, 1, 2, 3});
        QTest::newRow("from part of a region") << u"from:cn-hang"_s << Rows{};
        QTest::newRow("to region") << u"to:ap-southeast-2"_s << Rows{2};
        QTest::newRow("to instance") << u"to:sydney"_s << Rows{2};
        QTest::newRow("to instance by name") << u"to:down-under"_s << Rows{2};
        QTest::newRow("route") << u"route:cn-hangzhou>ap-southeast-2"_s << Rows{2};
        QTest::newRow("route by place") << u"route:hangzhou>sydney"_s << Rows{2};
        QTest::newRow("route, other way") << u"route:sydney>hangzhou"_s << Rows{};
        QTest::newRow("route not") << u"-route:hangzhou>sydney"_s << (Rows{0, 1, 3});
        QTest::newRow("instance") << u"instance:hangzhou"_s << (Rows{0, 1, 2, 3});
        QTest::newRow("instance not") << u"-instance:hangzhou"_s << Rows{};
        QTest::newRow("id") << u"id:=rst-2"_s << Rows{2};
        QTest::newRow("stuck") << u"is:stuck"_s << Rows{2};
        QTest::newRow("not stuck") << u"-is:stuck"_s << (Rows{0, 1, 3});
        QTest::newRow("finished") << u"is:finished"_s << (Rows{0, 1});
        QTest::newRow("failed") << u"is:failed"_s << Rows{1};
        QTest::newRow("running") << u"is:running"_s << Rows{2};
        QTest::newRow("done") << u"is:done"_s << Rows{0};
        QTest::newRow("active, also the unknown") << u"is:active"_s << (Rows{2, 3});
        QTest::newRow("active or failed") << u"is:active,failed"_s << (Rows{1, 2, 3});
        QTest::newRow("all together") << u"is:active from:hangzhou -repo:app nightly"_s << Rows{2};
    }

    void conditionsFindWhatTheyName() { wordsAreFoundInWhatIsShown(); }

    void whatIsNotGivenIsFoundByAnEmptyValue()
    {
        TaskStore store;
        SyncTask bare{.id = u"bare"_s, .status = syncTaskStatusFromWire(u"ERROR"_s)};
        mergeInto(store, bare);
        mergeInto(store, sampleTask(1, SyncTaskStatus::Error));
        for (const QString &field : {u"rule"_s, u"tag"_s, u"cause"_s, u"batch"_s, u"ns"_s}) {
            const TaskFilter filter(store, query(field + u":=\"\""_s), {.now = now});
            QVERIFY2(filter.matches(0), qPrintable(field));
            QVERIFY2(filter.matchingRows().front() == 0, qPrintable(field));
        }
    }

    void timesAreComparedWithWhenATaskEndedOrBegan()
    {
        // Created 3 h ago; 0 ended 1 h ago, 1 runs on.
        TaskStore store;
        std::vector<SyncTask> tasks = {sampleTask(0), sampleTask(1, SyncTaskStatus::Synchronizing)};
        for (SyncTask &task : tasks) {
            task.createdAt = now.addSecs(-3 * 3600);
            task.modifiedAt = now.addSecs(-3600);
        }
        store.merge(here, tasks);
        const auto rows = [&store](const QString &text) {
            return TaskFilter(store, query(text), {.now = now}).matchingRows();
        };
        QCOMPARE(rows(u"since:2h"_s), Rows{0});
        QCOMPARE(rows(u"since:4h"_s), (Rows{0, 1}));
        QCOMPARE(rows(u"until:2h"_s), Rows{1});
        QCOMPARE(rows(u"since:1h"_s), Rows{0}); // the edge is within
        QCOMPARE(rows(u"until:1h"_s), Rows{1});
        QCOMPARE(rows(u"age>2h"_s), (Rows{0, 1}));
        QCOMPARE(rows(u"age<2h"_s), Rows{});
        QCOMPARE(rows(u"age>3h"_s), Rows{}); // as old is neither older nor younger
        QCOMPARE(rows(u"age<3h"_s), Rows{});
        QCOMPARE(rows(u"age>2h59m59s"_s), (Rows{0, 1}));
        QCOMPARE(rows(u"duration<2h"_s), Rows{});
        QCOMPARE(rows(u"duration>3h"_s), Rows{});
        QCOMPARE(rows(u"duration>2h"_s), Rows{1});
        QCOMPARE(rows(u"duration>90m"_s), (Rows{0, 1}));
        QCOMPARE(rows(u"-duration>2h"_s), Rows{0});
        QCOMPARE(rows(u"since:2026-11-24 until:2026-11-24"_s), (Rows{0, 1})); // that day
        QCOMPARE(rows(u"since:2026-11-25"_s), Rows{});
    }

    void aTaskWithoutATimeIsInNoComparison()
    {
        TaskStore store;
        SyncTask timeless = sampleTask(0);
        timeless.createdAt = {};
        timeless.modifiedAt = {};
        mergeInto(store, timeless);
        for (const auto *text : {"since:1h", "until:1h", "since:100w", "until:now", "age>1s",
                                 "age<36500d", "duration>1s", "duration<1h"})
            QCOMPARE(
                TaskFilter(store, query(QString::fromLatin1(text)), {.now = now}).matchingRows(),
                Rows{});
        QCOMPARE(TaskFilter(store, query(u"-age>1s"_s), {.now = now}).matchingRows(), Rows{0});
    }

    void everyStateIsOfItsStatus_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<SyncTaskStatus>>("statuses");
        using enum SyncTaskStatus;
        QTest::newRow("failed") << u"is:failed"_s << QList{Error};
        QTest::newRow("running") << u"is:running"_s << QList{Synchronizing};
        QTest::newRow("waiting") << u"is:waiting"_s << QList{Pending};
        QTest::newRow("cancelled") << u"is:cancelled"_s << QList{Canceled};
        QTest::newRow("done") << u"is:done"_s << QList{Success};
        QTest::newRow("active") << u"is:active"_s << QList{Unknown, Pending, Synchronizing};
        QTest::newRow("finished") << u"is:finished"_s << QList{Success, Error, Canceled, Deleted};
        // Only what is under way can be stuck, whatever is said of it.
        QTest::newRow("stuck") << u"is:stuck"_s << QList{Pending, Synchronizing};
        QTest::newRow("word for deleted") << u"status:deleted"_s << QList{Deleted};
        QTest::newRow("word for waiting") << u"status:waiting"_s << QList{Pending};
        QTest::newRow("word for cancelled") << u"status:cancelled"_s << QList{Canceled};
        // A cause is of failed tasks, though others may have one.
        QTest::newRow("cause") << u"cause:tag-conflict"_s << QList{Error};
        QTest::newRow("free cause") << u"immutable"_s << QList{Error};
    }

    void everyStateIsOfItsStatus()
    {
        QFETCH(QString, text);
        QFETCH(QList<SyncTaskStatus>, statuses);
        TaskStore store;
        Rows expected;
        for (int i = 0; i <= static_cast<int>(SyncTaskStatus::Deleted); ++i) {
            const auto status = static_cast<SyncTaskStatus>(i);
            SyncTask task = sampleTask(i, status);
            task.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
            mergeInto(store, task);
            if (statuses.contains(status))
                expected.push_back(static_cast<TaskRow>(i));
        }
        const TaskFilter filter(store, query(text), {.isStuck = [](TaskRow) { return true; }});
        QCOMPARE(filter.matchingRows(), expected);
    }

    void latestAndRepairedAreJudgedAmongAllTasksOfAnImage()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = {sampleTask(0, SyncTaskStatus::Error), sampleTask(1),
                                       sampleTask(2, SyncTaskStatus::Error),
                                       sampleTask(3, SyncTaskStatus::Error)};
        tasks[1].imageFrom = tasks[0].imageFrom;
        tasks[1].imageTo = tasks[0].imageTo;
        store.merge(here, tasks);
        const LatestResults results(store);
        const auto rows = [&](const QString &text) {
            return TaskFilter(store, query(text), {.now = now, .results = &results}).matchingRows();
        };
        QCOMPARE(rows(u"is:latest"_s), (Rows{1, 2, 3}));
        QCOMPARE(rows(u"-is:latest"_s), Rows{0});
        QCOMPARE(rows(u"is:repaired"_s), Rows{0});
        QCOMPARE(rows(u"-is:repaired"_s), (Rows{1, 2, 3}));
        QCOMPARE(rows(u"status:failed -is:repaired"_s), (Rows{2, 3}));
        QCOMPARE(rows(u"status:failed is:latest"_s), (Rows{2, 3}));
        QCOMPARE(rows(u"is:repaired,done"_s), (Rows{0, 1}));
        // What is narrowed away still counts: it is judged first.
        QCOMPARE(rows(u"status:failed is:latest tag:=0"_s), Rows{});
        // Who is told of no results finds none.
        QCOMPARE(TaskFilter(store, query(u"is:latest"_s)).matchingRows(), Rows{});
    }

    void flagsThatAreNotGivenAreNeither()
    {
        TaskStore store;
        std::vector<SyncTask> tasks = {sampleTask(0), sampleTask(1), sampleTask(2)};
        tasks[0].crossUser = true;
        tasks[1].crossUser = false;
        tasks[2].crossUser.reset();
        tasks[2].syncTransAccelerate = false;
        store.merge(here, tasks);
        QCOMPARE(TaskFilter(store, query(u"cross:yes"_s)).matchingRows(), Rows{0});
        QCOMPARE(TaskFilter(store, query(u"cross:no"_s)).matchingRows(), Rows{1});
        QCOMPARE(TaskFilter(store, query(u"-cross:no"_s)).matchingRows(), (Rows{0, 2}));
        QCOMPARE(TaskFilter(store, query(u"accelerated:yes"_s)).matchingRows(), (Rows{0, 1}));
        QCOMPARE(TaskFilter(store, query(u"accelerated:no"_s)).matchingRows(), Rows{2});
    }

    void wordsAreFoundInWhatIsShown()
    {
        QFETCH(QString, text);
        QFETCH(Rows, rows);
        TaskStore store;
        fill(store);
        const TaskFilter filter(store, query(text),
                                {.now = now,
                                 .names = {.rules = {{u"crsr-2"_s, u"Nightly mirror"_s}},
                                           .instances = {{u"cri-sydney"_s, u"down-under"_s}}},
                                 .isStuck = [](TaskRow row) { return row == 2; }});
        QCOMPARE(filter.matchingRows(), rows);
        for (TaskRow row = 0; row < store.size(); ++row)
            QCOMPARE(filter.matches(row), std::ranges::count(rows, row) == 1);
    }

    void aWordAcrossTheColonIsFoundInAnyCase_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << u"\"ginx:rc\""_s;
        QTest::newRow("capital") << u"\"GINX:RC\""_s;
        QTest::newRow("tag capital") << u"\"ginx:RC1\""_s;
        QTest::newRow("path capital") << u"\"NGINX:rc1\""_s;
        QTest::newRow("with the namespace") << u"team/nginx:Rc1"_s;
        QTest::newRow("image") << u"image:nginx:rC1"_s;
    }

    void aWordAcrossTheColonIsFoundInAnyCase()
    {
        QFETCH(QString, text);
        std::vector<SyncTask> tasks;
        for (ImageRef SyncTask::*end : {&SyncTask::imageFrom, &SyncTask::imageTo}) {
            for (const auto &[repo, tag] : {std::pair{u"nginx"_s, u"rc1"_s},
                                            {u"nginx"_s, u"RC1"_s},
                                            {u"Nginx"_s, u"rc1"_s},
                                            {u"NGINX"_s, u"Rc1"_s}}) {
                SyncTask &task = tasks.emplace_back(sampleTask(static_cast<int>(tasks.size())));
                (task.*end).repoName = repo;
                (task.*end).imageTag = tag;
            }
        }
        TaskStore store;
        store.merge(here, tasks);
        mergeInto(store, sampleTask(8));
        QCOMPARE(TaskFilter(store, query(text)).matchingRows(), (Rows{0, 1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(TaskFilter(store, query(u'-' + text)).matchingRows(), Rows{8});
    }

    void aWholeImageIsFoundAtEitherEnd_data()
    {
        QTest::addColumn<QString>("form");
        QTest::newRow("exact") << u"image:=%1"_s;
        QTest::newRow("exact, one of two") << u"image:=none/none:1,%1"_s;
        QTest::newRow("expression") << u"image:/^%1$/"_s;
        QTest::newRow("bare expression") << u"/^%1$/"_s;
    }

    void aWholeImageIsFoundAtEitherEnd()
    {
        QFETCH(QString, form);
        // From each to each: the ends share all, some or none of their parts.
        std::vector<ImageRef> images;
        for (const QString &space : {u"team"_s, u"mirror"_s}) {
            for (const QString &repo : {u"app"_s, u"web"_s}) {
                for (const QString &tag : {u"1.27"_s, u"latest"_s})
                    images.push_back(
                        {.repoNamespaceName = space, .repoName = repo, .imageTag = tag});
            }
        }
        std::vector<SyncTask> tasks;
        for (const ImageRef &from : images) {
            for (const ImageRef &to : images) {
                SyncTask &task = tasks.emplace_back(sampleTask(static_cast<int>(tasks.size())));
                task.imageFrom = from;
                task.imageTo = to;
            }
        }
        TaskStore store;
        store.merge(here, tasks);
        for (const ImageRef &image : images) {
            const QString text =
                form.arg(form.endsWith(u'/') ? image.path().replace(u'/', u"\\/"_s) : image.path());
            Rows with;
            Rows without;
            for (TaskRow row = 0; row < store.size(); ++row) {
                const SyncTask &task = tasks[row];
                (task.imageFrom == image || task.imageTo == image ? with : without).push_back(row);
            }
            QCOMPARE(TaskFilter(store, query(text)).matchingRows(), with);
            QCOMPARE(TaskFilter(store, query(u'-' + text)).matchingRows(), without);
        }
    }

    void textOutsideAsciiIsFoundWithoutRegardToCase()
    {
        TaskStore store;
        SyncTask task = sampleTask(1);
        task.imageFrom.repoNamespaceName = u"Ünter杭州"_s;
        store.merge(here, std::span(&task, 1));
        QCOMPARE(TaskFilter(store, query(u"üNTER杭"_s)).matchingRows(), Rows{0});
        QCOMPARE(TaskFilter(store, query(u"ünter杭州/App:1"_s)).matchingRows(), Rows{0});
        QCOMPARE(TaskFilter(store, query(u"unter"_s)).matchingRows(), Rows{});
    }

    void anExpressionThatTakesTooLongIsNoAnswer_data()
    {
        QTest::addColumn<QString>("text");
        const QString evil = u"/^(\\w+[-.\\/:]?)+[!?]$/"_s;
        QTest::newRow("bare") << u"/(a+)+$/"_s;
        QTest::newRow("negated") << u"-/(a+)+$/"_s;
        QTest::newRow("tag") << u"tag:/^(a+)+$/"_s;
        QTest::newRow("tag, negated") << u"-tag:/^(a+)+$/"_s;
        QTest::newRow("one of several values") << u"tag:nothing,/^(a+)+$/"_s;
        QTest::newRow("beside another condition") << u"status:done tag:/^(a+)+$/"_s;
        QTest::newRow("a higher limit of its own") << u"tag:/(*LIMIT_MATCH=99999999)^(a+)+$/"_s;
        for (const char *field : {"image", "rule", "batch", "id", "instance", "status", "cause",
                                  "from", "to", "ns", "repo"})
            QTest::newRow(field) << QString::fromLatin1(field) + u':' + evil;
    }

    void anExpressionThatTakesTooLongIsNoAnswer()
    {
        QFETCH(QString, text);
        const QString many(40, u'a');
        TaskStore store;
        std::vector<SyncTask> tasks;
        for (int i = 0; i < 300; ++i) {
            SyncTask task =
                sampleTask(i, i % 2 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success);
            task.id = many + QString::number(i);
            task.ruleId = many + u"rule"_s;
            task.batchId = many + u"batch"_s;
            task.status.text = i % 3 == 0 ? many : task.status.text;
            task.status.value = i % 3 == 0 ? SyncTaskStatus::Unknown : task.status.value;
            task.issue.text = many + u"issue"_s;
            for (ImageRef *end : {&task.imageFrom, &task.imageTo})
                *end = {.instanceId = many + u"cri"_s,
                        .regionId = many + u"region"_s,
                        .repoNamespaceName = many + u"ns"_s,
                        .repoName = many + u"repo"_s,
                        .imageTag = many + QString::number(i)};
            tasks.push_back(task);
        }
        store.merge(many + u"cri"_s, tasks);
        const TaskQuery asked = query(text);
        const TaskFilter filter(store, asked);
        QCOMPARE(filter.matchingRows(), Rows{});
        QVERIFY(filter.costlyTerm() != nullptr);
        QVERIFY(std::ranges::find(asked.terms, *filter.costlyTerm()) != asked.terms.end());
        QVERIFY(!filter.matches(0));
        QVERIFY(!filter.matches(1));
        const TaskFilter alone(store, asked);
        QVERIFY(!alone.matches(1) || !alone.matches(2) || !alone.matches(3));
    }

    void whatWasFoundBeforeAnExpressionIsGivenUpIsNoAnswer()
    {
        TaskStore store;
        std::vector<SyncTask> tasks;
        for (int i = 0; i <= static_cast<int>(TaskStore::block); ++i) {
            tasks.push_back(sampleTask(i));
            tasks.back().id = QString(i + 1, u'a');
        }
        tasks.back().id = QString(40, u'a') + u'!'; // in the second block
        store.merge(here, tasks);
        const TaskFilter filter(store, query(u"id:/^(a+)+$/"_s));
        QCOMPARE(filter.matchingRows(), Rows{});
        QVERIFY(filter.costlyTerm() != nullptr);
    }

    void anyPartOfAnIdIsFoundThatMayBeOne()
    {
        TaskStore store;
        SyncTask task = sampleTask(1);
        task.id = u"rst-abc_7xyz"_s;
        task.batchId = u"batch-9_def"_s;
        mergeInto(store, task);
        // Five letters at least, one of them a digit.
        for (const QString &text : {u"abc_7"_s, u"c_7xy"_s, u"9_def"_s, u"h-9_d"_s})
            QCOMPARE(TaskFilter(store, query(text)).matchingRows(), Rows{0});
        for (const QString &text : {u"c_7x"_s, u"h-9_"_s, u"8xyz1"_s})
            QCOMPARE(TaskFilter(store, query(text)).matchingRows(), Rows{});
    }

    void wordsThatOnlyTheRegistryKnowsAreFound()
    {
        std::vector<SyncTask> tasks;
        for (int i = 0; i < 5; ++i)
            tasks.push_back(sampleTask(i, SyncTaskStatus::Error));
        tasks[0].status = syncTaskStatusFromWire(u"WAITING_APPROVAL"_s);
        tasks[1].issue = taskIssueFromWire(u"namespace-not-exist"_s);
        tasks[2].issue = taskIssueFromWire(u"tag_conflict"_s);
        tasks[3].issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
        tasks[3].trigger = taskTriggerFromWire(u"ON_SCHEDULE"_s);
        tasks[4].status = syncTaskStatusFromWire(u"failed"_s); // no word of the API for Error
        tasks[4].imageFrom.imageTag = u"WAITING_APPROVAL"_s;
        TaskStore store;
        store.merge(here, tasks);
        const auto rows = [&store](const QString &text) {
            return TaskFilter(store, query(text)).matchingRows();
        };
        QCOMPARE(rows(u"status:WAITING_APPROVAL"_s), Rows{0});
        QCOMPARE(rows(u"status:waiting-approval"_s), Rows{0});
        QCOMPARE(rows(u"status:failed"_s), (Rows{1, 2, 3}));
        QCOMPARE(rows(u"status:unknown"_s), (Rows{0, 4}));
        QCOMPARE(rows(u"cause:namespace-not-exist"_s), Rows{1});
        QCOMPARE(rows(u"cause:NAMESPACE_NOT_EXIST"_s), Rows{1});
        QCOMPARE(rows(u"-cause:namespace-not-exist,tag-conflict"_s), (Rows{0, 4}));
        QCOMPARE(rows(u"trigger:on-schedule"_s), Rows{3});
        QCOMPARE(rows(u"trigger:=ON_SCHEDULE"_s), Rows{3});
        QCOMPARE(rows(u"trigger:/SCHED/"_s), Rows{3});
        QCOMPARE(rows(u"-trigger:on-schedule"_s).size(), 4U);
        QVERIFY(unseenWordHint(query(u"status:waiting-approval trigger:on-schedule"_s), store)
                    .isEmpty());
        QVERIFY(unseenWordHint(query(u"status:failed cause:tag-conflict"_s), store).isEmpty());
        const QString hint = unseenWordHint(query(u"status:fialed"_s), store);
        QVERIFY2(hint.contains(u"“fialed”"_s) && hint.contains(u"failed, running"_s) &&
                     hint.contains(u"WAITING_APPROVAL"_s),
                 qPrintable(hint));
        QVERIFY(!unseenWordHint(query(u"-cause:fialed"_s), store).isEmpty());
        QVERIFY(!unseenWordHint(query(u"trigger:=on_schedule"_s), store).isEmpty());
    }

    void ordinaryExpressionsAreAnswered()
    {
        TaskStore store;
        fill(store);
        const TaskFilter filter(store, query(u"image:/^([a-z]+\\/)+web:[\\d.]+$/"_s));
        QCOMPARE(filter.matchingRows(), Rows{2});
        QVERIFY(filter.costlyTerm() == nullptr);
        const TaskFilter other(store, query(u"image:/^([a-z]+\\/)+app:[\\d.]+$/"_s));
        QCOMPARE(other.matchingRows().size(), 3U);
        QVERIFY(other.costlyTerm() == nullptr);
    }

    void stringsThatComeLaterAreSeen()
    {
        TaskStore store;
        const TaskFilter text(store, query(u"\"app:5\" frankfurt"_s));
        const TaskFilter tag(store, query(u"instance:=cri-hangzhou tag:=5"_s));
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
        QVERIFY(query(u"tag:=1"_s).narrowsServer());
        QVERIFY(query(u"batch:=b"_s).narrowsServer());
        QVERIFY(!query(u"tag:1"_s).narrowsServer());
        QVERIFY(!query(u"-tag:=1"_s).narrowsServer());
        QVERIFY(!query(u"tag:=1,2"_s).narrowsServer());
        QVERIFY(!query(u"tag:=1"_s).narrowsLoaded());
        QVERIFY(query(u"tag:1"_s).narrowsLoaded());
        QVERIFY(query(u"x"_s).narrowsLoaded());
        const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = here};
        const ListSyncTasks expected{.instance = instance,
                                     .repoNamespaceName = u"n"_s,
                                     .repoName = u"r"_s,
                                     .tag = u"t"_s,
                                     .syncRecordId = u"b"_s};
        QVERIFY(serverPart(query(u"ns:=n repo:=r tag:=t batch:=b x"_s), instance) == expected);
    }

    void allAtOnceFindsWhatEachAloneDoes_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text :
             {"", "app", "12", "frankfurt", "crsr-3", "failed", "batch-17", "rst-29", "cri-1",
              "-app", "\"app:1\"", "/pp:1/", "tag:5 repo:7", "status:failed",
              "route:hangzhou>frankfurt", "since:3d", "failed 7", "-rule:crsr-1 trigger:manual",
              "from:shanghai -to:shanghai"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    /// Over several blocks of the store, and with texts that are one thing here and another there.
    void allAtOnceFindsWhatEachAloneDoes()
    {
        QFETCH(const QString, text);
        std::vector<SyncTask> tasks = randomTasks(9'000, 3);
        for (std::size_t i = 0; i < tasks.size(); i += 11) {
            tasks[i].imageTo.imageTag = tasks[i].imageFrom.repoName;
            tasks[i].imageFrom.repoName = i % 2 == 0 ? tasks[i].ruleId : u"app"_s;
        }
        const FilledStore filled(tasks);
        const TaskFilter filter(filled.store, query(text), {.now = testNow});
        Rows expected;
        std::ranges::copy_if(filled.rows, std::back_inserter(expected),
                             [&filter](TaskRow row) { return filter.matches(row); });
        QCOMPARE(filter.matchingRows(), expected);
    }

    void facetsIgnoreTheirOwnFilter()
    {
        TaskStore store;
        fill(store);
        const TaskFilter filter(store, query(u"status:running trigger:push"_s));
        const FacetCounts counts = countFacets(store, filter);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Success), 1);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Error), 1);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Synchronizing), 0);
        QCOMPARE(counts.statuses.of(SyncTaskStatus::Unknown), 1);
        QCOMPARE(counts.statuses.total(), 3);
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Initiative)], 1);
        QCOMPARE(counts.triggers[static_cast<std::size_t>(TaskTrigger::Passive)], 0);
    }

    void facetsCountEveryValue()
    {
        TaskStore store;
        fill(store);
        const FacetCounts all = countFacets(store, TaskFilter(store, {}));
        using Value = FacetCounts::Value;
        QCOMPARE(all.causes, std::vector<Value>({{.text = u"TAG_CONFLICT"_s, .count = 1}}));
        QCOMPARE(all.instances, std::vector<Value>({{.text = here, .count = 4}}));
        QCOMPARE(all.namespaces, std::vector<Value>({{.text = u"team"_s, .count = 4}}));
        const std::vector<Value> routes = {
            {.text = u"cn-hangzhou"_s, .second = u"eu-central-1"_s, .count = 3},
            {.text = u"cn-hangzhou"_s, .second = u"ap-southeast-2"_s, .count = 1}};
        QCOMPARE(all.routes, routes);
        QCOMPARE(all.rules.size(), std::size_t{2});
        QCOMPARE(all.rules[0].count, 3);

        // A route that is asked for leaves the others countable, and narrows the rest.
        const FacetCounts one =
            countFacets(store, TaskFilter(store, query(u"route:hangzhou>sydney"_s)));
        QCOMPARE(one.routes, routes);
        QCOMPARE(one.rules.size(), std::size_t{1});
        QCOMPARE(one.statuses.total(), 1);
    }

    void theRangeIsAConditionOfEveryQueryThatNamesNoTime_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text :
             {"", "status:done", "-status:failed", "route:hangzhou>frankfurt", "image:=team/app:1",
              "is:active", "trigger:push rule:crsr-1", "age>1h"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void theRangeIsAConditionOfEveryQueryThatNamesNoTime()
    {
        QFETCH(QString, text);
        const FilledStore filled(randomTasks(3'000, 7));
        for (const TimeRange &range :
             {TimeRange(), TimeRange::last(std::chrono::hours(24), testNow),
              TimeRange{.beginMs = testNow.addDays(-9).toMSecsSinceEpoch(),
              .endMs = testNow.addDays(-4).toMSecsSinceEpoch()}}) {
            const TaskFilter wide(filled.store, query(text), {.now = testNow});
            const TaskFilter filter(filled.store, query(text), {.now = testNow, .range = range});
            const Rows expected = rowsIn(filled.store, wide.matchingRows(), range);
            QCOMPARE(filter.matchingRows(), expected);
            for (const TaskRow row : filled.rows)
                QCOMPARE(filter.matches(row), std::ranges::binary_search(expected, row));
            // The side bar ignores its own field, and never the range.
            if (text.isEmpty())
                QCOMPARE(countFacets(filled.store, filter).statuses.total(),
                         static_cast<int>(expected.size()));
        }
        const TaskFilter timed(filled.store, query(QString(text + u" since:2d"_s).trimmed()),
                               {.now = testNow, .range = TimeRange{.beginMs = 1, .endMs = 2}});
        const TaskFilter alone(filled.store, query(QString(text + u" since:2d"_s).trimmed()),
                               {.now = testNow});
        QCOMPARE(timed.matchingRows(), alone.matchingRows());
        const QString until = QString(text + u" until:2d"_s).trimmed();
        QCOMPARE(TaskFilter(filled.store, query(until),
                            {.now = testNow, .range = TimeRange{.beginMs = 1, .endMs = 2}})
                     .matchingRows(),
                 TaskFilter(filled.store, query(until), {.now = testNow}).matchingRows());
    }

    void aTaskBelongsToTheRangeByWhenItEnded()
    {
        TimeRange range{.beginMs = 100, .endMs = 200};
        QVERIFY(range.contains(100, SyncTaskStatus::Success));
        QVERIFY(!range.contains(99, SyncTaskStatus::Error));
        QVERIFY(!range.contains(200, SyncTaskStatus::Success));
        // However old what is not finished is; but it began before the range ended.
        QVERIFY(range.contains(1, SyncTaskStatus::Pending));
        QVERIFY(range.contains(1, SyncTaskStatus::Unknown));
        QVERIFY(!range.contains(200, SyncTaskStatus::Synchronizing));
        QVERIFY(range.contains(0, SyncTaskStatus::Error)); // without a time
    }
};

QTEST_GUILESS_MAIN(TestTaskFilter)
#include "tst_taskfilter.moc"
