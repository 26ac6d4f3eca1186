#include "regionpairindex.h"

#include <QHash>

#include <algorithm>

RegionPairIndex::RegionPairIndex(const TaskStore &store)
{
    QHash<StringPool::Id, quint32> known;
    m_regionOfPlace.reserve(store.placeCount());
    for (quint32 place = 0; place < store.placeCount(); ++place) {
        const StringPool::Id region = store.place(place).region;
        auto found = known.constFind(region);
        if (found == known.constEnd()) {
            if (m_regions.size() < mostRegions)
                m_regions.push_back(region);
            found = known.insert(region, regionCount() - 1);
        }
        m_regionOfPlace.push_back(*found);
    }
    m_numbers.resize(m_regions.size() * m_regions.size());
}

std::optional<quint32> RegionPairIndex::regionOf(const TaskStore &store, quint32 place) const
{
    if (place < m_regionOfPlace.size())
        return m_regionOfPlace[place];
    const auto found = std::ranges::find(m_regions, store.place(place).region);
    if (found == m_regions.end())
        return {};
    return static_cast<quint32>(found - m_regions.begin());
}

std::optional<quint32> RegionPairIndex::find(const TaskStore &store, const TaskBody &body) const
{
    const std::optional<quint32> from = regionOf(store, body.from);
    const std::optional<quint32> to = regionOf(store, body.to);
    if (!from || !to)
        return {};
    const quint32 number = m_numbers[*from * regionCount() + *to];
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

quint32 RegionPairIndex::add(quint32 cell)
{
    m_pairs.push_back(
        {.from = m_regions[cell / regionCount()], .to = m_regions[cell % regionCount()]});
    m_numbers[cell] = size();
    return size() - 1;
}
