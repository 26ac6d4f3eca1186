#pragma once

#include "actionplan.h"
#include "registry.h"
#include "writestate.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// Carries a plan out, one line after the other, and nothing twice: before a task is made the list
/// is read, so that a copy that is under way is not made again, and so that afterwards what was
/// made can be told from what was there. An action whose answer is lost is never sent again; the
/// list is read instead, and what is known is told.
class ActionRunner final : public QObject {
    Q_OBJECT

public:
    explicit ActionRunner(Registry &registry, QObject *parent = nullptr);

    /// Called before the request of a line leaves, with what sends it: somebody may have to write
    /// down first that it will be sent. Sends nothing where the runner is gone by then.
    using BeforeSending = std::function<void(qsizetype line, std::function<void()> send)>;
    void setBeforeSending(BeforeSending before) { m_beforeSending = std::move(before); }

    /// Lines that are disabled are left out. Nothing is kept of a plan before.
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
    using Evidence = WriteState::Evidence;

    void next();
    void begin();
    void lookUpRepository();
    void lookAtList();
    void prepareSending();
    void send();
    void answered(const Result<ActionReceipt> &receipt);
    void check();
    void checkCancelled(const CancelSyncTask &cancel);
    void checkMade();
    [[nodiscard]] ListSyncTasks listQuery() const;
    [[nodiscard]] bool isMade(const SyncTask &task) const;
    void tell(bool isNews);

    [[nodiscard]] const PlannedAction &line() const;

    Registry &m_registry;
    BeforeSending m_beforeSending;
    std::vector<PlannedAction> m_plan;
    std::vector<ActionOutcome> m_outcomes;
    std::optional<qsizetype> m_current;
    QHash<QString, QString> m_repoIds; // of this run, by instance, namespace and repository
    // Of the present line.
    std::shared_ptr<WriteState> m_write;
    QSet<QString> m_knownTasks; // ids that were listed before it was sent
    PendingCall m_call;
};
