#pragma once

#include <QString>

#include <span>
#include <vector>

class QItemSelectionModel;
class SyncTaskTableModel;

// Rows of the table as text for the clipboard: whole values, never the shortened ones.

/// Tab separated with a line of titles, as spreadsheets take it.
QString tabSeparated(const SyncTaskTableModel &model, std::span<const int> rows,
                     std::span<const int> columns);
/// An array of objects, keyed by the names that the columns have in the code: the same in every
/// language.
QString asJson(const SyncTaskTableModel &model, std::span<const int> rows,
               std::span<const int> columns);

/// The numbers of the rows that are selected, from the top.
std::vector<int> selectedRowNumbers(const QItemSelectionModel &selection);
