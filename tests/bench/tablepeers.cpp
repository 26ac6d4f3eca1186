#include "tablepeers.h"

#include "region.h"

using namespace Qt::StringLiterals;

PlainTaskModel::PlainTaskModel(const TaskStore &store, TaskRow count)
{
    m_rows.reserve(count);
    for (TaskRow row = 0; row < count; ++row) {
        const SyncTask task = store.task(row);
        m_rows.push_back(
            {.text = u"%1 %2"_s.arg(task.imageFrom.path(), placeName(task.imageTo.regionId)),
             .id = task.id,
             .createdMs = task.createdAt.toMSecsSinceEpoch()});
    }
}

int PlainTaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlainTaskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant PlainTaskModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == 0 ? row(index.row()).text : row(index.row()).id;
}

TypedProxyModel::TypedProxyModel(PlainTaskModel &source) : m_source(source)
{
    setSourceModel(&source);
    setDynamicSortFilter(false);
}

void TypedProxyModel::setWord(const QString &word)
{
    m_word = word;
    invalidateFilter();
}

bool TypedProxyModel::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    return m_word.isEmpty() || m_source.row(row).text.contains(m_word, Qt::CaseInsensitive);
}

bool TypedProxyModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return m_source.row(left.row()).createdMs < m_source.row(right.row()).createdMs;
}

void fillItems(QStandardItemModel &items, const TaskStore &store, TaskRow count)
{
    for (TaskRow row = 0; row < count; ++row) {
        const SyncTask task = store.task(row);
        QList<QStandardItem *> cells;
        for (const QString &text :
             {task.status.text, task.imageFrom.path(), task.issue.text, task.imageFrom.regionId,
              task.imageTo.regionId, task.createdAt.toString(Qt::ISODate),
              task.modifiedAt.toString(Qt::ISODate), task.imageFrom.instanceId,
              task.imageTo.instanceId, task.trigger.text, task.ruleId, task.batchId, task.id})
            cells.append(new QStandardItem(text));
        items.appendRow(cells);
    }
}
