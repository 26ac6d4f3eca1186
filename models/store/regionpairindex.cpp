#include "regionpairindex.h"

#include <algorithm>

void RegionPairIndex::catchUp(const TaskStore &store)
{
    m_regionOfRepository.reserve(store.repositoryCount());
    for (auto repository = static_cast<quint32>(m_regionOfRepository.size());
         repository < store.repositoryCount(); ++repository) {
        const StringPool::Id region = store.repository(repository).region;
        auto found = m_regionNumbers.constFind(region);
        if (found == m_regionNumbers.constEnd()) {
            if (m_regions.size() < mostRegions)
                m_regions.push_back(region);
            found = m_regionNumbers.insert(region, regionCount() - 1);
        }
        m_regionOfRepository.push_back(*found);
    }
    if (regionCount() > m_stride)
        widen();
}

/// Makes room for more regions.
void RegionPairIndex::widen()
{
    const quint32 before = m_stride;
    m_stride = std::max(regionCount(), std::min(2 * before, mostRegions));
    m_numbers.assign(std::size_t{m_stride} * m_stride, 0);
    for (quint32 number = 0; number < size(); ++number) {
        quint32 &cell = m_cellsOfPairs[number];
        cell = cell / before * m_stride + cell % before;
        m_numbers[cell] = number + 1;
    }
}

std::optional<quint32> RegionPairIndex::regionOf(const TaskStore &store, quint32 repository) const
{
    if (repository < m_regionOfRepository.size())
        return m_regionOfRepository[repository];
    const auto found = m_regionNumbers.constFind(store.repository(repository).region);
    return found == m_regionNumbers.cend() ? std::nullopt : std::optional(*found);
}

std::optional<quint32> RegionPairIndex::find(const TaskStore &store, TaskEnds ends) const
{
    const std::optional<quint32> from = regionOf(store, ends.from);
    const std::optional<quint32> to = regionOf(store, ends.to);
    if (!from || !to)
        return {};
    const quint32 number = m_numbers[*from * m_stride + *to];
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

quint32 RegionPairIndex::add(quint32 cell)
{
    m_pairs.push_back({.from = m_regions[cell / m_stride], .to = m_regions[cell % m_stride]});
    m_cellsOfPairs.push_back(cell);
    m_numbers[cell] = size();
    return size() - 1;
}
