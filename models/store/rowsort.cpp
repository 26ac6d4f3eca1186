#include "rowsort.h"

#include <array>
#include <bit>
#include <utility>

namespace {

constexpr unsigned digitBits = 11;
constexpr quint64 digitMask = (1U << digitBits) - 1;

quint64 keyOf(const KeyedRow &row)
{
    return row.key;
}

quint64 keyOf(PackedRow row)
{
    return row.key();
}

/// One pass of a radix sort: stable, by one digit.
template<typename Row>
void sortByDigit(std::vector<Row> &rows, std::vector<Row> &buffer, unsigned shift)
{
    std::array<quint32, digitMask + 1> offsets{};
    for (const Row &row : rows)
        ++offsets[(keyOf(row) >> shift) & digitMask];
    quint32 offset = 0;
    for (quint32 &count : offsets)
        offset += std::exchange(count, offset);
    for (const Row &row : rows)
        buffer[offsets[(keyOf(row) >> shift) & digitMask]++] = row;
    rows.swap(buffer);
}

template<typename Row>
void sortByDigits(std::vector<Row> &rows)
{
    if (rows.empty())
        return;
    quint64 differing = 0;
    quint64 previous = keyOf(rows.front());
    bool isSorted = true;
    for (const Row &row : rows) {
        const quint64 key = keyOf(row);
        differing |= key ^ previous;
        isSorted = isSorted & (key >= previous);
        previous = key;
    }
    if (isSorted)
        return;
    std::vector<Row> buffer(rows.size());
    // From the lowest bit in which keys differ: what lies below is the same for all.
    for (auto shift = static_cast<unsigned>(std::countr_zero(differing)); shift < 64;
         shift += digitBits) {
        if (((differing >> shift) & digitMask) != 0)
            sortByDigit(rows, buffer, shift);
    }
}

} // namespace

void sortByKey(std::vector<KeyedRow> &rows)
{
    sortByDigits(rows);
}

void sortByKey(std::vector<PackedRow> &rows)
{
    sortByDigits(rows);
}
