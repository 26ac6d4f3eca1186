#include "statussummary.h"

#include "percentile.h"
#include "taskfilter.h"

#include <algorithm>
#include <vector>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds lastDay = 24h;
constexpr milliseconds lastHour = 1h;
constexpr int failingAtLeast = 3;
constexpr int failingOneOf = 5; // 20 %
constexpr double onTimeShare = 0.995;

/// What is gathered in one pass over the rows.
struct Findings {
    StatusCounts lastDay{};
    StatusCounts lastHour{};
    int running = 0;
    int waiting = 0;
    qint64 oldestActiveMs = 0;
    int stuck = 0;
    qint64 oldestStuckMs = 0;
    std::vector<qint64> durations{};
};

void keepOldest(qint64 &oldestMs, qint64 createdMs)
{
    if (createdMs != 0 && (oldestMs == 0 || createdMs < oldestMs))
        oldestMs = createdMs;
}

void addActive(Findings &findings, const TaskHead &head, bool isStuck)
{
    if (head.status == SyncTaskStatus::Synchronizing)
        ++findings.running;
    else if (head.status == SyncTaskStatus::Pending)
        ++findings.waiting;
    else
        return;
    keepOldest(findings.oldestActiveMs, head.createdMs);
    if (!isStuck)
        return;
    ++findings.stuck;
    keepOldest(findings.oldestStuckMs, head.createdMs);
}

Findings lookThrough(const TaskStore &store, std::span<const TaskRow> rows, qint64 nowMs,
                     const StuckThresholds &thresholds)
{
    Findings findings;
    for (const TaskRow row : rows) {
        const TaskHead &head = store.head(row);
        if (!isFinished(head.status))
            addActive(findings, head, thresholds.isStuck(row, nowMs));
        const qint64 time = store.momentMs(row);
        if (time == 0 || time < nowMs - lastDay.count())
            continue;
        findings.lastDay.add(head.status);
        if (time >= nowMs - lastHour.count())
            findings.lastHour.add(head.status);
        const qint64 modified = store.modifiedMs(row);
        if (head.status == SyncTaskStatus::Success && head.createdMs != 0 && modified != 0)
            findings.durations.push_back(std::max(modified - head.createdMs, qint64{0}));
    }
    return findings;
}

std::optional<double> successRate(const StatusCounts &counts)
{
    const int done = counts.of(SyncTaskStatus::Success);
    const int ended = done + counts.of(SyncTaskStatus::Error);
    return ended == 0 ? std::nullopt : std::optional(static_cast<double>(done) / ended);
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

std::optional<milliseconds> ageOf(qint64 createdMs, qint64 nowMs)
{
    if (createdMs == 0)
        return {};
    return std::max(milliseconds(nowMs - createdMs), 0ms);
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
        .running = findings.running,
        .waiting = findings.waiting,
        .oldestActive = ageOf(findings.oldestActiveMs, nowMs),
        .successRate = successRate(findings.lastDay),
        .medianDuration = percentile(std::span(findings.durations), 50),
        .p95Duration = percentile(std::span(findings.durations), 95),
        .stuck = findings.stuck,
        .oldestStuck = ageOf(findings.oldestStuckMs, nowMs),
        .mostDelayed = delayedRoute(store, pairs),
    };
    summary.health = healthOf(summary, findings);
    return summary;
}
