#include "rulerunner.h"

#include "actiontrace.h"

#include <QPointer>

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

RuleRunner::~RuleRunner() = default;

void RuleRunner::start(const RuleChange &change)
{
    m_change = change;
    if (std::holds_alternative<CreateSyncRule>(change))
        lookAtList();
    else
        prepareSending();
}

void RuleRunner::stop()
{
    if (m_outcome.state != State::LookingUp)
        return;
    m_listing.reset();
    settle(State::NotSent);
}

void RuleRunner::lookAtList()
{
    become(State::LookingUp);
    m_listing = std::make_unique<RuleListing>(
        m_registry, instanceOf(m_change), [this](const Result<RuleListing::Listed> &listed) {
            if (!listed)
                return settle(State::Refused, listed.error());
            const RuleListing::Rules &rules = listed->rules;
            const auto &wanted = std::get<CreateSyncRule>(m_change);
            const auto same = std::ranges::find_if(
                rules, [&wanted](const SyncRule &rule) { return standsFor(wanted, rule); });
            if (same != rules.cend())
                return settle(State::Superseded, {}, same->id);
            m_knownRules = QSet<QString>(rules.keyBegin(), rules.keyEnd());
            prepareSending();
        });
}

void RuleRunner::prepareSending()
{
    become(State::Sending);
    if (!m_beforeSending)
        return send();
    m_beforeSending([self = QPointer(this)] {
        if (self)
            self->send();
    });
}

void RuleRunner::send()
{
    const auto then = [this](const Result<ActionReceipt> &receipt) { answered(receipt); };
    std::visit([&](const auto &change) { m_call = ask(m_registry, operationFor(change), then); },
               m_change);
}

void RuleRunner::answered(const Result<ActionReceipt> &receipt)
{
    if (receipt)
        return settle(State::Done, {}, receipt->createdId, receipt->requestId);
    const ApiError &error = receipt.error();
    if (error.isOutcomeInDoubt) {
        m_lost = error;
        return check();
    }
    if (error.kind == ApiError::Kind::Permission)
        Q_EMIT forbidden(instanceOf(m_change), operationOf(m_change));
    settle(State::Refused, error);
}

void RuleRunner::check()
{
    become(State::Checking);
    m_listing = std::make_unique<RuleListing>(
        m_registry, instanceOf(m_change),
        [this](const Result<RuleListing::Listed> &listed) { takeList(listed); });
}

void RuleRunner::takeList(const Result<RuleListing::Listed> &listed)
{
    if (!listed)
        return settle(State::InDoubt, m_lost);
    const RuleListing::Rules &rules = listed->rules;
    if (const auto *removal = std::get_if<RuleRemoval>(&m_change)) {
        if (rules.contains(removal->rule.id))
            return settle(State::NotSeen, m_lost);
        // It may be the one that could not be read.
        return listed->doubt ? settle(State::InDoubt, m_lost) : settle(State::DoneAfterAll);
    }
    const auto &wanted = std::get<CreateSyncRule>(m_change);
    const auto made = std::ranges::find_if(rules, [this, &wanted](const SyncRule &rule) {
        return !m_knownRules.contains(rule.id) && looksMadeBy(wanted, rule);
    });
    if (made == rules.cend())
        settle(listed->doubt ? State::InDoubt : State::NotSeen, m_lost);
    else
        settle(State::DoneAfterAll, {}, made->id);
}

void RuleRunner::become(State state)
{
    m_outcome.state = state;
    Q_EMIT changed();
}

void RuleRunner::settle(State state, const std::optional<ApiError> &error, const QString &id,
                        const QString &requestId)
{
    m_outcome = {.state = state, .createdId = id, .requestId = requestId, .error = error};
    Q_EMIT changed();
    Q_EMIT finished();
}
