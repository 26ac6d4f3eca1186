#pragma once

#include "registryinstance.h"
#include "rowwriter.h"
#include "synctask.h"

#include <QDateTime>

#include <span>

/// What "list" prints of a task for other programs, in every format. Texts are the API's words.
struct TaskField {
    /// Never to be changed. With a dot: in JSON, of an object of that name.
    const char *name = nullptr;
    FieldValue (*value)(const SyncTask &task, const InstanceRef &listedBy) = nullptr;
};

/// In the order of the columns of CSV.
std::span<const TaskField> taskFields();
/// In the same order.
QStringList taskFieldNames();
