#pragma once

#include "statussummary.h"
#include "synctask.h"

#include <QPalette>
#include <QPixmap>
#include <QRectF>

class QPainter;

/// Shape beside word beside colour: a cross in a filled disc, an arc, an hourglass, a struck ring,
/// a tick in a ring; a dotted ring for a status that we do not know.
void paintStatusIcon(QPainter &painter, const QRectF &rect, SyncTaskStatus status,
                     const QPalette &palette);
QPixmap statusPixmap(SyncTaskStatus status, int size, const QPalette &palette,
                     qreal devicePixelRatio);
/// A triangle for delayed and failing, a tick for on time.
QPixmap healthPixmap(Health health, int size, const QPalette &palette, qreal devicePixelRatio);
