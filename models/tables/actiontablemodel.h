#pragma once

#include "actionplan.h"
#include "sentcells.h"
#include "writestate.h"

#include <QAbstractTableModel>

struct ActionLine;

/// A plan as rows, and what becomes of each of its lines.
class ActionTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Image, Route, Action, Result, Followed };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Followed) + 1;

    enum Role {
        StatusRole = Qt::UserRole + 1, ///< SyncTaskStatus as int: the shape beside the text, if any
        IsSentRole,                    ///< false: nothing is sent for this row
    };

    explicit ActionTableModel(QObject *parent = nullptr);

    /// \p rules give names.
    void showPlan(std::vector<PlannedAction> plan, const QHash<QString, SyncRule> &rules);
    void showOutcome(qsizetype line, const ActionOutcome &outcome);
    /// What became of a line that was accepted, as it stands now.
    void showFollowed(qsizetype line, const SentAction &action);
    /// Of all lines that were accepted.
    [[nodiscard]] SentCounts followed() const;
    [[nodiscard]] const std::vector<PlannedAction> &plan() const { return m_plan; }
    [[nodiscard]] const std::vector<ActionOutcome> &outcomes() const { return m_outcomes; }
    /// All of it, with ids and technical reasons, as comma separated values (RFC 4180).
    [[nodiscard]] QString csv() const;
    void retranslate(); ///< the language changed

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] ActionLine line(std::size_t row) const;

    std::vector<PlannedAction> m_plan;
    std::vector<ActionOutcome> m_outcomes;
    std::vector<SentAction> m_followed; // for each line; as it was made while nothing was sent
    QHash<QString, SyncRule> m_rules;
};
