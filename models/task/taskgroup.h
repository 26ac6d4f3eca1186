#pragma once

#include "synctask.h"

#include <QString>

/// Tasks of an instance that are counted together: \a like has what is the same of all of them, and
/// nothing else: the instances and regions of both ends, rule, status and cause.
struct TaskGroup {
    QString instanceId{}; ///< which lists them
    SyncTask like{};

    friend bool operator==(const TaskGroup &, const TaskGroup &) = default;
};
