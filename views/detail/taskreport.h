#pragma once

#include "digestcomparison.h"
#include "synctask.h"
#include "synctaskdetail.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// "Failed 23 m ago, 2026-11-24 14:01:41 +08:00, after 4 s · automatic, rule prod-eu".
QString taskSubline(const SyncTask &task, const QString &ruleName, const TimeContext &now);

/// Everything that is known of a task as plain text, for a ticket: also what its cause means, what
/// to do, and the digests that its tags were found to have.
QString taskReport(const SyncTask &task, const QString &ruleName,
                   const std::optional<SyncTaskDetail> &detail, const ComparedDigests &digests,
                   const TimeContext &now);
