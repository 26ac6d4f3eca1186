#pragma once

#include "registryinstance.h"
#include "synctask.h"

#include <span>
#include <variant>

/// Nothing where it was not given.
using FieldValue = std::variant<std::monostate, QString, bool, int>;

/// What "list" prints of a task for other programs, in every format. Texts are the API's words.
struct TaskField {
    /// Never to be changed. With a dot: in JSON, of an object of that name.
    const char *name = nullptr;
    FieldValue (*value)(const SyncTask &task, const InstanceRef &listedBy) = nullptr;
};

/// ISO 8601 in UTC with milliseconds; empty when invalid.
QString utcTimeText(const QDateTime &time);

/// In the order of the columns of CSV.
std::span<const TaskField> taskFields();
