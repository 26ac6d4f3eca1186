#include "rowsort.h"

#include <array>
#include <numeric>

namespace {

constexpr unsigned digitBits = 11;
constexpr quint64 digitMask = (1U << digitBits) - 1;

/// One pass of a radix sort: stable, by one digit.
void sortByDigit(std::vector<KeyedRow> &rows, std::vector<KeyedRow> &buffer, unsigned shift)
{
    std::array<std::size_t, digitMask + 1> places{};
    for (const KeyedRow &row : rows)
        ++places[(row.key >> shift) & digitMask];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    for (const KeyedRow &row : rows)
        buffer[places[(row.key >> shift) & digitMask]++] = row;
    rows.swap(buffer);
}

} // namespace

void sortByKey(std::vector<KeyedRow> &rows)
{
    if (rows.empty())
        return;
    quint64 differing = 0;
    for (const KeyedRow &row : rows)
        differing |= row.key ^ rows.front().key;
    std::vector<KeyedRow> buffer(rows.size());
    for (const unsigned shift : {0U, 11U, 22U, 33U, 44U, 55U}) {
        if (((differing >> shift) & digitMask) != 0)
            sortByDigit(rows, buffer, shift);
    }
}
