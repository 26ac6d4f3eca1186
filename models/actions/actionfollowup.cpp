#include "actionfollowup.h"

#include "actiontrace.h"
#include "unixtime.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

// Two clocks are involved, and the task is made before the answer comes.
constexpr std::chrono::milliseconds madeBefore = 2min;
constexpr std::chrono::milliseconds madeAfter = 10min;
// The task may be listed before the answer comes: so many of the newest rows are looked at then.
constexpr TaskRow recentRows = 5'000;

QString followedId(const SentAction &action)
{
    return action.kind == SentKind::Cancel ? action.taskId : action.createdId;
}

bool looksMade(const SentAction &action, const SyncTask &task)
{
    if (action.imageFrom.repoNamespaceName != task.imageFrom.repoNamespaceName ||
        action.imageFrom.repoName != task.imageFrom.repoName)
        return false;
    if (!action.ruleId.isEmpty())
        return looksMadeBy(RunSyncRule{.instance = action.instance,
                                       .tag = action.imageFrom.imageTag,
                                       .ruleId = action.ruleId},
                           task);
    return looksMadeBy(CreateSyncTask{.instance = action.instance,
                                      .tag = action.imageFrom.imageTag,
                                      .target = action.imageTo},
                       task);
}

bool isMadeInTime(const SentAction &action, qint64 createdMs)
{
    const qint64 sent = unixMs(action.sentAt);
    return createdMs >= sent - madeBefore.count() && createdMs <= sent + madeAfter.count();
}

SentProgress progressWith(SyncTaskStatus status)
{
    switch (status) {
    case SyncTaskStatus::Success:
        return SentProgress::Done;
    case SyncTaskStatus::Error:
        return SentProgress::Failed;
    case SyncTaskStatus::Canceled:
        return SentProgress::Cancelled;
    case SyncTaskStatus::Deleted:
        return SentProgress::NotKnown;
    case SyncTaskStatus::Pending:
        return SentProgress::Waiting;
    case SyncTaskStatus::Unknown:
    case SyncTaskStatus::Synchronizing:
        break;
    }
    return SentProgress::Underway;
}

} // namespace

void ActionFollowUp::claim(const SentAction &action)
{
    if (!action.createdId.isEmpty())
        m_claimed.insert(action.createdId);
}

void ActionFollowUp::follow(const SentAction &action, const QDateTime &now)
{
    claim(action);
    if (action.outcome != SentOutcome::Accepted || isEnd(action.progress))
        return;
    Followed &followed = m_followed[action.id];
    followed = {.action = action, .since = now};
    if (!followedId(action).isEmpty())
        return;
    const TaskRow size = m_store.size();
    for (TaskRow row = size - std::min(size, recentRows); row < size; ++row)
        findMade(followed.action, row);
}

void ActionFollowUp::noteInserted(std::span<const TaskRow> rows)
{
    for (auto &[id, followed] : m_followed) {
        for (const TaskRow row : rows)
            findMade(followed.action, row);
    }
}

/// Gives the action the id of the task in \p row, if that looks made by it and none is known.
void ActionFollowUp::findMade(SentAction &action, TaskRow row)
{
    if (!followedId(action).isEmpty() || action.kind == SentKind::Cancel ||
        !isMadeInTime(action, m_store.createdMs(row)))
        return;
    const SyncTask task = m_store.task(row);
    // The task that is retried may itself be a minute old, and copies the same.
    const bool isAnothers = task.id == action.taskId || m_claimed.contains(task.id);
    if (isAnothers || !looksMade(action, task))
        return;
    action.createdId = task.id;
    claim(action);
}

/// Both ends may list a task.
std::optional<TaskRow> ActionFollowUp::rowOf(const SentAction &action) const
{
    const QString id = followedId(action);
    if (id.isEmpty())
        return {};
    for (const QString &instance :
         {action.instance.instanceId, action.imageFrom.instanceId, action.imageTo.instanceId}) {
        if (const std::optional<TaskRow> row = m_store.find(instance, id))
            return row;
    }
    return {};
}

void ActionFollowUp::readProgress(Followed &followed, const QDateTime &now) const
{
    SentAction &action = followed.action;
    const std::optional<TaskRow> row = rowOf(action);
    if (!row) {
        if (followed.since.msecsTo(now) >= std::chrono::milliseconds(patience).count())
            action.progress = SentProgress::NotKnown;
        return;
    }
    const SentProgress progress = progressWith(m_store.status(*row));
    if (progress == action.progress)
        return;
    const qint64 modifiedMs = isEnd(progress) ? m_store.modifiedMs(*row) : 0;
    action.progress = progress;
    action.progressedAt = modifiedMs == 0 ? now : timeFromUnixMs(modifiedMs);
    action.progressCause =
        progress == SentProgress::Failed ? m_store.task(*row).issue.text : QString();
}

std::vector<SentAction> ActionFollowUp::update(const QDateTime &now)
{
    std::vector<SentAction> changed;
    for (auto next = m_followed.begin(); next != m_followed.end();) {
        Followed &followed = next->second;
        const SentAction before = followed.action;
        readProgress(followed, now);
        if (followed.action != before)
            changed.push_back(followed.action);
        next = isEnd(followed.action.progress) ? m_followed.erase(next) : std::next(next);
    }
    return changed;
}
