#include "ruledirectory.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

/// By another key, or a permission that is given meanwhile.
bool mayBeAllowed(const ApiError &error)
{
    return error.kind == ApiError::Kind::Credential || error.kind == ApiError::Kind::Permission;
}

} // namespace

RuleDirectory::RuleDirectory(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry)
{
}

void RuleDirectory::restore(const QHash<QString, std::vector<SyncRule>> &rulesByInstance)
{
    for (auto rules = rulesByInstance.cbegin(); rules != rulesByInstance.cend(); ++rules) {
        if (m_ended.contains(rules.key()))
            continue;
        for (const SyncRule &rule : rules.value())
            m_byInstance[rules.key()].insert(rule.id, rule);
    }
    gather();
}

void RuleDirectory::load(const std::vector<InstanceRef> &instances)
{
    m_instances = instances;
    std::erase_if(m_byInstance, [&instances](const auto &known) {
        return std::ranges::find(instances, known.first, &InstanceRef::instanceId) ==
               instances.end();
    });
    std::erase_if(m_ended, [&instances](const auto &end) {
        return std::ranges::find(instances, end.second) == instances.end();
    });
    std::map<QString, std::vector<InstanceRef>> wanted;
    std::for_each(instances.rbegin(), instances.rend(),
                  [this, &wanted](const InstanceRef &instance) {
                      if (!m_ended.contains(instance.instanceId))
                          wanted[instance.account].push_back(instance);
                  });
    std::erase_if(m_loads,
                  [&wanted](const auto &theirs) { return !wanted.contains(theirs.first); });
    gather();
    for (const auto &[account, theirs] : wanted)
        continueWith(account, theirs);
}

void RuleDirectory::reread()
{
    std::erase_if(m_ended, [this](const auto &end) {
        const auto error = m_errors.find(end.first);
        return isListed(end.first) || (error != m_errors.end() && mayBeAllowed(error->second));
    });
    load(std::vector(m_instances));
}

void RuleDirectory::rereadAll()
{
    m_ended.clear();
    load(std::vector(m_instances));
}

void RuleDirectory::rereadOf(const QString &instanceId)
{
    m_ended.erase(instanceId);
    std::erase_if(m_loads, [&instanceId](const auto &theirs) {
        const std::vector<InstanceRef> &asked = theirs.second.instances;
        return !asked.empty() && asked.back().instanceId == instanceId;
    });
    load(std::vector(m_instances));
}

/// The question that is under way goes on where it is still wanted.
void RuleDirectory::continueWith(const QString &account, std::vector<InstanceRef> wanted)
{
    AccountLoad &theirs = m_loads[account];
    if (!theirs.instances.empty()) {
        const auto present = std::ranges::find(wanted, theirs.instances.back());
        if (present != wanted.end()) {
            std::rotate(present, present + 1, wanted.end());
            theirs.instances = std::move(wanted);
            return;
        }
    }
    theirs = {.instances = std::move(wanted)};
    start(account);
}

std::vector<SyncRule> RuleDirectory::of(const QString &instanceId) const
{
    std::vector<SyncRule> rules;
    const auto known = m_byInstance.find(instanceId);
    if (known != m_byInstance.end())
        std::ranges::copy(known->second, std::back_inserter(rules));
    return rules;
}

bool RuleDirectory::isListed(const QString &instanceId) const
{
    // One that left and came back is asked anew.
    return timesListed(instanceId) > 0 && m_byInstance.contains(instanceId);
}

bool RuleDirectory::isMissing(const QString &instanceId) const
{
    const auto error = m_errors.find(instanceId);
    return error != m_errors.end() &&
           (isIncompleteList(error->second) || !m_byInstance.contains(instanceId));
}

int RuleDirectory::timesListed(const QString &instanceId) const
{
    const auto times = m_timesListed.find(instanceId);
    return times == m_timesListed.end() ? 0 : times->second;
}

UnreadSummary RuleDirectory::unread() const
{
    UnreadSummary sum;
    for (const auto &[instance, rules] : m_byInstance) {
        const auto unread = m_unread.find(instance);
        if (unread != m_unread.end())
            sum.add(unread->second);
    }
    return sum;
}

void RuleDirectory::start(const QString &account)
{
    AccountLoad &theirs = m_loads.at(account);
    if (theirs.instances.empty()) {
        theirs.listing.reset();
        return;
    }
    theirs.listing = std::make_unique<RuleListing>(
        m_registry, theirs.instances.back(),
        [this, account](const Result<RuleListing::Listed> &listed) { finish(account, listed); });
}

void RuleDirectory::finish(const QString &account, const Result<RuleListing::Listed> &listed)
{
    AccountLoad &theirs = m_loads.at(account);
    const InstanceRef instance = theirs.instances.back();
    const std::optional<ApiError> error =
        listed ? std::nullopt : std::optional<ApiError>(listed.error());
    if (listed) {
        m_byInstance[instance.instanceId] = listed->rules;
        ++m_timesListed[instance.instanceId];
        m_unread[instance.instanceId] = listed->unread;
    }
    if (const std::optional<ApiError> &missing = listed ? listed->doubt : error)
        m_errors.insert_or_assign(instance.instanceId, *missing);
    else
        m_errors.erase(instance.instanceId);
    if (!error || !error->isTransient())
        m_ended[instance.instanceId] = instance;
    theirs.instances.pop_back();
    gather();
    start(account);
    Q_EMIT loaded(error);
}

void RuleDirectory::gather()
{
    m_all.clear();
    for (const auto &[instance, rules] : m_byInstance)
        m_all.insert(rules);
}
