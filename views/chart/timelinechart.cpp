#include "timelinechart.h"

#include "displaytext.h"
#include "theme.h"
#include "timelinecaptions.h"

#include <QApplication>
#include <QChart>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLegend>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr double zoomIn = 2.0 / 3.0; // a step of the wheel

} // namespace

TimelineChart::TimelineChart(QWidget *parent) : QChartView(parent), m_bars(*chart())
{
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

void TimelineChart::setKind(ChartKind kind)
{
    if (kind == m_data.kind)
        return;
    m_data.kind = kind;
    m_bars.setVisible(kind == ChartKind::Status); // the others are lines, which have gaps
    dropCursor();
    updateScale();
}

void TimelineChart::showTimeline(const StatusTimeline &timeline)
{
    if (timeline == m_data.statuses)
        return;
    const BucketLayout before = m_data.layout();
    if (timeline.buckets != m_data.statuses.buckets)
        m_bars.setTimeline(timeline);
    m_data.statuses = timeline;
    m_data.success = successOf(timeline);
    updateAfter(before);
}

void TimelineChart::showDurations(const DurationTimeline &timeline)
{
    const BucketLayout before = m_data.layout();
    m_data.durations = timeline;
    updateAfter(before);
}

void TimelineChart::showBacklog(const BacklogTimeline &timeline)
{
    const BucketLayout before = m_data.layout();
    m_data.backlog = timeline;
    updateAfter(before);
}

void TimelineChart::showTimeRange(const QDateTime &begin, const QDateTime &end)
{
    const bool isRange = begin.isValid() && end.isValid() && begin < end;
    m_selection.setRange(isRange ? std::optional(ChartSpan{.begin = begin, .end = end})
                                 : std::nullopt);
    viewport()->update();
}

void TimelineChart::setTitle(const QString &title)
{
    m_title = title;
    tellCursor();
}

QString TimelineChart::textAt(const QPoint &position) const
{
    const TimelineGeometry shown = timelineGeometry();
    const QPointF point = mapToScene(position);
    if (shown.isEarlier(point))
        return TimelineCaptions(m_data).ofEarlier();
    const int bucket = shown.bucketAt(point);
    return bucket < 0 ? QString() : bucketText(bucket);
}

void TimelineChart::applyColors()
{
    m_bars.setColors(palette());
    setBackgroundBrush(themeColors(palette()).panel);
}

void TimelineChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyColors();
}

void TimelineChart::updatePlotArea()
{
    const QRectF plot = TimelineGeometry::plotIn(QRectF(viewport()->rect()), m_data.hasEarlier());
    if (plot != chart()->plotArea())
        chart()->setPlotArea(plot);
}

void TimelineChart::updateAfter(const BucketLayout &before)
{
    m_selection.followLayout(before, m_data.layout(), m_data.bucketCount());
    updateScale();
}

void TimelineChart::updateScale()
{
    updatePlotArea();
    m_scale = m_data.scale();
    m_bars.setScale(m_data.layout().buckets, m_scale.top);
    m_selection.setHovered(-1);
    tellCursor();
    viewport()->update();
}

void TimelineChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    updatePlotArea();
}

TimelineGeometry TimelineChart::timelineGeometry() const
{
    return {chart()->plotArea(), m_data.layout(), m_scale.top, m_data.hasEarlier()};
}

TimelinePainter TimelineChart::painterOn(QPainter &painter, const TimelineGeometry &geometry) const
{
    return {painter, geometry, m_data, m_scale, palette()};
}

TimelineMarks TimelineChart::marks(const TimelineGeometry &geometry) const
{
    TimelineMarks marks{.hovered = m_selection.hovered(),
                        .segment = m_selection.segment(),
                        .span = m_selection.span(geometry),
                        .hasCross = !m_selection.isMarking()};
    if (marks.span) {
        marks.spanText = TimelineCaptions(m_data).ofSpan(*marks.span);
        marks.label = labelRect(geometry);
    }
    if (hasFocus()) {
        marks.cursor = m_selection.cursor();
        if (m_showsFocus)
            marks.focusFrame = QRectF(viewport()->rect()).adjusted(4.5, 0.5, -4.5, -0.5);
    }
    return marks;
}

/// Of the marked span; empty: none.
QRectF TimelineChart::labelRect(const TimelineGeometry &geometry) const
{
    const std::optional<ChartSpan> span = m_selection.span(geometry);
    if (!span)
        return {};
    const QFontMetricsF metrics(textFont(TextStyle::Caption, font()));
    return geometry.labelRect(*span,
                              metrics.horizontalAdvance(TimelineCaptions(m_data).ofSpan(*span)));
}

bool TimelineChart::isOnCross(const QPointF &point, const TimelineGeometry &geometry) const
{
    if (m_selection.isMarking())
        return false;
    const QRectF label = labelRect(geometry);
    return !label.isEmpty() && TimelineGeometry::closeRect(label).contains(point);
}

void TimelineChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    const TimelineGeometry shown = timelineGeometry();
    painterOn(*painter, shown).drawBackground(marks(shown));
}

void TimelineChart::drawForeground(QPainter *painter, const QRectF & /*rect*/)
{
    const TimelineGeometry shown = timelineGeometry();
    painter->setFont(textFont(TextStyle::Caption, font()));
    painterOn(*painter, shown).drawForeground(marks(shown));
}

bool TimelineChart::hasCursor() const
{
    return m_selection.cursor() >= 0 && m_selection.cursor() < m_data.bucketCount();
}

QString TimelineChart::bucketText(int bucket) const
{
    return TimelineCaptions(m_data).ofBucket(bucket, timelineGeometry().spanOf(bucket, bucket));
}

QString TimelineChart::cursorText() const
{
    QStringList lines;
    const QString bucket = bucketText(m_selection.cursor());
    if (m_selection.isMarking()) {
        const QString span = TimelineCaptions(m_data).ofSpan(*m_selection.span(timelineGeometry()));
        if (!bucket.startsWith(span)) // a marked bar says its time itself
            lines << span;
    }
    lines << bucket;
    if (m_selection.segment())
        lines << tr("Enter shows: %1").arg(displayName(*m_selection.segment()));
    return lines.join(u'\n');
}

/// Says what the cursor is at: a screen reader speaks the changed name.
void TimelineChart::tellCursor()
{
    viewport()->update();
    //: Before what the cursor is at: %1 is the name of the chart
    setAccessibleName(hasCursor() ? tr("%1: %2").arg(m_title, listText(cursorText().split(u'\n')))
                                  : m_title);
}

/// After a key, not when new tasks come: that would be a tool tip out of nowhere.
void TimelineChart::showCursorTip()
{
    if (!hasCursor())
        return;
    const QPoint corner =
        mapFromScene(timelineGeometry().bucketRect(m_selection.cursor()).topRight());
    QToolTip::showText(viewport()->mapToGlobal(corner), cursorText(), viewport());
}

void TimelineChart::dropCursor()
{
    m_selection.dropCursor();
    tellCursor();
}

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
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape &&
        (m_selection.isMarking() || m_selection.range() || m_isZoomed)) {
        event->accept();
        return true;
    }
    return QChartView::event(event);
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    const int cursor = m_selection.cursor();
    const double around = cursor < 0 ? 0.5 : (cursor + 0.5) / std::max(m_data.bucketCount(), 1);
    m_showsFocus = true;
    if (event->matches(QKeySequence::Copy))
        return copyTable();
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    if (m_selection.moveCursor(event->key(), extends, m_data)) {
        tellCursor();
        return showCursorTip();
    }
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

void TimelineChart::chooseAtCursor()
{
    if (m_selection.isMarking() && !m_selection.isPressed())
        return finishMarking();
    const int cursor = m_selection.cursor();
    if (cursor < 0)
        return;
    const ChartSpan span = timelineGeometry().spanOf(cursor, cursor);
    if (m_selection.segment())
        Q_EMIT barChosen(*m_selection.segment(), span.begin, span.end);
    else
        Q_EMIT timeRangeChosen(span.begin, span.end);
}

bool TimelineChart::cancel()
{
    const bool wasMarking = m_selection.cancelMarking();
    viewport()->update();
    if (!wasMarking && !m_selection.range())
        return endZoom();
    if (!wasMarking)
        clearRange();
    return true;
}

bool TimelineChart::endZoom()
{
    if (!m_isZoomed || m_selection.range())
        return false;
    m_isZoomed = false;
    Q_EMIT zoomEnded();
    return true;
}

void TimelineChart::setHovered(int bucket, const QPoint &globalPosition)
{
    if (!m_selection.setHovered(bucket))
        return;
    // The first tool tip waits as everywhere; then it follows.
    if (bucket >= 0 && QToolTip::isVisible())
        QToolTip::showText(globalPosition, bucketText(bucket), viewport());
    viewport()->update();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    const TimelineGeometry shown = timelineGeometry();
    const QPointF point = mapToScene(event->pos());
    const bool isOnBar = shown.bucketAt(point) >= 0 || shown.isEarlier(point);
    if (event->button() == Qt::LeftButton && (isOnBar || isOnCross(point, shown)))
        m_selection.press(point);
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    const TimelineGeometry shown = timelineGeometry();
    const QPointF point = mapToScene(event->pos());
    if (!m_selection.isPressed()) {
        setHovered(shown.bucketAt(point), event->globalPosition().toPoint());
        viewport()->setCursor(isOnCross(point, shown) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (!m_selection.drag(point, shown, QApplication::startDragDistance()))
        return;
    QToolTip::hideText();
    viewport()->update();
}

void TimelineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_selection.isPressed())
        return;
    const QPointF pressed = m_selection.release();
    if (m_selection.isMarking())
        finishMarking();
    else if (isOnCross(pressed, timelineGeometry()))
        clearRange();
    else
        chooseBarAt(pressed);
}

void TimelineChart::finishMarking()
{
    const ChartSpan chosen = m_selection.finishMarking(timelineGeometry());
    viewport()->update();
    Q_EMIT timeRangeChosen(chosen.begin, chosen.end);
}

void TimelineChart::chooseBarAt(const QPointF &point)
{
    const TimelineGeometry shown = timelineGeometry();
    const std::optional<SyncTaskStatus> status =
        kind() == ChartKind::Status ? shown.statusAt(point, m_data.statuses) : std::nullopt;
    if (!status)
        return;
    if (shown.isEarlier(point)) {
        Q_EMIT barChosen(*status, QDateTime(), m_data.layout().begin);
        return;
    }
    const int bucket = shown.bucketAt(point);
    const ChartSpan span = shown.spanOf(bucket, bucket);
    Q_EMIT barChosen(*status, span.begin, span.end);
}

void TimelineChart::clearRange()
{
    m_selection.setRange({});
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
    event->accept();
    const QRectF plot = chart()->plotArea();
    const int notches = m_selection.turnWheel(event->angleDelta().y());
    const double around = (event->position().x() - plot.left()) / std::max(plot.width(), 1.0);
    if (notches != 0)
        zoom(std::pow(zoomIn, notches), std::clamp(around, 0.0, 1.0));
}

void TimelineChart::zoom(double factor, double around)
{
    if (const std::optional<ChartSpan> span = timelineGeometry().zoomed(factor, around))
        Q_EMIT zoomChosen(span->begin, span->end);
}

bool TimelineChart::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const bool canClear = isOnCross(mapToScene(help->pos()), timelineGeometry());
    QToolTip::showText(help->globalPos(), canClear ? tr("Show all times") : textAt(help->pos()),
                       viewport());
    return true;
}

void TimelineChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as text"), this, &TimelineChart::copyTable);
    menu->addAction(tr("Save the picture…"), this, &TimelineChart::pictureRequested);
    menu->popup(event->globalPos());
}

void TimelineChart::copyTable() const
{
    QApplication::clipboard()->setText(tableText());
}

KeySection TimelineChart::keySection()
{
    return {
        .title = tr("In the chart"),
        .lines = {
            {.keys = keysText({Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End}),
             .what = tr("To another bar")},
            {.keys = keysText({Qt::Key_Up, Qt::Key_Down}),
             .what = tr("To a status within the bar")},
            {.keys = keysText({Qt::SHIFT | Qt::Key_Left, Qt::SHIFT | Qt::Key_Right}),
             .what = tr("Mark a span of time")},
            {.keys = keysText({Qt::Key_Return}), .what = tr("Show what is marked")},
            {.keys = keysText({Qt::Key_Plus, Qt::Key_Minus}), .what = tr("Zoom")},
            {.keys = keysText({Qt::Key_Escape}), .what = tr("Drop the mark, end the zoom")},
            {.keys = keysText({QKeySequence::Copy}), .what = tr("Copy the numbers as a table")}}};
}
