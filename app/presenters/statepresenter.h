#pragma once

#include "clock.h"
#include "exportcoverage.h"
#include "freshness.h"
#include "liststatus.h"
#include "readingpause.h"
#include "taskfeed.h"
#include "unreadreasons.h"

#include <QObject>

#include <optional>
#include <vector>

class CenterPages;
class FilterPane;
class FootBar;
class HeadlineBar;
class HistoryGroup;
class InstanceWatcher;
class MessageBar;
class OverviewPresenter;
class Placeholder;
class QueryNotice;
class QueryPresenter;
class SyncTaskTableModel;
class ToolBar;

/// Shows how complete and how old the answer is, what failed, and, where there is nothing to list,
/// why and what to do next. An error is shown once: in the message bar above the rows, or in their
/// place. Loads more on request.
class StatePresenter final : public QObject {
    Q_OBJECT

public:
    /// The parts that show the state, or ask to load more or to retry.
    struct Widgets {
        ToolBar &toolBar;
        QueryNotice &queryNotice;
        MessageBar &messageBar;
        HeadlineBar &headline;
        FilterPane &filterPane;
        CenterPages &pages;
        Placeholder &placeholder;
        FootBar &footBar;
    };

    StatePresenter(InstanceWatcher &watcher, const HistoryGroup &history,
                   const SyncTaskTableModel &model, const QueryPresenter &queries,
                   OverviewPresenter &overview, const Clock &clock, const Widgets &widgets,
                   QObject *parent = nullptr);

    /// To be called when any of it may have changed, and as time passes.
    void update();
    /// Of the rows of the table, but for their number.
    [[nodiscard]] ExportCoverage coverage() const;
    /// Of all that is watched, whatever the query says.
    [[nodiscard]] std::vector<ListStatus> listStatuses() const;

Q_SIGNALS:
    /// By instance: when it was read last, of those that cannot be read at present, or no longer
    /// are. Told with each update.
    void lastReadingsKnown(const QHash<QString, QDateTime> &readings);
    void retryRequested();

private:
    void connectParts();
    [[nodiscard]] FeedState shownState() const;
    Freshness showStatuses(const std::vector<ListStatus> &all);
    void showQueryNotice();
    [[nodiscard]] ReadExtent readExtent() const;
    void showFoot(const FeedState &feed);
    [[nodiscard]] std::vector<ReadingPause> pauses() const;
    [[nodiscard]] QDateTime nextTryAfter(const ApiError &error, const QDateTime &otherwise) const;
    void showError(const FeedState &feed, const ApiError &error);
    void showRows(const FeedState &feed);
    void showInstead(const FeedState &feed);
    [[nodiscard]] std::optional<ApiError> errorOf(const FeedState &feed) const;
    /// There are tasks, and none matches the query: that is an answer, whatever else failed.
    [[nodiscard]] bool matchesNothing(const FeedState &feed) const;

    InstanceWatcher &m_watcher;
    const HistoryGroup &m_history;
    const SyncTaskTableModel &m_model;
    const QueryPresenter &m_queries;
    OverviewPresenter &m_overview;
    const Clock &m_clock;
    const Widgets m_widgets;
    std::vector<ListStatus> m_inScope; // the lists that headline and rows cover
};
