#pragma once

#include "preferences.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

class QDateTime;

// What is set in the settings, in a file for another computer: as SettingsFile has it, with its
// format and a version. Such a file may come from anybody.

/// A password in the address of the proxy is left out. The error is the system's words.
tl::expected<QByteArray, QString> exportedSettings(const Preferences &preferences);

/// What is missing in the file, or makes no sense at \p now, is the default. The error is a
/// sentence in the user's language.
tl::expected<Preferences, QString> importedSettings(const QByteArray &content,
                                                    const QDateTime &now);
