#pragma once

#include "pagesweep.h"
#include "tasksource.h"

#include <QObject>
#include <QSet>

#include <map>
#include <optional>
#include <vector>

/// Brings every task that answers a question, each once, in the order of the pages.
class TaskLister final : public QObject {
    Q_OBJECT

public:
    TaskLister(TaskSource &source, SyncTaskQuery query, QObject *parent = nullptr);
    ~TaskLister() override;

    void start();

Q_SIGNALS:
    void tasksArrived(const std::vector<SyncTask> &tasks);
    /// Once: all came, or \p error says why not.
    void finished(const std::optional<ApiError> &error);

private:
    void askOn();
    void takeIn(int pageNo, const Result<SyncTaskPage> &page);
    void deliver();

    TaskSource &m_source;
    SyncTaskQuery m_query;
    PageSweep m_sweep;
    std::map<int, PendingCall> m_calls;             ///< by page number
    std::map<int, std::vector<SyncTask>> m_waiting; ///< came before a page with a lower number
    QSet<QString> m_seen;
};
