#include "tasklister.h"

#include <utility>

namespace {

constexpr int maxCalls = 4; // the API's limits are unpublished; see the feed

} // namespace

TaskLister::TaskLister(TaskSource &source, SyncTaskQuery query, QObject *parent)
    : QObject(parent), m_source(source), m_query(std::move(query)), m_sweep(maxCalls)
{
}

TaskLister::~TaskLister() = default;

void TaskLister::start()
{
    askOn();
}

void TaskLister::askOn()
{
    while (const std::optional<int> pageNo = m_sweep.takeNextPage()) {
        SyncTaskQuery query = m_query;
        query.pageNo = *pageNo;
        m_calls[*pageNo] = m_source.listSyncTasks(
            query,
            [this, pageNo = *pageNo](const Result<SyncTaskPage> &page) { takeIn(pageNo, page); });
    }
}

void TaskLister::takeIn(int pageNo, const Result<SyncTaskPage> &page)
{
    m_calls.erase(pageNo);
    if (!page) {
        m_calls.clear();
        Q_EMIT finished(page.error());
        return;
    }
    std::vector<SyncTask> fresh;
    for (const SyncTask &task : page->items) {
        if (!m_seen.contains(task.id)) {
            m_seen.insert(task.id);
            fresh.push_back(task);
        }
    }
    m_sweep.pageArrived({.pageNo = pageNo,
                         .pageSize = page->pageSize,
                         .rows = static_cast<int>(page->items.size()),
                         .newRows = static_cast<int>(fresh.size()),
                         .totalCount = page->totalCount});
    std::vector<SyncTask> &waiting = m_waiting[pageNo];
    waiting.insert(waiting.end(), fresh.begin(), fresh.end());
    askOn();
    deliver();
    if (m_sweep.isFinished())
        Q_EMIT finished(std::nullopt);
}

void TaskLister::deliver()
{
    // Pages that are still asked for hold back those behind them.
    while (!m_waiting.empty() &&
           (m_calls.empty() || m_waiting.begin()->first < m_calls.begin()->first)) {
        const std::vector<SyncTask> tasks = std::move(m_waiting.begin()->second);
        m_waiting.erase(m_waiting.begin());
        if (!tasks.empty())
            Q_EMIT tasksArrived(tasks);
    }
}
