#pragma once

#include "chartspan.h"
#include "clock.h"
#include "statuschartview.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QObject>

#include <optional>

class HistoryCounts;
struct HistoryCountRange;
class RangePresenter;
class SyncTaskTableModel;

/// Keeps the chart up to date, and turns clicks in it into queries. The chart covers the range, or
/// the times of the query: its bars add up to the rows of the table, and, where a history counts
/// what is not loaded, to that too.
class TimelinePresenter final : public QObject {
    Q_OBJECT

public:
    TimelinePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                      RangePresenter &ranges, const Clock &clock, StatusChartView &chart,
                      QObject *parent = nullptr);

    /// Takes effect at the next count(); the model must have the same query by then.
    void setQuery(const TaskQuery &query);
    void count();
    /// Counts what is not loaded; outlives this.
    void setHistory(HistoryCounts &history);
    /// What the bars cover where the loaded tasks alone are counted; empty: all. All that was
    /// created after \p completeSince is loaded; invalid where that is not known, or nothing is
    /// missing. True: count() would count something else now.
    bool showScope(const QString &scope, const QDateTime &completeSince);
    /// The start of the range; invalid where it reaches back to the oldest task.
    [[nodiscard]] QDateTime rangeBegin() const;
    [[nodiscard]] QString text() const { return timelineText(m_timeline); }

Q_SIGNALS:
    void queryChosen(const TaskQuery &query);
    /// A bar or a span of the chart was chosen: one step that can be undone.
    void narrowed(const TaskQuery &query);
    void narrowingTakenBack(const TaskQuery &queryWithoutTimes);
    /// The chart reaches back to \p begin now.
    void zoomed(const QDateTime &begin);

private:
    void connectChart();
    void draw(const QDateTime &begin, const QDateTime &end);
    void toggleStatus(SyncTaskStatus status);
    void chooseBar(SyncTaskStatus status, const QDateTime &begin, const QDateTime &end);
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] bool hasTimes() const;
    [[nodiscard]] BucketLayout bucketLayout(std::span<const TaskRow> rows) const;
    [[nodiscard]] std::optional<ChartSpan> asked() const;
    [[nodiscard]] QDateTime rangeEnd() const;
    [[nodiscard]] TaskQuery within(const QDateTime &begin, const QDateTime &end) const;
    [[nodiscard]] std::vector<TaskRow> rowsOfBacklog() const;
    void countStatuses(std::span<const TaskRow> rows);
    [[nodiscard]] std::optional<HistoryCountRange> notLoaded(const BucketLayout &layout) const;
    void tellScope();

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    RangePresenter &m_ranges;
    const Clock &m_clock;
    StatusChartView &m_chart;
    HistoryCounts *m_history = nullptr; // may be null
    TaskQuery m_query;
    StatusTimeline m_timeline;
    bool m_isCountedInFull = false; // of what a history counts
    QString m_scope;
    QDateTime m_completeSince;
};
