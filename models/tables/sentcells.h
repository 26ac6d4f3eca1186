#pragma once

#include "sentaction.h"
#include "synctask.h"

#include <optional>

// What became of what was sent, in the user's language.

/// "Failed again: Immutable tag"; empty where there is nothing to be followed.
QString progressText(const SentAction &action);
/// How it is drawn beside a shape; empty where there is nothing to be followed.
std::optional<SyncTaskStatus> progressStatus(SentProgress progress);

/// How many of them were accepted, and what became of those.
struct SentCounts {
    int accepted = 0;
    int done = 0;
    int failed = 0;
    int failedAgain = 0; ///< retries
    int cancelled = 0;
    int awaited = 0; ///< not listed yet
    int waiting = 0;
    int underway = 0;
    int notKnown = 0;

    void add(const SentAction &action);

    friend bool operator==(const SentCounts &, const SentCounts &) = default;
};

/// "37 accepted: 20 done, 8 failed again, 9 running".
QString sentCountsText(const SentCounts &counts);
