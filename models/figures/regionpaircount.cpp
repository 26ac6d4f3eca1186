#include "regionpaircount.h"

#include "percentile.h"

#include <algorithm>
#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr qint64 hourMs = std::chrono::milliseconds(1h).count();
constexpr qint64 weekMs = 168 * hourMs;

quint32 storedDuration(qint64 duration)
{
    return static_cast<quint32>(std::min(duration, qint64{std::numeric_limits<quint32>::max()}));
}

/// Adds \p more to \p all, whichever is less work; \p more is of no use then.
void join(std::vector<quint32> &all, std::vector<quint32> &more)
{
    if (all.capacity() < more.size())
        all.swap(more);
    all.insert(all.end(), more.begin(), more.end());
}

} // namespace

RegionPairCount::RegionPairCount(const TaskStore &store, const QDateTime &now)
    : m_store(&store), m_nowMs(now.toMSecsSinceEpoch())
{
}

RegionPairCount::Findings &RegionPairCount::findingsOf(TaskRow row)
{
    const quint32 number = m_index.numberOf(m_store->ends(row));
    if (number == m_pairs.size())
        m_pairs.emplace_back();
    return m_pairs[number];
}

void RegionPairCount::add(std::span<const TaskRow> rows)
{
    m_index.catchUp(*m_store);
    for (const TaskRow row : rows)
        addTask(findingsOf(row), row);
}

void RegionPairCount::addInRange(std::span<const TaskRow> rows)
{
    m_index.catchUp(*m_store);
    for (const TaskRow row : rows) {
        Findings &findings = findingsOf(row);
        const TaskHotFields &hot = m_store->hotFields(row);
        findings.figures.counts.add(hot.status);
        findings.activeInRange.add(hot, unreadMs(row));
        const std::optional<qint64> duration = hot.durationMs(m_nowMs);
        if (hot.status == SyncTaskStatus::Success && duration)
            findings.inRange.push_back(storedDuration(*duration));
    }
}

qint64 RegionPairCount::unreadMs(TaskRow row) const
{
    return m_nowMs - m_store->knownUntilMs(row, m_nowMs);
}

void RegionPairCount::addTask(Findings &findings, TaskRow row)
{
    const TaskHotFields &hot = m_store->hotFields(row);
    findings.active.add(hot, unreadMs(row));
    const qint64 moment = hot.effectiveTimeMs();
    const std::optional<qint64> duration = hot.durationMs(m_nowMs);
    if (moment != 0 && hot.status == SyncTaskStatus::Success && duration)
        addDuration(findings, *duration, m_nowMs - moment);
}

void RegionPairCount::addDuration(Findings &findings, qint64 duration, qint64 age)
{
    Durations &period = age <= hourMs   ? findings.hour
                        : age <= weekMs ? findings.week
                                        : findings.older;
    period.push_back(storedDuration(duration));
    ++m_done;
}

bool RegionPairCount::finishNext()
{
    if (m_figures.size() < m_pairs.size()) {
        finish(m_pairs[m_figures.size()]);
        return true;
    }
    if (m_isCommonKnown)
        return false;
    m_isCommonKnown = true;
    m_common = StuckThresholds::usualOf(m_all);
    m_all = {};
    return true;
}

void RegionPairCount::finishAll()
{
    while (finishNext()) {
    }
}

void RegionPairCount::finish(Findings &findings)
{
    RegionPairFigures &figures = findings.figures;
    figures.regions = m_index.pair(static_cast<quint32>(m_figures.size()));
    figures.running = findings.activeInRange.running;
    figures.waiting = findings.activeInRange.waiting;
    figures.oldestActive = ageOf(findings.active.oldestMs, m_nowMs);
    figures.successRate = figures.counts.successRate();
    figures.doneLastHour = static_cast<int>(findings.hour.size());
    figures.p95LastHour = percentile(std::span(findings.hour), 95);
    figures.medianDuration = percentile(std::span(findings.inRange), 50);
    figures.p95Duration = percentile(std::span(findings.inRange), 95);
    join(findings.week, findings.hour);
    figures.doneLastWeek = static_cast<int>(findings.week.size());
    figures.p95LastWeek = percentile(std::span(findings.week), 95);
    StuckThresholds::Usual usual{.samples = figures.doneLastWeek, .p95 = figures.p95LastWeek};
    if (!findings.older.empty()) {
        join(findings.week, findings.older);
        usual = StuckThresholds::usualOf(findings.week);
    }
    m_usual.push_back(usual);
    m_all.reserve(m_done);
    join(m_all, findings.week);
    m_figures.push_back(figures);
    findings = {}; // a million durations are not kept twice
}

std::vector<RegionPairFigures> RegionPairCount::figures() const
{
    std::vector<RegionPairFigures> figures = m_figures;
    std::ranges::sort(figures, [](const RegionPairFigures &a, const RegionPairFigures &b) {
        return std::pair(a.regions.from, a.regions.to) < std::pair(b.regions.from, b.regions.to);
    });
    return figures;
}

StuckThresholds RegionPairCount::thresholds(StuckRule rule) const
{
    return {*m_store, m_index, m_usual, m_common, rule};
}
