#pragma once

#include "queryparser.h"

/// The query that \p text says; a test writes no wrong one.
inline TaskQuery query(const QString &text)
{
    const tl::expected<TaskQuery, QueryError> parsed = parseQuery(text);
    if (!parsed)
        qFatal("no query: %s", qPrintable(text));
    return *parsed;
}
