#include "tasktext.h"

#include "taskcolumns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

using Column = SyncTaskTableModel::Column;

QString copyText(const SyncTaskTableModel &model, int row, int column)
{
    return model.data(model.index(row, column), SyncTaskTableModel::CopyTextRole).toString();
}

QString keyOf(int column)
{
    QString key = QString::fromLatin1(taskColumn(static_cast<Column>(column)).key);
    key[0] = key.at(0).toLower();
    return key;
}

} // namespace

QString tabSeparated(const SyncTaskTableModel &model, std::span<const int> rows,
                     std::span<const int> columns)
{
    return tabSeparated(model, rows, columns, SyncTaskTableModel::CopyTextRole);
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
