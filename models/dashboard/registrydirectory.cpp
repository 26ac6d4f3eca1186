#include "registrydirectory.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

bool comesBefore(const RegistryInstance &a, const RegistryInstance &b)
{
    const int order = QString::localeAwareCompare(a.name, b.name);
    return order != 0 ? order < 0 : a.id < b.id;
}

} // namespace

RegistryDirectory::RegistryDirectory(TaskSource &source, QObject *parent)
    : QObject(parent), m_source(source)
{
}

RegistryDirectory::~RegistryDirectory() = default;

void RegistryDirectory::restore(const std::vector<RegistryInstance> &instances,
                                const QHash<QString, std::vector<SyncRule>> &rulesByInstance)
{
    for (const RegistryInstance &instance : instances)
        m_byRegion[instance.regionId].insert_or_assign(instance.id, instance);
    for (auto rules = rulesByInstance.cbegin(); rules != rulesByInstance.cend(); ++rules) {
        for (const SyncRule &rule : rules.value())
            m_rulesByInstance[rules.key()].insert(rule.id, rule);
    }
    gatherInstances();
    gatherRules();
}

void RegistryDirectory::loadInstances(const QStringList &regionIds)
{
    m_loads.clear();
    m_firstError.reset();
    m_watchedRegions = regionIds;
    m_watchedRegions.removeDuplicates();
    m_waitingRegions = m_watchedRegions;
    if (m_watchedRegions.isEmpty())
        finishInstances();
    else
        startRegions();
}

void RegistryDirectory::loadRules(const std::vector<InstanceRef> &instances)
{
    std::erase_if(m_rulesByInstance, [&instances](const auto &known) {
        return std::ranges::find(instances, known.first, &InstanceRef::instanceId) ==
               instances.end();
    });
    m_ruleCall = {};
    m_ruleInstances.assign(instances.rbegin(), instances.rend());
    gatherRules();
    startRules();
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
    for (const SyncRule &rule : m_rules)
        names.rules.insert(rule.id, rule.name);
    return names;
}

QString RegistryDirectory::regionOf(const QString &instanceId) const
{
    const auto instance = std::ranges::find(m_instances, instanceId, &RegistryInstance::id);
    return instance == m_instances.end() ? QString() : instance->regionId;
}

const QHash<QString, SyncRule> &RegistryDirectory::rules() const
{
    return m_rules;
}

std::vector<SyncRule> RegistryDirectory::rulesOf(const QString &instanceId) const
{
    std::vector<SyncRule> rules;
    const auto known = m_rulesByInstance.find(instanceId);
    if (known != m_rulesByInstance.end())
        std::ranges::copy(known->second, std::back_inserter(rules));
    return rules;
}

void RegistryDirectory::startRegions()
{
    while (!m_waitingRegions.isEmpty() && m_loads.size() < maxCalls) {
        const QString regionId = m_waitingRegions.takeFirst();
        m_loads.try_emplace(regionId);
        askRegion(regionId);
    }
    if (m_loads.empty())
        finishInstances();
}

void RegistryDirectory::askRegion(const QString &regionId)
{
    RegionLoad &load = m_loads.at(regionId);
    const std::optional<int> page = load.sweep.takeNextPage();
    if (!page) {
        m_byRegion[regionId] = std::move(load.found);
        finishRegion(regionId);
        return;
    }
    load.call = m_source.listInstances(
        {.regionId = regionId, .pageNo = *page},
        [this, regionId, pageNo = *page](const Result<RegistryInstancePage> &reply) {
            regionPageArrived(QString(regionId), pageNo, reply);
        });
}

void RegistryDirectory::regionPageArrived(const QString &regionId, int pageNo,
                                          const Result<RegistryInstancePage> &page)
{
    RegionLoad &load = m_loads.at(regionId);
    if (!page) {
        if (!m_firstError)
            m_firstError = page.error();
        m_byRegion.try_emplace(regionId, std::move(load.found)); // what is known stays
        finishRegion(regionId);
        return;
    }
    int newRows = 0;
    for (const RegistryInstance &instance : page->items)
        newRows += load.found.insert_or_assign(instance.id, instance).second ? 1 : 0;
    load.sweep.pageArrived(replyOf(*page, pageNo, newRows));
    askRegion(regionId);
}

void RegistryDirectory::finishRegion(const QString &regionId)
{
    m_loads.erase(regionId);
    startRegions();
}

void RegistryDirectory::finishInstances()
{
    std::erase_if(m_byRegion,
                  [this](const auto &region) { return !m_watchedRegions.contains(region.first); });
    gatherInstances();
    Q_EMIT instancesLoaded(std::exchange(m_firstError, std::nullopt));
}

void RegistryDirectory::gatherInstances()
{
    std::map<QString, RegistryInstance> all;
    for (const auto &[regionId, instances] : m_byRegion)
        all.insert(instances.begin(), instances.end());
    m_instances.clear();
    m_names.clear();
    for (const auto &[id, instance] : all) {
        m_instances.push_back(instance);
        m_names.insert(id, instance.name);
    }
    std::ranges::sort(m_instances, comesBefore);
}

void RegistryDirectory::startRules()
{
    m_ruleSweep = PageSweep(1);
    m_arrivingRules.clear();
    if (!m_ruleInstances.empty())
        askRules();
}

void RegistryDirectory::askRules()
{
    const std::optional<int> page = m_ruleSweep.takeNextPage();
    if (!page) {
        m_rulesByInstance[m_ruleInstances.back().instanceId] = std::exchange(m_arrivingRules, {});
        return finishRules(std::nullopt);
    }
    m_ruleCall = m_source.listSyncRules({.instance = m_ruleInstances.back(), .pageNo = *page},
                                        [this, pageNo = *page](const Result<SyncRulePage> &reply) {
                                            rulePageArrived(pageNo, reply);
                                        });
}

void RegistryDirectory::rulePageArrived(int pageNo, const Result<SyncRulePage> &page)
{
    if (!page)
        return finishRules(page.error());
    int newRows = 0;
    for (const SyncRule &rule : page->items) {
        newRows += m_arrivingRules.contains(rule.id) ? 0 : 1;
        m_arrivingRules.insert(rule.id, rule);
    }
    m_ruleSweep.pageArrived(replyOf(*page, pageNo, newRows));
    askRules();
}

void RegistryDirectory::finishRules(const std::optional<ApiError> &error)
{
    m_ruleCall = {};
    m_ruleInstances.pop_back();
    gatherRules();
    startRules();
    Q_EMIT rulesLoaded(error);
}

void RegistryDirectory::gatherRules()
{
    m_rules.clear();
    for (const auto &[instance, rules] : m_rulesByInstance)
        m_rules.insert(rules);
}
