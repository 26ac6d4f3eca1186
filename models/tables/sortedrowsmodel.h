#pragma once

#include "keyedrowsmodel.h"
#include "rowvalue.h"

/// Counted rows, sorted by the raw values of a column; where those are equal, in the order in which
/// they came.
template<typename Row>
class SortedRowsModel : public KeyedRowsModel<Row> {
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        if (column < 0 || column >= this->columnCount())
            return;
        m_column = column;
        m_order = order;
        showSorted();
    }
    /// What cells say has changed, though not what was counted: times are told from now.
    void tick()
    {
        if (!m_rows.empty())
            Q_EMIT this->dataChanged(this->index(0, 0),
                                     this->index(rowCount() - 1, this->columnCount() - 1));
    }
    /// The language changed, and with it the order of what is sorted by a text.
    void retranslate()
    {
        showSorted();
        Q_EMIT this->headerDataChanged(Qt::Horizontal, 0, this->columnCount() - 1);
        tick();
    }

protected:
    SortedRowsModel(int column, Qt::SortOrder order, QObject *parent)
        : KeyedRowsModel<Row>(parent), m_column(column), m_order(order)
    {
    }

    /// What \p row is sorted by.
    [[nodiscard]] virtual RowValue sortValue(const Row &row, int column) const = 0;

    /// As they are shown.
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row &rowAt(const QModelIndex &index) const
    {
        return m_rows[static_cast<std::size_t>(index.row())];
    }
    /// False where they are what is shown already.
    bool showCounted(const std::vector<Row> &rows)
    {
        if (rows == m_counted)
            return false;
        m_counted = rows;
        showSorted();
        tick();
        return true;
    }
    /// Values may have changed.
    void showSorted()
    {
        std::vector<Row> sorted = m_counted;
        sortByValue(sorted, m_order, [this](const Row &row) { return sortValue(row, m_column); });
        this->showRows(m_rows, sorted);
    }

private:
    std::vector<Row> m_rows;
    std::vector<Row> m_counted; // as they came
    int m_column = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};
