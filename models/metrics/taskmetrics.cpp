#include "taskmetrics.h"

#include "failuregroups.h"
#include "measuring.h"
#include "readingmetrics.h"
#include "routemetrics.h"
#include "rulemetrics.h"

#include <algorithm>
#include <array>
#include <map>

namespace {

constexpr std::array knownIssues = {
    TaskIssue::OssPolicyUnauthorized, TaskIssue::TagConflict,  TaskIssue::UnsupportedFormat,
    TaskIssue::InternalError,         TaskIssue::NetworkError, TaskIssue::DataLengthExceeded};

/// Tasks by status, by a text of the store.
using CountsByText = std::map<StringPool::Id, StatusCounts>;

/// Of some time all tasks of the instance are known.
bool isCovered(const MetricsSource &source, const QString &instanceId)
{
    return std::ranges::any_of(source.lists, [&instanceId](const ListStatus &list) {
        return list.instance.instanceId == instanceId &&
               (list.feed.complete || list.feed.completeSince.isValid());
    });
}

void addInstances(Measuring &measuring)
{
    const TaskStore &store = measuring.source.store;
    CountsByText counts;
    for (const TaskRow row : measuring.rows)
        counts[store.coldFields(row).instance].add(store.status(row));
    std::map<QString, StatusCounts> byId;
    for (const auto &[instance, ofInstance] : counts)
        byId[store.texts().text(instance)] = ofInstance;
    for (const ListStatus &list : measuring.source.lists) {
        if (list.isInstance() && list.wasRead())
            byId[list.instance.instanceId]; // also where it has no task
    }
    for (const auto &[id, ofInstance] : byId)
        measuring.addStatuses(Metric::Tasks, {id}, ofInstance, isCovered(measuring.source, id));
}

void addFailures(Measuring &measuring)
{
    const TaskStore &store = measuring.source.store;
    const LatestResults results(store);
    QueryContext context{.now = measuring.source.now};
    context.results = &results;
    const FailureBoard board =
        groupFailures(store, TaskFilter(store, TaskQuery{}, context), results,
                      FailureGrouping::Cause, measuring.source.now.toMSecsSinceEpoch());
    std::map<FamilySet::Labels, FailureGroup> causes;
    if (measuring.isAllRead) {
        for (const TaskIssue issue : knownIssues)
            causes[{wireName(issue)}];
    }
    for (const FailureGroup &group : board.groups) {
        FailureGroup &cause = causes[{orUnknown(group.text)}];
        cause.count += group.count;
        cause.repaired += group.repaired;
    }
    std::set<FamilySet::Labels> names;
    for (const auto &[name, cause] : causes)
        names.insert(name);
    const NamedLabels named(names, measuring.choice.named);
    for (const auto &[name, cause] : causes) {
        measuring.set.add(Metric::FailedTasks, named.of(name), cause.count);
        measuring.set.add(Metric::OpenFailures, named.of(name), cause.open());
    }
}

void addNamespaces(Measuring &measuring)
{
    const TaskStore &store = measuring.source.store;
    CountsByText counts;
    for (const TaskRow row : measuring.rows)
        counts[store.repository(store.ends(row).from).repoNamespace].add(store.status(row));
    std::map<FamilySet::Labels, StatusCounts> byName;
    std::set<FamilySet::Labels> names;
    for (const auto &[name, ofNamespace] : counts) {
        const FamilySet::Labels labels{orUnknown(store.texts().text(name))};
        names.insert(labels);
        byName[labels].add(ofNamespace);
    }
    const NamedLabels named(names, measuring.choice.named);
    for (const auto &[name, ofNamespace] : byName)
        measuring.addStatuses(Metric::NamespaceTasks, named.of(name), ofNamespace,
                              measuring.isAllRead);
}

} // namespace

std::vector<MetricFamily> measure(const MetricsSource &source, const MetricsChoice &choice)
{
    Measuring measuring(source, choice);
    addReading(measuring);
    addInstances(measuring);
    if (!measuring.rows.empty() || measuring.isAllRead) {
        addFailures(measuring);
        addRoutes(measuring);
        addRules(measuring);
    }
    if (choice.namespaces)
        addNamespaces(measuring);
    return measuring.set.take();
}
