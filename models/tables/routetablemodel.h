#pragma once

#include "routefigures.h"
#include "sortedrowsmodel.h"

extern template class KeyedRowsModel<RouteFigures>;
extern template class SortedRowsModel<RouteFigures>;

/// Routes as rows, sorted by raw values; where those are equal, by what needs a person first.
class RouteTableModel final : public SortedRowsModel<RouteFigures> {
    Q_OBJECT

public:
    enum class Column {
        Route,
        Failed,
        Done,
        Success,
        Delay,
        P95LastHour,
        P95LastWeek,
        P95,
        Median,
        Running,
        Waiting,
        Oldest,
        Stuck,
    };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Stuck) + 1;

    explicit RouteTableModel(QObject *parent = nullptr);

    /// \p routes in the order of routesOf().
    void showRoutes(const std::vector<RouteFigures> &routes);
    [[nodiscard]] const std::vector<RouteFigures> &routes() const { return rows(); }
    /// -1: not there.
    [[nodiscard]] int rowOf(const QString &fromRegion, const QString &toRegion) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void routesShown(); ///< after showRoutes()

private:
    [[nodiscard]] RowValue sortValue(const RouteFigures &route, int column) const override;
};

using RouteColumn = RouteTableModel::Column;
