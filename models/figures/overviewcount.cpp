#include "overviewcount.h"

#include <span>
#include <utility>

OverviewCount::OverviewCount(const TaskStore &store, std::vector<TaskRow> scope,
                             std::vector<TaskRow> inRange, const QDateTime &now,
                             std::size_t pieceSize)
    : m_store(&store),
      m_scope(std::move(scope), pieceSize),
      m_inRange(std::move(inRange), pieceSize),
      m_pairs(store, now)
{
}

void OverviewCount::includeRules(const QDateTime &listedAt, const QDateTime &completeSince)
{
    m_rules.emplace(*m_store, listedAt, completeSince);
}

bool OverviewCount::countNext()
{
    switch (m_phase) {
    case Phase::Scope: {
        const bool hasMore = m_scope.giveNext([this](std::span<const TaskRow> piece) {
            m_pairs.add(piece);
            if (m_rules)
                m_rules->add(piece);
        });
        if (!hasMore)
            m_phase = Phase::Range;
        return true;
    }
    case Phase::Range:
        if (!m_inRange.giveNext(
                [this](std::span<const TaskRow> piece) { m_pairs.addInRange(piece); }))
            m_phase = Phase::Pairs;
        return true;
    case Phase::Pairs:
        break;
    }
    return m_pairs.finishNext();
}

bool OverviewCount::judgeNextRule()
{
    return m_rules && m_rules->judgeChunk();
}

StuckThresholds OverviewCount::thresholds(StuckRule rule) const
{
    return m_pairs.thresholds(rule);
}

std::vector<RegionPairFigures> OverviewCount::pairs() const
{
    return m_pairs.figures();
}

StatusSummary OverviewCount::summary(const QDateTime &now, const StuckThresholds &thresholds,
                                     const std::vector<RegionPairFigures> &pairs) const
{
    return summarize(*m_store, m_scope.rows(), m_inRange.rows(), now, thresholds, pairs);
}

std::optional<std::vector<RuleRhythm>> OverviewCount::rhythms() const
{
    return m_rules ? std::optional(m_rules->rhythms()) : std::nullopt;
}
