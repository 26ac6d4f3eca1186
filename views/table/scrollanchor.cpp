#include "scrollanchor.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

ScrollAnchor::ScrollAnchor(QTableView &view, int rowHeight) : m_view(view), m_rowHeight(rowHeight)
{
}

void ScrollAnchor::remember(int firstRemoved, int lastRemoved)
{
    const int value = m_view.verticalScrollBar()->value();
    if (value == 0) {
        m_index = QPersistentModelIndex();
        return;
    }
    int row = value / m_rowHeight;
    m_offset = value - row * m_rowHeight;
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
    const int length = m_view.model()->rowCount() * m_rowHeight;
    // The range is brought up to date only with the next layout, too late for the value.
    bar->setMaximum(std::max(0, length - m_view.viewport()->height()));
    bar->setValue(held * m_rowHeight + m_offset);
}
