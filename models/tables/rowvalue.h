#pragma once

#include <QString>

#include <algorithm>
#include <chrono>
#include <optional>
#include <variant>
#include <vector>

/// What a row of a page's table is sorted by in one column: never formatted text. Empty where it is
/// not given.
using RowValue = std::variant<std::monostate, double, QString>;

template<typename Rep, typename Period>
RowValue rowValue(const std::optional<std::chrono::duration<Rep, Period>> &duration)
{
    return duration ? RowValue(static_cast<double>(duration->count())) : RowValue();
}

inline RowValue rowValue(const std::optional<double> &number)
{
    return number ? RowValue(*number) : RowValue();
}

inline RowValue rowValue(int number)
{
    return static_cast<double>(number);
}

/// \p a comes before \p b; what is not given comes last both ways.
bool isBefore(const RowValue &a, const RowValue &b, Qt::SortOrder order);

/// By what \p valueOf says of each; equal rows stay in the order in which they are.
template<typename Row, typename ValueOf>
void sortByValue(std::vector<Row> &rows, Qt::SortOrder order, const ValueOf &valueOf)
{
    std::stable_sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) {
        return isBefore(valueOf(a), valueOf(b), order);
    });
}
