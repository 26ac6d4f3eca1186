#pragma once

#include "taskquery.h"

#include <QString>
#include <QTimeZone>

class QDateTime;

/// A sentence that names two conditions of \p query that no task can both meet, whatever is
/// loaded; empty where there are none. Looked for: a range that ends before it begins, a duration
/// or age that is too long and too short, two of what a task has one of (status, cause,
/// trigger, cross, accelerated),
/// and what is asked for and excluded. \p now is when times without a date are counted from; times
/// without an offset are of \p zone, or of this computer's where that is not valid.
QString contradictionIn(const TaskQuery &query, const QDateTime &now, const QTimeZone &zone = {});
