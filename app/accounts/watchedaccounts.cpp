#include "watchedaccounts.h"

#include "accountrouter.h"
#include "callcontext.h"
#include "calltally.h"
#include "journaledregistry.h"
#include "requestbudget.h"
#include "restbudget.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

void take(const RequestNote &note, const QString &account, CallTally &tally)
{
    InstanceRef asked = note.asked;
    asked.account = account;
    if (note.error)
        tally.noteFailed(asked, note.error->kind);
    else
        tally.noteSent(asked, note.operation);
}

} // namespace

WatchedAccounts::WatchedAccounts(std::vector<Connection> connections, Clock &clock,
                                 std::shared_ptr<CallJournal> journal)
    : m_router(std::make_unique<AccountRouter>(clock)),
      m_journal(journal ? std::move(journal) : std::make_shared<CallJournal>()),
      m_tally(std::make_shared<CallTally>()),
      m_journaled(std::make_unique<JournaledRegistry>(*m_router, m_journal, clock))
{
    for (const Connection &connection : connections) {
        if (connection.changeError)
            m_changeError = connection.changeError;
        else
            m_profiles.insert(connection.account, connection.profile);
        m_signers.insert(connection.account, connection.signer);
        if (connection.askNow)
            m_askNow.push_back(connection.askNow);
        for (const QString &regionId : connection.regions)
            m_places.push_back({.account = connection.account,
                                .regionId = regionId,
                                .listsAll = connection.listsAllRegions});
    }
    while (!connections.empty()) {
        const auto others =
            std::stable_partition(connections.begin(), connections.end(),
                                  [key = connections.front().key](const Connection &connection) {
                                      return connection.key == key;
                                  });
        std::vector<Connection> rest(std::make_move_iterator(others),
                                     std::make_move_iterator(connections.end()));
        connections.erase(others, connections.end());
        addKey(std::exchange(connections, std::move(rest)), clock);
    }
}

WatchedAccounts::~WatchedAccounts() = default;

void WatchedAccounts::addKey(std::vector<Connection> &&connections, Clock &clock)
{
    const bool isLimited = connections.front().isLimited;
    Key key{.id = connections.front().key, .restRequests = connections.front().restRequests};
    // Profiles of one key may differ in where they ask: the budget is theirs, the client is not.
    auto clients = std::make_unique<AccountRouter>(clock);
    for (Connection &connection : connections) {
        key.accounts << connection.account;
        if (connection.tellRequests)
            connection.tellRequests([tally = m_tally, account = connection.account](
                                        const RequestNote &note) { take(note, account, *tally); });
        if (connection.waiting)
            key.waiting.push_back(connection.waiting);
        clients->add(connection.account, std::move(connection.registry));
    }
    std::shared_ptr<Registry> asked;
    if (isLimited)
        asked = key.budget = std::make_shared<RequestBudget>(std::move(clients), clock);
    else
        asked = std::move(clients);
    key.rest = std::make_shared<RestBudget>(clock);
    for (const QString &account : std::as_const(key.accounts))
        m_router->add(account, asked);
    m_keys.push_back(std::move(key));
}

Registry &WatchedAccounts::registry()
{
    return *m_journaled;
}

void WatchedAccounts::askNow()
{
    for (const Key &key : m_keys) {
        if (key.budget)
            key.budget->resume();
    }
    for (const std::function<void()> &askNow : m_askNow)
        askNow();
}

void WatchedAccounts::setRestRequests(int perMinute)
{
    for (const Key &key : m_keys)
        key.rest->setPerMinute(key.restRequests.value_or(perMinute));
}

const WatchedAccounts::Key *WatchedAccounts::findKey(const QString &account) const
{
    const auto key = std::ranges::find_if(
        m_keys, [&account](const Key &one) { return one.accounts.contains(account); });
    return key == m_keys.end() ? nullptr : &*key;
}

QByteArray WatchedAccounts::keyOf(const QString &account) const
{
    const Key *key = findKey(account);
    return key ? key->id : QByteArray();
}

RestBudget *WatchedAccounts::restBudget(const QString &account) const
{
    const Key *key = findKey(account);
    return key ? key->rest.get() : nullptr;
}

AccountsUse WatchedAccounts::use() const
{
    AccountsUse sum;
    for (const Key &key : m_keys) {
        sum.lastMinute += key.budget ? key.budget->use().lastMinute : 0;
        if (std::optional<ReadingPause> pause = pauseOf(key)) {
            if (m_keys.size() > 1)
                pause->subjects = key.accounts;
            sum.pauses.push_back(std::move(*pause));
        }
    }
    return sum;
}

/// What holds all calls back comes before what those under way wait for, and that is told only
/// where no other call goes on.
std::optional<ReadingPause> WatchedAccounts::pauseOf(const Key &key) const
{
    if (!key.budget)
        return {};
    const BudgetUse use = key.budget->use();
    if (use.pausedUntil.isValid())
        return ReadingPause{.reason = PauseReason::AskedToWait, .nextTry = use.pausedUntil};
    std::vector<ReadingPause> waits;
    for (const auto &waiting : key.waiting) {
        const std::vector<ReadingPause> theirs = waiting();
        waits.insert(waits.end(), theirs.begin(), theirs.end());
    }
    if (waits.empty() || static_cast<int>(waits.size()) < use.running)
        return {};
    ReadingPause next = *std::ranges::min_element(waits, {}, &ReadingPause::nextTry);
    next.isOfCalls = true;
    return next;
}
