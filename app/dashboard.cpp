#include "dashboard.h"

#include "diagnosticstext.h"
#include "erroradvice.h"
#include "externalopener.h"
#include "filterpane.h"
#include "footbar.h"
#include "headlinebar.h"
#include "historysettings.h"
#include "loginname.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "ownfiles.h"
#include "printable.h"
#include "registryclock.h"
#include "restbudget.h"
#include "ruleview.h"
#include "savedbar.h"
#include "settingsdialog.h"
#include "silencespage.h"
#include "statuschartview.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "teamregistry.h"
#include "toolbar.h"
#include "watchedaccounts.h"
#include "windowsettings.h"
#include "windowtitle.h"

#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostDaysZoomed = 30; // that are loaded for it, where a history counts

Advice unsavedQueries()
{
    return {.happened = Dashboard::tr("Earlier queries cannot be saved."),
            .whatToDo = Dashboard::tr("The box proposes them until the window is closed. Check "
                                      "the permissions and the free space of their folder.")};
}

Advice unknownZone(const QString &id)
{
    //: %1 is the name of a time zone
    return {.happened = Dashboard::tr("The time zone “%1” of the settings is not known here. Times "
                                      "are shown in the zone of this computer.")
                            .arg(id),
            .whatToDo = Dashboard::tr("Choose another one: Settings, Looks.")};
}

Advice unusableKeys(int count)
{
    return {.happened = Dashboard::tr("%Ln key(s) of the settings cannot be used: they make no "
                                      "sense, or another action has them. The usual ones stay.",
                                      nullptr, count),
            .whatToDo = Dashboard::tr("Choose others: Settings, Keys.")};
}

Advice unansweredActions()
{
    return {.happened = Dashboard::tr("What was sent to the registry has not been answered yet."),
            .whatToDo =
                Dashboard::tr("Wait until it has, or stop it. Closing the window again ends the "
                              "program without telling what became of it.")};
}

Advice unwrittenExport()
{
    return {.happened = Dashboard::tr("An export is being written."),
            .whatToDo = Dashboard::tr("Wait for its end, or stop it. Closing the window again ends "
                                      "the program, and the export with it.")};
}

} // namespace

Dashboard::Dashboard(Clock &clock, const Settings &settings, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_settings(settings),
      m_model(m_store, clock),
      m_window(m_model),
      m_ranges(m_model, clock),
      m_historyCounts(clock),
      m_overview(m_store, m_model, m_ranges, clock, m_window.headline(), m_window.filterPane(),
                 m_window.chart()),
      m_queries(m_store, m_clock,
                {.toolBar = m_window.toolBar(),
                 .filterPane = m_window.filterPane(),
                 .headline = m_window.headline(),
                 .pages = m_window.pages(),
                 .table = m_window.table(),
                 .detailPane = m_window.detailPane()}),
      m_views(m_store, m_model, m_ranges, clock, m_queries, m_window.filterPane().views(),
              m_window.table(), m_window.chart()),
      m_pages(m_store, m_model, clock, m_overview, m_queries,
              {.failures = m_window.failures(),
               .routes = m_window.routes(),
               .rules = m_window.rules(),
               .headline = m_window.headline(),
               .pages = m_window.pages(),
               .row = m_window.boardRowPane()}),
      m_watch(m_store, m_model, clock, m_queries, m_window, m_window.title()),
      m_silences(m_model, clock, m_views, m_pages.routes(), m_watch,
                 {.views = m_window.filterPane().views(),
                  .routes = m_window.routes(),
                  .footBar = m_window.footBar(),
                  .messageBar = m_window.messageBar(),
                  .window = m_window}),
      m_history(m_store, clock),
      m_instances(m_store, clock),
      m_team(m_instances, m_window.footBar(), m_window.messageBar()),
      m_historySearch(m_model, m_queries, m_ranges,
                      [this](const QString &id) { return m_instances.isWatched(id); },
                      {.bar = m_window.historySearchBar(),
                       .footBar = m_window.footBar(),
                       .placeholder = m_window.placeholder(),
                       .search = *m_window.menu().searchHistory()}),
      m_state(m_instances, m_history, m_model, m_queries, m_overview, clock,
              {.toolBar = m_window.toolBar(),
               .queryNotice = m_window.queryNotice(),
               .messageBar = m_window.messageBar(),
               .headline = m_window.headline(),
               .filterPane = m_window.filterPane(),
               .pages = m_window.pages(),
               .placeholder = m_window.placeholder(),
               .footBar = m_window.footBar()}),
      m_detail(m_store, clock, m_window.detailPane()),
      m_sent(m_store, clock, m_queries, m_window.sent(), m_window.savedBar()),
      m_actions(m_store, m_model, clock, m_sent,
                {.menu = m_window.menu(),
                 .toolBar = m_window.toolBar(),
                 .table = m_window.table(),
                 .detailPane = m_window.detailPane(),
                 .savedBar = m_window.savedBar(),
                 .feed = [this] { return m_instances.feeds().state(); }}),
      m_compare(m_store, clock, m_actions, m_sent,
                {.compare = *m_window.menu().compareTags(),
                 .rules = m_window.rules(),
                 .table = m_window.table(),
                 .detailPane = m_window.detailPane(),
                 .isRulePageOpen = [this] { return m_window.pages().isOpen(m_window.rules()); },
                 .knowsAllTasks =
                     [this] {
                         const FeedState &feed = m_instances.feeds().state();
                         return feed.total && feed.loaded >= *feed.total;
                     }}),
      m_selection(m_model, m_window.table(), m_window.pages(), m_window.selectionBar()),
      m_notes(m_store, m_model,
              {.menu = m_window.menu(),
               .table = m_window.table(),
               .selectionBar = m_window.selectionBar(),
               .detailPane = m_window.detailPane(),
               .messageBar = m_window.messageBar()}),
      m_ruleActions(m_store, clock, m_actions, m_sent, m_window.rules(),
                    *m_window.menu().newRule()),
      m_export(m_store, m_model, clock, m_window.table(), m_window.savedBar(),
               *m_window.menu().exportRows()),
      m_chartSaver(m_window.chart(), m_window.savedBar(), *m_window.menu().saveChart()),
      m_diagnostics([this] { return diagnosticsSource(); }, m_window.savedBar(),
                    *m_window.menu().diagnostics()),
      m_viewsTransfer(m_views, m_window.menu(), m_window.savedBar(), m_window.messageBar(),
                      m_window),
      m_settingsTransfer(clock),
      m_report([this] { return reportSource(); }, m_window.savedBar(), *m_window.menu().report()),
      m_palette(m_store, m_queries, m_views, m_window.menu(), m_window.pages()),
      m_links({.store = m_store,
               .model = m_model,
               .instances = m_instances,
               .queries = m_queries,
               .views = m_views},
              {.pages = m_window.pages(),
               .table = m_window.table(),
               .chart = m_window.chart(),
               .messageBar = m_window.messageBar(),
               .copyQueryLink = *m_window.menu().copyQueryLink()}),
      m_trayLife(m_window, Autostart(autostartPath(), QCoreApplication::applicationFilePath())),
      m_exposure(m_window)
{
    m_overview.chart().setHistory(m_historyCounts);
    restoreWindow(m_window, settings);
    m_ranges.choose(rangeHere(settings.chartRange));
    m_overview.setStuckRule({.factor = settings.preferences.stuckFactor});
    m_actions.setWritableProfiles(settings.writableProfiles);
    setTimes(settings.preferences.times);
    m_watch.setRule(settings.preferences.watch);
    m_trayLife.setClosesToTray(settings.preferences.closesToTray);
    m_watch.pauseUntil(settings.notificationsPausedUntil);
    m_detail.setVisible(m_window.isDetailPaneOpen());
    m_queries.restoreInstance(settings.instanceId);
    m_instances.leaveOut(settings.preferences.connection.leftOut);
    m_instances.setRange(rangeHere(settings.chartRange));
    m_instances.setRefreshInterval(settings.refreshInterval);
    m_instances.setRestRequests(settings.preferences.restRequests);
    m_detail.setMayRefresh([this](const QString &account) {
        RestBudget *budget = m_instances.accounts()->restBudget(account);
        return !budget || budget->tryTake();
    });
    connectWindow();
    const int leftOut = m_window.applyKeys(settings.preferences.keys);
    if (const int unusable = leftOut + settings.preferences.unusableKeys; unusable > 0)
        m_window.messageBar().showNotice(unusableKeys(unusable), {});
    connectSilences();
    m_silences.restore(settings.preferences.silences, settings.preferences.unusableSilences);
    connectQuery();
    connectPanes();
    connectNotes();
    connectInstances();
    connectHistory();
    tick();
}

void Dashboard::connectWindow()
{
    MainMenu &menu = m_window.menu();
    connect(menu.refresh(), &QAction::triggered, this, &Dashboard::retry);
    connect(&menu, &MainMenu::themeChosen, this, [this](ThemeChoice theme) {
        m_settings.theme = theme;
        Q_EMIT themeChosen(theme, m_settings.preferences.looks);
        Q_EMIT settingsChosen();
    });
    connect(&menu, &MainMenu::languageChosen, this, [this](const QString &language) {
        m_settings.language = language;
        Q_EMIT languageChosen(language);
        Q_EMIT settingsChosen();
    });
    m_window.installEventFilter(this);
    connect(&m_exposure, &WindowExposure::cameBack, this, &Dashboard::tick);
    m_window.setPaletteSource([this] { return m_palette.entries(); });
    m_window.setMayClose([this] { return mayClose(); });
    m_export.setCoverage([this] { return coverage(); });
    m_export.setListers([this](const QString &id) { return m_instances.directory().refOf(id); });
    // Another thread words the rows, with what another language replaces.
    connect(&m_export, &ExportPresenter::runningChanged, this, [this](bool isRunning) {
        m_window.menu().setLanguageReason(isRunning ? unwrittenExport().happened : QString());
    });
    connect(&m_window.savedBar(), &SavedBar::openRequested, this, [this](const QUrl &url) {
        if (!openExternally(url))
            m_window.savedBar().showUnopened();
    });
    connect(&m_window, &MainWindow::preferencesChosen, this, &Dashboard::setPreferences);
    connect(&m_window, &MainWindow::settingsMade, this, [this](SettingsDialog &dialog) {
        m_settingsTransfer.serve(dialog);
        connect(&dialog, &SettingsDialog::opened, this,
                [this, &dialog] { dialog.history().showFacts(m_history.facts(), timesNow()); });
        serveSilences(dialog.silences());
        connect(&dialog, &SettingsDialog::opened, this, [this, &dialog] {
            dialog.silences().setChoices(m_silences.choices());
            dialog.silences().showTeam(m_silences.ofTeam());
        });
    });

    connect(&m_window.headline(), &HeadlineBar::chartChosen, &m_window.chart(),
            &StatusChartView::chooseKind);

    ToolBar &toolBar = m_window.toolBar();
    connect(&toolBar, &ToolBar::refreshRequested, this, &Dashboard::retry);
    connect(&toolBar, &ToolBar::refreshIntervalChosen, this, [this](std::chrono::seconds interval) {
        m_settings.refreshInterval = interval;
        m_instances.setRefreshInterval(interval);
        Q_EMIT settingsChosen();
    });
}

void Dashboard::serveSilences(SilencesPage &page)
{
    connect(&page, &SilencesPage::chosenForTeam, &m_silences, &SilencePresenter::tellTeam);
    connect(&page, &SilencesPage::withdrawRequested, this,
            [this](const QString &noteId) { m_notes.withdraw({noteId}); });
    connect(&m_notes, &NotesPresenter::told, &page,
            [this, &page] { page.showTeam(m_silences.ofTeam()); });
}

/// Models and presenters say everything anew when the window hears of another language, which is
/// after its translations were loaded, whoever loaded them.
bool Dashboard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void Dashboard::retranslate()
{
    m_model.retranslate();
    m_overview.countNow();
    m_queries.retranslate();
    m_views.show();
    m_pages.retranslate();
    m_sent.retranslate();
    m_watch.retranslate();
    m_silences.update();
    m_team.retranslate();
    m_historySearch.update();
    m_notes.update();
    m_state.update();
    m_detail.update();
    m_actions.update();
    m_ruleActions.update();
    m_compare.retranslate();
}

void Dashboard::connectSilences()
{
    connect(&m_silences, &SilencePresenter::changed, this, [this] {
        m_settings.preferences.silences = m_silences.silences();
        m_window.setSilences(m_silences.silences());
        Q_EMIT settingsChosen();
    });
    connect(&m_window.footBar(), &FootBar::mutesRequested, &m_window, &MainWindow::openSilences);
}

void Dashboard::connectQuery()
{
    connect(&m_queries, &QueryPresenter::queryChanged, this, &Dashboard::applyQuery);
    connect(&m_queries, &QueryPresenter::instanceChosen, this,
            [this](const QString &instanceId) { m_settings.instanceId = instanceId; });
    connect(m_window.menu().clearFilters(), &QAction::triggered, &m_queries,
            &QueryPresenter::clear);
    connect(&m_window.placeholder(), &Placeholder::clearFiltersRequested, &m_queries,
            &QueryPresenter::clear);
    connect(&m_window, &MainWindow::stepBackRequested, this, &Dashboard::stepBack);
    connect(&m_queries, &QueryPresenter::savingFailed, this, [this](const QString &technical) {
        m_unsavedQueries = unsavedQueries(); // in the language in which it is shown
        m_window.messageBar().showNotice(m_unsavedQueries, technical);
    });
    connect(&m_queries, &QueryPresenter::savingRecovered, this,
            [this] { m_window.messageBar().withdrawNotice(m_unsavedQueries); });
    connect(&m_window.chart(), &StatusChartView::zoomChosen, &m_queries, &QueryPresenter::noteZoom);
    connect(&m_window, &MainWindow::backRequested, &m_queries, &QueryPresenter::goBack);
    connect(&m_window, &MainWindow::forwardRequested, &m_queries, &QueryPresenter::goForward);
    connect(&m_window.chart(), &StatusChartView::rangeChosen, this, [this](ChartRange range) {
        m_queries.removeTimes();
        setChartRange(range);
    });
    connect(&m_ranges, &RangePresenter::changed, this, [this] {
        m_pages.scheduleRecount();
        m_state.update();
    });
    connect(&m_views, &ViewsPresenter::rangeChosen, this, &Dashboard::setChartRange);
    connect(&m_links, &LinkPresenter::rangeChosen, this, &Dashboard::setChartRange);
    connect(&m_links, &LinkPresenter::taskFound, this, [this](TaskRow row) {
        openTask(row);
        m_window.openDetailPane();
    });
    connect(&m_state, &StatePresenter::lastReadingsKnown, this,
            [this](const QHash<QString, QDateTime> &readings) {
                if (!m_store.setLastReadings(readings))
                    return;
                m_overview.scheduleRecount();
                m_pages.scheduleRecount();
                m_detail.update();
            });
    // After what began the count has come to its end, too.
    connect(&m_overview, &OverviewPresenter::counted, &m_state, &StatePresenter::update,
            Qt::QueuedConnection);
    connect(&m_watch, &WatchPresenter::quitRequested, &m_trayLife, &TrayLife::quit);
    connect(&m_views, &ViewsPresenter::viewsChanged, this,
            [this] { m_watch.setViews(m_views.notifyingQueries()); });
    connect(&m_overview.chart(), &TimelinePresenter::queryChosen, &m_queries,
            &QueryPresenter::setQuery);
    connect(&m_overview.chart(), &TimelinePresenter::narrowed, &m_queries, &QueryPresenter::narrow);
    connect(&m_overview.chart(), &TimelinePresenter::narrowingTakenBack, &m_queries,
            &QueryPresenter::takeNarrowingBack);
    connect(&m_model, &SyncTaskTableModel::movedOn, this, [this] { m_pages.scheduleRecount(); });
    connect(&m_overview.chart(), &TimelinePresenter::zoomed, this, [this](const QDateTime &begin) {
        // A turn of the wheel does not load months: they are counted.
        if (!m_historyCounts.isConnected() || begin >= m_clock.now().addDays(-mostDaysZoomed))
            m_instances.loadBackTo(begin);
    });
}

void Dashboard::connectPanes()
{
    TaskTableView &table = m_window.table();
    connect(&table, &TaskTableView::currentTaskChanged, this, &Dashboard::showRow);
    // The pane may show a linked task that is not in the table: these lead back.
    connect(&table, &TaskTableView::taskOpened, this, &Dashboard::showRow);
    connect(&table, &TaskTableView::clicked, this, &Dashboard::showCurrentRow);
    connect(&m_window.pages(), &CenterPages::pageOpened, this, &Dashboard::showCurrentRow);
    connect(&m_window.pages(), &CenterPages::pageOpened, &m_actions, &ActionPresenter::update);
    connect(&m_window.pages(), &CenterPages::pageOpened, &m_compare, &ComparePresenter::update);
    // The list comes into sight when it has tasks again, which is after their selection.
    connect(&m_window.pages(), &CenterPages::answerChanged, &m_actions, &ActionPresenter::update);
    connect(&m_window, &MainWindow::detailPaneToggled, &m_detail, &DetailPresenter::setVisible);
    connect(&m_window, &MainWindow::detailPaneToggled, &m_pages.row(),
            &BoardRowPresenter::setVisible);
    connect(&m_pages.row(), &BoardRowPresenter::taskChosen, this, &Dashboard::openTask);
    connect(&m_pages.row(), &BoardRowPresenter::retryRequested, &m_actions,
            &ActionPresenter::retry);
    connect(&m_detail, &DetailPresenter::askingAgain, this,
            [this] { m_instances.accounts()->askNow(); });
    connect(&m_window.detailPane(), &TaskDetailPane::taskChosen, this, &Dashboard::openTask);
    connect(&m_ruleActions, &RuleActions::changed, &m_instances, &InstanceWatcher::rereadRules);
    connect(&m_actions, &ActionPresenter::permissionsChanged, this, &Dashboard::settingsChosen);
    connect(&m_actions, &ActionPresenter::changeRefused, this, [this](const ApiError &error) {
        m_window.messageBar().showNotice(adviceFor(error), technicalLine(error));
    });
    connect(&m_actions, &ActionPresenter::changed, this, [this] { m_instances.feeds().refresh(); });
    connect(&m_detail, &DetailPresenter::detailArrived, this,
            [this](const QString &instanceId, const SyncTaskDetail &detail) {
                onRegistryMerge(m_store.mergeDetail(instanceId, detail));
            });

    connect(&m_state, &StatePresenter::retryRequested, this, &Dashboard::retry);
    connect(&m_window.placeholder(), &Placeholder::demoRequested, this, &Dashboard::demoRequested);
    connect(&m_window.placeholder(), &Placeholder::allTimesRequested, this,
            [this] { showRange(ChartRange::All); });
    // Shown, not loaded.
    connect(&m_historySearch, &HistorySearchPresenter::rangeWanted, this, [this](ChartRange range) {
        m_window.chart().setRange(range);
        m_ranges.choose(range);
    });
    connect(&m_historySearch, &HistorySearchPresenter::tasksFound, this, &Dashboard::takeTasks);
}

void Dashboard::connectNotes()
{
    m_notes.setName(m_settings.noteName.isEmpty() ? loginName() : m_settings.noteName);
    connect(&m_notes, &NotesPresenter::nameChosen, this, [this] {
        m_settings.noteName = m_notes.name();
        Q_EMIT settingsChosen();
    });
    connect(&m_notes, &NotesPresenter::changed, this, [this] {
        m_queries.checkAnswer(m_model.filter());
        m_overview.scheduleRecount();
        m_views.scheduleRecount();
        m_pages.scheduleRecount();
        m_state.update();
    });
    m_silences.setNotes([this] { return m_notes.name(); },
                        [this](const TeamNote &note, const SilencePresenter::NoteAnswer &answer) {
                            m_notes.add(note, answer);
                        });
    connect(&m_notes, &NotesPresenter::told, &m_silences, &SilencePresenter::setTeam);
    connect(&m_silences, &SilencePresenter::withdrawWanted, &m_notes, &NotesPresenter::withdraw);
    connect(&m_window.pages(), &CenterPages::pageOpened, &m_notes, &NotesPresenter::update);
    connect(&m_window.pages(), &CenterPages::answerChanged, &m_notes, &NotesPresenter::update);
}

void Dashboard::connectHistory()
{
    connect(&m_history, &HistoryGroup::tasksRestored, this, &Dashboard::showMerge);
    connect(&m_history, &HistoryGroup::tasksRestored, &m_watch, &WatchPresenter::seedFromHistory);
    connect(&m_history, &HistoryGroup::directoryRestored, this,
            [this] { m_instances.restore(m_history.directory()); });
    connect(&m_history, &HistoryGroup::sentActionsRestored, &m_sent, &SentPresenter::restore);
    connect(&m_history, &HistoryGroup::sentActionKept, &m_sent, &SentPresenter::noteKept);
    connect(&m_sent, &SentPresenter::changed, this,
            [this](const SentAction &action) { m_history.record(action); });
    connect(&m_history, &HistoryGroup::noticed, &m_window.messageBar(), &MessageBar::showNotice);
    connect(&m_history, &HistoryGroup::noticeEnded, &m_window.messageBar(),
            &MessageBar::withdrawNotice);
}

void Dashboard::keepHistory(const QString &file, const QString &account)
{
    m_history.open(file, m_settings.preferences, account);
}

void Dashboard::connectTo(Result<std::unique_ptr<Registry>> registry, const QStringList &regions,
                          std::vector<ApiError> unusable)
{
    std::vector<Connection> only;
    only.push_back({.registry = std::move(registry), .regions = regions});
    connectTo(std::move(only), std::move(unusable));
}

void Dashboard::connectTo(std::vector<Connection> connections, std::vector<ApiError> unusable)
{
    m_instances.connectTo(std::move(connections), std::move(unusable));
}

void Dashboard::connectInstances()
{
    connect(&m_instances, &InstanceWatcher::connected, this, &Dashboard::takeAccounts);
    connect(&m_instances, &InstanceWatcher::directoryTold, this,
            [this] { m_history.record(m_instances.directory()); });
    connect(&m_instances, &InstanceWatcher::namesChanged, this, &Dashboard::showNames);
    connect(&m_instances, &InstanceWatcher::instancesChanged, this, &Dashboard::takeInstances);
    connect(&m_instances, &InstanceWatcher::stateChanged, this, [this] {
        m_history.record(m_instances.feeds().states());
        m_state.update();
    });
    connect(&m_instances, &InstanceWatcher::merged, this, [this](const MergeReport &report) {
        onRegistryMerge(report);
        m_detail.update();
        m_detail.refresh();
    });
}

void Dashboard::takeAccounts()
{
    const std::shared_ptr<WatchedAccounts> &accounts = m_instances.accounts();
    m_detail.connectTo(accounts->registry(), m_instances.directory());
    m_actions.connectTo(accounts, m_instances.directory());
    m_ruleActions.connectTo(accounts, m_instances.directory());
    m_compare.connectTo(accounts, m_instances.directory());
    m_palette.setDirectory(m_instances.directory()); // the former one is gone
    m_instances.restore(m_history.directory());
}

void Dashboard::takeInstances()
{
    if (m_store.setWatched(m_instances.watchedIds())) {
        m_model.updateWatched();
        m_queries.checkAnswer(m_model.filter());
        m_overview.scheduleRecount();
        m_views.scheduleRecount();
        m_pages.scheduleRecount();
    }
    const std::vector<RegistryInstance> watched = m_instances.watchedInstances();
    m_queries.setInstances(watched);
    QStringList ids;
    for (const RegistryInstance &instance : watched)
        ids << instance.id;
    ids.sort();
    m_historyCounts.setInstances(ids);
    m_ruleActions.update();
    askQuestion(); // which instances there are says whether the query speaks of one alone
}

void Dashboard::showNames()
{
    const RegistryDirectory &directory = m_instances.directory();
    const QueryNames names = directory.names();
    m_model.setNames(names);
    m_queries.setNames(names);
    m_sent.setNames(names);
    m_export.setRuleNames(names.rules);
    m_pages.setDirectory(directory);
    m_overview.scheduleRecount();
    m_views.scheduleRecount();
    m_detail.update();
    m_actions.update(); // a rule that is known now is run again, not copied
}

void Dashboard::applyQuery(const TaskQuery &query)
{
    m_model.setQuery(query);
    m_overview.setQuery(query);
    m_historySearch.endForQuery();
    const QDateTime begin = m_overview.chart().rangeBegin();
    const bool hasBegin = query.has(QueryField::Since) && begin.isValid();
    const bool isSearched = hasBegin && isBeyondLoading(begin);
    if (hasBegin && !isSearched)
        m_instances.loadBackTo(begin);
    askQuestion();
    m_state.update();
    if (isSearched)
        m_historySearch.search();
}

/// Of a history that can be searched, no more than a month is loaded because of a query's times,
/// and nothing for times that all lie before what is loaded.
bool Dashboard::isBeyondLoading(const QDateTime &begin) const
{
    if (!m_historySearch.isOffered() || m_settings.chartRange == ChartRange::All)
        return false;
    const QDateTime loaded = m_instances.feeds().state().completeSince;
    const std::optional<qint64> endMs = m_model.filter().range().endMs;
    return begin < m_clock.now() - *lengthOf(ChartRange::Month) ||
           (endMs && loaded.isValid() && *endMs <= loaded.toMSecsSinceEpoch());
}

void Dashboard::askQuestion()
{
    const QString only = m_queries.onlyInstance();
    m_instances.feeds().setQuery(m_queries.query(), only);
    m_window.footBar().showPlace(m_instances.directory().regionOf(only));
}

void Dashboard::setPreferences(const Preferences &preferences)
{
    const Looks former = std::exchange(m_settings.preferences, preferences).looks;
    if (preferences.looks != former)
        Q_EMIT themeChosen(m_settings.theme, preferences.looks);
    setTimes(preferences.times);
    m_window.applyKeys(preferences.keys);
    m_overview.setStuckRule({.factor = preferences.stuckFactor});
    m_instances.setRestRequests(preferences.restRequests);
    m_watch.setRule(preferences.watch);
    m_silences.setSilences(preferences.silences);
    m_trayLife.setClosesToTray(preferences.closesToTray);
    m_history.setRetention(preferences);
    Q_EMIT settingsChosen();
}

void Dashboard::setTimes(const TimeChoice &choice)
{
    m_window.messageBar().withdrawNotice(m_unknownZone);
    if (!isKnownZone(choice)) {
        m_unknownZone = unknownZone(printable(choice.zoneId)); // in the language of now
        m_window.messageBar().showNotice(m_unknownZone, {});
    }
    const TimeDisplay times = timeDisplay(choice);
    if (times == m_model.timeContext().times)
        return;
    m_model.setTimes(times);
    m_queries.setZone(times.zone);
    m_pages.setTimes(times);
    m_sent.setTimes(times);
    m_detail.setTimes(times);
    m_compare.setTimes(times);
    m_ruleActions.setTimes(times);
    retranslate();
}

void Dashboard::showRange(ChartRange range)
{
    m_window.chart().setRange(range);
    setChartRange(range);
}

void Dashboard::setChartRange(ChartRange range)
{
    m_settings.chartRange = range;
    m_ranges.choose(rangeHere(range));
    m_instances.setRange(rangeHere(range));
}

/// A year is counted in a history, where there is one: no registry is asked for so much.
ChartRange Dashboard::rangeHere(ChartRange range) const
{
    return range == ChartRange::Year && !m_historyCounts.isConnected() ? ChartRange::Month : range;
}

void Dashboard::showRow(int row)
{
    using PaneSubject = MainWindow::PaneSubject;
    const bool isListOpen = m_window.pages().isOpen(m_window.table());
    m_window.setPaneSubject(isListOpen                    ? PaneSubject::Task
                            : m_pages.row().isBoardOpen() ? PaneSubject::BoardRow
                                                          : PaneSubject::Nothing);
    const auto task = isListOpen && row >= 0 ? std::optional(m_model.storeRow(row)) : std::nullopt;
    m_detail.showTask(task);
    m_actions.showCurrent(task);
    m_notes.showCurrent(task);
    m_compare.showCurrent(task);
}

void Dashboard::showCurrentRow()
{
    showRow(m_window.table().currentIndex().row());
}

/// What was done last is taken back first.
void Dashboard::stepBack()
{
    if (m_queries.isZoomNewer() && m_window.chart().endZoom())
        return;
    if (!m_queries.returnToOrigin() && !m_window.chart().endZoom())
        m_queries.clear();
}

void Dashboard::openTask(TaskRow row)
{
    if (const std::optional<int> shown = m_model.rowOf(row))
        m_window.table().setCurrentIndex(m_model.index(*shown, 0));
    m_detail.showTask(row); // also where the filter hides it from the table
    m_actions.showCurrent(row);
    m_notes.showCurrent(row);
    m_compare.showCurrent(row);
}

void Dashboard::notifyThrough(Notifier &notifier)
{
    m_watch.notifyThrough(notifier);
    m_trayLife.setNotifier(notifier);
}

void Dashboard::openLink(const QString &link)
{
    if (!link.isEmpty())
        m_links.open(link, m_clock.now());
}

void Dashboard::useTeam(const DatabaseAddress &address)
{
    m_notes.connectTo(address);
    m_historySearch.offer(address);
    m_historyCounts.connectTo(std::make_unique<TeamCounter>(address));
    m_window.chart().offerYear();
    if (m_settings.chartRange == ChartRange::Year)
        showRange(ChartRange::Year); // until now it was a month
    m_window.filterPane().setAskedHistory(true);
}

void Dashboard::askAgain()
{
    m_instances.askAgain();
}

void Dashboard::retry()
{
    if (!m_instances.refresh())
        Q_EMIT reconnectRequested();
}

/// Nobody would tell what became of what was sent, and half an export is thrown away: that is said
/// once, and then it is up to the user.
bool Dashboard::mayClose()
{
    const bool isRefused = (isActing() || isExporting()) && !m_wasCloseRefused;
    m_wasCloseRefused = isRefused;
    if (isRefused)
        m_window.messageBar().showNotice(isActing() ? unansweredActions() : unwrittenExport(), {});
    return !isRefused;
}

ExportCoverage Dashboard::coverage() const
{
    ExportCoverage coverage = m_state.coverage();
    coverage.scope = m_window.title().scope();
    const QHash<QString, QString> names = m_instances.directory().names().instances;
    for (const QString &id : m_instances.leftOut())
        coverage.leftOut << names.value(id, id);
    return coverage;
}

DiagnosticsSource Dashboard::diagnosticsSource() const
{
    DiagnosticsSource source{.now = m_clock.now(),
                             .settings = settings(),
                             .calls = m_instances.accounts()->journal(),
                             .tasks = m_store.size()};
    for (const ListStatus &list : m_state.listStatuses())
        source.readings << readingLine(list);
    if (m_completeDiagnostics)
        m_completeDiagnostics(source);
    return source;
}

ReportSource Dashboard::reportSource() const
{
    ReportSource source{.store = m_store,
                        .query = m_model.query(),
                        .context = m_model.filter().context(),
                        .stuckRule = {.factor = m_settings.preferences.stuckFactor},
                        .coverage = coverage(),
                        .sent = m_sent.actions()};
    source.context.now = m_clock.now();
    source.coverage.exportedAt = source.context.now;
    return source;
}

void Dashboard::onRegistryMerge(const MergeReport &report)
{
    m_history.record(report);
    showMerge(report);
    m_watch.take(report);
}

void Dashboard::showMerge(const MergeReport &report)
{
    if (report.isEmpty())
        return;
    m_model.applyMerge(report);
    m_queries.checkAnswer(m_model.filter());
    m_overview.scheduleRecount();
    m_views.scheduleRecount();
    m_pages.scheduleRecount();
    m_sent.applyMerge(report);
    m_compare.noteNews();
    m_actions.update();
    m_notes.update();
    m_state.update();
}

/// The progress of what is on the screen is asked for; of the task in the pane, the pane asks.
void Dashboard::watchShownTasks()
{
    QSet<TaskRow> shown;
    const TaskTableView &table = m_window.table();
    if (table.isVisible() && !m_window.isMinimized() && !m_exposure.isGone()) {
        const int first = std::max(table.rowAt(0), 0);
        const int below = table.rowAt(table.viewport()->height() - 1);
        const int last = below < 0 ? m_model.rowCount() - 1 : below;
        for (int row = first; row <= last; ++row) {
            const TaskRow task = m_model.storeRow(row);
            if (m_store.status(task) == SyncTaskStatus::Synchronizing)
                shown.insert(task);
        }
    }
    if (const std::optional<TaskRow> asked = m_detail.askedRow())
        shown.remove(*asked);
    m_instances.feeds().setWatched(shown);
}

void Dashboard::noteSleep()
{
    if (m_uptime && m_sleepNotice.update(m_uptime(), timesNow(), m_window.messageBar()))
        retry();
}

TimeContext Dashboard::timesNow() const
{
    return {m_clock.now(), m_model.timeContext().times};
}

void Dashboard::tick()
{
    if (m_registryClock != nullptr)
        m_clockNotice.update(m_registryClock->correction(), m_window.messageBar());
    noteSleep();
    m_ranges.tick();
    m_model.tick();
    m_detail.update();
    m_pages.tick();
    watchShownTasks();
    m_sent.tick();
    m_links.tick(m_clock.now(), !m_instances.isSettled() || m_history.isLoading());
    const FeedState &feed = m_instances.feeds().state();
    m_silences.tick();
    m_watch.tick(feed, m_overview.summary());
    if (isSettled())
        m_watch.judgeStuck(feed);
    m_state.update();
    // What nobody sees has to be right when it is seen again; what is announced may be late.
    m_nextTick = m_clock.after(m_exposure.isGone() ? 10s : 1s, [this] { tick(); });
}

Settings Dashboard::settings() const
{
    Settings settings = m_settings;
    rememberWindow(m_window, settings);
    settings.writableProfiles = m_actions.writableProfiles();
    settings.notificationsPausedUntil = m_watch.pausedUntil();
    return settings;
}

bool Dashboard::isSettled() const
{
    return m_instances.isSettled() && !m_history.isLoading() && !m_overview.isCounting() &&
           !m_detail.isLoading() && !m_window.table().isPaintHeldBack();
}

QString Dashboard::textSummary() const
{
    const FeedState &state = m_instances.feeds().state();
    const QString only = m_queries.onlyInstance();
    const QString place =
        only.isEmpty() ? tr("All instances") : m_instances.directory().instanceName(only);
    return printable(place) + u"\n"_s + m_overview.text() + u'\n' +
           tr("%1 of %2 tasks loaded")
               .arg(QLocale().toString(state.loaded),
                    state.total ? QLocale().toString(*state.total) : u"?"_s);
}

std::vector<ApiError> Dashboard::errors() const
{
    std::vector<ApiError> errors = m_instances.directoryState().allErrors;
    for (const InstanceFeed &feed : m_instances.feeds().states()) {
        if (feed.state.error && std::ranges::find(errors, *feed.state.error) == errors.end())
            errors.push_back(*feed.state.error);
    }
    return errors;
}
