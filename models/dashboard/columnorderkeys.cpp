// Many rows at once: each gets a key, and the keys are sorted.

#include "columnorder.h"
#include "rowsort.h"

#include <algorithm>

namespace {

using Column = SyncTaskTableModel::Column;

/// Which ids below \p limit \p used names.
std::vector<quint32> distinct(const std::vector<quint32> &used, quint32 limit)
{
    std::vector<bool> seen(limit);
    std::vector<quint32> ids;
    for (const quint32 id : used) {
        if (!seen[id]) {
            seen[id] = true;
            ids.push_back(id);
        }
    }
    return ids;
}

/// The rank of each of \p sorted at its own place; equal ones share a rank.
template<typename Compare>
std::vector<quint32> ranksOf(const std::vector<quint32> &sorted, quint32 limit,
                             const Compare &compare)
{
    std::vector<quint32> ranks(limit);
    quint32 rank = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && compare(sorted[i - 1], sorted[i]) != 0)
            ++rank;
        ranks[sorted[i]] = rank;
    }
    return ranks;
}

} // namespace

void ColumnOrder::sort(std::vector<TaskRow> &rows) const
{
    if (m_kind == Kind::Id) {
        sortNaturally(rows, m_descending, [this](TaskRow row) { return m_store.taskIdBytes(row); });
        return;
    }
    const std::vector<quint64> keys = keysOf(rows);
    std::vector<KeyedRow> keyed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed[i] = {.key = keys[i], .row = rows[i]};
    sortByKey(keyed);
    std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
}

std::vector<quint64> ColumnOrder::keysOf(const std::vector<TaskRow> &rows) const
{
    if (m_kind == Kind::Text)
        return textKeysOf(rows);
    std::vector<quint64> keys(rows.size());
    std::ranges::transform(rows, keys.begin(), [this](TaskRow row) { return numberKey(row); });
    return keys;
}

std::vector<quint64> ColumnOrder::textKeysOf(const std::vector<TaskRow> &rows) const
{
    std::vector<quint32> places(rows.size());
    std::vector<quint32> seconds(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Parts parts = partsOf(rows[i]);
        places[i] = parts.place;
        seconds[i] = parts.second;
    }
    const Ranks placeRanks = rankPlaces(places);
    const Ranks secondRanks =
        m_column == Column::Route ? rankPlaces(seconds) : rankSeconds(seconds);
    std::vector<quint64> keys(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keys[i] =
            quint64{placeRanks.of[places[i]]} * secondRanks.count + secondRanks.of[seconds[i]];
    return keys;
}

ColumnOrder::Ranks ColumnOrder::rankPlaces(const std::vector<quint32> &places) const
{
    const auto compare = [this](quint32 a, quint32 b) { return comparePlaces(a, b); };
    const quint32 limit = std::max(m_store.placeCount(), quint32{1}); // 0 also where there is none
    std::vector<quint32> used = distinct(places, limit);
    std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
    return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
}

ColumnOrder::Ranks ColumnOrder::rankSeconds(const std::vector<quint32> &seconds) const
{
    const auto compare = [this](quint32 a, quint32 b) { return compareSeconds(a, b); };
    const quint32 limit = pool().size();
    std::vector<quint32> used = distinct(seconds, limit);
    if (m_column == Column::Rule) {
        std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
    } else {
        const bool someAreEmpty = std::erase(used, StringPool::empty) > 0;
        sortNaturally(used, m_descending, [this](quint32 id) { return pool().bytes(id); });
        if (someAreEmpty)
            used.push_back(StringPool::empty);
    }
    return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
}
