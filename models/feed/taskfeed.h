#pragma once

#include "feedcontext.h"
#include "feedstate.h"
#include "taskloader.h"
#include "taskquery.h"
#include "taskrefresher.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

/// Keeps the store filled with what one instance lists for one query: newest page first, on to
/// the wanted window, further on demand; then steady refresh, page 1 onwards until a page brings
/// nothing new, and unfinished tasks that left those pages, with the page that they are on or one
/// by one. Where rows may have moved unseen, each refresh reads some of the other pages too, all in
/// turn.
///
/// When all pages were loaded they are read again until it is proven that none is missing (see
/// ListPager). From then on new tasks are joined to what is known by the refreshes, as long as they
/// come first; a listing in another order is read again and again, and is complete as of the last
/// time. What a refresh cannot join, or the total contradicts, is not complete until it is proven
/// again, which the refreshes try some times, a few pages each.
///
/// A new query drops the calls of the old one. An error pauses loading and refresh, longer each
/// time; after a refusal (ApiError::isRefusal) it is tried again now and then only. All of that
/// where the refresh is automatic.
class TaskFeed final : public QObject {
    Q_OBJECT

public:
    static constexpr int pageSize = 100;
    static constexpr int maxCalls = FeedQuery::maxCalls;

    /// \p store is filled and must outlive the feed, as must the others.
    TaskFeed(Registry &registry, Clock &clock, TaskStore &store, QObject *parent = nullptr);

    /// Asks the server's part of \p query anew, if it differs from the present one.
    void setQuery(const InstanceRef &instance, const TaskQuery &query);
    /// How far back pages are loaded without being asked for; empty: all.
    void setWindow(std::optional<std::chrono::milliseconds> window);
    /// Zero: only by hand.
    void setRefreshInterval(std::chrono::milliseconds interval);
    /// What is asked by itself is asked within \p budget, which must outlive the feed; null:
    /// without a limit.
    void setRestBudget(RestBudget *budget) { m_settings.budget = budget; }
    /// Unfinished tasks that somebody looks at: their progress is asked for.
    void setWatched(const QSet<TaskRow> &rows) { m_settings.watched = rows; }

    void refresh();  ///< by hand: waits for no budget
    void loadMore(); ///< one page
    void loadAll();
    /// Ends loading; what came stays.
    void stop();

    [[nodiscard]] const FeedState &state() const { return m_state; }
    [[nodiscard]] const InstanceRef &instanceRef() const { return m_query.request.instance; }

Q_SIGNALS:
    void stateChanged();
    /// After each page and each task asked for alone.
    void merged(const MergeReport &report);

private:
    void pageLoaded(const MergeReport &report);
    void refreshed(const MergeReport &report);
    void refreshEnded();
    void failed(const ApiError &error);

    // When it refreshes by itself.
    void planRefresh();
    void askForTurn();
    void refreshAtRest();
    void refreshNow();
    [[nodiscard]] std::chrono::milliseconds restInterval() const;

    void publish();
    [[nodiscard]] FeedState currentState() const;

    FeedSettings m_settings;
    FeedQuery m_query;
    FeedContext m_context;
    TaskLoader m_loader;
    TaskRefresher m_refresher;
    FeedState m_state; // as published
};
