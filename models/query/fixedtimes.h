#pragma once

#include "taskquery.h"

#include <QDateTime>
#include <QTimeZone>

/// \p query with the offset of \p zone behind each day and time that has none: it means the same
/// wherever it is read later. What is counted from now stays so, as do "today" and "yesterday".
TaskQuery withOffsets(TaskQuery query, const QDateTime &now, const QTimeZone &zone);
