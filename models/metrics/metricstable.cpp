#include "metricstable.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

// A stuck task is one of ten minutes at least, see StuckThresholds: that bound is among them.
constexpr std::array durationBounds = {5.0,   10.0,   30.0,   60.0,   120.0,   300.0,
                                       600.0, 1800.0, 3600.0, 7200.0, 21600.0, 86400.0};

constexpr std::array definitions = {
    MetricDefinition{.metric = Metric::Build,
                     .name = "syncdashboard_build",
                     .type = MetricType::Info,
                     .labels = "version,qt",
                     .help = "The program that measured, and the Qt that it runs with."},
    MetricDefinition{.metric = Metric::MeasuredAt,
                     .name = "syncdashboard_measured_timestamp_seconds",
                     .unit = "seconds",
                     .help = "When these numbers were measured, by the registry's clock."},
    MetricDefinition{.metric = Metric::CollectorElected,
                     .name = "syncdashboard_collector_elected",
                     .help = "1: this collector writes the team's database. 0: it stands by, and "
                             "reads nothing."},
    MetricDefinition{.metric = Metric::ReadingComplete,
                     .name = "syncdashboard_reading_complete",
                     .help = "1: every list is current and proven to be complete. 0: tasks may be "
                             "missing from the numbers; the lists say where."},
    MetricDefinition{.metric = Metric::Instance,
                     .name = "syncdashboard_instance",
                     .type = MetricType::Info,
                     .labels = "account,region,instance_id,name",
                     .help = "A watched instance, and its name."},
    MetricDefinition{.metric = Metric::ListState,
                     .name = "syncdashboard_list_state",
                     .labels = "account,region,instance_id,state",
                     .help = "How the list of an instance is read: 1 for the state that it is in. "
                             "Without an instance: a region or an account that does not tell which "
                             "instances it has."},
    MetricDefinition{.metric = Metric::ListLastRead,
                     .name = "syncdashboard_list_last_read_timestamp_seconds",
                     .unit = "seconds",
                     .labels = "account,region,instance_id",
                     .help = "When the list was read last; absent where it never was. time() less "
                             "this is its age."},
    MetricDefinition{.metric = Metric::ListComplete,
                     .name = "syncdashboard_list_complete",
                     .labels = "account,region,instance_id",
                     .help = "1: every task of the list was read, which is proven. Absent where "
                             "nothing was read."},
    MetricDefinition{.metric = Metric::ListCompleteSince,
                     .name = "syncdashboard_list_complete_since_timestamp_seconds",
                     .unit = "seconds",
                     .labels = "account,region,instance_id",
                     .help = "Every task that was created after this time was read; absent where "
                             "that is not known of any time."},
    MetricDefinition{.metric = Metric::ListTasksRead,
                     .name = "syncdashboard_list_tasks_read",
                     .labels = "account,region,instance_id",
                     .help = "Tasks of the list that were read."},
    MetricDefinition{.metric = Metric::ListTasksTotal,
                     .name = "syncdashboard_list_tasks_listed",
                     .labels = "account,region,instance_id",
                     .help = "Tasks of the list as the registry counts them; absent where it does "
                             "not say."},
    MetricDefinition{.metric = Metric::ListTasksUnreadable,
                     .name = "syncdashboard_list_tasks_unreadable",
                     .labels = "account,region,instance_id",
                     .help = "Tasks of the list that are left out because they have no usable id."},
    MetricDefinition{.metric = Metric::Health,
                     .name = "syncdashboard_health",
                     .labels = "state",
                     .help = "The headline of the window: 1 for the state that holds. It speaks of "
                             "the last hour and the last 24 hours of what was read."},
    MetricDefinition{.metric = Metric::Tasks,
                     .name = "syncdashboard_tasks",
                     .labels = "instance_id,status",
                     .help = "Known tasks by status, of the instance that lists them. No number "
                             "where the list was never read; a 0 only where its time is covered."},
    MetricDefinition{.metric = Metric::FailedTasks,
                     .name = "syncdashboard_failed_tasks",
                     .labels = "cause",
                     .help = "Known tasks that failed, by the registry's word for the cause (the "
                             "first %1 by name, the rest as other). A 0 only where everything "
                             "was read."},
    MetricDefinition{.metric = Metric::OpenFailures,
                     .name = "syncdashboard_open_failures",
                     .labels = "cause",
                     .help = "Of the failed tasks those after which the same image has not arrived "
                             "at the same destination, by cause (the first %1 by name, the rest "
                             "as other)."},
    MetricDefinition{.metric = Metric::RouteTasks,
                     .name = "syncdashboard_route_tasks",
                     .labels = "from,to,status",
                     .help = "Known tasks by pair of regions and status (the first %1 pairs by "
                             "name, the rest as other)."},
    MetricDefinition{.metric = Metric::RouteStuckTasks,
                     .name = "syncdashboard_route_stuck_tasks",
                     .labels = "from,to",
                     .help = "Tasks that run or wait for longer than the pair of regions explains "
                             "(the first %1 pairs by name, the rest as other)."},
    MetricDefinition{.metric = Metric::RouteOldestUnfinished,
                     .name = "syncdashboard_route_oldest_unfinished_age_seconds",
                     .unit = "seconds",
                     .labels = "from,to",
                     .help = "Age of the oldest running or waiting task when its list was read "
                             "last (the first %1 pairs by name, the rest as other)."},
    MetricDefinition{.metric = Metric::RuleTasks,
                     .name = "syncdashboard_rule_tasks",
                     .labels = "rule_id,rule,status",
                     .help = "Known tasks by rule and status (the first %1 rules by name, the rest "
                             "as other). A rule whose name is not known has its id for a name."},
    MetricDefinition{.metric = Metric::RuleLastSuccess,
                     .name = "syncdashboard_rule_last_success_timestamp_seconds",
                     .unit = "seconds",
                     .labels = "rule_id,rule",
                     .help = "When a task of the rule succeeded last (the first %1 rules by name); "
                             "absent where no success is known. time() less this is its age."},
    MetricDefinition{.metric = Metric::RuleSilent,
                     .name = "syncdashboard_rule_silent",
                     .labels = "rule_id,rule",
                     .help = "1: against its habit the rule has started nothing for long (the "
                             "first %1 rules by name). Absent where its habit is not known."},
    MetricDefinition{.metric = Metric::NamespaceTasks,
                     .name = "syncdashboard_namespace_tasks",
                     .labels = "namespace,status",
                     .help = "Known tasks by namespace of the source and status (the first %1 "
                             "namespaces by name, the rest as other)."},
    MetricDefinition{.metric = Metric::TaskDuration,
                     .name = "syncdashboard_task_duration_seconds",
                     .type = MetricType::Histogram,
                     .unit = "seconds",
                     .labels = "from,to",
                     .help = "How long the known tasks took that are done, by pair of regions (the "
                             "first %1 pairs by name, the rest as other)."},
    MetricDefinition{.metric = Metric::Requests,
                     .name = "syncdashboard_requests",
                     .type = MetricType::Counter,
                     .labels = "account,region,instance_id,operation",
                     .help = "Requests sent to the registry since the process began, further "
                             "attempts among them."},
    MetricDefinition{.metric = Metric::ThrottledRequests,
                     .name = "syncdashboard_throttled_requests",
                     .type = MetricType::Counter,
                     .labels = "account,region,instance_id",
                     .help = "Requests since the process began of which the registry said that "
                             "they were too many."},
    MetricDefinition{.metric = Metric::FailedRequests,
                     .name = "syncdashboard_failed_requests",
                     .type = MetricType::Counter,
                     .labels = "account,region,instance_id,kind",
                     .help = "Requests since the process began that failed for another reason."},
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (static_cast<std::size_t>(definitions[i].metric) != i)
            return false;
    }
    return static_cast<std::size_t>(Metric::FailedRequests) + 1 == definitions.size();
}
static_assert(isInOrder());

} // namespace

std::span<const MetricDefinition> metricDefinitions()
{
    return definitions;
}

MetricFamily emptyFamily(Metric metric, int mostNamed)
{
    const MetricDefinition &definition = definitions.at(static_cast<std::size_t>(metric));
    MetricFamily family{
        .name = definition.name,
        .type = definition.type,
        .unit = definition.unit,
        .help = QString::fromLatin1(definition.help).replace(u"%1"_s, QString::number(mostNamed))};
    const QByteArray labels = definition.labels;
    if (!labels.isEmpty()) {
        for (const QByteArray &label : labels.split(','))
            family.labelNames.push_back(label);
    }
    if (definition.type == MetricType::Histogram)
        family.bounds.assign(durationBounds.begin(), durationBounds.end());
    return family;
}

QByteArrayList seriesNames(const MetricDefinition &definition)
{
    const QByteArray name = definition.name;
    switch (definition.type) {
    case MetricType::Counter:
        return {name + "_total"};
    case MetricType::Info:
        return {name + "_info"};
    case MetricType::Histogram:
        return {name + "_bucket", name + "_sum", name + "_count"};
    case MetricType::Gauge:
        break;
    }
    return {name};
}
