#include "randomtasks.h"
#include "storedword.h"
#include "taskstore.h"
#include "teamdata.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
constexpr qint64 quarter = 15 * 60 * 1000;

/// The table as lines, a quarter of an hour each: account, instance, its beginning, what is counted
/// together, how many.
const QString countedSql =
    u"SELECT concat_ws('|', h.account, h.instance, CASE WHEN hour_ms < 0 THEN hour_ms"
    " ELSE hour_ms + 900000 * n END, source_instance, source_region, target_instance,"
    " target_region, rule, status, issue, sum(count)) FROM sync_dashboard.task_hours AS h"
    " JOIN sync_dashboard.task_groups USING (account, instance, group_key)"
    " CROSS JOIN LATERAL (VALUES (0, q0), (1, q1), (2, q2), (3, q3)) AS quarters (n, count)"
    " WHERE count <> 0 GROUP BY h.account, h.instance, hour_ms, n, source_instance,"
    " source_region, target_instance, target_region, rule, status, issue"_s;

/// What was reported, as the chart of a window counts it.
class Reports final {
public:
    void add(const QString &account, const QString &instance, const SyncTask &task,
             const QDateTime &at)
    {
        Task &known = m_tasks[{account, instance, task.id}];
        if (known.reports.empty())
            known.seenFirst = at;
        known.reports.push_back(task);
    }
    void dropBefore(const QDate &month)
    {
        std::erase_if(m_tasks,
                      [month](const auto &each) { return each.second.seenFirst.date() < month; });
    }
    [[nodiscard]] QStringList counted() const
    {
        std::map<QString, int> counts;
        for (const auto &[key, known] : m_tasks) {
            TaskStore store;
            const auto &[account, instance, id] = key;
            store.merge(instance, known.reports);
            const SyncTask task = store.task(0);
            const qint64 ms = store.effectiveTimeMs(0);
            const QStringList texts{account,
                                    instance,
                                    QString::number(ms == 0 ? -1 : ms - ms % quarter),
                                    task.imageFrom.instanceId,
                                    task.imageFrom.regionId,
                                    task.imageTo.instanceId,
                                    task.imageTo.regionId,
                                    task.ruleId,
                                    storedWord(task.status),
                                    storedWord(task.issue)};
            ++counts[texts.join(u'|')];
        }
        QStringList lines;
        for (const auto &[texts, count] : counts)
            lines << texts + u'|' + QString::number(count);
        lines.sort();
        return lines;
    }

private:
    struct Task {
        QDateTime seenFirst{};
        std::vector<SyncTask> reports{};
    };
    std::map<std::tuple<QString, QString, QString>, Task> m_tasks; // by account, instance, id
};

} // namespace

class TestTeamHours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_data->empty()); }
    void cleanupTestCase() { m_data.reset(); }

    void aTaskIsCountedWhereItEnded();
    void aTaskThatMovesOnLeavesNothingBehind();
    void whatIsReportedTwiceAtOnceIsCountedOnce();
    void aWriteThatFailedIsNotCounted();
    void aTextLongerThanAnIndexTakesIsCounted();
    void aMonthThatIsDroppedIsNotCountedAnyMore();
    void aGroupWithoutTasksGoes();
    void aDatabaseThatWasRestoredIsCountedInFull();
    void theCountsAreThoseOfTheTasks();

private:
    [[nodiscard]] QStringList counted() const
    {
        QStringList lines = m_data->server().value(countedSql).split(u'\n', Qt::SkipEmptyParts);
        lines.sort();
        return lines;
    }
    [[nodiscard]] QString value(const QString &sql) const { return m_data->server().value(sql); }
    [[nodiscard]] QStringList filledAnew(const QDateTime &now) const;

    std::unique_ptr<TeamData> m_data;
};

void TestTeamHours::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

/// As by the collector that brings the tables on from the version before.
QStringList TestTeamHours::filledAnew(const QDateTime &now) const
{
    const bool isBefore =
        m_data->server().run(u"DROP TABLE sync_dashboard.task_hours, sync_dashboard.task_groups;"
                             " UPDATE sync_dashboard.schema_version SET version = 4"_s);
    return isBefore && m_data->writer(now) ? counted() : QStringList(u"not made"_s);
}

void TestTeamHours::aTaskIsCountedWhereItEnded()
{
    const auto writer = m_data->writer(start);
    SyncTask task = sampleTask(1);
    task.createdAt = QDateTime(QDate(2026, 11, 24), QTime(9, 59), Qt::UTC);
    task.modifiedAt = QDateTime(QDate(2026, 11, 24), QTime(10, 14, 59, 999), Qt::UTC);
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {task}}, start);
    const QString ofHour = u"SELECT hour_ms || ' ' || q0 || q1 || q2 || q3 FROM"
                           " sync_dashboard.task_hours"_s;
    const qint64 ten = QDateTime(QDate(2026, 11, 24), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch();
    QCOMPARE(value(ofHour), u"%1 1000"_s.arg(ten));
    task.modifiedAt = task.modifiedAt.addMSecs(1);
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {task}}, start);
    QCOMPARE(value(ofHour), u"%1 0100"_s.arg(ten));
}

void TestTeamHours::aTaskThatMovesOnLeavesNothingBehind()
{
    const auto writer = m_data->writer(start);
    for (const SyncTaskStatus status :
         {SyncTaskStatus::Pending, SyncTaskStatus::Synchronizing, SyncTaskStatus::Error}) {
        writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1, status)}},
                start);
        QCOMPARE(value(u"SELECT count(*) || ' ' || sum(q0 + q1 + q2 + q3)"
                       " FROM sync_dashboard.task_hours"_s),
                 u"1 1"_s);
    }
    QVERIFY(counted().first().contains(u"|ERROR|"_s));
}

void TestTeamHours::whatIsReportedTwiceAtOnceIsCountedOnce()
{
    const auto writer = m_data->writer(start);
    writeTo(*writer,
            HistoryTasks{.instanceId = u"cri-1"_s,
                         .tasks = {sampleTask(1, SyncTaskStatus::Pending), sampleTask(1)}},
            start);
    QCOMPARE(counted().size(), 1);
    QVERIFY(counted().first().endsWith(u"|SUCCESS||1"_s));
}

void TestTeamHours::aWriteThatFailedIsNotCounted()
{
    const auto writer = m_data->writer(start);
    writeTo(
        *writer,
        HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1, SyncTaskStatus::Pending)}},
        start);
    const HistoryTasks one{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1)}};
    const QString changes = u"ALTER TABLE sync_dashboard.status_changes"
                            " %1 CONSTRAINT no_more %2"_s;
    QVERIFY(m_data->server().run(changes.arg(u"ADD"_s, u"CHECK (seen_ms < 0)"_s)));
    writeTo(*writer, one, start);
    QVERIFY(writer->takeTrouble(start));
    QVERIFY(m_data->server().run(changes.arg(u"DROP"_s, QString())));
    writeTo(*writer, one, start);
    QVERIFY(!writer->takeTrouble(start));
    QCOMPARE(counted().size(), 1);
    QVERIFY(counted().first().endsWith(u"|1"_s));
}

void TestTeamHours::aTextLongerThanAnIndexTakesIsCounted()
{
    const auto writer = m_data->writer(start);
    SyncTask task = sampleTask(1);
    QString noise; // which cannot be packed
    std::mt19937 random(1);
    for (int i = 0; i < 6'000; ++i)
        noise += QChar(
            static_cast<char16_t>(std::uniform_int_distribution<int>(0x4e00, 0x9fff)(random)));
    task.ruleId = noise;
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {task}}, start);
    QVERIFY(!writer->takeTrouble(start));
    QVERIFY(counted().first().contains(noise));
}

void TestTeamHours::aMonthThatIsDroppedIsNotCountedAnyMore()
{
    const auto writer = m_data->writer(start);
    const std::atomic<bool> isStopping{false};
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1)}},
            start.addMonths(-3));
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(2)}}, start);
    QCOMPARE(value(u"SELECT sum(q0 + q1 + q2 + q3) FROM sync_dashboard.task_hours"_s), u"2"_s);
    while (writer->tidy({.maxAge = std::chrono::days(30)}, start, isStopping)) {
    }
    QCOMPARE(value(u"SELECT sum(q0 + q1 + q2 + q3) FROM sync_dashboard.task_hours"_s), u"1"_s);
    // The month is there again where the clock was set back.
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(3)}},
            start.addMonths(-3));
    QVERIFY(!writer->takeTrouble(start));
    QCOMPARE(value(u"SELECT sum(q0 + q1 + q2 + q3) FROM sync_dashboard.task_hours"_s), u"2"_s);
}

void TestTeamHours::aGroupWithoutTasksGoes()
{
    const auto writer = m_data->writer(start);
    const auto other = m_data->writer(start, u"other"_s);
    const std::atomic<bool> isStopping{false};
    const HistoryTasks waiting{.instanceId = u"cri-1"_s,
                               .tasks = {sampleTask(1, SyncTaskStatus::Pending)}};
    const HistoryTasks failed{.instanceId = u"cri-1"_s,
                              .tasks = {sampleTask(1, SyncTaskStatus::Error)}};
    writeTo(*writer, waiting, start.addMonths(-3));
    writeTo(*writer, failed, start.addMonths(-3));
    writeTo(*other, waiting, start.addMonths(-3));
    writeTo(*writer, HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(2)}}, start);
    const QString groups = u"SELECT string_agg(account || ' ' || status, ', ' ORDER BY account,"
                           " status) FROM sync_dashboard.task_groups"_s;
    QCOMPARE(value(groups), u"other PENDING, prod ERROR, prod PENDING, prod SUCCESS"_s);
    while (writer->tidy({.maxAge = std::chrono::days(30)}, start, isStopping)) {
    }
    // What another writer knows is its own to remove.
    QCOMPARE(value(groups), u"other PENDING, prod SUCCESS"_s);
    writeTo(*writer, waiting, start);
    writeTo(*other, waiting, start);
    QVERIFY(!writer->takeTrouble(start) && !other->takeTrouble(start));
    const QStringList before = counted();
    QCOMPARE(before.size(), 3);
    QCOMPARE(filledAnew(start), before);
}

void TestTeamHours::aDatabaseThatWasRestoredIsCountedInFull()
{
    const auto writer = m_data->writer(start);
    const HistoryTasks one{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1)}};
    writeTo(*writer, one, start);
    QCOMPARE(counted().size(), 1);
    QVERIFY(m_data->server().run(
        u"DELETE FROM sync_dashboard.tasks; DELETE FROM sync_dashboard.task_hours;"
        " DELETE FROM sync_dashboard.task_groups"_s));
    // Nobody writes while it happens.
    QVERIFY(m_data->server().run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                 " WHERE pid <> pg_backend_pid() AND application_name ="
                                 " 'Image Sync Dashboard'"_s));
    writeTo(*writer, one, start);
    QVERIFY(!writer->takeTrouble(start));
    const QStringList after = counted();
    QCOMPARE(after.size(), 1);
    QCOMPARE(filledAnew(start), after);
}

// Whatever is reported in whatever order: as a window would count it, and as a database of before
// is counted when its tables are brought on.
void TestTeamHours::theCountsAreThoseOfTheTasks()
{
    const std::atomic<bool> isStopping{false};
    const std::array accounts = {u"prod"_s, u"other"_s};
    const std::array instances = {u"cri-1"_s, u"cri-2"_s};
    const std::array words = {u"NEVER_HEARD_OF"_s, u"success"_s, u"CANCELLED"_s, u""_s};
    for (unsigned seed = 1; seed <= 8; ++seed) {
        QVERIFY(m_data->empty());
        std::mt19937 random(seed);
        const auto upTo = [&random](int most) {
            return std::uniform_int_distribution<int>(0, most)(random);
        };
        const auto one = [&upTo](const auto &of) {
            return of.at(static_cast<std::size_t>(upTo(static_cast<int>(of.size()) - 1)));
        };
        QDateTime now = start.addMonths(-4);
        std::map<QString, std::unique_ptr<TeamHistory>> writers;
        for (const QString &account : accounts)
            writers[account] = m_data->writer(now, account);
        Reports reports;
        for (int step = 0; step < 14; ++step) {
            now = now.addSecs(qint64{3'600} * upTo(24 * 20));
            const QString account = one(accounts);
            const QString instance = one(instances);
            std::vector<SyncTask> tasks = randomTasks(30, seed * 100 + static_cast<unsigned>(step));
            for (SyncTask &task : tasks) { // few ids, so that each is seen several times
                task.id = u"rst-%1"_s.arg(upTo(25));
                if (upTo(5) == 0)
                    task.status = syncTaskStatusFromWire(one(words));
                if (upTo(5) == 0)
                    task.issue = taskIssueFromWire(u"DATA_LENGTH_EXCEEDED"_s);
                reports.add(account, instance, task, now);
            }
            writeTo(*writers.at(account), HistoryTasks{.instanceId = instance, .tasks = tasks},
                    now);
            if (upTo(6) == 0) {
                const QDate oldest = now.addDays(-60).date();
                while (
                    writers.at(account)->tidy({.maxAge = std::chrono::days(60)}, now, isStopping)) {
                }
                reports.dropBefore({oldest.year(), oldest.month(), 1});
            }
            QVERIFY(!writers.at(account)->takeTrouble(now));
        }
        const QStringList expected = reports.counted();
        QVERIFY(!expected.isEmpty());
        QCOMPARE(counted(), expected);
        QCOMPARE(value(u"SELECT count(*) FROM sync_dashboard.task_hours"
                       " WHERE q0 = 0 AND q1 = 0 AND q2 = 0 AND q3 = 0"_s),
                 u"0"_s);
        QCOMPARE(filledAnew(now), expected);
    }
}

QTEST_GUILESS_MAIN(TestTeamHours)
#include "tst_teamhours.moc"
