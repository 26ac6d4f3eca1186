#pragma once

#include "metricfamily.h"

#include <QByteArray>
#include <QByteArrayList>

#include <span>

/// Every family that the program exports.
enum class Metric : quint8 {
    Build,
    MeasuredAt,
    CollectorElected,
    ReadingComplete,
    Instance,
    ListState,
    ListLastRead,
    ListComplete,
    ListCompleteSince,
    ListTasksRead,
    ListTasksTotal,
    ListTasksUnreadable,
    Health,
    Tasks,
    FailedTasks,
    OpenFailures,
    RouteTasks,
    RouteStuckTasks,
    RouteOldestUnfinished,
    RuleTasks,
    RuleLastSuccess,
    RuleSilent,
    NamespaceTasks,
    TaskDuration,
    Requests,
    ThrottledRequests,
    FailedRequests,
};

/// What is the same whenever a family is measured.
struct MetricDefinition {
    Metric metric = Metric::Build;
    const char *name = nullptr; ///< as in MetricFamily
    MetricType type = MetricType::Gauge;
    const char *unit = "";
    const char *labels = ""; ///< with commas between them
    const char *help = "";   ///< %1: the number of rules, routes, ... that are named at most
};

/// In the order of the enumeration.
std::span<const MetricDefinition> metricDefinitions();

/// The family without numbers; \p mostNamed is said in its help.
MetricFamily emptyFamily(Metric metric, int mostNamed);

/// The names of the series that a family has where it is scraped: "syncdashboard_requests_total".
QByteArrayList seriesNames(const MetricDefinition &definition);
