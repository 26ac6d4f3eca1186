#pragma once

#include <QString>

// What the manager of services is told, where one started this program. Source: sd_notify(3).

/// It works, and \p state is what it does.
void tellServiceReady(const QString &state);
void tellServiceReloading(const QString &state);
void tellServiceStopping();
