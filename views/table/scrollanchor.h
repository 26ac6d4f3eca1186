#pragma once

#include <QPersistentModelIndex>

class QTableView;
class RowScroll;

/// Keeps the rows under the eye where they are while others come and go above them. At the very
/// top it lets new rows appear. All rows must have one height: asking the header where a row lies
/// would make it count through all its sections after each insertion.
class ScrollAnchor final {
public:
    ScrollAnchor(QTableView &view, const RowScroll &scroll);

    /// Before rows change; those from \p firstRemoved to \p lastRemoved are going to vanish.
    void remember(int firstRemoved = -1, int lastRemoved = -1);
    /// The row at the upper edge as it is numbered now; -1: none is held.
    [[nodiscard]] int row() const;
    /// After rows have changed.
    void restore();

private:
    QTableView &m_view;
    const RowScroll &m_scroll;
    QPersistentModelIndex m_index; ///< of the row at the upper edge
};
