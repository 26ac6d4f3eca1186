#include "timeslicedjob.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

/// The clock of the wall may be set while work is done, by hours: that must not pass for work.
std::chrono::milliseconds timeSpent(const QDateTime &begin, const QDateTime &end)
{
    constexpr std::chrono::milliseconds longest{10'000};
    return std::clamp(std::chrono::milliseconds(begin.msecsTo(end)), 0ms, longest);
}

} // namespace

TimeSlicedJob::TimeSlicedJob(Clock &clock) : m_clock(clock) {}

void TimeSlicedJob::begin(std::deque<Step> steps)
{
    m_next = {};
    m_steps = std::move(steps);
    m_spent = 0ms;
    runSlice();
}

void TimeSlicedJob::runSlice()
{
    QDateTime begin = m_clock.now();
    const std::chrono::milliseconds before = m_spent;
    while (!m_steps.empty() && m_spent - before < turn) {
        if (!m_steps.front()())
            m_steps.pop_front();
        const QDateTime now = m_clock.now();
        m_spent += timeSpent(std::exchange(begin, now), now);
    }
    if (!m_steps.empty())
        m_next = m_clock.after(0ms, [this] { runSlice(); });
}
