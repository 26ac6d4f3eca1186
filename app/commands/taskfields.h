#pragma once

#include "registryinstance.h"
#include "synctask.h"

#include <QDateTime>
#include <QStringView>

#include <span>
#include <variant>

/// Nothing where it was not given. A text is the task's own, and lives as long as that.
using FieldValue = std::variant<std::monostate, QStringView, QDateTime, bool, int>;

/// What "list" prints of a task for other programs, in every format. Texts are the API's words.
struct TaskField {
    /// Never to be changed. With a dot: in JSON, of an object of that name.
    const char *name = nullptr;
    FieldValue (*value)(const SyncTask &task, const InstanceRef &listedBy) = nullptr;
};

/// ISO 8601 in UTC with milliseconds; empty when invalid, or not of the years 0 to 9999.
QString utcTimeText(const QDateTime &time);
/// The same, behind what \p bytes has.
void appendUtcTime(QByteArray &bytes, const QDateTime &time);

/// In the order of the columns of CSV.
std::span<const TaskField> taskFields();
