#pragma once

#include "registryinstance.h"

#include <QLocale>
#include <QString>
#include <QUrl>

// The same thing in the vendor's own tools.

/// The vendor's command line for one task: "aliyun cr GetRepoSyncTask …", quoted for a POSIX shell.
/// Source of operation and parameters: API page GetRepoSyncTask; --region and --profile are the
/// tool's own. An account is a profile of that tool; without one its present profile answers.
QString taskCommandLine(const InstanceRef &instance, const QString &syncTaskId);

/// The page of an instance in the vendor's web console; empty when instance or region is not known.
/// The console has two doors, for accounts of aliyun.com and of alibabacloud.com; which of them an
/// account uses is not told by the API, so it is taken from the \p language of the user.
QUrl consoleAddress(const InstanceRef &instance, QLocale::Language language);
