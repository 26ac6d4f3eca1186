#include "firstpaint.h"

#include "logging.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QWidget>

FirstPaint::FirstPaint(QWidget &viewport, const QAbstractItemModel &model)
    : QObject(&viewport), m_model(model)
{
    viewport.installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_model.rowCount() > 0) {
        // After this event, that is when the paint has been done.
        QMetaObject::invokeMethod(
            watched, [] { qCInfo(logUi, "first rows painted"); }, Qt::QueuedConnection);
        deleteLater();
        watched->removeEventFilter(this);
    }
    return QObject::eventFilter(watched, event);
}
