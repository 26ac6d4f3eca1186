#include "timelineselection.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

std::optional<ChartSpan> TimelineSelection::span(const TimelineGeometry &geometry) const
{
    return isMarking() ? geometry.spanOf(m_first, m_last) : geometry.visible(m_range);
}

bool TimelineSelection::setHovered(int bucket)
{
    return std::exchange(m_hovered, bucket) != bucket;
}

void TimelineSelection::followLayout(const BucketLayout &before, const BucketLayout &now,
                                     int bucketCount)
{
    if (now == before)
        return;
    const qint64 moved = before.begin.isValid() ? before.begin.msecsTo(now.begin) : 0;
    const bool isSame = now.step == before.step && now.buckets == before.buckets;
    const qint64 steps = isSame ? moved / std::max<qint64>(now.step.count(), 1) : now.buckets;
    for (int *bucket : {&m_cursor, &m_first, &m_last}) {
        if (*bucket >= 0)
            *bucket = static_cast<int>(std::max<qint64>(*bucket - steps, -1));
    }
    if (m_cursor >= bucketCount || m_first >= bucketCount || m_last < 0)
        dropCursor();
}

bool TimelineSelection::moveCursor(int key, bool extends, const TimelineData &data)
{
    const int count = data.bucketCount();
    if (count == 0)
        return false;
    switch (key) {
    case Qt::Key_Left:
        placeCursor(m_cursor < 0 ? count - 1 : m_cursor - 1, extends, count);
        return true;
    case Qt::Key_Right:
        placeCursor(m_cursor < 0 ? count - 1 : m_cursor + 1, extends, count);
        return true;
    case Qt::Key_Home:
        placeCursor(0, extends, count);
        return true;
    case Qt::Key_End:
        placeCursor(count - 1, extends, count);
        return true;
    case Qt::Key_Up:
        moveSegment(1, data);
        return true;
    case Qt::Key_Down:
        moveSegment(-1, data);
        return true;
    default:
        return false;
    }
}

void TimelineSelection::placeCursor(int bucket, bool extends, int bucketCount)
{
    const int before = m_cursor;
    m_cursor = std::clamp(bucket, 0, bucketCount - 1);
    if (!extends)
        m_first = -1;
    else if (m_first < 0)
        m_first = before < 0 ? m_cursor : before;
    m_last = m_cursor;
    m_segment.reset();
}

/// To the next part of the bar that is there; below the lowest it is the whole bar.
void TimelineSelection::moveSegment(int direction, const TimelineData &data)
{
    if (m_cursor < 0)
        placeCursor(data.bucketCount() - 1, false, data.bucketCount());
    if (data.kind != ChartKind::Status)
        return;
    const StatusCounts &counts = data.countsOf(m_cursor);
    std::vector<SyncTaskStatus> there;
    std::ranges::copy_if(shownStatuses, std::back_inserter(there),
                         [&counts](SyncTaskStatus status) { return counts.of(status) > 0; });
    const auto found = m_segment ? std::ranges::find(there, *m_segment) : there.end();
    const int index = found == there.end() ? -1 : static_cast<int>(found - there.begin());
    const int next = std::clamp(index + direction, -1, static_cast<int>(there.size()) - 1);
    m_segment.reset();
    if (next >= 0)
        m_segment = there[static_cast<std::size_t>(next)];
}

void TimelineSelection::dropCursor()
{
    m_cursor = -1;
    m_segment.reset();
    if (!m_pressed)
        m_first = -1;
}

bool TimelineSelection::drag(const QPointF &point, const TimelineGeometry &geometry,
                             int minDistance)
{
    const bool isFar = std::abs(point.x() - m_pressed->x()) >= minDistance;
    if (!isMarking() && (!isFar || geometry.bucketAt(*m_pressed) < 0))
        return false;
    m_first = geometry.nearestBucket(*m_pressed);
    m_last = geometry.nearestBucket(point);
    m_hovered = -1;
    return true;
}

QPointF TimelineSelection::release()
{
    return *std::exchange(m_pressed, std::nullopt);
}

ChartSpan TimelineSelection::finishMarking(const TimelineGeometry &geometry)
{
    ChartSpan chosen = geometry.spanOf(m_first, m_last);
    m_first = -1;
    m_range = chosen;
    return chosen;
}

bool TimelineSelection::cancelMarking()
{
    m_pressed.reset();
    return std::exchange(m_first, -1) >= 0;
}

int TimelineSelection::turnWheel(int delta)
{
    constexpr int notch = 120;
    m_wheel += delta;
    const int notches = m_wheel / notch;
    m_wheel -= notches * notch;
    return notches;
}
