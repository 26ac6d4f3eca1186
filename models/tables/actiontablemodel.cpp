#include "actiontablemodel.h"

#include "actioncolumns.h"
#include "printable.h"

#include <utility>

namespace {

const ActionColumnData &actionColumnAt(int column)
{
    return actionColumns()[static_cast<std::size_t>(column)];
}

} // namespace

ActionTableModel::ActionTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void ActionTableModel::showPlan(std::vector<PlannedAction> plan,
                                const QHash<QString, SyncRule> &rules)
{
    // Choices change what is sent, not which tasks are spoken of.
    const bool isSameSize = plan.size() == m_plan.size();
    if (!isSameSize)
        beginResetModel();
    m_plan = std::move(plan);
    m_outcomes.assign(m_plan.size(), {});
    m_followed.assign(m_plan.size(), {});
    m_rules = rules;
    if (!isSameSize)
        endResetModel();
    else if (!m_plan.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void ActionTableModel::showOutcome(qsizetype line, const ActionOutcome &outcome)
{
    m_outcomes[static_cast<std::size_t>(line)] = outcome;
    const int row = static_cast<int>(line);
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void ActionTableModel::showFollowed(qsizetype line, const SentAction &action)
{
    m_followed[static_cast<std::size_t>(line)] = action;
    const QModelIndex cell = index(static_cast<int>(line), static_cast<int>(Column::Followed));
    Q_EMIT dataChanged(cell, cell);
}

SentCounts ActionTableModel::followed() const
{
    SentCounts counts;
    for (const SentAction &action : m_followed)
        counts.add(action);
    return counts;
}

void ActionTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int ActionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.size());
}

int ActionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

ActionLine ActionTableModel::line(std::size_t row) const
{
    return {.planned = m_plan[row],
            .outcome = m_outcomes[row],
            .followed = m_followed[row],
            .rules = m_rules};
}

QVariant ActionTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ActionLine said = line(static_cast<std::size_t>(index.row()));
    const ActionColumnData &column = actionColumnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return printableLines(column.text(said));
    case Qt::ToolTipRole:
        return printableLines((column.toolTip ? column.toolTip : column.text)(said));
    case StatusRole:
        return column.shape ? QVariant(static_cast<int>(column.shape(said))) : QVariant();
    case IsSentRole:
        return said.planned.isToBeSent();
    default:
        return {};
    }
}

QVariant ActionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 ||
        section >= columns)
        return {};
    return tr(actionColumnAt(section).title);
}

QString ActionTableModel::csv() const
{
    QString text = actionCsvTitles();
    for (std::size_t row = 0; row < m_plan.size(); ++row)
        text += actionCsvLine(line(row));
    return text;
}
