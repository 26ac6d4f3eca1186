#include "clock.h"

#include <QTimer>

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

PendingCall SystemClock::after(std::chrono::milliseconds delay, std::function<void()> then)
{
    auto *timer = new QTimer;
    timer->setSingleShot(true);
    auto handler =
        QObject::connect(timer, &QTimer::timeout, timer, [timer, action = std::move(then)] {
            timer->deleteLater();
            action();
        });
    timer->start(delay);
    return {timer, std::move(handler)};
}
