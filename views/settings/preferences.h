#pragma once

#include "keychoices.h"
#include "silence.h"
#include "theme.h"
#include "timedisplay.h"
#include "watchrule.h"

#include <QString>
#include <QStringList>

/// Where registries are, in the place of what the profiles and the environment say. Never a secret.
struct ConnectionPreferences {
    QStringList regions{};  ///< empty: the profile's own
    QString endpoint{};     ///< empty: the region's
    bool useVpc = false;    ///< from inside a virtual private cloud
    QStringList leftOut{};  ///< ids of instances that are not read
    QString teamDatabase{}; ///< the team's history, in the place of registries; empty: none

    friend bool operator==(const ConnectionPreferences &, const ConnectionPreferences &) = default;
};

/// How the window tells times, as it is kept.
struct TimeChoice {
    QString zoneId{}; ///< of the IANA's list; empty: the zone of this computer
    TimeStyle style = TimeStyle::Suited;

    friend bool operator==(const TimeChoice &, const TimeChoice &) = default;
};

/// The zone of this computer where the chosen one is not known.
TimeDisplay timeDisplay(const TimeChoice &choice);
/// There is a zone of that id, or none is chosen.
bool isKnownZone(const TimeChoice &choice);

/// What is set once and seldom changed.
struct Preferences {
    int historyDays = 90;        ///< how long tasks are kept after they were created
    int historyMegabytes = 1024; ///< how large the history may grow
    int restRequests = 30;       ///< a minute for each account, see RestBudget
    double stuckFactor = 3;      ///< times the usual duration, see StuckRule
    WatchRule watch{};           ///< what is told outside the window
    Looks looks{};               ///< rows and texts
    TimeChoice times{};
    QString proxy{};           ///< as NetworkSetup::proxy; empty: the environment's
    QString caFile{};          ///< as NetworkSetup::caFile; empty: the environment's
    bool closesToTray = false; ///< the window goes, the watch goes on
    Silences silences{};       ///< mutes and planned maintenance
    int unusableSilences = 0;  ///< of the file: they make no sense, and are left out
    KeyChoices keys{};         ///< of actions that have not their usual ones
    int unusableKeys = 0;      ///< as \a unusableSilences
    ConnectionPreferences connection{};

    static constexpr int fewestDays = 1;
    static constexpr int mostDays = 36'500;
    static constexpr int fewestMegabytes = 10;
    static constexpr int mostMegabytes = 1'000'000;
    static constexpr int fewestRequests = 6;
    static constexpr int mostRequests = 600;
    static constexpr double leastFactor = 1;
    static constexpr double largestFactor = 1'000;

    friend bool operator==(const Preferences &, const Preferences &) = default;
};
