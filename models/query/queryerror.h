#pragma once

#include "taskquery.h"

#include <QString>

/// Where and why a text is not a query.
struct QueryError {
    enum class Kind {
        TooLong,         ///< more than maxQueryText characters
        TooManyValues,   ///< more than TaskQuery::maxValues
        UnknownField,    ///< \a word is no field; \a hint is the nearest one, or empty
        NoValue,         ///< nothing after "field:", or between commas
        UnclosedQuote,   ///< no second quotation mark
        UnclosedRegex,   ///< no second slash
        BadRegex,        ///< \a hint says what is wrong, in English
        UnknownWord,     ///< \a word is none of those that the field knows: \a hint
        BadTime,         ///< \a word is no point in time
        BadDuration,     ///< \a word is no length of time
        BadRoute,        ///< not "from>to"
        NoComparison,    ///< "age" or "duration" without > or <
        WrongComparison, ///< > or < after another field
        NothingToNegate, ///< "-" alone
        NoOperator,      ///< \a word is "or", "and" or "not", or a sign for it: \a hint says which
        TooCostly,       ///< \a word is a regular expression that was given up: see LimitedRegex
    };

    Kind kind = Kind::NoValue;
    qsizetype position = 0; ///< of the first character concerned, in UTF-16 units
    qsizetype length = 0;
    QString word{};
    QString hint{};

    friend bool operator==(const QueryError &, const QueryError &) = default;
};

/// That the regular expression of \p term was given up; with its place in \p text.
QueryError tooCostly(const QueryTerm &term, const QString &text);

/// In the user's language, a sentence that says what to do.
QString describe(const QueryError &error);
