#pragma once

#include "operations.h"

/// A finished task "rst-<number>" of team/app:<number>, Hangzhou to Frankfurt, created \p number
/// minutes after 2026-11-24 00:00 UTC.
SyncTask sampleTask(int number, SyncTaskStatus status = SyncTaskStatus::Success);

/// A page with these tasks.
SyncTaskPage samplePage(std::vector<SyncTask> tasks, std::optional<qint64> totalCount = {},
                        int pageNo = 1, int pageSize = 100);
