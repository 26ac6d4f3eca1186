#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// One column of a table as the user left it.
struct ColumnState {
    QString name{}; ///< of the column in the code: survives columns that come and go
    int width = 0;
    bool visible = true;

    friend bool operator==(const ColumnState &, const ColumnState &) = default;
};

/// A column that the rows are sorted by.
struct SortedColumn {
    QString name{};
    Qt::SortOrder order = Qt::DescendingOrder;

    friend bool operator==(const SortedColumn &, const SortedColumn &) = default;
};

/// All columns, in the order in which they are shown, and the sorting.
struct ColumnsState {
    std::vector<ColumnState> columns{};
    bool stretches = true;               ///< the image column takes what room is left
    std::vector<SortedColumn> sorting{}; ///< the most deciding first

    friend bool operator==(const ColumnsState &, const ColumnsState &) = default;
};

QByteArray toBytes(const ColumnsState &state);
/// Empty for anything that toBytes() did not make.
std::optional<ColumnsState> columnsFromBytes(const QByteArray &bytes);
