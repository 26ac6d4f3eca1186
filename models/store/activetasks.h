#pragma once

#include "taskrecord.h"

#include <chrono>
#include <optional>

/// Running or waiting.
inline bool isActive(SyncTaskStatus status)
{
    return status == SyncTaskStatus::Synchronizing || status == SyncTaskStatus::Pending;
}

/// The earlier of the times at which tasks were created; 0 while none gave it.
inline void keepOldest(qint64 &oldestMs, qint64 createdMs)
{
    if (createdMs != 0 && (oldestMs == 0 || createdMs < oldestMs))
        oldestMs = createdMs;
}

/// Empty where the oldest time is 0.
inline std::optional<std::chrono::milliseconds> ageOf(qint64 createdMs, qint64 nowMs)
{
    if (createdMs == 0)
        return {};
    return std::chrono::milliseconds(std::max(nowMs - createdMs, qint64{0}));
}

/// How many tasks are under way.
struct ActiveTasks {
    int running = 0;
    int waiting = 0;
    qint64 oldestMs = 0; ///< when the oldest was created; 0: none, or not given

    /// Others are not counted.
    void add(const TaskHotFields &hot)
    {
        if (!isActive(hot.status))
            return;
        ++(hot.status == SyncTaskStatus::Synchronizing ? running : waiting);
        keepOldest(oldestMs, hot.createdMs);
    }
};
