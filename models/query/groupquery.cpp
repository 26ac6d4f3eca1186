#include "groupquery.h"

#include "querywords.h"
#include "taskfilter.h"
#include "taskstore.h"

#include <QString>

#include <algorithm>

namespace {

bool needsStatusOnly(const QueryTerm &term)
{
    return std::ranges::all_of(term.values, [](const QueryValue &value) {
        const std::optional<QueryState> state = stateFromQueryWord(value.text);
        return !state || isOfStatusAlone(*state); // an unknown word finds nothing
    });
}

bool isOfGroups(const QueryTerm &term)
{
    switch (term.field) {
    case QueryField::Status:
    case QueryField::Cause:
    case QueryField::Rule:
    case QueryField::From:
    case QueryField::To:
    case QueryField::Route:
    case QueryField::Instance:
        return true;
    case QueryField::Is:
        return needsStatusOnly(term);
    case QueryField::Since:
    case QueryField::Until:
        return !term.negated && term.values.size() == 1;
    case QueryField::Text:
    case QueryField::Namespace:
    case QueryField::Repo:
    case QueryField::Tag:
    case QueryField::Image:
    case QueryField::Batch:
    case QueryField::Trigger:
    case QueryField::Id:
    case QueryField::Age:
    case QueryField::Duration:
    case QueryField::Cross:
    case QueryField::Accelerated:
        break;
    }
    return false;
}

} // namespace

const QueryTerm *termBeyondGroups(const TaskQuery &query)
{
    const auto found = std::ranges::find_if_not(query.terms, &isOfGroups);
    return found == query.terms.end() ? nullptr : &*found;
}

std::optional<std::vector<bool>> groupsFoundBy(const TaskQuery &query, const QueryContext &context,
                                               std::span<const TaskGroup> groups)
{
    TaskStore store; // a row for each group, in their order
    for (const TaskGroup &group : groups) {
        SyncTask task = group.like;
        task.id = QString::number(store.size() + 1);
        store.merge(group.instanceId, {&task, 1});
    }
    TaskQuery untimed = query;
    untimed.remove(QueryField::Since);
    untimed.remove(QueryField::Until);
    const TaskFilter filter(store, untimed, {.names = context.names});
    std::vector<bool> found(groups.size());
    for (const TaskRow row : filter.matchingRows())
        found.at(row) = true;
    if (filter.costlyTerm() != nullptr)
        return {};
    return found;
}
