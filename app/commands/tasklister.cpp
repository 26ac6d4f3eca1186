#include "tasklister.h"

#include <utility>

namespace {

constexpr int maxCalls = 4; // the API's limits are unpublished; see the feed

} // namespace

TaskLister::TaskLister(Registry &registry, ListSyncTasks query, QObject *parent)
    : QObject(parent),
      m_registry(registry),
      m_query(std::move(query)),
      m_pager({.inFlight = maxCalls})
{
}

void TaskLister::start()
{
    askOn();
}

void TaskLister::askOn()
{
    while (const std::optional<int> pageNo = m_pager.takeNextPage()) {
        ListSyncTasks query = m_query;
        query.pageNo = *pageNo;
        m_calls[*pageNo] = ask(m_registry, std::move(query),
                               [this, pageNo = *pageNo](const Result<SyncTaskPage> &page) {
                                   pageArrived(pageNo, page);
                               });
    }
}

void TaskLister::pageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    m_calls.erase(pageNo);
    if (!page) {
        m_calls.clear();
        Q_EMIT finished(page.error());
        return;
    }
    m_unread.setPage(pageNo, page->issues, 0);
    m_totals.pageArrived(*page, pageNo, false);
    std::vector<SyncTask> &waiting = m_waiting[pageNo];
    const ListPager::Reply reply = listReplyOf(*page, pageNo, m_numbers, &SyncTask::id);
    for (const std::size_t fresh : m_pager.pageArrived(reply))
        waiting.push_back(page->items[fresh]);
    askOn();
    deliver();
    if (m_pager.isFinished())
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
