#include "tasktext.h"

#include "taskcolumns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

QString copyText(const SyncTaskTableModel &model, int row, int column)
{
    return model.data(model.index(row, column), SyncTaskTableModel::CopyTextRole).toString();
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
            task.insert(taskColumn(static_cast<Column>(column)).jsonKey(),
                        copyText(model, row, column));
        tasks.append(task);
    }
    return QString::fromUtf8(QJsonDocument(tasks).toJson());
}

std::unique_ptr<QMimeData> dragged(const SyncTaskTableModel &model, std::span<const int> rows,
                                   std::span<const int> columns)
{
    if (rows.size() > mostDraggedRows)
        return nullptr;
    auto data = std::make_unique<QMimeData>();
    data->setText(tabSeparated(model, rows, columns));
    data->setData(u"text/csv"_s,
                  commaSeparated(model, rows, columns, SyncTaskTableModel::CopyTextRole).toUtf8());
    return data;
}
