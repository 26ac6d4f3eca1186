#pragma once

#include "synctask.h"
#include "taskquery.h"

#include <QStringList>
#include <QStringView>

#include <optional>
#include <span>

// The words of the query language. They are the same in every language of the window, so that a
// query can be passed on; read are also the API's words and those of the window, in English and
// Chinese.

/// A word for a field and what it is for.
struct QueryFieldName {
    QueryField field;
    QStringView name;
    QStringView other; ///< a second spelling, may be empty
};
std::span<const QueryFieldName> queryFieldNames();
/// Without regard to case.
std::optional<QueryField> queryFieldFromName(QStringView name);
QString queryFieldName(QueryField field); ///< empty for Text

/// "failed", "running", "waiting", "cancelled", "done", "unknown"; read: the API's words too.
QString queryWord(SyncTaskStatus status);
std::optional<SyncTaskStatus> statusFromQueryWord(QStringView word);
/// "push", "manual", "unknown"; read: the API's words too.
QString queryWord(TaskTrigger trigger);
std::optional<TaskTrigger> triggerFromQueryWord(QStringView word);
/// "tag-conflict": the API's word in small letters; read: both spellings, and what the window calls
/// it in English: "immutable-tag".
QString queryWord(TaskIssue issue);
std::optional<TaskIssue> issueFromQueryWord(QStringView word);

/// What may stand after "is:".
enum class QueryState : quint8 {
    Failed,
    Running,
    Waiting,
    Cancelled,
    Done,
    Active,
    Finished,
    Stuck,
    Latest,       ///< see LatestResults
    Repaired,     ///< see LatestResults
    Acknowledged, ///< see Acknowledgements
};
struct QueryStateName {
    QueryState state;
    QStringView name;
};
std::span<const QueryStateName> queryStateNames();
std::optional<QueryState> stateFromQueryWord(QStringView word);
/// The status of a task alone decides whether it is in \p state: other tasks, people and the clock
/// have no part in it.
bool isOfStatusAlone(QueryState state);
/// Some condition of \p query, negated or not, speaks of \p state.
bool speaksOf(const TaskQuery &query, QueryState state);
/// All that \p query finds is in \p state, for it says so by that word alone.
bool wantsState(const TaskQuery &query, QueryState state);
/// \p query with that condition, or without it.
TaskQuery withState(TaskQuery query, QueryState state, bool wanted);

/// The word of the query language for \p word after \p field, where it is one of those that the
/// program knows: in any spelling, in English or Chinese, whatever the language of the window.
std::optional<QString> knownWord(QueryField field, QStringView word);
/// The same but for case, and for "-", "_" and space.
bool isSameWord(QStringView a, QStringView b);

/// Every word that may stand after a field which knows its words; empty for other fields.
QStringList wordsOf(QueryField field);

/// "yes", "no".
std::optional<bool> boolFromQueryWord(QStringView word);
