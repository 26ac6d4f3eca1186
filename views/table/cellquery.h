#pragma once

#include "querynames.h"
#include "synctask.h"
#include "synctasktablemodel.h"
#include "taskquery.h"

// From a cell of the table to all tasks that say the same there: status, image (its repository),
// cause, route, trigger and rule.

/// What a menu calls it, given what the cell shows; empty where there is nothing to ask for.
QString cellName(const SyncTask &task, SyncTaskTableModel::Column column, const QString &shown);
/// Those alone, of what \p query finds.
TaskQuery narrowedToCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                         const QueryNames &names);
/// All others, of what \p query finds.
TaskQuery withoutCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names);
