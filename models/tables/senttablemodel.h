#pragma once

#include "clock.h"
#include "sentaction.h"
#include "sortedrowsmodel.h"
#include "timedisplay.h"

/// A row of the page of what was sent.
struct SentRow {
    SentAction action{};

    [[nodiscard]] QString key() const { return action.id; }

    friend bool operator==(const SentRow &, const SentRow &) = default;
};

extern template class KeyedRowsModel<SentRow>;
extern template class SortedRowsModel<SentRow>;

/// What was sent to change a registry as rows, the newest first.
class SentTableModel final : public SortedRowsModel<SentRow> {
    Q_OBJECT

public:
    enum class Column { Time, Who, What, Subject, Route, Outcome, Progress };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Progress) + 1;

    explicit SentTableModel(const Clock &clock, QObject *parent = nullptr);

    void showActions(const std::vector<SentRow> &actions);
    [[nodiscard]] const std::vector<SentRow> &actions() const { return rows(); }
    void setTimes(const TimeDisplay &times);
    [[nodiscard]] const TimeDisplay &times() const { return m_times; }
    /// All of it in the order shown, with ids, as comma separated values (RFC 4180).
    [[nodiscard]] QString csv() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void actionsShown(); ///< after showActions()

private:
    [[nodiscard]] RowValue sortValue(const SentRow &row, int column) const override;

    const Clock &m_clock;
    TimeDisplay m_times;
};

using SentColumn = SentTableModel::Column;
