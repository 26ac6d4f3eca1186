#pragma once

#include "taskquery.h"
#include "taskstore.h"

#include <QString>
#include <QStringList>

#include <vector>

// The words of the API for status, cause and trigger. The cloud adds some without asking, so a
// query may ask for any; what no task has is said, for it may be a mistake in writing.

/// The words for \p field that tasks have, as the API says them, without those that the query
/// language has a word for.
QStringList foreignWords(QueryField field, const TaskStore &store);

/// A value that the query language has no word for.
struct ForeignValue {
    QueryField field = QueryField::Status;
    QueryValue value{};
};
/// Those that \p query asks for, except regular expressions.
std::vector<ForeignValue> foreignValues(const TaskQuery &query);

/// That no task in \p store has a word that \p query asks for, and which words there are; empty
/// where there is nothing to say.
QString unseenWordHint(const TaskQuery &query, const TaskStore &store);
