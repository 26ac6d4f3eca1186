#pragma once

#include <array>
#include <cstddef>

/// The rows of a table of columns are in the order of the enumeration that numbers those, and none
/// is missing between them.
template<typename Column, std::size_t count>
constexpr bool areInOrder(const std::array<Column, count> &columns)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (static_cast<std::size_t>(columns[i].column) != i)
            return false;
    }
    return true;
}
