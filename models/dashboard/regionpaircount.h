#pragma once

#include "activetasks.h"
#include "regionpairs.h"
#include "stucktasks.h"

#include <span>
#include <vector>

/// What countRegionPairs() and StuckThresholds say, from one look at each task, and in pieces: a
/// window that looked at a million tasks at once would stand still. Tasks may come and change
/// between the pieces; each counts as it is when it is looked at.
class RegionPairCount final {
public:
    /// The store must outlive it.
    RegionPairCount(const TaskStore &store, const QDateTime &now);

    /// Looks at some of the tasks, each of which is to be given once.
    void add(std::span<const TaskRow> rows);
    /// After all were given: works out one more pair, or what all have in common. False when
    /// nothing is left to do.
    bool finishNext();

    // Of what is worked out.
    [[nodiscard]] std::vector<RegionPairFigures> figures() const;
    [[nodiscard]] StuckThresholds thresholds(StuckRule rule) const;

private:
    /// What is gathered of one pair; each duration stands in the youngest period that it belongs
    /// to.
    struct Findings {
        RegionPairFigures figures{};
        ActiveTasks active{};
        std::vector<qint64> hour{};
        std::vector<qint64> day{};
        std::vector<qint64> week{};
        std::vector<qint64> older{};
    };

    void addTask(Findings &findings, TaskRow row);
    void addDuration(Findings &findings, qint64 duration, qint64 age) const;
    void finish(Findings &findings);

    const TaskStore *m_store;
    qint64 m_nowMs;
    RegionPairIndex m_index;
    std::vector<Findings> m_pairs; // by number
    std::vector<RegionPairFigures> m_figures;
    std::vector<StuckThresholds::Usual> m_usual; // by number
    std::vector<qint64> m_all;                   // durations of the pairs that are worked out
    StuckThresholds::Usual m_common;
    bool m_isCommonKnown = false;
};
