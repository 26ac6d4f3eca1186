#include "timelinepainter.h"

#include "statussummary.h"
#include "theme.h"
#include "timedisplay.h"
#include "timelinecaptions.h"

#include <QLineF>
#include <QList>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr int roomPerTick = 84;

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

template<typename Bucket, typename Value>
std::vector<std::optional<double>> lineValues(const std::vector<Bucket> &buckets, Value valueOf)
{
    std::vector<std::optional<double>> values;
    values.reserve(buckets.size());
    for (const Bucket &bucket : buckets)
        values.push_back(valueOf(bucket));
    return values;
}

std::optional<double> secondsOf(const std::optional<std::chrono::milliseconds> &duration)
{
    if (!duration)
        return {};
    return static_cast<double>(duration->count()) / 1000.0;
}

/// Lines from the lower left to the upper right, for a picture too whose format has no patterns.
QList<QLineF> hatchesOf(const QRectF &area)
{
    constexpr double apart = 5;
    QList<QLineF> lines;
    for (double foot = area.left() - area.height(); foot < area.right(); foot += apart) {
        const double begin = std::max(foot, area.left());
        const double end = std::min(foot + area.height(), area.right());
        lines += QLineF(begin, area.bottom() - (begin - foot), end, area.bottom() - (end - foot));
    }
    return lines;
}

/// What a chart without anything to draw lacks: running tasks have no duration yet.
QString emptyText(const TimelineData &data)
{
    switch (data.kind) {
    case ChartKind::Duration:
        //: in a chart of durations
        return TimelinePainter::tr("No task was done in this range");
    case ChartKind::Success:
        //: in a chart of the share of tasks that succeeded
        return TimelinePainter::tr("No task was done or failed in this range");
    case ChartKind::Status:
    case ChartKind::Backlog:
        break;
    }
    return TimelinePainter::tr("No tasks in this range");
}

} // namespace

TimelinePainter::TimelinePainter(QPainter &painter, const TimelineGeometry &geometry,
                                 const TimelineData &data, const ValueScale &scale,
                                 const QPalette &palette)
    : m_painter(painter), m_geometry(geometry), m_data(data), m_scale(scale), m_palette(palette)
{
}

void TimelinePainter::drawBackground(const TimelineMarks &marks) const
{
    const ThemeColors &colors = themeColors(m_palette);
    const QRectF &plot = m_geometry.plot();
    for (int value = 0; value <= m_scale.top; value += m_scale.step) {
        m_painter.fillRect(QRectF(plot.left(), std::round(m_geometry.yOf(value)), plot.width(), 1),
                           colors.line);
    }
    for (const int bucket : {marks.hovered, marks.cursor}) {
        if (bucket >= 0)
            m_painter.fillRect(m_geometry.bucketRect(bucket), colors.selection);
    }
}

void TimelinePainter::drawForeground(const TimelineMarks &marks) const
{
    drawTicks();
    if (m_data.isEmpty()) {
        m_painter.setPen(themeColors(m_palette).secondaryText);
        m_painter.drawText(m_geometry.plot(), Qt::AlignCenter, emptyText(m_data));
    } else {
        drawDurations();
        drawSuccess();
        drawBacklog();
        drawScale();
    }
    drawEarlier();
    drawCounted();
    drawZone(marks);
    drawSpan(marks);
    drawCursor(marks);
}

void TimelinePainter::drawTicks() const
{
    const BucketLayout &layout = m_data.layout();
    if (layout.buckets == 0)
        return;
    const QRectF &plot = m_geometry.plot();
    m_painter.setPen(themeColors(m_palette).secondaryText);
    const int most = std::max(1, static_cast<int>(plot.width()) / roomPerTick);
    const double width = plot.width() / layout.buckets;
    for (const TimelineTick &tick : timelineTicks(layout, most)) {
        const double textWidth = m_painter.fontMetrics().horizontalAdvance(tick.text);
        const double x = plot.left() + width * tick.position - textWidth / 2;
        const QRectF area(std::clamp(x, plot.left(), plot.right() - textWidth), plot.bottom() + 4,
                          textWidth + 2, TimelineGeometry::captionHeight);
        m_painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, tick.text);
    }
}

/// Above the right end of the axis, unless what is marked is named there.
void TimelinePainter::drawZone(const TimelineMarks &marks) const
{
    const BucketLayout &layout = m_data.layout();
    if (layout.buckets == 0)
        return;
    const QString zone = zoneLabel({layout.end(), {.zone = layout.zone}});
    const QRectF &plot = m_geometry.plot();
    const double width = m_painter.fontMetrics().horizontalAdvance(zone) + 2;
    const QRectF area(plot.right() - width, plot.top() - TimelineGeometry::captionHeight, width,
                      TimelineGeometry::captionHeight);
    if (marks.span && marks.label.intersects(area))
        return;
    m_painter.setPen(themeColors(m_palette).secondaryText);
    m_painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, zone);
}

/// Words over the lines of the grid: all of them where lines are drawn, the topmost over bars.
void TimelinePainter::drawScale() const
{
    constexpr int height = TimelineGeometry::captionHeight;
    const ThemeColors &colors = themeColors(m_palette);
    const bool hasBars = m_data.kind == ChartKind::Status || m_data.kind == ChartKind::Backlog;
    const TimelineCaptions captions(m_data);
    for (int value = m_scale.top; value > 0; value -= m_scale.step) {
        const QString text = captions.ofValue(value);
        const QRectF area(m_geometry.plot().left(), m_geometry.yOf(value) - height,
                          m_painter.fontMetrics().horizontalAdvance(text) + 2, height - 1);
        if (value < m_scale.top)
            m_painter.fillRect(area, withAlpha(colors.panel, 0.8));
        m_painter.setPen(colors.secondaryText);
        m_painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom, text);
        if (hasBars)
            return;
    }
}

/// Between the middles of buckets that follow each other; one alone is a dot.
void TimelinePainter::drawLine(const LineValues &values) const
{
    QPolygonF points;
    const auto flush = [this, &points] {
        if (points.size() == 1) {
            m_painter.save();
            m_painter.setBrush(m_painter.pen().color());
            m_painter.drawEllipse(points.constFirst(), 1, 1);
            m_painter.restore();
        } else if (points.size() > 1) {
            m_painter.drawPolyline(points);
        }
        points.clear();
    };
    int bucket = 0;
    for (const std::optional<double> &value : values) {
        if (value)
            points += QPointF(m_geometry.bucketRect(bucket).center().x(), m_geometry.yOf(*value));
        else
            flush();
        ++bucket;
    }
    flush();
}

void TimelinePainter::drawDurations() const
{
    if (m_data.kind != ChartKind::Duration)
        return;
    using Bucket = DurationTimeline::Bucket;
    const ThemeColors &colors = themeColors(m_palette);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(colors.secondaryText, 1.4, Qt::DotLine));
    drawLine(lineValues(m_data.durations.buckets,
                        [](const Bucket &bucket) { return secondsOf(bucket.median); }));
    m_painter.setPen(QPen(colors.accent, 1.6));
    drawLine(lineValues(m_data.durations.buckets,
                        [](const Bucket &bucket) { return secondsOf(bucket.p95); }));
}

void TimelinePainter::drawSuccess() const
{
    if (m_data.kind != ChartKind::Success)
        return;
    const LineValues rates =
        lineValues(m_data.success.buckets, [](const SuccessTimeline::Bucket &bucket) {
            const std::optional<double> rate = bucket.rate();
            return rate ? std::optional(*rate * 100.0) : std::nullopt;
        });
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(statusFill(SyncTaskStatus::Success, m_palette), 1.6));
    drawLine(rates);
    // Where too few succeeded there is a dot: that must not be seen by the height alone.
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(statusFill(SyncTaskStatus::Error, m_palette));
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (rates[i] && *rates[i] < onTimeShare * 100.0) {
            const QRectF column = m_geometry.bucketRect(static_cast<int>(i));
            m_painter.drawEllipse(QPointF(column.center().x(), m_geometry.yOf(*rates[i])), 2.5,
                                  2.5);
        }
    }
}

void TimelinePainter::drawBacklog() const
{
    if (m_data.kind != ChartKind::Backlog)
        return;
    const QColor color = statusFill(SyncTaskStatus::Synchronizing, m_palette);
    const QRectF &plot = m_geometry.plot();
    QPainterPath steps;
    int bucket = 0;
    for (const int open : m_data.backlog.buckets) {
        const QRectF column = m_geometry.bucketRect(bucket);
        if (bucket++ == 0)
            steps.moveTo(column.left(), m_geometry.yOf(open));
        steps.lineTo(column.left(), m_geometry.yOf(open));
        steps.lineTo(column.right(), m_geometry.yOf(open));
    }
    QPainterPath area = steps;
    area.lineTo(plot.right(), plot.bottom());
    area.lineTo(plot.left(), plot.bottom());
    m_painter.fillPath(area, withAlpha(color, 0.22));
    m_painter.strokePath(steps, QPen(color, 1.4));
}

/// Apart from the axis of time: how far back it reaches is not drawn.
void TimelinePainter::drawEarlier() const
{
    const QRectF column = m_geometry.earlierRect();
    if (column.isEmpty())
        return;
    for (const SyncTaskStatus status : shownStatuses)
        m_painter.fillRect(m_geometry.segmentRect(m_data.statuses.earlier, column, status),
                           statusFill(status, m_palette));
    m_painter.setPen(themeColors(m_palette).secondaryText);
    const QRectF area(column.left(), column.bottom() + 4, TimelineGeometry::earlierWidth - 4,
                      TimelineGeometry::captionHeight);
    //: below a bar before all others: tasks that are older than what the chart shows
    m_painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, tr("earlier"));
}

/// What is not in the list is paler and hatched, up to a line at its end.
void TimelinePainter::drawCounted() const
{
    const QDateTime end = m_data.countedBefore();
    const QRectF &plot = m_geometry.plot();
    if (!end.isValid() || end <= m_data.layout().begin)
        return;
    const ThemeColors &colors = themeColors(m_palette);
    const double right = std::round(m_geometry.xOf(end));
    if (m_data.kind == ChartKind::Status) {
        const QRectF earlier = m_geometry.earlierRect();
        const double left = earlier.isEmpty() ? plot.left() : earlier.left();
        const QRectF counted(left, plot.top(), right - left, plot.height());
        m_painter.fillRect(counted, withAlpha(colors.panel, 0.35));
        m_painter.setPen(QPen(colors.panel, 1));
        m_painter.drawLines(hatchesOf(counted));
    }
    if (right < plot.right()) {
        m_painter.setPen(QPen(colors.secondaryText, 1, Qt::DashLine));
        m_painter.drawLine(QPointF(right + 0.5, plot.top()), QPointF(right + 0.5, plot.bottom()));
    }
}

void TimelinePainter::drawSpan(const TimelineMarks &marks) const
{
    if (!marks.span)
        return;
    const ThemeColors &colors = themeColors(m_palette);
    const QRectF &plot = m_geometry.plot();
    // On whole pixels the edges are sharp.
    const double left = std::round(m_geometry.xOf(marks.span->begin));
    const double right = std::round(m_geometry.xOf(marks.span->end));
    m_painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()),
                       withAlpha(colors.accent, colors.dark ? 0.20 : 0.13));
    for (const double x : {left, right - 1})
        m_painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), colors.accent);
    drawLabel(marks);
}

void TimelinePainter::drawLabel(const TimelineMarks &marks) const
{
    const ThemeColors &colors = themeColors(m_palette);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colors.selection);
    m_painter.drawRoundedRect(marks.label, 4, 4);
    m_painter.setPen(colors.accent);
    m_painter.drawText(marks.label.adjusted(TimelineGeometry::labelPadding, 0, 0, 0),
                       Qt::AlignLeft | Qt::AlignVCenter, marks.spanText);
    if (!marks.hasCross)
        return;
    const QPointF middle = TimelineGeometry::closeRect(marks.label).center();
    m_painter.setPen(QPen(colors.accent, 1.3));
    m_painter.drawLine(middle + QPointF(-3, -3), middle + QPointF(3, 3));
    m_painter.drawLine(middle + QPointF(3, -3), middle + QPointF(-3, 3));
}

void TimelinePainter::drawCursor(const TimelineMarks &marks) const
{
    const ThemeColors &colors = themeColors(m_palette);
    m_painter.setBrush(Qt::NoBrush);
    if (!marks.focusFrame.isEmpty()) {
        m_painter.setPen(QPen(colors.accent, 1));
        m_painter.drawRoundedRect(marks.focusFrame, 6, 6);
    }
    if (marks.cursor < 0)
        return;
    m_painter.setPen(QPen(colors.text, 1));
    const QRectF column = m_geometry.bucketRect(marks.cursor);
    const QRectF mark = marks.segment ? m_geometry.segmentRect(m_data.countsOf(marks.cursor),
                                                               column, *marks.segment)
                                      : column;
    m_painter.drawRect(mark.adjusted(0, 0, 0, mark.height() < 3 ? 3 - mark.height() : 0));
}
