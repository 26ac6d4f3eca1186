#include "taskfilter.h"

#include <bit>
#include <numeric>
#include <optional>
#include <utility>

TaskFilter::TaskFilter(const TaskStore &store, TaskQuery query, QueryContext context)
    : m_store(store), m_plan(std::move(query), std::move(context)), m_index(m_store, m_plan)
{
}

bool TaskFilter::matches(TaskRow row) const
{
    m_index.catchUp();
    if (m_plan.undecided() != 0 || !isCovered(row))
        return false;
    const Bits onHotFields = m_plan.onHotFields();
    if (onHotFields != 0 && (~(foundInHotFields(row) ^ m_plan.negated()) & onHotFields) != 0)
        return false;
    if (onHotFields == m_plan.all())
        return true;
    Sides failing;
    findFailing(row, std::span(&failing, 1), {});
    return failing.bySource == 0 || failing.byDestination == 0;
}

std::vector<TaskRow> TaskFilter::matchingRows() const
{
    std::vector<TaskRow> rows;
    if (m_plan.all() == 0 && coversAll()) {
        rows.resize(m_store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        return rows;
    }
    rows.reserve(m_store.size()); // what is not used stays untouched
    Offsets offsets;
    visitBlocks([&](TaskRow first, std::span<const Sides> failing) {
        const std::size_t count = passing(failing, 0, offsets);
        for (const quint32 offset : std::span(offsets).first(count))
            rows.push_back(first + offset);
    });
    if (m_plan.undecided() != 0)
        rows.clear(); // some were looked at before it was known
    return rows;
}

const QueryTerm *TaskFilter::costlyTerm() const
{
    const Bits bits = m_plan.undecided();
    return bits == 0 ? nullptr : &query().terms[static_cast<std::size_t>(std::countr_zero(bits))];
}

TaskFilter::Columns TaskFilter::columnsToRead() const
{
    const auto isFoundIn = [this](TextUse use, QueryField field) {
        return m_index.isFoundIn(use, m_plan.on(field));
    };
    return {
        .repositories = m_index.isFoundInRepositories(),
        .tags = isFoundIn(UsedAsTag, QueryField::Tag),
        .hotFields = m_plan.wantsHotFields() || isFoundIn(UsedAsStatus, QueryField::Status) ||
                     isFoundIn(UsedAsIssue, QueryField::Cause) ||
                     isFoundIn(UsedAsTrigger, QueryField::Trigger),
        .names = isFoundIn(UsedAsRule, QueryField::Rule) ||
                 isFoundIn(UsedAsInstance, QueryField::Instance),
        .batches = m_index.isFoundInBatches(),
        .rest = !m_plan.joinedWords().empty() || !m_plan.routes().empty() ||
                m_plan.onWholeImage() != 0 || m_plan.on(QueryField::Id) != 0,
    };
}

void TaskFilter::findFailing(TaskRow first, std::span<Sides> failing, const Columns &columns) const
{
    if (columns.repositories)
        findInRepositories(first, failing);
    else
        std::ranges::fill(failing, Sides{});
    if (columns.tags)
        findInTags(first, failing);
    if (columns.hotFields || columns.names || columns.batches)
        findInTasks(first, failing, columns);
    if (columns.rest) {
        for (std::size_t i = 0; i < failing.size(); ++i)
            findRest(first + static_cast<TaskRow>(i), failing[i]);
    }
    // From what was found to what fails; what is not decided fails, negated or not.
    const Bits open = m_plan.undecided();
    const Bits negated = m_plan.negated();
    const Bits all = m_plan.all();
    for (Sides &sides : failing) {
        sides.bySource = (~(sides.bySource ^ negated) & all) | open;
        sides.byDestination = (~(sides.byDestination ^ negated) & all) | open;
    }
    if (coversAll())
        return;
    for (std::size_t i = 0; i < failing.size(); ++i) {
        const Bits outside = isCovered(first + static_cast<TaskRow>(i)) ? 0 : outsideRange;
        failing[i].add({outside, outside});
    }
}

/// The first to look: overwrites \p found.
void TaskFilter::findInRepositories(TaskRow first, std::span<Sides> found) const
{
    const std::span<const TaskEnds> ends = m_store.endsFrom(first);
    const std::span<const TaskFilterIndex::RepositoryFacts> repositories = m_index.repositories();
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Sides &from = repositories[ends[i].from].whenFrom;
        const Sides &to = repositories[ends[i].to].whenTo;
        found[i] = {from.bySource | to.bySource, from.byDestination | to.byDestination};
    }
}

void TaskFilter::findInTags(TaskRow first, std::span<Sides> found) const
{
    const std::span<const TaskTags> tags = m_store.tagsFrom(first);
    const std::span<const TaskFilterIndex::TextFacts> texts = m_index.texts();
    const Bits onTag = m_plan.on(QueryField::Tag);
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i].add(m_plan.atSource(texts[tags[i].from].found & onTag));
        found[i].add(m_plan.atDestination(texts[tags[i].to].found & onTag));
    }
}

/// What has nothing to do with the ends.
void TaskFilter::findInTasks(TaskRow first, std::span<Sides> found, const Columns &columns) const
{
    const std::span<const TaskFilterIndex::TextFacts> texts = m_index.texts();
    const std::span<const Bits> batches = m_index.batches();
    const bool hasBatches = columns.batches && m_plan.on(QueryField::Batch) != 0;
    const Bits onRule = m_plan.on(QueryField::Rule);
    const Bits onInstance = m_plan.on(QueryField::Instance);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const TaskRow row = first + static_cast<TaskRow>(i);
        Bits bits = columns.hotFields ? foundInHotFields(row) : 0;
        if (columns.names || columns.batches) {
            const TaskColdFields &cold = m_store.coldFields(row);
            bits |= (texts[cold.rule].found & onRule) | (texts[cold.instance].found & onInstance);
            if (hasBatches)
                bits |= batches[cold.batch];
        }
        found[i].add({bits, bits});
    }
}

void TaskFilter::findRest(TaskRow row, Sides &found) const
{
    const TaskEnds ends = m_store.ends(row);
    const TaskTags tags = m_store.tags(row);
    const Bits atSource = foundInImage(ends.from, tags.from);
    found.add(m_plan.atSource(atSource));
    found.add(
        m_plan.atDestination(isSameImage(ends, tags) ? atSource : foundInImage(ends.to, tags.to)));
    Bits bits = foundInRoute(ends);
    const Bits open = m_plan.on(QueryField::Id) & ~(found.bySource & found.byDestination);
    if (open != 0) {
        // Ids are all different: nothing is gained by keeping what was found.
        const QByteArrayView id = m_store.taskIdBytes(row);
        bits |=
            m_plan.bitsWhere(open, [id](const QueryMatcher &matcher) { return matcher.isIn(id); });
    }
    found.add({bits, bits});
}

bool TaskFilter::isCovered(TaskRow row) const
{
    const TaskMoment moment = m_store.moment(row);
    return range().contains(moment.ms(), moment.status()) && m_store.isWatched(row);
}

bool TaskFilter::coversAll() const
{
    return range().isUnbounded() && m_store.areAllWatched();
}

TaskFilter::Bits TaskFilter::foundInHotFields(TaskRow row) const
{
    const TaskHotFields &hot = m_store.hotFields(row);
    const auto foundInText = [this](StringPool::Id text, QueryField field) {
        return m_index.texts()[text].found & m_plan.on(field);
    };
    Bits found = m_plan.wanting(hot.status) | m_plan.wanting(hot.trigger);
    if (hot.status == SyncTaskStatus::Unknown && m_plan.on(QueryField::Status) != 0)
        found |= foundInText(m_store.coldFields(row).statusText, QueryField::Status);
    if (hot.trigger == TaskTrigger::Unknown && m_plan.on(QueryField::Trigger) != 0)
        found |= foundInText(m_store.coldFields(row).triggerText, QueryField::Trigger);
    if (hot.status == SyncTaskStatus::Error && m_plan.on(QueryField::Cause) != 0) {
        found |= m_plan.wanting(hot.issue) |
                 foundInText(m_store.coldFields(row).issueText, QueryField::Cause);
    }
    return m_plan.numbers().empty() ? found : found | foundInNumbers(row);
}

TaskFilter::Bits TaskFilter::foundInNumbers(TaskRow row) const
{
    Bits found = 0;
    for (const TaskFilterPlan::NumberTerm &term : m_plan.numbers()) {
        if (holds(term, row))
            found |= term.bit;
    }
    return found;
}

bool TaskFilter::holds(const TaskFilterPlan::NumberTerm &term, TaskRow row) const
{
    const TaskHotFields &hot = m_store.hotFields(row);
    const auto compares = [&term](std::optional<qint64> number) {
        return number && std::ranges::any_of(term.values, [&](qint64 value) {
                   return term.sign == QueryTerm::Sign::MoreThan ? *number > value
                                                                 : *number < value;
               });
    };
    const auto is = [&term](std::optional<bool> flag) {
        return flag && std::ranges::find(term.values, qint64{*flag}) != term.values.end();
    };
    switch (term.field) {
    case QueryField::Since: {
        const qint64 moment = m_store.effectiveTimeMs(row);
        return moment != 0 &&
               std::ranges::any_of(term.values, [moment](qint64 since) { return moment >= since; });
    }
    case QueryField::Until: {
        const qint64 moment = m_store.effectiveTimeMs(row);
        return moment != 0 &&
               std::ranges::any_of(term.values, [moment](qint64 until) { return moment < until; });
    }
    case QueryField::Age:
        return compares(hot.createdMs == 0 ? std::nullopt
                                           : std::optional(m_plan.nowMs() - hot.createdMs));
    case QueryField::Duration:
        return compares(m_store.durationMs(row, m_plan.nowMs()));
    case QueryField::Is:
        return std::ranges::any_of(term.values, [&](qint64 state) {
            return isInState(static_cast<QueryState>(state), row);
        });
    case QueryField::Cross:
        return is(m_store.crossUser(row));
    case QueryField::Accelerated:
        return is(m_store.accelerated(row));
    case QueryField::Text:
    case QueryField::Status:
    case QueryField::Cause:
    case QueryField::Namespace:
    case QueryField::Repo:
    case QueryField::Tag:
    case QueryField::Image:
    case QueryField::Rule:
    case QueryField::Batch:
    case QueryField::Trigger:
    case QueryField::From:
    case QueryField::To:
    case QueryField::Route:
    case QueryField::Instance:
    case QueryField::Id:
        break;
    }
    return false;
}

bool TaskFilter::isInState(QueryState state, TaskRow row) const
{
    const SyncTaskStatus status = m_store.status(row);
    switch (state) {
    case QueryState::Failed:
        return status == SyncTaskStatus::Error;
    case QueryState::Running:
        return status == SyncTaskStatus::Synchronizing;
    case QueryState::Waiting:
        return status == SyncTaskStatus::Pending;
    case QueryState::Cancelled:
        return status == SyncTaskStatus::Canceled;
    case QueryState::Done:
        return status == SyncTaskStatus::Success;
    case QueryState::Active:
        return !isFinished(status);
    case QueryState::Finished:
        return isFinished(status);
    case QueryState::Latest:
        return context().results != nullptr && context().results->isLatest(row);
    case QueryState::Repaired:
        return context().results != nullptr && context().results->isRepaired(row);
    case QueryState::Acknowledged:
        return context().acknowledged != nullptr && context().acknowledged->has(row);
    case QueryState::Stuck:
        break;
    }
    return isUnderWay(status) && context().isStuck && context().isStuck(row);
}

TaskFilter::Bits TaskFilter::foundInRoute(TaskEnds ends) const
{
    const std::span<const TaskFilterIndex::RepositoryFacts> repositories = m_index.repositories();
    Bits found = 0;
    for (Bits open = repositories[ends.from].routesFrom & repositories[ends.to].routesTo; open != 0;
         open &= open - 1)
        found |= m_plan.routes()[static_cast<std::size_t>(std::countr_zero(open))].bit;
    return found;
}

/// Of words that reach across the colon, and of whole images.
TaskFilter::Bits TaskFilter::foundInImage(quint32 repository, StringPool::Id tag) const
{
    const TaskFilterIndex::RepositoryFacts &facts = m_index.repositories()[repository];
    const Bits found = facts.pathEnds & m_index.texts()[tag].tagBegins;
    return m_plan.onWholeImage() == 0 ? found : found | m_index.foundInImage(facts.path, tag);
}

/// Most copies are called at their destination what they are called at their source.
bool TaskFilter::isSameImage(TaskEnds ends, TaskTags tags) const
{
    const std::span<const TaskFilterIndex::RepositoryFacts> repositories = m_index.repositories();
    return m_plan.onWholeImage() != 0 && tags.from == tags.to &&
           repositories[ends.from].path == repositories[ends.to].path;
}
