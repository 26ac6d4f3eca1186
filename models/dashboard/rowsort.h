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

/// Sorts \p rows by their texts as compareNaturally() does; where those are equal nothing moves.
template<typename BytesOf>
void sortNaturally(std::vector<quint32> &rows, bool descending, const BytesOf &bytesOf)
{
    if (rows.empty())
        return;
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
    std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
}
