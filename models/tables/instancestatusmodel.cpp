#include "instancestatusmodel.h"

#include "instancestatuscolumns.h"

template class KeyedRowsModel<ListStatus>;
template class SortedRowsModel<ListStatus>;

namespace {

const InstanceStatusColumnData &statusColumnAt(int column)
{
    return instanceStatusColumns()[static_cast<std::size_t>(column)];
}

} // namespace

InstanceStatusModel::InstanceStatusModel(QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::State), Qt::AscendingOrder, parent)
{
}

void InstanceStatusModel::showStatuses(const std::vector<ListStatus> &statuses,
                                       const TimeContext &now)
{
    const bool isLater = now != m_now;
    const bool isToldAnew = now.times != m_now.times;
    m_now = now;
    if (isToldAnew)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (!showCounted(statuses) && isLater)
        tick();
}

RowValue InstanceStatusModel::sortValue(const ListStatus &status, int column) const
{
    return statusColumnAt(column).sortValue(status, m_now);
}

int InstanceStatusModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant InstanceStatusModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return statusColumnAt(index.column()).data(role, rowAt(index), m_now);
}

QVariant InstanceStatusModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    return statusColumnAt(section).headerData(role, "InstanceStatusModel", m_now);
}
