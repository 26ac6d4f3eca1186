#pragma once

#include "apierror.h"
#include "operations.h"

#include <QByteArray>

class JsonMemory;

// Replies to actions. What does not say clearly that the action took place is an error.

/// Of CreateRepoSyncTask and CreateRepoSyncTaskByRule.
Result<ActionReceipt> createdTaskFromJson(const QByteArray &json, JsonMemory &memory);
/// Of CreateRepoSyncRule.
Result<ActionReceipt> createdRuleFromJson(const QByteArray &json, JsonMemory &memory);
/// Of CancelRepoSyncTask and DeleteRepoSyncRule: nothing but the envelope.
Result<ActionReceipt> doneFromJson(const QByteArray &json, JsonMemory &memory);
