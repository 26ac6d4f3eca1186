#include "freshness.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortest = 1min;
constexpr std::chrono::milliseconds byHand = 5min;
constexpr int refreshes = 3;

bool isLost(const ApiError &error)
{
    return error.kind == ApiError::Kind::Network || error.kind == ApiError::Kind::Timeout ||
           error.kind == ApiError::Kind::Server;
}

/// The account is not heard of until somebody mends something. What it may not do it never could.
bool isCutOff(const ApiError &error)
{
    return isLost(error) || error.kind == ApiError::Kind::Credential ||
           error.kind == ApiError::Kind::Configuration;
}

} // namespace

std::chrono::milliseconds longestFreshness(std::chrono::milliseconds interval)
{
    return interval == 0ms ? byHand : std::max(interval * refreshes, shortest);
}

Freshness freshnessOf(std::span<const InstanceFeed> lists, std::span<const ApiError> unlisted,
                      const FreshnessRule &rule, const QDateTime &now)
{
    Freshness freshness{.all = static_cast<int>(lists.size())};
    const QDateTime oldest = now.addMSecs(-longestFreshness(rule.interval).count());
    bool hasLost = false;
    for (const InstanceFeed &list : lists) {
        const bool isListLost = list.state.error && isLost(*list.state.error);
        const QDateTime &asOf = list.state.asOf.isValid() ? list.state.asOf : rule.before;
        if (!isListLost && (!asOf.isValid() || asOf >= oldest))
            continue;
        hasLost = hasLost || isListLost;
        ++freshness.behind;
        if (asOf.isValid() && (!freshness.asOf.isValid() || asOf < freshness.asOf))
            freshness.asOf = asOf;
    }
    for (const ApiError &error : unlisted) {
        if (!isCutOff(error))
            continue;
        hasLost = hasLost || isLost(error);
        ++freshness.behind;
        ++freshness.all;
    }
    if (freshness.behind == 0)
        return freshness;
    using State = Freshness::State;
    if (freshness.behind < freshness.all)
        freshness.state = State::Partly;
    else if (hasLost)
        freshness.state = State::Lost;
    else if (freshness.asOf.isValid()) // else there is nothing that could be old
        freshness.state = State::Outdated;
    return freshness;
}
