// From what is known of texts and places to a row; taskfilterterms.cpp finds it out.

#include "taskfilter.h"

#include <algorithm>

bool TaskFilter::matches(TaskRow row) const
{
    catchUp();
    return matchesNow(row);
}

const QueryTerm *TaskFilter::costlyTerm() const
{
    const Bits bits = undecided();
    return bits == 0 ? nullptr : &m_query.terms[static_cast<std::size_t>(std::countr_zero(bits))];
}

bool TaskFilter::isInRange(TaskRow row) const
{
    const TaskMoment moment = m_store.moment(row);
    return m_range.contains(moment.ms(), moment.status());
}

bool TaskFilter::matchesNow(TaskRow row) const
{
    if (undecided() != 0 || !isInRange(row))
        return false;
    if (m_byHead != 0 && (~(byHead(row) ^ m_negated) & m_byHead) != 0)
        return false;
    if (m_byHead == m_all)
        return true;
    Sides failing;
    findFailing(row, std::span(&failing, 1), {});
    return failing.bySource == 0 || failing.byDestination == 0;
}

TaskFilter::Bits TaskFilter::byHead(TaskRow row) const
{
    const TaskHead &head = m_store.head(row);
    Bits found = m_statuses[static_cast<std::size_t>(head.status)] |
                 m_triggers[static_cast<std::size_t>(head.trigger)];
    if (head.status == SyncTaskStatus::Unknown && m_onStatus != 0)
        found |= m_texts[m_store.body(row).statusText].found & m_onStatus;
    if (head.trigger == TaskTrigger::Unknown && m_onTrigger != 0)
        found |= m_texts[m_store.body(row).triggerText].found & m_onTrigger;
    if (head.status == SyncTaskStatus::Error && m_onCause != 0) {
        found |= m_issues[static_cast<std::size_t>(head.issue)] |
                 (m_texts[m_store.body(row).issueText].found & m_onCause);
    }
    return m_numbers.empty() ? found : found | byNumbers(row);
}

TaskFilter::Bits TaskFilter::byNumbers(TaskRow row) const
{
    Bits found = 0;
    for (const NumberTerm &term : m_numbers) {
        if (holds(term, row))
            found |= term.bit;
    }
    return found;
}

bool TaskFilter::holds(const NumberTerm &term, TaskRow row) const
{
    const TaskHead &head = m_store.head(row);
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
        return compares(head.createdMs == 0 ? std::nullopt
                                            : std::optional(m_nowMs - head.createdMs));
    case QueryField::Duration:
        return compares(head.durationMs(m_nowMs));
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
        return m_context.results != nullptr && m_context.results->isLatest(row);
    case QueryState::Repaired:
        return m_context.results != nullptr && m_context.results->isRepaired(row);
    case QueryState::Stuck:
        break;
    }
    return isUnderWay(status) && m_context.isStuck && m_context.isStuck(row);
}

TaskFilter::Bits TaskFilter::byWholeImage(quint32 place, StringPool::Id tag) const
{
    const quint64 key = quint64{place} << 32 | tag;
    const auto known = m_wholeImages.constFind(key);
    if (known != m_wholeImages.cend())
        return *known;
    const StringPool &texts = m_store.texts();
    const ImagePlace &parts = m_store.place(place);
    const ImageRef image{.repoNamespaceName = texts.text(parts.repoNamespace),
                         .repoName = texts.text(parts.repo),
                         .imageTag = texts.text(tag)};
    const QString path = image.path();
    const Bits found = bitsWhere(
        m_onWholeImage, [&path](const QueryMatcher &matcher) { return matcher.isIn(path); });
    m_wholeImages.insert(key, found);
    return found;
}

TaskFilter::Bits TaskFilter::conditionsOn(std::initializer_list<QueryField> fields) const
{
    Bits bits = 0;
    for (std::size_t i = 0; i < m_query.terms.size(); ++i) {
        if (std::ranges::find(fields, m_query.terms[i].field) != fields.end())
            bits |= Bits{1} << i;
    }
    return bits;
}
