#pragma once

#include "queryerror.h"
#include "taskquery.h"

#include <QString>

#include <tl/expected.hpp>

/// "or", "and" or "not" for \p word, which means that in other query languages; else empty.
QString queryOperator(QStringView word);

inline constexpr qsizetype maxQueryText = 4000;

/// Reads the query language:
///
///     query = condition { space condition }          all must hold
///     condition = ["-"] ( values | field ":" values | field (">" | "<") duration )
///     values = value { "," value }                    one must hold; "-": none may
///     value = ["="] ( word | '"' text '"' ) | "/" regex "/"
///
/// A value is found anywhere in the field without regard to case, "=" makes it the whole, exactly.
/// Status, cause, trigger, regions and states are whole words in any case, the first three also
/// words that only the registry knows. Full-width signs are read as their ASCII forms, but for
/// those in quotation marks and regular expressions: see querySign(). Without a field it is
/// looked for in image, route, cause, status, rule, instance and, where it may be a part of one,
/// ids; commas are then part of the word. Times and lengths of time: see querytime.h.
tl::expected<TaskQuery, QueryError> parseQuery(const QString &text);
