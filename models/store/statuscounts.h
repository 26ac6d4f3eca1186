#pragma once

#include "synctask.h"

#include <array>
#include <cstddef>
#include <optional>

/// The order in which statuses are shown: what needs a person first.
inline constexpr std::array shownStatuses = {
    SyncTaskStatus::Error,    SyncTaskStatus::Synchronizing, SyncTaskStatus::Pending,
    SyncTaskStatus::Canceled, SyncTaskStatus::Success,       SyncTaskStatus::Deleted,
    SyncTaskStatus::Unknown,
};

/// Worth a place on the screen only where there are such tasks.
constexpr bool isRare(SyncTaskStatus status)
{
    return status == SyncTaskStatus::Deleted || status == SyncTaskStatus::Unknown;
}

/// How many tasks have each status.
struct StatusCounts {
    std::array<int, shownStatuses.size()> counts{}; ///< indexed by the enum's value

    void add(SyncTaskStatus status) { ++counts[static_cast<std::size_t>(status)]; }
    void add(const StatusCounts &more)
    {
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += more.counts[i];
    }
    [[nodiscard]] int of(SyncTaskStatus status) const
    {
        return counts[static_cast<std::size_t>(status)];
    }
    [[nodiscard]] int total() const;
    /// 0..1: done of (done + failed); empty where none ended so.
    [[nodiscard]] std::optional<double> successRate() const;

    friend bool operator==(const StatusCounts &, const StatusCounts &) = default;
};
