#include "recount.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

Recount::Recount(Clock &clock, std::function<Steps()> steps)
    : m_clock(clock), m_steps(std::move(steps)), m_job(clock)
{
}

void Recount::schedule(std::chrono::milliseconds shortest)
{
    m_shortest = shortest;
    if (!std::exchange(m_isWanted, true) && !m_job.isRunning())
        countAfter(pause());
}

void Recount::hurry()
{
    m_isWanted = true;
    m_isHurried = true; // a count under way may end before
    countAfter(0ms);
}

void Recount::countNow()
{
    m_isWanted = false;
    m_isHurried = false;
    m_next = {};
    Steps steps = m_steps();
    steps.push_back(TimeSlicedJob::once([this] {
        if (m_isWanted)
            countAfter(pause());
    }));
    m_job.begin(std::move(steps));
}

void Recount::countAfter(std::chrono::milliseconds pause)
{
    m_next = m_clock.after(pause, [this] { countNow(); });
}

std::chrono::milliseconds Recount::pause() const
{
    constexpr int share = 10;
    if (m_isHurried)
        return 0ms;
    return std::max(m_shortest, m_job.spent() * share);
}
