#include "timelinepresenter.h"

#include "durationtimeline.h"
#include "erroradvice.h"
#include "groupquery.h"
#include "historycounts.h"
#include "querytime.h"
#include "querywords.h"
#include "rangepresenter.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"
#include "unixtime.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr QStringView separator = u" · ";

TaskQuery withoutTimes(TaskQuery query)
{
    query.remove(QueryField::Since);
    query.remove(QueryField::Until);
    return query;
}

// A task that was created before all that is loaded may have ended after that, and then it is
// missing among those that ended there. Few take longer than this.
constexpr std::chrono::seconds longestTask = 24h;

/// The history is asked for whole hours where the bars allow it, else for quarters; 0: the bars are
/// finer than what it counts.
qint64 historyUnitMs(const BucketLayout &layout)
{
    constexpr qint64 hour = 3'600'000;
    for (const qint64 unit : {hour, hour / 4}) {
        if (layout.begin.toMSecsSinceEpoch() % unit == 0 && layout.step.count() % unit == 0)
            return unit;
    }
    return 0;
}

qint64 roundedDown(const QDateTime &time, qint64 unit)
{
    const qint64 ms = time.toMSecsSinceEpoch();
    return ms - ms % unit;
}

qint64 roundedUp(const QDateTime &time, qint64 unit)
{
    return roundedDown(time.addMSecs(unit - 1), unit);
}

QDateTime oldestOf(const TaskStore &store, std::span<const TaskRow> rows)
{
    qint64 oldest = 0;
    for (const TaskRow row : rows) {
        const qint64 moment = store.effectiveTimeMs(row);
        if (moment > 0 && (oldest == 0 || moment < oldest))
            oldest = moment;
    }
    return timeFromUnixMs(oldest);
}

} // namespace

TimelinePresenter::TimelinePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                     RangePresenter &ranges, const Clock &clock,
                                     StatusChartView &chart, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_ranges(ranges),
      m_clock(clock),
      m_chart(chart)
{
    connectChart();
}

void TimelinePresenter::connectChart()
{
    connect(&m_chart, &StatusChartView::kindChosen, this, &TimelinePresenter::count);
    connect(&m_chart, &StatusChartView::zoomChosen, this, &TimelinePresenter::draw);
    connect(&m_chart, &StatusChartView::statusToggled, this, &TimelinePresenter::toggleStatus);
    connect(&m_chart, &StatusChartView::barChosen, this, &TimelinePresenter::chooseBar);
    connect(&m_chart, &StatusChartView::timeRangeChosen, this,
            [this](const QDateTime &begin, const QDateTime &end) {
                Q_EMIT narrowed(within(begin, end));
            });
    connect(&m_chart, &StatusChartView::timeRangeCleared, this,
            [this] { Q_EMIT narrowingTakenBack(withoutTimes(m_query)); });
}

void TimelinePresenter::setQuery(const TaskQuery &query)
{
    m_query = query;
    const std::optional<ChartSpan> marked = asked();
    m_chart.showTimeRange(marked ? marked->begin : QDateTime(), marked ? marked->end : QDateTime());
    std::vector<SyncTaskStatus> wanted;
    std::ranges::copy_if(shownStatuses, std::back_inserter(wanted),
                         [&query](SyncTaskStatus status) {
                             return query.wants(QueryField::Status, {.text = queryWord(status)});
                         });
    m_chart.showWantedStatuses(wanted);
    if (hasTimes() || m_ranges.drawn())
        m_chart.showNoRange();
    else
        m_chart.setRange(m_ranges.chosen());
}

/// What is drawn takes the place of what the query says of time.
void TimelinePresenter::draw(const QDateTime &begin, const QDateTime &end)
{
    m_chart.showNoRange();
    m_ranges.draw(begin, end);
    if (hasTimes())
        Q_EMIT queryChosen(withoutTimes(m_query));
    Q_EMIT zoomed(begin);
}

void TimelinePresenter::toggleStatus(SyncTaskStatus status)
{
    TaskQuery query = m_query;
    query.toggle(QueryField::Status, {.text = queryWord(status)});
    Q_EMIT queryChosen(query);
}

void TimelinePresenter::chooseBar(SyncTaskStatus status, const QDateTime &begin,
                                  const QDateTime &end)
{
    TaskQuery query = within(begin, end);
    query.remove(QueryField::Status);
    query.setWanted(QueryField::Status, {{.text = queryWord(status)}});
    Q_EMIT narrowed(query);
}

void TimelinePresenter::count()
{
    const std::span<const TaskRow> rows = m_model.rows();
    countStatuses(rows);
    switch (m_chart.kind()) {
    case ChartKind::Status:
    case ChartKind::Success:
        break;
    case ChartKind::Duration:
        m_chart.showDurations(buildDurationTimeline(m_store, rows, m_timeline.layout));
        break;
    case ChartKind::Backlog:
        m_chart.showBacklog(buildBacklogTimeline(m_store, rowsOfBacklog(), m_timeline.layout));
        break;
    }
    m_chart.showTimeline(m_timeline);
    tellScope();
}

void TimelinePresenter::setHistory(HistoryCounts &history)
{
    m_history = &history;
    connect(&history, &HistoryCounts::changed, this, &TimelinePresenter::count);
}

bool TimelinePresenter::showScope(const QString &scope, const QDateTime &completeSince)
{
    m_scope = scope;
    tellScope();
    const QDateTime before = std::exchange(m_completeSince, completeSince);
    return before != completeSince && m_history && m_history->isConnected();
}

/// The charts of other kinds need tasks, of which the history has numbers alone.
void TimelinePresenter::tellScope()
{
    QString scope = m_scope;
    QStringList why;
    const bool isOfSuccess = m_chart.kind() == ChartKind::Success;
    const bool isOfHistory =
        m_timeline.countedBefore.isValid() && (isOfSuccess || m_chart.kind() == ChartKind::Status);
    if (isOfHistory) {
        if (isOfSuccess)
            //: beside a chart: what is left of a dashed line is in a history, but not in the list
            scope = tr("before the line: not in the list");
        else
            //: beside a chart: its hatched bars count what is in a history, but not in the list
            scope = tr("hatched: not in the list");
        if (!m_isCountedInFull) {
            scope += separator;
            //: beside a chart, after what its bars count in a history: more will come
            scope += tr("not all yet");
            why << tr("The team's collector has not read all tasks of these instances yet.");
        }
    }
    if (const ApiError *failure = m_history ? m_history->failure() : nullptr) {
        if (!scope.isEmpty())
            scope += separator;
        //: beside a chart, after what its bars cover
        scope += isOfHistory ? tr("not up to date") : tr("history not counted");
        why << adviceText(*failure);
    }
    m_chart.showScope(scope, why.join(u'\n'));
}

void TimelinePresenter::countStatuses(std::span<const TaskRow> rows)
{
    const BucketLayout layout = bucketLayout(rows);
    const std::optional<HistoryCountRange> missing = notLoaded(layout);
    const HistoryTimeline *counted = missing ? m_history->timelineOf(*missing) : nullptr;
    if (!missing && m_history)
        m_history->forget();
    const std::optional<qint64> begin =
        counted ? std::optional(counted->endMs) : m_model.filter().range().beginMs;
    m_timeline = buildTimeline(m_store, rows, layout, begin);
    m_isCountedInFull = counted && counted->isWhole;
    if (counted)
        addCounted(m_timeline, counted->timeline, timeFromUnixMs(counted->endMs));
}

/// What of the chart lies before all that is loaded, where a history can count it.
std::optional<HistoryCountRange> TimelinePresenter::notLoaded(const BucketLayout &layout) const
{
    const bool isNeeded =
        m_chart.kind() == ChartKind::Status || m_chart.kind() == ChartKind::Success;
    const QDateTime begin = rangeBegin();
    if (!isNeeded || !m_history || !m_history->isConnected() || !m_completeSince.isValid() ||
        !begin.isValid() || termBeyondGroups(m_query) != nullptr)
        return {};
    const qint64 firstMs = layout.begin.toMSecsSinceEpoch();
    const qint64 unit = historyUnitMs(layout);
    if (unit == 0)
        return {};
    const QDateTime end = rangeEnd();
    const qint64 limitMs = roundedUp(end.isValid() ? end : layout.end(), unit);
    const qint64 loadedMs = roundedUp(m_completeSince.addSecs(longestTask.count()), unit);
    const qint64 nowMs = roundedUp(m_clock.now(), unit);
    HistoryCountRange range{.layout = layout,
                            .beginMs = std::max(firstMs, roundedDown(begin, unit)),
                            .limitMs = limitMs,
                            .endMs = std::min({loadedMs, limitMs, nowMs}),
                            .isWithEarlier = !hasTimes(),
                            .query = m_query,
                            .names = m_model.filter().context().names,
                            .instances = m_history->instances()};
    return range.beginMs < range.endMs ? std::optional(range) : std::nullopt;
}

/// Tasks that ended after a range were unfinished within it.
std::vector<TaskRow> TimelinePresenter::rowsOfBacklog() const
{
    QueryContext context = m_model.filter().context();
    context.range = {};
    return TaskFilter(m_store, withoutTimes(m_query), context).matchingRows();
}

BucketLayout TimelinePresenter::bucketLayout(std::span<const TaskRow> rows) const
{
    const QDateTime now = m_clock.now();
    const QDateTime begin = rangeBegin();
    if (!hasTimes() && !m_ranges.drawn())
        return bucketLayoutFor(m_ranges.chosen(), now,
                               begin.isValid() ? begin : oldestOf(m_store, rows), zone());
    const QDateTime first = begin.isValid() ? begin : oldestOf(m_store, rows);
    const QDateTime end = rangeEnd().isValid() ? std::min(rangeEnd(), now) : now;
    return bucketLayoutBetween(first.isValid() ? first : end.addDays(-1), end, now, zone());
}

/// In which times are told and read.
QTimeZone TimelinePresenter::zone() const
{
    return m_model.timeContext().times.zone;
}

bool TimelinePresenter::hasTimes() const
{
    return m_query.has(QueryField::Since) || m_query.has(QueryField::Until);
}

QDateTime TimelinePresenter::rangeBegin() const
{
    if (!hasTimes()) {
        const std::optional<qint64> &beginMs = m_model.filter().range().beginMs;
        return beginMs ? timeFromUnixMs(*beginMs) : QDateTime();
    }
    const std::optional<ChartSpan> span = asked();
    return span ? span->begin : QDateTime();
}

QDateTime TimelinePresenter::rangeEnd() const
{
    if (!hasTimes()) {
        const std::optional<qint64> &endMs = m_model.filter().range().endMs;
        return endMs ? timeFromUnixMs(*endMs) : QDateTime();
    }
    const QStringList until = m_query.wanted(QueryField::Until);
    if (until.size() != 1)
        return {};
    return timeFromQuery(until.first(), m_model.filter().context().now, TimeEdge::Latest, zone())
        .value_or(QDateTime());
}

/// The time that the query asks for.
std::optional<ChartSpan> TimelinePresenter::asked() const
{
    const QDateTime now = m_model.filter().context().now;
    const QStringList since = m_query.wanted(QueryField::Since);
    if (since.size() != 1 || m_query.wanted(QueryField::Until).size() > 1)
        return {};
    const auto begin = timeFromQuery(since.first(), now, TimeEdge::Earliest, zone());
    const QDateTime end = rangeEnd();
    if (!begin)
        return {};
    return ChartSpan{.begin = *begin, .end = end.isValid() ? end : now};
}

/// The first and the last bar may reach beyond the range. Without a begin: what is earlier.
TaskQuery TimelinePresenter::within(const QDateTime &begin, const QDateTime &end) const
{
    const QDateTime first = rangeBegin();
    const QDateTime last = rangeEnd();
    TaskQuery query = withoutTimes(m_query);
    if (begin.isValid()) {
        const bool isCut = first.isValid() && begin < first && first < end;
        const QDateTime since = isCut ? first : begin;
        query.setWanted(QueryField::Since, {{.text = queryTimeText(since, zone())}});
    }
    const QDateTime until = !begin.isValid() && first.isValid() ? first
                            : last.isValid()                    ? std::min(end, last)
                                                                : end;
    query.setWanted(QueryField::Until, {{.text = queryTimeText(until, zone())}});
    return query;
}
