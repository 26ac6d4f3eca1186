#pragma once

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

/// What somebody says to all who read a team's history: that a failed task is being looked after,
/// or that nothing is told of something for a while.
struct TeamNote {
    enum class Kind : quint8 { Acknowledgement, Mute };
    static constexpr qsizetype longestName = 100; ///< of a person, a view or a region
    static constexpr qsizetype longestReason = 200;
    static constexpr qsizetype longestQuery = 1'000;
    static constexpr std::size_t mostAtOnce = 2'000;

    QString id{}; ///< unique; see newNoteId()
    Kind kind = Kind::Acknowledgement;
    QString by{};       ///< as the person calls himself: nobody proves it
    QString reason{};   ///< may be empty
    QDateTime madeAt{}; ///< UTC, by the database's clock; not given where it is to be made

    // Of an acknowledgement
    QString instanceId{}; ///< which lists the task
    QString taskId{};

    // Of a mute: of a query, of a route, or of everything
    QDateTime until{}; ///< UTC, exclusive; invalid: until it is withdrawn
    QString view{};    ///< what the query was called where the mute was made
    QString query{};   ///< as text: saved views are each user's own
    QString fromRegion{};
    QString toRegion{};

    friend bool operator==(const TeamNote &, const TeamNote &) = default;
};

/// The notes that hold, and mutes that ended lately, as far as the window may read them.
struct TeamNotes {
    enum class Access : quint8 { None, Read, Write };

    Access access = Access::None;
    std::vector<TeamNote> notes{}; ///< oldest first

    friend bool operator==(const TeamNotes &, const TeamNotes &) = default;
};

QString newNoteId();

/// Why a note cannot be written.
enum class NoteFault : quint8 {
    NoName,
    LongName,
    HiddenInName, ///< control characters and others that are not seen
    LongReason,
    HiddenInReason,
};
std::optional<NoteFault> faultOfNote(const QString &by, const QString &reason);
