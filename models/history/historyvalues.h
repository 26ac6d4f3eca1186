#pragma once

#include "apierror.h"
#include "registryinstance.h"
#include "syncrule.h"
#include "synctask.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

/// Which file or database, and how much of the past it keeps.
struct HistoryOptions {
    QString file{};
    std::chrono::days maxAge{90};
    qint64 maxBytes = qint64{1} << 30;

    friend bool operator==(const HistoryOptions &, const HistoryOptions &) = default;
};

/// Why a history cannot be used, or not now.
enum class HistoryFault : quint8 {
    Locked,      ///< another instance of this program has it open
    Busy,        ///< another program has locked the database
    NewerFile,   ///< a later version of this program wrote it
    ForeignFile, ///< it is a database of another program
    Unwritable,  ///< file or directory may not be written, or cannot be made
    DiskFull,
    InputOutput, ///< the disk or the file system failed
    Damaged,     ///< its content is damaged, and so was what took its place
    OutOfMemory,
    Unexpected, ///< the file is readable and not as this program made it
    // Of a database on a server.
    Unreachable,     ///< there is no connection to it, or it was lost
    SignInRefused,   ///< user, password, certificate or name of the database are not accepted
    NotElected,      ///< another collector writes
    DatabaseBusy,    ///< others use it, or it took too long
    DatabaseRefuses, ///< the role may not do this, or the tables are not as this program made them
    NewerTables,     ///< a later version of this program made them
};

/// Whether it may be over by itself, so that it is worth trying again.
constexpr bool mayPass(HistoryFault fault)
{
    return fault != HistoryFault::NewerFile && fault != HistoryFault::ForeignFile &&
           fault != HistoryFault::NewerTables;
}

/// What came of opening a history.
struct HistoryOpening {
    enum class Outcome : quint8 {
        Created,  ///< there was none
        Existing, ///< the past is there
        Replaced, ///< the file was damaged and is kept under another name; a new one begins
        Renewed,  ///< the file was removed while it was open; a new one begins
        Refused,  ///< there is no history; nothing was touched
    };

    Outcome outcome = Outcome::Refused;
    std::optional<HistoryFault> fault{}; ///< of a refusal
    QString file{};
    QString movedTo{}; ///< where the damaged file is
    QString message{}; ///< technical, in English

    [[nodiscard]] bool isUsable() const { return outcome != Outcome::Refused; }

    friend bool operator==(const HistoryOpening &, const HistoryOpening &) = default;
};

/// Why writing stopped.
struct HistoryFailure {
    HistoryFault fault = HistoryFault::InputOutput;
    QString message{}; ///< technical, in English

    friend bool operator==(const HistoryFailure &, const HistoryFailure &) = default;
};

/// Tasks that one instance listed.
struct HistoryTasks {
    QString instanceId{};
    std::vector<SyncTask> tasks{};

    friend bool operator==(const HistoryTasks &, const HistoryTasks &) = default;
};

/// An instance, and the account through which it was found.
struct HistoryInstance {
    QString account{};
    RegistryInstance instance{};

    friend bool operator==(const HistoryInstance &, const HistoryInstance &) = default;
};

/// A list of tasks, or of a region's instances, that cannot be read, and why.
struct UnreadList {
    QString account{};
    QString regionId{};
    QString instanceId{}; ///< empty: the region's instances
    QDateTime since{};
    ApiError error{};

    friend bool operator==(const UnreadList &, const UnreadList &) = default;
};

/// Everything but tasks: what gives them names.
struct HistoryDirectory {
    std::vector<HistoryInstance> instances{};
    QHash<QString, std::vector<SyncRule>> rules{}; ///< by instance id
    QHash<QString, QDateTime> asOf{}; ///< by instance id: when its list of tasks was last seen
    std::vector<UnreadList> unread{}; ///< what could not be read; of a database only

    friend bool operator==(const HistoryDirectory &, const HistoryDirectory &) = default;
};
