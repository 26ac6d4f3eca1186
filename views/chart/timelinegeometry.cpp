#include "timelinegeometry.h"

#include "theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

using namespace std::chrono_literals;

constexpr int sidePadding = Metrics::padding;
constexpr int topRoom = 18;    // for the number at the topmost line, or what is marked
constexpr int bottomRoom = 22; // for the words under the axis
constexpr int earlierBarWidth = 14;
constexpr int closeWidth = 18;
constexpr double thinnest = 3; // pixels; what is thinner can be hit all the same

constexpr std::chrono::milliseconds shortestZoom = 1min;
constexpr std::chrono::milliseconds longestZoom = 24h * 365 * 20;

double lengthMs(const BucketLayout &layout)
{
    return static_cast<double>(layout.step.count()) * layout.buckets;
}

} // namespace

QRectF TimelineGeometry::plotIn(const QRectF &area, bool hasEarlier)
{
    const int left = sidePadding + (hasEarlier ? earlierWidth : 0);
    return area.adjusted(left, topRoom, -sidePadding, -bottomRoom);
}

TimelineGeometry::TimelineGeometry(const QRectF &plot, BucketLayout layout, int top,
                                   bool hasEarlier)
    : m_plot(plot), m_layout(std::move(layout)), m_top(top), m_hasEarlier(hasEarlier)
{
}

double TimelineGeometry::xOf(const QDateTime &time) const
{
    const auto offset = static_cast<double>(m_layout.begin.msecsTo(time));
    return std::clamp(m_plot.left() + m_plot.width() * offset / std::max(lengthMs(m_layout), 1.0),
                      m_plot.left(), m_plot.right());
}

double TimelineGeometry::yOf(double value) const
{
    return m_plot.bottom() - m_plot.height() * value / std::max(m_top, 1);
}

QRectF TimelineGeometry::bucketRect(int bucket) const
{
    const double width = m_plot.width() / std::max(m_layout.buckets, 1);
    return {m_plot.left() + width * bucket, m_plot.top(), width, m_plot.height()};
}

QRectF TimelineGeometry::earlierRect() const
{
    if (!m_hasEarlier)
        return {};
    return {m_plot.left() - earlierWidth, m_plot.top(), earlierBarWidth, m_plot.height()};
}

QRectF TimelineGeometry::segmentRect(const StatusCounts &counts, const QRectF &column,
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

int TimelineGeometry::bucketAt(const QPointF &point) const
{
    return m_layout.buckets > 0 && m_plot.contains(point) ? nearestBucket(point) : -1;
}

int TimelineGeometry::nearestBucket(const QPointF &point) const
{
    const double part = (point.x() - m_plot.left()) / std::max(m_plot.width(), 1.0);
    return std::clamp(static_cast<int>(std::floor(part * m_layout.buckets)), 0,
                      std::max(m_layout.buckets - 1, 0));
}

bool TimelineGeometry::isEarlier(const QPointF &point) const
{
    return earlierRect().contains(point);
}

std::optional<SyncTaskStatus> TimelineGeometry::statusAt(const QPointF &point,
                                                         const StatusTimeline &timeline) const
{
    const int bucket = bucketAt(point);
    const bool earlier = isEarlier(point);
    if (bucket < 0 && !earlier)
        return {};
    const StatusCounts &counts =
        earlier ? timeline.earlier : timeline.buckets.at(static_cast<std::size_t>(bucket));
    const QRectF column = earlier ? earlierRect() : bucketRect(bucket);
    for (const SyncTaskStatus status : shownStatuses) {
        const QRectF segment = segmentRect(counts, column, status);
        if (segment.isEmpty())
            continue;
        const double missing = std::max(thinnest - segment.height(), 0.0);
        if (point.y() >= segment.top() - missing && point.y() <= segment.bottom())
            return status;
    }
    return {};
}

ChartSpan TimelineGeometry::spanOf(int first, int last) const
{
    const auto [low, high] = std::minmax(first, last);
    return {.begin = m_layout.begin.addMSecs(m_layout.step.count() * low),
            .end = m_layout.begin.addMSecs(m_layout.step.count() * (high + 1))};
}

std::optional<ChartSpan> TimelineGeometry::visible(const std::optional<ChartSpan> &span) const
{
    const bool isVisible = span && span->end > m_layout.begin && span->begin < m_layout.end();
    return isVisible ? span : std::nullopt;
}

std::optional<ChartSpan> TimelineGeometry::zoomed(double factor, double around) const
{
    const double length = lengthMs(m_layout);
    if (length <= 0)
        return {};
    const double wanted = std::clamp(length * factor, static_cast<double>(shortestZoom.count()),
                                     static_cast<double>(longestZoom.count()));
    if (std::abs(wanted - length) < 1.0)
        return {};
    const QDateTime begin = m_layout.begin.addMSecs(std::llround((length - wanted) * around));
    return ChartSpan{.begin = begin, .end = begin.addMSecs(std::llround(wanted))};
}

QRectF TimelineGeometry::labelRect(const ChartSpan &span, double textWidth) const
{
    const double width = textWidth + closeWidth + 2 * labelPadding;
    const double middle = (xOf(span.begin) + xOf(span.end)) / 2;
    const double left = std::clamp(middle - width / 2, m_plot.left(),
                                   std::max(m_plot.right() - width, m_plot.left()));
    return {left, m_plot.top() - captionHeight - 1, width, captionHeight};
}

QRectF TimelineGeometry::closeRect(const QRectF &label)
{
    return {label.right() - closeWidth, label.top(), closeWidth, label.height()};
}
