#pragma once

#include "bytearena.h"
#include "effectivetime.h"
#include "stringpool.h"
#include "synctask.h"

#include <QHashFunctions>

#include <algorithm>
#include <optional>

/// The repository at an end of a task, as far as it is given: there are few of these for many
/// tasks.
struct RepositoryKey {
    StringPool::Id instance = StringPool::empty;
    StringPool::Id region = StringPool::empty;
    StringPool::Id repoNamespace = StringPool::empty;
    StringPool::Id repo = StringPool::empty;

    friend bool operator==(const RepositoryKey &, const RepositoryKey &) = default;
};

/// What filter, counts and the usual sort read of every task, close together.
struct TaskHotFields {
    qint64 createdMs = 0;
    qint64 modifiedMs = 0;
    qint32 priority = 0;
    SyncTaskStatus status = SyncTaskStatus::Unknown;
    TaskTrigger trigger = TaskTrigger::Unknown;
    TaskIssue issue = TaskIssue::Unknown;
    quint8 flags = 0; ///< what is given beside the numbers: see below and taskstore.cpp

    /// Of flags: the end was told without its time, so modifiedMs is an older change.
    static constexpr quint8 endTimeMissing = 0x80;
    [[nodiscard]] qint64 givenModifiedMs() const
    {
        return (flags & endTimeMissing) != 0 ? 0 : modifiedMs;
    }
    /// When the task ended; 0 when it has not, or that is not given.
    [[nodiscard]] qint64 endedMs() const { return isFinished(status) ? givenModifiedMs() : 0; }
    /// See effectivetime.h.
    [[nodiscard]] qint64 effectiveTimeMs() const
    {
        return ::effectiveTimeMs(status, givenModifiedMs(), createdMs);
    }
    /// From when it was created to when it ended, or to \p nowMs; empty when a time is not given.
    /// With 0 only tasks that ended have one.
    [[nodiscard]] std::optional<qint64> durationMs(qint64 nowMs) const
    {
        const qint64 end = isFinished(status) ? endedMs() : isUnderWay(status) ? nowMs : 0;
        if (createdMs == 0 || end == 0)
            return {};
        return std::max(end - createdMs, qint64{0});
    }

    friend bool operator==(const TaskHotFields &, const TaskHotFields &) = default;
};
static_assert(sizeof(TaskHotFields) == 24);

/// When a task happened and how it stands, in one number: who counts by time reads nothing else.
class TaskMoment final {
public:
    TaskMoment() = default;
    explicit TaskMoment(const TaskHotFields &hot)
        : m_packed(hot.effectiveTimeMs() * statuses + static_cast<qint64>(hot.status))
    {
    }

    [[nodiscard]] qint64 ms() const { return m_packed >> statusBits; }
    [[nodiscard]] SyncTaskStatus status() const
    {
        return static_cast<SyncTaskStatus>(m_packed & (statuses - 1));
    }

private:
    static constexpr int statusBits = 3;
    static constexpr qint64 statuses = qint64{1} << statusBits;
    static_assert(static_cast<qint64>(SyncTaskStatus::Deleted) < statuses);

    qint64 m_packed = static_cast<qint64>(SyncTaskStatus::Unknown);
};
static_assert(sizeof(TaskMoment) == 8);

/// Where a task goes from and to, as numbers of repositories.
struct TaskEnds {
    quint32 from = 0;
    quint32 to = 0;

    friend bool operator==(const TaskEnds &, const TaskEnds &) = default;
};

/// The tags of both ends.
struct TaskTags {
    StringPool::Id from = StringPool::empty;
    StringPool::Id to = StringPool::empty;

    friend bool operator==(const TaskTags &, const TaskTags &) = default;
};

/// What a text is of some task: whoever finds a text knows from it where to look for its tasks.
enum TextUse : quint8 {
    UsedAsTag = 0x01,
    UsedAsRule = 0x02,
    UsedAsInstance = 0x04, ///< which listed the task
    UsedAsStatus = 0x08,
    UsedAsIssue = 0x10,
    UsedAsTrigger = 0x20,
    UsedAsSourceRegion = 0x40,
    UsedAsDestinationRegion = 0x80,
};

/// The rest of a task.
struct TaskColdFields {
    ByteArena::Offset id = 0;
    StringPool::Id instance = StringPool::empty; ///< which listed it
    StringPool::Id rule = StringPool::empty;
    StringPool::Id batch = StringPool::empty; ///< among the batches
    StringPool::Id statusText = StringPool::empty;
    StringPool::Id triggerText = StringPool::empty;
    StringPool::Id issueText = StringPool::empty;
    StringPool::Id link = StringPool::empty;

    friend bool operator==(const TaskColdFields &, const TaskColdFields &) = default;
};
static_assert(sizeof(TaskColdFields) == 32);

inline std::size_t qHash(const RepositoryKey &key, std::size_t seed = 0) noexcept
{
    return qHashMulti(seed, key.instance, key.region, key.repoNamespace, key.repo);
}
