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

/// The value of Cause for what the API calls it.
QueryValue causeValue(const QString &issue);
/// The value of Image for all tags of a repository.
QueryValue repositoryValue(const QString &repoNamespace, const QString &repo);
/// \p query for a repository in two words, which the registry is asked for too: it may know of
/// older tasks.
TaskQuery narrowedToRepository(TaskQuery query, const QString &repoNamespace, const QString &repo);
