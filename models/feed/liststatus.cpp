#include "liststatus.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortestFreshness = 1min;
constexpr std::chrono::milliseconds freshnessByHand = 5min;
constexpr int refreshesInFreshness = 3;
// However young the list is: who asked and hears nothing for so long may have lost the connection.
constexpr std::chrono::milliseconds longestSilence = 5s;

bool isUnanswered(const FeedState &feed, const QDateTime &now)
{
    return feed.unansweredSince.isValid() &&
           feed.unansweredSince.msecsTo(now) >= longestSilence.count();
}

ListStatus::State readStateOf(const ListStatus &status, std::chrono::milliseconds interval,
                              const QDateTime &now)
{
    using State = ListStatus::State;
    if (status.error) {
        if (const std::optional<State> failed = stateFor(*status.error))
            return *failed;
    }
    if (!status.wasRead())
        return State::NeverRead;
    const QDateTime oldest = now.addMSecs(-longestFreshness(interval).count());
    return status.asOf < oldest || isUnanswered(status.feed, now) ? State::Outdated
                                                                  : State::Current;
}

ListStatus listStatusOf(const InstanceFeed &list, const ReadingRule &rule, const QDateTime &now)
{
    const FeedState &feed = list.state;
    ListStatus status{.instance = list.instance,
                      .name = list.instance.instanceId,
                      .asOf = feed.asOf.isValid() ? feed.asOf
                                                  : rule.before.value(list.instance.instanceId),
                      .since = feed.failingSince,
                      .nextTry = feed.nextRefresh,
                      .error = feed.error,
                      .feed = feed};
    // Where many instances share a budget, each is read less often than was asked for.
    const std::chrono::milliseconds interval = std::max(rule.interval, feed.refreshInterval);
    status.state = readStateOf(status, rule.interval == 0ms ? 0ms : interval, now);
    return status;
}

ListStatus listStatusOf(const UnlistedRegion &unlisted, const ReadingRule &rule,
                        const QDateTime &now)
{
    const bool isAsked = unlisted.error && !unlisted.place.regionId.isEmpty();
    const QDateTime nextTry = !isAsked                        ? QDateTime()
                              : unlisted.error->isTransient() ? rule.nextListing
                                                              : rule.nextFullListing;
    ListStatus status{
        .instance = {.regionId = unlisted.place.regionId, .account = unlisted.place.account},
        .since = unlisted.since,
        .nextTry = nextTry,
        .error = unlisted.error,
        .wasTold = unlisted.wasTold,
        .isPartlyListed = unlisted.isPartlyListed};
    if (status.instance.account.isEmpty() && unlisted.error)
        status.instance.account = unlisted.error->account;
    status.state = readStateOf(status, rule.interval, now);
    return status;
}

} // namespace

QString ListStatus::key() const
{
    return instance.account + u'\n' + instance.regionId + u'\n' + instance.instanceId;
}

std::optional<ListStatus::State> stateFor(const ApiError &error)
{
    if (error.kind == ApiError::Kind::Throttled)
        return {};
    return error.isRefusal() ? ListStatus::State::Refused : ListStatus::State::NotAnswering;
}

std::chrono::milliseconds longestFreshness(std::chrono::milliseconds interval)
{
    return interval == 0ms ? freshnessByHand
                           : std::max(interval * refreshesInFreshness, shortestFreshness);
}

std::vector<ListStatus> listStatuses(std::span<const InstanceFeed> feeds,
                                     std::span<const UnlistedRegion> unlisted,
                                     const ReadingRule &rule, const QDateTime &now,
                                     const std::function<QString(const QString &)> &nameOf)
{
    std::vector<ListStatus> statuses;
    statuses.reserve(feeds.size() + unlisted.size());
    for (const InstanceFeed &feed : feeds) {
        statuses.push_back(listStatusOf(feed, rule, now));
        if (nameOf)
            statuses.back().name = nameOf(feed.instance.instanceId);
    }
    for (const UnlistedRegion &region : unlisted)
        statuses.push_back(listStatusOf(region, rule, now));
    std::ranges::stable_sort(statuses, {}, &ListStatus::state);
    return statuses;
}

QHash<QString, QDateTime> lastReadings(std::span<const ListStatus> lists,
                                       const QHash<QString, QDateTime> &before)
{
    QHash<QString, QDateTime> readings = before;
    for (const ListStatus &list : lists) {
        if (!list.isInstance())
            continue;
        if (list.state != ListStatus::State::Current && list.wasRead())
            readings[list.instance.instanceId] = list.asOf;
        else
            readings.remove(list.instance.instanceId);
    }
    return readings;
}
