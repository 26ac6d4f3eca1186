#include "historyfile.h"
#include "historyretention.h"
#include "historytaskwriter.h"
#include "historythread.h"
#include "manualclock.h"
#include "sampletasks.h"
#include "taskhistory.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <optional>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = HistoryOpening::Outcome;

namespace {

constexpr int waitingMs = 60'000; // at most: a sanitizer makes writing ten times as slow

const QString hangzhou = u"cri-hangzhou"_s;
const QString frankfurt = u"cri-frankfurt"_s;

/// A history, and what it says.
class Watched {
public:
    Watched(Clock &clock, const HistoryOptions &options) : m_history(clock)
    {
        QObject::connect(&m_history, &TaskHistory::opened,
                         [this](const HistoryOpening &opening) { openings.push_back(opening); });
        QObject::connect(&m_history, &TaskHistory::recorded,
                         [this](quint64 number) { recorded = number; });
        QObject::connect(&m_history, &TaskHistory::failed,
                         [this](const HistoryFailure &failure) { failures.push_back(failure); });
        QObject::connect(&m_history, &TaskHistory::recovered, [this](bool isIncomplete) {
            ++recoveries;
            wasIncomplete = isIncomplete;
        });
        QObject::connect(&m_history, &TaskHistory::directoryLoaded,
                         [this](const HistoryDirectory &known) { directory = known; });
        QObject::connect(
            &m_history, &TaskHistory::tasksLoaded,
            [this](const std::vector<HistoryTasks> &tasks) { batches.push_back(tasks); });
        QObject::connect(&m_history, &TaskHistory::loadFinished, [this] { ++loads; });
        m_history.open(options);
    }

    TaskHistory *operator->() { return &m_history; }

    /// Waits for the opening.
    [[nodiscard]] HistoryOpening opening()
    {
        (void)QTest::qWaitFor([this] { return !openings.empty(); }, waitingMs);
        return openings.empty() ? HistoryOpening{} : openings.back();
    }
    /// Waits until everything up to \p number is in the file.
    [[nodiscard]] bool hasRecorded(quint64 number)
    {
        return number != 0 &&
               QTest::qWaitFor([this, number] { return recorded >= number; }, waitingMs);
    }
    /// Loads, and gives the tasks in the order in which they came.
    std::vector<SyncTask> load()
    {
        batches.clear();
        const int before = loads;
        m_history.load();
        (void)QTest::qWaitFor([this, before] { return loads > before; }, waitingMs);
        std::vector<SyncTask> all;
        for (const std::vector<HistoryTasks> &batch : batches) {
            for (const HistoryTasks &group : batch)
                all.insert(all.end(), group.tasks.begin(), group.tasks.end());
        }
        return all;
    }

    std::vector<HistoryOpening> openings;
    quint64 recorded = 0;
    std::vector<HistoryFailure> failures;
    int recoveries = 0;
    bool wasIncomplete = false; // at the last recovery
    std::optional<HistoryDirectory> directory;
    std::vector<std::vector<HistoryTasks>> batches;
    int loads = 0;

private:
    TaskHistory m_history;
};

/// No file of this program may grow beyond some bytes: what a broken disk looks like.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // so that the write fails instead of the program
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before{};
};

std::vector<SyncTask> sampleTasks(int count)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < count; ++i)
        tasks.push_back(sampleTask(i));
    return tasks;
}

/// The status and, after a colon, the minute of the last change, of each task.
QStringList drawn(const std::vector<SyncTask> &tasks)
{
    QStringList lines;
    for (const SyncTask &task : tasks) {
        lines.append(task.id + u' ' + task.status.text + u' ' +
                     task.modifiedAt.toString(u"HH:mm:ss"_s));
    }
    return lines;
}

} // namespace

class TestTaskHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_directory.reset(); }

    void whatWasRecordedIsThereAfterARestart();
    void everyFieldSurvives();
    void unknownWordsAndMissingFieldsSurvive();
    void namesAndTimesOfListsSurvive();
    void theDestructorWritesWhatIsQueued();
    void whatIsRecordedBeforeOpeningIsDropped();
    void aRefusedHistoryKeepsNothingAndSaysSo();

    void theNewestTasksComeFirstInASmallBatch();
    void theNextBatchWaitsForTheHandlerOfTheFormer();
    void theLatterOfTwoLoadsCounts();
    void tasksOfOneMomentAllComeOnce();

    void aFieldThatIsNotGivenLeavesTheKnownOne();
    void aFinishedTaskStaysFinishedUnlessTheNewsIsNewer();
    void aDeletedTaskMayBeListedAgain();
    void anEndThatWasToldOutlivesTheTask();
    void anEndWithoutATimeHasNone();
    void sameIdsOfTwoInstancesAreTwoTasks();

    void aDiskThatFailsIsToldOnceAndTriedAgainAfterAMinute();
    void whatComesWhileAnotherProgramHoldsTheFileIsWrittenLater();
    void whatCannotWaitIsToldToBeIncomplete();
    void whatWaitsIsWrittenAtTheEnd();
    void aMissingTableIsNoFailingDisk();
    void aRefusedHistoryIsOpenedWhenItCanBe();
    void aRemovedFolderBeginsANewFile();
    void aDamageThatShowsLaterBeginsANewFile();
    void manyHistoriesHaveOneThread();

    void oldTasksAreForgottenAtOpeningAndEachHour();
    void whatIsChosenWhileTheFileCannotBeOpenedCountsOnceItIs_data();
    void whatIsChosenWhileTheFileCannotBeOpenedCountsOnceItIs();
    void theOldestFinishedTasksAreForgottenFirstWhenThereAreTooMany();
    void whatIsForgottenGivesItsSpaceBack();

private:
    [[nodiscard]] HistoryOptions options() const { return {.file = m_path}; }

    std::optional<QTemporaryDir> m_directory;
    QString m_path;
    ManualClock m_clock{QDateTime(QDate(2026, 11, 25), QTime(0, 0), Qt::UTC)};
};

void TestTaskHistory::init()
{
    m_directory.emplace();
    m_path = m_directory->filePath(u"history.sqlite"_s);
    m_clock.advance(0ms);
}

void TestTaskHistory::whatWasRecordedIsThereAfterARestart()
{
    {
        Watched history(m_clock, options());
        QCOMPARE(history.opening().outcome, Outcome::Created);
        QVERIFY(history.load().empty());
        const quint64 number = history->record(hangzhou, sampleTasks(3), m_clock.now());
        QVERIFY(history.hasRecorded(number));
    }
    Watched history(m_clock, options());
    QCOMPARE(history.opening().outcome, Outcome::Existing);
    const std::vector<SyncTask> expected = {sampleTask(2), sampleTask(1), sampleTask(0)};
    QCOMPARE(history.load(), expected);
    QCOMPARE(history.batches.front().front().instanceId, hangzhou);
}

void TestTaskHistory::everyFieldSurvives()
{
    SyncTask task = sampleTask(1, SyncTaskStatus::Error);
    task.crossUser = true;
    task.syncTransAccelerate = false;
    task.customLink = true;
    task.linkId = u"link-7"_s;
    task.priority = -3;
    task.imageTo.repoName = u"镜像"_s;
    task.imageTo.imageTag = u"another"_s;
    Watched history(m_clock, options());
    history->record(hangzhou, {task}, m_clock.now());
    QCOMPARE(history.load(), std::vector{task});
}

void TestTaskHistory::unknownWordsAndMissingFieldsSurvive()
{
    SyncTask odd{.id = u"odd"_s,
                 .status = syncTaskStatusFromWire(u"PAUSED"_s),
                 .issue = taskIssueFromWire(u"MOON_PHASE"_s),
                 .imageFrom = {.imageTag = u"only-here"_s}};
    const SyncTask bare{.id = u"bare"_s};
    Watched history(m_clock, options());
    history->record(hangzhou, {odd, bare, SyncTask{}}, m_clock.now());
    const std::vector<SyncTask> expected = {bare, odd};
    QCOMPARE(history.load(), expected);
}

void TestTaskHistory::namesAndTimesOfListsSurvive()
{
    const QDateTime created(QDate(2025, 1, 2), QTime(3, 4), Qt::UTC);
    const RegistryInstance instance{.id = hangzhou,
                                    .name = u"production"_s,
                                    .status = instanceStatusFromWire(u"RUNNING"_s),
                                    .specification = u"Enterprise_Advanced"_s,
                                    .issue = u"none"_s,
                                    .regionId = u"cn-hangzhou"_s,
                                    .resourceGroupId = u"rg-1"_s,
                                    .createdAt = created,
                                    .modifiedAt = created.addDays(1),
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
                        .createdAt = created,
                        .modifiedAt = created.addDays(2),
                        .local = {hangzhou, u"cn-hangzhou"_s, u"team"_s, u"app"_s},
                        .target = {frankfurt, u"eu-central-1"_s, u"team"_s, u"app"_s}};
    {
        Watched history(m_clock, options());
        history->recordInstances(u"work"_s, {RegistryInstance{.id = u"gone"_s}});
        history->recordInstances(QString(), {RegistryInstance{.id = frankfurt}});
        history->recordInstances(u"work"_s, {instance});
        history->recordRules(hangzhou, {SyncRule{.id = u"gone"_s}});
        history->recordRules(hangzhou, {rule, SyncRule{.id = u"crsr-2"_s}});
        history->recordAsOf(hangzhou, created.addDays(9));
        history->recordAsOf(hangzhou, created.addDays(8)); // late news of an earlier moment
    }
    Watched history(m_clock, options());
    history.load();
    HistoryDirectory expected{
        .instances = {{.account = QString(), .instance = {.id = frankfurt}},
                      {.account = u"work"_s, .instance = instance}},
        .rules = {{hangzhou, {rule, SyncRule{.id = u"crsr-2"_s}}}},
        .asOf = {{hangzhou, created.addDays(9)}},
    };
    QCOMPARE(history.directory, expected);
}

void TestTaskHistory::theDestructorWritesWhatIsQueued()
{
    {
        TaskHistory history(m_clock);
        history.open(options());
        for (int i = 0; i < 200; ++i)
            history.record(hangzhou, {sampleTask(i)}, m_clock.now());
    }
    Watched history(m_clock, options());
    QCOMPARE(history.load().size(), std::size_t{200});
}

void TestTaskHistory::whatIsRecordedBeforeOpeningIsDropped()
{
    TaskHistory history(m_clock);
    QCOMPARE(history.record(hangzhou, sampleTasks(1), m_clock.now()), quint64{0});
    QVERIFY(!QFile::exists(m_path));
}

void TestTaskHistory::aRefusedHistoryKeepsNothingAndSaysSo()
{
    Watched first(m_clock, options());
    QVERIFY(first.opening().isUsable());
    Watched second(m_clock, options());
    second->record(hangzhou, sampleTasks(1), m_clock.now()); // before it is known
    QCOMPARE(second.opening().fault, HistoryFault::Locked);
    QCOMPARE(second->record(hangzhou, sampleTasks(1), m_clock.now()), quint64{0});
    QVERIFY(second.load().empty());
    QCOMPARE(second.loads, 1); // who waits for the end of a load goes on
    QCOMPARE(second.recorded, quint64{0});
    QVERIFY(second.failures.empty());
    QVERIFY(first.load().empty());
}

void TestTaskHistory::theNewestTasksComeFirstInASmallBatch()
{
    Watched history(m_clock, options());
    history->record(hangzhou, sampleTasks(9'000), m_clock.now());
    const std::vector<SyncTask> tasks = history.load();
    std::vector<SyncTask> expected = sampleTasks(9'000);
    std::ranges::reverse(expected);
    QCOMPARE(tasks, expected);
    QStringList sizes;
    for (const std::vector<HistoryTasks> &batch : history.batches)
        sizes.append(QString::number(batch.front().tasks.size()));
    QCOMPARE(sizes.join(u' '), u"500 4000 4000 500"_s);
}

void TestTaskHistory::theNextBatchWaitsForTheHandlerOfTheFormer()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, sampleTasks(9'000), m_clock.now())));
    const QObject context;
    std::size_t seenInHandler = 0;
    QObject::connect(&*history.operator->(), &TaskHistory::tasksLoaded, &context, [&] {
        if (seenInHandler != 0)
            return;
        QTest::qWait(50); // a slow handler, in whose time much could come
        seenInHandler = history.batches.size();
    });
    QCOMPARE(history.load().size(), std::size_t{9'000});
    QCOMPARE(seenInHandler, std::size_t{1});
}

void TestTaskHistory::theLatterOfTwoLoadsCounts()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, sampleTasks(5'000), m_clock.now())));
    history->load();
    QCOMPARE(history.load().size(), std::size_t{5'000});
    QCOMPARE(history.loads, 1);
}

void TestTaskHistory::tasksOfOneMomentAllComeOnce()
{
    std::vector<SyncTask> tasks = sampleTasks(1'200);
    for (SyncTask &task : tasks)
        task.createdAt = m_clock.now().addDays(-1);
    Watched history(m_clock, options());
    history->record(hangzhou, tasks, m_clock.now());
    std::ranges::reverse(tasks);
    QCOMPARE(history.load(), tasks);
}

void TestTaskHistory::aFieldThatIsNotGivenLeavesTheKnownOne()
{
    const SyncTask whole = sampleTask(1, SyncTaskStatus::Error);
    Watched history(m_clock, options());
    history->record(hangzhou, {whole}, m_clock.now());
    history->record(hangzhou, {SyncTask{.id = whole.id}}, m_clock.now());
    history->record(hangzhou, {SyncTask{.id = whole.id, .priority = 4}}, m_clock.now());
    SyncTask expected = whole;
    expected.priority = 4;
    QCOMPARE(history.load(), std::vector{expected});
}

void TestTaskHistory::aFinishedTaskStaysFinishedUnlessTheNewsIsNewer()
{
    Watched history(m_clock, options());
    SyncTask late = sampleTask(1, SyncTaskStatus::Synchronizing);
    history->record(hangzhou, {sampleTask(1)}, m_clock.now());
    history->record(hangzhou, {late}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SUCCESS 00:01:30"_s});
    late.modifiedAt = late.modifiedAt.addSecs(1);
    history->record(hangzhou, {late}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SYNCHRONIZING 00:01:31"_s});
}

void TestTaskHistory::aDeletedTaskMayBeListedAgain()
{
    Watched history(m_clock, options());
    const SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
    SyncTask deleted = sampleTask(1, SyncTaskStatus::Deleted);
    deleted.modifiedAt = {};
    history->record(hangzhou, {running}, m_clock.now());
    history->record(hangzhou, {deleted}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 DELETED "_s});
    history->record(hangzhou, {running}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SYNCHRONIZING 00:01:30"_s});
}

void TestTaskHistory::anEndThatWasToldOutlivesTheTask()
{
    Watched history(m_clock, options());
    SyncTask deleted = sampleTask(1, SyncTaskStatus::Deleted);
    deleted.modifiedAt = {};
    history->record(hangzhou, {sampleTask(1)}, m_clock.now());
    history->record(hangzhou, {deleted}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SUCCESS 00:01:30"_s});
}

void TestTaskHistory::anEndWithoutATimeHasNone()
{
    Watched history(m_clock, options());
    history->record(hangzhou, {sampleTask(1, SyncTaskStatus::Synchronizing)}, m_clock.now());
    SyncTask ended = sampleTask(1);
    ended.modifiedAt = {};
    history->record(hangzhou, {ended}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SUCCESS "_s});
    history->record(hangzhou, {sampleTask(1)}, m_clock.now());
    QCOMPARE(drawn(history.load()), QStringList{u"rst-1 SUCCESS 00:01:30"_s});
}

void TestTaskHistory::sameIdsOfTwoInstancesAreTwoTasks()
{
    Watched history(m_clock, options());
    history->record(hangzhou, {sampleTask(1), sampleTask(2)}, m_clock.now());
    history->record(frankfurt, {sampleTask(1, SyncTaskStatus::Error)}, m_clock.now());
    history.load();
    const std::vector<HistoryTasks> expected = {
        {.instanceId = hangzhou, .tasks = {sampleTask(2), sampleTask(1)}},
        {.instanceId = frankfurt, .tasks = {sampleTask(1, SyncTaskStatus::Error)}}};
    QCOMPARE(history.batches.size(), std::size_t{1});
    QCOMPARE(history.batches.front(), expected);
}

void TestTaskHistory::aDiskThatFailsIsToldOnceAndTriedAgainAfterAMinute()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(0)}, m_clock.now())));
    {
        const FileSizeLimit limit(100'000);
        history->record(hangzhou, sampleTasks(3'000), m_clock.now());
        QTRY_COMPARE(history.failures.size(), std::size_t{1});
        QVERIFY(!history.failures.front().message.isEmpty());
        m_clock.advance(61s);
        history->record(hangzhou, sampleTasks(3'000), m_clock.now());
        QCOMPARE(history.load().size(), std::size_t{1}); // reading goes on
    }
    const quint64 last = history->record(hangzhou, {sampleTask(3'000)}, m_clock.now()); // too early
    QCOMPARE(history.load().size(), std::size_t{1});
    QCOMPARE(history.recoveries, 0);
    m_clock.advance(61s); // nothing else has to come
    QVERIFY(history.hasRecorded(last));
    QTRY_COMPARE(history.recoveries, 1);
    QVERIFY(!history.wasIncomplete);
    QCOMPARE(history.failures.size(), std::size_t{1});
    QCOMPARE(history.load().size(), std::size_t{3'001});
}

void TestTaskHistory::whatComesWhileAnotherProgramHoldsTheFileIsWrittenLater()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, sampleTasks(520), m_clock.now())));
    quint64 last = 0;
    {
        SqliteDatabase other;
        QVERIFY(other.open(m_path));
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        for (int i = 520; i < 720; ++i)
            last = history->record(hangzhou, {sampleTask(i)}, m_clock.now());
        history->recordAsOf(hangzhou, m_clock.now());
        QTRY_COMPARE(history.failures.size(), std::size_t{1});
        QCOMPARE(history.failures.front().fault, HistoryFault::Busy);
        m_clock.advance(5s);
        QTest::qWait(0);
        QVERIFY(history.recorded < last);
    }
    m_clock.advance(5s);
    QVERIFY(history.hasRecorded(last));
    QTRY_COMPARE(history.recoveries, 1);
    QVERIFY(!history.wasIncomplete);
    QCOMPARE(history.load().size(), std::size_t{720});
    QVERIFY(history.directory->asOf.contains(hangzhou));
}

void TestTaskHistory::whatCannotWaitIsToldToBeIncomplete()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(0)}, m_clock.now())));
    {
        SqliteDatabase other;
        QVERIFY(other.open(m_path));
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        for (int i = 0; i < 5; ++i)
            history->record(hangzhou, sampleTasks(9'000), m_clock.now());
        QTRY_COMPARE(history.failures.size(), std::size_t{1});
        QTest::qWait(0);
    }
    m_clock.advance(5s);
    QTRY_COMPARE(history.recoveries, 1);
    QVERIFY(history.wasIncomplete);
    QVERIFY(history.hasRecorded(history->record(hangzhou, sampleTasks(9'000), m_clock.now())));
    QCOMPARE(history.load().size(), std::size_t{9'000});
}

void TestTaskHistory::whatWaitsIsWrittenAtTheEnd()
{
    {
        Watched history(m_clock, options());
        QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(0)}, m_clock.now())));
        SqliteDatabase other;
        QVERIFY(other.open(m_path));
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        history->record(hangzhou, sampleTasks(100), m_clock.now());
        QTRY_COMPARE(history.failures.size(), std::size_t{1});
        QVERIFY(other.run("COMMIT"));
    }
    Watched history(m_clock, options());
    QCOMPARE(history.load().size(), std::size_t{100});
}

void TestTaskHistory::aMissingTableIsNoFailingDisk()
{
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(0)}, m_clock.now())));
    {
        SqliteDatabase other;
        QVERIFY(other.open(m_path));
        QVERIFY(other.run("DROP TABLE tasks"));
    }
    history->record(hangzhou, {sampleTask(1)}, m_clock.now());
    QTRY_COMPARE(history.failures.size(), std::size_t{1});
    QCOMPARE(history.failures.front().fault, HistoryFault::Unexpected);
    // As the advice says: the file is moved away, and a new one begins.
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::rename(m_path + suffix, m_path + u".away"_s + suffix);
    m_clock.advance(61s);
    QTRY_COMPARE(history.openings.size(), std::size_t{2});
    QCOMPARE(history.openings.back().outcome, Outcome::Renewed);
    QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(2)}, m_clock.now())));
}

void TestTaskHistory::aRefusedHistoryIsOpenedWhenItCanBe()
{
    auto first = std::make_unique<Watched>(m_clock, options());
    QVERIFY(first->opening().isUsable());
    Watched second(m_clock, options());
    QCOMPARE(second.opening().fault, HistoryFault::Locked);
    m_clock.advance(30s);
    QTRY_COMPARE(second.openings.size(), std::size_t{2});
    QCOMPARE(second.openings.back().fault, HistoryFault::Locked);
    first.reset();
    m_clock.advance(30s);
    QTRY_COMPARE(second.openings.size(), std::size_t{3});
    QCOMPARE(second.openings.back().outcome, Outcome::Existing);
    QVERIFY(second.hasRecorded(second->record(hangzhou, {sampleTask(1)}, m_clock.now())));
}

void TestTaskHistory::aRemovedFolderBeginsANewFile()
{
    m_path = m_directory->filePath(u"folder/history.sqlite"_s);
    Watched history(m_clock, options());
    QVERIFY(history.hasRecorded(history->record(hangzhou, {sampleTask(0)}, m_clock.now())));
    QVERIFY(QDir(m_directory->filePath(u"folder"_s)).removeRecursively());
    const quint64 last = history->record(hangzhou, {sampleTask(1)}, m_clock.now());
    QVERIFY(history.hasRecorded(last));
    QCOMPARE(history.openings.size(), std::size_t{2});
    QCOMPARE(history.openings.back().outcome, Outcome::Renewed);
    QVERIFY(QFile::exists(m_path));
    QCOMPARE(history.load(), std::vector{sampleTask(1)});
}

void TestTaskHistory::aDamageThatShowsLaterBeginsANewFile()
{
    {
        Watched history(m_clock, options());
        history->record(hangzhou, sampleTasks(1'000), m_clock.now());
    }
    // Too large to be checked at opening.
    {
        SqliteDatabase database;
        QVERIFY(database.open(m_path));
        QVERIFY(database.run("CREATE TABLE bulk (x); INSERT INTO bulk VALUES (zeroblob(9000000))"));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray content = file.readAll();
    const qsizetype at = content.indexOf("rst-500");
    QVERIFY(at > 0);
    file.seek(at / 4096 * 4096);
    file.write(QByteArray(4096, '\x5a'));
    file.close();

    Watched history(m_clock, options());
    QCOMPARE(history.opening().outcome, Outcome::Existing);
    history.load();
    QTRY_COMPARE(history.openings.size(), std::size_t{2});
    QCOMPARE(history.openings.back().outcome, Outcome::Replaced);
    QVERIFY(QFile::exists(history.openings.back().movedTo));
    QVERIFY(history.hasRecorded(history->record(hangzhou, sampleTasks(2), m_clock.now())));
    QCOMPARE(history.load().size(), std::size_t{2});
    QVERIFY(history.failures.empty());
}

void TestTaskHistory::manyHistoriesHaveOneThread()
{
    constexpr int count = 40;
    const auto fileOf = [this](int i) -> QString { return m_path + QString::number(i); };
    {
        const QDir threads(u"/proc/self/task"_s);
        const qsizetype before = threads.entryList(QDir::Dirs).size();
        const auto thread = std::make_shared<HistoryThread>();
        std::vector<std::unique_ptr<TaskHistory>> histories;
        for (int i = 0; i < count; ++i) {
            histories.push_back(std::make_unique<TaskHistory>(m_clock, thread));
            histories.back()->open({.file = fileOf(i)});
            histories.back()->record(hangzhou, {sampleTask(i)}, m_clock.now());
        }
        QSignalSpy recorded(histories.back().get(), &TaskHistory::recorded);
        QVERIFY(recorded.wait(30'000)); // the last one, so all
        QCOMPARE_LE(threads.entryList(QDir::Dirs).size(), before + 1);
    }
    for (int i = 0; i < count; ++i) {
        Watched history(m_clock, {.file = fileOf(i)});
        QCOMPARE(history.opening().outcome, Outcome::Existing);
        QCOMPARE(drawn(history.load()), drawn({sampleTask(i)}));
    }
}

void TestTaskHistory::oldTasksAreForgottenAtOpeningAndEachHour()
{
    HistoryOptions tenDays = options();
    tenDays.maxAge = std::chrono::days(10);
    SyncTask old = sampleTask(0);
    old.createdAt = m_clock.now().addDays(-11);
    SyncTask aging = sampleTask(1);
    aging.createdAt = m_clock.now().addDays(-10).addSecs(1'800);
    {
        Watched history(m_clock, options());
        history->record(hangzhou, {old, aging, sampleTask(2)}, m_clock.now());
    }
    Watched history(m_clock, tenDays);
    QCOMPARE(history.load().size(), std::size_t{3}); // the window comes first
    QTRY_COMPARE(history.load().size(), std::size_t{2});
    m_clock.advance(1h);
    QTRY_COMPARE(history.load(), std::vector{sampleTask(2)});
}

void TestTaskHistory::whatIsChosenWhileTheFileCannotBeOpenedCountsOnceItIs_data()
{
    QTest::addColumn<int>("daysBefore");
    QTest::addColumn<qint64>("bytesBefore");
    QTest::addColumn<int>("days");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("kept");
    const qint64 much = HistoryOptions().maxBytes;
    QTest::newRow("fewer days") << 90 << much << 10 << much << 1;
    QTest::newRow("more days") << 10 << much << 20 << much << 2;
    QTest::newRow("fewer bytes") << 20 << much << 20 << qint64{1} << 0;
    QTest::newRow("more bytes") << 20 << qint64{1} << 20 << much << 2;
}

void TestTaskHistory::whatIsChosenWhileTheFileCannotBeOpenedCountsOnceItIs()
{
    QFETCH(int, daysBefore);
    QFETCH(qint64, bytesBefore);
    QFETCH(int, days);
    QFETCH(qint64, bytes);
    QFETCH(int, kept);
    std::vector<SyncTask> tasks = sampleTasks(3); // the last is too old in every row
    for (const int i : {0, 1, 2})
        tasks.at(static_cast<std::size_t>(i)).createdAt = m_clock.now().addDays(-5 - 10 * i);
    auto first = std::make_unique<Watched>(m_clock, options());
    QVERIFY(first->hasRecorded((*first)->record(hangzhou, tasks, m_clock.now())));
    Watched second(
        m_clock,
        {.file = m_path, .maxAge = std::chrono::days(daysBefore), .maxBytes = bytesBefore});
    QCOMPARE(second.opening().fault, HistoryFault::Locked);
    second->setRetention(std::chrono::days(days), bytes);
    first.reset();
    m_clock.advance(30s);
    QTRY_COMPARE(second.openings.size(), std::size_t{2});
    QTRY_COMPARE_LT(second.load().size(), tasks.size());
    tasks.resize(static_cast<std::size_t>(kept));
    QTRY_COMPARE(second.load(), tasks);
}

void TestTaskHistory::theOldestFinishedTasksAreForgottenFirstWhenThereAreTooMany()
{
    HistoryFile file;
    QVERIFY(file.open(m_path, m_clock.now()).isUsable());
    HistoryTexts texts(file.database());
    HistoryTaskWriter writer(file.database(), texts);
    const int count = 3 * HistoryRetention::tasksInStep;
    for (int i = 0; i < count; ++i) {
        const bool isRunning = i % HistoryRetention::tasksInStep == 0;
        const SyncTask task =
            sampleTask(i, isRunning ? SyncTaskStatus::Synchronizing : SyncTaskStatus::Success);
        writer.write(hangzhou, std::array{task}, m_clock.now());
    }
    const QString oldest = u"rst-%1"_s.arg(HistoryRetention::tasksInStep + 2);
    HistoryRetention retention(file.database(), std::chrono::days(90), 1);
    QVERIFY(retention.step(m_clock.now()));
    QCOMPARE(file.database().number("SELECT count(*) FROM tasks"),
             count - HistoryRetention::tasksInStep);
    QCOMPARE(file.database().text("SELECT id FROM tasks WHERE id NOT IN ('rst-0', 'rst-500')"
                                  " ORDER BY moment_ms LIMIT 1"),
             oldest);
    QCOMPARE(file.database().number("SELECT count(*) FROM tasks"
                                    " WHERE id IN ('rst-0', 'rst-500', 'rst-1000')"),
             3);
    while (retention.step(m_clock.now())) // the limit is absurd: even what runs has to go
        continue;
    QCOMPARE(file.database().number("SELECT count(*) FROM tasks"), 0);
    QVERIFY(!file.database().hasFailed());
}

void TestTaskHistory::whatIsForgottenGivesItsSpaceBack()
{
    HistoryOptions little = options();
    little.maxBytes = 500'000;
    {
        Watched history(m_clock, options());
        history->record(hangzhou, sampleTasks(20'000), m_clock.now());
    }
    QCOMPARE_GT(QFileInfo(m_path).size(), 2'000'000);
    std::size_t kept = 0;
    {
        Watched history(m_clock, little);
        QTRY_COMPARE_LT((kept = history.load().size()), std::size_t{6'000});
        QCOMPARE_GT(kept, std::size_t{2'000});
        history->setRetention(std::chrono::days(90), 250'000);
        QTRY_COMPARE_LT((kept = history.load().size()), std::size_t{2'500});
        QTRY_COMPARE_LT(QFileInfo(m_path).size(), 500'000);
    }
    QCOMPARE_LT(QFileInfo(m_path).size(), 300'000);
}

QTEST_GUILESS_MAIN(TestTaskHistory)
#include "tst_taskhistory.moc"
