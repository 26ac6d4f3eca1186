#pragma once

#include "stringpool.h"
#include "synctask.h"
#include "synctaskdetail.h"

#include <QHash>

#include <optional>
#include <span>
#include <vector>

/// The place of a task in the store. It never changes and is never given to another task.
using TaskRow = quint32;

/// What a merge did. Rows are named once, in the order in which the tasks came.
struct MergeReport {
    std::vector<TaskRow> inserted{};
    std::vector<TaskRow> changed{};
    qsizetype unchanged = 0;

    [[nodiscard]] bool isEmpty() const { return inserted.empty() && changed.empty(); }
};

/// Bytes copied so far, of how many.
struct TransferProgress {
    qint64 synced = 0;
    qint64 total = 0;

    friend bool operator==(const TransferProgress &, const TransferProgress &) = default;
};

/// Every task seen, one compact row each: words, names and tags are interned, times are
/// milliseconds. A SyncTask value is made only for the row that is painted or opened.
/// Tasks are told apart by the instance that listed them and their id.
class TaskStore final {
public:
    /// Takes in what \p instanceId listed. A field that is not given leaves the known one alone.
    MergeReport merge(const QString &instanceId, std::span<const SyncTask> tasks);
    /// Takes in status, issue and byte progress of a task that was asked for alone; a task that
    /// no list has shown yet is not added.
    MergeReport mergeDetail(const QString &instanceId, const SyncTaskDetail &detail);

    [[nodiscard]] TaskRow size() const;
    [[nodiscard]] std::optional<TaskRow> find(const QString &instanceId,
                                              const QString &taskId) const;

    [[nodiscard]] SyncTask task(TaskRow row) const;
    [[nodiscard]] QString instanceId(TaskRow row) const;
    [[nodiscard]] SyncTaskStatus status(TaskRow row) const;
    [[nodiscard]] TaskTrigger trigger(TaskRow row) const;
    [[nodiscard]] qint64 createdMs(TaskRow row) const;  ///< Unix epoch; 0 when not given
    [[nodiscard]] qint64 modifiedMs(TaskRow row) const; ///< Unix epoch; 0 when not given
    /// Known only for tasks that were asked for alone.
    [[nodiscard]] std::optional<TransferProgress> progress(TaskRow row) const;

    // The rest of the interface (rows with interned columns for filter and sort) is up to the
    // library's own files.
};
