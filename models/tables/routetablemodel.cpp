#include "routetablemodel.h"

#include "printable.h"
#include "routecells.h"

#include <algorithm>

RouteTableModel::RouteTableModel(QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::Delay), Qt::DescendingOrder, parent)
{
}

RouteTableModel::~RouteTableModel() = default;

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
    return cellValue(route, static_cast<Column>(column));
}

int RouteTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RouteTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RouteFigures &route = rowAt(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return printableLines(cellText(route, column));
    case Qt::ToolTipRole:
        return printableLines(cellToolTip(route, column));
    case Qt::AccessibleTextRole:
        return printableLines(cellSpokenText(route, column));
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (column == Column::Route ? Qt::AlignLeft : Qt::AlignRight));
    case BoardRole::CopyText:
        return cellCopyText(route, column);
    case BoardRole::Tone:
        return static_cast<int>(cellTone(route, column));
    case BoardRole::Mark:
        return isMarked(route, column);
    case BoardRole::Counted: {
        const std::optional<QString> words = countedWords(route, column);
        return words ? QVariant(*words) : QVariant();
    }
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
