#include "tasksearch.h"

#include "searchplan.h"
#include "taskfilter.h"
#include "taskstore.h"

#include <map>
#include <span>
#include <utility>

TaskSearch::TaskSearch(HistoryScan &scan, TaskQuery query, QueryContext context,
                       QHash<QString, QDateTime> lastReadings)
    : m_scan(scan),
      m_query(std::move(query)),
      m_context(std::move(context)),
      m_lastReadings(std::move(lastReadings))
{
    m_context.isStuck = {};
    m_context.results = nullptr;
    m_context.acknowledged = nullptr;
    const TaskFilterPlan plan(m_query, m_context);
    const SearchPlan asked = searchPlan(plan);
    for (const std::size_t term : asked.openTerms)
        m_openTerms.push_back(plan.query().terms[term]);
    m_scan.begin(asked.question);
}

HistoryScan::Outcome<SearchPage> TaskSearch::next(const std::atomic<bool> &isStopping)
{
    if (m_costlyTerm)
        return SearchPage{.isAtEnd = true};
    HistoryScan::Outcome<ScanPage> page = m_scan.next(isStopping);
    if (!page)
        return tl::unexpected(page.error());
    m_rowsRead += std::ssize(page->tasks);
    SearchPage answer{.tasks = found(std::move(page->tasks)), .reachedMs = page->reachedMs};
    answer.isAtEnd = page->isAtEnd || m_costlyTerm;
    return answer;
}

/// Looks at a page as a window looks at all: a store of its own for each account, since two may
/// have seen the same task at different times.
std::vector<ScannedTask> TaskSearch::found(std::vector<ScannedTask> tasks)
{
    if (m_query.isEmpty() && m_context.range.isUnbounded())
        return tasks;
    std::map<QString, TaskStore> stores;
    for (const ScannedTask &scanned : tasks)
        stores[scanned.account].merge(scanned.instanceId, std::span(&scanned.task, 1));
    std::map<QString, TaskFilter> filters;
    for (auto &[account, store] : stores) {
        store.setLastReadings(m_lastReadings);
        filters.try_emplace(account, store, m_query, m_context);
    }
    std::vector<ScannedTask> answer;
    for (ScannedTask &scanned : tasks) {
        const std::optional<TaskRow> row =
            stores.at(scanned.account).find(scanned.instanceId, scanned.task.id);
        if (row && filters.at(scanned.account).matches(*row))
            answer.push_back(std::move(scanned));
    }
    for (const auto &[account, filter] : filters) {
        if (const QueryTerm *term = filter.costlyTerm())
            m_costlyTerm = *term;
    }
    return answer;
}

QueryNames namesFrom(const HistoryDirectory &directory)
{
    QueryNames names;
    for (const HistoryInstance &known : directory.instances) {
        const RegistryInstance &instance = known.instance;
        names.instances.insert(instance.id, instance.name.isEmpty() ? instance.id : instance.name);
    }
    for (const std::vector<SyncRule> &rules : directory.rules) {
        for (const SyncRule &rule : rules)
            names.rules.insert(rule.id, rule.name);
    }
    return names;
}
