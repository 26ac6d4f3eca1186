#include "celloverflow.h"

#include "taskcolumns.h"

#include <QHeaderView>
#include <QTableView>

namespace {

/// The cell in sight \p step places from \p index; invalid at the end.
QModelIndex neighbour(const QTableView &view, const QModelIndex &index, int step)
{
    const QHeaderView &header = *view.horizontalHeader();
    for (int visual = header.visualIndex(index.column()) + step;
         visual >= 0 && visual < header.count(); visual += step) {
        const int column = header.logicalIndex(visual);
        if (!header.isSectionHidden(column))
            return index.siblingAtColumn(column);
    }
    return {};
}

bool goesOn(const QModelIndex &index)
{
    return taskColumn(static_cast<SyncTaskTableModel::Column>(index.column())).isImage;
}

bool showsNothing(const QModelIndex &index)
{
    const auto progress = static_cast<int>(SyncTaskTableModel::Column::Progress);
    return index.column() != progress && // a bar is no text
           index.data(Qt::DisplayRole).toString().isEmpty();
}

int widthOf(const QTableView &view, const QModelIndex &index)
{
    return view.horizontalHeader()->sectionSize(index.column());
}

QRect extended(const QRect &rect, int width, bool atRight)
{
    return atRight ? rect.adjusted(0, 0, width, 0) : rect.adjusted(-width, 0, 0, 0);
}

} // namespace

TextRoom textInCell(const QTableView &view, const QModelIndex &index, const QRect &cell)
{
    TextRoom room{.index = index, .rect = cell};
    if (goesOn(index)) {
        const QModelIndex next = neighbour(view, index, 1);
        if (next.isValid() && showsNothing(next))
            room.rect = extended(cell, widthOf(view, next), !view.isRightToLeft());
    } else if (showsNothing(index)) {
        const QModelIndex before = neighbour(view, index, -1);
        if (before.isValid() && goesOn(before)) {
            room.index = before;
            room.rect = extended(cell, widthOf(view, before), view.isRightToLeft());
        }
    }
    return room;
}
