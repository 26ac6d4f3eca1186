#pragma once

#include "actionrunner.h"
#include "rulechange.h"
#include "rulelisting.h"

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
    ~RuleRunner() override;

    /// Called before the request leaves, with what sends it, as by ActionRunner.
    using BeforeSending = std::function<void(std::function<void()> send)>;
    void setBeforeSending(BeforeSending before) { m_beforeSending = std::move(before); }

    /// Once.
    void start(const RuleChange &change);
    /// What was not sent yet will not be; what was sent is followed to its end.
    void stop();

    [[nodiscard]] const ActionOutcome &outcome() const { return m_outcome; }

Q_SIGNALS:
    void changed();
    /// The registry refused it for want of permission.
    void forbidden(const InstanceRef &instance, const QString &operation);
    void finished();

private:
    using State = ActionOutcome::State;

    void lookAtList();
    void prepareSending();
    void send();
    void answered(const Result<ActionReceipt> &receipt);
    void check();
    void takeList(const Result<RuleListing::Listed> &listed);
    void become(State state);
    void settle(State state, const std::optional<ApiError> &error = {}, const QString &id = {},
                const QString &requestId = {});

    Registry &m_registry;
    BeforeSending m_beforeSending;
    RuleChange m_change;
    ActionOutcome m_outcome{.state = State::Waiting};
    QSet<QString> m_knownRules; // ids that were listed before it was sent
    std::optional<ApiError> m_lost;
    std::unique_ptr<RuleListing> m_listing;
    PendingCall m_call;
};
