#include "rowtext.h"

#include "spreadsheetcell.h"

#include <QAbstractItemModel>
#include <QItemSelectionModel>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString copiedText(const QModelIndex &index, int copyRole)
{
    const QVariant copied = index.data(copyRole);
    return (copied.isValid() ? copied : index.data(Qt::DisplayRole)).toString();
}

/// A line of titles, then one for each row.
QString separated(const QAbstractItemModel &model, std::span<const int> rows,
                  std::span<const int> columns, int copyRole, QString (*cellText)(const QString &),
                  const QString &separator, const QString &end)
{
    QString text;
    const auto addLine = [&](auto cellOf) {
        QStringList cells;
        for (const int column : columns)
            cells += cellText(cellOf(column));
        text += cells.join(separator) + end;
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

} // namespace

QString tabSeparated(const QAbstractItemModel &model, std::span<const int> rows,
                     std::span<const int> columns, int copyRole)
{
    return separated(model, rows, columns, copyRole, &tsvCell, u"\t"_s, u"\n"_s);
}

QString commaSeparated(const QAbstractItemModel &model, std::span<const int> rows,
                       std::span<const int> columns, int copyRole)
{
    return separated(model, rows, columns, copyRole, &csvCell, u","_s, u"\r\n"_s);
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
