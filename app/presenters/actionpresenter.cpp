#include "actionpresenter.h"

#include "actiondialog.h"
#include "allowquestion.h"
#include "comparisonscope.h"
#include "destinationcheck.h"
#include "disabledaction.h"
#include "knowncopies.h"
#include "latestresults.h"
#include "mainmenu.h"
#include "registrydirectory.h"
#include "savedfile.h"
#include "savedialog.h"
#include "sentpresenter.h"
#include "spreadsheetcell.h"
#include "synctasktablemodel.h"
#include "tagcopydialog.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "toolbar.h"
#include "watchedaccounts.h"

#include <QDir>
#include <QItemSelectionModel>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

ActionPresenter::ActionPresenter(const TaskStore &store, SyncTaskTableModel &model,
                                 const Clock &clock, SentPresenter &sent, const Widgets &widgets,
                                 QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_clock(clock),
      m_sent(sent),
      m_widgets(widgets)
{
    connect(&m_sent, &SentPresenter::changed, this, &ActionPresenter::showFollowed);
    connectParts();
    showWritable();
}

ActionPresenter::~ActionPresenter()
{
    delete m_dialog; // it uses m_table
}

void ActionPresenter::connectParts()
{
    connect(m_widgets.table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ActionPresenter::offerInMenu);
    const auto openSelected = [this](ActionKind kind) { open(kind, selectedRows()); };
    MainMenu &menu = m_widgets.menu;
    connect(menu.retryTasks(), &QAction::triggered, this,
            [openSelected] { openSelected(ActionKind::Retry); });
    connect(menu.retryMatching(), &QAction::triggered, this, &ActionPresenter::retryMatching);
    connect(menu.cancelTasks(), &QAction::triggered, this,
            [openSelected] { openSelected(ActionKind::Cancel); });
    connect(menu.copyTag(), &QAction::triggered, this, &ActionPresenter::askForCopy);
    connect(menu.allowChanges(), &QAction::triggered, this, &ActionPresenter::toggleAllowed);
    connect(&m_widgets.table, &TaskTableView::actionRequested, this, openSelected);
    connect(&m_widgets.detailPane, &TaskDetailPane::changesWanted, this,
            &ActionPresenter::askToAllow);
    connect(&m_widgets.detailPane, &TaskDetailPane::actionRequested, this, [this](ActionKind kind) {
        if (m_current)
            open(kind, meantRows(*m_current));
    });
}

void ActionPresenter::connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                                const RegistryDirectory &directory)
{
    m_check.reset();
    if (m_isPreview)
        delete m_dialog; // its preview is for the former accounts
    m_accounts = accounts;
    m_directory = &directory;
    m_refused.clear(); // another key may have the permission
    showWritable();
    update();
}

void ActionPresenter::setWritableProfiles(const QStringList &profiles)
{
    m_writable = QSet<QString>(profiles.begin(), profiles.end());
    showWritable();
    update();
}

/// The profile without a name is not saved: in the next session it may stand for another key.
QStringList ActionPresenter::writableProfiles() const
{
    QStringList profiles(m_writable.begin(), m_writable.end());
    profiles.removeAll(QString());
    profiles.sort();
    return profiles;
}

/// What the entry of the menu allows is said first; it is taken back at once.
void ActionPresenter::toggleAllowed(bool isWanted)
{
    if (!isWanted)
        return allow(false);
    m_widgets.menu.allowChanges()->setChecked(false); // until it was confirmed
    askToAllow();
}

/// From wherever it is wanted: what it allows is said first, and once.
void ActionPresenter::askToAllow()
{
    if (!m_accounts || isAllowedForAll())
        return;
    if (m_accounts->profiles().isEmpty() && m_accounts->changeError())
        return Q_EMIT changeRefused(*m_accounts->changeError());
    if (m_wasAllowed)
        return allow(true);
    QWidget *parent = m_dialog ? static_cast<QWidget *>(m_dialog) : m_widgets.table.window();
    askToAllowChanges(namedProfiles(), *parent, [this] {
        if (!isAllowedForAll())
            allow(true);
    });
}

/// In the order of their names; without those that have none.
QStringList ActionPresenter::namedProfiles() const
{
    QStringList names = m_accounts->profiles().values();
    names.removeAll(QString());
    names.removeDuplicates();
    names.sort();
    return names;
}

void ActionPresenter::allow(bool allowed)
{
    m_wasAllowed = m_wasAllowed || allowed;
    if (!m_accounts)
        return;
    for (const QString &profile : m_accounts->profiles()) {
        if (allowed)
            m_writable.insert(profile);
        else
            m_writable.remove(profile);
    }
    showWritable();
    update();
    if (m_dialog && m_isPreview)
        replan();
}

bool ActionPresenter::isAllowedForAll() const
{
    return m_accounts && !m_accounts->profiles().isEmpty() &&
           std::ranges::all_of(m_accounts->profiles(), [this](const QString &profile) {
               return m_writable.contains(profile);
           });
}

void ActionPresenter::showWritable()
{
    const bool isWritable = isAllowedForAll();
    //: Why changes cannot be allowed
    setDisabledReason(*m_widgets.menu.allowChanges(),
                      m_accounts ? QString() : tr("No registry is connected yet."));
    m_widgets.menu.allowChanges()->setChecked(isWritable);
    m_widgets.toolBar.showWritable(isWritable);
    Q_EMIT permissionsChanged();
}

void ActionPresenter::noteRefused(const InstanceRef &instance, const QString &operation)
{
    m_refused.insert({instance.instanceId, operation});
    Q_EMIT permissionsChanged();
}

WritePermissions ActionPresenter::permissions() const
{
    return {.isWritable =
                [this](const QString &account) {
                    const auto profile = m_accounts->profiles().constFind(account);
                    return profile != m_accounts->profiles().cend() &&
                           m_writable.contains(*profile);
                },
            .refused = m_refused};
}

void ActionPresenter::showCurrent(std::optional<TaskRow> row)
{
    m_current = row;
    update();
}

/// The actions of the menu and of its keys are for the rows that are selected in the list.
void ActionPresenter::offerInMenu()
{
    const TaskTableView &table = m_widgets.table;
    const bool isCovered = table.parentWidget() && table.isHidden(); // by another page
    const bool areSelected = !isCovered && table.selectionModel()->hasSelection();
    const QString reason = areSelected ? QString() : tr("Select tasks in the list first.");
    setDisabledReason(*m_widgets.menu.retryTasks(), reason);
    setDisabledReason(*m_widgets.menu.cancelTasks(), reason);
    //: Why what the list shows cannot be retried
    setDisabledReason(*m_widgets.menu.retryMatching(),
                      isCovered ? tr("Open the list of tasks first.") : QString());
}

void ActionPresenter::update()
{
    offerInMenu();
    if (!m_current || !m_accounts)
        return m_widgets.detailPane.showOffers({});
    // A later copy is left out here: the pane shows it, and the preview looks it up.
    const std::vector<ListedTask> current{listed(*m_current)};
    const ActionDisabledReason cancel =
        plan(ActionKind::Cancel, current, {}).front().disabledReason;
    ActionDisabledReason retry = plan(ActionKind::Retry, current, {}).front().disabledReason;
    if (retry == ActionDisabledReason::TargetAccountNeeded ||
        retry == ActionDisabledReason::WouldFailAgain)
        // The preview asks for the account, and names the cause.
        retry = ActionDisabledReason::None;
    m_widgets.detailPane.showOffers({.retry = retry, .cancel = cancel});
}

ListedTask ActionPresenter::listed(TaskRow row) const
{
    return {.listedBy = m_directory->refOf(m_store.instanceId(row)), .task = m_store.task(row)};
}

std::vector<PlannedAction> ActionPresenter::plan(ActionKind kind,
                                                 const std::vector<ListedTask> &tasks,
                                                 const RetryChoices &choices) const
{
    if (kind == ActionKind::Cancel)
        return planCancel(tasks, permissions());
    return planRetry(
        tasks, m_directory->rules().all(),
        [this](const ImageRef &image, const QString &account) {
            return m_directory->refOf(image, account);
        },
        choices, permissions());
}

/// The plan for the tasks in their present state.
std::vector<PlannedAction> ActionPresenter::previewed(const RetryChoices &choices) const
{
    if (m_kind == ActionKind::Copy)
        return planCopy(
            // What was sent or copied before is known by now, whoever asked for the copies.
            withEarlierCopies(m_copies, m_store, m_sent.actions()),
            [this](const ImageRef &image, const QString &account) {
                return m_directory->refOf(image, account);
            },
            m_clock.now(), choices, permissions());
    std::vector<ListedTask> tasks;
    const QSet<QString> awaited = m_sent.awaitedRetries();
    for (const TaskRow row : m_rows) {
        tasks.push_back(listed(row));
        tasks.back().laterCopy = laterCopyOf(row, awaited);
    }
    return plan(m_kind, tasks, choices);
}

/// \p awaited: see SentPresenter::awaitedRetries().
LaterCopy ActionPresenter::laterCopyOf(TaskRow row, const QSet<QString> &awaited) const
{
    const LatestResults &results = m_model.results();
    if (results.isRepaired(row))
        return LaterCopy::Arrived;
    const bool isUnderWay = results.isUnderWayAgain(row) || awaited.contains(m_store.task(row).id);
    return isUnderWay ? LaterCopy::UnderWay : LaterCopy::None;
}

std::vector<TaskRow> ActionPresenter::selectedRows() const
{
    std::vector<TaskRow> rows;
    const QModelIndexList selected = m_widgets.table.selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.push_back(m_model.storeRow(index.row()));
    return rows;
}

/// All that are selected, where the task in the pane is one of them.
std::vector<TaskRow> ActionPresenter::meantRows(TaskRow current) const
{
    std::vector<TaskRow> selected = selectedRows();
    const bool isSelected = std::ranges::find(selected, current) != selected.end();
    return isSelected ? selected : std::vector<TaskRow>{current};
}

/// What somebody cancelled was meant to end: it is retried where it is selected.
std::vector<TaskRow> ActionPresenter::failedRows() const
{
    std::vector<TaskRow> rows;
    std::ranges::copy_if(m_model.rows(), std::back_inserter(rows), [this](TaskRow row) {
        return m_store.status(row) == SyncTaskStatus::Error;
    });
    return rows;
}

/// The preview says it, where none failed.
void ActionPresenter::retryMatching()
{
    const bool isOther = !m_runner;
    previewOf(ActionKind::Retry, failedRows());
    if (isOther && m_dialog)
        m_dialog->showScope(loadedOnlyText());
}

/// Empty where all tasks are loaded.
QString ActionPresenter::loadedOnlyText() const
{
    const FeedState feed = m_widgets.feed ? m_widgets.feed() : FeedState{.complete = true};
    if (feed.complete)
        return {};
    if (!feed.total || feed.loaded >= *feed.total)
        return tr("Of the loaded tasks only: there may be more. “Load all tasks” in the ☰ menu "
                  "loads the rest.");
    //: %1 and %2 are numbers of tasks
    return tr("Of the loaded tasks only: %1 of about %2 are loaded. “Load all tasks” in the ☰ menu "
              "loads the rest.")
        .arg(QLocale().toString(feed.loaded), QLocale().toString(*feed.total));
}

void ActionPresenter::open(ActionKind kind, const std::vector<TaskRow> &rows)
{
    if (!rows.empty())
        previewOf(kind, rows);
}

void ActionPresenter::previewOf(ActionKind kind, const std::vector<TaskRow> &rows)
{
    if (!m_runner)
        m_rows = rows;
    preview(kind);
}

/// Starts with the copy of the current task: mostly the same or a similar one is wanted.
void ActionPresenter::askForCopy()
{
    if (!m_accounts)
        return;
    auto *dialog = new TagCopyDialog(m_widgets.table.window());
    dialog->showInstances(m_directory->instances());
    if (m_current) {
        const SyncTask task = m_store.task(*m_current);
        dialog->showCopy({.from = task.imageFrom, .to = task.imageTo});
    }
    connect(dialog, &TagCopyDialog::copyChosen, this,
            [this](const TagCopy &copy) { openCopies({copy}); });
    dialog->open();
}

void ActionPresenter::openCopies(const std::vector<TagCopy> &copies)
{
    if (copies.empty())
        return;
    if (!m_runner)
        m_copies = copies;
    preview(ActionKind::Copy);
}

void ActionPresenter::preview(ActionKind kind)
{
    if (!m_accounts)
        return;
    if (m_runner && m_dialog) { // one action at a time: the running one is shown instead
        m_dialog->show();
        m_dialog->activateWindow();
        return;
    }
    delete m_dialog;
    m_kind = kind;
    m_isPreview = true;
    m_lines.clear();
    m_table.showPlan(previewed({}), m_directory->rules().all());
    m_dialog = new ActionDialog(kind, m_table, m_widgets.table.window());
    connect(m_dialog, &ActionDialog::choicesChanged, this, &ActionPresenter::replan);
    connect(m_dialog, &ActionDialog::changesWanted, this, &ActionPresenter::askToAllow);
    connect(m_dialog, &ActionDialog::sendRequested, this, &ActionPresenter::send);
    connect(m_dialog, &ActionDialog::stopRequested, this, [this] { m_runner->stop(); });
    connect(m_dialog, &ActionDialog::exportRequested, this, &ActionPresenter::exportResults);
    connect(m_dialog, &QDialog::finished, this, [this] { m_check.reset(); });
    m_dialog->show();
    checkDestinations();
}

/// What is not sent whatever happens is not looked at.
void ActionPresenter::checkDestinations()
{
    m_check.reset();
    if (m_kind == ActionKind::Cancel)
        return;
    std::vector<CheckedDestination> destinations;
    for (const PlannedAction &planned : m_table.plan()) {
        const ImageRef &to = planned.task.imageTo;
        const InstanceRef instance = m_directory->refOf(to, planned.listedBy.account);
        if (std::holds_alternative<std::monostate>(planned.action) || to.repoName.isEmpty())
            continue;
        const bool isListed = !m_directory->regionOf(to.instanceId).isEmpty();
        destinations.push_back(
            {.instance = instance,
             .namespaceName = to.repoNamespaceName,
             .repoName = to.repoName,
             .isOutOfReach =
                 !isListed && isOutOfReach(instance, planned.task.crossUser.value_or(false))});
    }
    m_check = std::make_unique<DestinationCheck>(m_accounts->registry());
    connect(m_check.get(), &DestinationCheck::changed, this, &ActionPresenter::showDestinations);
    m_check->start(destinations);
}

void ActionPresenter::showDestinations()
{
    if (!m_dialog || !m_isPreview)
        return;
    QStringList lines;
    for (const DestinationFacts &facts : m_check->facts())
        lines << destinationText(facts,
                                 m_directory->fullNameOf(facts.destination.instance.instanceId));
    m_dialog->showDestinations(
        lines, m_check->leftOut() == 0
                   ? QString()
                   : tr("%Ln more destination(s) are not looked at: what is said above is not of "
                        "them.",
                        nullptr, m_check->leftOut()));
}

void ActionPresenter::replan()
{
    m_table.showPlan(previewed(m_dialog->choices()), m_directory->rules().all());
    m_dialog->showPlan();
}

/// Sends the confirmed plan, although tasks may have changed in the store since.
void ActionPresenter::send()
{
    m_isPreview = false;
    m_check.reset();
    m_askedAccounts = m_accounts;
    m_accounts->askNow(); // what is read before it is sent may have been refused a while ago
    m_runner = std::make_unique<ActionRunner>(m_accounts->registry());
    m_runner->setBeforeSending(
        [this](qsizetype line, const std::function<void()> &proceed) { begin(line, proceed); });
    connect(m_runner.get(), &ActionRunner::changed, this, &ActionPresenter::showOutcome);
    connect(m_runner.get(), &ActionRunner::forbidden, this,
            [this](const InstanceRef &instance, const QString &operation) {
                if (m_askedAccounts == m_accounts)
                    noteRefused(instance, operation);
            });
    connect(m_runner.get(), &ActionRunner::finished, this, &ActionPresenter::finish,
            Qt::QueuedConnection); // it destroys the runner
    m_runner->start(m_table.plan());
}

void ActionPresenter::begin(qsizetype line, const std::function<void()> &proceed)
{
    const PlannedAction &planned = m_table.plan()[static_cast<std::size_t>(line)];
    SentAction action = sentRecord(planned, m_kind, m_directory->rules().all());
    action.profile = m_askedAccounts->signerOf(action.instance.account);
    const QString id = m_sent.begin(std::move(action), proceed);
    m_lines[id] = line;
}

/// Only while the dialog is open; the page of sent actions continues to show the progress.
void ActionPresenter::showFollowed(const SentAction &action)
{
    const auto line = m_lines.find(action.id);
    if (!m_dialog || line == m_lines.end())
        return;
    m_table.showFollowed(line->second, action);
    m_dialog->showFollowed();
}

void ActionPresenter::showOutcome(qsizetype line)
{
    const std::vector<ActionOutcome> &outcomes = m_runner->outcomes();
    m_table.showOutcome(line, outcomes[static_cast<std::size_t>(line)]);
    for (const auto &[id, sentLine] : m_lines) {
        if (sentLine == line)
            m_sent.settle(id, outcomes[static_cast<std::size_t>(line)]);
    }
    const qsizetype settled = std::ranges::count_if(outcomes, [](const ActionOutcome &outcome) {
        return outcome.isSettled() && outcome.state != ActionOutcome::State::NotSent;
    });
    if (m_dialog)
        m_dialog->showProgress(settled, countToBeSent(m_table.plan()));
}

void ActionPresenter::finish()
{
    m_runner.reset();
    m_askedAccounts.reset();
    if (m_dialog)
        m_dialog->showFinished();
    update();
    Q_EMIT changed();
}

void ActionPresenter::exportResults()
{
    // Over the results, and gone with them: m_table is that of another plan then.
    askWhereToSave(m_dialog, m_dialog, tr("Export results"), QDir::home().filePath(u"results"_s),
                   {{.name = tr("Comma separated values"), .suffix = u"csv"_s}},
                   [this](const SaveTarget &target) {
                       saveAndTell(target.path, csvByteOrderMark + m_table.csv().toUtf8(),
                                   m_widgets.savedBar);
                   });
}
