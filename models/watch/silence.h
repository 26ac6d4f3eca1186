#pragma once

#include <QDateTime>
#include <QString>
#include <QTime>

#include <array>
#include <optional>
#include <span>
#include <vector>

/// Of what nothing is told: everything, the tasks that a saved view or a query finds, or those of a
/// route.
struct SilenceScope {
    enum class Kind { All, View, Route, Query };

    Kind kind = Kind::All;
    QString view{};       ///< name of a saved view; of a query: what another user calls it
    QString query{};      ///< as text
    QString fromRegion{}; ///< of a route, as the API gives it
    QString toRegion{};

    friend bool operator==(const SilenceScope &, const SilenceScope &) = default;
};

/// A period that comes again each week.
struct WeeklyHours {
    std::array<bool, 7> days{}; ///< on which it begins, Monday first
    QTime from{22, 0};
    QTime to{23, 0};  ///< not after \a from: of the next day
    QString zoneId{}; ///< of the IANA's list; empty: the zone of this computer

    friend bool operator==(const WeeklyHours &, const WeeklyHours &) = default;
};

/// When, and of what, nothing is told outside the window: a mute, which begins when it is made, or
/// maintenance, which is planned. What is silenced is counted and shown as before.
struct Silence {
    enum class Kind { Mute, Maintenance, Weekly };
    static constexpr qsizetype longestReason = 200;
    static constexpr qsizetype longestName = 256; ///< of a view or a region
    static constexpr std::size_t most = 200;      ///< that are kept

    SilenceScope scope{};
    Kind kind = Kind::Mute;
    QString reason{};     ///< may be empty
    QDateTime from{};     ///< UTC, inclusive; of a mute: when it was made
    QDateTime until{};    ///< UTC, exclusive; of a mute, invalid: until somebody ends it
    WeeklyHours weekly{}; ///< of Kind::Weekly, in the place of the two times
    QString by{};         ///< who made it for the whole team; empty: it is the user's own
    QString noteId{};     ///< of that, see TeamNote

    friend bool operator==(const Silence &, const Silence &) = default;
};

using Silences = std::vector<Silence>;

/// It says of what and when, and there is such a time at all.
bool isUsable(const Silence &silence);

/// One period of a silence.
struct SilencePeriod {
    QDateTime from{};
    QDateTime until{}; ///< exclusive; invalid: its end is not known

    friend bool operator==(const SilencePeriod &, const SilencePeriod &) = default;
};

/// The period in which \p now lies. A mute holds until the time that it names, also where the clock
/// was set back behind its beginning.
std::optional<SilencePeriod> periodAt(const Silence &silence, const QDateTime &now);
/// It will never hold again.
bool isOver(const Silence &silence, const QDateTime &now);

/// One of \p silences that holds at \p now.
struct ActiveSilence {
    Silence silence{};
    SilencePeriod period{};

    friend bool operator==(const ActiveSilence &, const ActiveSilence &) = default;
};

/// Of those that are about exactly \p scope, the one that holds longest.
std::optional<ActiveSilence> lastingSilence(std::span<const Silence> silences,
                                            const SilenceScope &scope, const QDateTime &now);
