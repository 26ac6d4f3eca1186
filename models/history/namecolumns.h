#pragma once

#include "registryinstance.h"
#include "storedcolumn.h"
#include "syncrule.h"

// The columns of what gives names, but for account and, of rules, instance.

StoredColumns<RegistryInstance> storedInstanceColumns();
StoredColumns<SyncRule> storedRuleColumns();
