#pragma once

#include "preferences.h"

class QDateTime;

/// What the commands share with the window: its settings, for the proxy and the CA file. That they
/// cannot be read is said on standard error, for something else may be asked without them.
Preferences settingsOfCommands(const QDateTime &now);
