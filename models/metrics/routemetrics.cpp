#include "routemetrics.h"

#include "measuring.h"
#include "regionpaircount.h"
#include "routefigures.h"
#include "statussummary.h"
#include "timerange.h"

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

QString healthWord(Health health)
{
    switch (health) {
    case Health::OnTime:
        return u"on_time"_s;
    case Health::Delayed:
        return u"delayed"_s;
    case Health::Failing:
        return u"failing"_s;
    case Health::Unknown:
        break;
    }
    return u"unknown"_s;
}

FamilySet::Labels routeLabels(const QString &from, const QString &to)
{
    return {orUnknown(from), orUnknown(to)};
}

void addHealth(Measuring &measuring, const StuckThresholds &thresholds,
               std::span<const RegionPairFigures> pairs)
{
    const TaskStore &store = measuring.source.store;
    const QDateTime &now = measuring.source.now;
    const std::vector<TaskRow> lastDay =
        rowsIn(store, measuring.rows, TimeRange::last(healthWindow, now));
    const Health health = summarize(store, measuring.rows, lastDay, now, thresholds, pairs).health;
    for (const Health each : {Health::Unknown, Health::OnTime, Health::Delayed, Health::Failing})
        measuring.set.add(Metric::Health, {healthWord(each)}, each == health ? 1 : 0);
}

void addRoute(Measuring &measuring, const RouteFigures &route, const FamilySet::Labels &labels)
{
    measuring.addStatuses(Metric::RouteTasks, labels, route.figures.counts, measuring.isAllRead);
    if (route.stuck > 0 || measuring.isAllRead)
        measuring.set.add(Metric::RouteStuckTasks, labels, route.stuck);
    if (route.figures.oldestActive)
        measuring.set.raise(Metric::RouteOldestUnfinished, labels,
                            inSeconds(*route.figures.oldestActive));
}

/// As figures count durations: of done tasks of which both times are known.
void addDurations(Measuring &measuring, const NamedLabels &named)
{
    const TaskStore &store = measuring.source.store;
    RegionPairIndex pairs(store);
    std::vector<std::vector<std::chrono::milliseconds>> durations; // by number of the pair
    for (const TaskRow row : measuring.rows) {
        const TaskHotFields &hot = store.hotFields(row);
        const std::optional<qint64> duration = hot.durationMs(0);
        if (hot.status != SyncTaskStatus::Success || !duration)
            continue;
        const quint32 number = pairs.numberOf(store.ends(row));
        if (number == durations.size())
            durations.emplace_back();
        durations[number].emplace_back(*duration);
    }
    for (quint32 number = 0; number < pairs.size(); ++number) {
        const QString from = store.texts().text(pairs.pair(number).from);
        const QString to = store.texts().text(pairs.pair(number).to);
        measuring.set.observe(Metric::TaskDuration, named.of(routeLabels(from, to)),
                              durations[number]);
    }
}

} // namespace

void addRoutes(Measuring &measuring)
{
    const MetricsSource &source = measuring.source;
    RegionPairCount count(source.store, source.now);
    count.add(measuring.rows);
    count.addInRange(measuring.rows);
    count.finishAll();
    const std::vector<RegionPairFigures> pairs = count.figures();
    const StuckThresholds thresholds = count.thresholds(source.stuckRule);
    addHealth(measuring, thresholds, pairs);
    const std::vector<TaskRow> stuck =
        stuckRows(source.store, thresholds, source.now.toMSecsSinceEpoch());
    const std::vector<RouteFigures> routes = routesOf(source.store, pairs, stuck);
    std::set<FamilySet::Labels> names;
    for (const RouteFigures &route : routes)
        names.insert(routeLabels(route.fromRegion, route.toRegion));
    const NamedLabels named(names, measuring.choice.named);
    for (const RouteFigures &route : routes)
        addRoute(measuring, route, named.of(routeLabels(route.fromRegion, route.toRegion)));
    addDurations(measuring, named);
}
