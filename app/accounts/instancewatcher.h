#pragma once

#include "clock.h"
#include "connection.h"
#include "directorystate.h"
#include "feedgroup.h"
#include "historyvalues.h"
#include "registrydirectory.h"
#include "rulerefresh.h"
#include "statustimeline.h"
#include "taskstore.h"

#include <QDateTime>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class CallJournal;
class WatchedAccounts;

/// Finds out which instances there are, and watches them: asks every account for its instances,
/// again where that failed in a way that may pass, and each instance for its rules and its tasks.
/// What was known from before is watched until the registry has answered, so that the window need
/// not wait for the answer. Before the first connectTo() there is no account, and nothing is asked.
class InstanceWatcher final : public QObject {
    Q_OBJECT

public:
    /// \p store is filled; it and \p clock must outlive this.
    InstanceWatcher(TaskStore &store, Clock &clock, QObject *parent = nullptr);

    /// Takes the place of the accounts before; what they told stays in the store, and the instances
    /// of those that are asked on with the same key are watched on.
    /// \p unusable: why further profiles cannot be asked at all; they list nothing.
    void connectTo(std::vector<Connection> connections, const std::vector<ApiError> &unusable = {});
    /// What was known before. Once the registry has answered it is not asked for any more.
    void restore(const HistoryDirectory &past);
    /// Instances that are not to be read, by id; before the first connectTo().
    void leaveOut(const QStringList &instanceIds) { m_leftOut = instanceIds; }
    [[nodiscard]] const QStringList &leftOut() const { return m_leftOut; }
    /// Those that are known, without those that are left out.
    [[nodiscard]] std::vector<RegistryInstance> watchedInstances() const;
    /// Their ids, once every account and region has listed its instances; later ones are added as
    /// they come. No value: it is not known which instances there are no longer.
    [[nodiscard]] const std::optional<QSet<QString>> &watchedIds() const { return m_watchedIds; }
    /// Regions and profiles that somebody else could not list, in whose place this one asks.
    void setUnlistedElsewhere(std::vector<UnlistedRegion> regions);
    /// It was found, and is not left out.
    [[nodiscard]] bool isWatched(const QString &instanceId) const;
    /// What watched instances were told to list, without being asked.
    void takeTasks(const std::vector<HistoryTasks> &tasks);
    /// How far back tasks are loaded by themselves: a day in any case, the headline speaks of it;
    /// of a year a month, the rest is counted where it is.
    void setRange(ChartRange range);
    /// Farther than the range says, where \p begin is.
    void loadBackTo(const QDateTime &begin);
    /// Zero: only by hand.
    void setRefreshInterval(std::chrono::seconds interval);
    /// How many requests a minute are made of each account while nobody asks for anything.
    void setRestRequests(int perMinute);
    [[nodiscard]] std::chrono::seconds refreshInterval() const { return m_interval; }
    /// Asks everything again, by hand. False when that cannot help: a key or an address is wrong,
    /// or nobody answers at all, and the accounts should be looked up again.
    bool refresh();
    /// The same whatever went wrong before.
    void askAgain();

    /// Asks one instance again, by hand, whatever it said before.
    void refreshInstance(const QString &instanceId);

    /// Somebody changed the rules of an instance.
    void rereadRules(const QString &instanceId);

    /// All that was asked for by itself has come, or failed.
    [[nodiscard]] bool isSettled() const;
    /// Who must not lose an answer of theirs keeps them until it has come.
    [[nodiscard]] const std::shared_ptr<WatchedAccounts> &accounts() const { return m_accounts; }
    [[nodiscard]] const RegistryDirectory &directory() const { return *m_directory; }
    [[nodiscard]] const DirectoryState &directoryState() const { return m_directoryState; }
    /// Regions and profiles of which no instance is known, and why.
    [[nodiscard]] std::vector<UnlistedRegion> unlistedRegions() const;
    [[nodiscard]] FeedGroup &feeds() { return *m_feeds; }
    [[nodiscard]] const FeedGroup &feeds() const { return *m_feeds; }

Q_SIGNALS:
    /// Whoever asks the accounts asks these from now on: the former ones end when this returns,
    /// unless somebody keeps them.
    void connected();
    /// The registry told of instances or rules.
    void directoryTold();
    void namesChanged();
    /// Which instances are watched; what is asked of them may be said now.
    void instancesChanged();
    /// Of directory or feeds.
    void stateChanged();
    void merged(const MergeReport &report);

private:
    void keepKnown(const WatchedAccounts &formerAccounts, const RegistryDirectory &formerDirectory);
    void connectDirectory();
    void connectFeeds();
    void takeAnswer(const std::optional<ApiError> &error);
    void takeInstances();
    void noteWatched();
    void noteFailures();
    void chargeRules();
    void shareRulePause();
    void planRetry();
    void askAllRegions();
    void retryListing();
    void watch();
    [[nodiscard]] bool needsReconnection() const;

    TaskStore &m_store;
    Clock &m_clock;
    QStringList m_leftOut; // instances
    std::optional<QSet<QString>> m_watchedIds;
    ChartRange m_range = ChartRange::Day;
    std::chrono::seconds m_interval{0};
    int m_restRequests;
    int m_listingTries = 0;                      // in a row, that failed
    QDateTime m_lastFullListing;                 // when all that had failed were last asked
    std::shared_ptr<CallJournal> m_journal;      // of all accounts, one after the other
    std::shared_ptr<WatchedAccounts> m_accounts; // outlive all that asks them
    std::unique_ptr<RegistryDirectory> m_directory;
    std::unique_ptr<FeedGroup> m_feeds;
    RuleRefresh m_ruleRefresh;
    DirectoryState m_directoryState;
    std::vector<UnlistedRegion> m_unusable;
    std::vector<UnlistedRegion> m_elsewhere;
    struct Fault {
        QDateTime since{};
        ApiError error{};
    };
    std::map<AccountRegion, Fault> m_faults;
    PendingCall m_nextTry;
};
