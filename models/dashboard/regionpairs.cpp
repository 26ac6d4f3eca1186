#include "regionpairs.h"

#include "activetasks.h"
#include "percentile.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr qint64 hourMs = milliseconds(1h).count();
constexpr qint64 dayMs = 24 * hourMs;
constexpr qint64 weekMs = 7 * dayMs;
constexpr int fewestForUsual = 20;
constexpr int fewestForNow = 5;
constexpr double leastRatio = 2.0;
constexpr milliseconds leastBehind = 1min;

/// What is gathered of one pair; each duration stands in the youngest period that it belongs to.
struct PairFindings {
    RegionPairFigures figures{};
    ActiveTasks active{};
    std::vector<qint64> hour{};
    std::vector<qint64> day{};
    std::vector<qint64> week{};
};

void addDuration(PairFindings &findings, qint64 duration, qint64 age)
{
    if (age <= hourMs)
        findings.hour.push_back(duration);
    else if (age <= dayMs)
        findings.day.push_back(duration);
    else
        findings.week.push_back(duration);
}

void addTask(PairFindings &findings, const TaskHead &head, qint64 nowMs)
{
    findings.active.add(head);
    const qint64 age = nowMs - head.momentMs();
    if (head.momentMs() == 0 || age > weekMs)
        return;
    if (age <= dayMs)
        findings.figures.lastDay.add(head.status);
    const std::optional<qint64> duration = head.durationMs(nowMs);
    if (head.status == SyncTaskStatus::Success && duration)
        addDuration(findings, *duration, age);
}

void append(std::vector<qint64> &all, const std::vector<qint64> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

RegionPairFigures finished(PairFindings &findings, qint64 nowMs)
{
    RegionPairFigures &figures = findings.figures;
    figures.running = findings.active.running;
    figures.waiting = findings.active.waiting;
    figures.oldestActive = ageOf(findings.active.oldestMs, nowMs);
    figures.successRate = figures.lastDay.successRate();
    figures.doneLastHour = static_cast<int>(findings.hour.size());
    figures.p95LastHour = percentile(std::span(findings.hour), 95);
    append(findings.day, findings.hour);
    figures.medianDuration = percentile(std::span(findings.day), 50);
    figures.p95Duration = percentile(std::span(findings.day), 95);
    append(findings.week, findings.day);
    figures.doneLastWeek = static_cast<int>(findings.week.size());
    figures.p95LastWeek = percentile(std::span(findings.week), 95);
    return figures;
}

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
    const qint64 nowMs = now.toMSecsSinceEpoch();
    RegionPairIndex index(store);
    std::vector<PairFindings> pairs;
    for (const TaskRow row : rows) {
        const quint32 number = index.numberOf(store.ends(row));
        if (number == pairs.size())
            pairs.emplace_back();
        addTask(pairs[number], store.head(row), nowMs);
    }
    std::vector<RegionPairFigures> figures;
    figures.reserve(pairs.size());
    for (quint32 number = 0; number < index.size(); ++number) {
        pairs[number].figures.regions = index.pair(number);
        figures.push_back(finished(pairs[number], nowMs));
    }
    std::ranges::sort(figures, [](const RegionPairFigures &a, const RegionPairFigures &b) {
        return std::pair(a.regions.from, a.regions.to) < std::pair(b.regions.from, b.regions.to);
    });
    return figures;
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
