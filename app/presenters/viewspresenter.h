#pragma once

#include "clock.h"
#include "recount.h"
#include "statustimeline.h"
#include "taskquery.h"
#include "taskstore.h"
#include "viewlist.h"
#include "viewsfile.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QueryPresenter;
class RangePresenter;
class StatusChartView;
class SyncTaskTableModel;
class TaskTableView;

/// The saved views: opens, creates and changes them, and counts the tasks of each.
class ViewsPresenter final : public QObject {
    Q_OBJECT

public:
    ViewsPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                   const RangePresenter &ranges, Clock &clock, QueryPresenter &queries,
                   ViewList &list, TaskTableView &table, StatusChartView &chart,
                   QObject *parent = nullptr);

    /// Loads the views from \p file, and saves changes there. A file that cannot be read is looked
    /// at again from time to time.
    void keepIn(const QString &file);
    /// Tasks or names changed: counts after a pause, one view after the other.
    void scheduleRecount() { m_recount.schedule(); }
    /// Shows the list again: the open view or the language may have changed.
    void show();
    /// The queries of the views with notifications.
    [[nodiscard]] std::vector<TaskQuery> notifyingQueries() const;
    /// Of the view of this name; none where there is no such view, or it cannot be used.
    [[nodiscard]] std::optional<TaskQuery> queryNamed(const QString &name) const;
    /// What is said of a view whose notifications are silenced; empty: they are not.
    void setMuted(std::function<QString(const QString &name)> muted) { m_muted = std::move(muted); }
    /// As the side bar shows them.
    [[nodiscard]] const std::vector<ViewItem> &items() const { return m_list.items(); }
    [[nodiscard]] SavedViews saved() const;
    /// Changes what the file holds at that moment. Returns whether it was saved; shows the fault if
    /// not. No view may have \p newName by then: another window may have given it since the file
    /// was read.
    bool change(const std::function<void(SavedViews &)> &edit, const QString &newName = {});
    /// Says why where it cannot be opened.
    void open(const QString &name);

Q_SIGNALS:
    void viewsChanged();
    void renamed(const QString &name, const QString &newName);
    void rangeChosen(ChartRange range);

private:
    /// A saved view with its parsed query.
    struct View {
        SavedView saved{};
        std::optional<TaskQuery> query{};
        std::optional<int> count{}; ///< empty: not known
    };

    struct Removed {
        SavedView view{};
        std::size_t index = 0;
    };

    void connectParts();
    void load();
    void take(const SavedViews &views);
    void changeView(const QString &name,
                    const std::function<void(SavedViews &, std::size_t index)> &edit,
                    const QString &newName = {});
    void save(const QString &newName);
    void rename(const QString &name, const QString &newName);
    void replace(const QString &name);
    void setNotifies(const QString &name, bool notifies);
    void move(const QString &name, int steps);
    void remove(const QString &name);
    void undoRemoval();
    [[nodiscard]] bool isQueryGood();
    [[nodiscard]] SavedView viewOfWindow(const QString &name) const;
    [[nodiscard]] Recount::Steps beginCount();
    [[nodiscard]] bool countNext();
    [[nodiscard]] std::optional<int> countOf(const TaskQuery &query, ChartRange range) const;
    [[nodiscard]] bool isCurrent(const View &view) const;
    [[nodiscard]] TaskQuery withOffsets(const TaskQuery &query) const;
    [[nodiscard]] std::vector<View>::const_iterator find(const QString &name) const;

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    const RangePresenter &m_ranges;
    QueryPresenter &m_queries;
    ViewList &m_list;
    TaskTableView &m_table;
    StatusChartView &m_chart;
    ViewsFile m_file;
    std::vector<View> m_views;
    std::optional<Removed> m_removed;
    std::size_t m_nextCounted = 0;
    Recount m_recount;
    std::function<QString(const QString &name)> m_muted;
    Clock &m_clock;
    bool m_isUnread = false;
    PendingCall m_nextLook; // at a file that could not be read
};
