#pragma once

#include "feedcontext.h"

#include <functional>
#include <optional>
#include <vector>

/// The last part of a refresh: asks for unfinished tasks that are not on the pages it read. A page
/// brings a hundred tasks for one request: it is read again where several of those that are due
/// must be on it, and the others are asked for alone.
class UnfinishedReader final {
public:
    /// \p listener is told of each call; \p ended is run when nothing is left to be asked for, or
    /// the budget allows no more.
    UnfinishedReader(const FeedContext &context, FeedListener listener,
                     std::function<void()> ended);

    void start();

private:
    void askForUnfinished();
    [[nodiscard]] std::optional<int> pageOfMost(const std::vector<TaskRow> &due) const;
    void pageArrived(int pageNo, const std::vector<TaskRow> &expected,
                     const Result<SyncTaskPage> &page);
    void askForSingle();
    void singleArrived(TaskRow row, const Result<SyncTaskDetail> &detail);
    [[nodiscard]] bool wasRefreshed(TaskRow row) const;
    [[nodiscard]] std::optional<int> pageOf(TaskRow row) const;

    FeedContext m_context;
    FeedListener m_listener;
    std::function<void()> m_ended;
    FeedQuery &m_query;
    FeedQuery::Unfinished &m_unfinished;
};
