#pragma once

#include "sentaction.h"
#include "storedcolumn.h"

/// The columns of what was sent to change a registry, but for the account.
StoredColumns<SentAction> storedActionColumns();
