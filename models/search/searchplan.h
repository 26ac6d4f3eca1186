#pragma once

#include "historyscan.h"
#include "taskfilterplan.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <vector>

/// What a database is asked for, so that a query need not look at every row.
struct SearchPlan {
    /// Holds for every row that the query finds, and for others.
    ScanQuestion question{};
    /// The conditions of the query, by their number, that no row is left out for.
    std::vector<std::size_t> openTerms{};

    friend bool operator==(const SearchPlan &, const SearchPlan &) = default;
};

/// Exact words, words of status, cause, trigger and state, times and booleans are asked for, and
/// free texts as far as their letters are of ASCII or have no case: see searchFolded(). What is
/// negated is asked for where it is exact. Regular expressions, durations and what rests on other
/// tasks (latest, stuck) or on notes (acknowledged) are not.
SearchPlan searchPlan(const TaskFilterPlan &plan);

/// Whether the answer to \p query rests on more than the tasks that it finds: on others (latest,
/// repaired, stuck), or on notes. A search cannot say.
bool restsOnOtherTasks(const TaskQuery &query);

/// Whether the answer to \p query rests on what a team noted, which is not with the tasks: what is
/// acknowledged.
bool restsOnNotes(const TaskQuery &query);

/// The parts of \p word that a text must contain which contains \p word without regard to case, as
/// searchFolded() gives them. They end at each of \p separators, and where letters may have more
/// than one form.
QStringList searchableParts(const QString &word, QStringView separators = {});
