#pragma once

#include "apierror.h"
#include "clock.h"
#include "commandline.h"
#include "registry.h"

#include <QIODevice>
#include <QString>

#include <functional>
#include <vector>

class CallTally;

/// What metrics say beside what is read.
struct MetricsFacts {
    std::vector<ApiError> refused{};  ///< profiles that could not be asked
    const CallTally *calls = nullptr; ///< of the reading; may be null
    QString version{};                ///< of the program
};

/// sync-dashboard metrics: reads everything once, as list does, and writes metrics of it into
/// options.textfile, at once as a whole, or to \p output. What could not be read, or is not proven
/// to be complete, is told on \p errors as list tells it, and in the metrics, which are written
/// all the same: the numbers of the reading before would say more than is known. Returns the exit
/// code: 0 all was read and written, 1 it was not.
int runMetrics(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
               const MetricsOptions &options, const MetricsFacts &facts, QIODevice &output,
               QIODevice &errors);
