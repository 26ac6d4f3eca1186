#pragma once

#include "clock.h"
#include "overviewcount.h"
#include "recount.h"
#include "statussummary.h"
#include "taskfeed.h"
#include "taskquery.h"
#include "taskstore.h"
#include "timelinepresenter.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

class FilterPane;
class HeadlineBar;
class RangePresenter;
class SyncTaskTableModel;

/// Keeps all counts of tasks up to date: headline, side bar and chart. Counts in slices, between
/// which the window handles events.
class OverviewPresenter final : public QObject {
    Q_OBJECT

public:
    OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model, RangePresenter &ranges,
                      Clock &clock, HeadlineBar &headline, FilterPane &filterPane,
                      StatusChartView &chart, QObject *parent = nullptr);

    /// To be called after the model has the same query.
    void setQuery(const TaskQuery &query);
    [[nodiscard]] TimelinePresenter &chart() { return m_chart; }
    /// From which multiple of the usual duration on a task is stuck.
    void setStuckRule(StuckRule rule);
    /// Starts a count; a small one is complete when this returns.
    void countNow() { m_recount.countNow(); }
    /// Counts after a pause: one count for every page of a long load would waste processor time.
    void scheduleRecount();
    /// Loaded tasks that match the part of the query that the registry answers.
    [[nodiscard]] qint64 asked() const { return m_asked; }
    /// Tasks that belong to the range, as the headline counts them, and whether those are all.
    [[nodiscard]] qint64 inRange() const { return m_rangeSize; }
    [[nodiscard]] bool isRangeComplete() const { return m_isRangeComplete; }
    /// Of the last count: the figures of each pair of regions, and those of the headline.
    [[nodiscard]] const std::vector<RegionPairFigures> &pairs() const { return m_figures; }
    [[nodiscard]] const StatusSummary &summary() const { return m_summary; }
    /// The time of the last count; invalid before the first.
    [[nodiscard]] const QDateTime &countedAt() const { return m_countedAt; }
    /// The rhythm of each rule, which is computed less often than the counts.
    [[nodiscard]] const std::vector<RuleRhythm> &rhythms() const { return m_rhythms; }
    /// All tasks of the instances in scope, whatever else the query filters out of the table.
    [[nodiscard]] std::vector<TaskRow> rowsInScope() const;
    /// Those of them in the range, or within the query's own times: these are counted.
    [[nodiscard]] std::vector<TaskRow> rowsInRange() const;
    /// A count is scheduled or running.
    [[nodiscard]] bool isCounting() const { return m_recount.isPending(); }
    /// Shows how many tasks the counts cover, where these are not all. \p hasUnread: some list has
    /// never been read.
    void showScope(const FeedState &state, bool hasUnread);
    /// Headline and chart as a few lines of text.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// A count is complete.
    void counted();

private:
    [[nodiscard]] Recount::Steps beginCount();
    void showHeadline();
    [[nodiscard]] bool areRulesDue(const QDateTime &now) const;
    void showSilentRules();
    [[nodiscard]] QString rangeName() const;
    void countFilters();
    void countAnswer();
    [[nodiscard]] qint64 countAsked() const;
    void countChart();
    void endCount();

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    RangePresenter &m_ranges;
    Clock &m_clock;
    HeadlineBar &m_headline;
    FilterPane &m_filterPane;
    TimelinePresenter m_chart;
    TaskQuery m_query;
    StuckRule m_stuckRule;
    qint64 m_inScope = 0;
    qint64 m_asked = 0;
    qint64 m_rangeSize = 0;
    bool m_isRangeComplete = false;
    StatusSummary m_summary;
    std::vector<RegionPairFigures> m_figures;
    std::vector<RuleRhythm> m_rhythms;

    std::optional<OverviewCount> m_count; // the running one
    Recount m_recount;
    QDateTime m_countedAt;
    QDateTime m_listedAt;      // when the registry listed the tasks
    QDateTime m_completeSince; // all tasks after this are known
    QDateTime m_rulesJudgedAt;
};
