#include "querycontradiction.h"

#include "displaywords.h"
#include "querytext.h"
#include "querywords.h"
#include "taskfilterplan.h"

#include <QDateTime>

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using NumberTerm = TaskFilterPlan::NumberTerm;
using Sign = QueryTerm::Sign;

/// From which number on, or up to which, \p term allows; of several values the widest.
std::optional<qint64> lowerBound(const NumberTerm &term)
{
    const bool isLower = term.field == QueryField::Since || term.sign == Sign::MoreThan;
    return isLower && !term.values.empty() ? std::optional(std::ranges::min(term.values))
                                           : std::nullopt;
}

std::optional<qint64> upperBound(const NumberTerm &term)
{
    const bool isUpper = term.field == QueryField::Until || term.sign == Sign::LessThan;
    return isUpper && !term.values.empty() ? std::optional(std::ranges::max(term.values))
                                           : std::nullopt;
}

/// The two compare the same number of a task.
bool compareTheSame(QueryField a, QueryField b)
{
    const auto isTime = [](QueryField field) {
        return field == QueryField::Since || field == QueryField::Until;
    };
    return a == b || (isTime(a) && isTime(b));
}

bool excludeEachOther(const NumberTerm &a, const NumberTerm &b)
{
    if (!compareTheSame(a.field, b.field))
        return false;
    const std::optional<qint64> lower = lowerBound(a);
    const std::optional<qint64> upper = upperBound(b);
    return lower && upper && *lower >= *upper;
}

/// A task has one word of it.
bool hasOneWord(QueryField field)
{
    return field == QueryField::Status || field == QueryField::Cause ||
           field == QueryField::Trigger || field == QueryField::Cross ||
           field == QueryField::Accelerated;
}

bool mayBeSame(QueryField field, const QueryValue &a, const QueryValue &b)
{
    if (a.match == QueryMatch::Regex || b.match == QueryMatch::Regex)
        return true;
    return isSameWord(knownWord(field, a.text).value_or(a.text),
                      knownWord(field, b.text).value_or(b.text));
}

/// Both are wanted, and no word is in both.
bool nameDifferentWords(const QueryTerm &a, const QueryTerm &b)
{
    if (a.field != b.field || !hasOneWord(a.field) || a.negated || b.negated)
        return false;
    return std::ranges::none_of(a.values, [&](const QueryValue &one) {
        return std::ranges::any_of(
            b.values, [&](const QueryValue &other) { return mayBeSame(a.field, one, other); });
    });
}

/// Values of \p field are found within its text, not as words of it.
bool isFoundAnywhere(QueryField field)
{
    return field == QueryField::Namespace || field == QueryField::Repo ||
           field == QueryField::Tag || field == QueryField::Batch || field == QueryField::Id;
}

/// Whatever \p a finds, \p b finds too.
bool isFoundBy(QueryField field, const QueryValue &a, const QueryValue &b)
{
    if (a == b)
        return true;
    if (a.match == QueryMatch::Regex || b.match == QueryMatch::Regex)
        return false;
    if (hasOneWord(field) || field == QueryField::Is)
        return mayBeSame(field, a, b);
    if (b.match == QueryMatch::Exact)
        return false;
    // What has the longer word has the shorter one; but not each word is looked for in ids.
    return isFoundAnywhere(field)
               ? a.text.contains(b.text, Qt::CaseInsensitive)
               : a.match == b.match && a.text.compare(b.text, Qt::CaseInsensitive) == 0;
}

/// All that \p wanted may be, \p excluded forbids.
bool isExcluded(const QueryTerm &wanted, const QueryTerm &excluded)
{
    if (wanted.field != excluded.field || wanted.negated || !excluded.negated ||
        wanted.sign != excluded.sign)
        return false;
    return std::ranges::all_of(wanted.values, [&](const QueryValue &value) {
        return std::ranges::any_of(excluded.values, [&](const QueryValue &other) {
            return isFoundBy(wanted.field, value, other);
        });
    });
}

QString sentence(const QueryTerm &a, const QueryTerm &b)
{
    //: %1 and %2 are conditions of a query, as "status:failed"
    QString text =
        DisplayWords::tr("No task can match both “%1” and “%2”.").arg(queryText(a), queryText(b));
    if (!nameDifferentWords(a, b))
        return text;
    QueryTerm either = a;
    either.values.insert(either.values.end(), b.values.begin(), b.values.end());
    //: %1 is a condition of a query with several values, as "status:failed,done"
    return text + u' ' + DisplayWords::tr("For either, write “%1”.").arg(queryText(either));
}

} // namespace

QString contradictionIn(const TaskQuery &query, const QDateTime &now, const QTimeZone &zone)
{
    const std::vector<QueryTerm> &terms = query.terms;
    for (auto a = terms.begin(); a != terms.end(); ++a) {
        for (auto b = a + 1; b != terms.end(); ++b) {
            if (nameDifferentWords(*a, *b) || isExcluded(*a, *b) || isExcluded(*b, *a))
                return sentence(*a, *b);
        }
    }
    // Asked again with each page that arrives, so no other condition is made ready for it.
    const TaskQuery numbers =
        query.only({QueryField::Since, QueryField::Until, QueryField::Age, QueryField::Duration});
    if (numbers.terms.size() < 2)
        return {};
    const TaskFilterPlan plan(numbers, {.now = now, .zone = zone});
    const auto termOf = [&](const NumberTerm &number) {
        return numbers.terms[static_cast<std::size_t>(std::countr_zero(number.bit))];
    };
    const auto isNegated = [&plan](const NumberTerm &number) {
        return (number.bit & plan.negated()) != 0;
    };
    for (const NumberTerm &a : plan.numbers()) {
        for (const NumberTerm &b : plan.numbers()) {
            if (!isNegated(a) && !isNegated(b) && excludeEachOther(a, b))
                return sentence(termOf(a), termOf(b));
        }
    }
    return {};
}
