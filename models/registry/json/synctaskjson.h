#pragma once

#include "operations.h"

#include <QByteArray>

class JsonMemory;

// Bytes of a reply in, values out. The API's names of a task's fields stand in the source of these
// functions and nowhere else. What of a page cannot be read is counted in it; an error says why the
// reply is no page. Times after the day that follows now are none.

/// A reply of ListRepoSyncTask.
Result<SyncTaskPage> syncTaskPageFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now);
/// A reply of GetRepoSyncTask.
Result<SyncTaskDetail> syncTaskDetailFromJson(const QByteArray &json, JsonMemory &memory,
                                              const QDateTime &now);
