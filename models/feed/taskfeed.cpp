#include "taskfeed.h"

#include "unixtime.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

TaskFeed::TaskFeed(Registry &registry, Clock &clock, TaskStore &store, QObject *parent)
    : QObject(parent), m_registry(registry), m_clock(clock), m_store(store)
{
}

TaskFeed::~TaskFeed() = default;

void TaskFeed::setQuery(const InstanceRef &instance, const TaskQuery &query)
{
    ListSyncTasks asked = serverPart(query, instance);
    asked.pageSize = pageSize;
    if (asked == m_query)
        return;
    m_query = std::move(asked);

    m_loadCalls.clear();
    m_refreshCall = {};
    m_timer = {};
    m_nextRefresh = {};
    m_refreshing = false;
    m_isByHand = false;
    m_isWantedAgain = false;
    m_isPrepaid = false;
    m_heldBack = {};
    m_singles.clear();
    m_singleTasks = {};
    m_unfinishedPages.clear();
    m_notOnPages.clear();
    m_round = {};
    m_check.reset();
    m_isCheckWanted = false;
    m_countedTotal.reset();
    m_newSinceCounted = 0;
    m_loadedTotal.reset();
    m_newSinceLoaded = false;
    m_coverage = {};
    m_unread = {};
    m_came = 0;
    m_pager = ListPager(pagerLimits(maxCalls));
    m_isProven = false;
    m_doubt.reset();
    m_fullPage = 0;
    m_loadedAtProof = 0;
    m_checkedAt = {};
    m_total.reset();
    m_largestTotal.reset();
    m_asOf = {};
    m_error.reset();
    m_failingSince = {};
    m_failures = 0;
    m_isRefused = false;
    m_isContiguous = true;
    m_unjoinedSinceMs = 0;
    m_searchedTotal.reset();
    m_missing = 0;
    m_checks = 0;
    m_pausedGoal = Goal::None;
    m_goal = Goal::None;
    if (hasQuery())
        load(Goal::Window);
    publish();
}

void TaskFeed::setWindow(std::optional<std::chrono::milliseconds> window)
{
    if (window == m_window)
        return;
    m_window = window;
    const bool isIdle = m_goal == Goal::None && m_pausedGoal == Goal::None;
    if (hasQuery() && isIdle && !isWindowCovered())
        load(Goal::Window);
    publish();
}

void TaskFeed::setRefreshInterval(std::chrono::milliseconds interval)
{
    if (interval == m_interval)
        return;
    m_interval = interval;
    m_timer = {};
    m_nextRefresh = {};
    planRefresh();
    publish();
}

void TaskFeed::setRestBudget(RestBudget *budget)
{
    m_budget = budget;
}

void TaskFeed::loadMore()
{
    if (!hasQuery())
        return;
    if (m_pausedGoal != Goal::None) {
        load(m_pausedGoal);
    } else if (m_goal == Goal::None) {
        m_pagesWanted = 1;
        load(Goal::Pages);
    }
    publish();
}

void TaskFeed::loadAll()
{
    if (!hasQuery())
        return;
    if (m_pager.isFinished() && !isComplete()) {
        // Something came or went while the pages were read: once more.
        m_pager = ListPager(pagerLimits(maxCalls));
        m_isProven = false;
        m_doubt.reset();
        m_check.reset();
        m_largestTotal.reset();
        m_unread = {};
        m_coverage.forgetPages();
    }
    load(Goal::All);
    publish();
}

void TaskFeed::stop()
{
    pauseLoading();
    m_pausedGoal = Goal::None;
    goOnRefreshing();
    publish();
}

const FeedState &TaskFeed::state() const
{
    return m_state;
}

const InstanceRef &TaskFeed::instance() const
{
    return m_query.instance;
}

void TaskFeed::load(Goal goal)
{
    m_goal = goal;
    m_pausedGoal = Goal::None;
    m_isRefused = false;
    askForPages();
}

void TaskFeed::askForPages()
{
    const std::size_t allowed = maxCalls - (m_refreshing ? 1 : 0);
    while (wantsPage() && m_loadCalls.size() < allowed) {
        const std::optional<int> page = m_pager.takeNextPage();
        if (!page)
            break;
        --m_pagesWanted;
        askForPage(
            *page,
            [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
                loadedPageArrived(pageNo, reply);
            },
            m_loadCalls[*page]);
    }
    if (m_loadCalls.empty())
        m_goal = Goal::None;
}

ListPager::Limits TaskFeed::pagerLimits(int inFlight)
{
    return {.inFlight = inFlight, .requests = 4 * PageSweep::maxAsked};
}

void TaskFeed::askForPage(int pageNo, Handler<SyncTaskPage> handler, PendingCall &call)
{
    ListSyncTasks query = m_query;
    query.pageNo = pageNo;
    call = ask(m_registry, std::move(query), std::move(handler));
}

void TaskFeed::loadedPageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    m_loadCalls.erase(pageNo);
    if (!page) {
        m_pager.pageFailed(pageNo);
        failed(page.error());
        publish();
        return;
    }
    const bool isSweep = !m_pager.isSwept();
    const PageMerge pageMerge = mergePage(*page, pageNo, Reading::Load);
    // A refresh in between may have seen what loading did not.
    if (m_loadedTotal && (m_newSinceLoaded || m_loadedTotal != m_total))
        suspectSlide();
    m_loadedTotal = m_total;
    m_newSinceLoaded = false;
    if (isSweep)
        m_coverage.addLoadedPage(pageNo, pageMerge.facts);
    m_pager.pageArrived(replyOf(*page, pageNo, pageMerge.rows));
    succeeded();
    if (m_pager.isFinished())
        endProof(m_pager);
    // What is new joins by a refresh only, and nobody may have planned one.
    if (m_pager.isFinished() && !m_isContiguous)
        startRefresh();
    goOnRefreshing();
    askForPages();
    planRefresh();
    Q_EMIT merged(pageMerge.report);
    publish();
}

/// What is under way is dropped and asked for again when loading goes on.
void TaskFeed::pauseLoading()
{
    if (m_goal != Goal::None)
        m_pausedGoal = m_goal;
    m_goal = Goal::None;
    m_pagesWanted = 1; // for Goal::Pages: the page that did not come
    m_pager.callsDropped();
    m_loadCalls.clear();
}

bool TaskFeed::wantsPage() const
{
    switch (m_goal) {
    case Goal::None:
        return false;
    case Goal::Window:
        return !isWindowCovered();
    case Goal::Pages:
        return m_pagesWanted > 0 || m_pager.isSwept();
    case Goal::All:
        break;
    }
    return true;
}

bool TaskFeed::isWindowCovered() const
{
    if (m_pager.isSwept() || !m_window || !m_coverage.isNewestFirst())
        return m_pager.isFinished();
    const std::optional<qint64> since = m_coverage.sinceMs(m_pager.coveredPages());
    const qint64 begin = m_clock.now().toMSecsSinceEpoch() - m_window->count();
    return since && *since < begin;
}

/// \p pager has read all pages.
void TaskFeed::endProof(const ListPager &pager)
{
    m_isProven = !pager.doubt();
    m_doubt = pager.doubt();
    m_fullPage = pager.fullPage();
    m_loadedAtProof = m_coverage.loaded();
    if (m_isProven)
        m_unread.forgetPagesBehind(pager.lastPage());
    m_isCheckWanted = m_isCheckWanted && !m_isProven;
}

TaskFeed::PageMerge TaskFeed::mergePage(const SyncTaskPage &page, int pageNo, Reading reading)
{
    const QString &instanceId = m_query.instance.instanceId;
    PageMerge pageMerge{.report = m_store.merge(instanceId, page.items), .facts = factsOf(page)};
    const qint64 newestMs = m_coverage.newestMs();
    // Of several pages of new tasks each lies above what was known when the refresh began.
    const qint64 topMs = reading == Reading::Refresh ? m_joinTopMs : newestMs;
    for (const SyncTask &task : page.items) {
        const std::optional<TaskRow> row = m_store.find(instanceId, task.id);
        if (!row)
            continue;
        pageMerge.rows.push_back(*row);
        if (reading == Reading::Refresh && m_coverage.see(*row, FeedCoverage::Pass::Refresh))
            ++pageMerge.newInPass;
        const bool isNew = m_coverage.see(*row, FeedCoverage::Pass::Question);
        pageMerge.newInQuery += isNew ? 1 : 0;
        if (isNew && m_store.head(*row).createdMs > topMs)
            ++m_came;
    }
    if (pageNo == 1)
        noteTop(pageMerge, newestMs);
    m_coverage.notePage(pageNo, pageMerge.facts, m_came);
    m_unread.setPage(pageNo, page.issues, m_came);
    readTotal(page, pageNo, reading);
    if (reading == Reading::Refresh)
        m_pager.pageReadAgain(pageNo, static_cast<int>(page.rowCount()));
    if (pageNo == 1)
        m_asOf = m_clock.now();
    return pageMerge;
}

/// The first page was read, for whatever reason; the newest task that was known before it is of
/// \p newestMs. Where more than a page came, the next refresh finds how it joins what is known.
void TaskFeed::noteTop(const PageMerge &pageMerge, qint64 newestMs)
{
    const auto rows = static_cast<int>(pageMerge.rows.size());
    if (!m_isContiguous || newestMs == 0 || rows == 0 || pageMerge.newInQuery < rows)
        return;
    m_isContiguous = false;
    m_joinTopMs = newestMs;
    m_unjoinedSinceMs = pageMerge.facts.oldestMs;
}

/// A total that changes between two pages of one reading may have carried rows over a border that
/// was passed.
void TaskFeed::readTotal(const SyncTaskPage &page, int pageNo, Reading reading)
{
    const bool isAtTop = pageNo == 1 && reading == Reading::Refresh;
    const std::optional<qint64> total = credibleTotal(page, pageNo);
    if (isAtTop && total) // what was deleted since need not be reached
        m_largestTotal.reset();
    if (m_total && total && m_total != total && !isAtTop)
        suspectSlide();
    if (total)
        noteTotal(*total, page, pageNo);
    if (!m_countedTotal)
        m_countedTotal = m_total;
}

/// The reply's total; not that of an empty later page which says that there is less than others
/// said: it may be empty by mistake.
std::optional<qint64> TaskFeed::credibleTotal(const SyncTaskPage &page, int pageNo) const
{
    const bool isEmpty = pageNo > 1 && page.rowCount() == 0;
    const bool isLess = m_total && page.totalCount && *page.totalCount < *m_total;
    return isEmpty && isLess ? std::nullopt : page.totalCount;
}

/// A lower total, after tasks were deleted, counts once the page on which the listing ends by that
/// total does end there.
void TaskFeed::noteTotal(qint64 total, const SyncTaskPage &page, int pageNo)
{
    m_total = total;
    const auto rows = static_cast<qint64>(page.rowCount());
    const bool isLast = rows < page.pageSize && qint64{pageNo - 1} * page.pageSize + rows == total;
    m_largestTotal = isLast ? total : std::max(m_largestTotal.value_or(0), total);
}

void TaskFeed::succeeded()
{
    m_error.reset();
    m_isRefused = false;
    m_failingSince = {};
    m_failures = 0;
}

void TaskFeed::failed(const ApiError &error)
{
    if (!m_failingSince.isValid() || !m_error || !error.isSameFault(*m_error))
        m_failingSince = m_clock.now();
    m_error = error;
    ++m_failures;
    m_isRefused = error.isRefusal();
    pauseLoading();
    m_refreshing = false;
    m_isByHand = false;
    m_isWantedAgain = false;
    m_isPrepaid = false;
    m_heldBack = {};
    m_refreshCall = {};
    m_singles.clear();
    m_timer = {};
    planRefresh();
}

void TaskFeed::publish()
{
    const FeedState state = currentState();
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

FeedState TaskFeed::currentState() const
{
    FeedState state{.loaded = m_coverage.loaded(),
                    .total = m_total,
                    .complete = isComplete(),
                    .completeSince = completeSince(),
                    .asOf = m_asOf,
                    .error = m_error,
                    .failingSince = m_failingSince,
                    .nextRefresh = m_nextRefresh,
                    .unread = m_unread.summary(),
                    .doubt = doubt(),
                    .refreshInterval = hasQuery() ? restInterval() : 0ms};
    if (m_goal != Goal::None && m_pager.isSwept())
        state.phase = FeedState::Phase::Checking;
    else if (m_goal != Goal::None)
        state.phase =
            m_asOf.isValid() ? FeedState::Phase::LoadingMore : FeedState::Phase::LoadingFirst;
    else if (m_refreshing)
        state.phase = FeedState::Phase::Refreshing;
    return state;
}

bool TaskFeed::hasQuery() const
{
    return !m_query.instance.instanceId.isEmpty();
}

bool TaskFeed::isComplete() const
{
    return hasQuery() && m_asOf.isValid() && m_isProven && m_isContiguous &&
           m_unread.summary().rows == 0 &&
           (!m_largestTotal || m_coverage.loaded() >= *m_largestTotal);
}

/// What is not loaded yet, or cannot be because of an error, is no doubt.
std::optional<PagingDoubt> TaskFeed::doubt() const
{
    using Reason = PagingDoubt::Reason;
    const bool isLoading = m_goal != Goal::None || m_pausedGoal != Goal::None;
    const bool isJoining = m_refreshing && m_isProven;
    if (!hasQuery() || !m_asOf.isValid() || isLoading || isJoining || isComplete())
        return {};
    PagingDoubt doubt{
        .reason = Reason::NotCompared, .seen = m_coverage.loaded(), .total = m_largestTotal};
    if (!m_pager.isFinished()) {
        doubt.reason = Reason::PageMissing;
        return m_pager.hasGap() ? std::optional(doubt) : std::nullopt;
    }
    if (m_doubt) {
        doubt.reason = m_doubt->reason;
        // Of what was seen before, the pager met what was still there.
        doubt.seen = m_doubt->seen + m_coverage.loaded() - m_loadedAtProof;
        doubt.total = std::max(doubt.total, m_doubt->total);
    } else if (m_unread.summary().rows > 0) {
        doubt.reason = Reason::RowsUnreadable;
    } else if (isShort(doubt)) {
        doubt.reason = Reason::TotalsDisagree;
    }
    return doubt;
}

QDateTime TaskFeed::completeSince() const
{
    if (isComplete())
        return timeFromUnixMs(m_coverage.oldestMs());
    if (!m_coverage.isNewestFirst())
        return {};
    if (!m_isContiguous)
        return timeFromUnixMs(m_unjoinedSinceMs);
    if (m_pager.isFinished()) // what is missing may be anywhere
        return {};
    return timeFromUnixMs(m_coverage.sinceMs(m_pager.soundPages()).value_or(0));
}
