#include "retryquota.h"

#include <algorithm>

std::optional<int> RetryQuota::tryTake(const ApiError &error)
{
    const int cost = error.kind == ApiError::Kind::Timeout ? timeoutCost : retryCost;
    if (cost > m_tokens)
        return {};
    m_tokens -= cost;
    return cost;
}

void RetryQuota::giveBack(int taken)
{
    m_tokens = std::min(m_tokens + (taken > 0 ? taken : plainSuccess), m_capacity);
}
