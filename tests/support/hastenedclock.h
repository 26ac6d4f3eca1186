#pragma once

#include "clock.h"

#include <QList>
#include <QTimer>

#include <atomic>

/// The machine's clock, which a test puts forward: what falls due by that happens soon, by the
/// event loop. Its now() may be asked from another thread.
class HastenedClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override;
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override;

    void putForward(std::chrono::milliseconds duration);

private:
    struct Alarm {
        QPointer<QTimer> timer;
        QDateTime due;
    };

    std::atomic<qint64> m_aheadMs = 0;
    QList<Alarm> m_alarms;
};
