#include "stucktasks.h"

#include "activetasks.h"
#include "percentile.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace {

using std::chrono::milliseconds;

milliseconds limitFor(std::optional<milliseconds> p95, StuckRule rule)
{
    constexpr double longest = 1e15; // far beyond any task, and safe to convert
    if (!p95 || !std::isfinite(rule.factor))
        return StuckThresholds::least;
    const double limit = std::clamp(static_cast<double>(p95->count()) * rule.factor, 0.0, longest);
    return std::max(milliseconds(std::llround(limit)), StuckThresholds::least);
}

/// What done tasks took, in one block, and in another those of each pair together. Up to 49 days:
/// fetching memory is most of the work here.
class Durations final {
public:
    explicit Durations(std::size_t most)
    {
        m_pairs.reserve(most);
        m_values.reserve(most);
    }

    void add(quint32 pair, qint64 duration)
    {
        if (pair == m_ends.size())
            m_ends.push_back(0);
        ++m_ends[pair];
        m_pairs.push_back(pair);
        m_values.push_back(static_cast<quint32>(
            std::clamp<qint64>(duration, 0, std::numeric_limits<quint32>::max())));
    }
    void group()
    {
        std::exclusive_scan(m_ends.begin(), m_ends.end(), m_ends.begin(), std::size_t{0});
        m_grouped.resize(m_values.size());
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_grouped[m_ends[m_pairs[i]]++] = m_values[i];
    }
    [[nodiscard]] std::size_t pairs() const { return m_ends.size(); }
    [[nodiscard]] std::span<quint32> ofPair(std::size_t pair)
    {
        const std::size_t begin = pair == 0 ? 0 : m_ends[pair - 1];
        return std::span(m_grouped).subspan(begin, m_ends[pair] - begin);
    }
    [[nodiscard]] std::span<quint32> ofAll() { return m_values; }

private:
    std::vector<quint32> m_pairs;
    std::vector<quint32> m_values;
    std::vector<quint32> m_grouped;
    std::vector<std::size_t> m_ends; // by pair; how many, until they are grouped
};

Durations durationsOf(const TaskStore &store, std::span<const TaskRow> rows, RegionPairIndex &pairs)
{
    Durations durations(rows.size());
    for (const TaskRow row : rows) {
        const TaskHotFields &hot = store.hotFields(row);
        const std::optional<qint64> duration = hot.durationMs(0);
        if (hot.status == SyncTaskStatus::Success && duration)
            durations.add(pairs.numberOf(store.ends(row)), *duration);
    }
    durations.group();
    return durations;
}

} // namespace

StuckThresholds::StuckThresholds(const TaskStore &store, std::span<const TaskRow> rows,
                                 StuckRule rule)
    : m_store(&store), m_pairs(store)
{
    Durations durations = durationsOf(store, rows, m_pairs);
    std::vector<Usual> usual;
    usual.reserve(durations.pairs());
    for (std::size_t pair = 0; pair < durations.pairs(); ++pair)
        usual.push_back(usualOf(durations.ofPair(pair)));
    setLimits(usual, usualOf(durations.ofAll()), rule);
}

StuckThresholds::StuckThresholds(const TaskStore &store, RegionPairIndex pairs,
                                 std::span<const Usual> usual, const Usual &common, StuckRule rule)
    : m_store(&store), m_pairs(std::move(pairs))
{
    setLimits(usual, common, rule);
}

void StuckThresholds::setLimits(std::span<const Usual> usual, const Usual &common, StuckRule rule)
{
    m_commonLimit = limitFor(common.p95, rule);
    m_limits.reserve(usual.size());
    for (const Usual &own : usual)
        m_limits.push_back(own.samples >= fewestSamples ? limitFor(own.p95, rule) : m_commonLimit);
}

milliseconds StuckThresholds::limitOf(TaskRow row) const
{
    if (m_store == nullptr)
        return m_commonLimit;
    const std::optional<quint32> pair = m_pairs.find(*m_store, m_store->ends(row));
    return pair && *pair < m_limits.size() ? m_limits[*pair] : m_commonLimit;
}

bool StuckThresholds::isStuck(TaskRow row, qint64 nowMs) const
{
    if (m_store == nullptr)
        return false;
    const TaskHotFields &hot = m_store->hotFields(row);
    if (!isActive(hot.status) || hot.createdMs == 0)
        return false;
    // What was not read may have ended long ago.
    const qint64 age = m_store->knownUntilMs(row, nowMs) - hot.createdMs;
    return age > least.count() && age > limitOf(row).count();
}

std::vector<TaskRow> stuckRows(const TaskStore &store, const StuckThresholds &thresholds,
                               qint64 nowMs)
{
    std::vector<TaskRow> stuck;
    for (const TaskRow row : store.unfinished()) {
        if (thresholds.isStuck(row, nowMs))
            stuck.push_back(row);
    }
    std::ranges::stable_sort(stuck, {}, [&store](TaskRow row) { return store.createdMs(row); });
    return stuck;
}
