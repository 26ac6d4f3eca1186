#pragma once

#include "actionplan.h"
#include "registry.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

/// What has become of one line of a plan.
struct ActionOutcome {
    enum class State : quint8 {
        NotSent,   ///< it is disabled, or was stopped before its turn
        Waiting,   ///< for its turn
        LookingUp, ///< the repository, and whether the same is under way already
        Sending,
        Checking, ///< the answer was lost: what took place is being read
        Done,
        DoneAfterAll, ///< the answer was lost, and it took place
        Refused,      ///< it did not take place: error
        Superseded,   ///< not sent: the same copy is under way, or was made meanwhile
        NotSeen,      ///< the answer was lost, and nothing can be seen of it yet
        InDoubt,      ///< the answer was lost, and reading failed: error
    };

    State state = State::NotSent;
    QString createdId{};             ///< of the task that was made, or that stands for it
    QString requestId{};             ///< of the answer that accepted it
    std::optional<ApiError> error{}; ///< why not, or what was lost

    /// Nothing more will come of it.
    [[nodiscard]] bool isSettled() const
    {
        return state != State::Waiting && state != State::LookingUp && state != State::Sending &&
               state != State::Checking;
    }

    friend bool operator==(const ActionOutcome &, const ActionOutcome &) = default;
};

/// Carries a plan out, one line after the other, and nothing twice: before a task is made the list
/// is read, so that a copy that is under way is not made again, and so that afterwards what was
/// made can be told from what was there. An action whose answer is lost is never sent again; the
/// list is read instead, and what is known is told.
class ActionRunner final : public QObject {
    Q_OBJECT

public:
    explicit ActionRunner(Registry &registry, QObject *parent = nullptr);
    ~ActionRunner() override;

    /// Called before the request of a line leaves, with what sends it: somebody may have to write
    /// down first that it will be sent. Sends nothing where the runner is gone by then.
    using BeforeSending = std::function<void(qsizetype line, std::function<void()> send)>;
    void setBeforeSending(BeforeSending before) { m_beforeSending = std::move(before); }

    /// Lines that are disabled are left out.
    void start(std::vector<PlannedAction> plan);
    /// What was not sent yet will not be; what was sent is followed to its end.
    void stop();

    [[nodiscard]] const std::vector<PlannedAction> &plan() const { return m_plan; }
    [[nodiscard]] const std::vector<ActionOutcome> &outcomes() const { return m_outcomes; }
    [[nodiscard]] bool isRunning() const { return m_current.has_value(); }

Q_SIGNALS:
    void changed(qsizetype line);
    /// The registry refused it for want of permission.
    void forbidden(const InstanceRef &instance, const QString &operation);
    void finished();

private:
    using State = ActionOutcome::State;

    void next();
    void begin();
    void lookUpRepository();
    void lookAtList();
    void prepareSending();
    void send();
    void answered(const Result<ActionReceipt> &receipt);
    void check();
    void checkCancelled(const CancelSyncTask &cancel);
    void takeList(const Result<SyncTaskPage> &page);
    [[nodiscard]] ListSyncTasks listQuery() const;
    [[nodiscard]] bool isMade(const SyncTask &task) const;
    void become(State state);
    void settle(State state, const std::optional<ApiError> &error = {}, const QString &id = {},
                const QString &requestId = {});

    [[nodiscard]] const PlannedAction &line() const;

    Registry &m_registry;
    BeforeSending m_beforeSending;
    std::vector<PlannedAction> m_plan;
    std::vector<ActionOutcome> m_outcomes;
    std::optional<qsizetype> m_current;
    bool m_isStopped = false;
    QHash<QString, QString> m_repoIds; // of this run, by instance, namespace and repository
    // Of the present line.
    QSet<QString> m_knownTasks; // ids that were listed before it was sent
    std::optional<ApiError> m_lost;
    PendingCall m_call;
};
