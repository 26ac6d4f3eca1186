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

/// \p createdMs later by \p unreadMs; 0 stays 0.
inline qint64 shiftedBy(qint64 unreadMs, qint64 createdMs)
{
    return createdMs == 0 ? 0 : createdMs + unreadMs;
}

/// How many tasks are under way.
struct ActiveTasks {
    int running = 0;
    int waiting = 0;
    /// When the oldest was created, later by as long as what is known of it was not read: so its
    /// age ends with the last reading. 0: none, or not given.
    qint64 oldestMs = 0;

    /// Others are not counted. \p unreadMs: how long ago that of the task was read last.
    void add(const TaskHotFields &hot, qint64 unreadMs)
    {
        if (!isActive(hot.status))
            return;
        ++(hot.status == SyncTaskStatus::Synchronizing ? running : waiting);
        keepOldest(oldestMs, shiftedBy(unreadMs, hot.createdMs));
    }
};
