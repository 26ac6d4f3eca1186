#pragma once

#include "advice.h"
#include "clock.h"
#include "connection.h"
#include "historygroup.h"
#include "instancewatcher.h"
#include "metricfamily.h"
#include "metricschoice.h"
#include "preferences.h"
#include "taskstore.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

/// What a collector does while it is the elected one: watches all instances of all accounts and
/// hands what they tell to the history. It knows no window.
class Collection final : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::chrono::seconds refreshInterval{30};
        Preferences preferences{};
        QString database{}; ///< for people
    };

    Collection(Clock &clock, Options options, HistoryGroup::EngineOf engineOf,
               QObject *parent = nullptr);

    /// Takes the place of the accounts before. \p unusable: why further profiles cannot be asked.
    void connectTo(std::vector<Connection> connections, const std::vector<ApiError> &unusable);

    [[nodiscard]] std::size_t tasks() const { return m_store.size(); }
    /// What the database knows was read, and what was seen is in it.
    [[nodiscard]] bool isIdle() const { return !m_history.isLoading() && m_history.isIdle(); }
    /// How many tasks there were when everything that is to be kept had been read; empty before.
    [[nodiscard]] std::optional<std::size_t> tasksOfFirstReading() const { return m_firstReading; }
    /// What is known now, for a monitoring system. \p version: of the program.
    /// \p isElected: what is said of that.
    [[nodiscard]] std::vector<MetricFamily> measured(const MetricsChoice &choice,
                                                     const QString &version, bool isElected) const;

Q_SIGNALS:
    /// What came of opening the history of an account, each time.
    void historyOpened(const HistoryOpening &opening);
    /// Something that the operator should know, and that it is over.
    void noticed(const Advice &advice, const QString &technical);
    void noticeEnded(const Advice &advice);
    /// Which lists cannot be read has changed.
    void unreadChanged(const std::vector<UnreadList> &unread);

private:
    void planDepth();
    void recordReadings();
    void recordUnread();
    [[nodiscard]] std::vector<ListStatus> lists() const;

    Clock &m_clock;
    Options m_options;
    QStringList m_kept; // accounts whose histories are open
    TaskStore m_store;
    HistoryGroup m_history;
    InstanceWatcher m_instances; // tells the history to its end
    QDateTime m_begin;           // how far back everything is read; invalid: not known yet
    std::optional<std::size_t> m_firstReading;
    std::optional<std::vector<UnreadList>> m_unread; // as it was recorded last
    PendingCall m_nextPlan;
};
