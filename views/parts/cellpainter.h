#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QColor;
class QPainter;
class QRectF;

/// Draws \p text on one line in \p rect, digits in columns of equal width, so that numbers and
/// times stand under one another in fonts whose own digits differ. (Qt 6.4 cannot ask a font for
/// its tabular figures.)
void drawTabular(QPainter &painter, const QRect &rect, Qt::Alignment alignment,
                 const QString &text);
/// How wide that is.
int tabularWidth(const QFont &font, const QString &text);

/// A thin rounded bar, filled from its leading end to \p part (0..1).
void drawProgressBar(QPainter &painter, const QRectF &rect, double part, const QColor &fill,
                     const QColor &track);

/// A filled triangle in \p box that points up where \p order ascends, else down.
void drawArrow(QPainter &painter, const QRectF &box, Qt::SortOrder order, const QColor &color);
