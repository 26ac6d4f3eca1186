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

/// One more that is behind.
void noteBehind(Freshness &freshness, const QDateTime &asOf)
{
    ++freshness.behind;
    if (!freshness.asOf.isValid() || (asOf.isValid() && asOf < freshness.asOf))
        freshness.asOf = asOf;
}

Freshness::State stateFor(const Freshness &freshness, bool hasLost)
{
    using State = Freshness::State;
    if (freshness.behind == 0)
        return State::Fresh;
    if (freshness.behind < freshness.all)
        return State::Partly;
    if (hasLost)
        return State::Lost;
    // At the first start there is nothing that could be old.
    return freshness.asOf.isValid() ? State::Outdated : State::Fresh;
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
        const QDateTime &asOf = list.state.asOf.isValid() ? list.state.asOf : rule.before;
        const bool isListLost = list.state.error && isLost(*list.state.error);
        if (isListLost || (asOf.isValid() && asOf < oldest))
            noteBehind(freshness, asOf);
        hasLost = hasLost || isListLost;
    }
    for (const ApiError &error : unlisted) {
        if (!isCutOff(error))
            continue;
        noteBehind(freshness, {});
        ++freshness.all;
        hasLost = hasLost || isLost(error);
    }
    freshness.state = stateFor(freshness, hasLost);
    return freshness;
}
