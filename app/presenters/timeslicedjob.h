#pragma once

#include "clock.h"

#include <chrono>
#include <deque>
#include <functional>

/// Long work on the thread of the window, in pieces: between them the window answers.
class TimeSlicedJob final {
public:
    /// Does a piece, of a few milliseconds at most, and says whether it has more to do. Begins no
    /// other work in the place of its own.
    using Step = std::function<bool()>;

    /// How long one turn of the event loop may be held, but for the piece that is begun within it.
    static constexpr std::chrono::milliseconds turn{4};

    explicit TimeSlicedJob(Clock &clock);

    /// Does all \p steps, one after the other; the first pieces at once, so that what is little is
    /// done when this returns. What was begun before is forgotten.
    void begin(std::deque<Step> steps);
    [[nodiscard]] bool isRunning() const { return !m_steps.empty(); }
    /// The time that the pieces took, without the breaks.
    [[nodiscard]] std::chrono::milliseconds spent() const { return m_spent; }

private:
    void runSlice();

    Clock &m_clock;
    std::deque<Step> m_steps;
    std::chrono::milliseconds m_spent{0};
    PendingCall m_next;
};
