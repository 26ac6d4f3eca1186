#pragma once

#include "clock.h"
#include "freshness.h"
#include "liststatus.h"
#include "taskfeed.h"
#include "unreadreasons.h"

#include <QObject>

#include <optional>
#include <vector>

class HistoryGroup;
class InstanceWatcher;
class MainWindow;
class OverviewPresenter;
class QueryPresenter;
class SyncTaskTableModel;

/// Shows how complete and how old the answer is, what went wrong, and, where there is nothing to
/// list, why and what to do next. An error is told once: in the bar over the rows that are there,
/// or in their place. Loads more when somebody asks for it there.
class StatePresenter final : public QObject {
    Q_OBJECT

public:
    StatePresenter(InstanceWatcher &watcher, const HistoryGroup &history,
                   const SyncTaskTableModel &model, const QueryPresenter &queries,
                   OverviewPresenter &overview, const Clock &clock, MainWindow &window,
                   QObject *parent = nullptr);

    /// Something of it may have changed, or time went on.
    void update();

Q_SIGNALS:
    void retryRequested();

private:
    void connectWindow();
    [[nodiscard]] FeedState shownState() const;
    [[nodiscard]] std::vector<ListStatus> listStatuses() const;
    Freshness showStatuses(const std::vector<ListStatus> &all);
    void showQueryNotice();
    [[nodiscard]] ReadExtent readExtent() const;
    void showFoot(const FeedState &feed);
    void showError(const FeedState &feed, const ApiError &error);
    void showRows(const FeedState &feed);
    void showInstead(const FeedState &feed);
    [[nodiscard]] std::optional<ApiError> errorOf(const FeedState &feed) const;
    /// There are tasks, and the filter leaves none of them: an answer, whatever else failed.
    [[nodiscard]] bool matchesNothing(const FeedState &feed) const;

    InstanceWatcher &m_watcher;
    const HistoryGroup &m_history;
    const SyncTaskTableModel &m_model;
    const QueryPresenter &m_queries;
    OverviewPresenter &m_overview;
    const Clock &m_clock;
    MainWindow &m_window;
    std::vector<ListStatus> m_inScope; // of what headline and rows speak of
};
