// What TimelineChart does with the pointer.
#include "timelinechart.h"

#include <QApplication>
#include <QChart>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds shortestZoom = 1min;
constexpr std::chrono::milliseconds longestZoom = 24h * 365 * 20;

} // namespace

void TimelineChart::setHovered(int bucket, const QPoint &globalPosition)
{
    if (bucket == m_hovered)
        return;
    m_hovered = bucket;
    // The first tool tip waits as everywhere; then it follows.
    if (bucket >= 0 && QToolTip::isVisible())
        QToolTip::showText(globalPosition, bucketText(bucket), viewport());
    viewport()->update();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    const bool isOnLabel = closeRect().contains(mapToScene(event->pos()));
    const bool isOnBar = bucketAt(event->pos()) >= 0 || isEarlier(event->pos());
    if (event->button() == Qt::LeftButton && (isOnBar || isOnLabel))
        m_pressed = event->pos();
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->pos();
    if (!m_pressed) {
        setHovered(bucketAt(position), event->globalPosition().toPoint());
        const bool canClear = closeRect().contains(mapToScene(position));
        viewport()->setCursor(canClear ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const bool isFar = std::abs(position.x() - m_pressed->x()) >= QApplication::startDragDistance();
    if (m_dragFirst < 0 && (!isFar || bucketAt(*m_pressed) < 0))
        return;
    m_dragFirst = nearestBucket(*m_pressed);
    m_dragLast = nearestBucket(position);
    setHovered(-1, {});
    QToolTip::hideText();
    viewport()->update();
}

void TimelineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const QPoint pressed = *m_pressed;
    m_pressed.reset();
    if (m_dragFirst >= 0)
        finishDrag();
    else if (closeRect().contains(mapToScene(pressed)))
        clearRange();
    else
        click(pressed);
}

void TimelineChart::finishDrag()
{
    const Stretch chosen = stretchOf(m_dragFirst, m_dragLast);
    m_dragFirst = -1;
    m_range = chosen;
    viewport()->update();
    Q_EMIT timeRangeChosen(chosen.begin, chosen.end);
}

void TimelineChart::click(const QPoint &position)
{
    const int bucket = bucketAt(position);
    if (isEarlier(position)) {
        if (const std::optional<SyncTaskStatus> status = statusAt(position))
            Q_EMIT barChosen(*status, QDateTime(), plan().begin);
        return;
    }
    if (bucket < 0)
        return;
    const Stretch stretch = stretchOf(bucket, bucket);
    if (const std::optional<SyncTaskStatus> status = statusAt(position))
        Q_EMIT barChosen(*status, stretch.begin, stretch.end);
}

void TimelineChart::clearRange()
{
    m_range.reset();
    viewport()->update();
    Q_EMIT timeRangeCleared();
}

void TimelineChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    setHovered(-1, {});
}

void TimelineChart::wheelEvent(QWheelEvent *event)
{
    constexpr int notch = 120;
    event->accept();
    const QRectF plot = chart()->plotArea();
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / notch;
    m_wheel -= steps * notch;
    const double around = (event->position().x() - plot.left()) / std::max(plot.width(), 1.0);
    if (steps != 0)
        zoom(std::pow(zoomIn, steps), std::clamp(around, 0.0, 1.0));
}

void TimelineChart::zoom(double factor, double around)
{
    const auto length = static_cast<double>(plan().step.count()) * plan().buckets;
    if (length <= 0)
        return;
    const double wanted = std::clamp(length * factor, static_cast<double>(shortestZoom.count()),
                                     static_cast<double>(longestZoom.count()));
    if (std::abs(wanted - length) < 1.0)
        return;
    const QDateTime begin = plan().begin.addMSecs(std::llround((length - wanted) * around));
    Q_EMIT zoomChosen(begin, begin.addMSecs(std::llround(wanted)));
}

bool TimelineChart::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const bool canClear = closeRect().contains(mapToScene(help->pos()));
    QToolTip::showText(help->globalPos(), canClear ? tr("Show all times") : textAt(help->pos()),
                       viewport());
    return true;
}

void TimelineChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as text"), this, &TimelineChart::copyTable);
    menu->popup(event->globalPos());
}

void TimelineChart::copyTable() const
{
    QApplication::clipboard()->setText(tableText());
}
