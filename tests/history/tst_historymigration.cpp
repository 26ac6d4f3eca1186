#include "historyfile.h"
#include "historymigrations.h"
#include "historyretention.h"
#include "historytaskreader.h"
#include "historytaskwriter.h"
#include "sampletasks.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// The names of the tables, in order.
QString tablesOf(SqliteDatabase &database)
{
    return database.text("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema"
                         " WHERE type = 'table' ORDER BY name)");
}

} // namespace

class TestHistoryMigration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewFileGetsAllSteps();
    void anOldFileGetsTheStepsItLacks();
    void aStepThatFailsLeavesTheFileAsItWas();
    void aFileOfVersionOneKeepsItsTasks();
    void aFileOfVersionTwoGivesBackTheRoomOfItsStatusChanges();
    void aFileThatIsUpToDateIsLeftAlone();
    void theFirstStepNeverChanges();
};

void TestHistoryMigration::aNewFileGetsAllSteps()
{
    constexpr std::array<const char *, 2> steps = {"CREATE TABLE a (x); CREATE TABLE b (x)",
                                                   "CREATE TABLE c (x)"};
    SqliteDatabase database;
    QVERIFY(database.open(u":memory:"_s));
    QVERIFY(migrate(database, steps));
    QCOMPARE(tablesOf(database), u"a b c"_s);
    QCOMPARE(database.number("PRAGMA user_version"), 2);
    QCOMPARE(database.number("PRAGMA application_id"), historyApplicationId);
}

void TestHistoryMigration::anOldFileGetsTheStepsItLacks()
{
    constexpr std::array<const char *, 3> steps = {"CREATE TABLE a (x)", "INSERT INTO a VALUES (1)",
                                                   "INSERT INTO a VALUES (2)"};
    SqliteDatabase database;
    QVERIFY(database.open(u":memory:"_s));
    QVERIFY(migrate(database, std::span(steps).first(1)));
    QCOMPARE(database.number("SELECT count(*) FROM a"), 0);
    QVERIFY(migrate(database, std::span(steps).first(2)));
    QCOMPARE(database.number("SELECT sum(x) FROM a"), 1);
    QVERIFY(migrate(database, steps));
    QCOMPARE(database.number("SELECT sum(x) FROM a"), 3);
    QCOMPARE(database.number("PRAGMA user_version"), 3);
}

void TestHistoryMigration::aStepThatFailsLeavesTheFileAsItWas()
{
    constexpr std::array<const char *, 2> steps = {
        "CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"};
    SqliteDatabase database;
    QVERIFY(database.open(u":memory:"_s));
    QVERIFY(!migrate(database, steps));
    const std::optional<SqliteError> error = database.takeError();
    QVERIFY(error.has_value());
    QVERIFY2(error->message.contains(u"nowhere"), qPrintable(error->message));
    QCOMPARE(tablesOf(database), u"a"_s);
    QCOMPARE(database.number("PRAGMA user_version"), 1);
}

void TestHistoryMigration::aFileOfVersionOneKeepsItsTasks()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.sqlite"_s);
    {
        HistoryFile file(historyMigrations().first(1));
        QCOMPARE(file.open(path, now).outcome, HistoryOpening::Outcome::Created);
        HistoryTexts texts(file.database());
        HistoryTaskWriter writer(file.database(), texts);
        writer.write(u"cri-hangzhou"_s, std::array{sampleTask(1), sampleTask(2)}, now);
        QVERIFY(!file.database().hasFailed());
    }
    std::vector<const char *> steps(historyMigrations().begin(), historyMigrations().end());
    steps.push_back("ALTER TABLE tasks ADD COLUMN note TEXT");
    HistoryFile file(steps);
    QCOMPARE(file.open(path, now).outcome, HistoryOpening::Outcome::Existing);
    QCOMPARE(file.database().number("PRAGMA user_version"), static_cast<qint64>(steps.size()));
    QCOMPARE(file.database().number("SELECT count(*) FROM tasks WHERE note IS NULL"), 2);

    HistoryTexts texts(file.database());
    HistoryCursor cursor;
    const std::vector<HistoryTasks> batch =
        HistoryTaskReader(file.database(), texts).read(cursor, 10);
    const std::vector<HistoryTasks> expected = {
        {.instanceId = u"cri-hangzhou"_s, .tasks = {sampleTask(2), sampleTask(1)}}};
    QCOMPARE(batch, expected);
}

void TestHistoryMigration::aFileOfVersionTwoGivesBackTheRoomOfItsStatusChanges()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.sqlite"_s);
    qint64 pagesOfTheRest = 0;
    {
        HistoryFile file(historyMigrations().first(2));
        QCOMPARE(file.open(path, now).outcome, HistoryOpening::Outcome::Created);
        SqliteDatabase &database = file.database();
        HistoryTexts texts(database);
        HistoryTaskWriter writer(database, texts);
        writer.write(u"cri-hangzhou"_s, std::array{sampleTask(1), sampleTask(2)}, now);
        QVERIFY(database.run("INSERT INTO sent_actions (id, sent_ms, kind, outcome, progress,"
                             " progressed_ms) VALUES ('a', 1, 'k', 'o', 'p', 1)"));
        pagesOfTheRest = database.number("PRAGMA page_count");
        QVERIFY(database.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                             " WHERE i < 5000) INSERT INTO status_changes SELECT 1, i, 1, 2 FROM"
                             " n"));
        QCOMPARE_GT(database.number("PRAGMA page_count"), pagesOfTheRest);
    }
    HistoryFile file;
    QCOMPARE(file.open(path, now).outcome, HistoryOpening::Outcome::Existing);
    SqliteDatabase &database = file.database();
    QCOMPARE(tablesOf(database), u"instances lists places rules sent_actions tasks texts"_s);
    QCOMPARE(database.number("SELECT count(*) FROM sent_actions"), 1);
    HistoryTexts texts(database);
    HistoryCursor cursor;
    const std::vector<HistoryTasks> expected = {
        {.instanceId = u"cri-hangzhou"_s, .tasks = {sampleTask(2), sampleTask(1)}}};
    QCOMPARE(HistoryTaskReader(database, texts).read(cursor, 10), expected);

    HistoryRetention retention(database, std::chrono::days(3'650), qint64{1} << 30);
    while (retention.step(now)) {
    }
    QVERIFY(!database.hasFailed());
    QCOMPARE(database.number("SELECT count(*) FROM tasks"), 2);
    QCOMPARE_LE(database.number("PRAGMA page_count"), pagesOfTheRest);
}

void TestHistoryMigration::aFileThatIsUpToDateIsLeftAlone()
{
    SqliteDatabase database;
    QVERIFY(database.open(u":memory:"_s));
    QVERIFY(migrate(database, historyMigrations()));
    const qint64 changes = database.number("SELECT total_changes()");
    const qint64 schema = database.number("PRAGMA schema_version");
    QVERIFY(migrate(database, historyMigrations()));
    QCOMPARE(database.number("SELECT total_changes()"), changes);
    QCOMPARE(database.number("PRAGMA schema_version"), schema);
}

/// A released step is what files out there were made with. Whoever means to change it adds one.
void TestHistoryMigration::theFirstStepNeverChanges()
{
    SqliteDatabase database;
    QVERIFY(database.open(u":memory:"_s));
    QVERIFY(migrate(database, historyMigrations().first(1)));
    QCOMPARE(tablesOf(database), u"instances lists places rules status_changes tasks texts"_s);
    QCOMPARE(database.text("SELECT group_concat(name, ' ') FROM pragma_table_info('tasks')"),
             u"number instance id moment_ms modified_ms flags status trigger_word issue rule link"
             u" source target priority batch tag target_tag"_s);
}

QTEST_GUILESS_MAIN(TestHistoryMigration)
#include "tst_historymigration.moc"
