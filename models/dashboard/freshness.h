#pragma once

#include "feedgroup.h"

#include <QDateTime>

#include <chrono>
#include <span>

/// Whether what was counted still holds: it is as old as the lists that it was counted from.
struct Freshness {
    enum class State : quint8 {
        Fresh,
        Partly,   ///< some lists are behind, the others are fresh
        Lost,     ///< none is fresh, and the connection is lost
        Outdated, ///< none is fresh, though nothing says that the connection is lost
    };

    State state = State::Fresh;
    QDateTime asOf{}; ///< of the oldest list that is behind; invalid: it was never seen
    int behind = 0;   ///< lists, and accounts that list nothing
    int all = 0;

    friend bool operator==(const Freshness &, const Freshness &) = default;
};

/// How often the lists are read, and when they were read before the program started.
struct FreshnessRule {
    std::chrono::milliseconds interval{0}; ///< zero: only by hand
    QDateTime before{};                    ///< invalid: they were not
};

/// How old a list may be: a few refreshes may be late, or wait for their turn.
std::chrono::milliseconds longestFreshness(std::chrono::milliseconds interval);

/// A list is behind at once when its connection is lost, and otherwise when it is too old: one
/// that the registry refuses to tell is missing from nothing that was counted before. \p unlisted:
/// why accounts told of no instance.
Freshness freshnessOf(std::span<const InstanceFeed> lists, std::span<const ApiError> unlisted,
                      const FreshnessRule &rule, const QDateTime &now);
