#pragma once

#include "tasksource.h"

#include <QByteArray>

class JsonMemory;

// Bytes of a reply in, values out. The API's names of a task's fields stand in the source of these
// functions and nowhere else. An error names the field that is not as the API promises.

/// A reply of ListRepoSyncTask.
Result<SyncTaskPage> syncTaskPageFromJson(const QByteArray &json, JsonMemory &memory);
/// A reply of GetRepoSyncTask.
Result<SyncTaskDetail> syncTaskDetailFromJson(const QByteArray &json, JsonMemory &memory);
