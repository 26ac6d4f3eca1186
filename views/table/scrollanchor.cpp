#include "scrollanchor.h"

#include "rowscroll.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

ScrollAnchor::ScrollAnchor(QTableView &view, const RowScroll &scroll)
    : m_view(view), m_scroll(scroll)
{
}

void ScrollAnchor::remember(int firstRemoved, int lastRemoved)
{
    const int value = m_view.verticalScrollBar()->value();
    if (value == 0) {
        m_index = QPersistentModelIndex();
        return;
    }
    int row = value / m_scroll.rowHeight();
    if (row >= firstRemoved && row <= lastRemoved)
        row = lastRemoved + 1;
    m_index = m_view.model()->index(std::min(row, m_view.model()->rowCount() - 1), 0);
}

int ScrollAnchor::row() const
{
    return m_index.isValid() ? m_index.row() : -1;
}

void ScrollAnchor::restore()
{
    const int held = row();
    m_index = QPersistentModelIndex();
    if (held < 0)
        return;
    QScrollBar *bar = m_view.verticalScrollBar();
    const int length = m_view.model()->rowCount() * m_scroll.rowHeight();
    // The range is brought up to date only with the next layout, too late for the value.
    bar->setMaximum(m_scroll.aligned(std::max(0, length - m_view.viewport()->height())));
    bar->setValue(held * m_scroll.rowHeight());
}
