#pragma once

#include <QModelIndex>
#include <QRect>

class QTableView;

// A name that is too long for its cell goes on in the next one where that has nothing to show, as
// in a spreadsheet: most tasks have no cause, and the image is what one reads. Each cell paints
// what stands in it, so that one that is painted alone is whole.

/// A text and where it may be written.
struct TextRoom {
    QModelIndex index{};
    QRect rect{}; ///< in the view's own coordinates
};

/// The text that stands in the cell \p index, which takes up \p cell: its own, or that of the cell
/// before it, which goes on here.
TextRoom textInCell(const QTableView &view, const QModelIndex &index, const QRect &cell);
