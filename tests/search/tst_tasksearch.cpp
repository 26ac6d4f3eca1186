#include "fewcases.h"
#include "historyrecord.h"
#include "postgresserver.h"
#include "queries.h"
#include "sampletasks.h"
#include "sqlitehistory.h"
#include "sqlitescan.h"
#include "taskfilter.h"
#include "tasksearch.h"
#include "taskstore.h"
#include "teamhistory.h"
#include "teamlease.h"
#include "teamscan.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <random>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
const std::atomic<bool> goesOn{false};

using Keys = QStringList; ///< "instance id" of each task

QString keyOf(const ScannedTask &task)
{
    return task.instanceId + u' ' + task.task.id;
}

/// Draws tasks and queries out of one small set of texts, so that they meet.
class Draw final {
public:
    explicit Draw(unsigned seed) : m_random(seed) {}

    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool oneOf(int count) { return upTo(count - 1) == 0; }

    template<typename Values>
    auto from(const Values &values)
    {
        return values[static_cast<typename Values::size_type>(
            upTo(static_cast<int>(std::size(values)) - 1))];
    }

    QString text()
    {
        static const QStringList texts = {{},
                                          u"nginx"_s,
                                          u"NGINX"_s,
                                          u"Nginx-1"_s,
                                          u"100%_"_s,
                                          u"100%"_s,
                                          u"1000_"_s,
                                          u"a'b\"c\\d"_s,
                                          u"\\"_s,
                                          u"'; --"_s,
                                          u"镜像"_s,
                                          u"镜像\U0001F433"_s,
                                          u"\U0001F433"_s,
                                          u"Straße"_s,
                                          u"STRASSE"_s,
                                          u"STRAẞE"_s,
                                          u"İstanbul"_s,
                                          u"istanbul"_s,
                                          u"ıstanbul"_s,
                                          u"ISTANBUL"_s,
                                          u"ΣΑΣ"_s,
                                          u"σας"_s,
                                          u"σασ"_s,
                                          u"\u212Aelvin"_s,
                                          u"kelvin"_s,
                                          u"ſuper"_s,
                                          u"Super"_s,
                                          u"team/app"_s,
                                          u"a:b"_s,
                                          u"a:"_s,
                                          u"/"_s,
                                          u":"_s,
                                          u"  "_s,
                                          u"x y"_s,
                                          u"e\u0301"_s,
                                          u"\u00E9"_s,
                                          u"ÉCOLE"_s,
                                          u"école"_s,
                                          u"{a,\"b\"}"_s,
                                          u"NULL"_s,
                                          u"12345"_s,
                                          u"rst-12"_s,
                                          u"crsr-1"_s,
                                          u"crsr-2"_s,
                                          u"cri-1"_s,
                                          u"cri-2"_s,
                                          u"i\u0307x"_s,
                                          u"team"_s,
                                          u"app"_s,
                                          u"team/app:1"_s};
        return from(texts);
    }
    QString region()
    {
        static const QStringList regions = {
            {}, u"cn-hangzhou"_s, u"CN-Hangzhou"_s, u"eu-central-1"_s, u"mars-1"_s, u"Frankfurt"_s};
        return from(regions);
    }
    QString status()
    {
        static const QStringList words = {{},
                                          u"PENDING"_s,
                                          u"SYNCHRONIZING"_s,
                                          u"SUCCESS"_s,
                                          u"Success"_s,
                                          u"ſucceſſ"_s,
                                          u"ERROR"_s,
                                          u"ERROR"_s,
                                          u"error"_s,
                                          u"CANCELED"_s,
                                          u"CANCELLED"_s,
                                          u"DELETED"_s,
                                          u"PAUSED"_s,
                                          u"WAITING_APPROVAL"_s,
                                          u"Waiting-approval"_s,
                                          u"unknown"_s};
        return from(words);
    }
    QString issue()
    {
        static const QStringList words = {{},
                                          u"TAG_CONFLICT"_s,
                                          u"Tag_Conflict"_s,
                                          u"NETWORK_ERROR"_s,
                                          u"MOON_PHASE"_s,
                                          u"moon phase"_s};
        return from(words);
    }
    QString trigger()
    {
        static const QStringList words = {
            {}, u"PASSIVE"_s, u"passive"_s, u"INITIATIVE"_s, u"TIMER"_s};
        return from(words);
    }
    std::optional<bool> flag()
    {
        const int drawn = upTo(2);
        return drawn == 2 ? std::nullopt : std::optional(drawn == 1);
    }
    /// Few different ones, so that some are the same.
    QDateTime time() { return oneOf(8) ? QDateTime() : now.addSecs(-1'800 * upTo(100) + 3'600); }

    ImageRef image()
    {
        return {.instanceId = oneOf(2) ? QString() : u"cri-%1"_s.arg(upTo(2)),
                .regionId = region(),
                .repoNamespaceName = text(),
                .repoName = text(),
                .imageTag = text()};
    }
    SyncTask task(int number)
    {
        return {.id = oneOf(3) ? text() + QString::number(number) : u"rst-%1"_s.arg(number),
                .ruleId = text(),
                .batchId = text(),
                .status = syncTaskStatusFromWire(status()),
                .trigger = taskTriggerFromWire(trigger()),
                .issue = taskIssueFromWire(issue()),
                .createdAt = time(),
                .modifiedAt = time(),
                .crossUser = flag(),
                .syncTransAccelerate = flag(),
                .imageFrom = image(),
                .imageTo = image()};
    }

    QueryValue value()
    {
        static const std::array<QString (Draw::*)(), 5> sources = {
            &Draw::text, &Draw::region, &Draw::status, &Draw::issue, &Draw::trigger};
        QString word = (this->*(oneOf(2) ? &Draw::text : from(sources)))();
        if (oneOf(3) && word.size() > 1) { // a part
            const int first = upTo(static_cast<int>(word.size()) - 1);
            word = word.mid(first, 1 + upTo(3));
        }
        if (oneOf(4))
            word = oneOf(2) ? word.toUpper() : word.toLower();
        if (oneOf(30))
            word += oneOf(2) ? QChar(u'\0') : QChar(0xD83D);
        if (oneOf(8))
            return {.text = QRegularExpression::escape(word), .match = QueryMatch::Regex};
        return {.text = word, .match = oneOf(3) ? QueryMatch::Exact : QueryMatch::Contains};
    }
    QueryValue valueFor(QueryField field)
    {
        static const QStringList statuses = {u"failed"_s,  u"running"_s,         u"done"_s,
                                             u"unknown"_s, u"paused"_s,          u"cancelled"_s,
                                             u"deleted"_s, u"waiting approval"_s};
        static const QStringList states = {u"failed"_s,  u"active"_s,    u"finished"_s, u"done"_s,
                                           u"waiting"_s, u"cancelled"_s, u"running"_s};
        static const QStringList triggers = {u"push"_s, u"manual"_s, u"unknown"_s, u"timer"_s};
        static const QStringList causes = {u"tag-conflict"_s, u"network"_s, u"moon-phase"_s};
        static const QStringList flags = {u"yes"_s, u"no"_s};
        static const QStringList places = {u"hangzhou"_s, u"cn-hangzhou"_s, u"frankfurt"_s,
                                           u"mars-1"_s, u"first"_s};
        static const QStringList names = {u"nightly"_s, u"Nightly İstanbul"_s, u"first"_s};
        const auto word = [this](const QStringList &words) -> QueryValue {
            return {.text = from(words),
                    .match = oneOf(5) ? QueryMatch::Exact : QueryMatch::Contains};
        };
        switch (field) {
        case QueryField::Status:
            return oneOf(3) ? value() : word(statuses);
        case QueryField::Cause:
            return oneOf(3) ? value() : word(causes);
        case QueryField::Trigger:
            return oneOf(3) ? value() : word(triggers);
        case QueryField::Is:
            return {.text = from(states)};
        case QueryField::Cross:
        case QueryField::Accelerated:
            return {.text = from(flags)};
        case QueryField::From:
        case QueryField::To:
            return oneOf(3) ? value() : word(places);
        case QueryField::Rule:
        case QueryField::Instance:
            return oneOf(3) ? word(names) : value();
        case QueryField::Route:
            return {.text = (oneOf(2) ? from(places) : region()) + u'>' +
                            (oneOf(2) ? from(places) : region())};
        case QueryField::Since:
        case QueryField::Until:
        case QueryField::Age:
        case QueryField::Duration:
            return {.text = u"%1m"_s.arg(30 * (1 + upTo(100)))};
        case QueryField::Text:
        case QueryField::Namespace:
        case QueryField::Repo:
        case QueryField::Tag:
        case QueryField::Image:
        case QueryField::Batch:
        case QueryField::Id:
            break;
        }
        return value();
    }
    TaskQuery query()
    {
        TaskQuery query;
        for (int count = 1 + upTo(oneOf(3) ? 2 : 0); count > 0; --count) {
            QueryTerm term{
                .field = static_cast<QueryField>(upTo(static_cast<int>(QueryField::Accelerated))),
                .negated = oneOf(3)};
            if (term.field == QueryField::Age || term.field == QueryField::Duration)
                term.sign = oneOf(2) ? QueryTerm::Sign::MoreThan : QueryTerm::Sign::LessThan;
            for (int values = 1 + (oneOf(4) ? 1 : 0); values > 0; --values)
                term.values.push_back(valueFor(term.field));
            query.terms.push_back(std::move(term));
        }
        return query;
    }
    QueryContext context()
    {
        QueryContext context{
            .now = now,
            .zone = QTimeZone::utc(),
            .names = {.rules = {{u"crsr-1"_s, u"Nightly İstanbul"_s}, {u"nginx"_s, u"x"_s}},
                      .instances = {{u"cri-1"_s, u"First"_s}, {u"cri-2"_s, u"Nightly"_s}}}};
        if (oneOf(5))
            context.range.beginMs = now.toMSecsSinceEpoch() - 1'800'000 * upTo(100);
        if (oneOf(5))
            context.range.endMs = now.toMSecsSinceEpoch() - 1'800'000 * upTo(100);
        return context;
    }

private:
    std::mt19937 m_random;
};

QString said(const TaskQuery &query)
{
    QString text;
    for (const QueryTerm &term : query.terms) {
        text += term.negated ? u" -"_s : u" "_s;
        text += queryFieldName(term.field) + QString::number(static_cast<int>(term.sign)) + u':';
        for (const QueryValue &value : term.values)
            text += u"[%1 %2]"_s.arg(static_cast<int>(value.match)).arg(value.text);
    }
    return text;
}

std::vector<HistoryTasks> randomTasks(Draw &draw, int count)
{
    std::vector<HistoryTasks> all = {{.instanceId = u"cri-1"_s}, {.instanceId = u"cri-2"_s}};
    for (int i = 0; i < count; ++i)
        draw.from(std::array{&all[0], &all[1]})->tasks.push_back(draw.task(i));
    return all;
}

} // namespace

// A window that holds all tasks, a file and a database answer a query with the same tasks.
class TestTaskSearch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }

    void scanFileAndDatabaseFindTheSame();
    void theNewestComeFirstInPagesOfAnySize_data() { engines(); }
    void theNewestComeFirstInPagesOfAnySize();
    void fewRowsAreReadWhereTheDatabaseCanTell_data() { engines(); }
    void fewRowsAreReadWhereTheDatabaseCanTell();
    void tasksThatEndedInTheTimeAreFoundHoweverOld_data() { engines(); }
    void tasksThatEndedInTheTimeAreFoundHoweverOld();
    void itStopsWhenItIsToldTo_data() { engines(); }
    void itStopsWhenItIsToldTo();
    void anExpressionThatTakesTooLongEndsIt_data() { engines(); }
    void anExpressionThatTakesTooLongEndsIt();
    void unfinishedTasksLastUntilTheyWereSeen_data() { engines(); }
    void unfinishedTasksLastUntilTheyWereSeen();
    void lettersThatAreTheSameWithoutRegardToCaseAreFound_data() { engines(); }
    void lettersThatAreTheSameWithoutRegardToCaseAreFound();
    void aTextBehindAByteOrderMarkIsFound_data() { engines(); }
    void aTextBehindAByteOrderMarkIsFound();
    void namesAndTheOldestTaskAreRead_data() { engines(); }
    void namesAndTheOldestTaskAreRead();

    void aFileThatIsInUseIsRead();
    void aFileIsReadAsItWasWhenItWasOpened();
    void whatIsNoHistoryIsRefused();
    void aDatabaseWithoutTablesIsRefused();
    void aDatabaseOfAnEarlierVersionIsReadAndBroughtUpToDate();
    void repositoriesOfFewTasksAreFoundAtOnce();
    void aNameThatTurnsOutToBeRareIsFoundOnce();
    void longNamesAreKeptAndFound();
    void whoMayOnlyReadSearches();
    void accountsAreSearchedTogether();
    void ofSeveralAccountsTheOneWithTheNewestListCounts();

private:
    void engines();
    [[nodiscard]] bool hasServer() const { return m_server->isRunning(); }
    [[nodiscard]] QString file() const { return m_folder->filePath(u"history.sqlite"_s); }
    /// Makes a new history of \a engine that holds \p records, as seen at \p seenAt.
    bool keep(const QString &engine, const std::vector<HistoryTasks> &tasks);
    bool keep(const QString &engine, std::vector<HistoryRecord> records);
    [[nodiscard]] std::unique_ptr<HistoryScan> scan(const QString &engine,
                                                    qint64 firstCount = 500) const;

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<TeamLease> m_lease;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryEngine> m_engine;
};

namespace {

/// Everything that \p search finds, in its order.
Keys allFound(TaskSearch &search)
{
    Keys keys;
    for (;;) {
        const HistoryScan::Outcome<SearchPage> page = search.next(goesOn);
        if (!page)
            return {u"failed: "_s + page.error().message};
        for (const ScannedTask &task : page->tasks)
            keys << keyOf(task);
        if (page->isAtEnd)
            return keys;
    }
}

Keys found(HistoryScan &scan, const TaskQuery &query, const QueryContext &context)
{
    TaskSearch search(scan, query, context);
    return allFound(search);
}

Keys found(HistoryScan &scan, const QString &text)
{
    return found(scan, query(text), {.now = now, .zone = QTimeZone::utc()});
}

Keys sorted(Keys keys)
{
    keys.sort();
    return keys;
}

Keys scanned(const TaskStore &store, const TaskQuery &query, const QueryContext &context)
{
    Keys keys;
    for (const TaskRow row : TaskFilter(store, query, context).matchingRows())
        keys << store.instanceId(row) + u' ' + QString::fromUtf8(store.taskIdBytes(row));
    return sorted(keys);
}

std::vector<SyncTask> sampleTasks(int count)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < count; ++i)
        tasks.push_back(sampleTask(i));
    return tasks;
}

} // namespace

void TestTaskSearch::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (hasServer())
        m_lease =
            std::make_unique<TeamLease>(*databaseAddress(m_server->uri()), u"tests"_s, u"tests"_s);
}

void TestTaskSearch::engines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("a file") << u"SQLite"_s;
    QTest::newRow("a database") << u"PostgreSQL"_s;
}

bool TestTaskSearch::keep(const QString &engine, const std::vector<HistoryTasks> &tasks)
{
    std::vector<HistoryRecord> records;
    for (const HistoryTasks &each : tasks)
        records.push_back({.seenAt = now, .what = each});
    return keep(engine, std::move(records));
}

bool TestTaskSearch::keep(const QString &engine, std::vector<HistoryRecord> records)
{
    m_engine.reset();
    if (engine == u"SQLite") {
        m_folder = std::make_unique<QTemporaryDir>();
        m_engine = std::make_unique<SqliteHistory>();
    } else {
        if (!m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s) ||
            !m_lease->ask().isHeld)
            return false;
        m_engine = std::make_unique<TeamHistory>(*databaseAddress(m_server->uri()), u"prod"_s,
                                                 u"tests"_s, std::chrono::days(10'000));
    }
    if (!m_engine->open({.file = m_folder ? file() : QString()}, now).isUsable())
        return false;
    m_engine->write(records);
    return !m_engine->takeTrouble(now);
}

std::unique_ptr<HistoryScan> TestTaskSearch::scan(const QString &engine, qint64 firstCount) const
{
    std::unique_ptr<HistoryScan> scan;
    if (engine == u"SQLite")
        scan = std::make_unique<SqliteScan>(file(), firstCount);
    else
        scan = std::make_unique<TeamScan>(*databaseAddress(m_server->uri()), firstCount);
    const std::optional<HistoryFailure> failure = scan->open();
    if (failure)
        qWarning("%s", qPrintable(failure->message));
    return failure ? nullptr : std::move(scan);
}

#define NEEDS_ENGINE()                                                                             \
    QFETCH(QString, engine);                                                                       \
    if (engine == u"PostgreSQL" && !hasServer())                                                   \
    QSKIP(qPrintable(m_server->reason()))

void TestTaskSearch::scanFileAndDatabaseFindTheSame()
{
    const int rounds = takesFewCases(IS_SANITIZED) ? 4 : 25;
    constexpr int queriesOfRound = 200;
    int somethingFound = 0;
    for (int round = 0; round < rounds; ++round) {
        Draw draw(static_cast<unsigned>(round));
        const std::vector<HistoryTasks> tasks = randomTasks(draw, 40);
        TaskStore store;
        for (const HistoryTasks &each : tasks)
            store.merge(each.instanceId, each.tasks);
        std::vector<std::pair<QString, std::unique_ptr<HistoryScan>>> scans;
        for (const QString &engine : {u"SQLite"_s, u"PostgreSQL"_s}) {
            if (engine == u"PostgreSQL" && !hasServer())
                continue;
            QVERIFY(keep(engine, tasks));
            scans.emplace_back(engine, scan(engine, 5 + draw.upTo(20)));
            QVERIFY(scans.back().second);
        }
        for (int i = 0; i < queriesOfRound; ++i) {
            const TaskQuery asked = draw.query();
            const QueryContext context = draw.context();
            const Keys expected = scanned(store, asked, context);
            somethingFound += expected.isEmpty() ? 0 : 1;
            for (const auto &[engine, each] : scans) {
                const Keys got = sorted(found(*each, asked, context));
                if (got != expected)
                    qWarning("round %d, query %d, %s:%s", round, i, qPrintable(engine),
                             qPrintable(said(asked)));
                QCOMPARE(got, expected);
            }
        }
    }
    QVERIFY(somethingFound > rounds * queriesOfRound / 3);
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
}

void TestTaskSearch::theNewestComeFirstInPagesOfAnySize()
{
    NEEDS_ENGINE();
    std::vector<SyncTask> tasks = sampleTasks(40);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        tasks[i].createdAt = now.addSecs(static_cast<qint64>(i / 4) * 60); // four at a time
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    for (const qint64 count : {1, 2, 3, 7, 40, 41}) {
        const auto each = scan(engine, count);
        TaskSearch search(*each, query(u"-repo:none"_s), {.now = now});
        QStringList times;
        Keys keys;
        bool isAtEnd = false;
        while (!isAtEnd) {
            const auto page = search.next(goesOn);
            QVERIFY(page);
            for (const ScannedTask &task : page->tasks) {
                keys << keyOf(task);
                times << task.task.createdAt.toString(Qt::ISODate);
            }
            isAtEnd = page->isAtEnd;
        }
        QVERIFY(std::is_sorted(times.crbegin(), times.crend()));
        QCOMPARE(keys.size(), 40);
        keys.removeDuplicates();
        QCOMPARE(keys.size(), 40);
        QCOMPARE(search.rowsRead(), 40);
    }
}

void TestTaskSearch::fewRowsAreReadWhereTheDatabaseCanTell()
{
    NEEDS_ENGINE();
    std::vector<SyncTask> tasks = sampleTasks(600);
    tasks[7].imageTo.repoName = u"Web"_s;
    tasks[300].status = syncTaskStatusFromWire(u"ERROR"_s);
    tasks[300].issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    const auto each = scan(engine);
    const auto rowsFor = [&each](const QString &text) -> std::pair<qsizetype, qint64> {
        TaskSearch search(*each, query(text), {.now = now, .zone = QTimeZone::utc()});
        const qsizetype count = allFound(search).size();
        return {count, search.rowsRead()};
    };
    using Counts = std::pair<qsizetype, qint64>; // found and read
    QCOMPARE(rowsFor({}), Counts(600, 600));
    QCOMPARE(rowsFor(u"repo:WEB"_s), Counts(1, 1));
    QCOMPARE(rowsFor(u"repo:=Web"_s), Counts(1, 1));
    QCOMPARE(rowsFor(u"repo:=web"_s), Counts(0, 0));
    QCOMPARE(rowsFor(u"repo:/web/"_s), Counts(1, 600));
    QCOMPARE(rowsFor(u"-status:done"_s), Counts(1, 1));
    QCOMPARE(rowsFor(u"cause:immutable-tag"_s), Counts(1, 1));
    QCOMPARE(rowsFor(u"id:rst-59"_s), Counts(11, 11));
    // Each ended as it began: see sampleTask().
    QCOMPARE(rowsFor(u"since:2026-11-24T09:50Z"_s).second,
             qint64(rowsFor(u"since:2026-11-24T09:50Z"_s).first));
    QVERIFY(rowsFor(u"since:2026-11-24T09:50Z"_s).first < 20);
}

void TestTaskSearch::tasksThatEndedInTheTimeAreFoundHoweverOld()
{
    NEEDS_ENGINE();
    std::vector<SyncTask> tasks = sampleTasks(30);
    for (SyncTask &task : tasks)
        task.createdAt = task.modifiedAt = now.addDays(-3);
    tasks[4].createdAt = now.addDays(-300);
    tasks[4].modifiedAt = now.addSecs(-600); // took long
    tasks[5].createdAt = now.addSecs(3'600);
    tasks[5].modifiedAt = now.addSecs(-900); // ended before it began
    tasks[6].createdAt = {};
    tasks[6].modifiedAt = now.addSecs(-1'200);
    tasks[7].createdAt = now.addSecs(-300);
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    for (const qint64 count : {2, 500}) {
        const auto each = scan(engine, count);
        QCOMPARE(sorted(found(*each, u"since:1h until:1m"_s)),
                 (Keys{u"cri-1 rst-4"_s, u"cri-1 rst-5"_s, u"cri-1 rst-6"_s}));
        QCOMPARE(sorted(found(*each, u"until:1m age<1h"_s)),
                 (Keys{u"cri-1 rst-5"_s, u"cri-1 rst-7"_s}));
        QCOMPARE(found(*each, u"since:1d"_s).size(), 3);
        QCOMPARE(found(*each, u"until:1d"_s).size(), 27);
    }
}

void TestTaskSearch::itStopsWhenItIsToldTo()
{
    NEEDS_ENGINE();
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = sampleTasks(50)}}));
    const auto each = scan(engine, 10);
    TaskSearch search(*each, query(u"ns:team"_s), {.now = now});
    std::atomic<bool> isStopping{false};
    const auto first = search.next(isStopping);
    QVERIFY(first && !first->isAtEnd);
    QCOMPARE(first->tasks.size(), std::size_t{10});
    if (engine == u"PostgreSQL") { // a file with so few rows is read before it is looked at
        isStopping = true;
        const auto stopped = search.next(isStopping);
        QVERIFY(stopped && !stopped->isAtEnd);
        QVERIFY(stopped->tasks.empty());
        isStopping = false;
    }
    QCOMPARE(allFound(search).size(), 40); // and goes on
}

void TestTaskSearch::anExpressionThatTakesTooLongEndsIt()
{
    NEEDS_ENGINE();
    std::vector<SyncTask> tasks = sampleTasks(20);
    for (SyncTask &task : tasks)
        task.imageFrom.repoName = QString(60, u'a') + task.id;
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    const auto each = scan(engine, 5);
    TaskSearch search(*each, query(u"repo:/(a+)+$/"_s), {.now = now});
    QCOMPARE(allFound(search), Keys());
    QVERIFY(search.costlyTerm());
    QCOMPARE(search.costlyTerm()->field, QueryField::Repo);
    QCOMPARE(search.rowsRead(), 5);
}

void TestTaskSearch::unfinishedTasksLastUntilTheyWereSeen()
{
    NEEDS_ENGINE();
    SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    task.createdAt = now.addSecs(-7'200);
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = {task}}}));
    const auto each = scan(engine);
    const auto count = [&each](const QHash<QString, QDateTime> &readings) {
        TaskSearch search(*each, query(u"duration>1h"_s), {.now = now}, readings);
        return allFound(search).size();
    };
    QCOMPARE(count({}), 1);
    QCOMPARE(count({{u"cri-1"_s, now.addSecs(-7'100)}}), 0);
}

void TestTaskSearch::lettersThatAreTheSameWithoutRegardToCaseAreFound()
{
    NEEDS_ENGINE();
    std::vector<SyncTask> tasks = sampleTasks(5);
    tasks[0].imageFrom.repoName = u"\u212Aelvin"_s;
    tasks[1].imageFrom.repoNamespaceName = u"ſuper"_s;
    tasks[2].imageFrom.imageTag = u"\u212Aelvin-ſuper"_s;
    tasks[3].imageFrom.repoName = u"ſİ"_s; // becomes three letters where it becomes small
    tasks[3].imageFrom.imageTag = u"2"_s;
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    const auto each = scan(engine);
    QCOMPARE(found(*each, u"kelvin"_s).size(), 1); // tags are compared as bytes
    QCOMPARE(found(*each, u"KELVIN-SUPER"_s).size(), 0);
    QCOMPARE(found(*each, u"image:super"_s).size(), 1);
    QCOMPARE(found(*each, u"\"i\u0307:2\""_s).size(), 1);
}

void TestTaskSearch::aTextBehindAByteOrderMarkIsFound()
{
    NEEDS_ENGINE();
    SyncTask task = sampleTask(1);
    task.imageFrom.repoName = u"\uFEFFweb"_s;
    task.imageFrom.imageTag = u"\uFEFF1.27"_s;
    QVERIFY(keep(engine, {{.instanceId = u"cri-1"_s, .tasks = {task}}}));
    const auto each = scan(engine);
    for (const QString &text : {u"repo:=web"_s, u"tag:=1.27"_s, u"repo:web"_s})
        QCOMPARE(found(*each, text).size(), 1);
}

void TestTaskSearch::namesAndTheOldestTaskAreRead()
{
    NEEDS_ENGINE();
    QVERIFY(keep(engine, std::vector<HistoryRecord>{}));
    {
        const auto each = scan(engine);
        QCOMPARE(*each->readOldest(), std::optional<qint64>());
        QCOMPARE(found(*each, QString()), Keys());
    }
    SyncTask unknown = sampleTask(2);
    unknown.createdAt = {};
    QVERIFY(keep(
        engine,
        std::vector<HistoryRecord>{
            {.seenAt = now,
             .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1), unknown}}},
            {.seenAt = now,
             .what = HistoryRecord::Instances{.instances = {{.id = u"cri-1"_s, .name = u"A"_s}}}},
            {.seenAt = now, .what = HistoryRecord::ListSeen{.instanceId = u"cri-1"_s}},
            {.seenAt = now,
             .what = HistoryRecord::Rules{.instanceId = u"cri-1"_s,
                                          .rules = {{.id = u"crsr-1"_s, .name = u"R"_s}}}}}));
    const auto each = scan(engine);
    QCOMPARE(*each->readOldest(),
             std::optional<qint64>(sampleTask(1).createdAt.toMSecsSinceEpoch()));
    if (engine == u"PostgreSQL") {
        QCOMPARE(*each->estimateRows(), std::optional<qint64>());
        QVERIFY(m_server->run(u"ANALYZE sync_dashboard.tasks"_s));
    }
    QCOMPARE(*each->estimateRows(), std::optional<qint64>(2));
    const auto directory = each->readDirectory();
    QVERIFY(directory);
    QCOMPARE(directory->asOf.value(u"cri-1"_s), now);
    const QueryNames expected{.rules = {{u"crsr-1"_s, u"R"_s}},
                              .instances = {{u"cri-1"_s, u"A"_s}}};
    QCOMPARE(namesFrom(*directory), expected);
}

void TestTaskSearch::aFileThatIsInUseIsRead()
{
    QVERIFY(keep(u"SQLite"_s, {{.instanceId = u"cri-1"_s, .tasks = sampleTasks(3)}}));
    QVERIFY(m_engine->isOpen()); // with its lock
    QCOMPARE(found(*scan(u"SQLite"_s), QString()).size(), 3);
    m_engine->close();
    QCOMPARE(found(*scan(u"SQLite"_s), QString()).size(), 3); // without a log beside it
}

void TestTaskSearch::aFileIsReadAsItWasWhenItWasOpened()
{
    QVERIFY(keep(u"SQLite"_s, {{.instanceId = u"cri-1"_s, .tasks = sampleTasks(3)}}));
    const auto each = scan(u"SQLite"_s, 1);
    SyncTask task = sampleTask(50);
    task.imageFrom.repoName = u"a-new-text"_s;
    const std::vector<HistoryRecord> later = {
        {.seenAt = now, .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {task}}}};
    m_engine->write(later);
    QVERIFY(!m_engine->takeTrouble(now));
    QCOMPARE(found(*each, QString()).size(), 3);
    QCOMPARE(found(*scan(u"SQLite"_s), QString()).size(), 4);
}

void TestTaskSearch::whatIsNoHistoryIsRefused()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(SqliteScan(file()).open()->fault, HistoryFault::Unwritable);
    QVERIFY(!QFile::exists(file())); // and none is made
    QFile other(file());
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(QByteArray(5'000, 'x'));
    other.close();
    QCOMPARE(SqliteScan(file()).open()->fault, HistoryFault::Damaged);
    QVERIFY(other.remove());
    SqliteDatabase database;
    QVERIFY(database.open(file()) && database.run("CREATE TABLE a (b)"));
    QCOMPARE(SqliteScan(file()).open()->fault, HistoryFault::ForeignFile);
    QVERIFY(keep(u"SQLite"_s, std::vector<HistoryRecord>{}));
    m_engine->close();
    SqliteDatabase newer;
    QVERIFY(newer.open(file()) && newer.run("PRAGMA user_version = 99"));
    QCOMPARE(SqliteScan(file()).open()->fault, HistoryFault::NewerFile);
}

void TestTaskSearch::aDatabaseWithoutTablesIsRefused()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    QVERIFY(m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s));
    const DatabaseAddress address = *databaseAddress(m_server->uri());
    QCOMPARE(TeamScan(address).open()->fault, HistoryFault::Unexpected);
    QVERIFY(keep(u"PostgreSQL"_s, std::vector<HistoryRecord>{}));
    QVERIFY(m_server->run(u"UPDATE sync_dashboard.schema_version SET version = 99"_s));
    QCOMPARE(TeamScan(address).open()->fault, HistoryFault::NewerTables);
}

void TestTaskSearch::aDatabaseOfAnEarlierVersionIsReadAndBroughtUpToDate()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = sampleTasks(3)}}));
    const QString hasIndex =
        u"SELECT to_regclass('sync_dashboard.tasks_by_changed_time') IS NOT NULL"_s;
    QCOMPARE(m_server->value(hasIndex), u"t"_s);
    QVERIFY(
        m_server->run(u"DROP INDEX sync_dashboard.tasks_by_changed_time,"
                      " sync_dashboard.tasks_by_source_repo, sync_dashboard.tasks_by_target_repo;"
                      " DROP TABLE sync_dashboard.notes, sync_dashboard.note_changes,"
                      " sync_dashboard.task_hours, sync_dashboard.task_groups;"
                      " UPDATE sync_dashboard.schema_version SET version = 2"_s));
    TeamScan scan(*databaseAddress(m_server->uri()));
    QVERIFY(!scan.open());
    QCOMPARE(found(scan, u"since:100d"_s).size(), 3);
    QVERIFY(m_engine->open({}, now).isUsable());
    QCOMPARE(m_server->value(hasIndex), u"t"_s);
    QCOMPARE(found(scan, u"since:100d"_s).size(), 3);
}

void TestTaskSearch::repositoriesOfFewTasksAreFoundAtOnce()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    std::vector<SyncTask> tasks = sampleTasks(30);
    tasks[3].imageFrom.repoName = u"Web"_s;
    tasks[5].imageTo.repoName = u"web\\\"1"_s;
    tasks[7].imageTo.repoName = u"\uFEFFweb"_s;
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    const auto each = scan(u"PostgreSQL"_s, 1);
    const auto pagesFor = [&each](const QString &text) -> std::pair<Keys, int> {
        TaskSearch search(*each, query(text), {.now = now, .zone = QTimeZone::utc()});
        Keys keys;
        for (int pages = 1;; ++pages) {
            const auto page = search.next(goesOn);
            for (const ScannedTask &task : page ? page->tasks : std::vector<ScannedTask>())
                keys << task.task.id;
            if (!page || page->isAtEnd)
                return {keys, pages};
        }
    };
    using Found = std::pair<Keys, int>;
    QCOMPARE(pagesFor(u"repo:web"_s), Found({u"rst-7"_s, u"rst-5"_s, u"rst-3"_s}, 2));
    QCOMPARE(pagesFor(u"repo:=web"_s), Found({u"rst-7"_s}, 2));
    QCOMPARE(pagesFor(u"repo:=Web,=none tag:=3"_s), Found({u"rst-3"_s}, 2));
    QCOMPARE(pagesFor(u"repo:web since:2026-11-24T00:06Z"_s), Found({u"rst-7"_s}, 1));
    QVERIFY(pagesFor(u"ns:none"_s).second > 2);
    QCOMPARE(pagesFor(u"repo:app"_s).first.size(), 30); // and each once
}

void TestTaskSearch::aNameThatTurnsOutToBeRareIsFoundOnce()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    std::vector<SyncTask> tasks = sampleTasks(3'000);
    tasks[2'990].imageFrom.repoName = u"web"_s; // among the first that are looked at
    tasks[10].imageFrom.repoName = u"web"_s;
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    QCOMPARE(found(*scan(u"PostgreSQL"_s), u"repo:=web"_s),
             (Keys{u"cri-1 rst-2990"_s, u"cri-1 rst-10"_s}));
}

void TestTaskSearch::longNamesAreKeptAndFound()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    QString name; // of the most letters that are taken, and more bytes than an index does
    for (char16_t i = 0; i < 1'024; ++i)
        name += QChar(static_cast<char16_t>(0x4E00 + i * 7));
    std::vector<SyncTask> tasks = sampleTasks(5);
    tasks[1].imageFrom.repoName = name;
    tasks[2].imageTo.repoName = name + u'x';
    tasks[2].imageTo.repoName.remove(500, 1);
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    const auto each = scan(u"PostgreSQL"_s, 1);
    const auto foundBy = [&each](const QString &word, QueryMatch match) {
        const TaskQuery query{
            .terms = {{.field = QueryField::Repo, .values = {{.text = word, .match = match}}}}};
        return sorted(found(*each, query, {.now = now}));
    };
    QCOMPARE(foundBy(name, QueryMatch::Exact), Keys{u"cri-1 rst-1"_s});
    QCOMPARE(foundBy(name.mid(490, 20), QueryMatch::Contains), Keys{u"cri-1 rst-1"_s});
    QCOMPARE(foundBy(name.mid(900, 20), QueryMatch::Contains),
             (Keys{u"cri-1 rst-1"_s, u"cri-1 rst-2"_s}));
    QCOMPARE(foundBy(name.left(200), QueryMatch::Exact), Keys());
}

void TestTaskSearch::whoMayOnlyReadSearches()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = sampleTasks(3)}}));
    QVERIFY(m_server->run(u"DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN;"
                          " GRANT USAGE ON SCHEMA sync_dashboard TO reader;"
                          " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO reader"_s));
    TeamScan scan(*databaseAddress(m_server->uri(u"reader"_s)));
    QVERIFY(!scan.open());
    QCOMPARE(found(scan, u"repo:app"_s).size(), 3);
}

void TestTaskSearch::accountsAreSearchedTogether()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    std::vector<SyncTask> tasks = sampleTasks(10);
    QVERIFY(keep(u"PostgreSQL"_s, {{.instanceId = u"cri-1"_s, .tasks = tasks}}));
    TeamHistory other(*databaseAddress(m_server->uri()), u"other \"team\\"_s, u"tests"_s,
                      std::chrono::days(10'000));
    QVERIFY(other.open({}, now).isUsable());
    for (SyncTask &task : tasks)
        task.status = syncTaskStatusFromWire(u"ERROR"_s); // of the same ids
    const std::vector<HistoryRecord> records = {
        {.seenAt = now, .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = tasks}}};
    other.write(records);
    for (const qint64 count : {1, 3, 500}) {
        const auto each = scan(u"PostgreSQL"_s, count);
        TaskSearch search(*each, query(u"status:failed"_s), {.now = now});
        QStringList accounts;
        bool isAtEnd = false;
        while (!isAtEnd) {
            const auto page = search.next(goesOn);
            QVERIFY(page);
            for (const ScannedTask &task : page->tasks)
                accounts << task.account;
            isAtEnd = page->isAtEnd;
        }
        QCOMPARE(accounts, QStringList(10, u"other \"team\\"_s));
        QCOMPARE(found(*each, QString()).size(), 20);
    }
}

void TestTaskSearch::ofSeveralAccountsTheOneWithTheNewestListCounts()
{
    if (!hasServer())
        QSKIP(qPrintable(m_server->reason()));
    const HistoryRecord::Instances instances{.instances = {{.id = u"cri-1"_s, .name = u"hub"_s}}};
    const auto write = [&](const QString &account, SyncTaskStatus status, const QDateTime &at) {
        TeamHistory history(*databaseAddress(m_server->uri()), account, u"tests"_s,
                            std::chrono::days(10'000));
        QVERIFY(history.open({}, now).isUsable());
        const std::vector<HistoryRecord> records = {
            {.seenAt = at, .what = instances},
            {.seenAt = at,
             .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1, status)}}},
            {.seenAt = at, .what = HistoryRecord::ListSeen{.instanceId = u"cri-1"_s}}};
        history.write(records);
        QVERIFY(!history.takeTrouble(now));
    };
    QVERIFY(keep(u"PostgreSQL"_s, std::vector<HistoryRecord>()));
    write(u"gone"_s, SyncTaskStatus::Error, now.addDays(-3));
    write(u"here"_s, SyncTaskStatus::Success, now);
    const auto each = scan(u"PostgreSQL"_s, 500);
    QCOMPARE(found(*each, QString()).size(), 1);
    QCOMPARE(found(*each, u"status:failed"_s).size(), 0);
}

QTEST_GUILESS_MAIN(TestTaskSearch)
#include "tst_tasksearch.moc"
