#pragma once

#include "pendingcall.h"

#include <QDateTime>

#include <chrono>
#include <functional>

/// What time it is, and a call when some time has passed. Handed in, so that a test can live in
/// time of its own.
class Clock {
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Now, in UTC.
    [[nodiscard]] virtual QDateTime now() const = 0;
    /// This computer's own time, in UTC: another one than now() where that is corrected. What is
    /// measured with it does not jump when the correction changes.
    [[nodiscard]] virtual QDateTime localNow() const { return now(); }

    /// Runs \p then once, \p delay from now, on the calling thread. Dropping the call forgets it.
    virtual PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override;
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override;
};
