#pragma once

#include "taskquery.h"

#include <QString>

/// The query as text, which parseQuery() reads back.
QString queryText(const TaskQuery &query);
/// One condition as text.
QString queryText(const QueryTerm &term);
