#pragma once

#include "clock.h"
#include "regionpaircount.h"
#include "rulerhythm.h"
#include "statussummary.h"
#include "stucktasks.h"
#include "taskfeed.h"
#include "taskquery.h"
#include "taskstore.h"
#include "timelinepresenter.h"
#include "timeslicedjob.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

class FilterPane;
class HeadlineBar;
class RangePresenter;
class SyncTaskTableModel;

/// Keeps what counts tasks true: headline, side bar and chart. Counts in pieces, between which the
/// window answers.
class OverviewPresenter final : public QObject {
    Q_OBJECT

public:
    OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model, RangePresenter &ranges,
                      Clock &clock, HeadlineBar &headline, FilterPane &filterPane,
                      StatusChartView &chart, QObject *parent = nullptr);

    /// To be called after the model has the same query.
    void setQuery(const TaskQuery &query);
    [[nodiscard]] TimelinePresenter &chart() { return m_chart; }
    /// How much longer than usual is stuck.
    void setStuckRule(StuckRule rule);
    /// Begins to count; what is little is counted when this returns.
    void countNow();
    /// Counts soon: for every page of a long load would only heat the machine.
    void scheduleRecount();
    /// Loaded tasks that answer what the registry is asked for.
    [[nodiscard]] qint64 asked() const { return m_asked; }
    /// Tasks that belong to the range, as the headline counts them, and whether those are all.
    [[nodiscard]] qint64 inRange() const { return m_rangeSize; }
    [[nodiscard]] bool isRangeComplete() const { return m_isRangeComplete; }
    /// Of the last count: what is known of each pair of regions, and what the headline says.
    [[nodiscard]] const std::vector<RegionPairFigures> &pairs() const { return m_figures; }
    [[nodiscard]] const StatusSummary &summary() const { return m_summary; }
    /// When that was; invalid before the first.
    [[nodiscard]] const QDateTime &countedAt() const { return m_countedAt; }
    /// How rules were last judged, which is done less often than the rest is counted.
    [[nodiscard]] const std::vector<RuleRhythm> &rhythms() const { return m_rhythms; }
    /// All tasks of the instances in sight, whatever else is filtered out of the table.
    [[nodiscard]] std::vector<TaskRow> rowsInScope() const;
    /// Those of them that belong to the range, or to the query's own times: what is counted.
    [[nodiscard]] std::vector<TaskRow> rowsInRange() const;
    /// A count is to come, or under way.
    [[nodiscard]] bool isCounting() const { return m_isCountPlanned || m_work.isRunning(); }
    /// Says of how much the counts are, where that is not everything they could cover.
    /// \p hasUnread: there are lists of which nothing was read.
    void showScope(const FeedState &state, bool hasUnread);
    /// What headline and chart say, in a few lines of text.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// The counts are those of the present tasks.
    void counted();

private:
    [[nodiscard]] bool countChunk();
    [[nodiscard]] bool countMoreInRange();
    void showHeadline();
    [[nodiscard]] bool areRulesDue(const QDateTime &now) const;
    void showSilentRules();
    [[nodiscard]] QString rangeName() const;
    void countFilters();
    void countAnswer();
    [[nodiscard]] qint64 countAsked() const;
    void countChart();
    void endCount();
    void countSoon();

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    RangePresenter &m_ranges;
    Clock &m_clock;
    HeadlineBar &m_headline;
    FilterPane &m_filterPane;
    StatusChartView &m_chartView;
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

    // Of the count that is under way.
    TimeSlicedJob m_work;
    std::vector<TaskRow> m_scope;
    std::vector<TaskRow> m_inRange;
    std::size_t m_seen = 0; // of the scope
    std::size_t m_countedInRange = 0;
    std::optional<RegionPairCount> m_pairs;
    std::optional<RuleRhythmCount> m_rules; // empty when they need not be judged

    PendingCall m_nextCount;
    bool m_isCountPlanned = false;
    QDateTime m_countedAt;
    std::chrono::milliseconds m_countPause{0};
    QDateTime m_listedAt;      // the tasks, by the registry
    QDateTime m_completeSince; // all tasks after this are known
    QDateTime m_rulesJudgedAt;
};
