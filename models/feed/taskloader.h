#pragma once

#include "feedcontext.h"

/// Loads the listing of the present query: the first page, on to the wanted window, further on
/// demand. When all pages were loaded they are read again until it is proven that none is missing
/// (see ListPager).
class TaskLoader final {
public:
    using Goal = FeedQuery::Goal;

    /// \p listener is told of each call.
    TaskLoader(const FeedContext &context, FeedListener listener);

    void load(Goal goal);
    /// As far as the window reaches, unless loading is under way or paused.
    void loadWindow();
    /// One page, or what an error paused.
    void loadMore();
    /// All pages; once more where something came or went while they were read.
    void loadAll();
    /// Where calls are free and pages are wanted.
    void askForPages();
    /// Drops what is under way; it is asked for again when loading goes on.
    void pause();
    /// Ends loading; what came stays.
    void stop();

private:
    void pageArrived(int pageNo, const Result<SyncTaskPage> &page);
    [[nodiscard]] bool wantsPage() const;
    [[nodiscard]] bool isWindowCovered() const;

    FeedContext m_context;
    FeedListener m_listener;
    FeedQuery &m_query;
    FeedQuery::Loading &m_loading;
};
