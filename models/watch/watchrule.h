#pragma once

#include <QDateTime>
#include <QTime>

#include <chrono>

/// What is told outside the window, and when.
struct WatchRule {
    bool isOn = true;
    bool tellsStuck = true;
    bool tellsLost = true; ///< that the registry does not answer any more
    std::chrono::minutes lostAfter{5};
    bool hasQuietHours = false;
    QTime quietFrom{22, 0}; ///< local time; the hours may cross midnight
    QTime quietTo{7, 0};    ///< as \a quietFrom: no hours are quiet

    static constexpr std::chrono::minutes soonestLost{1};
    static constexpr std::chrono::minutes latestLost{24 * 60};

    friend bool operator==(const WatchRule &, const WatchRule &) = default;
};

/// When the quiet hours end in which \p now lies; invalid when it lies in none. On a night in which
/// the clocks are changed the end is off by as much: ask again when it has come.
QDateTime endOfQuiet(const WatchRule &rule, const QDateTime &now);
