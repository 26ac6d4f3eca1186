#include "singletasks.h"

#include <algorithm>

std::vector<TaskRow> SingleTasks::choose(const TaskStore &store, const QString &instanceId,
                                         const std::function<bool(TaskRow)> &onPages)
{
    std::vector<Place> off;
    std::vector<Place> on;
    const std::optional<StringPool::Id> instance = store.texts().find(instanceId);
    for (const TaskRow row : store.unfinished()) {
        const TaskHead &head = store.head(row);
        const bool isRunning = head.status == SyncTaskStatus::Synchronizing;
        if (!isRunning && head.status != SyncTaskStatus::Pending)
            continue;
        if (instance != store.body(row).instance || m_givenUp.contains(row))
            continue;
        if (!onPages(row))
            off.emplace_back(head.createdMs, row);
        else if (isRunning)
            on.emplace_back(head.createdMs, row);
    }
    std::vector<TaskRow> chosen;
    takeAfter(m_lastOff, std::move(off), chosen);
    takeAfter(m_lastOn, std::move(on), chosen);
    return chosen;
}

void SingleTasks::takeAfter(Place &last, std::vector<Place> candidates,
                            std::vector<TaskRow> &chosen)
{
    if (candidates.empty())
        return;
    std::ranges::sort(candidates);
    const auto next = std::ranges::upper_bound(candidates, last);
    std::rotate(candidates.begin(), next, candidates.end());
    for (const Place &place : candidates) {
        if (chosen.size() == perRefresh)
            return;
        chosen.push_back(place.second);
        last = place;
    }
}
