#include "senttablemodel.h"

#include "sentcolumns.h"
#include "sentcsv.h"

template class KeyedRowsModel<SentRow>;
template class SortedRowsModel<SentRow>;

namespace {

const SentColumnData &sentColumnAt(int column)
{
    return sentColumns()[static_cast<std::size_t>(column)];
}

} // namespace

SentTableModel::SentTableModel(const Clock &clock, QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::Time), Qt::DescendingOrder, parent), m_clock(clock)
{
}

void SentTableModel::showActions(const std::vector<SentRow> &actions)
{
    if (showCounted(actions))
        Q_EMIT actionsShown();
}

void SentTableModel::setTimes(const TimeDisplay &times)
{
    m_times = times;
    retranslate();
}

RowValue SentTableModel::sortValue(const SentRow &row, int column) const
{
    return sentColumnAt(column).sortValue(row.action, {});
}

QString SentTableModel::csv() const
{
    QString text = sentCsvTitles();
    for (const SentRow &row : rows())
        text += sentCsvLine(row.action);
    return text;
}

int SentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant SentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return sentColumnAt(index.column()).data(role, rowAt(index).action, {m_clock.now(), m_times});
}

QVariant SentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    return sentColumnAt(section).headerData(role, "SentCells", {m_clock.now(), m_times});
}
