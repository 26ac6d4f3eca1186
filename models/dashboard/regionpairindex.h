#pragma once

#include "taskstore.h"

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
    explicit RegionPairIndex(const TaskStore &store);

    /// \p body is of a task that was in the store when this was made.
    [[nodiscard]] quint32 numberOf(const TaskBody &body)
    {
        const quint32 cell = m_regionOfPlace[body.from] * regionCount() + m_regionOfPlace[body.to];
        return m_numbers[cell] != 0 ? m_numbers[cell] - 1 : add(cell);
    }
    /// Of any task of the store; empty for a pair that was never asked for.
    [[nodiscard]] std::optional<quint32> find(const TaskStore &store, const TaskBody &body) const;

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_pairs.size()); }
    [[nodiscard]] const RegionPair &pair(quint32 number) const { return m_pairs[number]; }

private:
    static constexpr quint32 mostRegions = 1'000;

    [[nodiscard]] quint32 regionCount() const { return static_cast<quint32>(m_regions.size()); }
    [[nodiscard]] std::optional<quint32> regionOf(const TaskStore &store, quint32 place) const;
    quint32 add(quint32 cell);

    std::vector<quint32> m_regionOfPlace;
    std::vector<StringPool::Id> m_regions;
    std::vector<quint32> m_numbers; // of each pair of regions; number + 1, 0 is none
    std::vector<RegionPair> m_pairs;
};
