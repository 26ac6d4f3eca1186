#pragma once

#include "failuregroups.h"
#include "querynames.h"
#include "taskquery.h"

// From a group of failures to the query that finds its tasks.

/// Of a group that canBeNamed(): \p query and beside it: failed, and what the group has in common.
TaskQuery narrowedTo(TaskQuery query, FailureGrouping grouping, const FailureGroup &group,
                     const QueryNames &names);
/// \p query without what the group has in common.
TaskQuery without(TaskQuery query, FailureGrouping grouping, const FailureGroup &group,
                  const QueryNames &names);
