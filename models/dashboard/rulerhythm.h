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
