#include "statuscounts.h"

#include <numeric>

int StatusCounts::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

std::optional<double> StatusCounts::successRate() const
{
    const int done = of(SyncTaskStatus::Success);
    const int ended = done + of(SyncTaskStatus::Error);
    return ended == 0 ? std::nullopt : std::optional(static_cast<double>(done) / ended);
}
