#pragma once

#include "feedcontext.h"
#include "unfinishedreader.h"

#include <functional>
#include <optional>

/// Refreshes what is known of the present query, one call at a time: page 1 onwards until a page
/// brings nothing new; some of the other pages where rows may have moved unseen, all in turn; then
/// unfinished tasks that are not on these pages.
///
/// What a refresh cannot join to what is known, or the total contradicts, is not complete until it
/// is proven again, which the refreshes try some times, a few pages each.
class TaskRefresher final {
public:
    /// \p listener is told of each call; \p ended is run when a refresh came to its end.
    TaskRefresher(const FeedContext &context, FeedListener listener, std::function<void()> ended);
    ~TaskRefresher() = default;
    Q_DISABLE_COPY_MOVE(TaskRefresher)

    /// Does nothing while a refresh is under way.
    void start();
    /// Loading may have left a call free.
    void continueWhenFree();
    /// Somebody waits: the present refresh, or the next one, asks for no budget. What came since
    /// its first page was read is not seen by the present one: another one follows.
    void wantByHand();
    /// Drops what is under way.
    void stop();

private:
    void whenAllowed(std::function<void()> send);
    void askForSweepPage();
    void sweepPageArrived(int pageNo, const Result<SyncTaskPage> &page);
    [[nodiscard]] bool mayHaveLostRows(int pageNo, const SyncTaskPage &page);
    void updateContiguity(const FeedQuery::PageMerge &merged, bool mayHaveLostRows);
    [[nodiscard]] bool isEnough(const FeedQuery::PageMerge &merged) const;

    void startRound();
    void startCheck();
    void askForOtherPage();
    std::optional<int> takeCheckPage();
    std::optional<int> takeRoundPage();
    void otherPageArrived(int pageNo, bool isOfCheck, const Result<SyncTaskPage> &page);
    void endCheck();
    void end();

    FeedContext m_context;
    FeedListener m_listener;
    std::function<void()> m_ended;
    FeedQuery &m_query;
    FeedQuery::Refreshing &m_refresh;
    UnfinishedReader m_unfinished;
};
