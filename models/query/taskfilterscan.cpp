// A query over all tasks at once: one column after the other, and only those that can decide. What
// a column says stands in a small table by the numbers in it, so that a task costs a look for each.

#include "taskfilter.h"

#include <algorithm>
#include <numeric>

std::vector<TaskRow> TaskFilter::matchingRows() const
{
    std::vector<TaskRow> rows;
    if (m_all == 0 && m_range.isUnbounded()) {
        rows.resize(m_store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        return rows;
    }
    rows.reserve(m_store.size()); // what is not used stays untouched
    Places places;
    visitBlocks([&](TaskRow first, std::span<const Sides> failing) {
        const std::size_t count = passing(failing, 0, places);
        for (const quint32 place : std::span(places).first(count))
            rows.push_back(first + place);
    });
    if (undecided() != 0)
        rows.clear(); // some were looked at before it was known
    return rows;
}

TaskFilter::Columns TaskFilter::columnsToRead() const
{
    const auto isAny = [](Bits bits) { return bits != 0; };
    const bool isInHeads = std::ranges::any_of(m_statuses, isAny) ||
                           std::ranges::any_of(m_triggers, isAny) ||
                           std::ranges::any_of(m_issues, isAny) || !m_numbers.empty();
    return {
        .places = m_inPlaces != 0,
        .tags = isFoundIn(UsedAsTag, m_onTag),
        .heads = isInHeads || isFoundIn(UsedAsStatus, m_onStatus) ||
                 isFoundIn(UsedAsIssue, m_onCause) || isFoundIn(UsedAsTrigger, m_onTrigger),
        .names = isFoundIn(UsedAsRule, m_onRule) || isFoundIn(UsedAsInstance, m_onInstance),
        .batches = m_inBatches != 0,
        .rest = !m_joinedWords.empty() || !m_routes.empty() || m_onWholeImage != 0 || m_onId != 0,
    };
}

bool TaskFilter::isFoundIn(TextUse use, Bits among) const
{
    return among != 0 && std::ranges::any_of(m_foundTexts, [&](StringPool::Id id) {
               return (m_texts[id].found & among) != 0 && (m_store.usesOf(id) & use) != 0;
           });
}

void TaskFilter::findFailing(TaskRow first, std::span<Sides> failing, const Columns &columns) const
{
    if (columns.places)
        findInPlaces(first, failing);
    else
        std::ranges::fill(failing, Sides{});
    if (columns.tags)
        findInTags(first, failing);
    if (columns.heads || columns.names || columns.batches)
        findInTasks(first, failing, columns);
    if (columns.rest) {
        for (std::size_t i = 0; i < failing.size(); ++i)
            findRest(first + static_cast<TaskRow>(i), failing[i]);
    }
    // From what was found to what fails; what is not decided fails, negated or not.
    const Bits open = undecided();
    for (Sides &sides : failing) {
        sides.bySource = (~(sides.bySource ^ m_negated) & m_all) | open;
        sides.byDestination = (~(sides.byDestination ^ m_negated) & m_all) | open;
    }
    if (m_range.isUnbounded())
        return;
    for (std::size_t i = 0; i < failing.size(); ++i) {
        const Bits outside = isInRange(first + static_cast<TaskRow>(i)) ? 0 : outsideRange;
        failing[i].add({outside, outside});
    }
}

/// The first to look.
void TaskFilter::findInPlaces(TaskRow first, std::span<Sides> found) const
{
    const std::span<const TaskEnds> ends = m_store.endsFrom(first);
    const std::span<const PlaceFacts> places = m_places;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Sides &from = places[ends[i].from].whenFrom;
        const Sides &to = places[ends[i].to].whenTo;
        found[i] = {from.bySource | to.bySource, from.byDestination | to.byDestination};
    }
}

void TaskFilter::findInTags(TaskRow first, std::span<Sides> found) const
{
    const std::span<const TaskTags> tags = m_store.tagsFrom(first);
    const std::span<const TextFacts> texts = m_texts;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i].add(atSource(texts[tags[i].from].found & m_onTag));
        found[i].add(atDestination(texts[tags[i].to].found & m_onTag));
    }
}

/// What has nothing to do with the ends.
void TaskFilter::findInTasks(TaskRow first, std::span<Sides> found, const Columns &columns) const
{
    for (std::size_t i = 0; i < found.size(); ++i) {
        const TaskRow row = first + static_cast<TaskRow>(i);
        Bits bits = columns.heads ? byHead(row) : 0;
        if (columns.names || columns.batches) {
            const TaskBody &body = m_store.body(row);
            bits |= (m_texts[body.rule].found & m_onRule) |
                    (m_texts[body.instance].found & m_onInstance);
            if (columns.batches && m_onBatch != 0)
                bits |= m_batches[body.batch];
        }
        found[i].add({bits, bits});
    }
}

void TaskFilter::findRest(TaskRow row, Sides &found) const
{
    const TaskEnds ends = m_store.ends(row);
    const TaskTags tags = m_store.tags(row);
    found.add(atSource(byPlaceAndTag(ends.from, tags.from)));
    found.add(atDestination(byPlaceAndTag(ends.to, tags.to)));
    Bits bits = byRoute(m_places[ends.from], m_places[ends.to]);
    if (const Bits open = m_onId & ~(found.bySource & found.byDestination); open != 0) {
        // Ids are all different: nothing is gained by keeping what was found.
        const QByteArrayView id = m_store.taskIdBytes(row);
        bits |= bitsWhere(open, [id](const QueryMatcher &matcher) { return matcher.isIn(id); });
    }
    found.add({bits, bits});
}

TaskFilter::Bits TaskFilter::byRoute(const PlaceFacts &from, const PlaceFacts &to) const
{
    Bits found = 0;
    for (Bits open = from.routesFrom & to.routesTo; open != 0; open &= open - 1)
        found |= m_routes[static_cast<std::size_t>(std::countr_zero(open))].bit;
    return found;
}

/// Of words that reach across the colon, and of whole images.
TaskFilter::Bits TaskFilter::byPlaceAndTag(quint32 place, StringPool::Id tag) const
{
    const Bits found = m_places[place].pathEnds & m_texts[tag].tagBegins;
    return m_onWholeImage == 0 ? found : found | byWholeImage(place, tag);
}
