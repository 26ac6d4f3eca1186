#include "feedfailures.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

// Somebody may look at the window, and the connection may be back.
constexpr std::chrono::milliseconds longestBackoff = 1min;
constexpr int mostDoublings = 16;

} // namespace

void FeedFailures::failed(const ApiError &error, const QDateTime &now)
{
    if (!m_error || !error.isSameFault(*m_error))
        m_since = now;
    m_error = error;
    ++m_inRow;
    m_isRefused = error.isRefusal();
}

std::chrono::milliseconds FeedFailures::delay(std::chrono::milliseconds interval) const
{
    std::chrono::milliseconds delay = interval;
    if (m_inRow > 0) {
        const auto doubled = interval * (1 << std::min(m_inRow, mostDoublings));
        delay = std::max(interval, std::min(doubled, longestBackoff));
    }
    if (m_error && m_error->retryAfter)
        delay = std::max(delay, *m_error->retryAfter);
    if (m_isRefused)
        delay = std::max(delay, slowRetry);
    return delay;
}
