#pragma once

#include "tasksource.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListRepoSyncRule. An error names the field that is not as the API promises.
Result<SyncRulePage> syncRulePageFromJson(const QByteArray &json, JsonMemory &memory);
