#pragma once

#include "manualclock.h"

#include <utility>

/// Time goes on while work is done: between two looks at the clock.
class BusyClock final : public Clock {
public:
    explicit BusyClock(ManualClock &clock) : m_clock(clock) {}

    [[nodiscard]] QDateTime now() const override
    {
        m_busyMs += msPerLook;
        return m_clock.now().addMSecs(m_busyMs);
    }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override
    {
        return m_clock.after(delay, std::move(then));
    }
    int msPerLook = 0;

private:
    ManualClock &m_clock;
    mutable qint64 m_busyMs = 0;
};
