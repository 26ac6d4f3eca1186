#pragma once

#include "preferences.h"
#include "statustimeline.h"
#include "theme.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

class QSettings;

/// What the window remembers. Never a key or a token: credentials are read where the vendor's
/// tools keep them.
struct Settings {
    QByteArray geometry{};
    QByteArray layout{};
    QByteArray columns{};
    QStringList profiles{};   ///< whose keys are used; empty: the environment's or the current one
    bool allProfiles = false; ///< every profile of the vendor's tool, in their place
    QStringList writableProfiles{}; ///< for which changes in the registry are allowed
    QString instanceId{};
    ChartRange chartRange = ChartRange::Day;
    std::chrono::seconds refreshInterval{10}; ///< zero: off
    ThemeChoice theme = ThemeChoice::System;
    QString language{}; ///< "en", "zh_CN"; empty: the system's
    Preferences preferences{};
    QDateTime notificationsPausedUntil{}; ///< invalid: they are not paused
    QString noteName{}; ///< as whom the user notes something for the team; empty: the login's

    friend bool operator==(const Settings &, const Settings &) = default;
};

/// A value that is missing or makes no sense is the default. \p now: what cannot be true at this
/// time makes no sense.
Settings loadSettings(const QSettings &store, const QDateTime &now);
/// Writes what differs between \p former and \p settings, and leaves all else to whoever wrote it.
/// Of the profiles for which changes are allowed, those that came and went are written.
void saveChanges(const Settings &former, const Settings &settings, QSettings &store);

/// A theme as it is called in what is stored, and on the command line.
std::optional<ThemeChoice> themeNamed(const QString &name);
/// A range as it is called in what is stored.
QString nameOf(ChartRange range);
std::optional<ChartRange> chartRangeNamed(const QString &name);
