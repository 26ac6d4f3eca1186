#include "feedquery.h"

#include "unixtime.h"

#include <algorithm>

ListPager::Limits FeedQuery::pagerLimits(int inFlight)
{
    return {.inFlight = inFlight, .requests = 4 * PageSweep::maxAsked};
}

bool FeedQuery::hasOpenCall() const
{
    return !loading.calls.empty() ||
           (refreshing.isUnderWay && refreshing.call.isRunning() && !refreshing.heldBack);
}

FeedQuery::PageMerge FeedQuery::merge(TaskStore &store, const SyncTaskPage &page, int pageNo,
                                      Reading reading, const QDateTime &now)
{
    heardAt = now;
    const QString &instanceId = request.instance.instanceId;
    PageMerge merged{.report = store.merge(instanceId, page.items), .facts = factsOf(page)};
    for (const SyncTask &task : page.items) {
        if (const std::optional<TaskRow> row = store.find(instanceId, task.id))
            merged.rows.push_back(*row);
    }
    const bool isRefresh = reading == Reading::Refresh;
    const qint64 newestMs = coverage.newestMs();
    // Of several pages of new tasks each lies above what was known when the refresh began.
    seeRows(merged, store, reading, isRefresh ? contiguity.joinTopMs() : newestMs);
    if (pageNo == 1) {
        const auto rows = static_cast<int>(merged.rows.size());
        contiguity.firstPageArrived(rows > 0 && merged.newInQuery == rows, merged.facts.oldestMs,
                                    newestMs);
        readAt = now;
        origin = page.origin;
    }
    coverage.notePage(pageNo, merged.facts, came);
    unread.setPage(pageNo, page.issues, came);
    if (totals.pageArrived(page, pageNo, pageNo == 1 && isRefresh))
        suspectSlide();
    if (!refreshing.countedTotal)
        refreshing.countedTotal = totals.last();
    if (isRefresh)
        pager.pageReadAgain(pageNo, static_cast<int>(page.rowCount()));
    return merged;
}

/// Counts the rows that are new, and those of them that are newer than \p topMs.
void FeedQuery::seeRows(PageMerge &merged, const TaskStore &store, Reading reading, qint64 topMs)
{
    using Pass = FeedCoverage::Pass;
    for (const TaskRow row : merged.rows) {
        if (reading == Reading::Refresh && coverage.see(row, Pass::Refresh))
            ++merged.newInPass;
        const bool isNew = coverage.see(row, Pass::Question);
        merged.newInQuery += isNew ? 1 : 0;
        if (isNew && store.hotFields(row).createdMs > topMs)
            ++came;
    }
}

void FeedQuery::suspectSlide()
{
    refreshing.round.begin();
    refreshing.check.isWanted = true;
}

void FeedQuery::endProof(const ListPager &finished)
{
    proof = {.isProven = !finished.doubt(),
             .doubt = finished.doubt(),
             .fullPage = finished.fullPage(),
             .loaded = coverage.loaded()};
    if (!proof.isProven)
        return;
    unread.forgetPagesBehind(finished.lastPage());
    refreshing.check.isWanted = false;
}

void FeedQuery::forgetProof()
{
    pager = ListPager(pagerLimits(maxCalls));
    proof.isProven = false;
    proof.doubt.reset();
    refreshing.check.pager.reset();
    totals.forgetLargest();
    unread = {};
    coverage.forgetPages();
}

bool FeedQuery::isComplete() const
{
    return exists() && readAt.isValid() && !isPartOfOrigin() && proof.isProven &&
           contiguity.isContiguous() && unread.summary().rows == 0 &&
           (!totals.largest() || coverage.loaded() >= *totals.largest());
}

/// What is not loaded yet, or cannot be because of an error, is no doubt.
std::optional<PagingDoubt> FeedQuery::doubt() const
{
    using Reason = PagingDoubt::Reason;
    const bool isJoining = refreshing.isUnderWay && proof.isProven;
    if (!exists() || !readAt.isValid() || isPartOfOrigin() || !loading.isIdle() || isJoining ||
        isComplete())
        return {};
    PagingDoubt doubt{
        .reason = Reason::NotCompared, .seen = coverage.loaded(), .total = totals.largest()};
    if (!pager.isFinished()) {
        doubt.reason = Reason::PageMissing;
        return pager.hasGap() ? std::optional(doubt) : std::nullopt;
    }
    if (proof.doubt) {
        doubt.reason = proof.doubt->reason;
        // Of what was seen before, the pager met what was still there.
        doubt.seen = proof.doubt->seen + coverage.loaded() - proof.loaded;
        doubt.total = std::max(doubt.total, proof.doubt->total);
    } else if (unread.summary().rows > 0) {
        doubt.reason = Reason::RowsUnreadable;
    } else if (isShort(doubt)) {
        doubt.reason = Reason::TotalsDisagree;
    }
    return doubt;
}

QDateTime FeedQuery::completeSince() const
{
    if (isComplete())
        return timeFromUnixMs(coverage.oldestMs());
    if (!coverage.isNewestFirst() || isPartOfOrigin())
        return {};
    if (!contiguity.isContiguous())
        return timeFromUnixMs(contiguity.unjoinedSinceMs());
    if (pager.isFinished()) // what is missing may be anywhere
        return {};
    return timeFromUnixMs(coverage.sinceMs(pager.soundPages()).value_or(0));
}
