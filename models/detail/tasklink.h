#pragma once

#include "taskstore.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QString>

#include <vector>

/// A task that has to do with the one that is shown, in a line of words.
struct TaskLink {
    TaskRow row = 0;
    SyncTaskStatus status = SyncTaskStatus::Unknown;
    QString text{};    ///< "Singapore"; "Failed: Network"
    QString detail{};  ///< "Running, 61 %"; "2 d ago, 38 s"
    QString toolTip{}; ///< image, route, times

    friend bool operator==(const TaskLink &, const TaskLink &) = default;
};

/// What has to do with the shown task.
struct TaskRelations {
    std::vector<TaskLink> samePush{}; ///< the first of them, the most urgent ones
    int samePushCount = 0;            ///< of all
    std::vector<TaskLink> earlier{};
    std::vector<TaskLink> repairedBy{}; ///< at most one

    friend bool operator==(const TaskRelations &, const TaskRelations &) = default;
};

/// Lines enough for each kind of relation, that the pane stays short.
inline constexpr std::size_t shownRelations = 8;

/// By where the task goes; with its image when that is another than \p image.
TaskLink samePushLink(const TaskStore &store, TaskRow row, const QString &image,
                      const TimeContext &now);
/// By what became of the task, and when.
TaskLink earlierLink(const TaskStore &store, TaskRow row, const TimeContext &now);
/// By its image, and why and when it failed.
TaskLink failureLink(const TaskStore &store, TaskRow row, const TimeContext &now);
/// "Repaired at 14:02:11 by a later copy".
TaskLink repairLink(const TaskStore &store, TaskRow row, const TimeContext &now);
