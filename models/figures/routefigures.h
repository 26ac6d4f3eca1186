#pragma once

#include "regionpairs.h"

#include <QString>

#include <optional>
#include <span>
#include <utility>
#include <vector>

/// A pair of regions as the page of routes shows it.
struct RouteFigures {
    QString fromRegion{}; ///< as the API gives it; may be empty
    QString toRegion{};
    RegionPairFigures figures{};
    int stuck = 0;                      ///< of the running and waiting ones
    std::optional<DelayedPair> delay{}; ///< see delayedPairs()
    QString muted{}; ///< "Muted until 14:00 · reason", not counted but shown; empty: it is not

    /// What the row is about, whatever the numbers.
    [[nodiscard]] std::pair<QString, QString> key() const { return {fromRegion, toRegion}; }
    /// Some query can ask for its tasks.
    [[nodiscard]] bool canBeNamed() const { return !fromRegion.isEmpty() && !toRegion.isEmpty(); }
    /// The last hour's p95 is above that of the last 7 days by a fifth at least, and both are of
    /// more than a few tasks: not yet a delay, but worth a mark.
    [[nodiscard]] bool isSlower() const;

    friend bool operator==(const RouteFigures &, const RouteFigures &) = default;
};

/// The most delayed first, then those with most failures in 24 hours, most stuck and most
/// unfinished tasks; \p stuck are the rows of the stuck ones.
std::vector<RouteFigures> routesOf(const TaskStore &store, std::span<const RegionPairFigures> pairs,
                                   std::span<const TaskRow> stuck);
