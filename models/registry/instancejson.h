#pragma once

#include "tasksource.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListInstance. An error names the field that is not as the API promises.
Result<RegistryInstancePage> instancePageFromJson(const QByteArray &json, JsonMemory &memory);
