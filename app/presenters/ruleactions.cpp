#include "ruleactions.h"

#include "actionpresenter.h"
#include "comparisonscope.h"
#include "destinationcheck.h"
#include "disabledaction.h"
#include "newruledialog.h"
#include "registrydirectory.h"
#include "rulechangedialog.h"
#include "ruleform.h"
#include "rulereachview.h"
#include "ruletext.h"
#include "ruleview.h"
#include "sentpresenter.h"
#include "watchedaccounts.h"

#include <QAction>
#include <QSet>

#include <algorithm>
#include <tuple>
#include <utility>

RuleActions::RuleActions(const TaskStore &store, Clock &clock, ActionPresenter &actions,
                         SentPresenter &sent, RuleView &view, QAction &newRule, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_actions(actions),
      m_sent(sent),
      m_view(view),
      m_newRule(newRule),
      m_dryRun(store, clock)
{
    connectParts();
    update();
}

RuleActions::~RuleActions() = default;

void RuleActions::connectParts()
{
    connect(&m_view, &RuleView::creationRequested, this, &RuleActions::writeRule);
    connect(&m_view, &RuleView::removalRequested, this, &RuleActions::previewRemoval);
    connect(&m_view, &RuleView::currentRuleChanged, this, &RuleActions::update);
    connect(&m_view, &RuleView::currentRuleChanged, this, &RuleActions::selectMade);
    connect(&m_newRule, &QAction::triggered, this, &RuleActions::writeRule);
    connect(&m_actions, &ActionPresenter::permissionsChanged, this, &RuleActions::update);
}

void RuleActions::connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                            const RegistryDirectory &directory)
{
    m_check.reset();
    if (m_isPreview)
        delete m_preview; // its preview is for the former accounts
    m_dryRun.stop();
    delete m_form;
    m_accounts = accounts;
    m_directory = &directory;
    update();
}

void RuleActions::update()
{
    const RuleDisabledReason create = creationDisabledReason();
    const std::optional<RemovalOffer> removal = removalOffer();
    m_view.showOffers({.create = create,
                       .remove = removal ? removal->disabledReason : RuleDisabledReason::NoRule});
    setDisabledReason(m_newRule, disabledReasonText(create));
}

/// The instances where a rule may be created.
std::vector<RegistryInstance> RuleActions::sources() const
{
    std::vector<RegistryInstance> sources = m_directory->instances();
    std::erase_if(sources,
                  [permissions = m_actions.permissions()](const RegistryInstance &instance) {
                      return disabledReasonFor(CreateSyncRule{.instance = refTo(instance)},
                                               permissions) != RuleDisabledReason::None;
                  });
    return sources;
}

/// Destinations of rules that are not watched.
std::vector<RegistryInstance> RuleActions::otherTargets() const
{
    std::vector<RegistryInstance> others;
    for (const SyncRule &rule : m_directory->rules().all()) {
        const SyncRuleEnd &end = ruleDestination(rule);
        const bool isKnown =
            end.instanceId.isEmpty() || !m_directory->regionOf(end.instanceId).isEmpty() ||
            std::ranges::find(others, end.instanceId, &RegistryInstance::id) != others.end();
        if (!isKnown)
            others.push_back({.id = end.instanceId, .regionId = end.regionId});
    }
    std::ranges::sort(others, {}, [](const RegistryInstance &instance) {
        return std::tie(instance.regionId, instance.id);
    });
    return others;
}

RuleDisabledReason RuleActions::creationDisabledReason() const
{
    if (!m_accounts || m_directory->instances().empty())
        return RuleDisabledReason::NoInstance;
    if (!sources().empty())
        return RuleDisabledReason::None;
    return disabledReasonFor(CreateSyncRule{.instance = refTo(m_directory->instances().front())},
                             m_actions.permissions());
}

std::optional<RemovalOffer> RuleActions::removalOffer() const
{
    const std::optional<RuleRow> row = m_view.currentRule();
    if (!m_accounts || !row)
        return {};
    return removalOf(
        *row, [this](const QString &instanceId) { return m_directory->refOf(instanceId); },
        m_actions.permissions());
}

std::vector<SyncRule> RuleActions::knownRules() const
{
    const QHash<QString, SyncRule> &rules = m_directory->rules().all();
    return {rules.cbegin(), rules.cend()};
}

/// One change at a time: an open dialog is shown instead.
bool RuleActions::isUnderWay()
{
    for (QDialog *dialog : {static_cast<QDialog *>(m_preview), static_cast<QDialog *>(m_form)}) {
        if (dialog != nullptr) {
            dialog->show();
            dialog->activateWindow();
            return true;
        }
    }
    return m_runner != nullptr;
}

void RuleActions::writeRule()
{
    if (creationDisabledReason() != RuleDisabledReason::None || isUnderWay())
        return;
    m_form = new NewRuleDialog(m_view.window());
    connect(&m_form->form(), &RuleForm::draftChanged, this, &RuleActions::showDraft);
    connect(m_form, &NewRuleDialog::ruleChosen, this, &RuleActions::previewRule);
    m_form->form().showInstances(sources(), m_directory->instances(), otherTargets());
    m_form->open();
}

void RuleActions::showDraft()
{
    const RuleDraft draft = m_form->form().draft();
    m_form->reach().showWarnings(warningsFor(draft, knownRules()));
    const std::vector<RuleFault> faults = faultsIn(draft);
    const bool isMatchable = std::ranges::none_of(faults, [](const RuleFault &fault) {
        using enum RuleField;
        return fault.field == Source || fault.field == Namespace || fault.field == Repository ||
               fault.field == TagFilter || fault.field == RepositoryFilter;
    });
    if (!isMatchable) {
        m_dryRun.stop();
        return m_form->reach().showNothing();
    }
    m_form->reach().showCounting();
    m_dryRun.begin(draft, [this](const RuleReach &reach) { showReach(reach); });
}

void RuleActions::showReach(const RuleReach &reach)
{
    if (!m_form)
        return;
    const RuleDraft draft = m_form->form().draft();
    m_form->reach().showReach(reach, draft,
                              m_directory->fullNameOf(draft.rule.instance.instanceId));
}

void RuleActions::previewRule(const CreateSyncRule &rule)
{
    m_form->hide(); // it is shown again if the rule was not created
    preview(rule, factsOf(rule, m_directory->names().instances));
    checkDestination(rule);
}

void RuleActions::checkDestination(const CreateSyncRule &rule)
{
    const InstanceRef instance = m_directory->refOf(
        ImageRef{.instanceId = rule.target.instanceId, .regionId = rule.target.regionId},
        rule.instance.account);
    const bool isListed = !m_directory->regionOf(rule.target.instanceId).isEmpty();
    m_check = std::make_unique<DestinationCheck>(m_accounts->registry());
    connect(m_check.get(), &DestinationCheck::changed, this, [this] {
        const DestinationFacts &facts = m_check->facts().front();
        if (m_preview && m_isPreview)
            m_preview->showDestination(destinationText(
                facts, m_directory->fullNameOf(facts.destination.instance.instanceId)));
    });
    m_check->start(
        {{.instance = instance,
          .namespaceName = rule.target.namespaceName,
          .repoName = rule.target.repoName,
          .isOutOfReach = !isListed && isOutOfReach(instance, !rule.targetUserId.isEmpty())}});
}

void RuleActions::previewRemoval()
{
    const std::optional<RemovalOffer> offer = removalOffer();
    if (!offer || offer->disabledReason != RuleDisabledReason::None || isUnderWay())
        return;
    const RuleRow row = *m_view.currentRule();
    preview(offer->removal, factsOf(offer->removal, row, tasksUnderWay(row.id),
                                    m_directory->names().instances, {m_clock.now(), m_times}));
}

int RuleActions::tasksUnderWay(const QString &ruleId) const
{
    const auto rule = m_store.texts().find(ruleId);
    QSet<QByteArray> tasks; // two instances may list one
    for (const TaskRow row : m_store.unfinished()) {
        if (m_store.coldFields(row).rule == rule)
            tasks.insert(m_store.taskIdBytes(row).toByteArray());
    }
    return static_cast<int>(tasks.size());
}

void RuleActions::preview(const RuleChange &change, const std::vector<RuleFact> &facts)
{
    m_change = change;
    m_made.clear();
    m_isPreview = true;
    m_preview = new RuleChangeDialog(change, facts, m_view.window());
    connect(m_preview, &RuleChangeDialog::sendRequested, this, &RuleActions::send);
    connect(m_preview, &RuleChangeDialog::stopRequested, this, [this] {
        if (m_runner)
            m_runner->stop();
    });
    connect(m_preview, &QDialog::finished, this, &RuleActions::leavePreview);
    m_preview->open();
}

void RuleActions::send()
{
    m_isPreview = false;
    m_askedAccounts = m_accounts;
    m_accounts->askNow(); // what is read before it is sent may have been refused a while ago
    m_runner = std::make_unique<RuleRunner>(m_accounts->registry());
    m_sentId.clear();
    m_runner->setBeforeSending([this](const std::function<void()> &proceed) {
        SentAction action = sentRecord(m_change);
        action.profile = m_askedAccounts->signerOf(action.instance.account);
        m_sentId = m_sent.begin(std::move(action), proceed);
    });
    connect(m_runner.get(), &RuleRunner::changed, this, [this] {
        if (!m_sentId.isEmpty())
            m_sent.settle(m_sentId, m_runner->outcome());
        if (m_preview)
            m_preview->showOutcome(m_runner->outcome());
    });
    connect(m_runner.get(), &RuleRunner::forbidden, this,
            [this](const InstanceRef &instance, const QString &operation) {
                if (m_askedAccounts == m_accounts)
                    m_actions.noteRefused(instance, operation);
            });
    connect(m_runner.get(), &RuleRunner::finished, this, &RuleActions::finish,
            Qt::QueuedConnection); // it destroys the runner
    m_runner->start(m_change);
}

/// Whatever the outcome is, the list shows the present rules.
void RuleActions::finish()
{
    using State = ActionOutcome::State;
    const ActionOutcome outcome = m_runner->outcome();
    m_runner.reset();
    m_askedAccounts.reset();
    if (outcome.state == State::NotSent)
        return;
    const bool isThere = outcome.state == State::Done || outcome.state == State::DoneAfterAll ||
                         outcome.state == State::Superseded;
    if (isThere) {
        m_made = outcome.createdId;
        delete m_form;
    }
    // Both ends may list a rule.
    Q_EMIT changed(instanceOf(m_change).instanceId);
    Q_EMIT changed(destinationOf(m_change));
}

void RuleActions::leavePreview()
{
    if (m_form)
        m_form->open();
}

void RuleActions::selectMade()
{
    const QString made = std::exchange(m_made, {});
    if (!made.isEmpty() && !m_view.makeRuleCurrent(made))
        m_made = made; // not listed yet
}
