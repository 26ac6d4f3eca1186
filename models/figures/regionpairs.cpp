#include "regionpairs.h"

#include "regionpaircount.h"
#include "timerange.h"

#include <algorithm>
#include <functional>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr double leastRatio = 2.0;
constexpr milliseconds leastBehind = 1min;

/// How long a pair's tasks take now, at the worst; 0 when nothing is known.
milliseconds nowOf(const RegionPairFigures &pair)
{
    const bool isEnough = pair.doneLastHour >= RegionPairFigures::fewestForNow && pair.p95LastHour;
    return std::max(pair.oldestActive.value_or(0ms), isEnough ? *pair.p95LastHour : 0ms);
}

milliseconds usualOf(const RegionPairFigures &pair)
{
    return pair.doneLastWeek >= RegionPairFigures::fewestForUsual ? pair.p95LastWeek.value_or(0ms)
                                                                  : 0ms;
}

} // namespace

std::vector<RegionPairFigures> countRegionPairs(const TaskStore &store,
                                                std::span<const TaskRow> rows, const QDateTime &now)
{
    RegionPairCount count(store, now);
    count.add(rows);
    count.addInRange(rowsIn(store, rows, TimeRange::last(std::chrono::hours(24), now)));
    count.finishAll();
    return count.figures();
}

std::vector<DelayedPair> delayedPairs(std::span<const RegionPairFigures> pairs)
{
    milliseconds anyUsual{0};
    for (const RegionPairFigures &pair : pairs)
        anyUsual = std::max(anyUsual, usualOf(pair));
    std::vector<DelayedPair> delayed;
    for (const RegionPairFigures &pair : pairs) {
        const milliseconds own = usualOf(pair);
        const milliseconds usual = std::max(own > 0ms ? own : anyUsual, 1ms);
        const milliseconds behind = nowOf(pair) - usual;
        const double ratio =
            static_cast<double>(nowOf(pair).count()) / static_cast<double>(usual.count());
        const bool isKnown = anyUsual > 0ms;
        if (isKnown && ratio >= leastRatio && behind >= leastBehind)
            delayed.push_back({.regions = pair.regions, .ratio = ratio, .behind = behind});
    }
    std::ranges::stable_sort(delayed, std::ranges::greater{}, &DelayedPair::ratio);
    return delayed;
}

std::optional<DelayedPair> mostDelayedPair(std::span<const RegionPairFigures> pairs)
{
    const std::vector<DelayedPair> delayed = delayedPairs(pairs);
    return delayed.empty() ? std::nullopt : std::optional(delayed.front());
}
