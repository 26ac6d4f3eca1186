#include "registrydirectory.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool comesBefore(const RegistryInstance &a, const RegistryInstance &b)
{
    const int order = QString::localeAwareCompare(a.name, b.name);
    return order != 0 ? order < 0 : a.id < b.id;
}

} // namespace

RegistryDirectory::RegistryDirectory(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry), m_rules(registry)
{
}

void RegistryDirectory::restore(const std::vector<RegistryInstance> &instances,
                                const QHash<QString, std::vector<SyncRule>> &rulesByInstance)
{
    for (const RegistryInstance &instance : instances) {
        const AccountRegion place{.account = instance.account, .regionId = instance.regionId};
        const bool hasAnswered = std::ranges::any_of(
            m_answered, [&place](const AccountRegion &answered) { return answered.lists(place); });
        if (!hasAnswered)
            m_byPlace[place].insert_or_assign(instance.id, instance);
    }
    gatherInstances();
    m_rules.restore(rulesByInstance);
}

void RegistryDirectory::loadInstances(const std::vector<AccountRegion> &places)
{
    m_loads.clear();
    m_failures.clear();
    m_watched.clear();
    for (const AccountRegion &place : places) {
        if (std::ranges::find(m_watched, place) == m_watched.end())
            m_watched.push_back(place);
    }
    m_waiting = m_watched;
    if (m_watched.empty())
        finishInstances();
    else
        startRegions();
}

bool RegistryDirectory::canRetryInstances() const
{
    return std::ranges::any_of(m_failures,
                               [](const Failure &failure) { return failure.error.isTransient(); });
}

void RegistryDirectory::retryInstances()
{
    if (isLoadingInstances())
        return;
    for (const Failure &failure : std::as_const(m_failures)) {
        if (failure.error.isTransient())
            m_waiting.push_back(failure.place);
    }
    std::erase_if(m_failures, [](const Failure &failure) { return failure.error.isTransient(); });
    startRegions();
}

void RegistryDirectory::retryAllInstances()
{
    if (isLoadingInstances())
        return;
    for (const Failure &failure : std::exchange(m_failures, {}))
        m_waiting.push_back(failure.place);
    startRegions();
}

const std::vector<RegistryInstance> &RegistryDirectory::instances() const
{
    return m_instances;
}

QString RegistryDirectory::instanceName(const QString &instanceId) const
{
    const QString name = m_names.value(instanceId);
    return name.isEmpty() ? instanceId : name;
}

QueryNames RegistryDirectory::names() const
{
    QueryNames names{.instances = m_names};
    if (areOfSeveralAccounts(m_instances)) {
        for (const RegistryInstance &instance : m_instances)
            names.accounts.insert(instance.id, instance.account);
    }
    for (const SyncRule &rule : m_rules.all())
        names.rules.insert(rule.id, rule.name);
    return names;
}

QString RegistryDirectory::regionOf(const QString &instanceId) const
{
    return refOf(instanceId).regionId;
}

InstanceRef RegistryDirectory::refOf(const QString &instanceId) const
{
    const auto instance = std::ranges::find(m_instances, instanceId, &RegistryInstance::id);
    return instance == m_instances.end() ? InstanceRef{.instanceId = instanceId} : refTo(*instance);
}

InstanceRef RegistryDirectory::refOf(const ImageRef &image, const QString &account) const
{
    InstanceRef listed = refOf(image.instanceId);
    if (!listed.regionId.isEmpty())
        return listed;
    return {.regionId = image.regionId, .instanceId = image.instanceId, .account = account};
}

QString RegistryDirectory::fullNameOf(const QString &instanceId) const
{
    const QString name = instanceName(instanceId);
    return areOfSeveralAccounts(m_instances) ? name + u" · "_s + refOf(instanceId).account : name;
}

bool RegistryDirectory::isListed(const QString &account) const
{
    return !isAsked(account) && !hasFailed(account) &&
           std::ranges::find(m_watched, account, &AccountRegion::account) != m_watched.end();
}

bool RegistryDirectory::hasFailed(const QString &account) const
{
    return std::ranges::any_of(m_failures, [&account](const Failure &failure) {
        return failure.place.account == account;
    });
}

bool RegistryDirectory::hasAnswer() const
{
    return m_failures.size() < m_watched.size() ||
           std::ranges::any_of(m_failures, &Failure::hasPartialAnswer);
}

std::vector<ApiError> RegistryDirectory::errors() const
{
    std::vector<ApiError> errors;
    std::set<QString> accounts;
    for (const Failure &failure : m_failures) {
        if (accounts.insert(failure.place.account).second)
            errors.push_back(failure.error);
    }
    return errors;
}

std::vector<UnlistedRegion> RegistryDirectory::unlistedRegions() const
{
    std::vector<UnlistedRegion> unlisted;
    for (const AccountRegion &place : m_watched) {
        const auto known = m_byPlace.find(place);
        const bool hasInstances = known != m_byPlace.end() && !known->second.empty();
        const auto failure = std::ranges::find(m_failures, place, &Failure::place);
        if (failure != m_failures.end())
            unlisted.push_back(
                {.place = place, .error = failure->error, .isPartlyListed = hasInstances});
        else if (!hasInstances && !m_answered.contains(place))
            unlisted.push_back({.place = place});
    }
    return unlisted;
}

UnreadSummary RegistryDirectory::unread() const
{
    UnreadSummary sum;
    for (const AccountRegion &place : m_watched) {
        const auto unread = m_unreadInstances.find(place);
        if (unread != m_unreadInstances.end())
            sum.add(unread->second);
    }
    sum.add(m_rules.unread());
    return sum;
}

void RegistryDirectory::startRegions()
{
    // One account that does not answer holds no other back.
    for (auto place = m_waiting.begin(); place != m_waiting.end();) {
        if (!isFree(place->account)) {
            ++place;
            continue;
        }
        const AccountRegion asked = *place;
        place = m_waiting.erase(place);
        m_loads.try_emplace(asked);
        askRegion(asked);
    }
}

bool RegistryDirectory::isFree(const QString &account) const
{
    return std::ranges::count_if(m_loads, [&account](const auto &load) {
               return load.first.account == account;
           }) < maxCalls;
}

void RegistryDirectory::askRegion(const AccountRegion &place)
{
    RegionLoad &load = m_loads.at(place);
    while (const std::optional<int> page = load.pager.takeNextPage()) {
        load.calls[*page] = ask(
            m_registry,
            ListInstances{.regionId = place.regionId, .pageNo = *page, .account = place.account},
            [this, place, pageNo = *page](const Result<RegistryInstancePage> &reply) {
                regionPageArrived(AccountRegion(place), pageNo, reply);
            });
    }
}

void RegistryDirectory::regionPageArrived(const AccountRegion &place, int pageNo,
                                          const Result<RegistryInstancePage> &page)
{
    RegionLoad &load = m_loads.at(place);
    load.calls.erase(pageNo);
    if (!page)
        return finishRegion(place, page.error());
    for (const RegistryInstance &instance : page->items)
        load.found.insert_or_assign(instance.id, instance);
    load.unread.setPage(pageNo, page->issues, 0);
    load.pager.pageArrived(listReplyOf(*page, pageNo, load.numbers, &RegistryInstance::id));
    if (!load.pager.isFinished())
        return askRegion(place);
    if (load.pager.doubt()) {
        return finishRegion(place, incompleteList(*load.pager.doubt(), u"instances"_s,
                                                  u"ListInstance"_s, place.account));
    }
    finishRegion(place, {});
}

void RegistryDirectory::finishRegion(const AccountRegion &place,
                                     const std::optional<ApiError> &error)
{
    Instances &found = m_loads.at(place).found;
    const UnreadSummary unread = m_loads.at(place).unread.summary();
    const bool hasAnswer = !found.empty() || unread.rows > 0 || (error && isIncompleteList(*error));
    if (error) {
        m_failures.push_back({.place = place, .error = *error, .hasPartialAnswer = hasAnswer});
        Instances &known = m_byPlace[place]; // what is known stays, but for what came now
        for (auto &[id, instance] : found)
            known.insert_or_assign(id, std::move(instance));
    } else {
        if (place.listsAll)
            std::erase_if(m_byPlace,
                          [&place](const auto &known) { return place.lists(known.first); });
        m_byPlace[place] = std::move(found);
        m_answered.insert(place);
    }
    if (!error || hasAnswer)
        m_unreadInstances[place] = unread;
    m_loads.erase(place);
    startRegions();
    if (m_loads.empty())
        return finishInstances();
    if (isAsked(place.account))
        return;
    gatherInstances();
    Q_EMIT instancesChanged();
}

bool RegistryDirectory::isAsked(const QString &account) const
{
    return std::ranges::any_of(
               m_loads, [&account](const auto &load) { return load.first.account == account; }) ||
           std::ranges::find(m_waiting, account, &AccountRegion::account) != m_waiting.end();
}

void RegistryDirectory::finishInstances()
{
    std::erase_if(m_byPlace, [this](const auto &known) {
        return std::ranges::none_of(
            m_watched, [&known](const AccountRegion &place) { return place.lists(known.first); });
    });
    gatherInstances();
    Q_EMIT instancesLoaded(m_failures.empty() ? std::nullopt
                                              : std::optional(m_failures.front().error));
}

void RegistryDirectory::gatherInstances()
{
    Instances all;
    for (const AccountRegion &place : m_watched) {
        const auto known = m_byPlace.find(place);
        if (known != m_byPlace.end())
            all.insert(known->second.begin(), known->second.end()); // the first one's
    }
    for (const auto &[place, instances] : m_byPlace)
        all.insert(instances.begin(), instances.end());
    m_instances.clear();
    m_names.clear();
    for (const auto &[id, instance] : all) {
        m_instances.push_back(instance);
        m_names.insert(id, instance.name);
    }
    std::ranges::sort(m_instances, comesBefore);
}
