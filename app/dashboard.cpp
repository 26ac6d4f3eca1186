#include "dashboard.h"

#include "displaytext.h"
#include "footbar.h"
#include "messagebar.h"
#include "statuschartview.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "theme.h"
#include "toolbar.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// How far back to load for a chart of \p range: the headline speaks of a day in any case.
std::optional<std::chrono::milliseconds> windowFor(ChartRange range)
{
    const std::optional<std::chrono::milliseconds> length = lengthOf(range);
    return length ? std::optional(std::max(*length, OverviewPresenter::headlineWindow))
                  : std::nullopt;
}

} // namespace

Dashboard::Dashboard(Clock &clock, const Settings &settings, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_settings(settings),
      m_model(m_store, clock),
      m_window(m_model),
      m_overview(m_store, m_model, clock, m_window),
      m_state(m_window),
      m_queries(m_store, m_window),
      m_views(m_store, m_model, clock, m_queries, m_window),
      m_pages(m_store, m_model, clock, m_overview, m_queries, m_window),
      m_watch(m_store, m_model, clock, m_queries, m_window),
      m_detail(m_store, clock, m_window.detailPane()),
      m_actions(m_store, m_model, clock, m_window),
      m_ruleActions(m_store, clock, m_actions, m_window),
      m_ruleRefresh(clock)
{
    m_window.restoreGeometry(settings.geometry);
    m_window.restoreLayoutState(settings.layout);
    m_window.table().restoreColumnState(settings.columns);
    m_window.chart().setRange(settings.chartRange);
    m_window.showThemeChoice(static_cast<int>(settings.theme));
    m_window.showLanguage(settings.language);
    m_overview.chart().setRange(settings.chartRange);
    m_overview.setStuckRule({.factor = settings.preferences.stuckFactor});
    m_window.setPreferences(settings.preferences);
    m_actions.setWritableProfiles(settings.writableProfiles);
    m_watch.setRule(settings.preferences.watch);
    m_watch.pauseUntil(settings.notificationsPausedUntil);
    m_window.toolBar().setRefreshInterval(settings.refreshInterval);
    m_ruleRefresh.setAutomatic(settings.refreshInterval > 0s);
    m_detail.setVisible(m_window.isDetailPaneOpen());
    connectWindow();
    connectQuery();
    connectPanes();
    tick();
}

Dashboard::~Dashboard() = default;

void Dashboard::connectWindow()
{
    connect(&m_window, &MainWindow::refreshRequested, this, &Dashboard::retry);
    connect(&m_window, &MainWindow::themeChosen, this, [this](int choice) {
        m_settings.theme = static_cast<ThemeChoice>(choice);
        Q_EMIT themeChosen(m_settings.theme);
    });
    connect(&m_window, &MainWindow::languageChosen, this, [this](const QString &language) {
        m_settings.language = language;
        Q_EMIT languageChosen(language);
        m_model.retranslate();
        m_overview.countNow();
        m_views.show();
        m_pages.retranslate();
        m_watch.retranslate();
        showState();
        m_detail.update();
    });
    connect(&m_window, &MainWindow::preferencesChosen, this, &Dashboard::setPreferences);

    ToolBar &toolBar = m_window.toolBar();
    connect(&toolBar, &ToolBar::refreshRequested, this, &Dashboard::retry);
    connect(&toolBar, &ToolBar::refreshIntervalChosen, this, [this](std::chrono::seconds interval) {
        m_settings.refreshInterval = interval;
        if (m_feeds)
            m_feeds->setRefreshInterval(interval);
        m_ruleRefresh.setAutomatic(interval > 0s);
    });
}

void Dashboard::connectQuery()
{
    connect(&m_queries, &QueryPresenter::queryChanged, this, &Dashboard::applyQuery);
    connect(&m_queries, &QueryPresenter::instanceChosen, this,
            [this](const QString &instanceId) { m_settings.instanceId = instanceId; });
    connect(&m_window.chart(), &StatusChartView::rangeChosen, this, &Dashboard::setChartRange);
    connect(&m_views, &ViewsPresenter::rangeChosen, this, &Dashboard::setChartRange);
    // After what began the count has come to its end, too.
    connect(&m_overview, &OverviewPresenter::counted, this, &Dashboard::showState,
            Qt::QueuedConnection);
    connect(&m_views, &ViewsPresenter::viewsChanged, this,
            [this] { m_watch.setViews(m_views.notifyingQueries()); });
    connect(&m_overview.chart(), &TimelinePresenter::queryChosen, &m_queries,
            &QueryPresenter::setQuery);
    connect(&m_overview.chart(), &TimelinePresenter::zoomed, this, &Dashboard::loadBackTo);
}

void Dashboard::connectPanes()
{
    TaskTableView &table = m_window.table();
    connect(&table, &TaskTableView::currentTaskChanged, this, &Dashboard::showRow);
    // The pane may show a linked task that is not in the table: these lead back.
    connect(&table, &TaskTableView::taskOpened, this, &Dashboard::showRow);
    connect(&table, &TaskTableView::clicked, this,
            [this] { showRow(m_window.table().currentIndex().row()); });
    connect(&m_window, &MainWindow::detailPaneToggled, &m_detail, &DetailPresenter::setVisible);
    connect(&m_window.detailPane(), &TaskDetailPane::taskChosen, this, &Dashboard::openTask);
    connect(&m_actions, &ActionPresenter::changed, this, [this] { m_feeds->refresh(); });
    connect(&m_detail, &DetailPresenter::detailArrived, this,
            [this](const QString &instanceId, const SyncTaskDetail &detail) {
                takeNews(m_store.mergeDetail(instanceId, detail));
            });

    connect(&m_window.messageBar(), &MessageBar::retryRequested, this, &Dashboard::retry);
    connect(&m_window.placeholder(), &Placeholder::retryRequested, this, &Dashboard::retry);
    connect(&m_window.placeholder(), &Placeholder::demoRequested, this, &Dashboard::demoRequested);
    connect(&m_window.placeholder(), &Placeholder::loadAllRequested, this,
            [this] { m_feeds->loadAll(); });
    connect(&m_window.footBar(), &FootBar::loadMoreRequested, this,
            [this] { m_feeds->loadMore(); });
    connect(&m_window.footBar(), &FootBar::loadAllRequested, this, [this] { m_feeds->loadAll(); });
    connect(&m_window.footBar(), &FootBar::stopRequested, this, [this] { m_feeds->stop(); });
}

void Dashboard::keepHistory(const QString &file, const QString &account)
{
    if (!m_history) {
        m_history = std::make_unique<HistoryGroup>(m_store, m_clock);
        connect(m_history.get(), &HistoryGroup::tasksRestored, this, &Dashboard::takeIn);
        connect(m_history.get(), &HistoryGroup::tasksRestored, &m_watch, &WatchPresenter::takePast);
        connect(m_history.get(), &HistoryGroup::directoryRestored, this,
                &Dashboard::restoreDirectory);
        connect(m_history.get(), &HistoryGroup::noticed, &m_window.messageBar(),
                &MessageBar::showNotice);
    }
    m_history->open(file, m_settings.preferences, account);
}

/// What was known before has names at once, and is asked for before the list of instances came.
void Dashboard::restoreDirectory()
{
    if (!m_directory || m_directoryState.isLoaded)
        return;
    const HistoryDirectory past = m_history->directory();
    std::vector<RegistryInstance> instances;
    for (const HistoryInstance &known : past.instances)
        instances.push_back(known.instance);
    m_directory->restore(instances, past.rules);
    if (!instances.empty())
        watch(m_directory->instances());
}

void Dashboard::connectTo(std::unique_ptr<TaskSource> source, const QStringList &regions)
{
    std::vector<Connection> only;
    only.push_back({.source = std::move(source), .regions = regions});
    connectTo(std::move(only));
}

void Dashboard::connectTo(std::vector<Connection> connections)
{
    // What asks goes before what is asked.
    m_feeds.reset();
    m_ruleActions.disconnectFrom();
    m_actions.disconnectFrom();
    std::unique_ptr<RegistryDirectory> formerDirectory = std::move(m_directory);
    std::unique_ptr<WatchedAccounts> formerAccounts = std::exchange(
        m_accounts, std::make_unique<WatchedAccounts>(std::move(connections), m_clock));
    m_directoryState = {};
    m_nextInstances = {};

    m_directory = std::make_unique<RegistryDirectory>(m_accounts->source());
    connect(m_directory.get(), &RegistryDirectory::instancesLoaded, this,
            &Dashboard::showInstances);
    connect(m_directory.get(), &RegistryDirectory::instancesChanged, this,
            &Dashboard::takeInstances);
    connect(m_directory.get(), &RegistryDirectory::rulesLoaded, this,
            [this](const std::optional<ApiError> &error) {
                if (m_history && !error)
                    m_history->record(*m_directory);
                showNames();
            });
    m_feeds = std::make_unique<FeedGroup>(m_accounts->source(), m_clock, m_store);
    connectFeed();
    m_detail.connectTo(m_accounts->source(), m_accounts->repositories(), *m_directory);
    m_actions.connectTo(*m_accounts, *m_directory);
    m_ruleActions.connectTo(*m_accounts, *m_directory);
    m_ruleRefresh.setDirectory(m_directory.get());
    formerDirectory.reset();
    formerAccounts.reset();

    if (m_history)
        restoreDirectory();
    m_directory->loadInstances(m_accounts->places());
    showState();
}

void Dashboard::connectFeed()
{
    m_feeds->setWindow(windowFor(m_settings.chartRange));
    m_feeds->setRefreshInterval(m_settings.refreshInterval);
    connect(m_feeds.get(), &FeedGroup::stateChanged, this, [this] {
        if (m_history)
            m_history->record(m_feeds->states());
        showState();
    });
    connect(m_feeds.get(), &FeedGroup::merged, this, [this](const MergeReport &report) {
        takeNews(report);
        m_detail.update();
        m_detail.refresh();
    });
}

void Dashboard::showInstances(const std::optional<ApiError> &error)
{
    m_directoryState = {.isLoaded = true,
                        .isEmpty = m_directory->instances().empty(),
                        .error = error,
                        .allErrors = m_directory->errors()};
    planInstances();
    takeInstances();
    showState();
}

/// Of one account, or of all.
void Dashboard::takeInstances()
{
    if (m_history)
        m_history->record(*m_directory);
    watch(m_directory->instances());
}

void Dashboard::watch(const std::vector<RegistryInstance> &instances)
{
    std::vector<InstanceRef> refs;
    for (const RegistryInstance &instance : instances)
        refs.push_back(refTo(instance));
    showNames();
    m_queries.setInstances(instances);
    askQuestion(); // which instances there are says whether the query speaks of one alone
    m_feeds->setInstances(refs);
    m_directory->loadRules(refs);
    const bool isKnown = std::ranges::find(instances, m_settings.instanceId,
                                           &RegistryInstance::id) != instances.end();
    if (isKnown && !std::exchange(m_isInstanceRestored, true))
        m_queries.chooseInstance(m_settings.instanceId);
}

void Dashboard::showNames()
{
    const QueryNames names = m_directory->names();
    m_model.setNames(names);
    m_queries.setNames(names);
    m_pages.setDirectory(*m_directory);
    m_overview.planCount();
    m_views.planCount();
    m_detail.update();
}

void Dashboard::planInstances()
{
    m_nextInstances = {};
    // What passes is tried again, as the feed does; a key or a permission does not come by itself.
    if (!m_directory->canRetryInstances() || m_settings.refreshInterval == 0s)
        return;
    m_directoryState.nextTry = m_clock.now().addSecs(m_settings.refreshInterval.count());
    m_nextInstances =
        m_clock.after(m_settings.refreshInterval, [this] { m_directory->retryInstances(); });
}

void Dashboard::applyQuery(const TaskQuery &query)
{
    m_model.setQuery(query);
    m_overview.setQuery(query);
    askQuestion();
    showState();
}

void Dashboard::askQuestion()
{
    const QString only = m_queries.onlyInstance();
    if (m_feeds)
        m_feeds->setQuestion(m_queries.query(), only);
    m_window.footBar().showPlace(m_directory ? m_directory->regionOf(only) : QString());
}

void Dashboard::setPreferences(const Preferences &preferences)
{
    m_settings.preferences = preferences;
    m_overview.setStuckRule({.factor = preferences.stuckFactor});
    m_watch.setRule(preferences.watch);
    if (m_history)
        m_history->setRetention(preferences);
}

void Dashboard::setChartRange(ChartRange range)
{
    m_settings.chartRange = range;
    m_overview.chart().setRange(range);
    if (m_feeds)
        m_feeds->setWindow(windowFor(range));
}

void Dashboard::loadBackTo(const QDateTime &begin)
{
    const std::optional<std::chrono::milliseconds> window = windowFor(m_settings.chartRange);
    const std::chrono::milliseconds needed(begin.msecsTo(m_clock.now()));
    if (m_feeds && window && needed > *window)
        m_feeds->setWindow(needed);
}

void Dashboard::showRow(int row)
{
    const auto task = row < 0 ? std::nullopt : std::optional(m_model.storeRow(row));
    m_detail.showTask(task);
    m_actions.showCurrent(task);
}

void Dashboard::openTask(TaskRow row)
{
    if (const std::optional<int> shown = m_model.rowOf(row))
        m_window.table().setCurrentIndex(m_model.index(*shown, 0));
    m_detail.showTask(row); // also where the filter hides it from the table
    m_actions.showCurrent(row);
}

void Dashboard::retry()
{
    if (!m_directoryState.isLoaded)
        return; // being asked
    if (needsReconnection())
        return Q_EMIT reconnectRequested();
    m_feeds->refresh();
    m_ruleRefresh.refresh();
    if (m_directoryState.error && !m_directory->isLoadingInstances())
        m_directory->loadInstances(m_accounts->places());
}

/// What one account may not do leaves the others' lists as they are; a key or an address that the
/// user may have mended is looked up again.
bool Dashboard::needsReconnection() const
{
    const auto isOfSetUp = [](const ApiError &error) {
        return error.kind == ApiError::Kind::Credential ||
               error.kind == ApiError::Kind::Configuration;
    };
    const std::optional<ApiError> &feedError = m_feeds->state().error;
    return m_feeds->isEmpty() || !m_directory->hasAnswer() ||
           (feedError && isOfSetUp(*feedError)) ||
           std::ranges::any_of(m_directoryState.allErrors, isOfSetUp);
}

void Dashboard::takeNews(const MergeReport &report)
{
    if (m_history)
        m_history->record(report);
    takeIn(report);
    m_watch.take(report);
}

void Dashboard::takeIn(const MergeReport &report)
{
    if (report.isEmpty())
        return;
    m_model.applyMerge(report);
    m_overview.planCount();
    m_views.planCount();
    m_pages.planCount();
    showState();
}

void Dashboard::showState()
{
    FeedState feed = m_feeds ? m_feeds->state() : FeedState{};
    if (!feed.asOf.isValid() && m_history && m_model.rowCount() > 0)
        feed.asOf = m_history->asOf();
    // Earlier questions may have brought more of this one's answer.
    feed.loaded = std::max(feed.loaded, m_overview.asked());
    m_overview.showScope(feed);
    showFoot();
    m_state.show(feed, m_directoryState, m_queries.query(), m_model.rowCount(), m_clock.now());
}

void Dashboard::showFoot()
{
    if (!m_feeds)
        return;
    std::vector<std::pair<QString, FeedState>> instances;
    for (const InstanceFeed &feed : m_feeds->states())
        instances.emplace_back(m_directory->fullNameOf(feed.instance.instanceId), feed.state);
    m_window.footBar().showInstances(instances);
    const AccountsUse use = m_accounts->use();
    m_window.footBar().showRequests(use.lastMinute, use.pausedUntil, use.paused);
}

void Dashboard::tick()
{
    m_model.tick();
    m_detail.update();
    m_actions.update();
    m_pages.tick();
    const FeedState feed = m_feeds ? m_feeds->state() : FeedState{};
    m_watch.tick(feed, m_overview.summary());
    if (isSettled())
        m_watch.judgeStuck(feed);
    showState();
    m_nextTick = m_clock.after(1s, [this] { tick(); });
}

Settings Dashboard::settings() const
{
    Settings settings = m_settings;
    settings.geometry = m_window.saveGeometry();
    settings.layout = m_window.layoutState();
    settings.columns = m_window.table().columnState();
    settings.writableProfiles = m_actions.writableProfiles();
    settings.notificationsPausedUntil = m_watch.pausedUntil();
    return settings;
}

bool Dashboard::isSettled() const
{
    if (m_history && m_history->isLoading())
        return false;
    if (!m_directoryState.isLoaded || m_overview.isCounting() || m_detail.isLoading() ||
        m_window.table().isPaintHeldBack())
        return false;
    const FeedState &state = m_feeds->state();
    return state.error || m_feeds->isEmpty() ||
           (state.asOf.isValid() && state.phase == FeedState::Phase::Idle);
}

QString Dashboard::textSummary() const
{
    const FeedState &state = m_feeds->state();
    const QString only = m_queries.onlyInstance();
    const QString place = only.isEmpty() ? tr("All instances") : m_directory->instanceName(only);
    return place + u"\n"_s + m_overview.text() + u'\n' +
           tr("%1 of %2 tasks loaded")
               .arg(QLocale().toString(state.loaded),
                    state.total ? QLocale().toString(*state.total) : u"?"_s);
}
