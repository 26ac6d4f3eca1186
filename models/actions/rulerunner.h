#pragma once

#include "rulechange.h"
#include "rulelisting.h"
#include "writestate.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <utility>

/// Carries out one change of rules, and never twice. Before a rule is made the list is read, so
/// that one that is there already is not made again, and so that afterwards what was made can be
/// told from what was there. A change whose answer is lost is not sent again: the list is read
/// instead, and what is known is told.
class RuleRunner final : public QObject {
    Q_OBJECT

public:
    explicit RuleRunner(Registry &registry, QObject *parent = nullptr);

    /// Called before the request leaves, with what sends it, as by ActionRunner.
    using BeforeSending = std::function<void(std::function<void()> send)>;
    void setBeforeSending(BeforeSending before) { m_beforeSending = std::move(before); }

    /// Nothing is kept of a change before.
    void start(const RuleChange &change);
    /// What was not sent yet will not be; what was sent is followed to its end.
    void stop();

    [[nodiscard]] const ActionOutcome &outcome() const { return m_write->outcome(); }

Q_SIGNALS:
    void changed();
    /// The registry refused it for want of permission.
    void forbidden(const InstanceRef &instance, const QString &operation);
    void finished();

private:
    using Evidence = WriteState::Evidence;

    void lookAtList(const CreateSyncRule &wanted);
    void prepareSending();
    void send();
    void answered(const Result<ActionReceipt> &receipt);
    void check();
    void checkCreated(const CreateSyncRule &wanted, const RuleListing::Listed &listed);
    void checkRemoved(const RuleRemoval &removal, const RuleListing::Listed &listed);
    void tell(bool isNews);

    Registry &m_registry;
    BeforeSending m_beforeSending;
    RuleChange m_change;
    std::shared_ptr<WriteState> m_write = std::make_shared<WriteState>();
    QSet<QString> m_knownRules; // ids that were listed before it was sent
    std::unique_ptr<RuleListing> m_listing;
    PendingCall m_call;
};
