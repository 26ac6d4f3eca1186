#pragma once

#include "clock.h"

#include <QString>

#include <cstddef>
#include <deque>

/// A time that a server told with a reply that arrived just now.
struct ServerTime {
    QDateTime at{};                         ///< invalid: the reply told none
    std::chrono::milliseconds roundTrip{0}; ///< from sending the request to the reply
};

/// This computer's clock, corrected by the times that the registry tells with its replies: the age
/// of a task is the registry's now less a time of the registry's, however wrong this computer is.
/// Timers run by this computer's clock.
class RegistryClock final : public Clock {
public:
    /// \p local must outlive it.
    explicit RegistryClock(Clock &local) : m_local(local) {}

    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] QDateTime localNow() const override { return m_local.localNow(); }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override;

    void learn(const ServerTime &time);
    /// How far the registry is ahead of this computer; negative where it is behind.
    [[nodiscard]] std::chrono::milliseconds correction() const { return m_correction; }

private:
    static constexpr std::size_t samples = 5; ///< one wrong time among them changes nothing

    Clock &m_local;
    std::deque<std::chrono::milliseconds> m_differences;
    std::chrono::milliseconds m_correction{0};
};

/// For a technical sentence: "17 min ahead of", "3 s behind". \p ahead: how far one clock is ahead
/// of the other; in the unit that fits, rounded.
QString clockDifferenceText(std::chrono::milliseconds ahead);
