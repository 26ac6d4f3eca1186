#include "timelinechart.h"

#include "displaytext.h"
#include "theme.h"

#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLocale>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace {

using namespace Qt::StringLiterals;

constexpr int sidePadding = Metrics::padding;
constexpr int topRoom = 18;    // for the number at the topmost line, or what is marked
constexpr int bottomRoom = 22; // for the words under the axis
/// Up to here bars are changed one by one; each change costs a third of a millisecond in Qt
/// Charts, setting 300 bars of a status anew half a millisecond.
constexpr qsizetype fewChanges = 6;

QList<qreal> valuesOf(const StatusTimeline &timeline, SyncTaskStatus status)
{
    QList<qreal> values;
    values.reserve(std::ssize(timeline.buckets));
    for (const StatusCounts &counts : timeline.buckets)
        values += counts.of(status);
    return values;
}

int highestTotal(const StatusTimeline &timeline)
{
    int highest = timeline.earlier.total();
    for (const StatusCounts &counts : timeline.buckets)
        highest = std::max(highest, counts.total());
    return highest;
}

int longestSeconds(const DurationTimeline &timeline)
{
    qint64 longest = 0;
    for (const DurationTimeline::Bucket &bucket : timeline.buckets)
        longest =
            std::max<qint64>(longest, bucket.p95.value_or(std::chrono::milliseconds(0)).count());
    return static_cast<int>(std::min<qint64>(longest / 1000, 400'000'000));
}

void setValues(QBarSet &set, const QList<qreal> &values)
{
    QList<int> changed;
    for (int i = 0; i < std::min(set.count(), static_cast<int>(values.size())); ++i) {
        if (set.at(i) != values.at(i))
            changed += i;
    }
    if (set.count() == values.size() && changed.size() <= fewChanges) {
        for (const int i : std::as_const(changed))
            set.replace(i, values.at(i));
        return;
    }
    set.remove(0, set.count());
    set.append(values);
}

} // namespace

TimelineChart::TimelineChart(QWidget *parent)
    : QChartView(parent),
      m_series(new QStackedBarSeries(this)),
      m_timeAxis(new QValueAxis(this)),
      m_valueAxis(new QValueAxis(this))
{
    for (QBarSet *&set : m_sets) {
        set = new QBarSet(QString(), m_series);
        m_series->append(set);
    }
    m_series->setBarWidth(0.84);
    m_timeAxis->setVisible(false); // its words are drawn here: round times are not evenly spaced
    m_valueAxis->setLabelsVisible(false);
    m_valueAxis->setLineVisible(false);
    m_valueAxis->setGridLineVisible(false); // drawn here: Qt's keep to the chart, not to the plot

    chart()->addSeries(m_series);
    chart()->addAxis(m_timeAxis, Qt::AlignBottom);
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    m_series->attachAxis(m_timeAxis);
    m_series->attachAxis(m_valueAxis);
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);

    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    applyColors();
}

TimelineChart::~TimelineChart() = default;

void TimelineChart::setKind(ChartKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    m_series->setVisible(kind == ChartKind::Status); // the others are drawn here: lines with gaps
    m_segment.reset();
    dropCursor();
    updateScale();
}

void TimelineChart::showTimeline(const StatusTimeline &timeline)
{
    if (timeline == m_timeline)
        return;
    const TimelinePlan before = plan();
    if (timeline.buckets != m_timeline.buckets)
        showValues(timeline);
    m_timeline = timeline;
    m_success = successOf(timeline);
    followPlan(before);
    updateScale();
}

void TimelineChart::showDurations(const DurationTimeline &timeline)
{
    const TimelinePlan before = plan();
    m_durations = timeline;
    followPlan(before);
    updateScale();
}

void TimelineChart::showBacklog(const BacklogTimeline &timeline)
{
    const TimelinePlan before = plan();
    m_backlog = timeline;
    followPlan(before);
    updateScale();
}

void TimelineChart::showTimeRange(const QDateTime &begin, const QDateTime &end)
{
    m_range.reset();
    if (begin.isValid() && end.isValid() && begin < end)
        m_range = Stretch{.begin = begin, .end = end};
    viewport()->update();
}

void TimelineChart::setTitle(const QString &title)
{
    m_title = title;
    tellCursor();
}

void TimelineChart::showValues(const StatusTimeline &timeline)
{
    for (std::size_t i = 0; i < m_sets.size(); ++i)
        setValues(*m_sets.at(i), valuesOf(timeline, shownStatuses.at(i)));
}

/// Time goes on under cursor and pointer: they stay where they were in it.
void TimelineChart::followPlan(const TimelinePlan &before)
{
    const TimelinePlan &now = plan();
    if (now == before)
        return;
    const qint64 moved = before.begin.isValid() ? before.begin.msecsTo(now.begin) : 0;
    const bool isSame = now.step == before.step && now.buckets == before.buckets;
    const qint64 steps = isSame ? moved / std::max<qint64>(now.step.count(), 1) : now.buckets;
    const auto follow = [steps](int &bucket) {
        if (bucket >= 0)
            bucket = static_cast<int>(std::max<qint64>(bucket - steps, -1));
    };
    for (int *bucket : {&m_cursor, &m_dragFirst, &m_dragLast})
        follow(*bucket);
    if (m_cursor >= bucketCount() || m_dragFirst >= bucketCount() || m_dragLast < 0)
        dropCursor();
}

int TimelineChart::bucketCount() const
{
    return withTimeline(
        [](const auto &timeline) { return static_cast<int>(timeline.buckets.size()); });
}

const TimelinePlan &TimelineChart::plan() const
{
    return withTimeline([](const auto &timeline) -> const TimelinePlan & { return timeline.plan; });
}

ValueScale TimelineChart::scaleOfKind() const
{
    switch (m_kind) {
    case ChartKind::Status:
        break;
    case ChartKind::Duration:
        return durationScale(longestSeconds(m_durations));
    case ChartKind::Success:
        return {.step = 50, .top = 100};
    case ChartKind::Backlog: {
        const auto most = std::ranges::max_element(m_backlog.buckets);
        return valueScale(most == m_backlog.buckets.end() ? 0 : *most);
    }
    }
    return valueScale(highestTotal(m_timeline));
}

void TimelineChart::updateScale()
{
    placePlot();
    m_scale = scaleOfKind();
    m_timeAxis->setRange(-0.5, std::max(plan().buckets, 1) - 0.5);
    m_valueAxis->setRange(0, m_scale.top);
    m_hovered = -1;
    tellCursor();
    viewport()->update();
}

bool TimelineChart::isEmpty() const
{
    switch (m_kind) {
    case ChartKind::Status:
        break;
    case ChartKind::Duration:
        return std::ranges::none_of(
            m_durations.buckets,
            [](const DurationTimeline::Bucket &bucket) { return bucket.done > 0; });
    case ChartKind::Success:
        return std::ranges::none_of(m_success.buckets, [](const SuccessTimeline::Bucket &bucket) {
            return bucket.rate().has_value();
        });
    case ChartKind::Backlog:
        return m_backlog.buckets.empty();
    }
    return highestTotal(m_timeline) == 0;
}

void TimelineChart::applyColors()
{
    const ThemeColors &colors = themeColors(palette());
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        m_sets.at(i)->setPen(Qt::NoPen);
        m_sets.at(i)->setBrush(statusFill(shownStatuses.at(i), palette()));
    }
    setBackgroundBrush(colors.panel);
}

void TimelineChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyColors();
}

void TimelineChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void TimelineChart::placePlot()
{
    const bool hasEarlier = m_kind == ChartKind::Status && m_timeline.earlier.total() > 0;
    const int left = sidePadding + (hasEarlier ? earlierWidth : 0);
    const QRectF plot =
        QRectF(viewport()->rect()).adjusted(left, topRoom, -sidePadding, -bottomRoom);
    if (plot != chart()->plotArea())
        chart()->setPlotArea(plot);
}
