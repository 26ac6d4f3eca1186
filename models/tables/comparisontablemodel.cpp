#include "comparisontablemodel.h"

#include "comparisoncolumns.h"

template class KeyedRowsModel<ComparisonRow>;
template class SortedRowsModel<ComparisonRow>;

namespace {

const ComparisonColumnData &comparisonColumnAt(int column)
{
    return comparisonColumns()[static_cast<std::size_t>(column)];
}

/// Something may have to be done, or found out.
bool wantsAttention(TagVerdict verdict)
{
    return verdict < TagVerdict::Same;
}

} // namespace

QString ComparisonRow::key() const
{
    ImageRef image = repository->pair.from;
    image.imageTag = tag.tag;
    return image.path();
}

ComparisonTableModel::ComparisonTableModel(const Clock &clock, QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::Verdict), Qt::AscendingOrder, parent), m_clock(clock)
{
}

void ComparisonTableModel::showRepositories(const std::vector<ComparedRepository> &repositories,
                                            bool showsAll)
{
    std::vector<ComparisonRow> rows;
    for (const ComparedRepository &repository : repositories) {
        ComparedRepository facts = repository;
        facts.tags.clear();
        const auto shared = std::make_shared<const ComparedRepository>(std::move(facts));
        for (const ComparedTag &tag : repository.tags) {
            if (showsAll || wantsAttention(tag.verdict))
                rows.push_back({.repository = shared, .tag = tag});
        }
    }
    showCounted(rows);
}

void ComparisonTableModel::setTimes(const TimeDisplay &times)
{
    m_times = times;
    retranslate();
}

TimeContext ComparisonTableModel::timeContext() const
{
    return {m_clock.now(), m_times};
}

RowValue ComparisonTableModel::sortValue(const ComparisonRow &row, int column) const
{
    return comparisonColumnAt(column).sortValue(row, timeContext());
}

int ComparisonTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ComparisonTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return comparisonColumnAt(index.column()).data(role, rowAt(index), timeContext());
}

QVariant ComparisonTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    return comparisonColumnAt(section).headerData(role, "ComparisonCells", timeContext());
}
