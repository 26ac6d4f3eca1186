#pragma once

#include "operations.h"

#include <utility>
#include <vector>

/// A finished task "rst-<number>" of team/app:<number>, Hangzhou to Frankfurt, created \p number
/// minutes after 2026-11-24 00:00 UTC.
SyncTask sampleTask(int number, SyncTaskStatus status = SyncTaskStatus::Success);

/// A page with these tasks.
SyncTaskPage samplePage(std::vector<SyncTask> tasks, std::optional<qint64> totalCount = {},
                        int pageNo = 1, int pageSize = 100);

/// Failed tasks that differ from the one without a name by what one member of SyncTask, or of one
/// of its images, says. A member that is added does not compile until it is among them: who shows
/// or writes whole tasks proves with these that nothing was forgotten.
std::vector<std::pair<QByteArray, SyncTask>> tasksByMember();
