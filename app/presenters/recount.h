#pragma once

#include "clock.h"
#include "timeslicedjob.h"

#include <chrono>
#include <deque>
#include <functional>

/// A count that is done again whenever what it counts has changed: soon after the first of many
/// changes, one count at a time, and for a tenth of the time at most.
class Recount final {
public:
    using Steps = std::deque<TimeSlicedJob::Step>;

    /// More changes are about to come when the first one does.
    static constexpr std::chrono::milliseconds shortestPause{100};

    /// \p steps gives the steps of each count; it is called when the count begins.
    Recount(Clock &clock, std::function<Steps()> steps);

    /// Something changed: counts after a pause, in which the window is left to itself. While one
    /// count is under way the next one waits for its end.
    void schedule(std::chrono::milliseconds shortest = shortestPause);
    /// Somebody waits for it: counts when this turn of the event loop is over.
    void hurry();
    /// Counts now; what is little is counted when this returns. A count under way is forgotten.
    void countNow();
    /// A count is to come, or under way.
    [[nodiscard]] bool isPending() const { return m_isWanted || m_job.isRunning(); }

private:
    void countAfter(std::chrono::milliseconds pause);
    [[nodiscard]] std::chrono::milliseconds pause() const;

    Clock &m_clock;
    std::function<Steps()> m_steps;
    TimeSlicedJob m_job;
    PendingCall m_next;
    std::chrono::milliseconds m_shortest = shortestPause;
    bool m_isWanted = false;
    bool m_isHurried = false;
};
