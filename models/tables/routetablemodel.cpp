#include "routetablemodel.h"

#include "routecolumns.h"

#include <algorithm>

template class KeyedRowsModel<RouteFigures>;
template class SortedRowsModel<RouteFigures>;

namespace {

const RouteColumnData &routeColumnAt(int column)
{
    return routeColumns()[static_cast<std::size_t>(column)];
}

} // namespace

RouteTableModel::RouteTableModel(QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::Delay), Qt::DescendingOrder, parent)
{
}

void RouteTableModel::showRoutes(const std::vector<RouteFigures> &routes)
{
    if (showCounted(routes))
        Q_EMIT routesShown();
}

int RouteTableModel::rowOf(const QString &fromRegion, const QString &toRegion) const
{
    const auto found = std::ranges::find_if(routes(), [&](const RouteFigures &route) {
        return route.fromRegion == fromRegion && route.toRegion == toRegion;
    });
    return found == routes().end() ? -1 : static_cast<int>(found - routes().begin());
}

RowValue RouteTableModel::sortValue(const RouteFigures &route, int column) const
{
    return routeColumnAt(column).sortValue(route);
}

int RouteTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RouteTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return routeColumnAt(index.column()).data(role, rowAt(index));
}

QVariant RouteTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    return routeColumnAt(section).headerData(role, "RouteCells");
}
