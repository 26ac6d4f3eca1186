#pragma once

#include "querynames.h"
#include "synctask.h"
#include "synctasktablemodel.h"
#include "taskquery.h"

// From a cell of the table to all tasks that say the same there; see TaskColumn::condition.

/// What a menu calls it, given what the cell shows; empty where there is nothing to ask for.
QString cellName(const SyncTask &task, SyncTaskTableModel::Column column, const QString &shown);
/// Those alone, of what \p query finds.
TaskQuery narrowedToCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                         const QueryNames &names);
/// All others, of what \p query finds.
TaskQuery withoutCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names);
