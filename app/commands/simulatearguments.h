#pragma once

#include "commandline.h"

/// What \p arguments of "sync-dashboard simulate" ask for. Instances and repositories are known by
/// the names that they will have in the simulated world.
Command parseSimulate(const QStringList &arguments, const QDateTime &now);
