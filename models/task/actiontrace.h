#pragma once

#include "registryaction.h"
#include "synctask.h"

// After an action whose outcome is in doubt, the list of tasks is read again. Among the tasks in it
// that were not known before, these say which may be what the action made. Times are no help: two
// clocks are involved.

bool looksMadeBy(const NewSyncTask &action, const SyncTask &task);
/// The repository is not compared: the list has no ids of repositories.
bool looksMadeBy(const RuleRun &action, const SyncTask &task);
/// Of a rule that was not known before.
bool looksMadeBy(const NewSyncRule &action, const SyncRule &rule);
