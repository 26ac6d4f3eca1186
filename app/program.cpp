#include "program.h"

#include "accessibleparts.h"
#include "accountspresenter.h"
#include "computeruptime.h"
#include "credentialstate.h"
#include "credentialwatch.h"
#include "dashboardlink.h"
#include "diagnosticstext.h"
#include "endpoint.h"
#include "erroradvice.h"
#include "firstpaint.h"
#include "keychainentry.h"
#include "keypresenter.h"
#include "keytext.h"
#include "logging.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "ownfiles.h"
#include "profilekey.h"
#include "profilepresenter.h"
#include "registryclient.h"
#include "settingsdialog.h"
#include "settingsportal.h"
#include "setupfield.h"
#include "tasktableview.h"
#include "teamconnection.h"
#include "teamfollower.h"
#include "theme.h"
#include "toolbar.h"
#include "traynotifier.h"
#include "watchedscope.h"

#include <QApplication>
#include <QDir>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// A registry whose newest tasks have something of everything.
constexpr quint64 demoSeed = 2;

constexpr qsizetype mostUnknownProfiles = 20;
constexpr qsizetype mostProfilesNamed = 10;

/// Which of \p remembered the vendor's tool still knows. What cannot be looked up may exist; of
/// those only so many, since each has a history to be opened.
QStringList existingProfiles(const QStringList &remembered, const QProcessEnvironment &environment)
{
    if (remembered.isEmpty())
        return {};
    const auto known = knownProfiles(environment, QDir::homePath());
    if (!known && known.error().code != "NoCredentials"_L1)
        return remembered.first(std::min(remembered.size(), mostUnknownProfiles));
    QSet<QString> names;
    if (known) {
        for (const KnownProfile &profile : *known)
            names.insert(profile.name);
    }
    QStringList existing = remembered;
    existing.removeIf([&names](const QString &name) {
        return !names.contains(name) && !keychainEntryOf(name); // the keychain is not asked here
    });
    return existing;
}

/// What of the preferences cannot be used, for the one who typed it.
SettingsProblem problemOf(const Preferences &preferences)
{
    std::optional<ApiError> problem = connectionProblem(preferences.connection);
    if (!problem)
        problem = networkProblem(withSettings({}, preferences));
    if (!problem)
        return {};
    return {.field = fieldToMend(*problem), .text = adviceText(*problem)};
}

Advice unsavedSettings()
{
    return {.happened = Program::tr("The settings cannot be saved."),
            .whatToDo = Program::tr("They apply until the window is closed. Check the permissions "
                                    "and the free space of their folder.")};
}

Advice unreadSettings()
{
    return {.happened = Program::tr("The settings cannot be read."),
            .whatToDo = Program::tr("The window has begun without them, and leaves the file as it "
                                    "is. Check its permissions, then start the program again.")};
}

} // namespace

Program::Program(QApplication &application, Clock &clock, QProcessEnvironment environment,
                 std::optional<Settings> fixed)
    : m_application(application),
      m_clock(clock),
      m_startedAt(clock.now()),
      m_environment(std::move(environment)),
      m_fixed(std::move(fixed))
{
    installAccessibleParts();
    if (m_fixed)
        return;
    m_notifier = std::make_unique<TrayNotifier>();
    m_portal = std::make_unique<SettingsPortal>();
    connect(m_portal.get(), &SettingsPortal::changed, this, [this] {
        const Settings settings = m_dashboard ? currentSettings() : Settings();
        applyLooks(settings.theme, settings.preferences.looks);
    });
    // The desktop's session ends, and the process with it, perhaps without another word.
    connect(&m_application, &QGuiApplication::commitDataRequest, this, &Program::save);
    connect(&m_application, &QGuiApplication::saveStateRequest, this, &Program::save);
}

Program::~Program()
{
    m_settingsKeeper.reset(); // saves what changed
    m_accountsPresenter.reset();
    m_keyPresenter.reset();
    m_profilePresenter.reset();
    m_teamFollower.reset();
    m_dashboard.reset(); // its calls end before the registry that answers them
}

void Program::open(const WindowOptions &options)
{
    m_commandLine = options.connection;
    show(options);
}

void Program::show(WindowOptions options, const std::optional<Preferences> &carried)
{
    const bool staysHidden = m_dashboard ? m_dashboard->window().isHidden() : options.hidden;
    m_settingsKeeper.reset(); // saves what changed
    m_accountsPresenter.reset();
    m_keyPresenter.reset();
    m_profilePresenter.reset();
    m_teamFollower.reset();
    m_dashboard.reset();
    m_simulator.reset();
    m_histories.clear();
    m_options = std::move(options);
    watchCredentials();
    if (!m_options.demo) {
        m_beforeDemo = m_options;
        m_beforeDemo.connection = m_commandLine; // what is remembered is found again
    }
    Settings settings = loadedSettings();
    settings.preferences = carried.value_or(settings.preferences);
    m_leftOut = settings.preferences.connection.leftOut;
    m_remembersAll = settings.allProfiles;
    m_areProfilesOther = false;
    m_rememberedProfiles =
        m_fixed ? settings.profiles : existingProfiles(settings.profiles, m_environment);
    if (!m_options.connection.namesProfiles()) {
        m_options.connection.profiles = m_rememberedProfiles;
        m_options.connection.allProfiles = m_remembersAll;
    }
    m_language.use(settings.language);
    applyLooks(settings.theme, settings.preferences.looks);
    m_dashboard = std::make_unique<Dashboard>(m_clock, settings);
    m_dashboard->watchClock(m_clock);
    m_dashboard->watchSleep(computerUptime);
    m_dashboard->completeDiagnostics([this](DiagnosticsSource &source) {
        source.startedAt = m_startedAt;
        source.mode = m_options.demo ? u"demo"_s : u"window"_s;
        source.settings = currentSettings();
        source.keys = watchedKeys();
        source.historyFiles = m_histories;
    });
    connectDashboard();
    if (m_notifier)
        m_dashboard->notifyThrough(*m_notifier);
    if (!m_fixed)
        m_dashboard->keepViews(viewsPath(m_options.demo));
    m_profiles = m_options.demo ? Result<QStringList>(QStringList()) : profilesToOpen();
    if (!m_options.demo) {
        m_profilePresenter = std::make_unique<ProfilePresenter>(
            m_dashboard->window().menu().profiles(), m_dashboard->window().messageBar(),
            m_profiles.value_or(QStringList()), m_environment);
        connect(m_profilePresenter.get(), &ProfilePresenter::profilesChosen, this,
                &Program::chooseProfiles, Qt::QueuedConnection); // it replaces the window that asks
        connectKeys();
        connectSetup();
    }
    if (!m_fixed)
        m_dashboard->keepQueries(queriesPath(m_options.demo, m_profiles.value_or(QStringList())));
    m_keys = readKeys();
    connectAccounts();
    new FirstPaint(*m_dashboard->window().table().viewport(), m_dashboard->model());
    m_dashboard->showWindow(staysHidden);
    keepSettings();
    tellForgotten(settings.profiles);
}

/// Said once: they are not remembered any more.
void Program::tellForgotten(const QStringList &before)
{
    QStringList names = before;
    names.removeIf([this](const QString &name) { return m_rememberedProfiles.contains(name); });
    if (names.isEmpty())
        return;
    const auto count = static_cast<int>(names.size());
    names = names.first(std::min(names.size(), mostProfilesNamed));
    if (count > names.size())
        names << u"…"_s;
    m_dashboard->window().messageBar().showNotice(
        {.happened = tr("%Ln remembered profile(s) no longer exist.", nullptr, count),
         .whatToDo = tr("They are not watched any more. Choose others under Profiles in the ☰ "
                        "menu.")},
        names.join(u", "_s));
}

/// A profile that cannot be used has no tasks here. Where none can, their pasts are all there is.
void Program::keepHistories(const std::vector<Connection> &open)
{
    if (m_options.demo || m_fixed)
        return;
    if (isOfTeam()) {
        if (const auto address = databaseAddress(m_connectedWith.teamDatabase); address)
            keepHistory({.path = teamHistoryPath(address->parameters)}, {});
        return;
    }
    const QStringList profiles = m_profiles.value_or(QStringList());
    for (const QString &profile : profiles) {
        const bool isOpen =
            open.empty() || std::ranges::find(open, profile, &Connection::profile) != open.end();
        if (isOpen)
            keepHistory({.profile = profile, .path = historyPath(profile)},
                        profiles.size() > 1 ? profile : QString());
    }
}

void Program::keepHistory(const ReportedHistory &history, const QString &account)
{
    if (std::ranges::find(m_histories, history.path, &ReportedHistory::path) != m_histories.end())
        return;
    m_histories.push_back(history);
    m_dashboard->keepHistory(history.path, account);
}

/// What the person does with the keychain may replace the window that asks.
void Program::connectKeys()
{
    MainWindow &window = m_dashboard->window();
    m_keyPresenter = std::make_unique<KeyPresenter>(
        KeyPresenter::Widgets{.menu = window.menu(),
                              .messageBar = window.messageBar(),
                              .placeholder = window.placeholder(),
                              .window = window},
        [this] { return watchedKeys(); }, m_keychain, m_clock);
    m_keyPresenter->setTimes([this] { return m_dashboard->model().timeContext().times; });
    connect(m_keyPresenter.get(), &KeyPresenter::chosen, this, &Program::watchEntry,
            Qt::QueuedConnection);
    connect(m_keyPresenter.get(), &KeyPresenter::replaced, this, &Program::takeReplacedEntry,
            Qt::QueuedConnection);
    connect(m_keyPresenter.get(), &KeyPresenter::removed, this, &Program::forgetEntry,
            Qt::QueuedConnection);
}

void Program::connectSetup()
{
    AccountsPresenter::Sources sources{
        .environment = m_environment,
        .commandLine = [this] { return m_commandLine; },
        .selection =
            [this] {
                const bool isAll = m_options.connection.allProfiles;
                return ProfileSelection{.names = isAll ? QStringList() : chosenProfiles(),
                                        .isAll = isAll};
            },
        .instances = [this] { return m_dashboard->instances(); },
        .times = [this] { return m_dashboard->model().timeContext().times; }};
    m_accountsPresenter =
        std::make_unique<AccountsPresenter>(std::move(sources), m_keychain, m_clock);
    MainWindow &window = m_dashboard->window();
    window.offerAccounts([this](SettingsDialog &dialog) { m_accountsPresenter->fill(dialog); });
    connect(&window, &MainWindow::settingsMade, m_accountsPresenter.get(),
            &AccountsPresenter::connectDialog);
    connect(m_accountsPresenter.get(), &AccountsPresenter::profilesChosen, this,
            &Program::takeProfiles);
    connect(
        m_accountsPresenter.get(), &AccountsPresenter::replaced, this,
        [this](const QString &profile) {
            if (chosenProfiles().contains(profile))
                connectAccounts();
        },
        Qt::QueuedConnection);
    connect(m_accountsPresenter.get(), &AccountsPresenter::removed, this, &Program::forgetEntry,
            Qt::QueuedConnection);
}

/// They are used when the preferences that follow are: then the window is replaced once.
void Program::takeProfiles(const ProfileSelection &selection)
{
    m_rememberedProfiles = selection.names;
    m_remembersAll = selection.isAll;
    for (ConnectionOptions *options : {&m_commandLine, &m_options.connection}) {
        options->profiles.clear();
        options->allProfiles = false;
    }
    m_options.connection.profiles = selection.names;
    m_options.connection.allProfiles = selection.isAll;
    if (m_fixed)
        m_fixed->profiles = selection.names;
    m_areProfilesOther = true;
}

std::vector<WatchedKey> Program::watchedKeys() const
{
    if (!m_profiles)
        return {{.key = {.loaded = tl::unexpected(m_profiles.error())}}};
    std::vector<WatchedKey> watched;
    for (const ProfileKey &key : m_keys) {
        watched.push_back({.key = key});
        if (const auto state = m_keyStates.find(key.profile); state != m_keyStates.end())
            watched.back().state = (*state)();
    }
    return watched;
}

QStringList Program::chosenProfiles() const
{
    QStringList names = m_profiles.value_or(QStringList());
    names.removeAll(QString()); // which stands for whatever is configured
    return names;
}

void Program::watchEntry(const QString &profile)
{
    QStringList names = chosenProfiles();
    if (!names.contains(profile))
        chooseProfiles(names << profile);
}

/// The key of an entry that is watched is another one now. Where no key was found, the first one
/// that is added is meant to be used, beside the profiles that were chosen and may be usable later.
void Program::takeReplacedEntry(const QString &profile)
{
    if (chosenProfiles().contains(profile))
        return connectAccounts();
    const bool hasKey =
        std::ranges::any_of(m_keys, [](const ProfileKey &key) { return key.loaded.has_value(); });
    if (!hasKey)
        chooseProfiles(chosenProfiles() << profile);
}

void Program::forgetEntry(const QString &profile)
{
    QStringList names = chosenProfiles();
    if (!m_areProfilesOther && names.removeAll(profile) > 0)
        chooseProfiles(names);
}

void Program::applyLooks(ThemeChoice theme, const Looks &looks)
{
    applyTheme(m_application, theme, looks, m_portal ? m_portal->looks() : DesktopLooks());
}

void Program::connectDashboard()
{
    connect(m_dashboard.get(), &Dashboard::reconnectRequested, this, &Program::onRetry,
            Qt::QueuedConnection);
    connect(
        m_dashboard.get(), &Dashboard::demoRequested, this,
        [this] {
            if (mayReplaceWindow())
                open({.demo = true});
        },
        Qt::QueuedConnection); // it replaces the window that asks
    connect(
        &m_dashboard->window().toolBar(), &ToolBar::leaveDemoRequested, this,
        [this] {
            if (mayReplaceWindow())
                open(m_beforeDemo);
        },
        Qt::QueuedConnection);
    connect(m_dashboard.get(), &Dashboard::themeChosen, this, &Program::applyLooks);
    connect(m_dashboard.get(), &Dashboard::languageChosen, &m_language, &Language::use);
    connect(m_dashboard.get(), &Dashboard::languageChosen, this, &Program::showScope);
    connect(m_dashboard.get(), &Dashboard::settingsChosen, this, &Program::onSettingsChosen,
            Qt::QueuedConnection);
    m_dashboard->window().setPreferencesCheck([this](Preferences preferences) {
        if (m_options.demo)
            preferences.connection = {}; // of which its settings have no page
        return problemOf(preferences);
    });
}

void Program::onRetry()
{
    m_unlockPermits.renew();
    reconnect();
}

void Program::reconnect()
{
    // Other profiles have other histories, and other tasks.
    const bool areOthers = !m_options.demo && profilesToOpen() != m_profiles;
    if (!areOthers) {
        std::vector<ProfileKey> keys = readKeys();
        // With the same keys what is known stays, and is asked for again.
        if (!m_options.demo && (m_profiles || isOfTeam()) && keys == m_keys)
            return m_dashboard->askAgain();
        m_keys = std::move(keys);
        connectAccounts();
    } else if (mayReplaceWindow()) {
        show(m_options);
    }
}

void Program::openLink(const QString &link)
{
    const bool leavesDemo = m_options.demo && !link.isEmpty() && !isLinkOfDemo(link);
    if (leavesDemo && mayReplaceWindow()) {
        open(m_beforeDemo);
        m_dashboard->window().messageBar().showNotice(
            {.happened = tr("The demo was left to open a link."),
             .whatToDo = tr("Links lead to your own registries. Choose “Demo” to see it again.")},
            {});
    }
    m_dashboard->openLink(link);
}

/// What cannot be read leads nowhere, and is told where it is.
bool Program::isLinkOfDemo(const QString &link) const
{
    const tl::expected<DashboardLink, QString> read = parseLink(link);
    if (!read)
        return true;
    const auto *task = std::get_if<LinkedTask>(&*read);
    return task != nullptr &&
           std::ranges::find(m_dashboard->instances(), task->instanceId, &RegistryInstance::id) !=
               m_dashboard->instances().end();
}

void Program::tellOfDemo()
{
    m_dashboard->window().messageBar().showNotice(
        {.happened = tr("This window was opened for the link."),
         .whatToDo = tr("The demo that is open knows nothing of your registries. Later links open "
                        "here.")},
        {});
}

/// The window that sent something tells what became of it; in another one nobody would. The one
/// that exports takes the export with it.
bool Program::mayReplaceWindow()
{
    if (!m_dashboard->isActing() && !m_dashboard->isExporting())
        return true;
    const Advice unanswered{
        .happened = tr("What was sent to the registry has not been answered yet."),
        .whatToDo = tr("Wait until it has, or stop it. Then change the profiles.")};
    const Advice unwritten{.happened = tr("An export is being written."),
                           .whatToDo = tr("Wait for its end, or stop it. Then try again.")};
    m_dashboard->window().messageBar().showNotice(m_dashboard->isActing() ? unanswered : unwritten,
                                                  {});
    return false;
}

/// Wherever the key is not a file's, nothing ever changes.
void Program::watchCredentials()
{
    m_credentialWatches.clear();
    if (m_options.demo || m_fixed)
        return;
    const QStringList files = credentialFiles(m_environment, QDir::homePath());
    for (const QString &file : files) {
        auto watch = std::make_unique<CredentialWatch>(file, m_clock);
        connect(watch.get(), &CredentialWatch::changed, this, &Program::onCredentialsChanged,
                Qt::QueuedConnection); // it may replace the window
        m_credentialWatches.push_back(std::move(watch));
    }
}

Result<QStringList> Program::profilesToOpen() const
{
    return ::profilesToOpen(m_options.connection, m_environment, QDir::homePath());
}

std::vector<ProfileKey> Program::readKeys() const
{
    return loadKeys(m_profiles.value_or(QStringList()), m_environment, QDir::homePath());
}

/// A renewed key is used at once, whatever became of the others.
void Program::onCredentialsChanged()
{
    if (!m_profiles) { // no key was found
        if (profilesToOpen())
            reconnect();
        return;
    }
    std::vector<ProfileKey> keys = keepReadKeys(readKeys(), m_keys);
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    connectAccounts();
}

std::vector<ApiError> Program::errors() const
{
    std::vector<ApiError> errors = m_refused;
    std::ranges::copy(m_dashboard->errors(), std::back_inserter(errors));
    return errors;
}

void Program::showScope()
{
    WatchedScope scope{.isDemo = m_options.demo};
    const Result<DatabaseAddress> team = databaseAddress(m_connectedWith.teamDatabase);
    if (isOfTeam() && team)
        scope.accounts << team->name;
    for (const ProfileKey &key : m_keys) {
        if (const QString name = accountName(key); !name.isEmpty() && !isOfTeam())
            scope.accounts << name;
    }
    m_dashboard->window().showScope(scope);
}

/// What of a team's window needs a key: the first that can be used, or why none can.
Result<Connection> Program::ownConnection(const ConnectionOptions &options)
{
    if (!m_profiles)
        return tl::unexpected(m_profiles.error());
    Connections found =
        openConnections(m_keys, options, m_environment, m_clock, m_keychain, &m_unlockPermits);
    if (!found.open.empty())
        return std::move(found.open.front());
    const bool isNone = found.refused.empty() || found.refused.front().code == u"NoCredentials";
    return tl::unexpected(isNone ? ownKeyNeeded({}) : found.refused.front());
}

Connections Program::connectTeam(const ConnectionOptions &options)
{
    Connections connections;
    const Result<DatabaseAddress> address = databaseAddress(options.teamDatabase);
    if (!address) {
        connections.refused.push_back(address.error());
        return connections;
    }
    connections.open.push_back(teamConnection(*address, ownConnection(options), m_clock));
    m_teamFollower = std::make_unique<TeamFollower>(*address, m_clock);
    connect(m_teamFollower.get(), &TeamFollower::tasksChanged, m_dashboard.get(),
            &Dashboard::takeTasks);
    connect(m_teamFollower.get(), &TeamFollower::statusChanged, m_dashboard.get(),
            [this, place = *address](const TeamStatus &status) {
                m_dashboard->showTeam(place, status);
            });
    connect(m_teamFollower.get(), &TeamFollower::notesChanged, m_dashboard.get(),
            &Dashboard::showNotes);
    m_dashboard->useTeam(*address);
    m_teamFollower->start();
    return connections;
}

void Program::connectAccounts()
{
    Connections connections;
    if (m_options.demo) {
        if (Result<Connection> demo = startDemo())
            connections.open.push_back(std::move(*demo));
        else
            connections.refused.push_back(demo.error());
    } else if (m_connectedWith = connectionOptions(); isOfTeam()) {
        connections = connectTeam(m_connectedWith);
    } else if (m_profiles) {
        connections = openConnections(m_keys, m_connectedWith, m_environment, m_clock, m_keychain,
                                      &m_unlockPermits);
    } else {
        connections.refused.push_back(m_profiles.error());
    }

    showScope();
    keepHistories(connections.open);
    m_keyStates.clear();
    for (const Connection &connection : connections.open) {
        if (connection.keyState)
            m_keyStates.insert(connection.profile, connection.keyState);
    }
    std::vector<ApiError> &refused = connections.refused;
    if (!connections.open.empty()) {
        m_dashboard->connectTo(std::move(connections.open), refused);
    } else {
        const ApiError reason = refused.front();
        refused.erase(refused.begin());
        m_dashboard->connectTo(tl::unexpected(reason), {QString()}, refused);
    }
    m_refused = refused;
    if (m_profilePresenter)
        m_profilePresenter->tell(refused);
}

/// Its window begins with the pasts of its own profiles, and nothing of another's is counted.
void Program::chooseProfiles(const QStringList &names)
{
    if (!mayReplaceWindow())
        return m_profilePresenter->list(); // as they were
    m_unlockPermits.renew();
    TaskQuery query = m_dashboard->query();
    query.remove(QueryField::Instance); // it may be another account's
    m_rememberedProfiles = names;
    m_remembersAll = false;
    m_commandLine.profiles.clear();
    m_commandLine.allProfiles = false;
    WindowOptions options = m_options;
    options.connection.profiles = names;
    options.connection.allProfiles = false;
    if (m_fixed)
        m_fixed->profiles = names;
    // What cannot be saved applies until the program ends.
    show(std::move(options), m_dashboard->settings().preferences);
    m_rememberedProfiles = names;
    m_dashboard->setQuery(query);
}

ConnectionOptions Program::connectionOptions() const
{
    const Preferences preferences = m_dashboard->settings().preferences;
    return withConnection(withSettings(m_options.connection, preferences), preferences.connection);
}

bool Program::isOtherRegistry(const ConnectionOptions &options) const
{
    return m_areProfilesOther || options.teamDatabase != m_connectedWith.teamDatabase ||
           options.regions != m_connectedWith.regions ||
           options.endpoint != m_connectedWith.endpoint || options.vpc != m_connectedWith.vpc ||
           !isSameSet(m_dashboard->settings().preferences.connection.leftOut, m_leftOut);
}

/// Another registry is used at once, and so is another proxy or CA file.
void Program::onSettingsChosen()
{
    if (m_options.demo)
        return;
    const ConnectionOptions options = connectionOptions();
    const bool isOtherNetwork =
        options.proxy != m_connectedWith.proxy || options.caFile != m_connectedWith.caFile;
    if (isOtherRegistry(options))
        replaceWindow();
    else if (isOtherNetwork && m_profiles)
        connectAccounts();
}

/// Its window begins with the past of what is watched, and nothing else is counted.
void Program::replaceWindow()
{
    if (!mayReplaceWindow())
        return; // with the next change of the settings, or the next start
    m_unlockPermits.renew();
    TaskQuery query = m_dashboard->query();
    query.remove(QueryField::Instance); // it may not be watched any more
    const Preferences preferences = m_dashboard->settings().preferences;
    if (m_fixed)
        *m_fixed = currentSettings();
    show(WindowOptions(m_options), preferences);
    m_dashboard->setQuery(query);
}

Result<Connection> Program::startDemo()
{
    if (!m_simulator)
        m_simulator = std::make_unique<Simulator>(m_clock);
    const Result<SimulatorInfo> info = m_simulator->start({.seed = demoSeed});
    if (!info)
        return tl::unexpected(info.error());
    QStringList regions;
    // The simulator answers for every region at one address, so one question is enough.
    for (const SimulatorInstance &instance : info->instances.first(1))
        regions << instance.regionId;
    return Connection{.signer = u"demo"_s,
                      .registry = std::make_unique<RegistryClient>(
                          Credentials{.accessKeyId = info->accessKeyId.toUtf8(),
                                      .accessKeySecret = Secret(info->accessKeySecret.toUtf8()),
                                      .source = u"demo"_s},
                          EndpointRule{.ownEndpoint = info->endpoint.toString()}, m_clock),
                      .regions = regions};
}

Settings Program::loadedSettings()
{
    if (m_fixed)
        return *m_fixed;
    m_settingsFile.emplace(settingsPath(m_options.demo));
    return m_settingsFile->load(m_clock.now());
}

void Program::keepSettings()
{
    if (m_fixed)
        return;
    m_settingsKeeper = std::make_unique<SettingsKeeper>(*m_settingsFile, m_clock,
                                                        [this] { return currentSettings(); });
    connect(m_dashboard.get(), &Dashboard::settingsChosen, m_settingsKeeper.get(),
            &SettingsKeeper::saveNow);
    connect(m_settingsKeeper.get(), &SettingsKeeper::failed, m_dashboard.get(),
            [this](const QString &technical) {
                m_unsavedSettings = unsavedSettings(); // in the language in which it is shown
                m_dashboard->window().messageBar().showNotice(m_unsavedSettings, technical);
            });
    connect(m_settingsKeeper.get(), &SettingsKeeper::recovered, m_dashboard.get(),
            [this] { m_dashboard->window().messageBar().withdrawNotice(m_unsavedSettings); });
    if (const QString &problem = m_settingsFile->problem(); !problem.isEmpty())
        m_dashboard->window().messageBar().showNotice(unreadSettings(), problem);
}

Settings Program::currentSettings() const
{
    Settings settings = m_dashboard->settings();
    settings.profiles = m_rememberedProfiles;
    settings.allProfiles = m_remembersAll;
    return settings;
}

void Program::save()
{
    if (m_settingsKeeper)
        m_settingsKeeper->saveNow();
}
