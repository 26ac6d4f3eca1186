#include "routefigures.h"

#include <algorithm>
#include <tuple>

namespace {

constexpr double slowerBy = 1.2;

/// In this order, the largest first.
auto urgencyOf(const RouteFigures &route)
{
    const RegionPairFigures &figures = route.figures;
    return std::tuple(route.delay ? route.delay->ratio : 0.0,
                      figures.counts.of(SyncTaskStatus::Error), route.stuck,
                      figures.running + figures.waiting, figures.counts.total());
}

int stuckOn(const TaskStore &store, const RegionPair &pair, std::span<const TaskRow> stuck)
{
    return static_cast<int>(std::ranges::count_if(stuck, [&](TaskRow row) {
        const TaskEnds ends = store.ends(row);
        return store.repository(ends.from).region == pair.from &&
               store.repository(ends.to).region == pair.to;
    }));
}

} // namespace

bool RouteFigures::isSlower() const
{
    if (figures.doneLastHour < RegionPairFigures::fewestForNow ||
        figures.doneLastWeek < RegionPairFigures::fewestForUsual)
        return false;
    return figures.p95LastHour && figures.p95LastWeek &&
           static_cast<double>(figures.p95LastHour->count()) >=
               slowerBy * static_cast<double>(figures.p95LastWeek->count());
}

std::vector<RouteFigures> routesOf(const TaskStore &store, std::span<const RegionPairFigures> pairs,
                                   std::span<const TaskRow> stuck)
{
    const std::vector<DelayedPair> delayed = delayedPairs(pairs);
    std::vector<RouteFigures> routes;
    for (const RegionPairFigures &pair : pairs) {
        RouteFigures route{.fromRegion = store.texts().text(pair.regions.from),
                           .toRegion = store.texts().text(pair.regions.to),
                           .figures = pair,
                           .stuck = stuckOn(store, pair.regions, stuck)};
        const auto delay = std::ranges::find(delayed, pair.regions, &DelayedPair::regions);
        if (delay != delayed.end())
            route.delay = *delay;
        routes.push_back(route);
    }
    std::ranges::sort(routes, [](const RouteFigures &a, const RouteFigures &b) {
        const auto first = urgencyOf(a);
        const auto second = urgencyOf(b);
        return first != second ? first > second : a.key() < b.key();
    });
    return routes;
}
