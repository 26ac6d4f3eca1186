#include "ruletablemodel.h"

#include "rulecolumns.h"

template class KeyedRowsModel<RuleRow>;
template class SortedRowsModel<RuleRow>;

namespace {

const RuleColumnData &ruleColumnAt(int column)
{
    return ruleColumns()[static_cast<std::size_t>(column)];
}

} // namespace

RuleTableModel::RuleTableModel(const Clock &clock, QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::State), Qt::AscendingOrder, parent), m_clock(clock)
{
}

void RuleTableModel::showRules(const std::vector<RuleRow> &rules)
{
    if (showCounted(rules))
        Q_EMIT rulesShown();
}

void RuleTableModel::setNames(const QueryNames &names)
{
    m_names = names;
    showSorted();
    tick();
}

void RuleTableModel::setTimes(const TimeDisplay &times)
{
    m_times = times;
    retranslate();
}

RowValue RuleTableModel::sortValue(const RuleRow &rule, int column) const
{
    return ruleColumnAt(column).sortValue(
        rule, {.now = m_clock.now(), .times = m_times, .instanceNames = &m_names.instances});
}

int RuleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return ruleColumnAt(index.column())
        .data(role, rowAt(index),
              {.now = m_clock.now(), .times = m_times, .instanceNames = &m_names.instances});
}

QVariant RuleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    return ruleColumnAt(section).headerData(role, "RuleCells", {m_clock.now(), m_times});
}
