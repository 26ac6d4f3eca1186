#include "statussummary.h"

#include "activetasks.h"
#include "displaywords.h"
#include "percentile.h"
#include "timerange.h"

#include <algorithm>
#include <vector>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds lastHour = 1h;
constexpr int failingAtLeast = 3;
constexpr int failingOneOf = 5; // 20 %

/// Of the word, whatever the range.
struct HealthFindings {
    StatusCounts lastDay{};
    StatusCounts lastHour{};
    bool isAnyStuck = false;
};

/// Of the range.
struct Findings {
    StatusCounts counts{};
    ActiveTasks active{};
    int stuck = 0;
    qint64 oldestStuckMs = 0;
    TaskRow oldestStuck = 0; ///< only where \a oldestStuckMs is given
    std::vector<qint64> durations{};
};

HealthFindings lookForHealth(const TaskStore &store, std::span<const TaskRow> rows, qint64 nowMs,
                             const StuckThresholds &thresholds)
{
    HealthFindings findings;
    for (const TaskRow row : rows) {
        const TaskMoment moment = store.moment(row);
        const SyncTaskStatus status = moment.status();
        if (!findings.isAnyStuck && isUnderWay(status))
            findings.isAnyStuck = thresholds.isStuck(row, nowMs);
        if (moment.ms() == 0 || moment.ms() < nowMs - milliseconds(healthWindow).count())
            continue;
        findings.lastDay.add(status);
        if (moment.ms() >= nowMs - lastHour.count())
            findings.lastHour.add(status);
    }
    return findings;
}

Findings lookThrough(const TaskStore &store, std::span<const TaskRow> inRange, qint64 nowMs,
                     const StuckThresholds &thresholds)
{
    Findings findings;
    for (const TaskRow row : inRange) {
        const TaskHotFields &hot = store.hotFields(row);
        findings.counts.add(hot.status);
        const qint64 unreadMs = nowMs - store.knownUntilMs(row, nowMs);
        findings.active.add(hot, unreadMs);
        if (isUnderWay(hot.status) && thresholds.isStuck(row, nowMs)) {
            ++findings.stuck;
            const qint64 formerMs = findings.oldestStuckMs;
            keepOldest(findings.oldestStuckMs, shiftedBy(unreadMs, hot.createdMs));
            if (findings.oldestStuckMs != formerMs)
                findings.oldestStuck = row;
        }
        const std::optional<qint64> duration = hot.durationMs(nowMs);
        if (hot.status == SyncTaskStatus::Success && duration)
            findings.durations.push_back(*duration);
    }
    return findings;
}

bool isFailing(const StatusCounts &counts)
{
    const int failed = counts.of(SyncTaskStatus::Error);
    const int ended = failed + counts.of(SyncTaskStatus::Success);
    return failed >= failingAtLeast && failed * failingOneOf >= ended;
}

Health healthOf(const HealthFindings &findings)
{
    if (isFailing(findings.lastHour))
        return Health::Failing;
    const bool tooFew = findings.lastDay.successRate().value_or(1.0) < onTimeShare;
    return findings.isAnyStuck || tooFew ? Health::Delayed : Health::OnTime;
}

std::optional<DelayedRoute> delayedRoute(const TaskStore &store,
                                         std::span<const RegionPairFigures> pairs)
{
    const std::optional<DelayedPair> pair = mostDelayedPair(pairs);
    if (!pair)
        return {};
    return DelayedRoute{.fromRegion = store.texts().text(pair->regions.from),
                        .toRegion = store.texts().text(pair->regions.to),
                        .behind = pair->behind};
}

std::optional<OldestUnfinished> oldestUnfinished(const TaskStore &store, const Findings &findings,
                                                 qint64 nowMs)
{
    const auto age = ageOf(findings.oldestStuckMs, nowMs);
    if (!age)
        return {};
    const SyncTask task = store.task(findings.oldestStuck);
    return OldestUnfinished{
        .fromRegion = task.imageFrom.regionId, .toRegion = task.imageTo.regionId, .age = *age};
}

} // namespace

QString displayName(Health health)
{
    switch (health) {
    case Health::OnTime:
        //: Headline: images arrive as they should.
        return DisplayWords::tr("On time");
    case Health::Delayed:
        //: Headline: some images did not arrive, or late.
        return DisplayWords::tr("Delayed");
    case Health::Failing:
        //: Headline: many images do not arrive now.
        return DisplayWords::tr("Failing");
    case Health::Unknown:
        break;
    }
    //: Headline: no task is known.
    return DisplayWords::tr("Unknown", "health");
}

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        StuckRule rule)
{
    const std::vector<TaskRow> inRange = rowsIn(store, rows, TimeRange::last(healthWindow, now));
    return summarize(store, rows, inRange, now, StuckThresholds(store, rows, rule),
                     countRegionPairs(store, rows, now));
}

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows,
                        std::span<const TaskRow> inRange, const QDateTime &now,
                        const StuckThresholds &thresholds, std::span<const RegionPairFigures> pairs)
{
    if (rows.empty())
        return {.hasNoTasks = true};
    const qint64 nowMs = now.toMSecsSinceEpoch();
    const HealthFindings health = lookForHealth(store, rows, nowMs, thresholds);
    Findings findings = lookThrough(store, inRange, nowMs, thresholds);
    return {
        .counts = findings.counts,
        .running = findings.active.running,
        .waiting = findings.active.waiting,
        .oldestActive = ageOf(findings.active.oldestMs, nowMs),
        .successRate = findings.counts.successRate(),
        .medianDuration = percentile(std::span(findings.durations), 50),
        .p95Duration = percentile(std::span(findings.durations), 95),
        .stuck = findings.stuck,
        .oldestStuck = ageOf(findings.oldestStuckMs, nowMs),
        .mostDelayed = delayedRoute(store, pairs),
        .oldestUnfinished = oldestUnfinished(store, findings, nowMs),
        .lastDay = health.lastDay,
        .health = healthOf(health),
        .hasNoTasks = inRange.empty(),
    };
}
