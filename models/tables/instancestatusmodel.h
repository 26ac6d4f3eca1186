#pragma once

#include "liststatus.h"
#include "sortedrowsmodel.h"
#include "timedisplay.h"

extern template class KeyedRowsModel<ListStatus>;
extern template class SortedRowsModel<ListStatus>;

/// The watched instances, and the regions and profiles that list none, as rows: how each is read.
/// The worst come first.
class InstanceStatusModel final : public SortedRowsModel<ListStatus> {
    Q_OBJECT

public:
    enum class Column { Instance, State, LastReading, Region, Account, Tasks, NextTry };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::NextTry) + 1;

    explicit InstanceStatusModel(QObject *parent = nullptr);

    /// \p statuses as of listStatuses(); ages are told from \p now.
    void showStatuses(const std::vector<ListStatus> &statuses, const TimeContext &now);
    [[nodiscard]] const std::vector<ListStatus> &statuses() const { return rows(); }
    [[nodiscard]] const TimeContext &now() const { return m_now; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] RowValue sortValue(const ListStatus &status, int column) const override;

    TimeContext m_now;
};

using InstanceStatusColumn = InstanceStatusModel::Column;
