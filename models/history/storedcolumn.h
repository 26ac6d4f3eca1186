#pragma once

#include "unixtime.h"

#include <QString>

#include <optional>
#include <span>
#include <string>

/// A value of a column, as every engine keeps it: a number, a text, or null. An empty text is null.
struct StoredValue {
    std::optional<qint64> number{};
    QString text{};
};

/// A column of a table that holds values of \p Row: its name, and how a value gets into it and out
/// of it. Every engine makes its statements from these, and reads and writes by them, so that a
/// new column is one line here and one in each schema.
template<typename Row>
struct StoredColumn {
    const char *name;
    bool isNumber;
    StoredValue (*value)(const Row &row);
    void (*take)(Row &row, const StoredValue &value);
};

template<typename Row>
using StoredColumns = std::span<const StoredColumn<Row>>;

/// "a, b, c".
template<typename Row>
std::string namesOf(StoredColumns<Row> columns)
{
    std::string names;
    for (const StoredColumn<Row> &column : columns)
        names += (names.empty() ? "" : ", ") + std::string(column.name);
    return names;
}

/// Makes the columns of \p Row. Each is of a member, given by the way to it, such as
/// <&SyncRule::local, &SyncRuleEnd::regionId>.
template<typename Row>
struct ColumnOf {
    template<auto... member>
    static constexpr StoredColumn<Row> text(const char *name)
    {
        return {name, false, [](const Row &row) { return StoredValue{.text = (row.*....*member)}; },
                [](Row &row, const StoredValue &value) { (row.*....*member) = value.text; }};
    }
    /// Whole.
    template<auto... member>
    static constexpr StoredColumn<Row> number(const char *name)
    {
        return {name, true,
                [](const Row &row) { return StoredValue{.number = (row.*....*member)}; },
                [](Row &row, const StoredValue &value) {
                    using Number = std::remove_cvref_t<decltype((row.*....*member))>;
                    (row.*....*member) = static_cast<Number>(value.number.value_or(0));
                }};
    }
    /// A number or a bool that may not be given.
    template<auto... member>
    static constexpr StoredColumn<Row> optional(const char *name)
    {
        return {name, true,
                [](const Row &row) {
                    return StoredValue{.number = std::optional<qint64>((row.*....*member))};
                },
                [](Row &row, const StoredValue &value) {
                    using Number =
                        typename std::remove_cvref_t<decltype((row.*....*member))>::value_type;
                    (row.*....*member).reset();
                    if (value.number)
                        (row.*....*member) = static_cast<Number>(*value.number);
                }};
    }
    /// Milliseconds since 1970; 0: not given.
    template<auto... member>
    static constexpr StoredColumn<Row> time(const char *name)
    {
        return {name, true,
                [](const Row &row) { return StoredValue{.number = unixMs((row.*....*member))}; },
                [](Row &row, const StoredValue &value) {
                    (row.*....*member) = timeFromUnixMs(value.number.value_or(0));
                }};
    }
    /// A word as the API said it; \p fromText reads it.
    template<auto fromText, auto... member>
    static constexpr StoredColumn<Row> word(const char *name)
    {
        return {
            name, false,
            [](const Row &row) { return StoredValue{.text = (row.*....*member).text}; },
            [](Row &row, const StoredValue &value) { (row.*....*member) = fromText(value.text); }};
    }
};
