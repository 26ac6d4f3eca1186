#pragma once

#include "clock.h"
#include "statussummary.h"
#include "stucktasks.h"
#include "taskfeed.h"
#include "taskquery.h"
#include "taskstore.h"
#include "timelinepresenter.h"

#include <QObject>

#include <chrono>
#include <vector>

class MainWindow;
class SyncTaskTableModel;

/// Keeps what counts tasks true: headline, side bar and chart.
class OverviewPresenter final : public QObject {
    Q_OBJECT

public:
    /// The headline speaks of the last day, whatever the chart shows.
    static constexpr std::chrono::milliseconds headlineWindow = std::chrono::hours(24);

    OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model, Clock &clock,
                      MainWindow &window, QObject *parent = nullptr);

    /// To be called after the model has the same query.
    void setQuery(const TaskQuery &query);
    [[nodiscard]] TimelinePresenter &chart() { return m_chart; }
    /// How much longer than usual is stuck.
    void setStuckRule(StuckRule rule);
    void countNow();
    /// Counts soon: for every page of a long load would only heat the machine.
    void planCount();
    /// Loaded tasks that answer what the registry is asked for.
    [[nodiscard]] qint64 asked() const { return m_asked; }
    [[nodiscard]] bool isCountPlanned() const { return m_isCountPlanned; }
    /// Says of how much the counts are, where that is not everything they could cover.
    void showScope(const FeedState &state);
    /// What headline and chart say, in a few lines of text.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] std::vector<TaskRow> rowsInScope() const;
    void countAnswer();
    [[nodiscard]] qint64 countAsked() const;
    void showSilentRules(const std::vector<TaskRow> &scope);

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    Clock &m_clock;
    MainWindow &m_window;
    TimelinePresenter m_chart;
    TaskQuery m_query;
    StuckRule m_stuckRule;
    qint64 m_inScope = 0;
    qint64 m_asked = 0;
    StatusSummary m_summary;
    PendingCall m_nextCount;
    bool m_isCountPlanned = false;
    std::chrono::milliseconds m_countPause{0};
    QDateTime m_listedAt;      // the tasks, by the registry
    QDateTime m_completeSince; // all tasks after this are known
    QDateTime m_rulesJudgedAt;
};
