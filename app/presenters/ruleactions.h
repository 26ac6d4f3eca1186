#pragma once

#include "clock.h"
#include "ruledryrun.h"
#include "rulefacts.h"
#include "rulerunner.h"
#include "timedisplay.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class ActionPresenter;
class DestinationCheck;
class NewRuleDialog;
class QAction;
class RegistryDirectory;
class RuleChangeDialog;
class RuleView;
class SentPresenter;
class WatchedAccounts;

/// The actions on rules: offers them, shows what a rule would copy, previews the request, sends it
/// when the user has confirmed the preview, and shows the outcome. The permissions are those of
/// ActionPresenter.
class RuleActions final : public QObject {
    Q_OBJECT

public:
    RuleActions(const TaskStore &store, Clock &clock, ActionPresenter &actions, SentPresenter &sent,
                RuleView &view, QAction &newRule, QObject *parent = nullptr);
    ~RuleActions() override;

    /// \p directory must stay valid until the next call. A running change keeps the accounts that
    /// it was sent to until its outcome is known and shown.
    void connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                   const RegistryDirectory &directory);
    /// A change was sent or is queued, and its outcome is not known yet.
    [[nodiscard]] bool isRunning() const { return m_runner != nullptr; }
    /// How a preview tells times.
    void setTimes(const TimeDisplay &times) { m_times = times; }
    /// To be called when the rules or the permissions may have changed.
    void update();

Q_SIGNALS:
    /// The rules of an instance may have changed: they must be read again.
    void changed(const QString &instanceId);

private:
    void connectParts();
    [[nodiscard]] bool isUnderWay();
    void writeRule();
    void showDraft();
    void showReach(const RuleReach &reach);
    void previewRule(const CreateSyncRule &rule);
    void previewRemoval();
    void checkDestination(const CreateSyncRule &rule);
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
    TimeDisplay m_times;
    ActionPresenter &m_actions;
    SentPresenter &m_sent;
    RuleView &m_view;
    QAction &m_newRule;
    std::shared_ptr<WatchedAccounts> m_accounts; // null: nothing can be asked
    const RegistryDirectory *m_directory = nullptr;
    RuleDryRun m_dryRun;
    RuleChange m_change; // of the preview or the running request
    QString m_sentId;    // of the running request; empty: not sent yet
    QString m_made;      // id of a created rule, to be selected when it is listed
    std::unique_ptr<DestinationCheck> m_check; // of the preview of a new rule
    QPointer<NewRuleDialog> m_form;
    QPointer<RuleChangeDialog> m_preview;
    bool m_isPreview = false; // it shows what would be sent, not the outcome
    std::shared_ptr<WatchedAccounts> m_askedAccounts; // those of the runner
    std::unique_ptr<RuleRunner> m_runner;
};
