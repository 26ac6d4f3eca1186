#include "benchmarks.h"
#include "durationtimeline.h"
#include "failuregroups.h"
#include "regionpairs.h"
#include "rulerhythm.h"
#include "statussummary.h"
#include "statustimeline.h"
#include "stucktasks.h"

#include <array>
#include <numeric>
#include <random>

#ifdef HAS_SQLITE
#include <sqlite3.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int chartRuns = 7;
const QDateTime weekEnd(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// A busy week: thirty regions, fifty rules, four tasks to a push, nearly all done.
class Week {
public:
    explicit Week(int count)
    {
        constexpr int pageSize = 1'000;
        for (int first = 0; first < count; first += pageSize) {
            std::vector<SyncTask> page;
            for (int i = first; i < std::min(first + pageSize, count); ++i)
                page.push_back(task(i, count));
            m_store.merge(u"cri-1"_s, page);
        }
        m_rows.resize(m_store.size());
        std::iota(m_rows.begin(), m_rows.end(), TaskRow{0});
    }

    [[nodiscard]] const TaskStore &store() const { return m_store; }
    [[nodiscard]] std::span<const TaskRow> rows() const { return m_rows; }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }

    SyncTask task(int number, int count)
    {
        constexpr qint64 weekMs = qint64{7} * 86'400'000;
        const bool isLast = number < 200;
        const auto status = isLast           ? SyncTaskStatus::Synchronizing
                            : upTo(200) == 0 ? SyncTaskStatus::Error
                            : upTo(500) == 0 ? SyncTaskStatus::Canceled
                                             : SyncTaskStatus::Success;
        SyncTask task;
        task.id = u"rst-"_s + QString::number(number);
        task.ruleId = u"crsr-"_s + QString::number(number / 4 % 50);
        task.batchId = u"batch-"_s + QString::number(number / 4);
        task.status = {.value = status, .text = wireName(status)};
        task.createdAt = weekEnd.addMSecs(-weekMs * number / count - upTo(5'000));
        task.modifiedAt = task.createdAt.addMSecs(5'000 + upTo(120'000));
        task.imageFrom = {.instanceId = u"cri-1"_s,
                          .regionId = u"region-"_s + QString::number(upTo(3)),
                          .repoNamespaceName = u"team"_s,
                          .repoName = u"app-"_s + QString::number(upTo(199)),
                          .imageTag = u"1.0"_s};
        task.imageTo = task.imageFrom;
        task.imageTo.regionId = u"region-"_s + QString::number(upTo(29));
        return task;
    }

    std::mt19937 m_random{1};
    TaskStore m_store;
    std::vector<TaskRow> m_rows;
};

#ifdef HAS_SQLITE
/// The same rows in SQLite, in memory; counts with GROUP BY.
class SqlPeer {
public:
    explicit SqlPeer(const Week &week)
    {
        sqlite3_open(":memory:", &m_database);
        run("CREATE TABLE task (created INTEGER NOT NULL, status INTEGER NOT NULL)");
        run("BEGIN");
        sqlite3_stmt *insert = nullptr;
        sqlite3_prepare_v2(m_database, "INSERT INTO task VALUES (?, ?)", -1, &insert, nullptr);
        for (const TaskRow row : week.rows()) {
            sqlite3_bind_int64(insert, 1, week.store().createdMs(row));
            sqlite3_bind_int(insert, 2, static_cast<int>(week.store().status(row)));
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
    }
    ~SqlPeer() { sqlite3_close(m_database); }
    Q_DISABLE_COPY_MOVE(SqlPeer)

    /// The tasks it counted.
    qint64 countTimeline(const BucketLayout &layout)
    {
        sqlite3_stmt *select = nullptr;
        sqlite3_prepare_v2(m_database,
                           "SELECT (created - ?1) / ?2 AS bucket, status, count(*) FROM task"
                           " WHERE created >= ?1 AND created < ?3 GROUP BY bucket, status",
                           -1, &select, nullptr);
        sqlite3_bind_int64(select, 1, layout.begin.toMSecsSinceEpoch());
        sqlite3_bind_int64(select, 2, layout.step.count());
        sqlite3_bind_int64(select, 3, layout.end().toMSecsSinceEpoch());
        qint64 counted = 0;
        while (sqlite3_step(select) == SQLITE_ROW)
            counted += sqlite3_column_int64(select, 2);
        sqlite3_finalize(select);
        return counted;
    }

private:
    void run(const char *statement)
    {
        sqlite3_exec(m_database, statement, nullptr, nullptr, nullptr);
    }

    sqlite3 *m_database = nullptr;
};

void addPeer(Figure &figure, const Week &week, const BucketLayout &layout)
{
    SqlPeer peer(week);
    figure.peer = u"SQLite GROUP BY in memory"_s;
    figure.peerValue = median(3, [&] { return milliseconds([&] { peer.countTimeline(layout); }); });
    figure.ratio = figure.peerValue / figure.value;
}
#else
void addPeer(Figure & /*figure*/, const Week & /*week*/, const BucketLayout & /*layout*/) {}
#endif

Figure figureOf(const QString &what, const std::function<void()> &work)
{
    return {.what = what, .unit = u"ms"_s, .value = median(chartRuns, [&] {
                                               return milliseconds(work);
                                           })};
}

} // namespace

std::vector<Figure> benchCharts()
{
    const Week week(1'000'000);
    const TaskStore &store = week.store();
    const auto rows = week.rows();
    const BucketLayout layout{
        .begin = weekEnd.addDays(-7).addSecs(-10), .step = 2'020s, .buckets = 300};

    Figure timeline = figureOf(u"timeline of statuses, 300 bars, 1,000,000 tasks"_s,
                               [&] { buildTimeline(store, rows, layout); });
    timeline.expected = u"<= 5 ms"_s;
    timeline.isMet = timeline.value <= 5;
    addPeer(timeline, week, layout);

    const StuckThresholds thresholds(store, rows);
    const LatestResults results(store);
    results.begin();
    const TaskFilter all(store, {});
    const std::vector<RegionPairFigures> pairs = countRegionPairs(store, rows, weekEnd);
    return {
        timeline,
        figureOf(u"timeline of durations, median and p95"_s,
                 [&] { buildDurationTimeline(store, rows, layout); }),
        figureOf(u"timeline of the backlog"_s, [&] { buildBacklogTimeline(store, rows, layout); }),
        figureOf(u"figures of 120 pairs of regions"_s,
                 [&] { countRegionPairs(store, rows, weekEnd); }),
        figureOf(u"limits above which tasks are stuck"_s, [&] { StuckThresholds(store, rows); }),
        figureOf(u"is it stuck, asked of each task"_s,
                 [&] {
                     qint64 stuck = 0;
                     for (const TaskRow row : rows)
                         stuck += thresholds.isStuck(row, weekEnd.toMSecsSinceEpoch()) ? 1 : 0;
                     Q_ASSERT(stuck <= 200);
                 }),
        figureOf(u"board of failures by repository"_s,
                 [&] {
                     groupFailures(store, all, results, FailureGrouping::Repository,
                                   weekEnd.toMSecsSinceEpoch());
                 }),
        figureOf(u"rhythm of 50 rules, 250,000 batches"_s,
                 [&] { ruleRhythms(store, rows, weekEnd, weekEnd.addDays(-7)); }),
        figureOf(u"headline, with limits and pairs at hand"_s,
                 [&] { summarize(store, rows, rows, weekEnd, thresholds, pairs); }),
        figureOf(u"headline, all found out anew"_s, [&] { summarize(store, rows, weekEnd); }),
    };
}
