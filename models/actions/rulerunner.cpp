#include "rulerunner.h"

#include "actiontrace.h"
#include "overloaded.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// No filter, and one that takes everything, are one: the list gives the second for the first.
QString wholeFilter(const QString &filter)
{
    return filter.isEmpty() ? u".*"_s : filter;
}

/// To make \p wanted would make it twice.
bool standsFor(const CreateSyncRule &wanted, const SyncRule &rule)
{
    return looksMadeBy(wanted, rule) && rule.trigger.value == wanted.trigger &&
           wholeFilter(rule.repoNameFilter) == wholeFilter(wanted.repoNameFilter);
}

} // namespace

RuleRunner::RuleRunner(Registry &registry, QObject *parent) : QObject(parent), m_registry(registry)
{
}

void RuleRunner::start(const RuleChange &change)
{
    m_call = {};
    m_listing.reset();
    m_write = std::make_shared<WriteState>();
    m_knownRules.clear();
    m_change = change;
    std::visit(Overloaded{[this](const CreateSyncRule &wanted) { lookAtList(wanted); },
                          [this](const RuleRemoval &) { prepareSending(); }},
               m_change);
}

void RuleRunner::stop()
{
    if (!m_write->stop())
        return;
    m_listing.reset();
    tell(true);
}

void RuleRunner::lookAtList(const CreateSyncRule &wanted)
{
    tell(m_write->lookUp());
    m_listing = std::make_unique<RuleListing>(
        m_registry, wanted.instance,
        [this, wanted](const Result<RuleListing::Listed> &listed) {
            if (!listed)
                return tell(m_write->failLookUp(listed.error()));
            const RuleListing::Rules &rules = listed->rules;
            const auto same = std::ranges::find_if(
                rules, [&wanted](const SyncRule &rule) { return standsFor(wanted, rule); });
            if (same != rules.cend())
                return tell(m_write->supersede(same->id));
            m_knownRules = QSet<QString>(rules.keyBegin(), rules.keyEnd());
            prepareSending();
        },
        true);
}

void RuleRunner::prepareSending()
{
    tell(m_write->prepare());
    std::function<void()> leave = sendingOnce(m_write, [this] { send(); });
    if (m_beforeSending)
        m_beforeSending(std::move(leave));
    else
        leave();
}

void RuleRunner::send()
{
    const auto then = [this](const Result<ActionReceipt> &receipt) { answered(receipt); };
    std::visit([&](const auto &change) { m_call = ask(m_registry, operationFor(change), then); },
               m_change);
}

void RuleRunner::answered(const Result<ActionReceipt> &receipt)
{
    if (!m_write->answer(receipt))
        return;
    if (m_write->isForbidden())
        Q_EMIT forbidden(instanceOf(m_change), operationOf(m_change));
    tell(true);
    if (m_write->isChecking())
        check();
}

void RuleRunner::check()
{
    m_listing = std::make_unique<RuleListing>(
        m_registry, instanceOf(m_change),
        [this](const Result<RuleListing::Listed> &listed) {
            if (!listed)
                return tell(m_write->conclude(Evidence::Unreadable));
            std::visit(
                Overloaded{[&](const CreateSyncRule &wanted) { checkCreated(wanted, *listed); },
                           [&](const RuleRemoval &removal) { checkRemoved(removal, *listed); }},
                m_change);
        },
        true);
}

void RuleRunner::checkCreated(const CreateSyncRule &wanted, const RuleListing::Listed &listed)
{
    const auto made = std::ranges::find_if(listed.rules, [this, &wanted](const SyncRule &rule) {
        return !m_knownRules.contains(rule.id) && looksMadeBy(wanted, rule);
    });
    if (made != listed.rules.cend())
        tell(m_write->conclude(Evidence::Seen, made->id));
    else // it may be one that could not be read
        tell(m_write->conclude(listed.doubt ? Evidence::Unreadable : Evidence::NotSeen));
}

void RuleRunner::checkRemoved(const RuleRemoval &removal, const RuleListing::Listed &listed)
{
    if (listed.rules.contains(removal.rule.id))
        tell(m_write->conclude(Evidence::NotSeen));
    else // it may be the one that could not be read
        tell(m_write->conclude(listed.doubt ? Evidence::Unreadable : Evidence::Seen));
}

void RuleRunner::tell(bool isNews)
{
    if (!isNews)
        return;
    const std::shared_ptr<WriteState> write = m_write;
    Q_EMIT changed();
    if (write == m_write && write->outcome().isSettled()) // nobody began another change meanwhile
        Q_EMIT finished();
}
