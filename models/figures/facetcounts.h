#pragma once

#include "statuscounts.h"
#include "taskfilter.h"

#include <QString>

#include <array>
#include <vector>

/// Counts for the side bar. Each group ignores the query's conditions on its own field, so that it
/// shows what a click would give.
struct FacetCounts {
    /// A value that tasks have, and how many have it; the most frequent first.
    struct Value {
        QString text{};   ///< the word or id as the API gives it
        QString second{}; ///< of a route: the destination's region
        int count = 0;

        friend bool operator==(const Value &, const Value &) = default;
    };

    StatusCounts statuses{};
    std::array<int, 3> triggers{}; ///< indexed by the enum's value
    std::vector<Value> causes{};   ///< of failed tasks
    std::vector<Value> rules{};
    std::vector<Value> routes{};     ///< regions from and to
    std::vector<Value> namespaces{}; ///< of the source
    std::vector<Value> instances{};  ///< which listed the task

    friend bool operator==(const FacetCounts &, const FacetCounts &) = default;
};

/// In one pass over the store.
FacetCounts countFacets(const TaskStore &store, const TaskFilter &filter);
