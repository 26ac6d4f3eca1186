#pragma once

#include "clock.h"
#include "statuschartview.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QObject>

#include <optional>
#include <utility>

class SyncTaskTableModel;

/// Keeps the chart true, and turns what is pointed at in it into a query.
class TimelinePresenter final : public QObject {
    Q_OBJECT

public:
    TimelinePresenter(const TaskStore &store, const SyncTaskTableModel &model, const Clock &clock,
                      StatusChartView &chart, QObject *parent = nullptr);

    /// The next count() answers it; the model must have the same query by then.
    void setQuery(const TaskQuery &query);
    /// Ends a zoom.
    void setRange(ChartRange range);
    void count();
    /// Where the chart begins.
    [[nodiscard]] QDateTime begin() const { return m_timeline.plan.begin; }
    [[nodiscard]] QString text() const { return timelineText(m_timeline); }

Q_SIGNALS:
    void queryChosen(const TaskQuery &query);
    /// The chart reaches back to \p begin now.
    void zoomed(const QDateTime &begin);

private:
    using Stretch = std::pair<QDateTime, QDateTime>;

    [[nodiscard]] TimelinePlan plan(std::span<const TaskRow> rows) const;
    [[nodiscard]] std::optional<Stretch> asked() const;
    [[nodiscard]] TaskQuery within(const QDateTime &begin, const QDateTime &end) const;
    void countKind(std::span<const TaskRow> rows);

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    const Clock &m_clock;
    StatusChartView &m_chart;
    TaskQuery m_query;
    ChartRange m_range = ChartRange::Day;
    std::optional<Stretch> m_zoom;
    StatusTimeline m_timeline;
};
