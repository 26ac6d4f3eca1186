#pragma once

#include "synctask.h"

// How two reports of one task become one. The list and the answer for a single task may come in any
// order, so what is known may be newer than what arrives. Store and history both go by this.

/// The status of a task, and when it changed last.
struct StatusReport {
    SyncTaskStatus status = SyncTaskStatus::Unknown;
    qint64 changedMs = 0; ///< since 1970, UTC; 0: not given
};

/// \p news is from before the end of the task that is known: it changes nothing.
constexpr bool isOutdated(const StatusReport &news, const StatusReport &known)
{
    return isEndTold(known.status) && !isEndTold(news.status) && news.changedMs <= known.changedMs;
}

/// Which time of its end a task has once \p news is merged.
enum class EndTime : quint8 { AsKnown, Given, Missing };

constexpr EndTime endTimeAfter(const StatusReport &news, const StatusReport &known)
{
    if (news.changedMs != 0)
        return EndTime::Given;
    return isFinished(news.status) && !isFinished(known.status) ? EndTime::Missing
                                                                : EndTime::AsKnown;
}

/// A task, and what its fields do not tell of the last change of its status.
struct KnownTask {
    SyncTask task{};
    qint64 changedMs = 0;          ///< when it changed last, since 1970, UTC; 0: never told
    bool isEndTimeMissing = false; ///< that was before its end

    friend bool operator==(const KnownTask &, const KnownTask &) = default;
};

/// A field that \p news does not give leaves the known one alone; a finished task stays finished
/// unless the news is newer.
void mergeTask(KnownTask &known, const SyncTask &news);
