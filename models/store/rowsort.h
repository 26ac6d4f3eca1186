#pragma once

#include "textmatch.h"

#include <QtGlobal>

#include <algorithm>
#include <vector>

/// A row and what it is sorted by.
struct KeyedRow {
    quint64 key = 0;
    quint32 row = 0;
};

/// Into the order of the keys; where they are equal nothing moves. Several times as fast as
/// comparing for a million rows.
void sortByKey(std::vector<KeyedRow> &rows);

/// The same for keys of 32 bits, in half of the memory: fetching that is most of the work.
class PackedRow final {
public:
    PackedRow() = default;
    PackedRow(quint32 key, quint32 row) : m_packed(quint64{key} << 32 | row) {}

    [[nodiscard]] quint32 key() const { return static_cast<quint32>(m_packed >> 32); }
    [[nodiscard]] quint32 row() const { return static_cast<quint32>(m_packed); }

private:
    quint64 m_packed = 0;
};
void sortByKey(std::vector<PackedRow> &rows);

/// \p rows with keys by their texts, as compareNaturally() orders them; where those are equal
/// nothing moves.
template<typename BytesOf>
std::vector<KeyedRow> keyedNaturally(const std::vector<quint32> &rows, bool descending,
                                     const BytesOf &bytesOf)
{
    if (rows.empty())
        return {};
    // Ids begin alike: what all have in common would fill the keys.
    const QByteArrayView first = bytesOf(rows.front());
    qsizetype common = first.size();
    for (const quint32 row : rows)
        common = std::min(common, commonLetters(first.first(common), bytesOf(row)));
    std::vector<KeyedRow> keyed(rows.size());
    std::ranges::transform(rows, keyed.begin(), [&](quint32 row) {
        const quint64 key = naturalKey(bytesOf(row).sliced(common));
        return KeyedRow{.key = descending ? ~key : key, .row = row};
    });
    sortByKey(keyed);
    // The key is only what the text begins with.
    const auto comesBefore = [&](const KeyedRow &a, const KeyedRow &b) {
        const int order = compareNaturally(bytesOf(a.row), bytesOf(b.row));
        return descending ? order > 0 : order < 0;
    };
    for (auto begin = keyed.begin(); begin != keyed.end();) {
        const auto end = std::find_if(
            begin, keyed.end(), [key = begin->key](const KeyedRow &row) { return row.key != key; });
        if (end - begin > 1)
            std::stable_sort(begin, end, comesBefore);
        begin = end;
    }
    return keyed;
}

/// Sorts \p rows by their texts as compareNaturally() does; where those are equal nothing moves.
template<typename BytesOf>
void sortNaturally(std::vector<quint32> &rows, bool descending, const BytesOf &bytesOf)
{
    std::ranges::transform(keyedNaturally(rows, descending, bytesOf), rows.begin(), &KeyedRow::row);
}

/// Gives each of \p ids its rank, from 0, at its own place in \p ranks; equal texts share one.
/// How many there are.
template<typename BytesOf>
quint32 rankNaturally(const std::vector<quint32> &ids, bool descending, const BytesOf &bytesOf,
                      std::vector<quint32> &ranks)
{
    const std::vector<KeyedRow> keyed = keyedNaturally(ids, descending, bytesOf);
    quint32 rank = 0;
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        // Keys that differ tell texts apart: those lie anywhere, and are fetched for few.
        const bool isNext =
            i > 0 && (keyed[i - 1].key != keyed[i].key ||
                      compareNaturally(bytesOf(keyed[i - 1].row), bytesOf(keyed[i].row)) != 0);
        rank += isNext ? 1 : 0;
        ranks[keyed[i].row] = rank;
    }
    return keyed.empty() ? 0 : rank + 1;
}
