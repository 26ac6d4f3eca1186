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
    const qint64 stoodStillAtMs = m_stoodStillAtMs;
    const qint64 passedMs = stoodStillAtMs < 0 ? m_sinceStart.elapsed() : stoodStillAtMs;
    return QDateTime::fromMSecsSinceEpoch(fridayAtNoonMs + passedMs + m_aheadMs, QTimeZone::utc());
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

void HastenedClock::standStill()
{
    m_stoodStillAtMs = m_sinceStart.elapsed();
}

void HastenedClock::putForward(std::chrono::milliseconds duration)
{
    m_aheadMs += duration.count();
    for (const Alarm &alarm : std::as_const(m_alarms)) {
        if (alarm.timer && alarm.timer->isActive())
            alarm.timer->start(std::max(std::chrono::milliseconds(now().msecsTo(alarm.due)), 0ms));
    }
}
