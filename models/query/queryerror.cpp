#include "queryerror.h"

#include "displaywords.h"
#include "queryparser.h"
#include "querytext.h"

#include <algorithm>

QueryError tooCostly(const QueryTerm &term, const QString &text)
{
    const auto value = std::ranges::find(term.values, QueryMatch::Regex, &QueryValue::match);
    QueryError error{.kind = QueryError::Kind::TooCostly, .length = text.size()};
    if (value == term.values.end())
        return error;
    error.word = queryText(QueryTerm{.values = {*value}});
    if (const qsizetype begin = text.indexOf(error.word); begin >= 0) {
        error.position = begin;
        error.length = error.word.size();
    }
    return error;
}

QString describe(const QueryError &error)
{
    switch (error.kind) {
    case QueryError::Kind::TooLong:
        return DisplayWords::tr("The query is too long: at most %n character(s) are read.", nullptr,
                                static_cast<int>(maxQueryText));
    case QueryError::Kind::TooManyValues:
        return DisplayWords::tr("A query has at most %n value(s).", nullptr,
                                static_cast<int>(TaskQuery::maxValues));
    case QueryError::Kind::UnknownField:
        if (!error.hint.isEmpty())
            return DisplayWords::tr("There is no field “%1”. Did you mean “%2:”?")
                .arg(error.word, error.hint);
        return DisplayWords::tr("There is no field “%1”. To look for a text with a colon, put it "
                                "in quotation marks.")
            .arg(error.word);
    case QueryError::Kind::NoValue:
        return DisplayWords::tr("A value is missing here.");
    case QueryError::Kind::UnclosedQuote:
        return DisplayWords::tr("The closing quotation mark is missing.");
    case QueryError::Kind::UnclosedRegex:
        return DisplayWords::tr("The closing slash of the regular expression is missing.");
    case QueryError::Kind::BadRegex:
        return DisplayWords::tr("The regular expression is not valid: %1.").arg(error.hint);
    case QueryError::Kind::UnknownWord:
        return DisplayWords::tr("“%1” cannot be used here. Use one of: %2.")
            .arg(error.word, error.hint);
    case QueryError::Kind::BadTime:
        return DisplayWords::tr("“%1” is not a time. Write 2h, 7d, today, 2026-11-20 or "
                                "2026-11-20T10:00.")
            .arg(error.word);
    case QueryError::Kind::BadDuration:
        return DisplayWords::tr("“%1” is not a length of time. Write 45s, 30m, 2h or 7d.")
            .arg(error.word);
    case QueryError::Kind::BadRoute:
        return DisplayWords::tr("Write a route as two regions, as in cn-hangzhou>eu-central-1.");
    case QueryError::Kind::NoComparison:
        return DisplayWords::tr("Compare with > or <, as in age>30m.");
    case QueryError::Kind::WrongComparison:
        return DisplayWords::tr(
            "Only age and duration can be compared with > or <; write a colon.");
    case QueryError::Kind::NothingToNegate:
        return DisplayWords::tr("A condition must follow the minus sign.");
    case QueryError::Kind::NoOperator:
        if (error.hint == u"or")
            return DisplayWords::tr("“%1” cannot be used here. Write several values of one field "
                                    "with a comma, as in field:a,b.")
                .arg(error.word);
        if (error.hint == u"and")
            return DisplayWords::tr("Leave “%1” out: all conditions must hold.").arg(error.word);
        return DisplayWords::tr("“%1” cannot be used here. Write a minus sign before the "
                                "condition, as in -status:done.")
            .arg(error.word);
    case QueryError::Kind::TooCostly:
        return DisplayWords::tr("The regular expression is too costly: it takes too many steps "
                                "over one of the texts. Avoid a repetition inside a repetition, "
                                "as in (a+)+.");
    }
    return {};
}
