#pragma once

#include "actionplan.h"
#include "writestate.h"

#include <QHash>
#include <QString>

// The operators' words for actions, in the language of the user.

/// Why nothing is sent for a task; empty for None.
QString disabledReasonText(ActionDisabledReason disabledReason);
/// What will be sent: "Run the rule prod-eu", "Copy the tag", "Copy again" where it was copied
/// before.
QString actionText(const PlannedAction &planned, const QHash<QString, SyncRule> &rules);
/// What has become of it; empty where nothing was tried.
QString outcomeText(const ActionOutcome &outcome);
