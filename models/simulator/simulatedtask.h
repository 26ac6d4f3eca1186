#pragma once

#include "synctask.h"

#include <limits>

/// The whole life of a task, laid down at its birth. One million of these are kept, so all that
/// can be derived (ids, tag, layers) is not in it.
struct TaskPlan {
    static constexpr quint16 noRule = std::numeric_limits<quint16>::max();
    /// From here on pushes are those of tasks that clients made.
    static constexpr quint32 firstMadePush = 0xf000'0000U;

    qint64 createdMs = 0;
    quint32 push = 0;   ///< tasks of one push share image and batch
    quint32 waitMs = 0; ///< PENDING
    quint32 runMs = 0;  ///< SYNCHRONIZING; 0 when it ended while waiting
    quint16 repository = 0;
    quint16 rule = noRule;
    quint8 ordinal = 0; ///< within the push
    quint8 destination = 0;
    SyncTaskStatus outcome = SyncTaskStatus::Success;
    TaskIssue issue = TaskIssue::Unknown;
    quint8 copiedPercent = 100; ///< of the bytes, at the end
    bool isInitiative : 1 = false;
    bool isStuck : 1 = false;  ///< stops copying early and hangs until its end
    bool isSparse : 1 = false; ///< its row lacks what the API does not promise
    bool crossUser : 1 = false;
    bool customLink : 1 = false;
    quint8 priority : 3 = 0; ///< 0: not given

    [[nodiscard]] qint64 startedMs() const { return createdMs + waitMs; }
    [[nodiscard]] qint64 endedMs() const { return startedMs() + runMs; }
    /// Tells the tasks of one world apart.
    [[nodiscard]] quint64 serial() const { return quint64{push} << 2U | ordinal; }
    [[nodiscard]] qint64 pushedMs() const { return createdMs - ordinal; }
};
static_assert(sizeof(TaskPlan) == 32);

/// What a plan looks like from outside at one moment.
struct TaskState {
    SyncTaskStatus status = SyncTaskStatus::Pending;
    qint64 modifiedMs = 0;  ///< the last change of status
    double copiedShare = 0; ///< of the bytes, 0 to 1
};

TaskState stateAt(const TaskPlan &plan, qint64 nowMs);
