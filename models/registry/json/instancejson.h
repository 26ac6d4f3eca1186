#pragma once

#include "operations.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListInstance. What of it cannot be read is counted in it.
Result<RegistryInstancePage> instancePageFromJson(const QByteArray &json, JsonMemory &memory,
                                                  const QDateTime &now);
/// A reply of GetInstance. Without an id it says nothing; it never has a region.
Result<RegistryInstance> instanceFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now);
