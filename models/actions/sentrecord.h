#pragma once

#include "actionplan.h"
#include "rulechange.h"
#include "sentaction.h"
#include "writestate.h"

#include <QHash>
#include <QString>

// What was sent, as it is written down. The caller adds who sends it, and when.

/// \p rules give names.
SentAction sentRecord(const PlannedAction &planned, ActionKind kind,
                      const QHash<QString, SyncRule> &rules);
SentAction sentRecord(const RuleChange &change);

/// What the registry said of it. A task that was made, or is being cancelled, is to be followed.
void applyOutcome(SentAction &action, const ActionOutcome &outcome);
