#pragma once

#include "clock.h"
#include "comparisonreader.h"
#include "sortedrowsmodel.h"
#include "timedisplay.h"

#include <memory>

/// A tag of a comparison.
struct ComparisonRow {
    std::shared_ptr<const ComparedRepository> repository{}; ///< which it is of; never null
    ComparedTag tag{};

    /// "team/app:v1", at the source.
    [[nodiscard]] QString key() const;

    friend bool operator==(const ComparisonRow &, const ComparisonRow &) = default;
};

extern template class KeyedRowsModel<ComparisonRow>;
extern template class SortedRowsModel<ComparisonRow>;

/// What a comparison found as rows, by verdict: what wants attention first.
class ComparisonTableModel final : public SortedRowsModel<ComparisonRow> {
    Q_OBJECT

public:
    enum class Column { Tag, Verdict, Reason, Updated, Size };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Size) + 1;

    explicit ComparisonTableModel(const Clock &clock, QObject *parent = nullptr);

    /// How times are told.
    void setTimes(const TimeDisplay &times);
    /// \p showsAll: also tags of which nothing is to be done.
    void showRepositories(const std::vector<ComparedRepository> &repositories, bool showsAll);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] RowValue sortValue(const ComparisonRow &row, int column) const override;

    [[nodiscard]] TimeContext timeContext() const;

    const Clock &m_clock;
    TimeDisplay m_times;
};

using ComparisonColumn = ComparisonTableModel::Column;
