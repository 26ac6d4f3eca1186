#include "periodreport.h"

#include "overviewcount.h"
#include "querytime.h"

#include <algorithm>

namespace {

/// The begin of a period that names none: the time of the oldest task; now where none has one.
qint64 beginOfPeriod(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now)
{
    qint64 oldest = now.toMSecsSinceEpoch();
    for (const TaskRow row : rows) {
        const qint64 time = store.effectiveTimeMs(row);
        if (time != 0)
            oldest = std::min(oldest, time);
    }
    return oldest;
}

/// The time that the query names for \p field, if it names one.
std::optional<QDateTime> namedTime(const TaskQuery &query, QueryField field,
                                   const QueryContext &context)
{
    const TaskQuery named = query.only({field});
    if (named.terms.size() != 1 || named.terms.front().negated ||
        named.terms.front().values.size() != 1)
        return {};
    return timeFromQuery(named.terms.front().values.front().text, context.now,
                         field == QueryField::Since ? TimeEdge::Earliest : TimeEdge::Latest,
                         context.zone);
}

std::vector<RouteFigures> slowestOf(std::vector<RouteFigures> routes)
{
    std::erase_if(routes, [](const RouteFigures &route) { return !route.figures.p95Duration; });
    std::ranges::stable_sort(routes, [](const RouteFigures &one, const RouteFigures &other) {
        return *one.figures.p95Duration > *other.figures.p95Duration;
    });
    if (routes.size() > PeriodReport::mostRoutes)
        routes.resize(PeriodReport::mostRoutes);
    return routes;
}

std::vector<SyncTask> newestFailures(const TaskStore &store, std::span<const TaskRow> rows)
{
    std::vector<TaskRow> failed;
    std::ranges::copy_if(rows, std::back_inserter(failed), [&store](TaskRow row) {
        return store.status(row) == SyncTaskStatus::Error;
    });
    std::ranges::stable_sort(failed, [&store](TaskRow one, TaskRow other) {
        return store.effectiveTimeMs(one) > store.effectiveTimeMs(other);
    });
    if (failed.size() > PeriodReport::mostFailures)
        failed.resize(PeriodReport::mostFailures);
    std::vector<SyncTask> tasks;
    for (const TaskRow row : failed)
        tasks.push_back(store.task(row));
    return tasks;
}

std::optional<std::vector<SentAction>> within(std::optional<std::vector<SentAction>> sent,
                                              const QDateTime &since, const QDateTime &until)
{
    if (!sent)
        return sent;
    std::erase_if(*sent, [&](const SentAction &action) {
        return action.sentAt < since || action.sentAt > until;
    });
    std::ranges::stable_sort(*sent, [](const SentAction &one, const SentAction &other) {
        return one.sentAt > other.sentAt;
    });
    if (sent->size() > PeriodReport::mostSent)
        sent->resize(PeriodReport::mostSent);
    return sent;
}

} // namespace

PeriodReport makeReport(const ReportSource &source)
{
    const TaskStore &store = source.store;
    const QDateTime &now = source.context.now;
    const TaskFilter filter(store, source.query, source.context);
    const std::vector<TaskRow> rows = filter.matchingRows();
    QueryContext allTimes = source.context;
    allTimes.range = {};
    TaskQuery timeless = source.query;
    timeless.remove(QueryField::Since);
    timeless.remove(QueryField::Until);
    const std::vector<TaskRow> scope = TaskFilter(store, timeless, allTimes).matchingRows();

    PeriodReport report{.times = {.zone = source.context.zone, .style = TimeStyle::Absolute},
                        .coverage = source.coverage,
                        .ruleNames = source.context.names.rules};
    const TimeRange &range = filter.range();
    report.since = QDateTime::fromMSecsSinceEpoch(
        range.beginMs.value_or(beginOfPeriod(store, rows, now)), Qt::UTC);
    report.until = range.endMs ? QDateTime::fromMSecsSinceEpoch(*range.endMs, Qt::UTC) : now;
    report.since =
        namedTime(source.query, QueryField::Since, source.context).value_or(report.since);
    report.until = std::min(
        namedTime(source.query, QueryField::Until, source.context).value_or(report.until), now);
    report.coverage.rows = static_cast<qint64>(rows.size());
    report.coverage.since = report.since;
    report.coverage.until = report.until;
    report.coverage.zone = source.context.zone;

    OverviewCount count(store, scope, rows, now);
    while (count.countNext()) {
    }
    const StuckThresholds thresholds = count.thresholds(source.stuckRule);
    const std::vector<RegionPairFigures> pairs = count.pairs();
    report.summary = count.summary(now, thresholds, pairs);
    report.slowest =
        slowestOf(routesOf(store, pairs, stuckRows(store, thresholds, now.toMSecsSinceEpoch())));

    const BucketLayout layout =
        bucketLayoutBetween(report.since, report.until, now, source.context.zone);
    report.statuses.statuses = buildTimeline(store, rows, layout, range.beginMs);
    report.durations = report.statuses;
    report.durations.kind = ChartKind::Duration;
    report.durations.durations = buildDurationTimeline(store, rows, layout);
    report.failures = newestFailures(store, rows);
    const LatestResults results(store);
    const LatestResults &known =
        source.context.results != nullptr ? *source.context.results : results;
    const qint64 nowMs = now.toMSecsSinceEpoch();
    report.causes = groupFailures(store, filter, known, FailureGrouping::Cause, nowMs);
    report.routes = groupFailures(store, filter, known, FailureGrouping::Route, nowMs);
    report.sent = within(source.sent, report.since, report.until);
    return report;
}
