#pragma once

#include "operations.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListRepoSyncRule. What of it cannot be read is counted in it.
Result<SyncRulePage> syncRulePageFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now);
