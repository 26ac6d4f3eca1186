#pragma once

#include "taskstore.h"

#include <optional>

/// What a column of the task table sorts by: a raw value, never formatted text.
struct TaskSortValue {
    enum class By {
        Id,          ///< of the task
        Number,      ///< see number
        Text,        ///< parts: the second is of TaskStore::texts()
        RuleName,    ///< as Text; a rule by what it is called
        AccountName, ///< as Text; an instance by the account that lists it
        Batch,       ///< parts: the second is of TaskStore::batches()
        Image,       ///< parts: a repository without its instance, and a tag
        End,         ///< parts: a repository, and a tag
        Route,       ///< parts: two repositories of which the regions count
    };
    struct Parts {
        quint32 repository = 0; ///< its number
        quint32 second = 0;     ///< id of a text, or another repository
    };

    By by = By::Id;
    /// Unfinished tasks last until \p nowMs. Empty: not given.
    std::optional<qint64> (*number)(const TaskStore &store, TaskRow row, qint64 nowMs) = nullptr;
    Parts (*parts)(const TaskStore &store, TaskRow row) = nullptr;
    bool movesOn = false; ///< numbers of unfinished tasks grow as time goes on
};
