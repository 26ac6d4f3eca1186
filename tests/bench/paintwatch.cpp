#include "paintwatch.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>
#include <QWidget>

PaintWatch::PaintWatch(QWidget &widget)
{
    widget.installEventFilter(this);
}

double PaintWatch::msUntilPainted(const std::function<void()> &change,
                                  const std::function<bool()> &isSo, std::chrono::milliseconds most)
{
    QElapsedTimer timer;
    double ms = -1;
    QEventLoop loop;
    connect(this, &PaintWatch::painted, &loop, [&] {
        if (!isSo())
            return;
        // After this event, that is when the paint has been done.
        QMetaObject::invokeMethod(
            &loop,
            [&] {
                if (ms < 0)
                    ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
                loop.quit();
            },
            Qt::QueuedConnection);
    });
    timer.start();
    change();
    QTimer::singleShot(most, &loop, &QEventLoop::quit);
    loop.exec();
    return ms;
}

bool PaintWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint)
        Q_EMIT painted();
    return QObject::eventFilter(watched, event);
}
