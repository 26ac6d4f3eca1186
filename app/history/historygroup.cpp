#include "historygroup.h"

#include "historythread.h"

#include <algorithm>
#include <iterator>
#include <utility>

HistoryGroup::HistoryGroup(TaskStore &store, Clock &clock, QObject *parent)
    : HistoryGroup(store, clock, {}, parent)
{
}

HistoryGroup::HistoryGroup(TaskStore &store, Clock &clock, EngineOf engineOf, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_engineOf(std::move(engineOf)),
      m_thread(std::make_shared<HistoryThread>())
{
}

void HistoryGroup::open(const QString &file, const Preferences &preferences, const QString &account)
{
    auto keeper = std::make_unique<HistoryKeeper>(
        m_store, m_clock, account,
        [this, account](const QString &instanceId) { return isOf(instanceId, account); }, m_thread,
        m_engineOf ? m_engineOf(account) : nullptr);
    connect(keeper.get(), &HistoryKeeper::directoryRestored, this, [this] {
        const HistoryDirectory known = directory();
        for (const HistoryInstance &instance : known.instances) {
            if (!m_accounts.contains(instance.instance.id))
                m_accounts.insert(instance.instance.id, instance.instance.account);
        }
        Q_EMIT directoryRestored();
    });
    connect(keeper.get(), &HistoryKeeper::openingEnded, this, &HistoryGroup::openingEnded);
    connect(keeper.get(), &HistoryKeeper::tasksRestored, this, &HistoryGroup::tasksRestored);
    connect(keeper.get(), &HistoryKeeper::sentActionsRestored, this,
            &HistoryGroup::sentActionsRestored);
    connect(keeper.get(), &HistoryKeeper::sentActionKept, this, &HistoryGroup::sentActionKept);
    connect(keeper.get(), &HistoryKeeper::noticed, this, &HistoryGroup::noticed);
    connect(keeper.get(), &HistoryKeeper::noticeEnded, this, &HistoryGroup::noticeEnded);
    m_keepers.push_back(std::move(keeper));
    m_keepers.back()->open(file, preferences);
}

void HistoryGroup::setRetention(const Preferences &preferences)
{
    for (const auto &keeper : m_keepers)
        keeper->setRetention(preferences);
}

void HistoryGroup::record(const MergeReport &report)
{
    if (m_keepers.size() == 1)
        return m_keepers.front()->record(report);
    for (const auto &keeper : m_keepers)
        keeper->record(partOf(report, keeper->account()));
}

bool HistoryGroup::isOf(const QString &instanceId, const QString &account) const
{
    if (m_keepers.size() == 1)
        return true;
    const auto known = m_accounts.constFind(instanceId);
    return known != m_accounts.cend() && *known == account;
}

MergeReport HistoryGroup::partOf(const MergeReport &report, const QString &account) const
{
    MergeReport part;
    const auto isOurs = [this, &account](TaskRow row) {
        return isOf(m_store.instanceId(row), account);
    };
    std::ranges::copy_if(report.inserted, std::back_inserter(part.inserted), isOurs);
    std::ranges::copy_if(report.changed, std::back_inserter(part.changed), isOurs);
    return part;
}

void HistoryGroup::record(const RegistryDirectory &directory)
{
    for (const RegistryInstance &instance : directory.instances())
        m_accounts.insert(instance.id, instance.account);
    for (const auto &keeper : m_keepers)
        keeper->record(directory);
}

void HistoryGroup::record(const std::vector<InstanceFeed> &feeds)
{
    for (const auto &keeper : m_keepers)
        keeper->record(feeds);
}

void HistoryGroup::record(const std::vector<UnreadList> &unread)
{
    const auto keeperOf = [this](const QString &account) {
        const auto keeper = std::ranges::find(m_keepers, account,
                                              [](const auto &known) { return known->account(); });
        return keeper == m_keepers.end() ? m_keepers.begin() : keeper;
    };
    for (auto keeper = m_keepers.begin(); keeper != m_keepers.end(); ++keeper) {
        std::vector<UnreadList> theirs;
        std::ranges::copy_if(unread, std::back_inserter(theirs), [&](const UnreadList &list) {
            return keeperOf(list.account) == keeper;
        });
        (*keeper)->record(theirs);
    }
}

void HistoryGroup::record(const SentAction &action)
{
    const auto keeper = std::ranges::find(m_keepers, action.instance.account,
                                          [](const auto &known) { return known->account(); });
    if (keeper == m_keepers.end())
        Q_EMIT sentActionKept(action.id);
    else
        (*keeper)->record(action);
}

HistoryDirectory HistoryGroup::directory() const
{
    HistoryDirectory all;
    for (const auto &keeper : m_keepers) {
        const HistoryDirectory &one = keeper->directory();
        for (HistoryInstance known : one.instances) {
            known.instance.account = keeper->account();
            all.instances.push_back(std::move(known));
        }
        for (auto rules = one.rules.cbegin(); rules != one.rules.cend(); ++rules) {
            if (!all.rules.contains(rules.key()))
                all.rules.insert(rules.key(), rules.value());
        }
        for (auto asOf = one.asOf.cbegin(); asOf != one.asOf.cend(); ++asOf)
            all.asOf[asOf.key()] = std::max(all.asOf.value(asOf.key()), asOf.value());
    }
    return all;
}

QDateTime HistoryGroup::asOf() const
{
    QDateTime oldest;
    for (const auto &keeper : m_keepers) {
        const QDateTime asOf = keeper->asOf();
        if (asOf.isValid() && (!oldest.isValid() || asOf < oldest))
            oldest = asOf;
    }
    return oldest;
}

QHash<QString, QDateTime> HistoryGroup::lastReadings() const
{
    QHash<QString, QDateTime> readings;
    for (const auto &keeper : m_keepers) {
        const QHash<QString, QDateTime> &theirs = keeper->directory().asOf;
        for (auto reading = theirs.cbegin(); reading != theirs.cend(); ++reading) {
            QDateTime &last = readings[reading.key()];
            if (!last.isValid() || last < reading.value())
                last = reading.value();
        }
    }
    return readings;
}

bool HistoryGroup::isLoading() const
{
    return std::ranges::any_of(m_keepers, [](const auto &keeper) { return keeper->isLoading(); });
}

bool HistoryGroup::isIdle() const
{
    return std::ranges::all_of(m_keepers, [](const auto &keeper) { return keeper->isIdle(); });
}

HistoryFacts HistoryGroup::facts() const
{
    HistoryFacts all{.isLoading = isLoading()};
    for (const auto &keeper : m_keepers) {
        const HistoryFacts one = keeper->facts();
        all.files += one.files;
        all.bytes += one.bytes;
        all.folder = one.folder;
        if (one.oldest.isValid() && (!all.oldest.isValid() || one.oldest < all.oldest))
            all.oldest = one.oldest;
    }
    return all;
}
