#include "facetcounts.h"

#include "regionpairindex.h"

#include <algorithm>

namespace {

using Bits = TaskFilter::Bits;
using Counts = std::vector<int>;

void putMostFrequentFirst(std::vector<FacetCounts::Value> &values)
{
    std::ranges::sort(values, [](const FacetCounts::Value &a, const FacetCounts::Value &b) {
        if (a.count != b.count)
            return a.count > b.count;
        return a.text != b.text ? a.text < b.text : a.second < b.second;
    });
}

std::vector<FacetCounts::Value> valuesOf(const Counts &counts, const StringPool &texts)
{
    std::vector<FacetCounts::Value> values;
    for (StringPool::Id id = StringPool::empty + 1; id < counts.size(); ++id) {
        if (counts[id] > 0)
            values.push_back({.text = texts.text(id), .count = counts[id]});
    }
    putMostFrequentFirst(values);
    return values;
}

/// Counts while the rows go by.
class FacetCounter final {
public:
    FacetCounter(const TaskStore &store, const TaskFilter &filter)
        : m_store(store),
          m_pairs(store),
          m_status(filter.conditionsOn({QueryField::Status})),
          m_trigger(filter.conditionsOn({QueryField::Trigger})),
          m_cause(filter.conditionsOn({QueryField::Cause})),
          m_rule(filter.conditionsOn({QueryField::Rule})),
          m_route(filter.conditionsOn({QueryField::Route})),
          m_namespace(filter.conditionsOn({QueryField::Namespace})),
          m_instance(filter.conditionsOn({QueryField::Instance})),
          m_own(m_status | m_trigger | m_cause | m_rule | m_route | m_namespace | m_instance),
          m_causes(store.texts().size()),
          m_rules(store.texts().size()),
          m_namespaces(store.texts().size()),
          m_instances(store.texts().size())
    {
    }

    void count(TaskRow first, std::span<const TaskFilter::Sides> failing)
    {
        // Few tasks of most queries: what the others are need not be fetched.
        const std::size_t count = TaskFilter::passing(failing, m_own, m_offsets);
        for (const quint32 offset : std::span(m_offsets).first(count))
            countTask(first + offset, failing[offset]);
    }

    FacetCounts take()
    {
        const StringPool &texts = m_store.texts();
        m_facets.causes = valuesOf(m_causes, texts);
        m_facets.rules = valuesOf(m_rules, texts);
        m_facets.namespaces = valuesOf(m_namespaces, texts);
        m_facets.instances = valuesOf(m_instances, texts);
        for (quint32 pair = 0; pair < m_pairs.size(); ++pair) {
            m_facets.routes.push_back({.text = texts.text(m_pairs.pair(pair).from),
                                       .second = texts.text(m_pairs.pair(pair).to),
                                       .count = m_routes[pair]});
        }
        putMostFrequentFirst(m_facets.routes);
        return std::move(m_facets);
    }

private:
    void countTask(TaskRow row, const TaskFilter::Sides &failing)
    {
        // Nothing is failing but conditions on the facet's own field.
        const auto passes = [&failing](Bits own) {
            return (failing.bySource & ~own) == 0 || (failing.byDestination & ~own) == 0;
        };
        const TaskHotFields &hot = m_store.hotFields(row);
        const TaskColdFields &cold = m_store.coldFields(row);
        const TaskEnds ends = m_store.ends(row);
        if (passes(m_status))
            m_facets.statuses.add(hot.status);
        if (passes(m_trigger))
            ++m_facets.triggers[static_cast<std::size_t>(hot.trigger)];
        if (hot.status == SyncTaskStatus::Error && passes(m_cause))
            ++m_causes[cold.issueText];
        if (passes(m_rule))
            ++m_rules[cold.rule];
        if (passes(m_route))
            countRoute(ends);
        if (passes(m_namespace))
            ++m_namespaces[m_store.repository(ends.from).repoNamespace];
        if (passes(m_instance))
            ++m_instances[cold.instance];
    }

    void countRoute(TaskEnds ends)
    {
        const quint32 pair = m_pairs.numberOf(ends);
        if (pair >= m_routes.size())
            m_routes.resize(pair + 1);
        ++m_routes[pair];
    }

    const TaskStore &m_store;
    RegionPairIndex m_pairs;
    Bits m_status;
    Bits m_trigger;
    Bits m_cause;
    Bits m_rule;
    Bits m_route;
    Bits m_namespace;
    Bits m_instance;
    TaskFilter::Offsets m_offsets;
    Bits m_own; // a task that fails anything else counts nowhere
    FacetCounts m_facets{};
    Counts m_causes; // by text
    Counts m_rules;
    Counts m_routes; // by number of the pair
    Counts m_namespaces;
    Counts m_instances;
};

} // namespace

FacetCounts countFacets(const TaskStore &store, const TaskFilter &filter)
{
    FacetCounter counter(store, filter);
    filter.visitBlocks([&counter](TaskRow first, std::span<const TaskFilter::Sides> failing) {
        counter.count(first, failing);
    });
    return counter.take();
}
