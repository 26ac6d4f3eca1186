#include "registryclock.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longestRoundTrip = 10s;
constexpr milliseconds absurd = 24h * 366;
constexpr milliseconds resolution = 1s; // of an HTTP date
// A correction by less than the uncertainty would only make the clock jump.
constexpr milliseconds leastChange = 2s;

} // namespace

QDateTime RegistryClock::now() const
{
    return m_local.now().addMSecs(m_correction.count());
}

PendingCall RegistryClock::after(milliseconds delay, std::function<void()> then)
{
    return m_local.after(delay, std::move(then));
}

void RegistryClock::learn(const ServerTime &time)
{
    if (!time.at.isValid() || time.roundTrip < 0ms || time.roundTrip > longestRoundTrip)
        return;
    const QDateTime written = m_local.now().addMSecs(-time.roundTrip.count() / 2);
    const milliseconds difference = milliseconds(written.msecsTo(time.at)) + resolution / 2;
    if (difference > absurd || difference < -absurd)
        return;
    m_differences.push_back(difference);
    if (m_differences.size() > samples)
        m_differences.pop_front();
    std::vector<milliseconds> sorted(m_differences.begin(), m_differences.end());
    std::ranges::sort(sorted);
    const milliseconds median = sorted[sorted.size() / 2];
    if (std::chrono::abs(median - m_correction) >= leastChange)
        m_correction = std::chrono::abs(median) >= leastChange ? median : 0ms;
}
