#include "rowtext.h"

#include "spreadsheetcell.h"

#include <QAbstractItemModel>
#include <QItemSelectionModel>
#include <QStringList>

#include <algorithm>

namespace {

QString copiedText(const QModelIndex &index, int copyRole)
{
    const QVariant copied = index.data(copyRole);
    return (copied.isValid() ? copied : index.data(Qt::DisplayRole)).toString();
}

} // namespace

QString tabSeparated(const QAbstractItemModel &model, std::span<const int> rows,
                     std::span<const int> columns, int copyRole)
{
    QString text;
    const auto addLine = [&text, columns](auto cellOf) {
        QStringList cells;
        for (const int column : columns)
            cells += tsvCell(cellOf(column));
        text += cells.join(u'\t') + u'\n';
    };
    addLine([&model](int column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    });
    for (const int row : rows)
        addLine([&model, row, copyRole](int column) {
            return copiedText(model.index(row, column), copyRole);
        });
    return text;
}

std::vector<int> selectedRowNumbers(const QItemSelectionModel &selection)
{
    std::vector<int> rows;
    const QItemSelection ranges = selection.selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}
