#pragma once

#include "rowtext.h"

#include <memory>

class QMimeData;
class SyncTaskTableModel;

// Rows of the table as text for the clipboard: whole values, never the shortened ones.

QString tabSeparated(const SyncTaskTableModel &model, std::span<const int> rows,
                     std::span<const int> columns);
/// An array of objects, keyed by TaskColumn::key with a small first letter: the same in every
/// language.
QString asJson(const SyncTaskTableModel &model, std::span<const int> rows,
               std::span<const int> columns);

/// More are not dragged: to put them into words would keep the window from working.
constexpr std::size_t mostDraggedRows = 10'000;

/// As tab separated text and as CSV: to be dropped into another program. Null where there are more
/// than mostDraggedRows.
std::unique_ptr<QMimeData> dragged(const SyncTaskTableModel &model, std::span<const int> rows,
                                   std::span<const int> columns);
