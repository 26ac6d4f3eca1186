#pragma once

#include "taskstore.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

/// How often a rule starts something, and whether it has stopped.
struct RuleRhythm {
    StringPool::Id rule = StringPool::empty;
    int batches = 0;  ///< within the time of which everything is known
    QDateTime last{}; ///< when it started something for the last time
    /// The p90 of the times between its batches; empty with fewer than 5 of those.
    std::optional<std::chrono::milliseconds> typicalGap{};
    /// Nothing came for more than 3 typical gaps, and for half an hour at least.
    bool silent = false;

    friend bool operator==(const RuleRhythm &, const RuleRhythm &) = default;
};

/// Each rule of \p rows, those that went silent first, then by who spoke last.
///
/// All tasks of one batch are one beat: one push, one start. Tasks started by hand are not the
/// rule's doing and not looked at. Before \p completeSince tasks may be missing, so the gaps there
/// are not known; when it is invalid no rule is judged. \p now is when the tasks were read: after
/// an hour offline not every rule has gone silent.
std::vector<RuleRhythm> ruleRhythms(const TaskStore &store, std::span<const TaskRow> rows,
                                    const QDateTime &now, const QDateTime &completeSince);

/// The same in pieces, between which a window can answer.
class RuleRhythmCount final {
public:
    /// The store must outlive it.
    RuleRhythmCount(const TaskStore &store, const QDateTime &now, const QDateTime &completeSince);

    /// Looks at some of the tasks, each of which is to be given once.
    void add(std::span<const TaskRow> rows);
    /// After all were given: judges one more rule. False when none is left.
    bool judgeChunk();
    /// Of the rules that were judged, in the order of ruleRhythms().
    [[nodiscard]] std::vector<RuleRhythm> rhythms() const;

private:
    /// A task as far as it matters here.
    struct Beat {
        qint64 createdMs = 0;
        StringPool::Id batch = StringPool::empty;
    };
    struct RuleBeats {
        StringPool::Id rule = StringPool::empty;
        std::vector<Beat> beats{};
    };
    /// Where a batch stood when it was met for the last time: a batch may be of several rules.
    struct Seen {
        quint32 turn = 0;
        quint32 place = 0;
    };

    [[nodiscard]] std::vector<qint64> timesOf(const RuleBeats &rule);

    const TaskStore *m_store;
    qint64 m_nowMs;
    std::optional<qint64> m_completeSinceMs;
    std::vector<RuleBeats> m_rules;
    std::vector<quint32> m_numberOfRule; // number + 1, 0 is none; by the text's number
    std::vector<Seen> m_seen;            // by the batch's number
    quint32 m_turn = 0;                  // rules that were judged
    std::vector<RuleRhythm> m_rhythms;
};
