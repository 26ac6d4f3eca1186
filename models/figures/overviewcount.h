#pragma once

#include "regionpaircount.h"
#include "rowpieces.h"
#include "rulerhythm.h"
#include "statussummary.h"
#include "stucktasks.h"
#include "taskstore.h"

#include <QDateTime>

#include <cstddef>
#include <optional>
#include <vector>

/// What the headline says of the tasks in sight, counted in pieces: the summary, each pair of
/// regions, what is stuck, and when asked for the rhythm of each rule. Tasks may come and change
/// between the pieces; each counts as it is when it is looked at.
class OverviewCount final {
public:
    /// \p inRange are those of \p scope that belong to the chosen range. The store must outlive it.
    OverviewCount(const TaskStore &store, std::vector<TaskRow> scope, std::vector<TaskRow> inRange,
                  const QDateTime &now, std::size_t pieceSize = RowPieces::pieceSize);

    /// Before the first piece: the rules are judged too. For the times see ruleRhythms().
    void includeRules(const QDateTime &listedAt, const QDateTime &completeSince);

    /// Looks at some more tasks, then works out one more pair; false when all is counted.
    bool countNext();
    /// After that: judges one more rule; false when none is left.
    bool judgeNextRule();

    // Of what was counted.
    [[nodiscard]] StuckThresholds thresholds(StuckRule rule) const;
    [[nodiscard]] std::vector<RegionPairFigures> pairs() const;
    [[nodiscard]] StatusSummary summary(const QDateTime &now, const StuckThresholds &thresholds,
                                        const std::vector<RegionPairFigures> &pairs) const;
    /// Empty where the rules were not included.
    [[nodiscard]] std::optional<std::vector<RuleRhythm>> rhythms() const;

private:
    enum class Phase : quint8 { Scope, Range, Pairs };

    const TaskStore *m_store;
    RowPieces m_scope;
    RowPieces m_inRange;
    RegionPairCount m_pairs;
    std::optional<RuleRhythmCount> m_rules;
    Phase m_phase = Phase::Scope;
};
