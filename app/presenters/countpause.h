#pragma once

#include <QDateTime>

#include <algorithm>
#include <chrono>

/// Before counting what changed: more changes are about to come.
inline constexpr std::chrono::milliseconds shortestCountPause{100};

/// How long a piece of work took. The clock of the wall may be set meanwhile, by hours: that must
/// not pass for work.
inline std::chrono::milliseconds timeSpent(const QDateTime &begin, const QDateTime &end)
{
    constexpr std::chrono::milliseconds longest{10'000};
    return std::clamp(std::chrono::milliseconds(begin.msecsTo(end)),
                      std::chrono::milliseconds::zero(), longest);
}

/// How long the window is left to itself after a count that took
/// \p spent: counting takes a tenth of the time at most.
inline std::chrono::milliseconds restAfter(std::chrono::milliseconds spent)
{
    constexpr int share = 10;
    return spent * share;
}
