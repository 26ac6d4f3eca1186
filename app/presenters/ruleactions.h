#pragma once

#include "clock.h"
#include "ruledryrun.h"
#include "rulefacts.h"
#include "rulerunner.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class ActionPresenter;
class NewRuleDialog;
class QAction;
class RegistryDirectory;
class RuleChangeDialog;
class RuleView;
class SentPresenter;
class WatchedAccounts;

/// What can be done about rules in the window: offers it, shows what a rule would copy and what
/// would be sent, sends it when that was read, and tells what became of it. What may be changed is
/// known to the presenter of the other actions.
class RuleActions final : public QObject {
    Q_OBJECT

public:
    RuleActions(const TaskStore &store, Clock &clock, ActionPresenter &actions, SentPresenter &sent,
                RuleView &view, QAction &newRule, QObject *parent = nullptr);

    /// \p directory must live until the next call. What is under way keeps the accounts that it was
    /// sent to, until its outcome is known and told.
    void connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                   const RegistryDirectory &directory);
    /// Something was sent, or waits to be, and its outcome is not known yet.
    [[nodiscard]] bool isRunning() const { return m_runner != nullptr; }
    /// What is offered may have changed.
    void update();

Q_SIGNALS:
    /// The rules of an instance were changed, or may have been: they are to be read again.
    void changed(const QString &instanceId);

private:
    void connectParts();
    [[nodiscard]] bool isUnderWay();
    void writeRule();
    void showDraft();
    void showReach(const RuleReach &reach);
    void previewRule(const CreateSyncRule &rule);
    void previewRemoval();
    void preview(const RuleChange &change, const std::vector<RuleFact> &facts);
    void send();
    void finish();
    void leavePreview();
    void selectMade();
    [[nodiscard]] std::vector<RegistryInstance> sources() const;
    [[nodiscard]] std::vector<RegistryInstance> otherTargets() const;
    [[nodiscard]] RuleDisabledReason creationDisabledReason() const;
    [[nodiscard]] std::optional<RemovalOffer> removalOffer() const;
    [[nodiscard]] std::vector<SyncRule> knownRules() const;
    [[nodiscard]] int tasksUnderWay(const QString &ruleId) const;

    const TaskStore &m_store;
    Clock &m_clock;
    ActionPresenter &m_actions;
    SentPresenter &m_sent;
    RuleView &m_view;
    QAction &m_newRule;
    std::shared_ptr<WatchedAccounts> m_accounts; // null: nothing can be asked
    const RegistryDirectory *m_directory = nullptr;
    RuleDryRun m_dryRun;
    RuleChange m_change; // that is previewed or under way
    QString m_sentId;    // of what is under way; empty: not sent yet
    QString m_made;      // a rule to be shown when it is listed
    QPointer<NewRuleDialog> m_form;
    QPointer<RuleChangeDialog> m_preview;
    std::shared_ptr<WatchedAccounts> m_askedAccounts; // by the runner
    std::unique_ptr<RuleRunner> m_runner;
};
