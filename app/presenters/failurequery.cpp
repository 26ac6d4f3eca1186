#include "failurequery.h"

#include "queryvalues.h"
#include "querywords.h"

using namespace Qt::StringLiterals;

namespace {

QueryField fieldOf(FailureGrouping grouping)
{
    switch (grouping) {
    case FailureGrouping::Cause:
        return QueryField::Cause;
    case FailureGrouping::Rule:
        return QueryField::Rule;
    case FailureGrouping::Route:
        return QueryField::Route;
    case FailureGrouping::Repository:
        break;
    }
    return QueryField::Image;
}

/// What the side bar would write for it.
QueryValue valueOf(FailureGrouping grouping, const FailureGroup &group, const QueryNames &names)
{
    switch (grouping) {
    case FailureGrouping::Cause:
        return wordValue(taskIssueFromWire(group.text));
    case FailureGrouping::Rule:
        return namedValue(group.text, names.rules);
    case FailureGrouping::Route:
        return routeValue(group.text, group.second);
    case FailureGrouping::Repository:
        break;
    }
    return repositoryValue(group.text, group.second);
}

/// Tasks for which nothing is given have a condition too: there is no letter in it.
bool isNothing(FailureGrouping grouping, const FailureGroup &group)
{
    return group.text.isEmpty() &&
           (grouping == FailureGrouping::Cause || grouping == FailureGrouping::Rule);
}

const QueryValue anyLetter{.text = u"."_s, .match = QueryMatch::Regex};

} // namespace

TaskQuery narrowedTo(TaskQuery query, FailureGrouping grouping, const FailureGroup &group,
                     const QueryNames &names)
{
    query.setWanted(QueryField::Status, {{.text = queryWord(SyncTaskStatus::Error)}});
    const QueryField field = fieldOf(grouping);
    if (isNothing(grouping, group)) {
        if (!query.excludes(field, anyLetter))
            query.toggle(field, anyLetter, true);
    } else if (grouping == FailureGrouping::Repository) {
        query = narrowedToRepository(query, group.text, group.second);
    } else {
        query.setWanted(field, {valueOf(grouping, group, names)});
    }
    return query;
}

TaskQuery without(TaskQuery query, FailureGrouping grouping, const FailureGroup &group,
                  const QueryNames &names)
{
    const QueryField field = fieldOf(grouping);
    if (isNothing(grouping, group))
        query.setWanted(field, {anyLetter});
    else
        query.toggle(field, valueOf(grouping, group, names), true);
    return query;
}
