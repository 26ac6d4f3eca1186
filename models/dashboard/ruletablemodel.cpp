#include "ruletablemodel.h"

#include "rulecells.h"

RuleTableModel::RuleTableModel(const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent), m_clock(clock)
{
}

RuleTableModel::~RuleTableModel() = default;

void RuleTableModel::showRules(const std::vector<RuleRow> &rules)
{
    if (rules == m_counted)
        return;
    m_counted = rules;
    showRows(m_rules, sorted(rules));
    tick();
    Q_EMIT rulesShown();
}

void RuleTableModel::setNames(const QueryNames &names)
{
    m_names = names;
    showRows(m_rules, sorted(m_counted));
    tick();
}

void RuleTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    tick();
}

void RuleTableModel::tick()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void RuleTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columns)
        return;
    m_column = static_cast<Column>(column);
    m_order = order;
    showRows(m_rules, sorted(m_counted));
}

std::vector<RuleRow> RuleTableModel::sorted(std::vector<RuleRow> rules) const
{
    const RuleContext context{.now = m_clock.now(), .instanceNames = &m_names.instances};
    sortByValue(rules, m_order, [this, &context](const RuleRow &rule) {
        return cellValue(rule, m_column, context);
    });
    return rules;
}

int RuleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int RuleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RuleRow &rule = m_rules[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    const RuleContext context{.now = m_clock.now(), .instanceNames = &m_names.instances};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cellText(rule, column, context);
    case Qt::ToolTipRole:
        return cellToolTip(rule, column, context);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    case BoardRole::CopyText:
        return cellCopyText(rule, column, context);
    case BoardRole::Tone:
        return static_cast<int>(cellTone(rule, column));
    default:
        return {};
    }
}

QVariant RuleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    const auto column = static_cast<Column>(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::ToolTipRole:
        return columnToolTip(column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::InitialSortOrderRole:
        // What is worst, or newest, first by a first click.
        return static_cast<int>(column == Column::Failed || column == Column::Tasks ||
                                        column == Column::P95 || column == Column::LastRun
                                    ? Qt::DescendingOrder
                                    : Qt::AscendingOrder);
    default:
        return {};
    }
}
