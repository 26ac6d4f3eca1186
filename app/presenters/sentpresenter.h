#pragma once

#include "actionfollowup.h"
#include "clock.h"
#include "querynames.h"
#include "sentrecord.h"
#include "senttablemodel.h"
#include "taskquery.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <map>

class SavedBar;
class QueryPresenter;
class SentView;

/// The page of sent actions. Has each request recorded in the history before it is sent, follows
/// accepted ones until they finish, and lists those of earlier windows from the history.
class SentPresenter final : public QObject {
    Q_OBJECT

public:
    SentPresenter(const TaskStore &store, Clock &clock, QueryPresenter &queries, SentView &view,
                  SavedBar &savedBar, QObject *parent = nullptr);

    /// How long a request waits to be recorded.
    static constexpr std::chrono::seconds writingTime{2};

    /// Sets id and time of \p action, announces it, and calls \p send when it is recorded, or
    /// cannot be. Returns the id.
    QString begin(SentAction action, const std::function<void()> &send);
    /// The answer of the registry.
    void settle(const QString &id, const ActionOutcome &outcome);
    /// All that are known.
    [[nodiscard]] std::vector<SentAction> actions() const;
    /// Ids of the tasks that were retried, where the new task is not seen to have ended. Those of
    /// which nothing is known any more are not among them.
    [[nodiscard]] QSet<QString> awaitedRetries() const;
    /// Null where \p id is unknown.
    [[nodiscard]] const SentAction *find(const QString &id) const;

    /// Adds the actions of earlier windows. The outcome of those without an answer is not known.
    void restore(const std::vector<SentAction> &actions);
    /// The action is recorded in the history, or cannot be.
    void noteKept(const QString &id);
    void setNames(const QueryNames &names) { m_names = names; }
    void applyMerge(const MergeReport &report);
    void tick();
    void setTimes(const TimeDisplay &times) { m_table.setTimes(times); }
    void retranslate() { m_table.retranslate(); }

Q_SIGNALS:
    /// To be recorded in the history; noteKept() confirms it.
    void changed(const SentAction &action);

private:
    struct Waiting {
        std::function<void()> send{};
        PendingCall timeout{};
    };

    void connectParts();
    void take(const SentAction &action);
    void follow();
    void showSoon();
    void show();
    void openTasks(int row);
    [[nodiscard]] QDateTime beginOf(const SentAction &action) const;
    [[nodiscard]] TaskQuery queryFor(const SentAction &action) const;
    void exportAll();

    const TaskStore &m_store;
    Clock &m_clock;
    QueryPresenter &m_queries;
    SentView &m_view;
    SavedBar &m_savedBar;
    SentTableModel m_table;
    ActionFollowUp m_followUp;
    QueryNames m_names;
    std::map<QString, SentAction> m_actions; // by id
    std::map<QString, Waiting> m_waiting;    // to be recorded, by id
    quint64 m_begun = 0;
    PendingCall m_nextShow;
};
