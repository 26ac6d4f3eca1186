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

    /// Looks at some of the tasks, each of which is to be given once: what is usual, and what is
    /// late, does not depend on the range.
    void add(std::span<const TaskRow> rows);
    /// Counts some of those that belong to the range, each once.
    void addInRange(std::span<const TaskRow> rows);
    /// After all were given: works out one more pair, or what all have in common. False when
    /// nothing is left to do.
    bool finishNext();
    /// All that is left, in one piece.
    void finishAll();

    // Of what is worked out.
    [[nodiscard]] std::vector<RegionPairFigures> figures() const;
    [[nodiscard]] StuckThresholds thresholds(StuckRule rule) const;

private:
    /// In milliseconds, up to 49 days: fetching memory is most of the work here.
    using Durations = std::vector<quint32>;
    /// What is gathered of one pair; each duration stands in the youngest period that it belongs
    /// to.
    struct Findings {
        RegionPairFigures figures{};
        ActiveTasks active{};
        ActiveTasks activeInRange{};
        Durations inRange{}; // once more
        Durations hour{};
        Durations week{};
        Durations older{};
    };

    [[nodiscard]] Findings &findingsOf(TaskRow row);
    /// How long what is known of the task was not read.
    [[nodiscard]] qint64 unreadMs(TaskRow row) const;
    void addTask(Findings &findings, TaskRow row);
    void addDuration(Findings &findings, qint64 duration, qint64 age);
    void finish(Findings &findings);

    const TaskStore *m_store;
    qint64 m_nowMs;
    RegionPairIndex m_index;
    std::vector<Findings> m_pairs; // by number
    std::vector<RegionPairFigures> m_figures;
    std::vector<StuckThresholds::Usual> m_usual; // by number
    Durations m_all;                             // durations of the pairs that are worked out
    std::size_t m_done = 0;                      // durations in all
    StuckThresholds::Usual m_common;
    bool m_isCommonKnown = false;
};
