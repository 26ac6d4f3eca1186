#pragma once

#include "listingtotals.h"
#include "listpager.h"
#include "registry.h"
#include "unreadtally.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

/// Brings every task that answers a question, each once, in the order of the pages.
class TaskLister final : public QObject {
    Q_OBJECT

public:
    TaskLister(Registry &registry, ListSyncTasks query, QObject *parent = nullptr);

    void start();
    /// When it has finished: why it is not proven that all came; empty: it is proven.
    [[nodiscard]] const std::optional<PagingDoubt> &doubt() const { return m_pager.doubt(); }

    /// How many there are, as the registry said last.
    [[nodiscard]] std::optional<qint64> total() const { return m_totals.last(); }
    /// What of the replies could not be read.
    [[nodiscard]] const UnreadSummary &unread() const { return m_unread.summary(); }

Q_SIGNALS:
    void tasksArrived(const std::vector<SyncTask> &tasks);
    /// Once: the reading came to its end, or \p error says why not. See doubt().
    void finished(const std::optional<ApiError> &error);

private:
    void askOn();
    void pageArrived(int pageNo, const Result<SyncTaskPage> &page);
    void deliver();

    Registry &m_registry;
    ListSyncTasks m_query;
    ListPager m_pager;
    RowNumbers m_numbers;
    ListingTotals m_totals;
    UnreadTally m_unread;
    std::map<int, PendingCall> m_calls;             ///< by page number
    std::map<int, std::vector<SyncTask>> m_waiting; ///< came before a page with a lower number
};
