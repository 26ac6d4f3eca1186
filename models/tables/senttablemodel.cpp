#include "senttablemodel.h"

#include "sentcells.h"
#include "spreadsheetcell.h"

using namespace Qt::StringLiterals;

namespace {

QString sentCsvLine(const QStringList &fields)
{
    QStringList quoted;
    for (const QString &field : fields)
        quoted << csvCell(field);
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace

SentTableModel::SentTableModel(const Clock &clock, QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::Time), Qt::DescendingOrder, parent), m_clock(clock)
{
}

SentTableModel::~SentTableModel() = default;

void SentTableModel::showActions(const std::vector<SentRow> &actions)
{
    if (showCounted(actions))
        Q_EMIT actionsShown();
}

RowValue SentTableModel::sortValue(const SentRow &row, int column) const
{
    return cellValue(row.action, static_cast<Column>(column));
}

QString SentTableModel::csv() const
{
    QString text = sentCsvLine(sentCsvTitles());
    for (const SentRow &row : rows())
        text += sentCsvLine(sentCsvFields(row.action));
    return text;
}

int SentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant SentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SentAction &action = rowAt(index).action;
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(action, column, m_clock.now());
    case Qt::ToolTipRole:
        return cellToolTip(action, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    case BoardRole::CopyText:
        return cellCopyText(action, column, m_clock.now());
    case BoardRole::Tone:
        return static_cast<int>(cellTone(action, column));
    default:
        return {};
    }
}

QVariant SentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
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
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::InitialSortOrderRole:
        // The newest first, by a first click.
        return static_cast<int>(column == Column::Time ? Qt::DescendingOrder : Qt::AscendingOrder);
    default:
        return {};
    }
}
