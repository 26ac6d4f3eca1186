#pragma once

#include "operations.h"
#include "synctask.h"

// After an action whose outcome is in doubt, the list of tasks or of rules is read again. Among
// those in it that were not known before, these say which may be what the action made. Times are no
// help: two clocks are involved.

bool looksMadeBy(const CreateSyncTask &action, const SyncTask &task);
/// The repository is not compared: the list has no ids of repositories.
bool looksMadeBy(const RunSyncRule &action, const SyncTask &task);
/// Asked of a rule that was known before: to make another one may be to make it twice.
bool looksMadeBy(const CreateSyncRule &action, const SyncRule &rule);
