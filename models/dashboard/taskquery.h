#pragma once

#include "tasksource.h"

#include <QList>
#include <QString>

/// Which tasks the operator wants to see. A value with two parts: what the server can answer
/// (namespace, repository, tag, batch: exact), which is also applied to what is loaded, and what
/// only the loaded tasks can answer (status, trigger, text), which no request can narrow.
/// Empty means any.
struct TaskQuery {
    QString instanceId{};

    QString repoNamespaceName{};
    QString repoName{};
    QString tag{};
    QString batchId{};

    QList<SyncTaskStatus> statuses{};
    QList<TaskTrigger> triggers{};
    /// Words that must all occur, without regard to case, in image, route, cause, rule or ids.
    QString text{};

    /// Something narrows what the server is asked for.
    [[nodiscard]] bool narrowsServer() const;
    /// Something narrows what is shown of the loaded tasks.
    [[nodiscard]] bool narrowsLoaded() const;

    friend bool operator==(const TaskQuery &, const TaskQuery &) = default;
};

/// The request that answers the server's part of \p query for \p instance, first page.
SyncTaskQuery serverPart(const TaskQuery &query, const InstanceRef &instance);
