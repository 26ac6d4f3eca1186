#pragma once

#include "imageref.h"
#include "word.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

/// The life of a task. Source of the words: API page GetRepoSyncTask.
/// Deleted: its end was never told, and the registry does not know it any more. Ours, not the
/// API's.
enum class SyncTaskStatus : quint8 {
    Unknown,
    Pending,
    Synchronizing,
    Success,
    Error,
    Canceled,
    Deleted,
};

/// Passive: started by a push. Initiative: started by hand.
enum class TaskTrigger : quint8 { Unknown, Passive, Initiative };

/// Why a task failed. Source of the words: API page GetRepoSyncTask.
enum class TaskIssue : quint8 {
    Unknown,
    OssPolicyUnauthorized,
    TagConflict,
    UnsupportedFormat,
    InternalError,
    NetworkError,
    DataLengthExceeded,
};

/// Words are compared without regard to case; CANCELLED is accepted for CANCELED.
Word<SyncTaskStatus> syncTaskStatusFromWire(const QString &text);
Word<TaskTrigger> taskTriggerFromWire(const QString &text);
Word<TaskIssue> taskIssueFromWire(const QString &text);

/// The API's word, or one written like it; empty for Unknown.
QString wireName(SyncTaskStatus status);
QString wireName(TaskTrigger trigger);
QString wireName(TaskIssue issue);

/// All spellings that the API's words are read in, in its own case; none for Unknown.
QStringList wireNames(SyncTaskStatus status);
QStringList wireNames(TaskTrigger trigger);
QStringList wireNames(TaskIssue issue);

/// The registry told how the task ended: what it says of an earlier moment is no news.
constexpr bool isEndTold(SyncTaskStatus status)
{
    return status == SyncTaskStatus::Success || status == SyncTaskStatus::Error ||
           status == SyncTaskStatus::Canceled;
}

/// The task will not change any more: its end was told, or it was deleted.
constexpr bool isFinished(SyncTaskStatus status)
{
    return isEndTold(status) || status == SyncTaskStatus::Deleted;
}

/// Waiting or running. An unknown status may or may not be final.
constexpr bool isUnderWay(SyncTaskStatus status)
{
    return status == SyncTaskStatus::Pending || status == SyncTaskStatus::Synchronizing;
}

/// One synchronization of one tag to one destination, as API page ListRepoSyncTask gives it.
/// Texts that were not given are empty, times that were not given are invalid.
struct SyncTask {
    QString id{};
    QString ruleId{};
    QString batchId{}; ///< shared by all tasks that one push caused
    Word<SyncTaskStatus> status{};
    Word<TaskTrigger> trigger{};
    Word<TaskIssue> issue{};
    QDateTime createdAt{};  ///< UTC
    QDateTime modifiedAt{}; ///< UTC
    std::optional<bool> crossUser{};
    std::optional<bool> syncTransAccelerate{};
    std::optional<bool> customLink{};
    QString linkId{};
    std::optional<int> priority{};
    ImageRef imageFrom{};
    ImageRef imageTo{};

    friend bool operator==(const SyncTask &, const SyncTask &) = default;
};
