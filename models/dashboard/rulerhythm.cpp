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

struct Beat {
    qint64 createdMs = 0;
    StringPool::Id batch = StringPool::empty;
};

struct RuleBeats {
    StringPool::Id rule = StringPool::empty;
    std::vector<Beat> beats{};
};

std::vector<RuleBeats> beatsByRule(const TaskStore &store, std::span<const TaskRow> rows)
{
    std::vector<RuleBeats> rules;
    std::vector<quint32> placeOfRule(store.texts().size()); // place + 1, 0 is none
    for (const TaskRow row : rows) {
        const TaskHead &head = store.head(row);
        const TaskBody &body = store.body(row);
        if (head.createdMs == 0 || head.trigger == TaskTrigger::Initiative ||
            body.rule == StringPool::empty)
            continue;
        quint32 &place = placeOfRule[body.rule];
        if (place == 0) {
            rules.push_back({.rule = body.rule});
            place = static_cast<quint32>(rules.size());
        }
        rules[place - 1].beats.push_back({.createdMs = head.createdMs, .batch = body.batch});
    }
    return rules;
}

/// Makes one time of each batch, its first. Serves one rule after the other with one table: a batch
/// may be of several rules.
class BatchTimes final {
public:
    std::vector<qint64> timesOf(const RuleBeats &rule)
    {
        ++m_turn;
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

private:
    struct Seen {
        quint32 turn = 0;
        quint32 place = 0;
    };

    std::vector<Seen> m_seen; // by the batch's number
    quint32 m_turn = 0;
};

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

std::vector<RuleRhythm> ruleRhythms(const TaskStore &store, std::span<const TaskRow> rows,
                                    const QDateTime &now, const QDateTime &completeSince)
{
    std::optional<qint64> sinceMs;
    if (completeSince.isValid())
        sinceMs = completeSince.toMSecsSinceEpoch();
    BatchTimes batches;
    std::vector<RuleRhythm> rhythms;
    for (const RuleBeats &rule : beatsByRule(store, rows))
        rhythms.push_back(
            rhythmOf(rule.rule, batches.timesOf(rule), now.toMSecsSinceEpoch(), sinceMs));
    std::ranges::sort(rhythms, [](const RuleRhythm &a, const RuleRhythm &b) {
        return std::tuple(!a.silent, b.last, a.rule) < std::tuple(!b.silent, a.last, b.rule);
    });
    return rhythms;
}
