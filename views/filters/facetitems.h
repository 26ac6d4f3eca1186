#pragma once

#include "facetcounts.h"
#include "facetgroup.h"
#include "querynames.h"

// What the side bar offers to choose from, for counts and a query. What the query names is always
// among it, so that it can be taken back.

std::vector<FacetItem> statusItems(const FacetCounts &counts);
std::vector<FacetItem> triggerItems(const FacetCounts &counts);
std::vector<FacetItem> causeItems(const FacetCounts &counts, const TaskQuery &query);
std::vector<FacetItem> routeItems(const FacetCounts &counts, const TaskQuery &query);
/// \p notes: what is to be said of rules, by id.
std::vector<FacetItem> ruleItems(const FacetCounts &counts, const TaskQuery &query,
                                 const QueryNames &names, const QHash<QString, QString> &notes);
std::vector<FacetItem> namespaceItems(const FacetCounts &counts, const TaskQuery &query);
std::vector<FacetItem> instanceItems(const FacetCounts &counts, const TaskQuery &query,
                                     const QueryNames &names);
