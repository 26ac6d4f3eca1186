// Where in TimelineChart things are.
#include "theme.h"
#include "timelinechart.h"

#include <QChart>

#include <algorithm>
#include <cmath>

namespace {

constexpr double thinnest = 3; // pixels; what is thinner can be hit all the same

} // namespace

int TimelineChart::bucketAt(const QPoint &position) const
{
    const bool isInside = bucketCount() > 0 && chart()->plotArea().contains(mapToScene(position));
    return isInside ? nearestBucket(position) : -1;
}

int TimelineChart::nearestBucket(const QPoint &position) const
{
    const QRectF plot = chart()->plotArea();
    const double part = (mapToScene(position).x() - plot.left()) / std::max(plot.width(), 1.0);
    return std::clamp(static_cast<int>(std::floor(part * bucketCount())), 0,
                      std::max(bucketCount() - 1, 0));
}

std::optional<SyncTaskStatus> TimelineChart::statusAt(const QPoint &position) const
{
    const int bucket = bucketAt(position);
    const bool earlier = isEarlier(position);
    if (m_kind != ChartKind::Status || (bucket < 0 && !earlier))
        return {};
    const double y = mapToScene(position).y();
    for (const SyncTaskStatus status : shownStatuses) {
        const QRectF segment = earlier ? segmentRect(m_timeline.earlier, earlierRect(), status)
                                       : segmentRect(bucket, status);
        if (segment.isEmpty())
            continue;
        const double missing = std::max(thinnest - segment.height(), 0.0);
        if (y >= segment.top() - missing && y <= segment.bottom())
            return status;
    }
    return {};
}

QRectF TimelineChart::earlierRect() const
{
    if (m_kind != ChartKind::Status || m_timeline.earlier.total() == 0)
        return {};
    const QRectF plot = chart()->plotArea();
    return {plot.left() - earlierWidth, plot.top(), earlierBarWidth, plot.height()};
}

bool TimelineChart::isEarlier(const QPoint &position) const
{
    return earlierRect().contains(mapToScene(position));
}

TimelineChart::Stretch TimelineChart::stretchOf(int first, int last) const
{
    const auto [low, high] = std::minmax(first, last);
    return {.begin = plan().begin.addMSecs(plan().step.count() * low),
            .end = plan().begin.addMSecs(plan().step.count() * (high + 1))};
}

QRectF TimelineChart::bucketRect(int bucket) const
{
    const QRectF plot = chart()->plotArea();
    const double width = plot.width() / std::max(bucketCount(), 1);
    return {plot.left() + width * bucket, plot.top(), width, plot.height()};
}

double TimelineChart::xOf(const QDateTime &time) const
{
    const QRectF plot = chart()->plotArea();
    const auto length = static_cast<double>(plan().step.count()) * plan().buckets;
    const auto offset = static_cast<double>(plan().begin.msecsTo(time));
    return std::clamp(plot.left() + plot.width() * offset / std::max(length, 1.0), plot.left(),
                      plot.right());
}

double TimelineChart::yOf(double value) const
{
    const QRectF plot = chart()->plotArea();
    return plot.bottom() - plot.height() * value / std::max(m_scale.top, 1);
}

/// Where the part of a bar that stands for \p status is; one that is too thin to be hit is drawn
/// out to a few pixels.
QRectF TimelineChart::segmentRect(int bucket, SyncTaskStatus status) const
{
    return segmentRect(m_timeline.buckets.at(static_cast<std::size_t>(bucket)), bucketRect(bucket),
                       status);
}

QRectF TimelineChart::segmentRect(const StatusCounts &counts, const QRectF &column,
                                  SyncTaskStatus status) const
{
    int below = 0;
    for (const SyncTaskStatus each : shownStatuses) {
        if (each == status)
            break;
        below += counts.of(each);
    }
    const double top = yOf(below + counts.of(status));
    return {column.left(), top, column.width(), yOf(below) - top};
}

std::optional<TimelineChart::Stretch> TimelineChart::shownStretch() const
{
    if (m_dragFirst >= 0)
        return stretchOf(m_dragFirst, m_dragLast);
    if (!m_range || m_range->end <= plan().begin || m_range->begin >= plan().end())
        return {};
    return m_range;
}

QRectF TimelineChart::labelRect() const
{
    const std::optional<Stretch> stretch = shownStretch();
    if (!stretch)
        return {};
    const QFontMetricsF metrics(textFont(TextStyle::Caption, font()));
    const double width =
        metrics.horizontalAdvance(stretchText(*stretch)) + closeWidth + 2 * labelPadding;
    const QRectF plot = chart()->plotArea();
    const double middle = (xOf(stretch->begin) + xOf(stretch->end)) / 2;
    const double left =
        std::clamp(middle - width / 2, plot.left(), std::max(plot.right() - width, plot.left()));
    return {left, plot.top() - captionHeight - 1, width, captionHeight};
}

QRectF TimelineChart::closeRect() const
{
    const QRectF label = labelRect();
    return label.isEmpty() || m_dragFirst >= 0
               ? QRectF()
               : QRectF(label.right() - closeWidth, label.top(), closeWidth, label.height());
}
