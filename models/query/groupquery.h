#pragma once

#include "querycontext.h"
#include "taskgroup.h"
#include "taskquery.h"

#include <optional>
#include <span>
#include <vector>

// A query over tasks that are counted together, and not read.

/// The first condition of \p query that needs more of a task than groups have: names of images, ids
/// and durations, say. Null: there is none. One span of time, since and until, is for whoever
/// counts.
const QueryTerm *termBeyondGroups(const TaskQuery &query);

/// Which of \p groups \p query finds, whatever it says of time; empty when a regular expression
/// took too long. Of \p context only the names are looked at. Any thread may call it.
std::optional<std::vector<bool>> groupsFoundBy(const TaskQuery &query, const QueryContext &context,
                                               std::span<const TaskGroup> groups);
