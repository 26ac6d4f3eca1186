#pragma once

#include "taskstore.h"

#include <QHash>

#include <optional>
#include <vector>

/// Where images come from and go to, as region ids of the store's texts.
struct RegionPair {
    StringPool::Id from = StringPool::empty;
    StringPool::Id to = StringPool::empty;

    friend bool operator==(const RegionPair &, const RegionPair &) = default;
};

/// Numbers the pairs of regions that occur, from 0, in the order in which they are asked for: two
/// looks into flat tables for each row. A cloud has some thirty regions; from the 1,000th on all
/// count as one.
class RegionPairIndex final {
public:
    RegionPairIndex() = default;
    explicit RegionPairIndex(const TaskStore &store) { catchUp(store); }
    /// Looks at the repositories that \p store learned since; numbers stay.
    void catchUp(const TaskStore &store);

    /// \p ends are of a task that was in the store when this was made, or caught up.
    [[nodiscard]] quint32 numberOf(TaskEnds ends)
    {
        const quint32 cell =
            m_regionOfRepository[ends.from] * m_stride + m_regionOfRepository[ends.to];
        return m_numbers[cell] != 0 ? m_numbers[cell] - 1 : add(cell);
    }
    /// Of any task of the store; empty for a pair that was never asked for.
    [[nodiscard]] std::optional<quint32> find(const TaskStore &store, TaskEnds ends) const;

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_pairs.size()); }
    [[nodiscard]] const RegionPair &pair(quint32 number) const { return m_pairs[number]; }

private:
    static constexpr quint32 mostRegions = 1'000;

    [[nodiscard]] quint32 regionCount() const { return static_cast<quint32>(m_regions.size()); }
    [[nodiscard]] std::optional<quint32> regionOf(const TaskStore &store, quint32 repository) const;
    quint32 add(quint32 cell);
    void widen();

    std::vector<quint32> m_regionOfRepository;
    std::vector<StringPool::Id> m_regions;
    QHash<StringPool::Id, quint32> m_regionNumbers;
    std::vector<quint32> m_cellsOfPairs; // by number
    quint32 m_stride = 0;                // of m_numbers: as many regions as it has room for
    std::vector<quint32> m_numbers;      // of each pair of regions; number + 1, 0 is none
    std::vector<RegionPair> m_pairs;
};
