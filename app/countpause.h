#pragma once

#include <chrono>

/// Before counting what changed: more changes are about to come.
inline constexpr std::chrono::milliseconds shortestCountPause{100};

/// How long the window is left to itself after a count that took
/// \p spent: counting takes a tenth of the time at most.
inline std::chrono::milliseconds restAfter(std::chrono::milliseconds spent)
{
    constexpr int share = 10;
    return spent * share;
}
