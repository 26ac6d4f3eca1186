#include "hastenedclock.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

QDateTime HastenedClock::now() const
{
    return QDateTime::currentDateTimeUtc().addMSecs(m_aheadMs);
}

PendingCall HastenedClock::after(std::chrono::milliseconds delay, std::function<void()> then)
{
    auto *timer = new QTimer;
    timer->setSingleShot(true);
    auto handler =
        QObject::connect(timer, &QTimer::timeout, timer, [timer, action = std::move(then)] {
            timer->deleteLater();
            action();
        });
    timer->start(delay);
    m_alarms.removeIf([](const Alarm &alarm) { return alarm.timer.isNull(); });
    m_alarms.append({.timer = timer, .due = now().addMSecs(delay.count())});
    return {timer, std::move(handler)};
}

void HastenedClock::putForward(std::chrono::milliseconds duration)
{
    m_aheadMs += duration.count();
    for (const Alarm &alarm : std::as_const(m_alarms)) {
        if (alarm.timer && alarm.timer->isActive())
            alarm.timer->start(std::max(std::chrono::milliseconds(now().msecsTo(alarm.due)), 0ms));
    }
}
