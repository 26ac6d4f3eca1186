// What TimelineChart does with the keys.
#include "timelinechart.h"

#include <QKeyEvent>

#include <algorithm>
#include <iterator>

void TimelineChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    m_showsFocus = event->reason() != Qt::MouseFocusReason;
    viewport()->update();
}

void TimelineChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    dropCursor();
}

bool TimelineChart::event(QEvent *event)
{
    // A key of the window's must not take what this answers while it is at work.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && (m_dragFirst >= 0 || m_range)) {
        event->accept();
        return true;
    }
    return QChartView::event(event);
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    const double around =
        m_cursor < 0 ? 0.5 : (m_cursor + 0.5) / static_cast<double>(std::max(bucketCount(), 1));
    m_showsFocus = true;
    if (event->matches(QKeySequence::Copy))
        return copyTable();
    if (moveCursor(*event))
        return showCursorTip();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return chooseAtCursor();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(zoomIn, around);
    case Qt::Key_Minus:
        return zoom(1.0 / zoomIn, around);
    case Qt::Key_Escape:
        event->setAccepted(cancel());
        return;
    default:
        event->ignore();
    }
}

bool TimelineChart::moveCursor(const QKeyEvent &event)
{
    const int last = bucketCount() - 1;
    const bool extends = event.modifiers().testFlag(Qt::ShiftModifier);
    if (last < 0)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        placeCursor(m_cursor < 0 ? last : m_cursor - 1, extends);
        return true;
    case Qt::Key_Right:
        placeCursor(m_cursor < 0 ? last : m_cursor + 1, extends);
        return true;
    case Qt::Key_Home:
        placeCursor(0, extends);
        return true;
    case Qt::Key_End:
        placeCursor(last, extends);
        return true;
    case Qt::Key_Up:
        moveSegment(1);
        return true;
    case Qt::Key_Down:
        moveSegment(-1);
        return true;
    default:
        return false;
    }
}

void TimelineChart::placeCursor(int bucket, bool extends)
{
    const int before = m_cursor;
    m_cursor = std::clamp(bucket, 0, bucketCount() - 1);
    if (!extends)
        m_dragFirst = -1;
    else if (m_dragFirst < 0)
        m_dragFirst = before < 0 ? m_cursor : before;
    m_dragLast = m_cursor;
    m_segment.reset();
    tellCursor();
}

/// To the next part of the bar that is there; below the lowest it is the whole bar.
void TimelineChart::moveSegment(int direction)
{
    if (m_cursor < 0)
        placeCursor(bucketCount() - 1, false);
    if (m_kind != ChartKind::Status)
        return;
    const StatusCounts &counts = m_timeline.buckets.at(static_cast<std::size_t>(m_cursor));
    std::vector<SyncTaskStatus> there;
    std::ranges::copy_if(shownStatuses, std::back_inserter(there),
                         [&counts](SyncTaskStatus status) { return counts.of(status) > 0; });
    const auto size = static_cast<int>(there.size());
    const auto found = m_segment ? std::ranges::find(there, *m_segment) : there.end();
    const int place = found == there.end() ? -1 : static_cast<int>(found - there.begin());
    const int next = std::clamp(place + direction, -1, size - 1);
    m_segment.reset();
    if (next >= 0)
        m_segment = there[static_cast<std::size_t>(next)];
    tellCursor();
}

void TimelineChart::chooseAtCursor()
{
    if (m_dragFirst >= 0 && !m_pressed)
        return finishDrag();
    if (m_cursor < 0)
        return;
    const Stretch stretch = stretchOf(m_cursor, m_cursor);
    if (m_segment)
        Q_EMIT barChosen(*m_segment, stretch.begin, stretch.end);
    else
        Q_EMIT timeRangeChosen(stretch.begin, stretch.end);
}

bool TimelineChart::cancel()
{
    const bool wasMarking = m_dragFirst >= 0;
    m_dragFirst = -1;
    m_pressed.reset();
    viewport()->update();
    if (!wasMarking && m_range)
        clearRange();
    else if (!wasMarking)
        return false;
    return true;
}

void TimelineChart::dropCursor()
{
    m_cursor = -1;
    m_segment.reset();
    if (!m_pressed)
        m_dragFirst = -1;
    tellCursor();
}
