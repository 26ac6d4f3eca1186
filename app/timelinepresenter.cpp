#include "timelinepresenter.h"

#include "durationtimeline.h"
#include "querytime.h"
#include "querywords.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"
#include "unixtime.h"

namespace {

TaskQuery withoutTimes(TaskQuery query)
{
    query.remove(QueryField::Since);
    query.remove(QueryField::Until);
    return query;
}

QDateTime oldestOf(const TaskStore &store, std::span<const TaskRow> rows)
{
    qint64 oldest = 0;
    for (const TaskRow row : rows) {
        const qint64 moment = store.momentMs(row);
        if (moment > 0 && (oldest == 0 || moment < oldest))
            oldest = moment;
    }
    return timeFromUnixMs(oldest);
}

} // namespace

TimelinePresenter::TimelinePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                     const Clock &clock, StatusChartView &chart, QObject *parent)
    : QObject(parent), m_store(store), m_model(model), m_clock(clock), m_chart(chart)
{
    connect(&chart, &StatusChartView::kindChosen, this, &TimelinePresenter::count);
    connect(&chart, &StatusChartView::zoomChosen, this,
            [this](const QDateTime &begin, const QDateTime &end) {
                m_zoom = {begin, end};
                m_chart.showNoRange();
                count();
                Q_EMIT zoomed(begin);
            });
    connect(&chart, &StatusChartView::timeRangeChosen, this,
            [this](const QDateTime &begin, const QDateTime &end) {
                Q_EMIT queryChosen(within(begin, end));
            });
    connect(&chart, &StatusChartView::timeRangeCleared, this,
            [this] { Q_EMIT queryChosen(withoutTimes(m_query)); });
    connect(&chart, &StatusChartView::barChosen, this,
            [this](SyncTaskStatus status, const QDateTime &begin, const QDateTime &end) {
                TaskQuery query = within(begin, end);
                query.remove(QueryField::Status);
                query.setWanted(QueryField::Status, {{.text = queryWord(status)}});
                Q_EMIT queryChosen(query);
            });
}

void TimelinePresenter::setQuery(const TaskQuery &query)
{
    m_query = query;
    const std::optional<Stretch> marked = asked();
    m_chart.showTimeRange(marked ? marked->first : QDateTime(),
                          marked ? marked->second : QDateTime());
}

void TimelinePresenter::setRange(ChartRange range)
{
    m_range = range;
    m_zoom.reset();
    count();
}

void TimelinePresenter::count()
{
    // The chart shows around what is marked in it: as the facets, it ignores its own condition.
    const TaskQuery around = withoutTimes(m_query);
    if (around == m_query)
        return countKind(m_model.rows());
    const std::vector<TaskRow> rows =
        TaskFilter(m_store, around, m_model.filter().context()).matchingRows();
    countKind(rows);
}

void TimelinePresenter::countKind(std::span<const TaskRow> rows)
{
    m_timeline = buildTimeline(m_store, rows, plan(rows));
    switch (m_chart.kind()) {
    case ChartKind::Status:
    case ChartKind::Success:
        break;
    case ChartKind::Duration:
        m_chart.showDurations(buildDurationTimeline(m_store, rows, m_timeline.plan));
        break;
    case ChartKind::Backlog:
        m_chart.showBacklog(buildBacklogTimeline(m_store, rows, m_timeline.plan));
        break;
    }
    m_chart.showTimeline(m_timeline);
}

TimelinePlan TimelinePresenter::plan(std::span<const TaskRow> rows) const
{
    const QDateTime now = m_clock.now();
    return m_zoom ? planStretch(m_zoom->first, m_zoom->second, now)
                  : planTimeline(m_range, now, oldestOf(m_store, rows));
}

/// The stretch of time that the query speaks of.
std::optional<TimelinePresenter::Stretch> TimelinePresenter::asked() const
{
    const QDateTime now = m_clock.now();
    const QStringList since = m_query.wanted(QueryField::Since);
    const QStringList until = m_query.wanted(QueryField::Until);
    if (since.size() != 1 || until.size() > 1)
        return {};
    const auto begin = timeFromQuery(since.first(), now, TimeEdge::Earliest);
    const auto end =
        until.isEmpty() ? std::optional(now) : timeFromQuery(until.first(), now, TimeEdge::Latest);
    return begin && end ? std::optional(Stretch(*begin, *end)) : std::nullopt;
}

TaskQuery TimelinePresenter::within(const QDateTime &begin, const QDateTime &end) const
{
    TaskQuery query = m_query;
    query.setWanted(QueryField::Since, {{.text = queryTimeText(begin)}});
    query.setWanted(QueryField::Until, {{.text = queryTimeText(end)}});
    return query;
}
