#include "timelinechart.h"

#include "displaytext.h"
#include "theme.h"

#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QLegend>
#include <QLocale>
#include <QMouseEvent>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>

namespace {

constexpr int sidePadding = Metrics::padding;
constexpr int topRoom = 14;    // for the number at the topmost line
constexpr int bottomRoom = 22; // for the words under the axis
constexpr int roomPerTick = 84;
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
    int highest = 0;
    for (const StatusCounts &counts : timeline.buckets)
        highest = std::max(highest, counts.total());
    return highest;
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
      m_countAxis(new QValueAxis(this))
{
    for (QBarSet *&set : m_sets) {
        set = new QBarSet(QString(), m_series);
        m_series->append(set);
    }
    m_series->setBarWidth(0.84);
    m_timeAxis->setVisible(false); // its words are drawn here: round times are not evenly spaced
    m_countAxis->setLabelsVisible(false);
    m_countAxis->setLineVisible(false);
    m_countAxis->setTickType(QValueAxis::TicksDynamic);
    m_countAxis->setTickAnchor(0);

    chart()->addSeries(m_series);
    chart()->addAxis(m_timeAxis, Qt::AlignBottom);
    chart()->addAxis(m_countAxis, Qt::AlignLeft);
    m_series->attachAxis(m_timeAxis);
    m_series->attachAxis(m_countAxis);
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);

    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    applyColors();
}

TimelineChart::~TimelineChart() = default;

void TimelineChart::showTimeline(const StatusTimeline &timeline)
{
    if (timeline == m_timeline)
        return;
    if (timeline.buckets != m_timeline.buckets)
        showValues(timeline);
    m_timeline = timeline;
    m_hovered = -1;
    viewport()->update();
}

void TimelineChart::showValues(const StatusTimeline &timeline)
{
    const int count = static_cast<int>(timeline.buckets.size());
    m_scale = valueScale(highestTotal(timeline));
    m_timeAxis->setRange(-0.5, std::max(count, 1) - 0.5);
    m_countAxis->setRange(0, m_scale.top);
    m_countAxis->setTickInterval(m_scale.step);
    for (std::size_t i = 0; i < m_sets.size(); ++i)
        setValues(*m_sets.at(i), valuesOf(timeline, shownStatuses.at(i)));
}

QString TimelineChart::textAt(const QPoint &position) const
{
    const int bucket = bucketAt(position);
    return bucket < 0 ? QString() : bucketText(bucket);
}

QString TimelineChart::bucketText(int bucket) const
{
    const TimelinePlan &plan = m_timeline.plan;
    const QDateTime begin = plan.begin.addMSecs(plan.step.count() * bucket).toLocalTime();
    const QDateTime end = begin.addMSecs(plan.step.count());
    const bool sameDay = begin.date() == end.date();
    const QLocale locale;
    //: QLocale's format of the time in a tool tip
    const QString full = tr("d MMM HH:mm");
    QString text =
        tr("%1 to %2")
            .arg(locale.toString(begin, full), locale.toString(end, sameDay ? tr("HH:mm") : full));
    const StatusCounts &counts = m_timeline.buckets.at(static_cast<std::size_t>(bucket));
    for (const SyncTaskStatus status : shownStatuses) {
        if (counts.of(status) > 0)
            text += u'\n' +
                    //: %1 is a number of tasks, %2 their status.
                    tr("%1 %2").arg(locale.toString(counts.of(status)), displayName(status));
    }
    return counts.total() > 0 ? text : text + u'\n' + tr("No tasks");
}

int TimelineChart::bucketAt(const QPoint &position) const
{
    const QRectF plot = chart()->plotArea();
    const auto count = static_cast<int>(m_timeline.buckets.size());
    const QPointF point = mapToScene(position);
    if (count == 0 || !plot.contains(point))
        return -1;
    const double part = (point.x() - plot.left()) / plot.width();
    return std::clamp(static_cast<int>(part * count), 0, count - 1);
}

QRectF TimelineChart::bucketRect(int bucket) const
{
    const QRectF plot = chart()->plotArea();
    const double width = plot.width() / static_cast<double>(m_timeline.buckets.size());
    return {plot.left() + width * bucket, plot.top(), width, plot.height()};
}

void TimelineChart::setHovered(int bucket)
{
    if (bucket == m_hovered)
        return;
    m_hovered = bucket;
    viewport()->update();
}

void TimelineChart::applyColors()
{
    const ThemeColors &colors = themeColors(palette());
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        m_sets.at(i)->setPen(Qt::NoPen);
        m_sets.at(i)->setBrush(statusFill(shownStatuses.at(i), palette()));
    }
    m_countAxis->setGridLinePen(QPen(colors.line, 1));
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
    chart()->setPlotArea(
        QRectF(viewport()->rect()).adjusted(sidePadding, topRoom, -sidePadding, -bottomRoom));
}

void TimelineChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    if (m_hovered >= 0)
        painter->fillRect(bucketRect(m_hovered), themeColors(palette()).selection);
}

void TimelineChart::drawForeground(QPainter *painter, const QRectF & /*rect*/)
{
    const QRectF plot = chart()->plotArea();
    painter->setFont(textFont(TextStyle::Caption, font()));
    painter->setPen(themeColors(palette()).secondaryText);
    drawTicks(*painter, plot);
    if (highestTotal(m_timeline) == 0) {
        painter->drawText(plot, Qt::AlignCenter, tr("No tasks in this range"));
        return;
    }
    const QRectF top(plot.left(), 0, plot.width(), plot.top() - 1);
    painter->drawText(top, Qt::AlignLeft | Qt::AlignBottom, QLocale().toString(m_scale.top));
}

void TimelineChart::drawTicks(QPainter &painter, const QRectF &plot) const
{
    if (m_timeline.plan.buckets == 0)
        return;
    const int most = std::max(1, static_cast<int>(plot.width()) / roomPerTick);
    const double width = plot.width() / m_timeline.plan.buckets;
    for (const TimelineTick &tick : timelineTicks(m_timeline.plan, most)) {
        const double textWidth = painter.fontMetrics().horizontalAdvance(tick.text);
        const double x = plot.left() + width * tick.position - textWidth / 2;
        const QRectF place(std::clamp(x, plot.left(), plot.right() - textWidth), plot.bottom() + 4,
                           textWidth + 2, bottomRoom - 4);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, tick.text);
    }
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    QChartView::mouseMoveEvent(event);
    setHovered(bucketAt(event->pos()));
}

void TimelineChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    setHovered(-1);
}

bool TimelineChart::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), viewport());
    return true;
}
