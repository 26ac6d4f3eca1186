#pragma once

#include "clock.h"
#include "notifier.h"
#include "statussummary.h"
#include "taskwatch.h"
#include "timeslicedjob.h"

#include <QObject>

class QueryPresenter;
class QWidget;
class SyncTaskTableModel;
class WindowTitle;

/// What is told outside the window, and the way back from there to the tasks.
class WatchPresenter final : public QObject {
    Q_OBJECT

public:
    WatchPresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                   QueryPresenter &queries, QWidget &window, WindowTitle &title,
                   QObject *parent = nullptr);

    /// \p notifier must outlive this. Without one, notices are told by the window's title and its
    /// entry in the task bar.
    void notifyThrough(Notifier &notifier);
    void setRule(const WatchRule &rule);
    void setViews(std::vector<TaskQuery> views) { m_watch.setViews(std::move(views)); }
    void pauseUntil(const QDateTime &time);
    [[nodiscard]] QDateTime pausedUntil() const { return m_watch.pausedUntil(); }

    void seedFromHistory(const MergeReport &report) { m_watch.seedFromHistory(report); }
    /// To be called after the model has the same.
    void take(const MergeReport &report);
    /// Once a second: how the registry answers, and what the headline says.
    void tick(const FeedState &feed, const StatusSummary &summary);
    /// All that was asked for has come and was counted.
    void judgeStuck(const FeedState &feed);
    /// The language or the theme changed.
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const Notice &notice);
    void openWindow();
    void openNotice(const Notice &notice);
    void pause(WatchPause pause);

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    Clock &m_clock;
    QueryPresenter &m_queries;
    QWidget &m_window;
    WindowTitle &m_title;
    Notifier *m_notifier = nullptr;
    TaskWatch m_watch;
    TimeSlicedJob m_work; // looks for what was repaired
    NotifierStatus m_status;
    QDateTime m_judgedAt; // what is stuck: the time of the list
    int m_unseen = 0;     // failures told since the window was looked at
};
