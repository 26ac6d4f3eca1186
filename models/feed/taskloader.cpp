#include "taskloader.h"

#include <utility>

TaskLoader::TaskLoader(const FeedContext &context, FeedListener listener)
    : m_context(context),
      m_listener(std::move(listener)),
      m_query(context.query),
      m_loading(context.query.loading)
{
}

void TaskLoader::load(Goal goal)
{
    m_loading.goal = goal;
    m_loading.pausedGoal = Goal::None;
    m_query.failures.retryNow();
    askForPages();
}

void TaskLoader::loadWindow()
{
    if (m_loading.isIdle() && !isWindowCovered())
        load(Goal::Window);
}

void TaskLoader::loadMore()
{
    if (m_loading.pausedGoal != Goal::None) {
        load(m_loading.pausedGoal);
    } else if (m_loading.goal == Goal::None) {
        m_loading.pagesWanted = 1;
        load(Goal::Pages);
    }
}

void TaskLoader::loadAll()
{
    if (m_query.pager.isFinished() && !m_query.isComplete())
        m_query.forgetProof();
    load(Goal::All);
}

void TaskLoader::askForPages()
{
    const std::size_t allowed = FeedQuery::maxCalls - (m_query.refreshing.isUnderWay ? 1 : 0);
    while (wantsPage() && m_loading.calls.size() < allowed) {
        const std::optional<int> page = m_query.pager.takeNextPage();
        if (!page)
            break;
        --m_loading.pagesWanted;
        m_loading.calls[*page] =
            m_context.askForPage(*page, [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
                pageArrived(pageNo, reply);
            });
    }
    if (m_loading.calls.empty())
        m_loading.goal = Goal::None;
}

void TaskLoader::pause()
{
    if (m_loading.goal != Goal::None)
        m_loading.pausedGoal = m_loading.goal;
    m_loading.goal = Goal::None;
    m_loading.pagesWanted = 1; // for Goal::Pages: the page that did not come
    m_query.pager.callsDropped();
    m_loading.calls.clear();
}

void TaskLoader::stop()
{
    pause();
    m_loading.pausedGoal = Goal::None;
}

void TaskLoader::pageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    m_loading.calls.erase(pageNo);
    ListPager &pager = m_query.pager;
    if (!page) {
        pager.pageFailed(pageNo);
        m_listener.failed(page.error());
        return;
    }
    const bool isSweep = !pager.isSwept();
    const FeedQuery::PageMerge merged = m_context.merge(*page, pageNo, FeedQuery::Reading::Load);
    // A refresh in between may have seen what loading did not.
    const std::optional<qint64> total = m_query.totals.last();
    if (m_loading.total && (m_loading.hasNewSince || m_loading.total != total))
        m_query.suspectSlide();
    m_loading.total = total;
    m_loading.hasNewSince = false;
    if (isSweep)
        m_query.coverage.addLoadedPage(pageNo, merged.facts);
    pager.pageArrived(replyOf(*page, pageNo, merged.rows));
    m_query.failures.succeeded();
    if (pager.isFinished())
        m_query.endProof(pager);
    m_listener.merged(merged.report);
}

bool TaskLoader::wantsPage() const
{
    switch (m_loading.goal) {
    case Goal::None:
        return false;
    case Goal::Window:
        return !isWindowCovered();
    case Goal::Pages:
        return m_loading.pagesWanted > 0 || m_query.pager.isSwept();
    case Goal::All:
        break;
    }
    return true;
}

bool TaskLoader::isWindowCovered() const
{
    const ListPager &pager = m_query.pager;
    const std::optional<std::chrono::milliseconds> &window = m_context.settings.window;
    if (pager.isSwept() || !window || !m_query.coverage.isNewestFirst())
        return pager.isFinished();
    const std::optional<qint64> since = m_query.coverage.sinceMs(pager.coveredPages());
    const qint64 begin = m_context.clock.now().toMSecsSinceEpoch() - window->count();
    return since && *since < begin;
}
