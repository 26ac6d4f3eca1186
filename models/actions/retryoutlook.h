#pragma once

#include "synctask.h"

#include <QString>

/// Whether a retry meets the cause of the former failure again.
enum class RetryOutlook : quint8 {
    Open,             ///< nothing speaks against it
    FailsUnlessFixed, ///< the cause lies outside of what is sent, and may have been removed since
    FailsAgain,       ///< nothing that is sent differs from what failed, and the cause is lasting
};

/// How a task is retried, as far as the outlook depends on it.
struct RetryMeans {
    bool canReplace = true; ///< a copy of its own; the run of a rule has no such choice
    bool replaces = false;  ///< a tag that the destination has already

    friend bool operator==(const RetryMeans &, const RetryMeans &) = default;
};

/// From the cause of \p task, a failed one; the outlook of others is open. A cause that this
/// program does not know is read by its parts: NOT_EXIST, QUOTA, DENIED and the like.
RetryOutlook retryOutlook(const SyncTask &task, const RetryMeans &means);
/// What happened, and what to do before it is retried, in the language of the user; empty where the
/// outlook is open. The same for each task with the same cause.
QString retryOutlookReason(const SyncTask &task, const RetryMeans &means);
