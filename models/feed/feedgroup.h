#pragma once

#include "taskfeed.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

/// How one instance's list stands.
struct InstanceFeed {
    InstanceRef instance{};
    FeedState state{};

    friend bool operator==(const InstanceFeed &, const InstanceFeed &) = default;
};

/// The feeds of all watched instances, as one. Each is always asked for everything; where the query
/// narrows what the server is asked for, a second feed asks for just that, and what is said of
/// coverage is about it.
class FeedGroup final : public QObject {
    Q_OBJECT

public:
    FeedGroup(Registry &registry, Clock &clock, TaskStore &store, QObject *parent = nullptr);

    using BudgetOf = std::function<RestBudget *(const QString &account)>;

    /// Whose requests are counted together, by account; before the first instances. The budgets
    /// must outlive this.
    void setRestBudgets(BudgetOf budgetOf) { m_budgetOf = std::move(budgetOf); }
    /// Unfinished tasks that somebody looks at: their progress is asked for.
    void setWatched(const QSet<TaskRow> &rows);
    /// Feeds of instances that stay go on.
    void setInstances(const std::vector<InstanceRef> &instances);
    /// \p only: the one instance that the query speaks of; empty for all.
    void setQuery(const TaskQuery &query, const QString &only);
    void setWindow(std::optional<std::chrono::milliseconds> window);
    void setRefreshInterval(std::chrono::milliseconds interval);

    void refresh();
    void refresh(const QString &instanceId);
    void loadMore();
    void loadAll();
    void stop();

    /// Of all together: sums, the oldest "as of", complete when each is, the first error.
    [[nodiscard]] const FeedState &state() const { return m_state; }
    /// Of each, in the order in which they were given.
    [[nodiscard]] std::vector<InstanceFeed> states() const;
    [[nodiscard]] bool isEmpty() const { return m_instances.empty(); }

Q_SIGNALS:
    void stateChanged();
    void merged(const MergeReport &report);

private:
    using Feeds = std::map<QString, std::unique_ptr<TaskFeed>>; // by instance id

    std::unique_ptr<TaskFeed> makeFeed(const InstanceRef &instance, const TaskQuery &query);
    [[nodiscard]] RestBudget *budgetOf(const InstanceRef &instance) const;
    void shareBudgets() const;
    void makeNarrowFeeds();
    void noteRecovery(const QString &instanceId);
    [[nodiscard]] const Feeds &asked() const;
    template<typename Act>
    void forEachAsked(const Act &act);
    void publish();
    [[nodiscard]] FeedState together() const;

    Registry &m_registry;
    Clock &m_clock;
    TaskStore &m_store;
    BudgetOf m_budgetOf;
    QSet<TaskRow> m_watched;
    std::vector<InstanceRef> m_instances;
    Feeds m_feeds;
    Feeds m_narrowFeeds;
    std::set<QString> m_failing; ///< by instance id: lists of everything that fail
    TaskQuery m_narrow;          ///< the server's part of the query alone
    QString m_only;
    std::optional<std::chrono::milliseconds> m_window = std::chrono::hours(7 * 24);
    std::chrono::milliseconds m_interval{0};
    FeedState m_state;
};
