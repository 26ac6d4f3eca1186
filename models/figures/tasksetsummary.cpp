#include "tasksetsummary.h"

#include <QHash>

#include <algorithm>
#include <limits>

namespace {

/// From the oldest of \p rows that gives a time; 0 where none does.
qint64 oldestOf(const TaskStore &store, std::span<const TaskRow> rows)
{
    qint64 oldest = std::numeric_limits<qint64>::max();
    for (const TaskRow row : rows) {
        if (const qint64 created = store.createdMs(row); created != 0)
            oldest = std::min(oldest, created);
    }
    return oldest == std::numeric_limits<qint64>::max() ? 0 : oldest;
}

void findMostFrequentCause(TaskSetSummary &summary, const TaskStore &store)
{
    QHash<StringPool::Id, int> counts;
    for (const TaskRow row : summary.openFailures)
        ++counts[store.coldFields(row).issueText];
    StringPool::Id most = StringPool::empty;
    for (const auto [cause, count] : counts.asKeyValueRange()) {
        // Of two that are as frequent the same one each time.
        if (count > summary.ofCause || (count == summary.ofCause && cause < most)) {
            most = cause;
            summary.ofCause = count;
        }
    }
    summary.cause = store.texts().text(most);
    if (summary.cause.isEmpty()) {
        summary.ofCause = 0;
        return;
    }
    summary.example = *std::ranges::find_if(summary.openFailures, [&store, most](TaskRow row) {
        return store.coldFields(row).issueText == most;
    });
}

} // namespace

TaskSetSummary summarize(const TaskStore &store, std::span<const TaskRow> rows,
                         const LatestResults &results, qint64 nowMs)
{
    TaskSetSummary summary{.count = static_cast<int>(rows.size())};
    summary.beginMs = oldestOf(store, rows);
    summary.endMs = summary.beginMs == 0 ? 0 : std::max(nowMs, summary.beginMs + 1);
    const qint64 covered = summary.endMs - summary.beginMs;
    for (const TaskRow row : rows) {
        const bool hasFailed = store.status(row) == SyncTaskStatus::Error;
        summary.failed += hasFailed ? 1 : 0;
        if (hasFailed && !results.isRepaired(row))
            summary.openFailures.push_back(row);
        const qint64 created = store.createdMs(row);
        if (created == 0)
            continue;
        // A registry's clock may be ahead of ours.
        const qint64 bucket =
            std::clamp<qint64>((created - summary.beginMs) * TaskSetSummary::buckets / covered, 0,
                               TaskSetSummary::buckets - 1);
        auto &counts = hasFailed ? summary.failedPerBucket : summary.othersPerBucket;
        ++counts.at(static_cast<std::size_t>(bucket));
    }
    std::ranges::stable_sort(summary.openFailures, std::ranges::greater{},
                             [&store](TaskRow row) { return store.createdMs(row); });
    findMostFrequentCause(summary, store);
    return summary;
}
