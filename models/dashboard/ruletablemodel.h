#pragma once

#include "clock.h"
#include "keyedrowsmodel.h"
#include "querynames.h"
#include "rulerows.h"

/// Rules as rows, sorted by raw values; where those are equal, by what needs a person first.
class RuleTableModel final : public KeyedRowsModel<RuleRow> {
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
    ~RuleTableModel() override;

    /// \p rules in the order of ruleRows().
    void showRules(const std::vector<RuleRow> &rules);
    [[nodiscard]] const std::vector<RuleRow> &rules() const { return m_rules; }
    /// What instances are called.
    void setNames(const QueryNames &names);
    /// Times are told from now: they move on.
    void tick();
    void retranslate(); ///< the language changed

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void rulesShown(); ///< after showRules()

private:
    [[nodiscard]] std::vector<RuleRow> sorted(std::vector<RuleRow> rules) const;

    const Clock &m_clock;
    QueryNames m_names;
    std::vector<RuleRow> m_rules;   // as they are shown
    std::vector<RuleRow> m_counted; // as they came
    Column m_column = Column::State;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

using RuleColumn = RuleTableModel::Column;
