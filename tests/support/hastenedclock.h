#pragma once

#include "clock.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

#include <atomic>

/// A clock that starts on the same Friday at noon whenever a test runs, so that what the simulator
/// makes up for each hour of the week is always the same. It goes on as the machine's does, and a
/// test puts it forward: what falls due by that happens soon, by the event loop. Its now() may be
/// asked from another thread.
class HastenedClock final : public Clock {
public:
    HastenedClock();

    [[nodiscard]] QDateTime now() const override;
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override;

    void putForward(std::chrono::milliseconds duration);
    /// From now on it moves only when it is put forward: nothing happens in the registry while a
    /// slow machine loads.
    void standStill();

private:
    struct Alarm {
        QPointer<QTimer> timer;
        QDateTime due;
    };

    QElapsedTimer m_sinceStart;
    std::atomic<qint64> m_stoodStillAtMs = -1; // since the start; negative: it goes on
    std::atomic<qint64> m_aheadMs = 0;
    QList<Alarm> m_alarms;
};
