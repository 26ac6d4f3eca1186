#pragma once

#include "acknowledgements.h"
#include "latestresults.h"
#include "querynames.h"
#include "taskstore.h"
#include "timerange.h"

#include <QDateTime>
#include <QTimeZone>

#include <functional>

/// What a query needs to know beside the tasks.
struct QueryContext {
    QDateTime now{};                        ///< for times that are counted from now
    QTimeZone zone{};                       ///< of times without an offset; see timeFromQuery()
    TimeRange range{};                      ///< chosen; the query's own times take its place
    QueryNames names{};                     ///< found as ids are
    std::function<bool(TaskRow)> isStuck{}; ///< nothing is where it is not given
    /// What is latest and repaired; nothing where it is not given.
    const LatestResults *results = nullptr;
    /// What a team noted; nothing is acknowledged where it is not given.
    const Acknowledgements *acknowledged = nullptr;
};
