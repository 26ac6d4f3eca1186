// How TaskFeed keeps what it loaded up to date.

#include "taskfeed.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

// Somebody may look at the window, and the connection may be back.
constexpr std::chrono::milliseconds longestBackoff = 1min;
constexpr int mostDoublings = 16;

/// The error is about the one task that was asked for, not about asking.
bool isAboutTask(ApiError::Kind kind)
{
    return kind == ApiError::Kind::NotFound || kind == ApiError::Kind::Request ||
           kind == ApiError::Kind::Protocol;
}

} // namespace

void TaskFeed::refresh()
{
    if (!hasQuery())
        return;
    m_isByHand = true;
    m_isRefused = false;
    // What came since its first page was read is not seen by the present refresh.
    m_isWantedAgain = m_refreshing && m_refreshSweep.coveredPages() > 0;
    if (m_heldBack) {
        const std::function<void()> send = std::exchange(m_heldBack, {});
        m_refreshCall = {};
        send();
    }
    refreshNow();
    publish();
}

/// When the time has come: the first request waits for its turn before anything begins.
void TaskFeed::askForTurn()
{
    m_timer = {};
    if (!m_budget || m_budget->tryTake())
        return refreshAtRest();
    m_nextRefresh = m_clock.now().addMSecs(m_budget->expectedWait().count());
    m_timer = m_budget->whenFree([this] {
        m_timer = {};
        refreshAtRest();
    });
    publish();
}

void TaskFeed::refreshAtRest()
{
    m_isByHand = false;
    m_isPrepaid = m_budget != nullptr;
    refreshNow();
    m_isPrepaid = m_isPrepaid && m_refreshing; // else it began to load, which needs no turn
    publish();
}

void TaskFeed::refreshNow()
{
    if (m_pausedGoal != Goal::None)
        load(m_pausedGoal);
    if (m_asOf.isValid())
        startRefresh();
    else if (m_goal == Goal::None)
        load(Goal::Window);
}

void TaskFeed::startRefresh()
{
    if (m_refreshing)
        return;
    m_timer = {};
    m_nextRefresh = {};
    m_refreshing = true;
    m_refreshSweep = PageSweep(1);
    m_coverage.beginRefresh();
    m_refreshTotal.reset();
    m_checked = 0;
    if (m_isContiguous)
        m_joinTopMs = m_coverage.newestMs();
    m_refreshWaits = true;
    goOnRefreshing();
}

/// Loading may have taken all the calls that are allowed.
void TaskFeed::goOnRefreshing()
{
    if (!m_refreshing || !m_refreshWaits || m_loadCalls.size() >= std::size_t{maxCalls})
        return;
    m_refreshWaits = false;
    whenAllowed([this] { askForRefreshedPage(); });
}

/// Runs \p send now where somebody waits for it or the budget allows it, else in its turn.
void TaskFeed::whenAllowed(std::function<void()> send)
{
    if (std::exchange(m_isPrepaid, false) || m_isByHand || !m_budget || m_budget->tryTake())
        return send();
    m_heldBack = std::move(send);
    m_refreshCall = m_budget->whenFree([this] {
        const std::function<void()> held = std::exchange(m_heldBack, {});
        held();
    });
}

/// For what the next refresh can ask as well.
bool TaskFeed::isAllowedNow()
{
    return m_isByHand || !m_budget || m_budget->tryTakeSpare();
}

void TaskFeed::askForRefreshedPage()
{
    const std::optional<int> page = m_refreshSweep.takeNextPage();
    if (!page) {
        startRound();
        return;
    }
    askForPage(
        *page,
        [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
            refreshedPageArrived(pageNo, reply);
        },
        m_refreshCall);
}

void TaskFeed::refreshedPageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    if (!page) {
        failed(page.error());
        publish();
        return;
    }
    const PageMerge pageMerge = mergePage(*page, pageNo, Reading::Refresh);
    m_refreshSweep.pageArrived(replyOf(*page, pageNo, pageMerge.newInPass));
    m_newSinceCounted += pageMerge.newInQuery;
    m_newSinceLoaded = m_newSinceLoaded || pageMerge.newInQuery > 0;
    succeeded();
    const bool mayHaveLost = mayHaveLostRows(pageNo, *page);
    const bool isJoined = pageNo > 1 && m_isContiguous && m_coverage.isNewestFirst();
    updateContiguity(pageMerge, mayHaveLost && !isJoined);
    if (isRefreshEnough(pageMerge))
        startRound();
    else
        whenAllowed([this] { askForRefreshedPage(); });
    Q_EMIT merged(pageMerge.report);
    publish();
}

/// A page of a refresh has fewer rows than it should; or tasks went above it since the page before
/// was read, as far as the totals tell: those behind moved up unseen.
bool TaskFeed::mayHaveLostRows(int pageNo, const SyncTaskPage &page)
{
    const auto rows = static_cast<qint64>(page.rowCount());
    const int fullPage = std::max(m_fullPage, m_pager.fullPage());
    const qint64 above = qint64{pageNo - 1} * fullPage;
    std::optional<qint64> total = credibleTotal(page, pageNo);
    if (total && *total < above + rows) // it is only that of the page, or of some pages
        total.reset();
    const std::optional<qint64> before = std::exchange(m_refreshTotal, total);
    if (total && rows < std::min<qint64>(*total - above, fullPage))
        return true;
    return pageNo > 1 && (!total || !before || *total < *before);
}

/// \p mayHaveLostRows counts only until what is new joins what is known: behind that all is known.
void TaskFeed::updateContiguity(const PageMerge &pageMerge, bool mayHaveLostRows)
{
    if (mayHaveLostRows) {
        m_isProven = false;
        m_isCheckWanted = true;
        m_check.reset(); // it may have passed the place
    }
    if (m_refreshSweep.isFinished()) {
        m_isContiguous = true;
        m_searchedTotal = m_total;
    } else if (!m_coverage.isNewestFirst()) {
        // Where new tasks turn up is not known: only the total tells whether any is missing.
        const bool nothingMissing = m_total && m_coverage.loaded() >= *m_total;
        m_isContiguous = nothingMissing || (m_isContiguous && pageMerge.isQuiet());
        m_unjoinedSinceMs = 0;
    } else {
        const qint64 oldestMs = pageMerge.facts.oldestMs; // 0: the page has no rows
        const bool overlaps = oldestMs != 0 && oldestMs < m_joinTopMs;
        m_isContiguous = overlaps || (m_isContiguous && pageMerge.isQuiet());
        m_unjoinedSinceMs = oldestMs != 0 ? oldestMs : m_unjoinedSinceMs;
    }
}

bool TaskFeed::isRefreshEnough(const PageMerge &pageMerge) const
{
    if (m_refreshSweep.isFinished())
        return true;
    if (!m_coverage.isNewestFirst()) {
        const bool mayBeMissing = m_pager.isSwept() && m_total && m_coverage.loaded() < *m_total &&
                                  m_total != m_searchedTotal;
        return m_isContiguous && pageMerge.isQuiet() && !mayBeMissing;
    }
    // Behind what was loaded there is nothing to refresh, only more to load.
    const std::optional<qint64> since = m_coverage.sinceMs(m_pager.coveredPages());
    const bool isBehindLoaded = !m_pager.isSwept() && since && pageMerge.facts.oldestMs <= *since;
    return m_isContiguous && (pageMerge.isQuiet() || isBehindLoaded);
}

/// Rows may have moved over the border of two pages unseen.
void TaskFeed::suspectSlide()
{
    m_round.begin();
    m_isCheckWanted = true;
}

void TaskFeed::startRound()
{
    // The total has grown by the new tasks, unless others went or came where nobody looked.
    if (m_total && m_countedTotal && *m_total != *m_countedTotal + m_newSinceCounted)
        suspectSlide();
    m_countedTotal = m_total;
    m_newSinceCounted = 0;
    if (!m_pager.isSwept() && m_pager.hasGap() && m_round.isAtRest())
        m_round.begin();
    m_round.startRefresh();
    startCheck();
    askForOtherPage();
}

/// A page that came empty or too short may come in whole the next time; what never fits is left
/// after some checks.
void TaskFeed::startCheck()
{
    constexpr int mostChecks = 3;
    if (!m_check && m_pager.isFinished() && m_isByHand)
        m_checks = 0; // somebody asks whether it is mended
    if (m_check)      // one that was broken off goes on
        m_check->callsDropped();
    if (m_check || !m_pager.isFinished())
        return;
    const qint64 missing =
        m_largestTotal ? std::max<qint64>(*m_largestTotal - m_coverage.loaded(), 0) : 0;
    if (isComplete() || missing != m_missing)
        m_checks = 0;
    m_missing = missing;
    const QDateTime now = m_clock.now();
    const bool isLongAgo = m_checkedAt.isValid() && m_checkedAt.msecsTo(now) >= slowRetry.count();
    const bool isInDoubt = !isComplete() && m_isContiguous && (m_checks < mostChecks || isLongAgo);
    if (!isInDoubt && !m_isCheckWanted && m_coverage.isNewestFirst())
        return;
    m_checks += isInDoubt ? 1 : 0;
    m_checkedAt = now;
    m_isCheckWanted = false;
    m_check.emplace(pagerLimits(1));
}

/// One that no refresh reads by itself.
void TaskFeed::askForOtherPage()
{
    std::optional<int> page;
    if (m_goal == Goal::None) // what is being loaded is not passed yet
        page = m_check ? takeCheckPage() : takeRoundPage();
    if (!page) {
        startSingles();
        return;
    }
    askForPage(
        *page,
        [this, pageNo = *page, isOfCheck = m_check.has_value()](const Result<SyncTaskPage> &reply) {
            otherPageArrived(pageNo, isOfCheck, reply);
        },
        m_refreshCall);
}

std::optional<int> TaskFeed::takeCheckPage()
{
    constexpr int pagesByHand = 50; // somebody waits
    const int most = m_isByHand ? pagesByHand : TaskRefreshRound::perRefresh;
    if (m_checked >= most || !isAllowedNow())
        return {};
    ++m_checked;
    return m_check->takeNextPage();
}

/// What lies behind the loaded pages is not missing: it was not asked for.
std::optional<int> TaskFeed::takeRoundPage()
{
    if (m_pager.isSwept())
        return {};
    const int pages = std::min(m_refreshSweep.pageCount(), m_pager.coveredPages());
    const bool forEver = !m_coverage.isNewestFirst();
    if (pages == 0 || (m_round.hasNextPage(pages, forEver) && !isAllowedNow()))
        return {};
    return m_round.takeNextPage(pages, forEver); // which also ends a round that is done
}

/// \p isOfCheck: asked for by a check, which may have been dropped since.
void TaskFeed::otherPageArrived(int pageNo, bool isOfCheck, const Result<SyncTaskPage> &page)
{
    if (!page) {
        failed(page.error());
        publish();
        return;
    }
    const PageMerge pageMerge = mergePage(*page, pageNo, Reading::Refresh);
    if (!isOfCheck)
        m_round.pageArrived(pageNo);
    else if (m_check)
        m_check->pageArrived(replyOf(*page, pageNo, pageMerge.rows));
    if (m_check && m_check->isFinished())
        endCheck();
    succeeded();
    askForOtherPage();
    Q_EMIT merged(pageMerge.report);
    publish();
}

/// One that proves nothing takes nothing away, unless fewer tasks are listed than there should be.
void TaskFeed::endCheck()
{
    const bool isShort = m_total && m_check->seen() < *m_total;
    if (!m_isProven || !m_check->doubt() || isShort)
        endProof(*m_check);
    m_check.reset();
}

void TaskFeed::startSingles()
{
    m_unfinishedPages.clear();
    askForUnfinished();
}

/// A page brings a hundred tasks for one request: it is read again where several of those that are
/// due must be on it, and the others are asked for alone.
void TaskFeed::askForUnfinished()
{
    std::vector<TaskRow> due = m_singleTasks.choose(
        m_store, m_query.instance.instanceId,
        {.isOnPages =
             [this](TaskRow row) { return m_coverage.wasSeen(row, FeedCoverage::Pass::Refresh); },
         .watched = m_watched,
         .nowMs = m_clock.now().toMSecsSinceEpoch(),
         .isByHand = m_isByHand});
    const std::optional<int> page = pageOfMost(due);
    if (page && isAllowedNow()) {
        m_unfinishedPages.insert(*page);
        return askForPage(
            *page,
            [this, pageNo = *page, due](const Result<SyncTaskPage> &reply) {
                unfinishedPageArrived(pageNo, due, reply);
            },
            m_refreshCall);
    }
    due.resize(std::min(due.size(), SingleTasks::perRefresh));
    std::ranges::reverse(due);
    m_singles = std::move(due);
    askForSingle();
}

/// The page that most of \p due are on; empty where none has more than one.
std::optional<int> TaskFeed::pageOfMost(const std::vector<TaskRow> &due) const
{
    constexpr int fewest = 2;
    if (m_unfinishedPages.size() >= static_cast<qsizetype>(SingleTasks::perRefresh))
        return {};
    std::map<int, int> counts;
    for (const TaskRow row : due) {
        if (m_notOnPages.contains(row) || m_coverage.wasSeen(row, FeedCoverage::Pass::Refresh))
            continue;
        const std::optional<int> page = m_coverage.pageOf(m_store.head(row).createdMs, m_came);
        if (page && !m_unfinishedPages.contains(*page))
            ++counts[*page];
    }
    const auto most = std::ranges::max_element(counts, {}, &std::pair<const int, int>::second);
    return most != counts.end() && most->second >= fewest ? std::optional(most->first)
                                                          : std::nullopt;
}

void TaskFeed::unfinishedPageArrived(int pageNo, const std::vector<TaskRow> &expected,
                                     const Result<SyncTaskPage> &page)
{
    if (!page) {
        failed(page.error());
        publish();
        return;
    }
    std::vector<TaskRow> missed;
    for (const TaskRow row : expected) {
        if (m_coverage.pageOf(m_store.head(row).createdMs, m_came) == pageNo)
            missed.push_back(row);
    }
    const PageMerge pageMerge = mergePage(*page, pageNo, Reading::Refresh);
    const qint64 nowMs = m_clock.now().toMSecsSinceEpoch();
    for (const TaskRow row : expected) {
        if (m_coverage.wasSeen(row, FeedCoverage::Pass::Refresh))
            m_singleTasks.asked(row, nowMs);
    }
    for (const TaskRow row : missed) {
        const qint64 createdMs = m_store.head(row).createdMs;
        const bool isCovered =
            createdMs >= pageMerge.facts.oldestMs && createdMs <= pageMerge.facts.newestMs;
        if (isCovered && !m_coverage.wasSeen(row, FeedCoverage::Pass::Refresh))
            m_notOnPages.insert(row);
    }
    succeeded();
    askForUnfinished();
    Q_EMIT merged(pageMerge.report);
    publish();
}

void TaskFeed::askForSingle()
{
    if (m_singles.empty() || !isAllowedNow()) {
        m_singles.clear();
        m_refreshing = false;
        m_isByHand = false;
        m_refreshCall = {};
        if (std::exchange(m_isWantedAgain, false)) {
            m_isByHand = true;
            startRefresh();
        }
        askForPages(); // the call is free for loading
        planRefresh();
        return;
    }
    const TaskRow row = m_singles.back();
    m_singles.pop_back();
    m_singleTasks.asked(row, m_clock.now().toMSecsSinceEpoch());
    m_refreshCall = ask(
        m_registry, GetSyncTask{.instance = m_query.instance, .syncTaskId = m_store.task(row).id},
        [this, row](const Result<SyncTaskDetail> &detail) { singleArrived(row, detail); });
}

void TaskFeed::singleArrived(TaskRow row, const Result<SyncTaskDetail> &detail)
{
    MergeReport report;
    if (detail) {
        m_unread.setRow(row, detail->issues);
        report = m_store.mergeDetail(m_query.instance.instanceId, *detail);
        succeeded();
    } else if (detail.error().code == u"SYNC_TASK_NOT_EXIST") {
        // It would run for ever.
        m_singleTasks.giveUp(row);
        report = m_store.mergeDetail(
            m_query.instance.instanceId,
            {.task = {.id = m_store.task(row).id,
                      .status = syncTaskStatusFromWire(wireName(SyncTaskStatus::Deleted))}});
        succeeded();
    } else if (isAboutTask(detail.error().kind)) {
        m_singleTasks.giveUp(row);
    } else {
        failed(detail.error());
        publish();
        return;
    }
    askForSingle();
    Q_EMIT merged(report);
    publish();
}

void TaskFeed::planRefresh()
{
    if (m_timer.isRunning() || m_refreshing)
        return;
    m_nextRefresh = {};
    const bool hasAnything = m_asOf.isValid() || m_error;
    if (m_interval <= 0ms || !hasQuery() || !hasAnything)
        return;
    const std::chrono::milliseconds delay = delayToRefresh();
    m_nextRefresh = m_clock.now().addMSecs(delay.count());
    m_timer = m_clock.after(delay, [this] { askForTurn(); });
}

std::chrono::milliseconds TaskFeed::restInterval() const
{
    return m_budget ? m_budget->intervalFor(m_interval) : m_interval;
}

/// Longer after each failure in a row; never shorter than the server asks for.
std::chrono::milliseconds TaskFeed::delayToRefresh() const
{
    const std::chrono::milliseconds interval = restInterval();
    std::chrono::milliseconds delay = interval;
    if (m_failures > 0) {
        const auto doubled = interval * (1 << std::min(m_failures, mostDoublings));
        delay = std::max(interval, std::min(doubled, longestBackoff));
    }
    if (m_error && m_error->retryAfter)
        delay = std::max(delay, *m_error->retryAfter);
    if (m_isRefused)
        delay = std::max(delay, slowRetry);
    return delay;
}
