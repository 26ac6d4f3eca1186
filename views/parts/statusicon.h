#pragma once

#include "statussummary.h"
#include "synctask.h"

#include <QPalette>
#include <QPixmap>
#include <QRectF>
#include <QWidget>

class QPainter;

/// Shape beside word beside colour: a cross in a filled disc, an arc, an hourglass, a struck ring,
/// a tick in a ring; a dotted ring for a status that we do not know.
void paintStatusIcon(QPainter &painter, const QRectF &rect, SyncTaskStatus status,
                     const QPalette &palette);
/// A bell with a stroke through it: notifications are silenced.
void paintMutedIcon(QPainter &painter, const QRectF &rect, const QColor &color);
/// A triangle for delayed and failing, a tick for on time.
QPixmap healthPixmap(Health health, int size, const QPalette &palette, qreal devicePixelRatio);

/// The shape of a status on a widget of its own.
class StatusMark final : public QWidget {
    Q_OBJECT

public:
    explicit StatusMark(int size, QWidget *parent = nullptr);

    void showStatus(SyncTaskStatus status);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SyncTaskStatus m_status = SyncTaskStatus::Unknown;
};
