#include "transferpace.h"

#include <cmath>

std::optional<TransferPace> paceBetween(const TransferObservation &before,
                                        const TransferObservation &after)
{
    const qint64 moved = after.synced - before.synced;
    const qint64 ms = before.at.msecsTo(after.at);
    if (moved <= 0 || ms <= 0)
        return {};
    const double perSecond = static_cast<double>(moved) * 1000.0 / static_cast<double>(ms);
    TransferPace pace{.bytesPerSecond = std::llround(perSecond)};
    if (after.total >= after.synced && after.total > 0) {
        const double seconds = static_cast<double>(after.total - after.synced) / perSecond;
        pace.left = std::chrono::seconds(std::llround(seconds));
    }
    return pace;
}

void TransferWatch::observe(const TransferObservation &now)
{
    if (m_last && m_last->at.msecsTo(now.at) < shortest.count())
        return;
    m_pace = m_last ? paceBetween(*m_last, now) : std::nullopt;
    m_last = now;
}
