#pragma once

#include "liststatus.h"
#include "metricfamily.h"
#include "metricschoice.h"
#include "stucktasks.h"
#include "taskstore.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>
#include <span>
#include <vector>

class CallTally;

/// What metrics are measured from. However the tasks were got, by one reading or by feeds that go
/// on, these are the same values; see listStatuses() for both.
struct MetricsSource {
    const TaskStore &store;              ///< has the tasks of the lists
    std::span<const ListStatus> lists{}; ///< how each is read
    bool isMissingMore = false;          ///< something is not read that none of the lists shows
    QHash<QString, QString> ruleNames{}; ///< by id
    StuckRule stuckRule{};
    const CallTally *calls = nullptr; ///< null: nothing is said of requests
    QString version{};                ///< of the program
    std::optional<bool> isElected{};  ///< of a collector, see TeamLease
    QDateTime now{};                  ///< by the registry's clock
};

/// Every family that has numbers. Counts and words are those of the window: figures, the lists'
/// status, the words of queries. Of what was not read there is no number, and none is 0 that is not
/// known to be. Looks at each task some ten times: half a second for a million of them.
std::vector<MetricFamily> measure(const MetricsSource &source, const MetricsChoice &choice);
