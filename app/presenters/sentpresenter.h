#pragma once

#include "actionfollowup.h"
#include "clock.h"
#include "querynames.h"
#include "sentrecord.h"
#include "senttablemodel.h"
#include "taskquery.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <map>

class MessageBar;
class QueryPresenter;
class SentView;

/// The page of what was sent. Has each request written down before it leaves, follows what was
/// accepted to its end, and knows from the history what earlier windows sent.
class SentPresenter final : public QObject {
    Q_OBJECT

public:
    SentPresenter(const TaskStore &store, Clock &clock, QueryPresenter &queries, SentView &view,
                  MessageBar &messageBar, QObject *parent = nullptr);

    /// How long a request waits for the disk.
    static constexpr std::chrono::seconds writingTime{2};

    /// Announces \p action, which needs no id and no time, and calls \p send when it is written
    /// down, or cannot be. Returns its id.
    QString begin(SentAction action, const std::function<void()> &send);
    /// What the registry said.
    void settle(const QString &id, const ActionOutcome &outcome);
    /// Null where it is not known.
    [[nodiscard]] const SentAction *find(const QString &id) const;

    /// What earlier windows sent. What was not answered when they ended stays in doubt.
    void restore(const std::vector<SentAction> &actions);
    /// It is in the history, or cannot be.
    void noteKept(const QString &id);
    void setNames(const QueryNames &names) { m_names = names; }
    void applyMerge(const MergeReport &report);
    void tick();
    void retranslate() { m_table.retranslate(); }

Q_SIGNALS:
    /// To be written down; noteKept() answers.
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
    MessageBar &m_messageBar;
    SentTableModel m_table;
    ActionFollowUp m_followUp;
    QueryNames m_names;
    std::map<QString, SentAction> m_actions; // by id
    std::map<QString, Waiting> m_waiting;    // for the disk, by id
    quint64 m_begun = 0;
    PendingCall m_nextShow;
};
