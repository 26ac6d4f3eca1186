#include "ruletablemodel.h"

#include "printable.h"
#include "rulecells.h"

using namespace Qt::StringLiterals;

RuleTableModel::RuleTableModel(const Clock &clock, QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::State), Qt::AscendingOrder, parent), m_clock(clock)
{
}

RuleTableModel::~RuleTableModel() = default;

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

RowValue RuleTableModel::sortValue(const RuleRow &rule, int column) const
{
    return cellValue(rule, static_cast<Column>(column),
                     {.now = m_clock.now(), .instanceNames = &m_names.instances});
}

int RuleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RuleRow &rule = rowAt(index);
    const auto column = static_cast<Column>(index.column());
    const RuleContext context{.now = m_clock.now(), .instanceNames = &m_names.instances};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return printableLines(cellText(rule, column, context));
    case Qt::ToolTipRole:
        return printableLines(cellToolTip(rule, column, context));
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    case BoardRole::CopyText:
        return cellCopyText(rule, column, context);
    case BoardRole::FixedFont:
        return isInFixedFont(rule, column, context);
    case BoardRole::Tone:
        return static_cast<int>(cellTone(rule, column));
    case BoardRole::Counted:
        if (column == Column::Failed)
            return u"status:failed"_s;
        return column == Column::Tasks ? QVariant(QString()) : QVariant();
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
