#pragma once

#include "teamnote.h"

#include <QStringList>

#include <pqxx/pqxx>
#include <span>
#include <vector>

/// The table of what a team notes. Unlike all others it is written without the lease, by anybody
/// whose role may: a note is added and withdrawn, and nothing else of it ever changes.
class TeamNoteTable final {
public:
    /// Windows read no more than the newest of those that hold.
    static constexpr qint64 mostRead = 20'000;
    /// Whoever notes something waits meanwhile.
    static constexpr qint64 mostForgotten = 2'000;

    /// What the role of this connection may do.
    static TeamNotes::Access access(pqxx::transaction_base &transaction);
    /// Another number after each change. Whoever writes waits for those who wrote before, so that
    /// no change comes to light below a number that was read.
    static qint64 lastChange(pqxx::transaction_base &transaction);
    /// Those that are neither withdrawn nor over for a day; the oldest first.
    static std::vector<TeamNote> read(pqxx::transaction_base &transaction);

    /// One that is there already stays as it is. madeAt is the database's.
    static void add(pqxx::transaction_base &transaction, std::span<const TeamNote> notes);
    /// Of what was withdrawn before, who did it stays.
    static void withdraw(pqxx::transaction_base &transaction, const QStringList &ids,
                         const QString &by);
    /// Where forget() goes on the next time.
    struct Seen {
        qint64 madeMs = 0;
        QString id{};
    };
    /// Forgets what was withdrawn or over before \p oldestMs, and acknowledgements of tasks that
    /// are not kept any more. Looks at no more than \p most notes of each, the acknowledgements
    /// after \p seen, which is moved on; an empty one begins with the oldest.
    static void forget(pqxx::transaction_base &transaction, qint64 oldestMs, Seen &seen,
                       qint64 most = mostForgotten);
};
