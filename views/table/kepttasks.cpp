#include "kepttasks.h"

#include "synctasktablemodel.h"

#include <QItemSelectionModel>

namespace {

/// More are not looked up again: a selection that large means "everything".
constexpr qsizetype mostKept = 1000;

} // namespace

KeptTasks keepTasks(const SyncTaskTableModel &model, const QItemSelectionModel &selection)
{
    KeptTasks kept;
    const QModelIndex current = selection.currentIndex();
    if (current.isValid())
        kept.current = model.storeRow(current.row());
    const QItemSelection ranges = selection.selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (std::ssize(kept.selected) >= mostKept)
                return kept;
            kept.selected.push_back(model.storeRow(row));
        }
    }
    return kept;
}

QItemSelection rowsOf(const SyncTaskTableModel &model, const std::vector<TaskRow> &tasks)
{
    QItemSelection rows;
    for (const TaskRow task : tasks) {
        if (const std::optional<int> row = model.rowOf(task)) {
            const QModelIndex index = model.index(*row, 0);
            rows.select(index, index);
        }
    }
    return rows;
}
