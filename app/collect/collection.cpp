#include "collection.h"

#include "taskmetrics.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

namespace {

constexpr qint64 daysReadAgain = 7; // no copy takes longer

} // namespace

Collection::Collection(Clock &clock, Options options, HistoryGroup::EngineOf engineOf,
                       QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_options(std::move(options)),
      m_history(m_store, clock, std::move(engineOf)),
      m_instances(m_store, clock)
{
    m_instances.setRange(ChartRange::Week);
    m_instances.setRefreshInterval(m_options.refreshInterval);
    m_instances.setRestRequests(m_options.preferences.restRequests);
    connect(&m_history, &HistoryGroup::directoryRestored, this, [this] {
        m_instances.restore(m_history.directory());
        planDepth();
    });
    connect(&m_history, &HistoryGroup::openingEnded, this, &Collection::historyOpened);
    connect(&m_history, &HistoryGroup::noticed, this, &Collection::noticed);
    connect(&m_history, &HistoryGroup::noticeEnded, this, &Collection::noticeEnded);
    connect(&m_instances, &InstanceWatcher::instancesChanged, this, &Collection::planDepth);
    connect(&m_instances, &InstanceWatcher::directoryTold, this,
            [this] { m_history.record(m_instances.directory()); });
    connect(&m_instances, &InstanceWatcher::merged, this,
            [this](const MergeReport &report) { m_history.record(report); });
    connect(&m_instances, &InstanceWatcher::stateChanged, this, &Collection::recordReadings);
}

void Collection::connectTo(std::vector<Connection> connections,
                           const std::vector<ApiError> &unusable)
{
    for (const Connection &connection : connections) {
        if (m_kept.contains(connection.account))
            continue;
        m_kept.append(connection.account);
        m_history.open(m_options.database, m_options.preferences, connection.account);
    }
    m_instances.connectTo(std::move(connections), unusable);
}

/// Everything that is to be kept is read once; later what may have changed since the last time.
void Collection::planDepth()
{
    if (m_history.isLoading()) { // what was read before is told soon
        m_nextPlan = m_clock.after(std::chrono::seconds(1), [this] { planDepth(); });
        return;
    }
    const QDateTime now = m_clock.now();
    const QHash<QString, QDateTime> readings = m_history.lastReadings();
    QDateTime begin = now;
    for (const RegistryInstance &instance : m_instances.watchedInstances()) {
        const QDateTime last = readings.value(instance.id);
        begin = std::min(begin, last.isValid() ? last.addDays(-daysReadAgain)
                                               : now.addDays(-m_options.preferences.historyDays));
    }
    m_begin = begin;
    m_instances.loadBackTo(begin);
}

/// A list counts as read once it is complete as far back as it is to be kept: who goes on after an
/// interruption reads again what is not.
void Collection::recordReadings()
{
    std::vector<InstanceFeed> feeds = m_instances.feeds().states();
    const std::size_t all = feeds.size();
    std::erase_if(feeds, [this](const InstanceFeed &feed) {
        const FeedState &state = feed.state;
        const bool isBackToBegin =
            m_begin.isValid() && state.completeSince.isValid() && state.completeSince <= m_begin;
        return !state.complete && !isBackToBegin;
    });
    if (!m_firstReading && all > 0 && feeds.size() == all)
        m_firstReading = m_store.size();
    m_history.record(feeds);
    recordUnread();
}

/// Who reads the history is told what is not in it.
void Collection::recordUnread()
{
    std::vector<UnreadList> unread;
    for (const ListStatus &list : lists()) {
        if (!list.error || list.state == ListStatus::State::Current)
            continue;
        unread.push_back({.account = list.instance.account,
                          .regionId = list.instance.regionId,
                          .instanceId = list.instance.instanceId,
                          .since = list.since,
                          .error = *list.error});
    }
    if (m_unread == unread || m_kept.isEmpty())
        return;
    m_history.record(unread);
    const bool isNews = m_unread || !unread.empty();
    m_unread = std::move(unread);
    if (isNews)
        Q_EMIT unreadChanged(*m_unread);
}

std::vector<ListStatus> Collection::lists() const
{
    const QueryNames names = m_instances.directory().names();
    const std::vector<UnlistedRegion> unlisted = m_instances.unlistedRegions();
    return listStatuses(m_instances.feeds().states(), unlisted,
                        {.interval = m_options.refreshInterval, .before = m_history.lastReadings()},
                        m_clock.now(),
                        [&names](const QString &id) { return names.instances.value(id, id); });
}

std::vector<MetricFamily> Collection::measured(const MetricsChoice &choice, const QString &version,
                                               bool isElected) const
{
    const QDateTime now = m_clock.now();
    const QueryNames names = m_instances.directory().names();
    const std::vector<ListStatus> known = lists();
    return measure({.store = m_store,
                    .lists = known,
                    .isMissingMore = known.empty(), // which instances there are is not known yet
                    .ruleNames = names.rules,
                    .calls = &m_instances.accounts()->tally(),
                    .version = version,
                    .isElected = isElected,
                    .now = now},
                   choice);
}
