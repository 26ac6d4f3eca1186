#pragma once

#include "synctask.h"

#include <QtGlobal>

/// The time to which a task belongs in counts, charts and queries: when it ended, or was created
/// where it has not ended or does not say when. \p modifiedMs: of the last change of the status; 0
/// where that was told without its time. Unix epoch; 0 when nothing is given.
constexpr qint64 effectiveTimeMs(SyncTaskStatus status, qint64 modifiedMs, qint64 createdMs)
{
    return isFinished(status) && modifiedMs != 0 ? modifiedMs : createdMs;
}
