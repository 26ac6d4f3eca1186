// Many rows at once: each gets a key, and the keys are sorted.

#include "columnorder.h"
#include "rowsort.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace {

using Column = SyncTaskTableModel::Column;

constexpr quint64 notGiven = std::numeric_limits<quint64>::max(); // see numberKey()

/// Which of the ids below a limit are named.
class Named final {
public:
    explicit Named(quint32 limit) : m_seen(limit) {}

    void add(quint32 id)
    {
        if (m_seen[id] != 0)
            return;
        m_seen[id] = 1;
        m_ids.push_back(id);
    }
    [[nodiscard]] const std::vector<quint32> &ids() const { return m_ids; }

private:
    std::vector<quint8> m_seen;
    std::vector<quint32> m_ids;
};

/// Sorts \p rows by keys up to \p largest.
template<typename KeyOf>
void sortByKeys(std::vector<TaskRow> &rows, quint64 largest, const KeyOf &keyOf)
{
    const auto sortAs = [&]<typename Row>(std::vector<Row> keyed, const auto &rowOf) {
        sortByKey(keyed);
        std::ranges::transform(keyed, rows.begin(), rowOf);
    };
    if (largest <= std::numeric_limits<quint32>::max()) {
        std::vector<PackedRow> keyed;
        keyed.reserve(rows.size());
        for (const TaskRow row : rows)
            keyed.emplace_back(static_cast<quint32>(keyOf(row)), row);
        sortAs(std::move(keyed), &PackedRow::row);
    } else {
        std::vector<KeyedRow> keyed;
        keyed.reserve(rows.size());
        for (const TaskRow row : rows)
            keyed.push_back({.key = keyOf(row), .row = row});
        sortAs(std::move(keyed), &KeyedRow::row);
    }
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
    switch (m_kind) {
    case Kind::Number:
        return sortByNumber(rows);
    case Kind::Text:
        return sortByTexts(rows);
    case Kind::Id:
        break;
    }
    sortNaturally(rows, m_descending, [this](TaskRow row) { return m_store.taskIdBytes(row); });
}

void ColumnOrder::sortByNumber(std::vector<TaskRow> &rows) const
{
    // Numbers of a column lie close together, so what they have in common is left away.
    quint64 least = notGiven;
    quint64 most = 0;
    for (const TaskRow row : rows) {
        const quint64 key = numberKey(row);
        least = std::min(least, key);
        most = std::max(most, key == notGiven ? 0 : key);
    }
    if (least == notGiven)
        return; // none is given
    const quint64 afterAll = most - least + 1;
    sortByKeys(rows, afterAll,
               [&](TaskRow row) { return std::min(numberKey(row) - least, afterAll); });
}

void ColumnOrder::sortByTexts(std::vector<TaskRow> &rows) const
{
    const quint32 places = std::max(m_store.placeCount(), quint32{1}); // 0 also where there is none
    Named usedPlaces(places);
    Named usedSeconds(m_column == Column::Route ? places : pool().size());
    for (const TaskRow row : rows) {
        const Parts parts = partsOf(row);
        usedPlaces.add(parts.place);
        usedSeconds.add(parts.second);
    }
    const Ranks placeRanks = rankPlaces(usedPlaces.ids());
    const Ranks secondRanks =
        m_column == Column::Route ? rankPlaces(usedSeconds.ids()) : rankSeconds(usedSeconds.ids());
    sortByKeys(rows, quint64{placeRanks.count} * secondRanks.count, [&](TaskRow row) {
        const Parts parts = partsOf(row);
        return quint64{placeRanks.of[parts.place]} * secondRanks.count +
               secondRanks.of[parts.second];
    });
}

ColumnOrder::Ranks ColumnOrder::rankPlaces(const std::vector<quint32> &places) const
{
    const auto compare = [this](quint32 a, quint32 b) { return comparePlaces(a, b); };
    std::vector<quint32> used = places;
    std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
    const quint32 limit = std::max(m_store.placeCount(), quint32{1});
    return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
}

ColumnOrder::Ranks ColumnOrder::rankSeconds(const std::vector<quint32> &seconds) const
{
    const quint32 limit = pool().size();
    std::vector<quint32> used = seconds;
    if (m_column == Column::Rule) {
        const auto compare = [this](quint32 a, quint32 b) { return compareSeconds(a, b); };
        std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
        return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
    }
    const bool someAreEmpty = std::erase(used, StringPool::empty) > 0;
    Ranks ranks{.of = std::vector<quint32>(limit)};
    ranks.count = rankNaturally(
        used, m_descending, [this](quint32 id) { return pool().bytes(id); }, ranks.of);
    if (someAreEmpty)
        ranks.of[StringPool::empty] = ranks.count++;
    return ranks;
}
