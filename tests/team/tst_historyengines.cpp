#include "historyengine.h"
#include "postgresserver.h"
#include "randomtasks.h"
#include "sampletasks.h"
#include "sqlitehistory.h"
#include "teamhistory.h"
#include "teamlease.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace Qt::StringLiterals;

namespace {

const QString hangzhou = u"cri-hangzhou"_s;
const QString frankfurt = u"cri-frankfurt"_s;
const QDateTime start(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

HistoryRecord seen(const QString &instanceId, std::vector<SyncTask> tasks,
                   const QDateTime &at = start)
{
    return {.seenAt = at,
            .what = HistoryTasks{.instanceId = instanceId, .tasks = std::move(tasks)}};
}

/// In the order in which they come, with their instances.
std::vector<std::pair<QString, SyncTask>> allTasks(HistoryEngine &engine, qint64 atOnce = 100)
{
    std::vector<std::pair<QString, SyncTask>> all;
    HistoryCursor cursor;
    while (!cursor.isAtEnd) {
        for (const HistoryTasks &group : engine.readTasks(cursor, atOnce)) {
            for (const SyncTask &task : group.tasks)
                all.emplace_back(group.instanceId, task);
        }
    }
    return all;
}

std::vector<SyncTask> tasksOf(HistoryEngine &engine)
{
    std::vector<SyncTask> tasks;
    for (const auto &[instance, task] : allTasks(engine))
        tasks.push_back(task);
    return tasks;
}

} // namespace

// What a history promises, of the file and of the database alike.
class TestHistoryEngines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_engine.reset(); }
    void cleanupTestCase() { m_server.reset(); }

    void everyFieldSurvives_data() { engines(); }
    void everyFieldSurvives();
    void unknownWordsAndMissingFieldsSurvive_data() { engines(); }
    void unknownWordsAndMissingFieldsSurvive();
    void everyTextSurvives_data() { engines(); }
    void everyTextSurvives();
    void aTextWithU0000LosesOnlyThat_data() { engines(); }
    void aTextWithU0000LosesOnlyThat();
    void aTaskIsKeptOnceHoweverOftenItIsSeen_data() { engines(); }
    void aTaskIsKeptOnceHoweverOftenItIsSeen();
    void aTaskSeenInTwoMonthsIsKeptOnce_data() { engines(); }
    void aTaskSeenInTwoMonthsIsKeptOnce();
    void aFieldThatIsNotGivenLeavesTheKnownOne_data() { engines(); }
    void aFieldThatIsNotGivenLeavesTheKnownOne();
    void aFinishedTaskStaysFinishedUnlessTheNewsIsNewer_data() { engines(); }
    void aFinishedTaskStaysFinishedUnlessTheNewsIsNewer();
    void anEndWithoutATimeHasNone_data() { engines(); }
    void anEndWithoutATimeHasNone();
    void sameIdsOfTwoInstancesAreTwoTasks_data() { engines(); }
    void sameIdsOfTwoInstancesAreTwoTasks();
    void tasksOfOneMomentAllComeOnceInPages_data() { engines(); }
    void tasksOfOneMomentAllComeOnceInPages();
    void namesAndTimesOfListsSurvive_data() { engines(); }
    void namesAndTimesOfListsSurvive();
    void whatWasSentSurvivesAndIsReplacedByNews_data() { engines(); }
    void whatWasSentSurvivesAndIsReplacedByNews();
    void whatIsTooOldIsForgotten_data() { engines(); }
    void whatIsTooOldIsForgotten();
    void theyAgreeOnEverySequenceOfReports();

private:
    void engines();
    void record(const HistoryRecord &what);
    [[nodiscard]] std::unique_ptr<HistoryEngine> open(const QString &name);

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<TeamLease> m_lease;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryEngine> m_engine;
    int m_accounts = 0;
};

void TestHistoryEngines::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        return;
    const Result<DatabaseAddress> address = databaseAddress(m_server->uri());
    QVERIFY(address);
    m_lease = std::make_unique<TeamLease>(*address, u"tests"_s, u"tests"_s);
}

void TestHistoryEngines::engines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("a file") << u"SQLite"_s;
    QTest::newRow("a database") << u"PostgreSQL"_s;
}

/// The account is one that nobody used before.
std::unique_ptr<HistoryEngine> TestHistoryEngines::open(const QString &name)
{
    std::unique_ptr<HistoryEngine> engine;
    if (name == u"SQLite") {
        m_folder = std::make_unique<QTemporaryDir>();
        engine = std::make_unique<SqliteHistory>();
    } else {
        if (!m_lease->ask().isHeld)
            return {};
        engine = std::make_unique<TeamHistory>(*databaseAddress(m_server->uri()),
                                               u"account-%1"_s.arg(++m_accounts), u"tests"_s,
                                               std::chrono::days(10'000));
    }
    const QString file = m_folder ? m_folder->filePath(u"history.sqlite"_s) : QString();
    return engine->open({.file = file}, start).isUsable() ? std::move(engine) : nullptr;
}

void TestHistoryEngines::init()
{
    m_engine.reset();
    const QVariant name =
        QTest::currentDataTag()
            ? *static_cast<QString *>(QTest::qData("engine", qMetaTypeId<QString>()))
            : QVariant();
    if (!name.isValid())
        return;
    if (name == u"PostgreSQL"_s && !m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
    m_engine = open(name.toString());
    QVERIFY(m_engine);
}

void TestHistoryEngines::record(const HistoryRecord &what)
{
    m_engine->write(std::span(&what, 1));
    const std::optional<HistoryTrouble> trouble = m_engine->takeTrouble(start);
    QVERIFY2(!trouble, trouble ? qPrintable(trouble->failure.message) : "");
}

void TestHistoryEngines::everyFieldSurvives()
{
    std::vector<SyncTask> tasks;
    for (auto &[name, task] : tasksByMember()) {
        task.id = QString::fromLatin1(name) + u"-id"_s;
        tasks.push_back(task);
    }
    record(seen(hangzhou, tasks));
    std::vector<SyncTask> read = tasksOf(*m_engine);
    std::ranges::sort(tasks, {}, &SyncTask::id);
    std::ranges::sort(read, {}, &SyncTask::id);
    QCOMPARE(read, tasks);
}

void TestHistoryEngines::unknownWordsAndMissingFieldsSurvive()
{
    const SyncTask odd{.id = u"odd"_s,
                       .status = syncTaskStatusFromWire(u"PAUSED"_s),
                       .issue = taskIssueFromWire(u"MOON_PHASE"_s),
                       .imageFrom = {.imageTag = u"only-here"_s}};
    const SyncTask bare{.id = u"bare"_s};
    record(seen(hangzhou, {odd, bare, SyncTask{}}));
    std::vector<SyncTask> read = tasksOf(*m_engine);
    std::ranges::sort(read, {}, &SyncTask::id);
    const std::vector<SyncTask> expected = {bare, odd};
    QCOMPARE(read, expected);
}

void TestHistoryEngines::everyTextSurvives()
{
    SyncTask task = sampleTask(1);
    std::vector<SyncTask> tasks;
    for (const QString &text : {u"100%_'\"\\t\\N"_s, u"tab\tnew\nline\rend"_s, u"{a,\"b\"}"_s,
                                u"镜像 \U0001F433"_s, u"\\"_s, u"NULL"_s, u"  "_s}) {
        task.id = u"id "_s + text;
        task.imageFrom.repoName = text;
        task.imageTo.imageTag = text;
        tasks.push_back(task);
    }
    record(seen(hangzhou, tasks));
    record(seen(hangzhou, tasks)); // finds them again
    std::vector<SyncTask> read = tasksOf(*m_engine);
    std::ranges::sort(tasks, {}, &SyncTask::id);
    std::ranges::sort(read, {}, &SyncTask::id);
    QCOMPARE(read, tasks);
}

void TestHistoryEngines::aTextWithU0000LosesOnlyThat()
{
    SyncTask task = sampleTask(1);
    task.id = u"rst"_s + QChar(u'\0') + u"1"_s;
    record(seen(hangzhou, {task}));
    record(seen(hangzhou, {task}));
    const std::vector<SyncTask> read = tasksOf(*m_engine);
    QCOMPARE(read.size(), std::size_t{1});
    QVERIFY(read.front().id.startsWith(u"rst"));
    QVERIFY(read.front().id.endsWith(u'1'));
}

void TestHistoryEngines::aTaskIsKeptOnceHoweverOftenItIsSeen()
{
    const SyncTask task = sampleTask(1);
    record(seen(hangzhou, {task, task}));
    record(seen(hangzhou, {task}, start.addSecs(60)));
    QCOMPARE(tasksOf(*m_engine), std::vector{task});
}

void TestHistoryEngines::aTaskSeenInTwoMonthsIsKeptOnce()
{
    SyncTask task = sampleTask(1, SyncTaskStatus::Pending);
    record(seen(hangzhou, {task}, QDateTime(QDate(2026, 11, 30), QTime(23, 59, 59, 999), Qt::UTC)));
    task.status = syncTaskStatusFromWire(u"SUCCESS"_s);
    task.modifiedAt = QDateTime(QDate(2026, 12, 1), QTime(0, 0), Qt::UTC);
    record(seen(hangzhou, {task}, QDateTime(QDate(2026, 12, 1), QTime(0, 0), Qt::UTC)));
    QCOMPARE(tasksOf(*m_engine), std::vector{task});
}

void TestHistoryEngines::aFieldThatIsNotGivenLeavesTheKnownOne()
{
    const SyncTask full = sampleTask(1, SyncTaskStatus::Pending);
    record(seen(hangzhou, {full}));
    record(seen(hangzhou, {SyncTask{.id = full.id, .linkId = u"link-7"_s}}));
    SyncTask expected = full;
    expected.linkId = u"link-7"_s;
    QCOMPARE(tasksOf(*m_engine), std::vector{expected});
}

void TestHistoryEngines::aFinishedTaskStaysFinishedUnlessTheNewsIsNewer()
{
    const SyncTask done = sampleTask(1, SyncTaskStatus::Success);
    SyncTask late = done;
    late.status = syncTaskStatusFromWire(u"PENDING"_s);
    record(seen(hangzhou, {done}));
    record(seen(hangzhou, {late}));
    QCOMPARE(tasksOf(*m_engine).front().status.value, SyncTaskStatus::Success);
    late.modifiedAt = done.modifiedAt.addMSecs(1);
    record(seen(hangzhou, {late}));
    QCOMPARE(tasksOf(*m_engine).front().status.value, SyncTaskStatus::Pending);
}

void TestHistoryEngines::anEndWithoutATimeHasNone()
{
    SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    record(seen(hangzhou, {task}));
    task.status = syncTaskStatusFromWire(u"SUCCESS"_s);
    task.modifiedAt = {};
    record(seen(hangzhou, {task}));
    QCOMPARE(tasksOf(*m_engine).front().modifiedAt, QDateTime());
}

void TestHistoryEngines::sameIdsOfTwoInstancesAreTwoTasks()
{
    record(seen(hangzhou, {sampleTask(1)}));
    record(seen(frankfurt, {sampleTask(1)}));
    std::vector<std::pair<QString, SyncTask>> read = allTasks(*m_engine);
    std::ranges::sort(read, {}, &std::pair<QString, SyncTask>::first);
    const std::vector<std::pair<QString, SyncTask>> expected = {{frankfurt, sampleTask(1)},
                                                                {hangzhou, sampleTask(1)}};
    QCOMPARE(read, expected);
}

void TestHistoryEngines::tasksOfOneMomentAllComeOnceInPages()
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < 25; ++i) {
        tasks.push_back(sampleTask(i));
        tasks.back().createdAt = start.addSecs(i / 10);
    }
    record(seen(hangzhou, tasks));
    const std::vector<std::pair<QString, SyncTask>> read = allTasks(*m_engine, 7);
    QCOMPARE(read.size(), tasks.size());
    QVERIFY(std::ranges::is_sorted(read, std::ranges::greater(),
                                   [](const auto &each) { return each.second.createdAt; }));
    QStringList ids;
    for (const auto &[instance, task] : read)
        ids.append(task.id);
    QCOMPARE(ids.removeDuplicates(), 0);
}

void TestHistoryEngines::namesAndTimesOfListsSurvive()
{
    const RegistryInstance instance{.id = hangzhou,
                                    .name = u"production"_s,
                                    .status = instanceStatusFromWire(u"RUNNING"_s),
                                    .specification = u"Enterprise_Advanced"_s,
                                    .issue = u"none"_s,
                                    .regionId = u"cn-hangzhou"_s,
                                    .resourceGroupId = u"rg-1"_s,
                                    .createdAt = start,
                                    .modifiedAt = start.addDays(1),
                                    .tags = {{u"team"_s, u"platform"_s}, {u"cost"_s, QString()}}};
    const SyncRule rule{.id = u"crsr-1"_s,
                        .name = u"to-frankfurt"_s,
                        .direction = syncDirectionFromWire(u"FROM"_s),
                        .scope = syncScopeFromWire(u"REPO"_s),
                        .trigger = taskTriggerFromWire(u"PASSIVE"_s),
                        .tagFilter = u"v.*"_s,
                        .repoNameFilter = u"app.*"_s,
                        .namespaceNameFilter = u"team"_s,
                        .linkId = u"link-7"_s,
                        .priority = 2,
                        .crossUser = true,
                        .createdAt = start,
                        .modifiedAt = start.addDays(2),
                        .local = {hangzhou, u"cn-hangzhou"_s, u"team"_s, u"app"_s},
                        .target = {frankfurt, u"eu-central-1"_s, u"team"_s, u"app"_s}};
    record({.what = HistoryRecord::Instances{.instances = {RegistryInstance{.id = u"gone"_s}}}});
    record({.what = HistoryRecord::Instances{.instances = {instance, {}}}});
    record({.what = HistoryRecord::Rules{.instanceId = hangzhou,
                                         .rules = {SyncRule{.id = u"gone"_s}}}});
    record({.what = HistoryRecord::Rules{.instanceId = hangzhou,
                                         .rules = {rule, SyncRule{.id = u"crsr-2"_s}, {}}}});
    record({.seenAt = start.addDays(9), .what = HistoryRecord::ListSeen{.instanceId = hangzhou}});
    record({.seenAt = start.addDays(8), .what = HistoryRecord::ListSeen{.instanceId = hangzhou}});
    const HistoryDirectory read = m_engine->readDirectory();
    QCOMPARE(read.instances.size(), std::size_t{1});
    QCOMPARE(read.instances.front().instance, instance);
    QCOMPARE(read.rules.value(hangzhou), (std::vector{rule, SyncRule{.id = u"crsr-2"_s}}));
    QCOMPARE(read.asOf.value(hangzhou), start.addDays(9));
}

void TestHistoryEngines::whatWasSentSurvivesAndIsReplacedByNews()
{
    SentAction action{.id = u"a-1"_s,
                      .sentAt = start,
                      .profile = u"prod"_s,
                      .kind = SentKind::Copy,
                      .operation = u"CreateRepoSyncTask"_s,
                      .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = hangzhou},
                      .taskId = u"rst-1"_s,
                      .imageFrom = sampleTask(1).imageFrom,
                      .imageTo = sampleTask(1).imageTo,
                      .ruleId = u"crsr-1"_s,
                      .ruleName = u"all"_s,
                      .parameters = u"Override=true"_s};
    const SentAction earlier{.id = u"a-0"_s, .sentAt = start.addSecs(-1)};
    record({.what = action});
    record({.what = earlier});
    record({.what = SentAction{}}); // has no id
    action.outcome = SentOutcome::Accepted;
    action.requestId = u"R"_s;
    action.createdId = u"rst-2"_s;
    action.progress = SentProgress::Failed;
    action.progressCause = u"NETWORK_ERROR"_s;
    action.progressedAt = start.addSecs(5);
    record({.what = action});
    QCOMPARE(m_engine->readActions(), (std::vector{earlier, action}));
}

void TestHistoryEngines::whatIsTooOldIsForgotten()
{
    // Seen when it was created: a file forgets by the one, a database by the other.
    SyncTask old = sampleTask(1);
    old.createdAt = start.addMonths(-5);
    SyncTask young = sampleTask(2);
    young.createdAt = start.addDays(-1);
    record(seen(hangzhou, {old}, old.createdAt));
    record(seen(hangzhou, {young}, young.createdAt));
    const std::atomic<bool> isStopping = false;
    int steps = 0;
    while (m_engine->tidy({.maxAge = std::chrono::days(90)}, start, isStopping) && steps < 100)
        ++steps;
    QVERIFY(!m_engine->takeTrouble(start));
    QCOMPARE(tasksOf(*m_engine), std::vector{young});
    record(seen(hangzhou, {old}, old.createdAt)); // it may come again
    QCOMPARE(tasksOf(*m_engine).size(), std::size_t{2});
}

/// The merge rule is one; so must be what comes of it.
void TestHistoryEngines::theyAgreeOnEverySequenceOfReports()
{
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
    const std::unique_ptr<HistoryEngine> database = open(u"PostgreSQL"_s);
    const std::unique_ptr<HistoryEngine> file = open(u"SQLite"_s);
    QVERIFY(database && file);
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        const auto upTo = [&random](int most) {
            return std::uniform_int_distribution<int>(0, most)(random);
        };
        std::vector<SyncTask> tasks = randomTasks(60, seed);
        std::vector<HistoryRecord> records;
        for (SyncTask &task : tasks) { // few ids, so that each is seen several times
            task.id = u"rst-%1-%2"_s.arg(seed).arg(upTo(15));
            if (upTo(3) == 0)
                task.status = {};
            records.push_back(seen(upTo(1) == 0 ? hangzhou : frankfurt, {task},
                                   start.addSecs(qint64{3'600} * upTo(2'000))));
        }
        QVERIFY(m_lease->ask().isHeld); // a slow machine outlives it
        for (HistoryEngine *engine : {database.get(), file.get()}) {
            engine->write(records);
            QVERIFY(!engine->takeTrouble(start));
        }
    }
    auto ofDatabase = allTasks(*database);
    auto ofFile = allTasks(*file);
    const auto key = [](const auto &each) { return std::pair(each.first, each.second.id); };
    std::ranges::sort(ofDatabase, {}, key);
    std::ranges::sort(ofFile, {}, key);
    QCOMPARE(ofDatabase.size(), ofFile.size());
    for (std::size_t i = 0; i < ofFile.size(); ++i)
        QCOMPARE(ofDatabase[i], ofFile[i]);
}

QTEST_GUILESS_MAIN(TestHistoryEngines)
#include "tst_historyengines.moc"
