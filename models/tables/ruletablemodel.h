#pragma once

#include "clock.h"
#include "querynames.h"
#include "rulerows.h"
#include "sortedrowsmodel.h"
#include "timedisplay.h"

extern template class KeyedRowsModel<RuleRow>;
extern template class SortedRowsModel<RuleRow>;

/// Rules as rows, sorted by raw values; where those are equal, by what needs a person first.
class RuleTableModel final : public SortedRowsModel<RuleRow> {
    Q_OBJECT

public:
    enum class Column {
        Rule,
        State,
        LastRun,
        Failed,
        Tasks,
        Success,
        P95,
        Route,
        Copies,
        Filters,
        Trigger,
        Instance,
    };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Instance) + 1;

    explicit RuleTableModel(const Clock &clock, QObject *parent = nullptr);

    /// \p rules in the order of ruleRows().
    void showRules(const std::vector<RuleRow> &rules);
    [[nodiscard]] const std::vector<RuleRow> &rules() const { return rows(); }
    /// What instances are called.
    void setNames(const QueryNames &names);

    void setTimes(const TimeDisplay &times);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void rulesShown(); ///< after showRules()

private:
    [[nodiscard]] RowValue sortValue(const RuleRow &rule, int column) const override;

    const Clock &m_clock;
    TimeDisplay m_times;
    QueryNames m_names;
};

using RuleColumn = RuleTableModel::Column;
