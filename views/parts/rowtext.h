#pragma once

#include <QString>

#include <span>
#include <vector>

class QAbstractItemModel;
class QItemSelectionModel;

/// Rows of a table for the clipboard: tab separated with a line of titles, as spreadsheets take it.
/// A cell says what \p copyRole gives, or what it displays where that is nothing.
QString tabSeparated(const QAbstractItemModel &model, std::span<const int> rows,
                     std::span<const int> columns, int copyRole);

/// The same as CSV by RFC 4180; see spreadsheetcell.h.
QString commaSeparated(const QAbstractItemModel &model, std::span<const int> rows,
                       std::span<const int> columns, int copyRole);

/// The numbers of the rows that are selected, from the top.
std::vector<int> selectedRowNumbers(const QItemSelectionModel &selection);
