#pragma once

#include "taskquery.h"

#include <QString>
#include <QStringList>

#include <vector>

/// How much of what a query's answer rests on was read.
struct ReadExtent {
    QStringList withoutRules{}; ///< names of instances whose rules could not be read
    bool areAllTasksRead =
        true;             ///< false: some instance refused, or its list is not proven complete
    qint64 doneTasks = 0; ///< finished tasks whose duration is known
    qint64 unfinishedTasks = 0;
    bool areNotesRead = false; ///< of a team

    friend bool operator==(const ReadExtent &, const ReadExtent &) = default;
};

/// Something that the answer to a query rests on and that was not read.
struct UnreadReason {
    enum class Kind : quint8 {
        RuleNames,        ///< the query looks at names of rules
        StuckWithoutDone, ///< "stuck" depends on how long finished tasks took: none is known
        StuckOverPart,    ///< the same, of a part of the tasks
        LatestOverPart,   ///< a newer task of the same image may not have been read
        RepairedOverPart, ///< a later success may not have been read
        NotesUnread,      ///< nobody's notes are read, so that nothing is acknowledged
    };

    Kind kind = Kind::RuleNames;
    QStringList instances{}; ///< for RuleNames: names

    friend bool operator==(const UnreadReason &, const UnreadReason &) = default;
};

/// What the answer to \p query rests on and was not read; empty where the answer can be relied on.
std::vector<UnreadReason> unreadReasons(const TaskQuery &query, const ReadExtent &extent);

/// A sentence in the user's language.
QString describe(const UnreadReason &reason);
