#pragma once

#include "sqlitedatabase.h"
#include "storedcolumn.h"

#include <string>

// Rows of SQLite by their columns.

/// "?, ?, ?".
template<typename Row>
std::string marksOf(StoredColumns<Row> columns)
{
    std::string marks;
    for (std::size_t i = 0; i < columns.size(); ++i)
        marks += i == 0 ? "?" : ", ?";
    return marks;
}

/// Binds a parameter for each of \p columns, from \p first on.
template<typename Row>
void bindRow(SqliteStatement &statement, int first, StoredColumns<Row> columns, const Row &row)
{
    for (const StoredColumn<Row> &column : columns) {
        const StoredValue value = column.value(row);
        if (column.isNumber)
            statement.bind(first++, value.number);
        else
            statement.bind(first++, value.text);
    }
}

/// What stands in \p columns of the row of \p statement, from \p first on.
template<typename Row>
Row rowFrom(const SqliteStatement &statement, int first, StoredColumns<Row> columns)
{
    Row row;
    for (const StoredColumn<Row> &column : columns) {
        StoredValue value;
        if (!column.isNumber)
            value.text = statement.text(first);
        else if (!statement.isNull(first))
            value.number = statement.number(first);
        column.take(row, value);
        ++first;
    }
    return row;
}
