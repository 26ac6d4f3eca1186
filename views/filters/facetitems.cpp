#include "facetitems.h"

#include "displaytext.h"
#include "queryvalues.h"
#include "querywords.h"
#include "region.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Adds what the query names and no task has.
void addAsked(std::vector<FacetItem> &items, const TaskQuery &query, QueryField field)
{
    for (const QueryTerm &term : query.terms) {
        if (term.field != field)
            continue;
        for (const QueryValue &value : term.values) {
            if (std::ranges::find(items, value, &FacetItem::value) == items.end())
                items.push_back(
                    {.key = value.text, .name = value.text, .field = field, .value = value});
        }
    }
}

std::vector<FacetItem> namedItems(const std::vector<FacetCounts::Value> &values,
                                  const TaskQuery &query, QueryField field,
                                  const QHash<QString, QString> &names)
{
    std::vector<FacetItem> items;
    for (const FacetCounts::Value &value : values) {
        const QString name = names.value(value.text);
        items.push_back({.key = value.text,
                         .name = name.isEmpty() ? value.text : name,
                         .field = field,
                         .value = namedValue(value.text, names),
                         .count = value.count});
    }
    addAsked(items, query, field);
    return items;
}

} // namespace

std::vector<FacetItem> statusItems(const FacetCounts &counts)
{
    std::vector<FacetItem> items;
    for (const SyncTaskStatus status : shownStatuses) {
        const bool isUnknown = status == SyncTaskStatus::Unknown;
        items.push_back({.key = isUnknown ? u"UNKNOWN"_s : wireName(status),
                         .name = displayName(status),
                         .status = status,
                         .field = QueryField::Status,
                         .value = {.text = queryWord(status)},
                         .count = counts.statuses.of(status),
                         .isRare = isRare(status)});
    }
    return items;
}

std::vector<FacetItem> triggerItems(const FacetCounts &counts)
{
    std::vector<FacetItem> items;
    for (const TaskTrigger trigger :
         {TaskTrigger::Passive, TaskTrigger::Initiative, TaskTrigger::Unknown}) {
        const bool isUnknown = trigger == TaskTrigger::Unknown;
        items.push_back({.key = isUnknown ? u"UNKNOWN"_s : wireName(trigger),
                         .name = displayName(trigger),
                         .field = QueryField::Trigger,
                         .value = {.text = queryWord(trigger)},
                         .count = counts.triggers.at(static_cast<std::size_t>(trigger)),
                         .isRare = isUnknown});
    }
    return items;
}

std::vector<FacetItem> causeItems(const FacetCounts &counts, const TaskQuery &query)
{
    std::vector<FacetItem> items;
    for (const FacetCounts::Value &cause : counts.causes) {
        const Word<TaskIssue> issue = taskIssueFromWire(cause.text);
        const bool isKnown = issue.value != TaskIssue::Unknown;
        const auto same = isKnown
                              ? std::ranges::find(items, QueryValue{.text = queryWord(issue.value)},
                                                  &FacetItem::value)
                              : items.end();
        if (same != items.end()) { // another spelling, which a click finds too
            same->count += cause.count;
            continue;
        }
        items.push_back({.key = cause.text,
                         .name = displayName(issue),
                         .field = QueryField::Cause,
                         .value = isKnown
                                      ? QueryValue{.text = queryWord(issue.value)}
                                      : QueryValue{.text = cause.text, .match = QueryMatch::Exact},
                         .count = cause.count});
    }
    addAsked(items, query, QueryField::Cause);
    return items;
}

std::vector<FacetItem> routeItems(const FacetCounts &counts, const TaskQuery &query)
{
    std::vector<FacetItem> items;
    for (const FacetCounts::Value &route : counts.routes) {
        if (route.text.isEmpty() || route.second.isEmpty())
            continue; // no query could name it
        items.push_back({.key = route.text + u'>' + route.second,
                         .name = placeName(route.text) + u" → "_s + placeName(route.second),
                         .field = QueryField::Route,
                         .value = routeValue(route.text, route.second),
                         .count = route.count});
    }
    addAsked(items, query, QueryField::Route);
    return items;
}

std::vector<FacetItem> ruleItems(const FacetCounts &counts, const TaskQuery &query,
                                 const QueryNames &names, const QHash<QString, QString> &notes)
{
    std::vector<FacetItem> items = namedItems(counts.rules, query, QueryField::Rule, names.rules);
    for (FacetItem &item : items)
        item.note = notes.value(item.key);
    // What needs an eye stands where it is seen.
    std::stable_partition(items.begin(), items.end(),
                          [](const FacetItem &item) { return !item.note.isEmpty(); });
    return items;
}

std::vector<FacetItem> namespaceItems(const FacetCounts &counts, const TaskQuery &query)
{
    return namedItems(counts.namespaces, query, QueryField::Namespace, {});
}

std::vector<FacetItem> instanceItems(const FacetCounts &counts, const TaskQuery &query,
                                     const QueryNames &names)
{
    std::vector<FacetItem> items =
        namedItems(counts.instances, query, QueryField::Instance, names.instances);
    for (FacetItem &item : items) {
        if (const auto account = names.accounts.constFind(item.key);
            account != names.accounts.cend())
            //: %1 names a profile of the vendor's command line tool
            item.tip = FacetGroup::tr("Profile %1").arg(*account);
    }
    return items;
}
