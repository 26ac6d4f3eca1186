#include "comparepresenter.h"

#include "actionpresenter.h"
#include "comparedialog.h"
#include "comparisontext.h"
#include "disabledaction.h"
#include "displaytext.h"
#include "knowncopies.h"
#include "region.h"
#include "registrydirectory.h"
#include "restbudget.h"
#include "ruleview.h"
#include "sentpresenter.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "watchedaccounts.h"

#include <QAction>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds lookingPause{300};

bool namesRepositories(const SyncTask &task)
{
    return task.imageFrom.namesRepository() && task.imageTo.namesRepository();
}

bool isOnItsWay(const ComparisonCounts &counts)
{
    return counts.beingCopied + counts.inDoubt + counts.copiedSince > 0;
}

} // namespace

ComparePresenter::ComparePresenter(const TaskStore &store, Clock &clock, ActionPresenter &actions,
                                   const SentPresenter &sent, const Widgets &widgets,
                                   QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_actions(actions),
      m_sent(sent),
      m_widgets(widgets),
      m_table(clock)
{
    connectParts();
    update();
}

ComparePresenter::~ComparePresenter()
{
    delete m_dialog; // it uses m_table
}

void ComparePresenter::connectParts()
{
    connect(&m_widgets.compare, &QAction::triggered, this, &ComparePresenter::compareCurrent);
    connect(&m_widgets.rules, &RuleView::comparisonRequested, this,
            &ComparePresenter::compareCurrentRule);
    connect(&m_widgets.rules, &RuleView::currentRuleChanged, this, &ComparePresenter::update);
    const auto compareShown = [this] {
        if (m_current)
            compareTask(*m_current);
    };
    connect(&m_widgets.table, &TaskTableView::comparisonRequested, this, compareShown);
    connect(&m_sent, &SentPresenter::changed, this, &ComparePresenter::noteNews);
    connect(&m_widgets.detailPane, &TaskDetailPane::comparisonRequested, this, compareShown);
}

void ComparePresenter::connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                                 const RegistryDirectory &directory)
{
    delete m_dialog; // what it shows was read by the former accounts
    m_reader.reset();
    m_accounts = accounts;
    m_directory = &directory;
    update();
}

void ComparePresenter::showCurrent(std::optional<TaskRow> row)
{
    m_current = row;
    update();
}

void ComparePresenter::update()
{
    QString reason;
    if (!m_accounts)
        //: Why tags cannot be compared
        reason = tr("No registry is connected yet.");
    else if (m_widgets.isRulePageOpen())
        //: Why tags cannot be compared
        reason = m_widgets.rules.canCompare() ? QString()
                                              : tr("Select a rule that the registry lists first.");
    else if (!m_current)
        //: Why tags cannot be compared
        reason = tr("Select a task in the list or a rule first.");
    else if (!namesRepositories(m_store.task(*m_current)))
        //: Why tags cannot be compared
        reason = tr("The registry does not say which repositories the task is about.");
    setDisabledReason(m_widgets.compare, reason);
}

void ComparePresenter::retranslate()
{
    update();
    m_table.retranslate();
    if (m_dialog && m_reader)
        m_dialog->showStatus(status());
}

void ComparePresenter::compareCurrent()
{
    if (m_widgets.isRulePageOpen())
        compareCurrentRule();
    else if (m_current)
        compareTask(*m_current);
}

void ComparePresenter::compareCurrentRule()
{
    const std::optional<RuleRow> row = m_widgets.rules.currentRule();
    if (row && row->rule)
        compareRule(*row->rule);
}

void ComparePresenter::compareTask(TaskRow row)
{
    const SyncTask task = m_store.task(row);
    if (!namesRepositories(task))
        return;
    compareRepository(task.imageFrom, task.imageTo, task.crossUser.value_or(false));
}

std::optional<InstanceRef> ComparePresenter::listed(const QString &instanceId) const
{
    const InstanceRef known = m_directory->refOf(instanceId);
    return known.regionId.isEmpty() ? std::nullopt : std::optional(known);
}

void ComparePresenter::compareRule(const SyncRule &rule)
{
    if (m_accounts)
        open(comparisonOf(rule, [this](const QString &id) { return listed(id); }));
}

void ComparePresenter::compareRepository(const ImageRef &from, const ImageRef &to, bool isCrossUser)
{
    if (m_accounts)
        open(comparisonOf(from, to, isCrossUser, [this](const QString &id) { return listed(id); }));
}

void ComparePresenter::open(const ComparisonScope &scope)
{
    delete m_dialog;
    m_scope = scope;
    m_dialog = new CompareDialog(m_table, m_widgets.table.window());
    connect(m_dialog, &CompareDialog::stopRequested, this, [this] { m_reader->stop(); });
    connect(m_dialog, &CompareDialog::repeatRequested, this, &ComparePresenter::start);
    connect(m_dialog, &CompareDialog::copyRequested, this, &ComparePresenter::copyMissing);
    connect(m_dialog, &CompareDialog::showAllChosen, this, [this](bool showsAll) {
        m_table.showRepositories(m_reader->repositories(), showsAll);
        show();
    });
    connect(m_dialog, &QDialog::finished, this, &ComparePresenter::forget);
    start();
    m_dialog->show();
}

/// Tens of thousands of tags need not be kept for nobody.
void ComparePresenter::forget()
{
    m_reader.reset();
    m_missing.clear();
    m_table.showRepositories({}, false);
}

void ComparePresenter::start()
{
    const RestBudget *budget = m_accounts->restBudget(m_scope.from.instance.account);
    m_atOnce = budget ? budget->perMinute() : 0;
    m_accounts->askNow(); // what was refused a while ago may be allowed now
    m_table.showRepositories({}, false);
    m_shownDone = 0;
    m_missing.clear();
    m_reader = std::make_unique<ComparisonReader>(
        m_accounts->registry(), m_clock,
        [this](const QString &account, std::function<void()> then) {
            return pace(account, std::move(then));
        },
        [this](std::span<const RepositoryPair> pairs) { return copiesOf(pairs); });
    connect(m_reader.get(), &ComparisonReader::copiesChanged, this, [this] {
        showTags();
        show();
    });
    connect(m_reader.get(), &ComparisonReader::changed, this, &ComparePresenter::show);
    m_reader->start(m_scope);
}

PendingCall ComparePresenter::pace(const QString &account, std::function<void()> then)
{
    RestBudget *budget = m_accounts->restBudget(account);
    if (budget && m_atOnce-- <= 0)
        return budget->whenFree(std::move(then));
    then();
    return {};
}

void ComparePresenter::show()
{
    if (!m_dialog || !m_reader)
        return;
    if (std::exchange(m_shownDone, m_reader->doneRepositories()) != m_reader->doneRepositories())
        showTags();
    m_dialog->showStatus(status());
    m_nextSecond = m_reader->isWaiting()
                       ? m_clock.after(std::chrono::seconds(1), [this] { show(); })
                       : PendingCall();
}

void ComparePresenter::showTags()
{
    m_missing = missingCopies(m_scope, m_reader->repositories());
    m_table.showRepositories(m_reader->repositories(), m_dialog->showsAll());
}

std::vector<PairCopies> ComparePresenter::copiesOf(std::span<const RepositoryPair> pairs) const
{
    return knownCopies(m_store, m_sent.actions(), pairs);
}

/// Hundreds may be sent in a second.
void ComparePresenter::noteNews()
{
    if (!m_dialog || !m_reader || m_nextLook.isRunning())
        return;
    m_nextLook = m_clock.after(lookingPause, [this] {
        if (m_dialog && m_reader)
            m_reader->updateCopies();
    });
}

/// What was sent a moment ago is not offered again.
void ComparePresenter::copyMissing()
{
    m_reader->updateCopies();
    m_actions.openCopies(m_missing);
}

ComparisonNames ComparePresenter::names() const
{
    return {.source = m_directory->fullNameOf(m_scope.from.instance.instanceId),
            .destination = m_directory->fullNameOf(m_scope.to.instance.instanceId)};
}

QString ComparePresenter::progressText() const
{
    const int requests = m_reader->sentRequests();
    QStringList parts;
    if (!m_reader->repositories().empty())
        //: %1 of %2 repositories were compared
        parts << tr("%1 of %2 repositories")
                     .arg(QLocale().toString(m_reader->doneRepositories()),
                          QLocale().toString(m_reader->repositories().size()));
    parts << tr("%Ln request(s)", nullptr, requests);
    if (m_reader->isWaiting())
        parts << waitText();
    return parts.join(u" · "_s);
}

/// Of the end whose question waits: mostly both are of one account.
QString ComparePresenter::waitText() const
{
    std::chrono::milliseconds wait{0};
    for (const ComparisonEnd *end : {&m_scope.from, &m_scope.to}) {
        if (const RestBudget *budget = m_accounts->restBudget(end->instance.account))
            wait = std::max(wait, budget->firstWait());
    }
    if (wait < std::chrono::seconds(1))
        return tr("waiting for the request budget");
    //: %1: a duration, as in "4 s"
    return tr("waiting for the request budget, next request in %1").arg(durationText(wait));
}

QString ComparePresenter::nothingText(const ComparisonCounts &counts) const
{
    switch (m_reader->state()) {
    case ComparisonReader::State::Idle:
    case ComparisonReader::State::Reading:
        return tr("Reading the tags of both ends…");
    case ComparisonReader::State::Stopped:
        return tr("Stopped. Nothing that was compared is missing; the rest is not known.");
    case ComparisonReader::State::Finished:
        break;
    }
    const bool isUnread = m_reader->error() || counts.unreadRepositories > 0;
    if (m_reader->repositories().empty())
        return isUnread || !m_reader->destination().instance
                   ? tr("Nothing could be compared.")
                   : tr("The source has no repository that the rule takes.");
    if (counts.same == 0)
        return isUnread ? tr("Nothing could be compared.")
                        : tr("The source has no tag that is compared.");
    return isUnread ? tr("Nothing of what could be read is missing.")
                    : tr("Nothing is missing: the destination has every tag that is compared, with "
                         "the same content.");
}

ComparisonStatus ComparePresenter::status() const
{
    const ComparisonNames called = names();
    const ComparisonCounts counts = countsOf(m_reader->repositories());
    const auto endText = [](const QString &name, const ComparisonEnd &end) {
        //: An end of a comparison: %1 an instance, %2 its region, %3 a repository
        return tr("%1 (%2) %3").arg(name, placeName(end.instance.regionId), scopeText(end));
    };
    ComparisonStatus status{
        .title = m_scope.rule ? tr("Compare the rule %1")
                                    .arg(m_scope.rule->name.isEmpty() ? m_scope.rule->id
                                                                      : m_scope.rule->name)
                              : tr("Compare the repository %1").arg(scopeText(m_scope.from)),
        .route = endText(called.source, m_scope.from) + u" → "_s +
                 endText(called.destination, m_scope.to),
        .notes = notesOf(*m_reader, called),
        .counts = countsText(counts),
        .progress = progressText(),
        .nothing = nothingText(counts),
        .isRunning = m_reader->state() == ComparisonReader::State::Reading,
        .repositories = static_cast<int>(m_reader->repositories().size()),
        .done = m_reader->doneRepositories(),
        .copies = static_cast<int>(m_missing.size()),
    };
    const auto &there = m_reader->destination().instance;
    if (there && there->status.value != InstanceStatus::Running)
        status.whyNoCopy = tr("The destination is not running.");
    else if (m_missing.empty())
        status.whyNoCopy = isOnItsWay(counts)
                               ? tr("What was missing is being copied, or was sent.")
                               : tr("Nothing is known to be missing that could be copied.");
    if (counts.neverCopied > 0 && !m_widgets.knowsAllTasks())
        status.notes << tr("Not all tasks are loaded: what has no known copy may have been copied "
                           "before. Choose “Load all tasks” in the ☰ menu, then compare again.");
    if (m_reader->state() == ComparisonReader::State::Stopped)
        status.notes << tr("Stopped: %1 of %2 repositories were compared.")
                            .arg(QLocale().toString(status.done),
                                 QLocale().toString(status.repositories));
    return status;
}
