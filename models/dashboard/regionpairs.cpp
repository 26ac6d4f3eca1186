#include "regionpairs.h"

#include "regionpaircount.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr int fewestForUsual = 20;
constexpr int fewestForNow = 5;
constexpr double leastRatio = 2.0;
constexpr milliseconds leastBehind = 1min;

/// How long a pair's tasks take now, at the worst; 0 when nothing is known.
milliseconds nowOf(const RegionPairFigures &pair)
{
    const bool isEnough = pair.doneLastHour >= fewestForNow && pair.p95LastHour;
    return std::max(pair.oldestActive.value_or(0ms), isEnough ? *pair.p95LastHour : 0ms);
}

milliseconds usualOf(const RegionPairFigures &pair)
{
    return pair.doneLastWeek >= fewestForUsual ? pair.p95LastWeek.value_or(0ms) : 0ms;
}

} // namespace

std::vector<RegionPairFigures> countRegionPairs(const TaskStore &store,
                                                std::span<const TaskRow> rows, const QDateTime &now)
{
    RegionPairCount count(store, now);
    count.add(rows);
    count.finishAll();
    return count.figures();
}

std::optional<DelayedPair> mostDelayedPair(std::span<const RegionPairFigures> pairs)
{
    milliseconds anyUsual{0};
    for (const RegionPairFigures &pair : pairs)
        anyUsual = std::max(anyUsual, usualOf(pair));
    std::optional<DelayedPair> most;
    for (const RegionPairFigures &pair : pairs) {
        const milliseconds own = usualOf(pair);
        const milliseconds usual = std::max(own > 0ms ? own : anyUsual, 1ms);
        const milliseconds behind = nowOf(pair) - usual;
        const double ratio =
            static_cast<double>(nowOf(pair).count()) / static_cast<double>(usual.count());
        const bool isKnown = anyUsual > 0ms;
        if (isKnown && ratio >= leastRatio && behind >= leastBehind &&
            (!most || ratio > most->ratio))
            most = DelayedPair{.regions = pair.regions, .ratio = ratio, .behind = behind};
    }
    return most;
}
