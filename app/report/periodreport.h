#pragma once

#include "exportcoverage.h"
#include "failuregroups.h"
#include "routefigures.h"
#include "sentaction.h"
#include "statussummary.h"
#include "taskfilter.h"
#include "timedisplay.h"
#include "timelinedata.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

/// What a report is made from.
struct ReportSource {
    const TaskStore &store;
    TaskQuery query{};
    /// With the period as its range, unless the query names one.
    QueryContext context{};
    StuckRule stuckRule{};
    ExportCoverage coverage{};
    /// What was sent to change a registry, in any order; empty: the reporter does not know.
    std::optional<std::vector<SentAction>> sent{};
};

/// What happened in a period, counted once.
struct PeriodReport {
    static constexpr std::size_t mostRoutes = 10;
    static constexpr std::size_t mostGroups = 15;
    static constexpr std::size_t mostFailures = 300;
    static constexpr std::size_t mostSent = 300;

    QDateTime since{};
    QDateTime until{};
    TimeDisplay times{};       ///< moments: a report is read later
    ExportCoverage coverage{}; ///< rows are the tasks of the period
    StatusSummary summary{};
    TimelineData statuses{};
    TimelineData durations{};
    FailureBoard causes{};
    FailureBoard routes{};
    std::vector<RouteFigures> slowest{};           ///< by the p95 of the period, at most mostRoutes
    std::vector<SyncTask> failures{};              ///< the newest first, at most mostFailures
    std::optional<std::vector<SentAction>> sent{}; ///< within the period, newest first
    QHash<QString, QString> ruleNames{};
};

PeriodReport makeReport(const ReportSource &source);
