#include "tasktext.h"

#include "synctasktablemodel.h"

#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QStringList>

#include <algorithm>

namespace {

using Column = SyncTaskTableModel::Column;

QString copyText(const SyncTaskTableModel &model, int row, int column)
{
    return model.data(model.index(row, column), SyncTaskTableModel::CopyTextRole).toString();
}

/// A tab or a line break inside a value would tear its row apart.
QString asCell(QString text)
{
    for (QChar &character : text) {
        if (character == u'\t' || character == u'\n' || character == u'\r')
            character = u' ';
    }
    return text;
}

QString keyOf(int column)
{
    QString key = QString::fromLatin1(QMetaEnum::fromType<Column>().valueToKey(column));
    if (!key.isEmpty())
        key[0] = key.at(0).toLower();
    return key;
}

} // namespace

QString tabSeparated(const SyncTaskTableModel &model, std::span<const int> rows,
                     std::span<const int> columns)
{
    QString text;
    const auto addLine = [&text, columns](auto cellOf) {
        QStringList cells;
        for (const int column : columns)
            cells += asCell(cellOf(column));
        text += cells.join(u'\t') + u'\n';
    };
    addLine([&model](int column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    });
    for (const int row : rows)
        addLine([&model, row](int column) { return copyText(model, row, column); });
    return text;
}

QString asJson(const SyncTaskTableModel &model, std::span<const int> rows,
               std::span<const int> columns)
{
    QJsonArray tasks;
    for (const int row : rows) {
        QJsonObject task;
        for (const int column : columns)
            task.insert(keyOf(column), copyText(model, row, column));
        tasks.append(task);
    }
    return QString::fromUtf8(QJsonDocument(tasks).toJson());
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
