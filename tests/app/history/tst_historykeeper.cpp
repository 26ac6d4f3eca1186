#include "fakeregistry.h"
#include "historyengine.h"
#include "historykeeper.h"
#include "manualclock.h"
#include "preferences.h"
#include "registrydirectory.h"
#include "sampletasks.h"
#include "taskhistory.h"
#include "taskstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

using namespace Qt::StringLiterals;

class TestHistoryKeeper final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRulesOfTheLastListAreKept_data();
    void theRulesOfTheLastListAreKept();
    void aListThatCouldNotBeReadTakesNothingAway();
    void aNewFileGetsAllThatTheFormerHad();
    void whatComesFasterThanItIsWrittenIsAllInTheFile();
    void theEndWaitsForWhatWasNotHandedOver();
    void whatIsKeptIsToldWithItsSize();
    void whatChangesWhileADatabaseIsAwayIsKeptWithEachOfItsStates();
    void ofTheTimesOfListsTheLastOneWaitsForTheDatabase();
};

namespace {

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};

/// A keeper over a registry that a test answers by hand.
struct Kept {
    explicit Kept(const QString &file, std::unique_ptr<HistoryEngine> engine = {})
        : keeper(store, clock, {}, {}, {}, std::move(engine))
    {
        keeper.open(file, Preferences());
        directory.loadInstances({{.regionId = instance.regionId}});
        source.instanceCalls.back().answer(RegistryInstancePage{
            .items = {{.id = instance.instanceId, .regionId = instance.regionId}},
            .pageSize = 100,
            .totalCount = 1});
        directory.rules().load({instance});
    }

    void tellRules(const QStringList &ids)
    {
        SyncRulePage page{.pageSize = 100, .totalCount = ids.size()};
        for (const QString &id : ids)
            page.items.push_back({.id = id, .name = id});
        const auto isOpen = [](const auto &call) { return call.isOpen(); };
        for (auto call = std::ranges::find_if(source.ruleCalls, isOpen);
             call != source.ruleCalls.end();
             call = std::ranges::find_if(source.ruleCalls, isOpen)) {
            SyncRulePage answer = page;
            if (call->question.pageNo > 1)
                answer.items.clear();
            answer.pageNo = call->question.pageNo;
            call->answer(answer);
        }
        keeper.record(directory);
    }
    void refuseRules()
    {
        source.ruleCalls.back().answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
        keeper.record(directory);
    }

    ManualClock clock{};
    TaskStore store{};
    FakeRegistry source{};
    RegistryDirectory directory{source};
    HistoryKeeper keeper;
};

/// What reached a database, and whether it is there.
struct Written {
    std::atomic<bool> isAway = false;
    std::mutex guard{};
    QStringList states{}; ///< of tasks, in order
    QList<QDateTime> times{};

    QStringList allStates()
    {
        const std::lock_guard lock(guard);
        return states;
    }
    QList<QDateTime> allTimes()
    {
        const std::lock_guard lock(guard);
        return times;
    }
};

/// A database that can be away.
class FailingEngine final : public HistoryEngine {
public:
    explicit FailingEngine(Written &written) : m_written(written) {}

    HistoryOpening open(const HistoryOptions &options, const QDateTime & /*now*/) override
    {
        m_isOpen = true;
        return {.outcome = HistoryOpening::Outcome::Created, .file = options.file};
    }
    void close() override { m_isOpen = false; }
    [[nodiscard]] bool isOpen() const override { return m_isOpen; }
    std::optional<HistoryOpening> renewIfGone(const QDateTime & /*now*/) override { return {}; }
    void write(std::span<const HistoryRecord> records) override
    {
        m_hasFailed = m_written.isAway;
        if (m_hasFailed)
            return;
        const std::lock_guard lock(m_written.guard);
        for (const HistoryRecord &record : records) {
            if (const auto *tasks = std::get_if<HistoryTasks>(&record.what)) {
                for (const SyncTask &task : tasks->tasks)
                    m_written.states << task.id + u' ' + wireName(task.status.value);
            }
            if (std::holds_alternative<HistoryRecord::ListSeen>(record.what))
                m_written.times << record.seenAt;
        }
    }
    HistoryDirectory readDirectory() override { return {}; }
    std::vector<SentAction> readActions() override { return {}; }
    std::vector<HistoryTasks> readTasks(HistoryCursor & /*cursor*/, qint64 /*count*/) override
    {
        return {};
    }
    bool tidy(const HistoryOptions & /*options*/, const QDateTime & /*now*/,
              const std::atomic<bool> & /*isStopping*/) override
    {
        return false;
    }
    std::optional<HistoryTrouble> takeTrouble(const QDateTime & /*now*/) override
    {
        if (!std::exchange(m_hasFailed, false))
            return {};
        return HistoryTrouble{.failure = {.fault = HistoryFault::Unreachable},
                              .retryAfter = std::chrono::seconds(5)};
    }

private:
    Written &m_written;
    bool m_isOpen = false;
    bool m_hasFailed = false;
};

HistoryDirectory directoryIn(const QString &file)
{
    ManualClock clock;
    TaskHistory history(clock);
    std::optional<HistoryDirectory> read;
    QObject::connect(&history, &TaskHistory::directoryLoaded, &history,
                     [&read](const HistoryDirectory &directory) { read = directory; });
    history.open({.file = file});
    history.load();
    if (!QTest::qWaitFor([&read] { return read.has_value(); }))
        qFatal("%s was not read", qPrintable(file));
    return *read;
}

QStringList rulesIn(const QString &file)
{
    QStringList ids;
    for (const SyncRule &rule : directoryIn(file).rules.value(instance.instanceId))
        ids << rule.id;
    ids.sort();
    return ids;
}

constexpr int manyTasks = 12'345; // more than are handed over at once

MergeReport mergeMany(TaskStore &store)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < manyTasks; ++i)
        tasks.push_back(sampleTask(i));
    return store.merge(instance.instanceId, tasks);
}

const QDateTime seenAt(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

std::vector<InstanceFeed> feedsAsOf(const QDateTime &time)
{
    return {{.instance = instance, .state = {.asOf = time}}};
}

qint64 tasksIn(const QString &file)
{
    ManualClock clock;
    TaskHistory history(clock);
    qint64 count = 0;
    QObject::connect(&history, &TaskHistory::tasksLoaded, &history,
                     [&count](const std::vector<HistoryTasks> &read) {
                         for (const HistoryTasks &some : read)
                             count += std::ssize(some.tasks);
                     });
    QSignalSpy finished(&history, &TaskHistory::loadFinished);
    history.open({.file = file, .maxAge = std::chrono::days(36'500)});
    history.load();
    if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20'000))
        qFatal("%s was not read", qPrintable(file));
    return count;
}

} // namespace

void TestHistoryKeeper::theRulesOfTheLastListAreKept_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::newRow("none") << QStringList{} << QStringList{};
    QTest::newRow("the first is made") << QStringList{} << QStringList{u"a"_s};
    QTest::newRow("one of two is deleted") << QStringList{u"a"_s, u"b"_s} << QStringList{u"b"_s};
    QTest::newRow("the last is deleted") << QStringList{u"a"_s} << QStringList{};
}

void TestHistoryKeeper::theRulesOfTheLastListAreKept()
{
    QFETCH(const QStringList, before);
    QFETCH(const QStringList, after);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    for (const bool isNewProgram : {false, true}) { // or the same, which goes on
        {
            Kept kept(file);
            kept.tellRules(before);
            if (!isNewProgram) {
                kept.directory.rules().rereadAll();
                kept.tellRules(after);
            }
        }
        if (isNewProgram) {
            QCOMPARE(rulesIn(file), before);
            Kept kept(file);
            kept.tellRules(after);
        }
        QCOMPARE(rulesIn(file), after);
    }
}

void TestHistoryKeeper::aListThatCouldNotBeReadTakesNothingAway()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    {
        Kept kept(file);
        kept.tellRules({u"a"_s});
    }
    {
        Kept kept(file);
        kept.keeper.record(kept.directory); // no answer yet
        kept.refuseRules();
    }
    QCOMPARE(rulesIn(file), QStringList{u"a"_s});
}

void TestHistoryKeeper::aNewFileGetsAllThatTheFormerHad()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"sub/history.sqlite"_s);
    {
        Kept kept(file);
        kept.store.merge(instance.instanceId, std::vector{sampleTask(1)});
        const auto record = [&kept] {
            kept.keeper.record(MergeReport{.inserted = {0}});
            kept.keeper.record(kept.directory);
            kept.keeper.record(
                {InstanceFeed{.instance = instance, .state = {.asOf = kept.clock.now()}}});
        };
        kept.tellRules({u"a"_s, u"b"_s});
        record();
        QSignalSpy written(&kept.keeper, &HistoryKeeper::sentActionKept);
        kept.keeper.record(SentAction{.id = u"sent"_s}); // after all that came before
        QTRY_COMPARE(written.size(), 1);
        QVERIFY(QFile::exists(file));
        QSignalSpy noticed(&kept.keeper, &HistoryKeeper::noticed);
        QVERIFY(QDir(folder.filePath(u"sub"_s)).removeRecursively());
        // It is seen when something is written next.
        QVERIFY(QTest::qWaitFor([&] {
            kept.keeper.record(MergeReport{.inserted = {0}});
            return noticed.size() > 0;
        }));
        record(); // all is told again, as after each answer
    }
    const HistoryDirectory directory = directoryIn(file);
    QCOMPARE(directory.instances.size(), std::size_t{1});
    QCOMPARE(directory.asOf.size(), 1);
    QCOMPARE(rulesIn(file), (QStringList{u"a"_s, u"b"_s}));
}

void TestHistoryKeeper::whatComesFasterThanItIsWrittenIsAllInTheFile()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.db"_s);
    {
        Kept kept(file);
        const MergeReport report = mergeMany(kept.store);
        kept.keeper.record(report);
        kept.keeper.record(feedsAsOf(seenAt));
        // It is handed over as it is written; each step waits for the clock.
        QVERIFY(QTest::qWaitFor(
            [&kept] {
                kept.clock.advance({});
                return kept.keeper.isIdle();
            },
            20'000));
    }
    QCOMPARE(tasksIn(file), manyTasks);
    QCOMPARE(directoryIn(file).asOf.value(instance.instanceId), seenAt);
}

void TestHistoryKeeper::theEndWaitsForWhatWasNotHandedOver()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.db"_s);
    {
        Kept kept(file);
        kept.keeper.record(mergeMany(kept.store));
        kept.keeper.record(feedsAsOf(seenAt));
    }
    QCOMPARE(tasksIn(file), manyTasks);
    QCOMPARE(directoryIn(file).asOf.value(instance.instanceId), seenAt);
}

void TestHistoryKeeper::whatIsKeptIsToldWithItsSize()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.db"_s);
    {
        Kept kept(file);
        QCOMPARE(kept.keeper.facts().oldest, QDateTime());
        kept.keeper.record(mergeMany(kept.store));
    }
    Kept kept(file);
    QVERIFY(kept.keeper.facts().isLoading);
    QTRY_VERIFY_WITH_TIMEOUT(!kept.keeper.facts().isLoading, 20'000);
    const HistoryFacts facts = kept.keeper.facts();
    QCOMPARE(facts.files, 1);
    QVERIFY(facts.bytes >= QFileInfo(file).size());
    QVERIFY(facts.bytes > manyTasks); // some bytes a task
    QCOMPARE(facts.folder, folder.path());
    QDateTime oldest = sampleTask(0).createdAt;
    for (int i = 1; i < manyTasks; ++i)
        oldest = std::min(oldest, sampleTask(i).createdAt);
    QCOMPARE(facts.oldest, oldest);

    ManualClock clock;
    TaskStore store;
    const HistoryKeeper none(store, clock);
    QCOMPARE(none.facts().files, 0);
}

void TestHistoryKeeper::whatChangesWhileADatabaseIsAwayIsKeptWithEachOfItsStates()
{
    Written written;
    Kept kept(u"database"_s, std::make_unique<FailingEngine>(written));
    QSignalSpy noticed(&kept.keeper, &HistoryKeeper::noticed);
    QSignalSpy ended(&kept.keeper, &HistoryKeeper::noticeEnded);
    QTRY_VERIFY(!kept.keeper.isLoading());
    written.isAway = true;
    QStringList shown;
    constexpr int tasks = 300; // one after the other, as they are listed
    for (int i = 0; i < tasks; ++i) {
        SyncTask task = sampleTask(i);
        for (const auto status :
             {SyncTaskStatus::Pending, SyncTaskStatus::Synchronizing, SyncTaskStatus::Success}) {
            task.status = {.value = status, .text = wireName(status)};
            task.modifiedAt = seenAt.addSecs(static_cast<qint64>(status));
            kept.keeper.record(kept.store.merge(instance.instanceId, std::vector{task}));
            shown << task.id + u' ' + wireName(status);
        }
    }
    QTRY_COMPARE(noticed.size(), 1);
    QVERIFY(written.allStates().isEmpty());

    written.isAway = false;
    kept.clock.advance(std::chrono::seconds(5));
    QTRY_COMPARE(ended.size(), 1);
    QTRY_VERIFY(kept.keeper.isIdle());
    QCOMPARE(written.allStates(), shown);
}

void TestHistoryKeeper::ofTheTimesOfListsTheLastOneWaitsForTheDatabase()
{
    Written written;
    Kept kept(u"database"_s, std::make_unique<FailingEngine>(written));
    QSignalSpy noticed(&kept.keeper, &HistoryKeeper::noticed);
    QTRY_VERIFY(!kept.keeper.isLoading());
    written.isAway = true;
    kept.keeper.record(kept.store.merge(instance.instanceId, std::vector{sampleTask(0)}));
    QTRY_COMPARE(noticed.size(), 1);
    constexpr int refreshes = 100;
    for (int i = 1; i <= refreshes; ++i)
        kept.keeper.record(feedsAsOf(seenAt.addSecs(i)));

    written.isAway = false;
    kept.clock.advance(std::chrono::seconds(5));
    QTRY_COMPARE(written.allTimes(), QList<QDateTime>{seenAt.addSecs(refreshes)});
    QCOMPARE(written.allStates().size(), 1);
}

QTEST_GUILESS_MAIN(TestHistoryKeeper)
#include "tst_historykeeper.moc"
