#pragma once

#include "clock.h"
#include "failuregroups.h"
#include "keyedrowsmodel.h"
#include "timedisplay.h"

#include <QHash>

extern template class KeyedRowsModel<FailureGroup>;

/// Groups of failures as rows.
class FailureTableModel final : public KeyedRowsModel<FailureGroup> {
    Q_OBJECT

public:
    enum class Column { Name, Failed, Open, Repaired, First, Last, Trend };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Trend) + 1;

    enum Role {
        ShareRole = Qt::UserRole + 1, ///< 0..1 of the largest count
        OpenShareRole,                ///< as ShareRole, of what is open
        BucketsRole,                  ///< QList<int>, oldest first; FailureGroup::perBucket
        TrendRole,                    ///< FailureTrend as int
    };

    explicit FailureTableModel(const Clock &clock, QObject *parent = nullptr);

    void showBoard(const FailureBoard &board);
    [[nodiscard]] const FailureBoard &board() const { return m_board; }
    /// What rules are called, by id.
    void setRuleNames(const QHash<QString, QString> &names);
    /// Times are told from now: they move on.
    void tick();
    void retranslate(); ///< the language changed

    void setTimes(const TimeDisplay &times);
    /// For what stands beside the rows.
    [[nodiscard]] TimeContext timeContext() const { return {m_clock.now(), m_times}; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void boardShown(); ///< after showBoard()

private:
    const Clock &m_clock;
    TimeDisplay m_times;
    FailureBoard m_board;
    QHash<QString, QString> m_ruleNames;
    int m_largest = 0;
};

using FailureColumn = FailureTableModel::Column;
