#include "singletasks.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace {

constexpr int partOfAge = 20; // a change is seen late by 5 % of what the task took already

/// A task that may be asked for.
struct Candidate {
    qint64 askedMs = 0; // 0: never
    qint64 createdMs = 0;
    TaskRow row = 0;

    [[nodiscard]] auto order() const { return std::tuple(askedMs, createdMs, row); }
};

} // namespace

std::chrono::milliseconds SingleTasks::intervalFor(std::chrono::milliseconds age)
{
    return std::clamp(age / partOfAge, shortestInterval, longestInterval);
}

std::vector<TaskRow> SingleTasks::choose(const TaskStore &store, const QString &instanceId,
                                         const View &view)
{
    QHash<TaskRow, qint64> askedMs;
    std::vector<Candidate> due;
    const std::optional<StringPool::Id> instance = store.texts().find(instanceId);
    for (const TaskRow row : store.unfinished()) {
        const TaskHotFields &hot = store.hotFields(row);
        const bool isRunning = hot.status == SyncTaskStatus::Synchronizing;
        if (!isRunning && hot.status != SyncTaskStatus::Pending)
            continue;
        if (instance != store.coldFields(row).instance || m_givenUp.contains(row))
            continue;
        const qint64 lastMs = m_askedMs.value(row, 0);
        if (lastMs != 0)
            askedMs.insert(row, lastMs); // also of those that this refresh brought
        const bool isSeen = view.isOnPages(row);
        if (isSeen && !(isRunning && view.watched.contains(row)))
            continue;
        const std::chrono::milliseconds age(std::max(view.nowMs - hot.createdMs, qint64{0}));
        if (lastMs == 0 || view.isByHand || view.nowMs - lastMs >= intervalFor(age).count())
            due.push_back({.askedMs = lastMs, .createdMs = hot.createdMs, .row = row});
    }
    m_askedMs = std::move(askedMs);
    std::ranges::sort(due, {}, &Candidate::order);
    std::vector<TaskRow> chosen;
    chosen.reserve(due.size());
    std::ranges::transform(due, std::back_inserter(chosen), &Candidate::row);
    return chosen;
}
