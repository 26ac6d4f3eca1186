#include "instancewatcher.h"

#include "calljournal.h"
#include "restbudget.h"
#include "slowretry.h"
#include "statussummary.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds longestListingPause = 5min;
constexpr auto slowListing = std::chrono::duration_cast<std::chrono::seconds>(slowRetry);
constexpr int mostDoublings = 10;

/// How far back to load for a chart of \p range; empty: all.
std::optional<std::chrono::milliseconds> windowFor(ChartRange range)
{
    const std::optional<std::chrono::milliseconds> length = lengthOf(range);
    return length ? std::optional(std::max<std::chrono::milliseconds>(*length, healthWindow))
                  : std::nullopt;
}

/// That a server asks for; rounded up.
std::chrono::seconds longestWait(const std::vector<ApiError> &errors)
{
    std::chrono::milliseconds longest{0};
    for (const ApiError &error : errors)
        longest = std::max(longest, error.retryAfter.value_or(0ms));
    return std::chrono::ceil<std::chrono::seconds>(longest);
}

} // namespace

InstanceWatcher::InstanceWatcher(TaskStore &store, Clock &clock, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_restRequests(RestBudget::usualPerMinute),
      m_journal(std::make_shared<CallJournal>()),
      m_accounts(std::make_shared<WatchedAccounts>(std::vector<Connection>(), clock, m_journal)),
      m_directory(std::make_unique<RegistryDirectory>(m_accounts->registry())),
      m_feeds(std::make_unique<FeedGroup>(m_accounts->registry(), clock, store)),
      m_ruleRefresh(clock, [this] { chargeRules(); })
{
}

void InstanceWatcher::connectTo(std::vector<Connection> connections,
                                const std::vector<ApiError> &unusable)
{
    // What asks goes before what is asked.
    m_feeds.reset();
    const std::shared_ptr<WatchedAccounts> formerAccounts = std::exchange(
        m_accounts, std::make_shared<WatchedAccounts>(std::move(connections), m_clock, m_journal));
    const std::unique_ptr<RegistryDirectory> formerDirectory =
        std::exchange(m_directory, std::make_unique<RegistryDirectory>(m_accounts->registry()));
    m_feeds = std::make_unique<FeedGroup>(m_accounts->registry(), m_clock, m_store);
    m_directoryState = {};
    m_unusable.clear();
    for (const ApiError &error : unusable) {
        m_unusable.push_back(
            {.place = {.account = error.account}, .since = m_clock.now(), .wasTold = true});
        m_unusable.back().error = error;
    }
    m_nextTry = {};
    m_listingTries = 0;
    m_accounts->setRestRequests(m_restRequests);
    m_ruleRefresh.setDirectory(&m_directory->rules());
    connectDirectory();
    connectFeeds();
    Q_EMIT connected();
    keepKnown(*formerAccounts, *formerDirectory);
    askAllRegions();
    Q_EMIT stateChanged();
}

/// Another proxy or CA file tells nothing new about which instances there are: they are read on
/// while the question for them fails.
void InstanceWatcher::keepKnown(const WatchedAccounts &formerAccounts,
                                const RegistryDirectory &formerDirectory)
{
    std::vector<RegistryInstance> instances;
    QHash<QString, std::vector<SyncRule>> rules;
    for (const RegistryInstance &instance : formerDirectory.instances()) {
        const QByteArray key = m_accounts->keyOf(instance.account);
        const bool isOfSameKey = !key.isEmpty() && key == formerAccounts.keyOf(instance.account);
        const AccountRegion place{.account = instance.account, .regionId = instance.regionId};
        const bool isWatched =
            std::ranges::any_of(m_accounts->places(), [&place](const AccountRegion &watched) {
                return watched.lists(place);
            });
        if (!isOfSameKey || !isWatched)
            continue;
        instances.push_back(instance);
        rules.insert(instance.id, formerDirectory.rules().of(instance.id));
    }
    if (instances.empty())
        return;
    m_directory->restore(instances, rules);
    watch();
}

void InstanceWatcher::connectDirectory()
{
    connect(m_directory.get(), &RegistryDirectory::instancesLoaded, this,
            &InstanceWatcher::takeAnswer);
    connect(m_directory.get(), &RegistryDirectory::instancesChanged, this,
            &InstanceWatcher::takeInstances);
    connect(&m_directory->rules(), &RuleDirectory::loaded, this,
            [this](const std::optional<ApiError> &error) {
                if (!error)
                    Q_EMIT directoryTold();
                Q_EMIT namesChanged();
            });
}

void InstanceWatcher::connectFeeds()
{
    m_feeds->setRestBudgets([accounts = m_accounts.get()](const QString &account) {
        return accounts->restBudget(account);
    });
    m_feeds->setWindow(windowFor(m_range));
    m_feeds->setRefreshInterval(m_interval);
    connect(m_feeds.get(), &FeedGroup::stateChanged, this, &InstanceWatcher::stateChanged);
    connect(m_feeds.get(), &FeedGroup::merged, this, &InstanceWatcher::merged);
}

void InstanceWatcher::restore(const HistoryDirectory &past)
{
    if (m_directoryState.isLoaded || m_accounts->places().empty())
        return;
    std::vector<RegistryInstance> instances;
    instances.reserve(past.instances.size());
    for (const HistoryInstance &known : past.instances)
        instances.push_back(known.instance);
    m_directory->restore(instances, past.rules);
    if (!instances.empty())
        watch();
}

void InstanceWatcher::setRange(ChartRange range)
{
    m_range = range == ChartRange::Year ? ChartRange::Month : range;
    m_feeds->setWindow(windowFor(m_range));
}

void InstanceWatcher::loadBackTo(const QDateTime &begin)
{
    const std::optional<std::chrono::milliseconds> window = windowFor(m_range);
    const std::chrono::milliseconds needed(begin.msecsTo(m_clock.now()));
    if (window && needed > *window)
        m_feeds->setWindow(needed);
}

void InstanceWatcher::setRefreshInterval(std::chrono::seconds interval)
{
    m_interval = interval;
    m_feeds->setRefreshInterval(interval);
    m_ruleRefresh.setAutomatic(interval > 0s);
    planRetry();
    Q_EMIT stateChanged();
}

void InstanceWatcher::takeAnswer(const std::optional<ApiError> &error)
{
    m_directoryState = {.isLoaded = true,
                        .isEmpty = watchedInstances().empty(),
                        .error = error,
                        .allErrors = m_directory->errors()};
    if (!error)
        m_listingTries = 0;
    noteFailures();
    planRetry();
    takeInstances();
    Q_EMIT stateChanged();
}

/// Since when each region fails; those that answer are forgotten.
void InstanceWatcher::noteFailures()
{
    std::map<AccountRegion, Fault> faults;
    for (const UnlistedRegion &region : m_directory->unlistedRegions()) {
        if (!region.error)
            continue;
        const auto known = m_faults.find(region.place);
        const bool isSame =
            known != m_faults.end() && region.error->isSameFault(known->second.error);
        faults[region.place] = {.since = isSame ? known->second.since : m_clock.now(),
                                .error = *region.error};
    }
    m_faults = std::move(faults);
}

std::vector<UnlistedRegion> InstanceWatcher::unlistedRegions() const
{
    std::vector<UnlistedRegion> unlisted = m_directory->unlistedRegions();
    for (UnlistedRegion &region : unlisted) {
        const auto fault = m_faults.find(region.place);
        if (fault != m_faults.end())
            region.since = fault->second.since;
    }
    unlisted.insert(unlisted.end(), m_unusable.begin(), m_unusable.end());
    unlisted.insert(unlisted.end(), m_elsewhere.begin(), m_elsewhere.end());
    return unlisted;
}

/// Of one account, or of all.
void InstanceWatcher::takeInstances()
{
    Q_EMIT directoryTold();
    watch();
}

void InstanceWatcher::planRetry()
{
    m_nextTry = {};
    m_directoryState.nextTry = {};
    m_directoryState.nextFullTry = {};
    if (m_interval == 0s || m_directory->errors().empty())
        return;
    const std::chrono::seconds doubled =
        m_interval * (1 << std::min(m_listingTries, mostDoublings));
    // What passes is tried again, as the feed does; a key or a permission may be given meanwhile,
    // and nobody may be there to say so.
    const std::chrono::seconds pause =
        m_directory->canRetryInstances() ? std::min(doubled, longestListingPause) : slowListing;
    const std::chrono::seconds delay =
        std::max({m_interval, pause, longestWait(m_directory->errors())});
    m_directoryState.nextTry = m_clock.now().addSecs(delay.count());
    m_directoryState.nextFullTry =
        std::max(m_directoryState.nextTry, m_lastFullListing.addSecs(slowListing.count()));
    m_nextTry = m_clock.after(delay, [this] { retryListing(); });
}

void InstanceWatcher::askAllRegions()
{
    m_lastFullListing = m_clock.now();
    m_directory->loadInstances(m_accounts->places());
}

/// Nobody asked for it: it counts as what is made at rest. A region that goes on failing in a way
/// that may pass does not keep the others from being asked once the slow pause is over.
void InstanceWatcher::retryListing()
{
    ++m_listingTries;
    const bool isSlowDue = m_lastFullListing.secsTo(m_clock.now()) >= slowListing.count();
    const bool isTransient = m_directory->canRetryInstances() && !isSlowDue;
    for (const UnlistedRegion &region : m_directory->unlistedRegions()) {
        RestBudget *budget = m_accounts->restBudget(region.place.account);
        if (budget && region.error && (!isTransient || region.error->isTransient()))
            budget->charge(1);
    }
    if (isTransient) {
        m_directory->retryInstances();
    } else {
        m_lastFullListing = m_clock.now();
        m_directory->retryAllInstances();
    }
}

void InstanceWatcher::setRestRequests(int perMinute)
{
    m_restRequests = perMinute;
    m_accounts->setRestRequests(perMinute);
    shareRulePause();
    Q_EMIT stateChanged();
}

/// One request at least for each instance.
void InstanceWatcher::chargeRules()
{
    for (const RegistryInstance &instance : watchedInstances()) {
        if (RestBudget *budget = m_accounts->restBudget(instance.account))
            budget->charge(1);
    }
}

/// Rules change seldom: reading them takes a tenth of what is asked at rest.
void InstanceWatcher::shareRulePause()
{
    constexpr int part = 10;
    const auto instances = static_cast<int>(watchedInstances().size());
    m_ruleRefresh.setPause(std::chrono::minutes(1) * instances * part /
                           std::max(m_restRequests, 1));
}

std::vector<RegistryInstance> InstanceWatcher::watchedInstances() const
{
    std::vector<RegistryInstance> watched = m_directory->instances();
    std::erase_if(watched, [this](const RegistryInstance &instance) {
        return m_leftOut.contains(instance.id);
    });
    return watched;
}

/// What a list does not name that came in full is gone; one that is incomplete only adds.
void InstanceWatcher::noteWatched()
{
    QSet<QString> ids;
    for (const RegistryInstance &instance : watchedInstances())
        ids.insert(instance.id);
    const bool isComplete = m_directoryState.isLoaded && m_directory->errors().empty() &&
                            m_unusable.empty() && m_elsewhere.empty() &&
                            !m_directory->isLoadingInstances();
    if (isComplete)
        m_watchedIds = ids;
    else if (m_watchedIds)
        m_watchedIds->unite(ids);
}

void InstanceWatcher::watch()
{
    noteWatched();
    const std::vector<RegistryInstance> instances = watchedInstances();
    std::vector<InstanceRef> refs;
    refs.reserve(instances.size());
    for (const RegistryInstance &instance : instances)
        refs.push_back(refTo(instance));
    Q_EMIT namesChanged();
    // Which instances there are says whether the query speaks of one alone: that is asked first.
    Q_EMIT instancesChanged();
    m_feeds->setInstances(refs);
    shareRulePause();
    m_directory->rules().load(refs);
}

void InstanceWatcher::setUnlistedElsewhere(std::vector<UnlistedRegion> regions)
{
    m_elsewhere = std::move(regions);
    noteWatched();
    Q_EMIT stateChanged();
}

bool InstanceWatcher::isWatched(const QString &instanceId) const
{
    return !m_directory->regionOf(instanceId).isEmpty() && !m_leftOut.contains(instanceId);
}

void InstanceWatcher::takeTasks(const std::vector<HistoryTasks> &tasks)
{
    for (const HistoryTasks &some : tasks) {
        if (!isWatched(some.instanceId))
            continue; // it comes with its instance, or not at all
        const MergeReport report = m_store.merge(some.instanceId, some.tasks);
        if (!report.isEmpty())
            Q_EMIT merged(report);
    }
}

bool InstanceWatcher::refresh()
{
    // Else it is being asked.
    if (m_directoryState.isLoaded && needsReconnection())
        return false;
    askAgain();
    return true;
}

void InstanceWatcher::askAgain()
{
    m_accounts->askNow();
    if (!m_directoryState.isLoaded) // being asked
        return;
    m_feeds->refresh();
    m_ruleRefresh.refresh();
    if (m_directoryState.error && !m_directory->isLoadingInstances())
        askAllRegions();
}

void InstanceWatcher::refreshInstance(const QString &instanceId)
{
    m_accounts->askNow();
    m_feeds->refresh(instanceId);
}

void InstanceWatcher::rereadRules(const QString &instanceId)
{
    m_directory->rules().rereadOf(instanceId);
}

/// What one account may not do leaves the others' lists as they are; a key or an address that the
/// user may have mended is looked up again.
bool InstanceWatcher::needsReconnection() const
{
    const auto isOfSetUp = [](const ApiError &error) {
        return error.kind == ApiError::Kind::Credential ||
               error.kind == ApiError::Kind::Configuration;
    };
    const std::optional<ApiError> &feedError = m_feeds->state().error;
    return m_feeds->isEmpty() || !m_directory->hasAnswer() ||
           (feedError && isOfSetUp(*feedError)) ||
           std::ranges::any_of(m_directoryState.allErrors, isOfSetUp);
}

bool InstanceWatcher::isSettled() const
{
    if (!m_directoryState.isLoaded)
        return false;
    const FeedState &state = m_feeds->state();
    return state.error || m_feeds->isEmpty() ||
           (state.asOf.isValid() && state.phase == FeedState::Phase::Idle);
}
