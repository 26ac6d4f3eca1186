// What TimelineChart paints over its bars and grid, and where that lies.
#include "displaytext.h"
#include "statussummary.h"
#include "theme.h"
#include "timelinechart.h"

#include <QChart>
#include <QLocale>
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

} // namespace

void TimelineChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    const QRectF plot = chart()->plotArea();
    for (int value = 0; value <= m_scale.top; value += m_scale.step) {
        painter->fillRect(QRectF(plot.left(), std::round(yOf(value)), plot.width(), 1),
                          themeColors(palette()).line);
    }
    if (m_hovered >= 0)
        painter->fillRect(bucketRect(m_hovered), themeColors(palette()).selection);
    if (m_cursor >= 0 && hasFocus())
        painter->fillRect(bucketRect(m_cursor), themeColors(palette()).selection);
}

void TimelineChart::drawForeground(QPainter *painter, const QRectF & /*rect*/)
{
    const QRectF plot = chart()->plotArea();
    painter->setFont(textFont(TextStyle::Caption, font()));
    drawTicks(*painter, plot);
    if (isEmpty()) {
        painter->setPen(themeColors(palette()).secondaryText);
        painter->drawText(plot, Qt::AlignCenter, tr("No tasks in this range"));
    } else {
        drawDurations(*painter);
        drawSuccess(*painter);
        drawBacklog(*painter);
        drawScale(*painter, plot);
    }
    drawEarlier(*painter);
    drawStretch(*painter);
    drawCursor(*painter);
}

void TimelineChart::drawTicks(QPainter &painter, const QRectF &plot) const
{
    if (plan().buckets == 0)
        return;
    painter.setPen(themeColors(palette()).secondaryText);
    const int most = std::max(1, static_cast<int>(plot.width()) / roomPerTick);
    const double width = plot.width() / plan().buckets;
    for (const TimelineTick &tick : timelineTicks(plan(), most)) {
        const double textWidth = painter.fontMetrics().horizontalAdvance(tick.text);
        const double x = plot.left() + width * tick.position - textWidth / 2;
        const QRectF place(std::clamp(x, plot.left(), plot.right() - textWidth), plot.bottom() + 4,
                           textWidth + 2, captionHeight);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, tick.text);
    }
}

/// Words over the lines of the grid: all of them where lines are drawn, the topmost over bars.
void TimelineChart::drawScale(QPainter &painter, const QRectF &plot) const
{
    const ThemeColors &colors = themeColors(palette());
    const bool hasBars = m_kind == ChartKind::Status || m_kind == ChartKind::Backlog;
    for (int value = m_scale.top; value > 0; value -= m_scale.step) {
        const QString text = valueText(value);
        const QRectF place(plot.left(), yOf(value) - captionHeight,
                           painter.fontMetrics().horizontalAdvance(text) + 2, captionHeight - 1);
        if (value < m_scale.top)
            painter.fillRect(place, withAlpha(colors.panel, 0.8));
        painter.setPen(colors.secondaryText);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignBottom, text);
        if (hasBars)
            return;
    }
}

/// Between the middles of buckets that follow each other; one alone is a dot.
void TimelineChart::drawLine(QPainter &painter,
                             const std::vector<std::optional<double>> &values) const
{
    QPolygonF points;
    const auto flush = [&painter, &points] {
        if (points.size() == 1) {
            painter.save();
            painter.setBrush(painter.pen().color());
            painter.drawEllipse(points.constFirst(), 1, 1);
            painter.restore();
        } else if (points.size() > 1) {
            painter.drawPolyline(points);
        }
        points.clear();
    };
    int bucket = 0;
    for (const std::optional<double> &value : values) {
        if (value)
            points += QPointF(bucketRect(bucket).center().x(), yOf(*value));
        else
            flush();
        ++bucket;
    }
    flush();
}

void TimelineChart::drawDurations(QPainter &painter) const
{
    if (m_kind != ChartKind::Duration)
        return;
    using Bucket = DurationTimeline::Bucket;
    const ThemeColors &colors = themeColors(palette());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.secondaryText, 1.4, Qt::DotLine));
    drawLine(painter, lineValues(m_durations.buckets,
                                 [](const Bucket &bucket) { return secondsOf(bucket.median); }));
    painter.setPen(QPen(colors.accent, 1.6));
    drawLine(painter, lineValues(m_durations.buckets,
                                 [](const Bucket &bucket) { return secondsOf(bucket.p95); }));
}

void TimelineChart::drawSuccess(QPainter &painter) const
{
    if (m_kind != ChartKind::Success)
        return;
    const auto rates = lineValues(m_success.buckets, [](const SuccessTimeline::Bucket &bucket) {
        const std::optional<double> rate = bucket.rate();
        return rate ? std::optional(*rate * 100.0) : std::nullopt;
    });
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(statusFill(SyncTaskStatus::Success, palette()), 1.6));
    drawLine(painter, rates);
    // Where too few succeeded there is a dot: that must not be seen by the height alone.
    painter.setPen(Qt::NoPen);
    painter.setBrush(statusFill(SyncTaskStatus::Error, palette()));
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (rates[i] && *rates[i] < onTimeShare * 100.0) {
            painter.drawEllipse(
                QPointF(bucketRect(static_cast<int>(i)).center().x(), yOf(*rates[i])), 2.5, 2.5);
        }
    }
}

void TimelineChart::drawBacklog(QPainter &painter) const
{
    if (m_kind != ChartKind::Backlog)
        return;
    const QColor color = statusFill(SyncTaskStatus::Synchronizing, palette());
    const double foot = chart()->plotArea().bottom();
    QPainterPath steps;
    int bucket = 0;
    for (const int open : m_backlog.buckets) {
        const QRectF column = bucketRect(bucket);
        if (bucket++ == 0)
            steps.moveTo(column.left(), yOf(open));
        steps.lineTo(column.left(), yOf(open));
        steps.lineTo(column.right(), yOf(open));
    }
    QPainterPath area = steps;
    area.lineTo(chart()->plotArea().right(), foot);
    area.lineTo(chart()->plotArea().left(), foot);
    painter.fillPath(area, withAlpha(color, 0.22));
    painter.strokePath(steps, QPen(color, 1.4));
}

/// Apart from the axis of time: how far back it reaches is not drawn.
void TimelineChart::drawEarlier(QPainter &painter) const
{
    const QRectF column = earlierRect();
    if (column.isEmpty())
        return;
    for (const SyncTaskStatus status : shownStatuses)
        painter.fillRect(segmentRect(m_timeline.earlier, column, status),
                         statusFill(status, palette()));
    painter.setPen(themeColors(palette()).secondaryText);
    const QRectF place(column.left(), column.bottom() + 4, earlierWidth - 4, captionHeight);
    //: below a bar before all others: tasks that are older than what the chart shows
    painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, tr("earlier"));
}

void TimelineChart::drawStretch(QPainter &painter) const
{
    const std::optional<Stretch> stretch = shownStretch();
    if (!stretch)
        return;
    const ThemeColors &colors = themeColors(palette());
    const QRectF plot = chart()->plotArea();
    const double left = std::round(xOf(stretch->begin)); // on whole pixels the edges are sharp
    const double right = std::round(xOf(stretch->end));
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()),
                     withAlpha(colors.accent, colors.dark ? 0.20 : 0.13));
    for (const double x : {left, right - 1})
        painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), colors.accent);
    drawStretchLabel(painter);
}

void TimelineChart::drawStretchLabel(QPainter &painter) const
{
    const ThemeColors &colors = themeColors(palette());
    const QRectF label = labelRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.selection);
    painter.drawRoundedRect(label, 4, 4);
    painter.setPen(colors.accent);
    painter.drawText(label.adjusted(labelPadding, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     stretchText(*shownStretch()));
    if (m_dragFirst >= 0)
        return;
    const QPointF middle = closeRect().center();
    painter.setPen(QPen(colors.accent, 1.3));
    painter.drawLine(middle + QPointF(-3, -3), middle + QPointF(3, 3));
    painter.drawLine(middle + QPointF(3, -3), middle + QPointF(-3, 3));
}

void TimelineChart::drawCursor(QPainter &painter) const
{
    if (!hasFocus())
        return;
    const ThemeColors &colors = themeColors(palette());
    painter.setBrush(Qt::NoBrush);
    if (m_showsFocus) {
        painter.setPen(QPen(colors.accent, 1));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(4.5, 0.5, -4.5, -0.5), 6, 6);
    }
    if (m_cursor < 0)
        return;
    painter.setPen(QPen(colors.text, 1));
    const QRectF mark = m_segment ? segmentRect(m_cursor, *m_segment) : bucketRect(m_cursor);
    painter.drawRect(mark.adjusted(0, 0, 0, mark.height() < 3 ? 3 - mark.height() : 0));
}
