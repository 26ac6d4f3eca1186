#include "manualclock.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

/// Runs its call through a connection, so that a dropped call is forgotten at once, not when the
/// alarm is deleted.
class ManualClock::Alarm final : public QObject {
    Q_OBJECT

public:
    explicit Alarm(QDateTime at) : m_at(std::move(at)) {}

    [[nodiscard]] const QDateTime &at() const { return m_at; }

Q_SIGNALS:
    void due();

private:
    QDateTime m_at;
};

ManualClock::ManualClock(QDateTime now) : m_now(std::move(now)) {}

PendingCall ManualClock::after(std::chrono::milliseconds delay, std::function<void()> then)
{
    auto *alarm = new Alarm(m_now.addMSecs(delay.count()));
    m_alarms.append(alarm);
    return {alarm, QObject::connect(alarm, &Alarm::due, alarm, std::move(then))};
}

void ManualClock::advance(std::chrono::milliseconds duration)
{
    const QDateTime end = m_now.addMSecs(duration.count());
    for (;;) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
        m_alarms.removeIf([](const QPointer<Alarm> &alarm) { return alarm.isNull(); });
        const auto next = std::min_element(
            m_alarms.begin(), m_alarms.end(),
            [](const QPointer<Alarm> &a, const QPointer<Alarm> &b) { return a->at() < b->at(); });
        if (next == m_alarms.end() || (*next)->at() > end)
            break;
        Alarm *due = *next;
        m_alarms.erase(next);
        m_now = std::max(m_now, due->at());
        due->deleteLater();
        Q_EMIT due->due();
    }
    m_now = std::max(m_now, end); // a call may have moved on further
}

int ManualClock::waiting() const
{
    return static_cast<int>(std::ranges::count_if(
        m_alarms, [](const QPointer<Alarm> &alarm) { return !alarm.isNull(); }));
}

#include "manualclock.moc"
