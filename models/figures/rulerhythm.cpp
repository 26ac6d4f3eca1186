#include "rulerhythm.h"

#include "percentile.h"
#include "unixtime.h"

#include <algorithm>
#include <tuple>

using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

constexpr std::ptrdiff_t fewestGaps = 5;
constexpr int silentAfterGaps = 3;
constexpr milliseconds silentAtLeast = 30min;

RuleRhythm rhythmOf(StringPool::Id rule, const std::vector<qint64> &times, qint64 nowMs,
                    std::optional<qint64> completeSince)
{
    RuleRhythm rhythm{.rule = rule, .last = timeFromUnixMs(times.back())};
    if (!completeSince)
        return rhythm;
    const auto first = std::ranges::lower_bound(times, *completeSince);
    rhythm.batches = static_cast<int>(times.end() - first);
    std::vector<qint64> gaps;
    for (auto each = first; each != times.end() && each + 1 != times.end(); ++each)
        gaps.push_back(*(each + 1) - *each);
    if (std::ssize(gaps) < fewestGaps)
        return rhythm;
    rhythm.typicalGap = percentile(std::span(gaps), 90);
    const milliseconds limit = std::max(*rhythm.typicalGap * silentAfterGaps, silentAtLeast);
    rhythm.silent = nowMs - times.back() > limit.count();
    return rhythm;
}

} // namespace

RuleRhythmCount::RuleRhythmCount(const TaskStore &store, const QDateTime &now,
                                 const QDateTime &completeSince)
    : m_store(&store), m_nowMs(now.toMSecsSinceEpoch())
{
    if (completeSince.isValid())
        m_completeSinceMs = completeSince.toMSecsSinceEpoch();
}

void RuleRhythmCount::add(std::span<const TaskRow> rows)
{
    m_numberOfRule.resize(m_store->texts().size());
    for (const TaskRow row : rows) {
        const TaskHotFields &hot = m_store->hotFields(row);
        const TaskColdFields &cold = m_store->coldFields(row);
        if (hot.createdMs == 0 || hot.trigger == TaskTrigger::Initiative ||
            cold.rule == StringPool::empty)
            continue;
        quint32 &number = m_numberOfRule[cold.rule];
        if (number == 0) {
            m_rules.push_back({.rule = cold.rule});
            number = static_cast<quint32>(m_rules.size());
        }
        m_rules[number - 1].beats.push_back({.createdMs = hot.createdMs, .batch = cold.batch});
    }
}

bool RuleRhythmCount::judgeChunk()
{
    if (m_turn == m_rules.size())
        return false;
    RuleBeats &rule = m_rules[m_turn++];
    m_rhythms.push_back(rhythmOf(rule.rule, timesOf(rule), m_nowMs, m_completeSinceMs));
    rule.beats = {};
    return true;
}

/// Makes one time of each batch, its first.
std::vector<qint64> RuleRhythmCount::timesOf(const RuleBeats &rule)
{
    std::vector<qint64> times;
    for (const Beat &beat : rule.beats) {
        if (beat.batch >= m_seen.size())
            m_seen.resize(std::size_t{beat.batch} + 1);
        Seen &seen = m_seen[beat.batch];
        if (beat.batch != StringPool::empty && seen.turn == m_turn) {
            times[seen.place] = std::min(times[seen.place], beat.createdMs);
            continue;
        }
        seen = {.turn = m_turn, .place = static_cast<quint32>(times.size())};
        times.push_back(beat.createdMs);
    }
    std::ranges::sort(times);
    return times;
}

std::vector<RuleRhythm> RuleRhythmCount::rhythms() const
{
    std::vector<RuleRhythm> rhythms = m_rhythms;
    std::ranges::sort(rhythms, [](const RuleRhythm &a, const RuleRhythm &b) {
        return std::tuple(!a.silent, b.last, a.rule) < std::tuple(!b.silent, a.last, b.rule);
    });
    return rhythms;
}

std::vector<RuleRhythm> ruleRhythms(const TaskStore &store, std::span<const TaskRow> rows,
                                    const QDateTime &now, const QDateTime &completeSince)
{
    RuleRhythmCount count(store, now, completeSince);
    count.add(rows);
    while (count.judgeChunk()) {
    }
    return count.rhythms();
}
