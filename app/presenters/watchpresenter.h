#pragma once

#include "clock.h"
#include "notifier.h"
#include "statussummary.h"
#include "taskwatch.h"
#include "timeslicedjob.h"

#include <QObject>

#include <vector>

class QueryPresenter;
class QWidget;
class SyncTaskTableModel;
class WindowTitle;

/// Notices outside the window, and the way from a notice to its tasks.
class WatchPresenter final : public QObject {
    Q_OBJECT

public:
    WatchPresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                   QueryPresenter &queries, QWidget &window, WindowTitle &title,
                   QObject *parent = nullptr);

    /// \p notifier must outlive this. Without one, notices appear in the window's title and its
    /// entry in the task bar.
    void notifyThrough(Notifier &notifier);
    void setRule(const WatchRule &rule);
    void setViews(std::vector<TaskQuery> views) { m_watch.setViews(std::move(views)); }
    void setSilences(std::vector<WatchedSilence> silences)
    {
        m_watch.setSilences(std::move(silences));
    }
    /// What is silenced at present, a line for each.
    void showMuted(const QStringList &lines);
    void pauseUntil(const QDateTime &time);
    [[nodiscard]] QDateTime pausedUntil() const { return m_watch.pausedUntil(); }

    void seedFromHistory(const MergeReport &report) { m_watch.seedFromHistory(report); }
    /// To be called after the model has applied \p report.
    void take(const MergeReport &report);
    /// To be called once a second, with the state of the connection and the headline's figures.
    void tick(const FeedState &feed, const StatusSummary &summary);
    /// To be called when everything requested is loaded and counted.
    void judgeStuck(const FeedState &feed);
    /// The language or the theme changed.
    void retranslate();

Q_SIGNALS:
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const Notice &notice);
    void noteUnseen(const std::vector<TaskRow> &rows);
    void countUnseen();
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
    TimeSlicedJob m_work; // finds the failures that were repaired
    NotifierStatus m_status;
    QDateTime m_judgedAt;          // time of the list by which stuck tasks were last judged
    std::vector<TaskRow> m_unseen; // failures since the window was last active
};
