#include "failuretablemodel.h"

#include "failurecolumns.h"

#include <algorithm>
#include <utility>

template class KeyedRowsModel<FailureGroup>;

namespace {

const FailureColumnData &failureColumnAt(int column)
{
    return failureColumns()[static_cast<std::size_t>(column)];
}

} // namespace

FailureTableModel::FailureTableModel(const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent), m_clock(clock)
{
}

void FailureTableModel::showBoard(const FailureBoard &board)
{
    if (board == m_board)
        return;
    const bool isOther = board.grouping != m_board.grouping;
    if (isOther)
        showRows(m_board.groups, {}); // a text that stays would be the name of something else
    Rows shown = std::exchange(m_board.groups, {});
    m_board = board;
    m_board.groups = std::move(shown);
    m_largest = 0;
    for (const FailureGroup &group : board.groups)
        m_largest = std::max(m_largest, group.count);
    showRows(m_board.groups, board.groups);
    tick();
    if (isOther)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    Q_EMIT boardShown();
}

void FailureTableModel::setRuleNames(const QHash<QString, QString> &names)
{
    m_ruleNames = names;
    tick();
}

void FailureTableModel::setTimes(const TimeDisplay &times)
{
    m_times = times;
    retranslate();
    Q_EMIT boardShown(); // whoever sums it up tells times, too
}

void FailureTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    tick();
}

void FailureTableModel::tick()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int FailureTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_board.groups.size());
}

int FailureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FailureTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FailureGroup &group = m_board.groups[static_cast<std::size_t>(index.row())];
    const FailureContext context{.now = m_clock.now(),
                                 .times = m_times,
                                 .grouping = m_board.grouping,
                                 .periodMs = m_board.periodMs,
                                 .ruleNames = &m_ruleNames};
    switch (role) {
    case ShareRole:
        return m_largest > 0 ? static_cast<double>(group.count) / m_largest : 0.0;
    case OpenShareRole:
        return m_largest > 0 ? static_cast<double>(group.open()) / m_largest : 0.0;
    case BucketsRole:
        return QVariant::fromValue(QList<int>(group.perBucket.cbegin(), group.perBucket.cend()));
    case TrendRole:
        return static_cast<int>(group.trend());
    default:
        return failureColumnAt(index.column()).data(role, group, context);
    }
}

QVariant FailureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    const bool isNameTitle =
        role == Qt::DisplayRole && static_cast<Column>(section) == Column::Name;
    return isNameTitle ? displayName(m_board.grouping)
                       : failureColumnAt(section).headerData(role, "FailureCells", timeContext());
}
