#include "hastenedclock.h"

#include <QTimeZone>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

HastenedClock::HastenedClock()
{
    m_sinceStart.start();
}

QDateTime HastenedClock::now() const
{
    static constexpr qint64 fridayAtNoonMs = 1'795'780'800'000; // 2026-11-27T12:00Z
    return QDateTime::fromMSecsSinceEpoch(fridayAtNoonMs + m_sinceStart.elapsed() + m_aheadMs,
                                          QTimeZone::utc());
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
