#include "statussummary.h"

#include "taskfilter.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds lastDay = 24h;
constexpr milliseconds lastHour = 1h;
constexpr int failingAtLeast = 3;
constexpr int failingOneOf = 5; // 20 %
constexpr double onTimeShare = 0.995;
constexpr milliseconds delayedAge = 1h;

/// What is gathered in one pass over the rows.
struct Findings {
    StatusCounts lastDay{};
    StatusCounts lastHour{};
    int running = 0;
    int waiting = 0;
    qint64 oldestActiveMs = 0;
    std::vector<qint64> durations{};
};

/// The time to which a task belongs; 0 when it is not given.
qint64 ownTime(const TaskStore &store, TaskRow row)
{
    const TaskHead &head = store.head(row);
    const qint64 modified = isFinished(head.status) ? store.modifiedMs(row) : 0;
    return modified != 0 ? modified : head.createdMs;
}

void addActive(Findings &findings, const TaskHead &head)
{
    if (head.status == SyncTaskStatus::Synchronizing)
        ++findings.running;
    else if (head.status == SyncTaskStatus::Pending)
        ++findings.waiting;
    else
        return;
    const bool isOldest = findings.oldestActiveMs == 0 || head.createdMs < findings.oldestActiveMs;
    if (head.createdMs != 0 && isOldest)
        findings.oldestActiveMs = head.createdMs;
}

Findings lookThrough(const TaskStore &store, std::span<const TaskRow> rows, qint64 nowMs)
{
    Findings findings;
    for (const TaskRow row : rows) {
        const TaskHead &head = store.head(row);
        addActive(findings, head);
        const qint64 time = ownTime(store, row);
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

/// By the nearest rank.
std::optional<milliseconds> percentile(std::vector<qint64> &values, double share)
{
    if (values.empty())
        return {};
    const auto rank =
        static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size())) - 1);
    const auto place = values.begin() + std::max(rank, std::ptrdiff_t{0});
    std::nth_element(values.begin(), place, values.end());
    return milliseconds(*place);
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
    const bool isLate = summary.oldestActive && *summary.oldestActive > delayedAge;
    const bool tooFew = summary.successRate && *summary.successRate < onTimeShare;
    return isLate || tooFew ? Health::Delayed : Health::OnTime;
}

} // namespace

StatusSummary summarize(const TaskStore &store, std::span<const TaskRow> rows, const QDateTime &now)
{
    if (rows.empty())
        return {};
    const qint64 nowMs = now.toMSecsSinceEpoch();
    Findings findings = lookThrough(store, rows, nowMs);
    StatusSummary summary{
        .lastDay = findings.lastDay,
        .running = findings.running,
        .waiting = findings.waiting,
        .successRate = successRate(findings.lastDay),
        .medianDuration = percentile(findings.durations, 0.50),
        .p95Duration = percentile(findings.durations, 0.95),
    };
    if (findings.oldestActiveMs != 0)
        summary.oldestActive = std::max(milliseconds(nowMs - findings.oldestActiveMs), 0ms);
    summary.health = healthOf(summary, findings);
    return summary;
}

FacetCounts countFacets(const TaskStore &store, const TaskQuery &query,
                        const QHash<QString, QString> &ruleNames)
{
    TaskQuery common = query;
    common.statuses.clear();
    common.triggers.clear();
    const TaskFilter filter(store, common, ruleNames);
    FacetCounts facets;
    for (const TaskRow row : filter.matchingRows()) {
        const TaskHead &head = store.head(row);
        if (query.triggers.isEmpty() || query.triggers.contains(head.trigger))
            facets.statuses.add(head.status);
        if (query.statuses.isEmpty() || query.statuses.contains(head.status))
            ++facets.triggers[static_cast<std::size_t>(head.trigger)];
    }
    return facets;
}
