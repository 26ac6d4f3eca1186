#include "routetablemodel.h"

#include "routecells.h"

#include <algorithm>

RouteTableModel::RouteTableModel(QObject *parent) : KeyedRowsModel(parent) {}

RouteTableModel::~RouteTableModel() = default;

void RouteTableModel::showRoutes(const std::vector<RouteFigures> &routes)
{
    if (routes == m_counted)
        return;
    m_counted = routes;
    showRows(m_routes, sorted(routes));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    Q_EMIT routesShown();
}

int RouteTableModel::rowOf(const QString &fromRegion, const QString &toRegion) const
{
    const auto found = std::ranges::find_if(m_routes, [&](const RouteFigures &route) {
        return route.fromRegion == fromRegion && route.toRegion == toRegion;
    });
    return found == m_routes.end() ? -1 : static_cast<int>(found - m_routes.begin());
}

void RouteTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void RouteTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columns)
        return;
    m_column = static_cast<Column>(column);
    m_order = order;
    showRows(m_routes, sorted(m_counted));
}

std::vector<RouteFigures> RouteTableModel::sorted(std::vector<RouteFigures> routes) const
{
    sortByValue(routes, m_order,
                [this](const RouteFigures &route) { return cellValue(route, m_column); });
    return routes;
}

int RouteTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_routes.size());
}

int RouteTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RouteTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RouteFigures &route = m_routes[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(route, column);
    case Qt::ToolTipRole:
        return cellToolTip(route, column);
    case Qt::AccessibleTextRole:
        return cellSpokenText(route, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (column == Column::Route ? Qt::AlignLeft : Qt::AlignRight));
    case BoardRole::CopyText:
        return cellCopyText(route, column);
    case BoardRole::Tone:
        return static_cast<int>(cellTone(route, column));
    case BoardRole::Mark:
        return isMarked(route, column);
    default:
        return {};
    }
}

QVariant RouteTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    const auto column = static_cast<Column>(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::ToolTipRole:
        return columnToolTip(column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (column == Column::Route ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::InitialSortOrderRole:
        // What is worst first, by a first click.
        return static_cast<int>(column == Column::Route || column == Column::Success
                                    ? Qt::AscendingOrder
                                    : Qt::DescendingOrder);
    default:
        return {};
    }
}
