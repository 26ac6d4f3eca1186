#include "feedgroup.h"

#include <algorithm>

namespace {

FeedState::Phase busier(FeedState::Phase a, FeedState::Phase b)
{
    using Phase = FeedState::Phase;
    for (const Phase phase :
         {Phase::LoadingMore, Phase::LoadingFirst, Phase::Checking, Phase::Refreshing}) {
        if (a == phase || b == phase)
            return phase;
    }
    return Phase::Idle;
}

/// The earlier of two times, of which each may be invalid.
QDateTime earlier(const QDateTime &a, const QDateTime &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() ? a : b;
    return std::min(a, b);
}

/// The first reason; what was seen and what there should be of all lists that are in doubt.
std::optional<PagingDoubt> together(const std::optional<PagingDoubt> &a,
                                    const std::optional<PagingDoubt> &b)
{
    if (!a || !b)
        return a ? a : b;
    PagingDoubt both{.reason = a->reason, .seen = a->seen + b->seen};
    if (a->total || b->total)
        both.total = a->total.value_or(a->seen) + b->total.value_or(b->seen);
    return both;
}

void add(FeedState &sum, const FeedState &one)
{
    sum.phase = busier(sum.phase, one.phase);
    sum.loaded += one.loaded;
    sum.total = sum.total && one.total ? std::optional(*sum.total + *one.total) : std::nullopt;
    sum.complete = sum.complete && one.complete;
    sum.isOfHistory = sum.isOfHistory || one.isOfHistory;
    sum.asOf = earlier(sum.asOf, one.asOf);
    sum.failingSince = earlier(sum.failingSince, one.failingSince);
    sum.nextRefresh = earlier(sum.nextRefresh, one.nextRefresh);
    sum.refreshInterval = std::max(sum.refreshInterval, one.refreshInterval);
    if (!sum.error)
        sum.error = one.error;
    sum.doubt = together(sum.doubt, one.doubt);
    sum.unread.add(one.unread);
}

/// A list that is complete limits nothing; of the others the one that reaches least far back does.
QDateTime completeSince(const std::vector<FeedState> &lists)
{
    QDateTime oldest; // where all are complete
    QDateTime latest; // of those that are not
    bool areKnown = true;
    bool isComplete = true;
    for (const FeedState &list : lists) {
        oldest = earlier(oldest, list.completeSince);
        if (list.complete)
            continue;
        isComplete = false;
        areKnown = areKnown && list.completeSince.isValid();
        latest = latest.isValid() ? std::max(latest, list.completeSince) : list.completeSince;
    }
    if (isComplete)
        return oldest;
    return areKnown ? latest : QDateTime();
}

} // namespace

FeedGroup::FeedGroup(Registry &registry, Clock &clock, TaskStore &store, QObject *parent)
    : QObject(parent), m_registry(registry), m_clock(clock), m_store(store)
{
}

std::unique_ptr<TaskFeed> FeedGroup::makeFeed(const InstanceRef &instance, const TaskQuery &query)
{
    auto feed = std::make_unique<TaskFeed>(m_registry, m_clock, m_store);
    feed->setWindow(m_window);
    feed->setRestBudget(budgetOf(instance));
    feed->setWatched(m_watched);
    connect(feed.get(), &TaskFeed::merged, this, &FeedGroup::merged);
    connect(feed.get(), &TaskFeed::stateChanged, this, &FeedGroup::publish);
    feed->setQuery(instance, query);
    return feed;
}

void FeedGroup::setInstances(const std::vector<InstanceRef> &instances)
{
    if (instances == m_instances)
        return;
    m_instances = instances;
    const auto isGone = [&instances](const auto &feed) {
        return std::ranges::find(instances, feed.second->instanceRef()) == instances.end();
    };
    std::erase_if(m_feeds, isGone);
    std::erase_if(m_narrowFeeds, isGone);
    shareBudgets();
    for (const InstanceRef &instance : instances) {
        if (m_feeds.contains(instance.instanceId))
            continue;
        std::unique_ptr<TaskFeed> feed = makeFeed(instance, {});
        feed->setRefreshInterval(m_interval);
        connect(feed.get(), &TaskFeed::stateChanged, this,
                [this, id = instance.instanceId] { noteRecovery(id); });
        m_feeds[instance.instanceId] = std::move(feed);
    }
    makeNarrowFeeds();
    publish();
}

RestBudget *FeedGroup::budgetOf(const InstanceRef &instance) const
{
    return m_budgetOf ? m_budgetOf(instance.account) : nullptr;
}

/// Each budget is told how many lists are refreshed within it.
void FeedGroup::shareBudgets() const
{
    std::map<RestBudget *, int> lists;
    for (const InstanceRef &instance : m_instances) {
        if (RestBudget *budget = budgetOf(instance))
            ++lists[budget];
    }
    for (const auto &[budget, count] : lists)
        budget->setLists(count);
}

void FeedGroup::setWatched(const QSet<TaskRow> &rows)
{
    if (rows == m_watched)
        return;
    m_watched = rows;
    for (const auto &[id, feed] : m_feeds)
        feed->setWatched(rows);
}

void FeedGroup::setQuery(const TaskQuery &query, const QString &only)
{
    const TaskQuery narrow = query.serverPart();
    if (narrow == m_narrow && only == m_only)
        return;
    if (narrow != m_narrow)
        m_narrowFeeds.clear();
    m_narrow = narrow;
    m_only = only;
    makeNarrowFeeds();
    publish();
}

/// They do not refresh by themselves: what is new, the feeds of everything bring.
void FeedGroup::makeNarrowFeeds()
{
    const auto isAbout = [this](const QString &id) { return m_only.isEmpty() || m_only == id; };
    std::erase_if(m_narrowFeeds, [&isAbout](const auto &feed) { return !isAbout(feed.first); });
    if (m_narrow.isEmpty())
        return;
    for (const InstanceRef &instance : m_instances) {
        if (isAbout(instance.instanceId) && !m_narrowFeeds.contains(instance.instanceId))
            m_narrowFeeds[instance.instanceId] = makeFeed(instance, m_narrow);
    }
}

/// An instance that answers again is asked what it did not answer meanwhile.
void FeedGroup::noteRecovery(const QString &instanceId)
{
    const auto feed = m_feeds.find(instanceId);
    if (feed == m_feeds.end())
        return;
    if (feed->second->state().error) {
        m_failing.insert(instanceId);
        return;
    }
    if (m_failing.erase(instanceId) == 0)
        return;
    const auto narrow = m_narrowFeeds.find(instanceId);
    if (narrow != m_narrowFeeds.end() && narrow->second->state().error)
        narrow->second->refresh();
}

const FeedGroup::Feeds &FeedGroup::asked() const
{
    return m_narrow.isEmpty() ? m_feeds : m_narrowFeeds;
}

template<typename Act>
void FeedGroup::forEachAsked(const Act &act)
{
    for (const auto &[id, feed] : asked()) {
        if (m_only.isEmpty() || m_only == id)
            act(*feed);
    }
}

void FeedGroup::setWindow(std::optional<std::chrono::milliseconds> window)
{
    m_window = window;
    for (const auto &[id, feed] : m_feeds)
        feed->setWindow(window);
    for (const auto &[id, feed] : m_narrowFeeds)
        feed->setWindow(window);
}

void FeedGroup::setRefreshInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    for (const auto &[id, feed] : m_feeds)
        feed->setRefreshInterval(interval);
}

void FeedGroup::refresh()
{
    for (const auto &[id, feed] : m_feeds)
        feed->refresh();
    for (const auto &[id, feed] : m_narrowFeeds)
        feed->refresh();
}

void FeedGroup::refresh(const QString &instanceId)
{
    for (const Feeds *feeds : {&m_feeds, &m_narrowFeeds}) {
        if (const auto feed = feeds->find(instanceId); feed != feeds->end())
            feed->second->refresh();
    }
}

void FeedGroup::loadMore()
{
    forEachAsked([](TaskFeed &feed) { feed.loadMore(); });
}

void FeedGroup::loadAll()
{
    forEachAsked([](TaskFeed &feed) { feed.loadAll(); });
}

void FeedGroup::stop()
{
    forEachAsked([](TaskFeed &feed) { feed.stop(); });
}

std::vector<InstanceFeed> FeedGroup::states() const
{
    std::vector<InstanceFeed> states;
    for (const InstanceRef &instance : m_instances) {
        const auto feed = m_feeds.find(instance.instanceId);
        if (feed != m_feeds.end())
            states.push_back({.instance = instance, .state = feed->second->state()});
    }
    return states;
}

FeedState FeedGroup::together() const
{
    std::vector<FeedState> lists;
    for (const auto &[id, feed] : asked()) {
        if (m_only.isEmpty() || m_only == id)
            lists.push_back(feed->state());
    }
    if (lists.empty())
        return {};
    FeedState sum = lists.front();
    for (std::size_t i = 1; i < lists.size(); ++i)
        add(sum, lists[i]);
    sum.completeSince = completeSince(lists);
    return sum;
}

void FeedGroup::publish()
{
    const FeedState state = together();
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}
