#pragma once

#include "clock.h"

#include <chrono>
#include <deque>
#include <functional>
#include <utility>

/// Long work on the thread of the window, in slices: between them the window handles events.
class TimeSlicedJob final {
public:
    /// Does a piece of a few milliseconds at most, and returns whether there is more to do. Must
    /// not call begin() of its own job.
    using Step = std::function<bool()>;

    /// A step that is done in one piece.
    template<typename Piece>
    [[nodiscard]] static Step once(Piece piece)
    {
        return [piece = std::move(piece)] {
            piece();
            return false;
        };
    }

    /// How long one slice lasts, apart from the piece that was started within it.
    static constexpr std::chrono::milliseconds turn{4};

    explicit TimeSlicedJob(Clock &clock);

    /// Does all \p steps, one after the other. The first slice runs at once, so that a small job is
    /// done when this returns. Cancels the job before.
    void begin(std::deque<Step> steps);
    [[nodiscard]] bool isRunning() const { return !m_steps.empty(); }
    /// The processing time so far, without the pauses.
    [[nodiscard]] std::chrono::milliseconds spent() const { return m_spent; }

private:
    void runSlice();

    Clock &m_clock;
    std::deque<Step> m_steps;
    std::chrono::milliseconds m_spent{0};
    PendingCall m_next;
};
