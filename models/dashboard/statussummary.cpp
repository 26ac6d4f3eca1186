#include "statussummary.h"

#include "activetasks.h"
#include "percentile.h"

#include <algorithm>
#include <vector>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds lastDay = 24h;
constexpr milliseconds lastHour = 1h;
constexpr int failingAtLeast = 3;
constexpr int failingOneOf = 5; // 20 %

/// What is gathered in one pass over the rows.
struct Findings {
    StatusCounts lastDay{};
    StatusCounts lastHour{};
    ActiveTasks active{};
    int stuck = 0;
    qint64 oldestStuckMs = 0;
    std::vector<qint64> durations{};
};

Findings lookThrough(const TaskStore &store, std::span<const TaskRow> rows, qint64 nowMs,
                     const StuckThresholds &thresholds)
{
    Findings findings;
    for (const TaskRow row : rows) {
        const TaskHead &head = store.head(row);
        findings.active.add(head);
        if (!isFinished(head.status) && thresholds.isStuck(row, nowMs)) {
            ++findings.stuck;
            keepOldest(findings.oldestStuckMs, head.createdMs);
        }
        const qint64 time = head.momentMs();
        if (time == 0 || time < nowMs - lastDay.count())
            continue;
        findings.lastDay.add(head.status);
        if (time >= nowMs - lastHour.count())
            findings.lastHour.add(head.status);
        const std::optional<qint64> duration = head.durationMs(nowMs);
        if (head.status == SyncTaskStatus::Success && duration)
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

Health healthOf(const StatusSummary &summary, const Findings &findings)
{
    if (isFailing(findings.lastHour))
        return Health::Failing;
    const bool tooFew = summary.successRate && *summary.successRate < onTimeShare;
    return summary.stuck > 0 || tooFew ? Health::Delayed : Health::OnTime;
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

} // namespace

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        StuckRule rule)
{
    return summarize(store, rows, now, StuckThresholds(store, rows, rule),
                     countRegionPairs(store, rows, now));
}

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now,
                        const StuckThresholds &thresholds, std::span<const RegionPairFigures> pairs)
{
    if (rows.empty())
        return {};
    const qint64 nowMs = now.toMSecsSinceEpoch();
    Findings findings = lookThrough(store, rows, nowMs, thresholds);
    StatusSummary summary{
        .lastDay = findings.lastDay,
        .running = findings.active.running,
        .waiting = findings.active.waiting,
        .oldestActive = ageOf(findings.active.oldestMs, nowMs),
        .successRate = findings.lastDay.successRate(),
        .medianDuration = percentile(std::span(findings.durations), 50),
        .p95Duration = percentile(std::span(findings.durations), 95),
        .stuck = findings.stuck,
        .oldestStuck = ageOf(findings.oldestStuckMs, nowMs),
        .mostDelayed = delayedRoute(store, pairs),
    };
    summary.health = healthOf(summary, findings);
    return summary;
}
