#pragma once

#include "registryinstance.h"
#include "rowwriter.h"
#include "synctasktablemodel.h"
#include "taskstore.h"
#include "timedisplay.h"

#include <QHash>

#include <memory>
#include <vector>

/// A task as it is exported.
struct ExportedTask {
    SyncTask task{};
    InstanceRef listedBy{};
    std::optional<TransferProgress> progress{};
};

/// What is exported of each task. For use in one thread at a time.
class ExportColumns {
public:
    ExportColumns() = default;
    virtual ~ExportColumns() = default;
    Q_DISABLE_COPY_MOVE(ExportColumns)

    [[nodiscard]] virtual QStringList names(RowFormat format) const = 0;
    /// One for each name; they hold until the next call, or as long as \p task.
    [[nodiscard]] virtual std::span<const FieldValue> valuesOf(const ExportedTask &task) = 0;
};

/// Columns of the table in the given order, with the whole value of each cell in the language and
/// zone of the screen. JSON has the keys of the columns, which are the same in every language.
std::unique_ptr<ExportColumns> tableColumns(std::vector<SyncTaskTableModel::Column> columns,
                                            const QHash<QString, QString> &ruleNames,
                                            const TimeContext &now);
/// What the list command prints of a task: the API's words, times in UTC.
std::unique_ptr<ExportColumns> allFields();
