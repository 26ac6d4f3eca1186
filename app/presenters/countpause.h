#pragma once

#include <QDateTime>

#include <algorithm>
#include <chrono>

/// The shortest pause before a recount: changes come in groups.
inline constexpr std::chrono::milliseconds shortestCountPause{100};

/// How long a piece of work took. The wall clock may be set meanwhile, by hours, which must not
/// count as work.
inline std::chrono::milliseconds timeSpent(const QDateTime &begin, const QDateTime &end)
{
    constexpr std::chrono::milliseconds longest{10'000};
    return std::clamp(std::chrono::milliseconds(begin.msecsTo(end)),
                      std::chrono::milliseconds::zero(), longest);
}

/// The pause after a count that took \p spent, so that counting takes a tenth of the time at most.
inline std::chrono::milliseconds restAfter(std::chrono::milliseconds spent)
{
    constexpr int share = 10;
    return spent * share;
}
