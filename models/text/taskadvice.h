#pragma once

#include "advice.h"
#include "synctask.h"

/// For a failed task, in the language of the user; an unknown cause is shown as the API said it,
/// with general advice.
Advice adviceFor(const SyncTask &task);
