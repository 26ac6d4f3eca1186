#pragma once

#include "storedcolumn.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

/// PostgreSQL's texts cannot hold U+0000: U+FFFD takes its place.
QString storableText(QStringView text);

/// The values of a row on their way to the server, as texts: their types are the table's.
class PostgresValues final {
public:
    /// Null when empty.
    PostgresValues &add(QStringView text);
    PostgresValues &addNotNull(QStringView text);
    PostgresValues &add(qint64 number);
    PostgresValues &add(std::optional<qint64> number);
    /// A value for each of \p columns.
    template<typename Row>
    PostgresValues &add(StoredColumns<Row> columns, const Row &row)
    {
        for (const StoredColumn<Row> &column : columns) {
            const StoredValue value = column.value(row);
            column.isNumber ? add(value.number) : add(value.text);
        }
        return *this;
    }
    /// One value, an array.
    PostgresValues &addArray(const QStringList &texts);

    [[nodiscard]] const std::vector<std::optional<std::string>> &values() const { return m_values; }

private:
    std::vector<std::optional<std::string>> m_values;
};

/// A row that came from the server.
class PostgresRow final {
public:
    explicit PostgresRow(const pqxx::row &row) : m_row(row) {}

    [[nodiscard]] qint64 number(int column) const; ///< 0 for null
    [[nodiscard]] std::optional<qint64> optionalNumber(int column) const;
    [[nodiscard]] QString text(int column) const;
    /// What stands in \p columns, from \p first on.
    template<typename Row>
    [[nodiscard]] Row from(int first, StoredColumns<Row> columns) const
    {
        Row row;
        for (const StoredColumn<Row> &column : columns) {
            StoredValue value;
            if (column.isNumber)
                value.number = optionalNumber(first);
            else
                value.text = text(first);
            column.take(row, value);
            ++first;
        }
        return row;
    }

private:
    pqxx::row m_row;
};

/// Runs \p sql, which has a parameter $1, $2, … for each of \p values.
pqxx::result runWith(pqxx::transaction_base &transaction, const char *sql,
                     const PostgresValues &values);

/// "$1, $2, $3".
std::string parametersUpTo(std::size_t count);

/// Adds a row of \p count values to what \p staging copies into its table.
template<std::size_t count>
void stage(pqxx::stream_to &staging, const PostgresValues &values)
{
    std::array<std::optional<std::string>, count> row; // the stream takes no vectors
    std::ranges::copy(values.values(), row.begin());
    staging << row;
}
