#pragma once

#include <QString>
#include <QStringList>

// Where the program keeps what is its own. The demo has files of its own, so that trying it changes
// nothing of the user's; it keeps no history.

/// The file of the settings, as QSettings names it, which would read it whatever it is.
QString settingsPath(bool demo);
/// Beside the settings.
QString viewsPath(bool demo);
/// Of each choice of profiles its own: it may name what only that account knows.
QString queriesPath(bool demo, const QStringList &profiles);
/// The entry that starts the program with the desktop's session.
QString autostartPath();
/// One file for each profile: what one account may see is not the other's.
QString historyPath(const QString &profile);
/// Of what a team's history told, by DatabaseAddress::parameters.
QString teamHistoryPath(const QString &parameters);
