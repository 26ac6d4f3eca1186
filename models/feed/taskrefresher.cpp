#include "taskrefresher.h"

#include <algorithm>
#include <utility>

TaskRefresher::TaskRefresher(const FeedContext &context, FeedListener listener,
                             std::function<void()> ended)
    : m_context(context),
      m_listener(std::move(listener)),
      m_ended(std::move(ended)),
      m_query(context.query),
      m_refresh(context.query.refreshing),
      m_unfinished(context, m_listener, [this] { end(); })
{
}

void TaskRefresher::start()
{
    if (m_refresh.isUnderWay)
        return;
    m_query.timer = {};
    m_query.nextRefresh = {};
    m_refresh.isUnderWay = true;
    m_refresh.sweep = PageSweep(1);
    m_query.coverage.beginRefresh();
    m_refresh.total.reset();
    m_refresh.check.pages = 0;
    m_query.contiguity.beginRefresh(m_query.coverage.newestMs());
    m_refresh.waitsForLoading = true;
    continueWhenFree();
}

void TaskRefresher::continueWhenFree()
{
    const bool isCallFree = m_query.loading.calls.size() < std::size_t{FeedQuery::maxCalls};
    if (!m_refresh.isUnderWay || !m_refresh.waitsForLoading || !isCallFree)
        return;
    m_refresh.waitsForLoading = false;
    whenAllowed([this] { askForSweepPage(); });
}

void TaskRefresher::wantByHand()
{
    m_refresh.isByHand = true;
    m_refresh.isWantedAgain = m_refresh.isUnderWay && m_refresh.sweep.coveredPages() > 0;
    if (!m_refresh.heldBack)
        return;
    const std::function<void()> send = std::exchange(m_refresh.heldBack, {});
    m_refresh.call = {};
    send();
}

void TaskRefresher::stop()
{
    m_refresh.isUnderWay = false;
    m_refresh.isByHand = false;
    m_refresh.isWantedAgain = false;
    m_refresh.isPrepaid = false;
    m_refresh.heldBack = {};
    m_refresh.call = {};
    m_refresh.unfinished.singles.clear();
}

/// Runs \p send now where somebody waits for it or the budget allows it, else in its turn.
void TaskRefresher::whenAllowed(std::function<void()> send)
{
    RestBudget *budget = m_context.settings.budget;
    if (std::exchange(m_refresh.isPrepaid, false) || m_refresh.isByHand || !budget ||
        budget->tryTake())
        return send();
    m_refresh.heldBack = std::move(send);
    m_refresh.call = budget->whenFree([this] {
        const std::function<void()> held = std::exchange(m_refresh.heldBack, {});
        m_query.heardAt = m_context.clock.now(); // nothing was open while it waited
        held();
    });
}

void TaskRefresher::askForSweepPage()
{
    const std::optional<int> page = m_refresh.sweep.takeNextPage();
    if (!page) {
        startRound();
        return;
    }
    m_refresh.call =
        m_context.askForPage(*page, [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
            sweepPageArrived(pageNo, reply);
        });
}

void TaskRefresher::sweepPageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    if (!page) {
        m_listener.failed(page.error());
        return;
    }
    const FeedQuery::PageMerge merged = m_context.merge(*page, pageNo, FeedQuery::Reading::Refresh);
    m_refresh.sweep.pageArrived(replyOf(*page, pageNo, merged.newInPass));
    m_refresh.newSinceCounted += merged.newInQuery;
    m_query.loading.hasNewSince = m_query.loading.hasNewSince || merged.newInQuery > 0;
    m_query.failures.succeeded();
    const bool mayHaveLost = mayHaveLostRows(pageNo, *page);
    // Until what is new joins what is known: behind that all is known.
    const bool isJoined =
        pageNo > 1 && m_query.contiguity.isContiguous() && m_query.coverage.isNewestFirst();
    updateContiguity(merged, mayHaveLost && !isJoined);
    if (isEnough(merged))
        startRound();
    else
        whenAllowed([this] { askForSweepPage(); });
    m_listener.merged(merged.report);
}

/// A page of a refresh has fewer rows than it should; or tasks went above it since the page before
/// was read, as far as the totals tell: those behind moved up unseen.
bool TaskRefresher::mayHaveLostRows(int pageNo, const SyncTaskPage &page)
{
    const auto rows = static_cast<qint64>(page.rowCount());
    const int fullPage = std::max(m_query.proof.fullPage, m_query.pager.fullPage());
    const qint64 above = qint64{pageNo - 1} * fullPage;
    std::optional<qint64> total = m_query.totals.credible(page, pageNo);
    if (total && *total < above + rows) // it is only that of the page, or of some pages
        total.reset();
    const std::optional<qint64> before = std::exchange(m_refresh.total, total);
    if (total && rows < std::min<qint64>(*total - above, fullPage))
        return true;
    return pageNo > 1 && (!total || !before || *total < *before);
}

void TaskRefresher::updateContiguity(const FeedQuery::PageMerge &merged, bool mayHaveLostRows)
{
    if (mayHaveLostRows) {
        m_query.proof.isProven = false;
        m_refresh.check.isWanted = true;
        m_refresh.check.pager.reset(); // it may have passed the place
    }
    Contiguity &contiguity = m_query.contiguity;
    const std::optional<qint64> total = m_query.totals.last();
    if (m_refresh.sweep.isFinished()) {
        contiguity.endReached();
        m_refresh.searchedTotal = total;
    } else if (m_query.coverage.isNewestFirst()) {
        contiguity.orderedPageArrived(merged.isQuiet(), merged.facts.oldestMs);
    } else {
        contiguity.unorderedPageArrived(merged.isQuiet(),
                                        total && m_query.coverage.loaded() >= *total);
    }
}

bool TaskRefresher::isEnough(const FeedQuery::PageMerge &merged) const
{
    if (m_refresh.sweep.isFinished())
        return true;
    const FeedCoverage &coverage = m_query.coverage;
    const ListPager &pager = m_query.pager;
    if (!m_query.contiguity.isContiguous())
        return false;
    if (!coverage.isNewestFirst()) {
        const std::optional<qint64> total = m_query.totals.last();
        const bool mayBeMissing = pager.isSwept() && total && coverage.loaded() < *total &&
                                  total != m_refresh.searchedTotal;
        return merged.isQuiet() && !mayBeMissing;
    }
    // Behind what was loaded there is nothing to refresh, only more to load.
    const std::optional<qint64> since = coverage.sinceMs(pager.coveredPages());
    const bool isBehindLoaded = !pager.isSwept() && since && merged.facts.oldestMs <= *since;
    return merged.isQuiet() || isBehindLoaded;
}

void TaskRefresher::startRound()
{
    // The total has grown by the new tasks, unless others went or came where nobody looked.
    const std::optional<qint64> total = m_query.totals.last();
    const std::optional<qint64> counted = std::exchange(m_refresh.countedTotal, total);
    const qint64 newTasks = std::exchange(m_refresh.newSinceCounted, 0);
    if (total && counted && *total != *counted + newTasks)
        m_query.suspectSlide();
    if (!m_query.pager.isSwept() && m_query.pager.hasGap() && m_refresh.round.isAtRest())
        m_refresh.round.begin();
    m_refresh.round.startRefresh();
    startCheck();
    askForOtherPage();
}

/// A page that came empty or too short may come in whole the next time; what never fits is left
/// after some checks.
void TaskRefresher::startCheck()
{
    constexpr int mostTries = 3;
    FeedQuery::Check &check = m_refresh.check;
    const bool isFinished = m_query.pager.isFinished();
    if (check.pager) // one that was broken off goes on
        check.pager->callsDropped();
    if (check.pager || !isFinished)
        return;
    const bool isComplete = m_query.isComplete();
    const std::optional<qint64> largest = m_query.totals.largest();
    const qint64 missing = largest ? std::max<qint64>(*largest - m_query.coverage.loaded(), 0) : 0;
    // By hand somebody asks whether it is mended.
    if (m_refresh.isByHand || isComplete || missing != check.missing)
        check.tries = 0;
    check.missing = missing;
    const QDateTime now = m_context.clock.now();
    const bool isLongAgo =
        check.startedAt.isValid() && check.startedAt.msecsTo(now) >= slowRetry.count();
    const bool isInDoubt =
        !isComplete && m_query.contiguity.isContiguous() && (check.tries < mostTries || isLongAgo);
    if (!isInDoubt && !check.isWanted && m_query.coverage.isNewestFirst())
        return;
    check.tries += isInDoubt ? 1 : 0;
    check.startedAt = now;
    check.isWanted = false;
    check.pager.emplace(FeedQuery::pagerLimits(1));
}

/// One that no refresh reads by itself.
void TaskRefresher::askForOtherPage()
{
    const bool isCheck = m_refresh.check.pager.has_value();
    std::optional<int> page;
    if (m_query.loading.goal == FeedQuery::Goal::None) // what is being loaded is not passed yet
        page = isCheck ? takeCheckPage() : takeRoundPage();
    if (!page) {
        m_unfinished.start();
        return;
    }
    m_refresh.call = m_context.askForPage(
        *page, [this, pageNo = *page, isCheck](const Result<SyncTaskPage> &reply) {
            otherPageArrived(pageNo, isCheck, reply);
        });
}

std::optional<int> TaskRefresher::takeCheckPage()
{
    constexpr int pagesByHand = 50; // somebody waits
    const int most = m_refresh.isByHand ? pagesByHand : TaskRefreshRound::perRefresh;
    FeedQuery::Check &check = m_refresh.check;
    if (check.pages >= most || !m_context.maySendSpare())
        return {};
    ++check.pages;
    return check.pager->takeNextPage();
}

/// What lies behind the loaded pages is not missing: it was not asked for.
std::optional<int> TaskRefresher::takeRoundPage()
{
    if (m_query.pager.isSwept())
        return {};
    const int pages = std::min(m_refresh.sweep.pageCount(), m_query.pager.coveredPages());
    const bool forEver = !m_query.coverage.isNewestFirst();
    TaskRefreshRound &round = m_refresh.round;
    if (pages == 0 || (round.hasNextPage(pages, forEver) && !m_context.maySendSpare()))
        return {};
    return round.takeNextPage(pages, forEver); // which also ends a round that is done
}

/// \p isOfCheck: asked for by a check, which may have been dropped since.
void TaskRefresher::otherPageArrived(int pageNo, bool isOfCheck, const Result<SyncTaskPage> &page)
{
    if (!page) {
        m_listener.failed(page.error());
        return;
    }
    const FeedQuery::PageMerge merged = m_context.merge(*page, pageNo, FeedQuery::Reading::Refresh);
    std::optional<ListPager> &check = m_refresh.check.pager;
    if (!isOfCheck)
        m_refresh.round.pageArrived(pageNo);
    else if (check)
        check->pageArrived(replyOf(*page, pageNo, merged.rows));
    if (check && check->isFinished())
        endCheck();
    m_query.failures.succeeded();
    askForOtherPage();
    m_listener.merged(merged.report);
}

/// One that proves nothing takes nothing away, unless fewer tasks are listed than there should be.
void TaskRefresher::endCheck()
{
    std::optional<ListPager> &check = m_refresh.check.pager;
    const std::optional<qint64> total = m_query.totals.last();
    const bool isShort = total && check->seen() < *total;
    if (!m_query.proof.isProven || !check->doubt() || isShort)
        m_query.endProof(*check);
    check.reset();
}

void TaskRefresher::end()
{
    m_refresh.isUnderWay = false;
    m_refresh.isByHand = false;
    m_refresh.call = {};
    if (std::exchange(m_refresh.isWantedAgain, false)) {
        m_refresh.isByHand = true;
        start();
    }
    m_ended();
}
