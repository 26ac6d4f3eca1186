#include "statusicon.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace {

/// The square in which every shape is drawn; the painter is scaled to it.
constexpr qreal unit = 16.0;
constexpr QPointF centre{8.0, 8.0};

QPen roundPen(const QColor &color, qreal width)
{
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QPainterPath lines(std::initializer_list<QPointF> points)
{
    QPainterPath path(*points.begin());
    for (const QPointF *point = points.begin() + 1; point != points.end(); ++point)
        path.lineTo(*point);
    return path;
}

void paintCrossInDisc(QPainter &painter, const QColor &color, const QColor &ground)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(centre, 7.0, 7.0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(ground, 1.8));
    painter.drawPath(lines({{5.6, 5.6}, {10.4, 10.4}}));
    painter.drawPath(lines({{10.4, 5.6}, {5.6, 10.4}}));
}

/// A quarter of the ring stands out, the rest is its shadow: what still turns.
void paintArc(QPainter &painter, const QColor &color)
{
    const QRectF ring(2.0, 2.0, 12.0, 12.0);
    QColor shadow = color;
    shadow.setAlphaF(0.25F);
    painter.setPen(roundPen(shadow, 1.8));
    painter.drawEllipse(ring);
    painter.setPen(roundPen(color, 2.0));
    painter.drawArc(ring, 90 * 16, -110 * 16);
}

void paintHourglass(QPainter &painter, const QColor &color)
{
    painter.setPen(roundPen(color, 1.6));
    painter.drawPath(lines({{3.8, 2.0}, {12.2, 2.0}}));
    painter.drawPath(lines({{3.8, 14.0}, {12.2, 14.0}}));
    QPainterPath glass(QPointF(5.0, 2.0));
    glass.cubicTo(5.0, 6.0, 11.0, 10.0, 11.0, 14.0);
    glass.lineTo(5.0, 14.0);
    glass.cubicTo(5.0, 10.0, 11.0, 6.0, 11.0, 2.0);
    glass.closeSubpath();
    painter.setPen(roundPen(color, 1.2));
    painter.drawPath(glass);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(lines({{8.0, 9.4}, {10.3, 13.6}, {5.7, 13.6}, {8.0, 9.4}}));
}

void paintStruckRing(QPainter &painter, const QColor &color)
{
    painter.setPen(roundPen(color, 1.5));
    painter.drawEllipse(centre, 6.2, 6.2);
    painter.drawPath(lines({{4.0, 12.0}, {12.0, 4.0}}));
}

void paintMinusInRing(QPainter &painter, const QColor &color)
{
    painter.setPen(roundPen(color, 1.5));
    painter.drawEllipse(centre, 6.2, 6.2);
    painter.drawPath(lines({{5.0, 8.0}, {11.0, 8.0}}));
}

void paintTickInRing(QPainter &painter, const QColor &color)
{
    painter.setPen(roundPen(color, 1.5));
    painter.drawEllipse(centre, 6.2, 6.2);
    painter.setPen(roundPen(color, 1.7));
    painter.drawPath(lines({{5.2, 8.3}, {7.2, 10.3}, {10.9, 6.1}}));
}

void paintDottedRing(QPainter &painter, const QColor &color)
{
    QPen pen = roundPen(color, 1.7);
    pen.setDashPattern({0.01, 2.86}); // eight dots around: in pen widths, of 2 * pi * 6.2
    painter.setPen(pen);
    painter.drawEllipse(centre, 6.2, 6.2);
}

void paintTriangle(QPainter &painter, const QColor &color, const QColor &ground)
{
    painter.setPen(roundPen(color, 1.8));
    painter.setBrush(color);
    painter.drawPath(lines({{8.0, 2.2}, {14.4, 13.4}, {1.6, 13.4}, {8.0, 2.2}}));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(ground, 1.7));
    painter.drawPath(lines({{8.0, 6.2}, {8.0, 9.2}}));
    painter.drawPath(lines({{8.0, 11.7}, {8.0, 11.71}}));
}

void paintShape(QPainter &painter, SyncTaskStatus status, const QPalette &palette)
{
    const QColor color = statusFill(status, palette);
    switch (status) {
    case SyncTaskStatus::Unknown:
        return paintDottedRing(painter, color);
    case SyncTaskStatus::Pending:
        return paintHourglass(painter, color);
    case SyncTaskStatus::Synchronizing:
        return paintArc(painter, color);
    case SyncTaskStatus::Success:
        return paintTickInRing(painter, color);
    case SyncTaskStatus::Error:
        return paintCrossInDisc(painter, color, themeColors(palette).panel);
    case SyncTaskStatus::Canceled:
        return paintStruckRing(painter, color);
    case SyncTaskStatus::Deleted:
        return paintMinusInRing(painter, color);
    }
}

void paintShape(QPainter &painter, Health health, const QPalette &palette)
{
    const QColor ground = themeColors(palette).panel;
    switch (health) {
    case Health::Unknown:
        return paintDottedRing(painter, statusFill(SyncTaskStatus::Unknown, palette));
    case Health::OnTime:
        return paintTickInRing(painter, statusFill(SyncTaskStatus::Success, palette));
    case Health::Delayed:
        return paintTriangle(painter, statusFill(SyncTaskStatus::Pending, palette), ground);
    case Health::Failing:
        return paintTriangle(painter, statusFill(SyncTaskStatus::Error, palette), ground);
    }
}

template<typename What>
void paintScaled(QPainter &painter, const QRectF &rect, What what, const QPalette &palette)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / unit, side / unit);
    painter.setBrush(Qt::NoBrush);
    paintShape(painter, what, palette);
    painter.restore();
}

} // namespace

void paintStatusIcon(QPainter &painter, const QRectF &rect, SyncTaskStatus status,
                     const QPalette &palette)
{
    paintScaled(painter, rect, status, palette);
}

void paintMutedIcon(QPainter &painter, const QRectF &rect, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / unit, rect.height() / unit);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(color, 1.5));
    QPainterPath bell(QPointF(3.0, 11.5));
    bell.cubicTo(5.0, 9.5, 3.5, 3.0, 8.0, 3.0);
    bell.cubicTo(12.5, 3.0, 11.0, 9.5, 13.0, 11.5);
    bell.closeSubpath();
    painter.drawPath(bell);
    painter.drawPath(lines({{7.0, 13.8}, {9.0, 13.8}}));
    painter.drawPath(lines({{2.5, 2.0}, {13.5, 14.0}}));
    painter.restore();
}

QPixmap healthPixmap(Health health, int size, const QPalette &palette, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintScaled(painter, QRectF(0, 0, size, size), health, palette);
    return pixmap;
}

StatusMark::StatusMark(int size, QWidget *parent) : QWidget(parent)
{
    setFixedSize(size, size);
}

void StatusMark::showStatus(SyncTaskStatus status)
{
    if (status == m_status)
        return;
    m_status = status;
    update();
}

void StatusMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatusIcon(painter, rect(), m_status, palette());
}
