#pragma once

#include "taskquery.h"

#include <QHash>

// By which values a query asks for what is seen of tasks.

/// Of Route.
QueryValue routeValue(const QString &fromRegion, const QString &toRegion);
/// How a query names a rule or instance exactly: by what it is called, by \p id where that is not
/// known or several are called so.
QueryValue namedValue(const QString &id, const QHash<QString, QString> &names);
/// Of Status, Cause and Trigger: where the API's word is not known, it is the value.
QueryValue wordValue(const Word<SyncTaskStatus> &status);
QueryValue wordValue(const Word<TaskIssue> &issue);
QueryValue wordValue(const Word<TaskTrigger> &trigger);
/// Of Image, for all tags of a repository.
QueryValue repositoryValue(const QString &repoNamespace, const QString &repo);
/// "namespace/repository".
QString repositoryPath(const QString &repoNamespace, const QString &repo);
/// \p query for a repository in two words, which the registry is asked for too: it may know of
/// older tasks.
TaskQuery narrowedToRepository(TaskQuery query, const QString &repoNamespace, const QString &repo);
