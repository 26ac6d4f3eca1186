#pragma once

#include "querynames.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QString>

#include <vector>

/// What could stand at the cursor of a query.
struct QueryCompletion {
    struct Candidate {
        QString text{};        ///< goes in the place of what is there
        QString explanation{}; ///< in the user's language, may be empty

        friend bool operator==(const Candidate &, const Candidate &) = default;
    };

    qsizetype begin = 0; ///< of what is replaced
    qsizetype length = 0;
    std::vector<Candidate> candidates{};

    friend bool operator==(const QueryCompletion &, const QueryCompletion &) = default;
};

/// For the word before \p cursor: fields by their beginning, after a field its values. At most 50,
/// values that begin with what is typed first, then those in which a word does, then those that
/// hold it elsewhere; "from:" and "to:" offer only regions that tasks have
/// at that end.
QueryCompletion completeQuery(const QString &text, qsizetype cursor, const TaskStore &store,
                              const QueryNames &names);

/// The word before \p cursor is only the beginning of something: of a field's name or of a word
/// that a field knows, or a condition without its value. What it says now is not what is meant.
bool isUnfinished(const QString &text, qsizetype cursor);
