#include "postgresserver.h"
#include "sampletasks.h"
#include "teamhistory.h"
#include "teamlease.h"

#include <QProcess>
#include <QTest>

#include <future>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

const QString hangzhou = u"cri-hangzhou"_s;
const QDateTime start(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
constexpr std::chrono::days tasksBack{30};

std::vector<HistoryRecord> seen(std::vector<SyncTask> tasks, const QDateTime &at = start)
{
    return {
        {.seenAt = at, .what = HistoryTasks{.instanceId = hangzhou, .tasks = std::move(tasks)}}};
}

/// What \p client prints after \p sql has \p words in it.
bool does(QProcess &client, const QByteArray &sql, const QByteArray &words)
{
    client.write(sql);
    QByteArray printed;
    while (!printed.contains(words) && client.waitForReadyRead(10'000))
        printed += client.readAllStandardOutput();
    return printed.contains(words);
}

} // namespace

class TestTeamHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_server.reset(); }

    void aNewDatabaseGetsItsTables();
    void accountsAreKeptApart();
    void tasksOfLongAgoStayInTheDatabase();
    void aNewerSchemaIsLeftAlone();
    void withoutTheLeaseNothingIsWritten();
    void aLeaseThatWasTakenEndsTheWriting();
    void nobodyTakesTheLeaseInTheMiddleOfAWrite();
    void aFailedWriteLeavesNothingBehind();
    void aServerThatIsAwayIsUsedAgainWhenItIsBack();
    void aRoleThatMayOnlyReadIsSaid();
    void aRoleThatIsNotKnownIsSaid();
    void eachChangeOfAStatusIsNoted();
    void partsAreMonthsOfWhatWasSeenFirst();
    void whoListensIsToldOfEachWrite();
    void changesCountUpInTheOrderOfWrites();
    void everyColumnOfATaskIsWrittenAndFollowsItsChanges();

private:
    [[nodiscard]] std::unique_ptr<TeamHistory> history(const QString &account = u"prod"_s,
                                                       const QString &holder = u"tests"_s,
                                                       const QString &user = u"postgres"_s) const
    {
        return std::make_unique<TeamHistory>(*databaseAddress(m_server->uri(user)), account, holder,
                                             tasksBack);
    }
    [[nodiscard]] std::unique_ptr<TeamHistory> opened() const
    {
        std::unique_ptr<TeamHistory> engine = history();
        return engine->open({}, start).isUsable() ? std::move(engine) : nullptr;
    }
    [[nodiscard]] QString count(const QString &table) const
    {
        return m_server->value(u"SELECT count(*) FROM sync_dashboard."_s + table);
    }

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<TeamLease> m_lease;
};

void TestTeamHistory::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
}

void TestTeamHistory::init()
{
    QVERIFY(m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s));
    m_lease = std::make_unique<TeamLease>(*databaseAddress(m_server->uri()), u"tests"_s, u"t"_s);
    QVERIFY(m_lease->ask().isHeld);
}

void TestTeamHistory::aNewDatabaseGetsItsTables()
{
    QCOMPARE(history()->open({}, start).outcome, HistoryOpening::Outcome::Created);
    QCOMPARE(history()->open({}, start).outcome, HistoryOpening::Outcome::Existing);
}

void TestTeamHistory::accountsAreKeptApart()
{
    const auto prod = opened();
    const auto other = history(u"other"_s);
    QVERIFY(prod && other->open({}, start).isUsable());
    prod->write(seen({sampleTask(1)}));
    HistoryCursor cursor;
    QVERIFY(other->readTasks(cursor, 10).empty());
    other->write(seen({sampleTask(1), sampleTask(2)}));
    cursor = {};
    QCOMPARE(prod->readTasks(cursor, 10).front().tasks.size(), std::size_t{1});
}

void TestTeamHistory::tasksOfLongAgoStayInTheDatabase()
{
    const auto engine = opened();
    QVERIFY(engine);
    SyncTask old = sampleTask(1);
    old.createdAt = start.addDays(-tasksBack.count()).addMSecs(-1);
    SyncTask young = sampleTask(2);
    young.createdAt = start.addDays(-tasksBack.count());
    engine->write(seen({old, young}));
    HistoryCursor cursor;
    const std::vector<HistoryTasks> read = engine->readTasks(cursor, 10);
    QVERIFY(cursor.isAtEnd);
    QCOMPARE(read.front().tasks, std::vector{young});
    QCOMPARE(count(u"tasks"_s), u"2"_s);
}

void TestTeamHistory::aNewerSchemaIsLeftAlone()
{
    QVERIFY(opened());
    QVERIFY(m_server->run(u"UPDATE sync_dashboard.schema_version SET version = 99"_s));
    const auto engine = history();
    const HistoryOpening opening = engine->open({}, start);
    QCOMPARE(opening.fault, HistoryFault::NewerTables);
    QVERIFY(!engine->isOpen());
    QCOMPARE(m_server->value(u"SELECT version FROM sync_dashboard.schema_version"_s), u"99"_s);
}

void TestTeamHistory::withoutTheLeaseNothingIsWritten()
{
    const auto engine = history(u"prod"_s, u"another"_s);
    QCOMPARE(engine->open({}, start).fault, HistoryFault::NotElected);
    QCOMPARE(m_server->value(u"SELECT to_regclass('sync_dashboard.tasks') IS NULL"_s), u"t"_s);
}

void TestTeamHistory::aLeaseThatWasTakenEndsTheWriting()
{
    const auto engine = opened();
    QVERIFY(engine);
    QVERIFY(m_server->run(u"UPDATE sync_dashboard.lease SET holder = 'another'"_s));
    engine->write(seen({sampleTask(1)}));
    const std::optional<HistoryTrouble> trouble = engine->takeTrouble(start);
    QVERIFY(trouble);
    QCOMPARE(trouble->failure.fault, HistoryFault::NotElected);
    QCOMPARE(count(u"tasks"_s), u"0"_s);
    // So does one that only ran out, whoever has it.
    QVERIFY(m_server->run(u"UPDATE sync_dashboard.lease SET holder = 'tests', until = now()"_s));
    engine->write(seen({sampleTask(1)}));
    QCOMPARE(engine->takeTrouble(start)->failure.fault, HistoryFault::NotElected);
    QVERIFY(m_lease->ask().isHeld);
    engine->write(seen({sampleTask(1)}));
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(count(u"tasks"_s), u"1"_s);
}

/// The row of the lease is held to the end of each transaction.
void TestTeamHistory::nobodyTakesTheLeaseInTheMiddleOfAWrite()
{
    const auto engine = opened();
    QVERIFY(engine);
    const std::unique_ptr<QProcess> other = m_server->client();
    QVERIFY(does(*other, "BEGIN; LOCK TABLE sync_dashboard.tasks; SELECT 'locked';\n", "locked"));
    std::future<void> writing =
        std::async(std::launch::async, [&engine] { engine->write(seen({sampleTask(1)})); });
    QTRY_COMPARE(m_server->value(u"SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"_s), u"t"_s);
    QVERIFY(!m_server->run(u"SET lock_timeout = '50ms';"
                           " UPDATE sync_dashboard.lease SET holder = 'another'"_s));
    QVERIFY(does(*other, "COMMIT; SELECT 'free';\n", "free"));
    writing.get();
    QVERIFY(!engine->takeTrouble(start));
    QVERIFY(m_server->run(u"UPDATE sync_dashboard.lease SET holder = 'another'"_s));
    other->closeWriteChannel();
    QVERIFY(other->waitForFinished());
}

void TestTeamHistory::aFailedWriteLeavesNothingBehind()
{
    const auto engine = opened();
    QVERIFY(engine);
    QVERIFY(m_server->run(u"ALTER TABLE sync_dashboard.rules RENAME TO rules_away"_s));
    std::vector<HistoryRecord> records = seen({sampleTask(1)});
    records.push_back({.what = HistoryRecord::Rules{.instanceId = hangzhou, .rules = {}}});
    engine->write(records);
    const std::optional<HistoryTrouble> trouble = engine->takeTrouble(start);
    QVERIFY(trouble);
    QCOMPARE(trouble->failure.fault, HistoryFault::DatabaseRefuses);
    QVERIFY(trouble->failure.message.contains("rules"_L1));
    QCOMPARE(count(u"tasks"_s), u"0"_s);
    QVERIFY(m_server->run(u"ALTER TABLE sync_dashboard.rules_away RENAME TO rules"_s));
    engine->write(records);
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(count(u"tasks"_s), u"1"_s);
}

void TestTeamHistory::aServerThatIsAwayIsUsedAgainWhenItIsBack()
{
    const auto engine = opened();
    QVERIFY(engine);
    m_server->kill();
    engine->write(seen({sampleTask(1)}));
    const std::optional<HistoryTrouble> trouble = engine->takeTrouble(start);
    QVERIFY(trouble);
    QCOMPARE(trouble->failure.fault, HistoryFault::Unreachable);
    QVERIFY(trouble->retryAfter <= std::chrono::seconds(10));
    QCOMPARE(history()->open({}, start).fault, HistoryFault::Unreachable);
    QVERIFY(m_server->start());
    QVERIFY(m_lease->ask().isHeld);
    engine->write(seen({sampleTask(1)}));
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(count(u"tasks"_s), u"1"_s);
}

void TestTeamHistory::aRoleThatMayOnlyReadIsSaid()
{
    QVERIFY(opened());
    m_server->run(u"CREATE ROLE viewer LOGIN"_s);
    QVERIFY(m_server->run(u"GRANT USAGE ON SCHEMA sync_dashboard TO viewer;"
                          " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO viewer"_s));
    const auto engine = history(u"prod"_s, u"tests"_s, u"viewer"_s);
    const HistoryOpening opening = engine->open({}, start);
    QVERIFY2(opening.fault == HistoryFault::DatabaseRefuses, qPrintable(opening.message));
}

void TestTeamHistory::aRoleThatIsNotKnownIsSaid()
{
    const auto engine = history(u"prod"_s, u"tests"_s, u"nobody-knows"_s);
    QCOMPARE(engine->open({}, start).fault, HistoryFault::SignInRefused);
}

void TestTeamHistory::eachChangeOfAStatusIsNoted()
{
    const auto engine = opened();
    QVERIFY(engine);
    SyncTask task = sampleTask(1, SyncTaskStatus::Pending);
    engine->write(seen({task}));
    engine->write(seen({task}, start.addSecs(1))); // no news
    task.status = syncTaskStatusFromWire(u"SYNCHRONIZING"_s);
    engine->write(seen({task}, start.addSecs(2)));
    task = sampleTask(1, SyncTaskStatus::Success);
    engine->write(seen({task}, start.addSecs(3)));
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(m_server->value(u"SELECT string_agg(old_status || '>' || new_status, ' ' ORDER BY"
                             " seen_ms) FROM sync_dashboard.status_changes"_s),
             u"PENDING>SYNCHRONIZING SYNCHRONIZING>SUCCESS"_s);
}

void TestTeamHistory::partsAreMonthsOfWhatWasSeenFirst()
{
    const auto engine = opened();
    QVERIFY(engine);
    const QDateTime lastOfNovember(QDate(2026, 11, 30), QTime(23, 59, 59, 999), Qt::UTC);
    engine->write(seen({sampleTask(1)}, lastOfNovember));
    engine->write(seen({sampleTask(1), sampleTask(2)}, lastOfNovember.addMSecs(1)));
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(count(u"tasks_y2026m11"_s), u"1"_s);
    QCOMPARE(count(u"tasks_y2026m12"_s), u"1"_s);
    // November goes as soon as all of it is too old, and not before.
    const std::atomic<bool> isStopping = false;
    const HistoryOptions options{.maxAge = std::chrono::days(10)};
    QVERIFY(!engine->tidy(options, lastOfNovember.addDays(10), isStopping));
    QCOMPARE(count(u"tasks"_s), u"2"_s);
    while (engine->tidy(options, lastOfNovember.addDays(10).addMSecs(1), isStopping))
        continue;
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(count(u"tasks"_s), u"1"_s);
}

void TestTeamHistory::whoListensIsToldOfEachWrite()
{
    const auto engine = opened();
    QVERIFY(engine);
    const std::unique_ptr<QProcess> listener = m_server->client();
    QVERIFY(does(*listener, "LISTEN sync_dashboard; SELECT 'listening';\n", "listening"));
    engine->write(seen({sampleTask(1)}));
    QVERIFY(!engine->takeTrouble(start));
    QVERIFY(does(*listener, "SELECT 'asked';\n", "notification \"sync_dashboard\""));
    listener->closeWriteChannel();
    QVERIFY(listener->waitForFinished());
}

void TestTeamHistory::changesCountUpInTheOrderOfWrites()
{
    const auto engine = opened();
    QVERIFY(engine);
    engine->write(seen({sampleTask(1, SyncTaskStatus::Pending), sampleTask(2)}));
    const QString last = m_server->value(u"SELECT max(changed) FROM sync_dashboard.tasks"_s);
    engine->write(seen({sampleTask(1)}, start.addSecs(1)));
    QVERIFY(!engine->takeTrouble(start));
    QCOMPARE(m_server->value(u"SELECT string_agg(id, ' ') FROM sync_dashboard.tasks"
                             " WHERE changed > "_s +
                             last),
             sampleTask(1).id);
}

void TestTeamHistory::everyColumnOfATaskIsWrittenAndFollowsItsChanges()
{
    const auto engine = opened();
    QVERIFY(engine);
    const auto image = [](const QString &of) {
        return ImageRef{.instanceId = of + u"-i"_s,
                        .regionId = of + u"-r"_s,
                        .repoNamespaceName = of + u"-n"_s,
                        .repoName = of + u"-p"_s,
                        .imageTag = of + u"-t"_s};
    };
    const auto task = [&image](const QString &version, SyncTaskStatus status) {
        const bool isSecond = status == SyncTaskStatus::Error;
        return SyncTask{.id = u"rst-1"_s,
                        .ruleId = version + u"-rule"_s,
                        .batchId = version + u"-batch"_s,
                        .status = {.value = status, .text = wireName(status)},
                        .trigger = taskTriggerFromWire(isSecond ? u"INITIATIVE"_s : u"PASSIVE"_s),
                        .issue = taskIssueFromWire(version + u"-issue"_s),
                        .createdAt = start.addSecs(isSecond ? 1 : 0),
                        .modifiedAt = start.addSecs(isSecond ? 60 : 30),
                        .crossUser = isSecond,
                        .syncTransAccelerate = isSecond,
                        .customLink = isSecond,
                        .linkId = version + u"-link"_s,
                        .priority = isSecond ? 2 : 1,
                        .imageFrom = image(version + u"-from"_s),
                        .imageTo = image(version + u"-to"_s)};
    };
    const SyncTask first = task(u"a"_s, SyncTaskStatus::Synchronizing);
    const SyncTask second = task(u"b"_s, SyncTaskStatus::Error);
    for (const SyncTask &version : {first, second}) {
        engine->write(seen({version}));
        QCOMPARE(m_server->value(u"SELECT string_agg(column_name, ',') FROM sync_dashboard.tasks,"
                                 " jsonb_each_text(to_jsonb(tasks)) AS e (column_name, value)"
                                 " WHERE value IS NULL"_s),
                 QString());
        HistoryCursor cursor;
        QCOMPARE(engine->readTasks(cursor, 10).front().tasks, std::vector{version});
    }
}

QTEST_GUILESS_MAIN(TestTeamHistory)
#include "tst_teamhistory.moc"
