#include "callcontext.h"
#include "clocknotice.h"
#include "collectcommand.h"
#include "commandline.h"
#include "commandsettings.h"
#include "connection.h"
#include "dashboardlink.h"
#include "desktopkeychain.h"
#include "diagnosecommand.h"
#include "erroradvice.h"
#include "historylist.h"
#include "keychaincommand.h"
#include "keyvariables.h"
#include "language.h"
#include "listcommand.h"
#include "metricscommand.h"
#include "ownfiles.h"
#include "processguard.h"
#include "program.h"
#include "quitsignals.h"
#include "raisedwindow.h"
#include "redaction.h"
#include "reportcommand.h"
#include "simulatecommand.h"
#include "singlewindow.h"
#include "snapshotcommand.h"
#include "standardstreams.h"
#include "theme.h"
#include "waitnotice.h"
#include "watchedaccounts.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QIcon>
#include <QLoggingCategory>
#include <QProcessEnvironment>

#include <cstdio>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

void nameProgram()
{
    QCoreApplication::setApplicationName(u"sync-dashboard"_s);
    QCoreApplication::setOrganizationName(u"SyncDashboard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DASHBOARD_VERSION));
}

/// The windows of the user that a start may find open, each kind with a lock of its own.
struct OpenWindows {
    OpenWindows(const QString &path, Clock &clock)
        : own(path, clock), withOptions(path + u"-options"_s, clock), demo(path + u"-demo"_s, clock)
    {
    }
    SingleWindow own;         ///< of the settings and the environment: gets what later starts ask
    SingleWindow withOptions; ///< started with options of a connection, for one run
    SingleWindow demo;        ///< never asked: it knows nothing of the user's registries
};

/// What is said of the window that is open, where that did not take what it was asked for; nothing
/// where this start is to go on.
std::optional<int> failedHandOver(SingleWindow::Outcome outcome, const SingleWindow &single,
                                  bool opensAnother)
{
    using Outcome = SingleWindow::Outcome;
    if (outcome == Outcome::Unknown)
        printText(stderr,
                  u"sync-dashboard: whether a window is open cannot be found out: %1\n"_s.arg(
                      single.error()));
    if (opensAnother || outcome == Outcome::First || outcome == Outcome::Unknown)
        return {};
    const QString why = outcome == Outcome::OtherVersion
                            ? u"is of another version of the program: quit it, then start again"_s
                            : u"does not answer: wait for it, or end it, then start again"_s;
    printText(stderr, u"sync-dashboard: the window that is open %1. --new-window opens another "
                      "one.\n"_s.arg(why));
    return 1;
}

/// What became of a start of the window where one is open already; nothing where this one is to go
/// on.
std::optional<int> handOver(OpenWindows &open, const WindowOptions &options, Clock &clock)
{
    using Outcome = SingleWindow::Outcome;
    if (options.demo || options.connection.saysAnything()) {
        // The first of its kind holds the lock; a later one is beside it.
        std::ignore = (options.demo ? open.demo : open.withOptions).claim();
        return {};
    }
    const WindowRequest request{.link = options.link,
                                .activation = activationToken(qgetenv("XDG_ACTIVATION_TOKEN")),
                                .staysHidden = options.hidden};
    const Outcome outcome =
        options.newWindow ? open.own.claim() : open.own.claimOrHandOver(request);
    if (outcome == Outcome::HandedOver)
        return 0;
    // What a link leads to is shown in the window that the user works with; a start without one
    // opens the user's own.
    if (outcome == Outcome::First && !options.newWindow && !options.link.isEmpty()) {
        SingleWindow other(open.withOptions.path(), clock); // its lock ends here
        if (other.claimOrHandOver(request) == Outcome::HandedOver)
            return 0;
    }
    return failedHandOver(outcome, open.own, options.newWindow);
}

/// Later starts are told to \p program.
void takeRequests(SingleWindow &single, Program &program)
{
    QObject::connect(&single, &SingleWindow::requested, &program,
                     [&program](const WindowRequest &request) {
                         program.openLink(request.link);
                         if (!request.staysHidden)
                             raiseWindow(program.dashboard().window(), request.activation);
                     });
    if (single.isFirst() && !single.listen())
        printText(stderr, u"sync-dashboard: a later start will not find this window: %1\n"_s.arg(
                              single.error()));
}

/// Whoever typed the link sees it here; whoever clicked it, in the window.
bool isReadable(const QString &link)
{
    if (link.isEmpty())
        return true;
    const tl::expected<DashboardLink, QString> read = parseLink(link);
    if (!read)
        printText(stderr, u"sync-dashboard: the link cannot be opened: %1 %2\n"_s.arg(
                              read.error(), shownLink(link)));
    return read.has_value();
}

int window(int argc, char **argv, const WindowOptions &options,
           const QProcessEnvironment &environment)
{
    SystemClock clock;
    OpenWindows open(windowSocketPath(settingsPath(false), environment), clock);
    const int unread = isReadable(options.link) ? 0 : 2;
    {
        const QCoreApplication early(argc, argv); // no display is needed to hand over
        if (const std::optional<int> code = handOver(open, options, clock))
            return *code == 0 ? unread : *code;
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"org.syncdashboard.SyncDashboard"_s);
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256})
        icon.addFile(u":/icons/sync-dashboard-%1.png"_s.arg(size));
    QApplication::setWindowIcon(icon);
    // Not quit(): that asks the window, which may refuse while something is sent.
    const QuitSignals quitSignals;
    QObject::connect(&quitSignals, &QuitSignals::received, &application,
                     [] { QCoreApplication::exit(0); });
    Program program(application, clock, environment);
    program.useKeychain(desktopKeychain(clock));
    program.open(options);
    program.openLink(options.link);
    const bool isOwn = !options.isOfItsOwn();
    if (isOwn && !options.link.isEmpty() && open.demo.isHeld())
        program.tellOfDemo();
    takeRequests(isOwn ? open.own : open.withOptions, program);
    const int code = QApplication::exec();
    return code == 0 ? unread : code;
}

/// The accounts that \p options name, as they are configured now. What was mistyped is refused
/// once, not for each call.
Connections openedAccounts(const ConnectionOptions &options, const QProcessEnvironment &environment,
                           RegistryClock &clock)
{
    const QString home = QDir::homePath();
    const ConnectionOptions connection = withSettings(options, settingsOfCommands(clock.now()));
    if (const auto problem = networkProblem(connection))
        return {.refused = {*problem}};
    const auto profiles = profilesToOpen(connection, environment, home);
    if (!profiles)
        return {.refused = {profiles.error()}};
    return openConnections(*profiles, connection, environment, home, clock, desktopKeychain(clock));
}

/// What is asked of the accounts that a command line names.
struct AskedAccounts {
    WatchedAccounts &accounts;
    RegistryClock &clock;
    QStringList missing{};           ///< profiles that cannot be asked, a line each
    std::vector<ApiError> refused{}; ///< the same, as errors
    QFile &errors;
};

/// Opens what \p options name, runs \p command on it, and says what stood in the way. The exit code
/// is the command's, or 1 where an account is missing.
template<typename Run>
int withAccounts(const ConnectionOptions &options, const QProcessEnvironment &environment,
                 const Run &command)
{
    // An error is one line, and that is the command's own.
    QLoggingCategory::setFilterRules(u"sync.api.warning=false"_s);
    QFile errors;
    if (!errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    SystemClock system;
    RegistryClock clock(system);
    Connections connections = openedAccounts(options, environment, clock);
    QStringList missing;
    for (const ApiError &error : connections.refused) {
        writeError(error, errors);
        missing << faultLine(error);
    }
    for (const QString &line : std::as_const(connections.searched))
        errors.write("sync-dashboard: " + line.toUtf8() + '\n');
    if (connections.open.empty())
        return 1;
    const std::vector<ApiError> refused = std::move(connections.refused);
    WatchedAccounts accounts(std::move(connections.open), clock);
    const WaitNotice notice([&accounts] { return accounts.use().pauses; }, clock, errors);
    const int code = command(AskedAccounts{.accounts = accounts,
                                           .clock = clock,
                                           .missing = missing,
                                           .refused = refused,
                                           .errors = errors});
    if (const std::optional<QString> warning = clockWarning(clock.correction()))
        errors.write("sync-dashboard: " + warning->toUtf8() + '\n');
    return missing.isEmpty() ? code : 1;
}

int list(int argc, char **argv, const ListOptions &options, const QProcessEnvironment &environment)
{
    const QCoreApplication application(argc, argv);
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly))
        return 1;
    if (options.history) {
        QFile errors;
        if (!errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
            return 1;
        SystemClock clock;
        const std::unique_ptr<HistoryScan> scan = historyScanOf(*options.history);
        return runHistoryList(*scan, clock, options, output, errors);
    }
    return withAccounts(options.connection, environment, [&](const AskedAccounts &asked) {
        return runList(asked.accounts.registry(), asked.accounts.places(), asked.clock, options,
                       output, asked.errors);
    });
}

int report(int argc, char **argv, const ReportOptions &options,
           const QProcessEnvironment &environment)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // charts and pages need no display
    QApplication application(argc, argv);
    Language language;
    language.use(options.language);
    applyTheme(application, ThemeChoice::Light);
    return withAccounts(options.list.connection, environment, [&](const AskedAccounts &asked) {
        return runReport(asked.accounts.registry(), asked.accounts.places(), asked.clock, options,
                         asked.missing, asked.errors);
    });
}

int metrics(int argc, char **argv, const MetricsOptions &options,
            const QProcessEnvironment &environment)
{
    const QCoreApplication application(argc, argv);
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly))
        return 1;
    return withAccounts(options.connection, environment, [&](const AskedAccounts &asked) {
        return runMetrics(asked.accounts.registry(), asked.accounts.places(), asked.clock, options,
                          {.refused = asked.refused,
                           .calls = &asked.accounts.tally(),
                           .version = QCoreApplication::applicationVersion()},
                          output, asked.errors);
    });
}

int diagnose(int argc, char **argv, const DiagnoseOptions &options,
             const QProcessEnvironment &environment)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"sync.api.warning=false"_s); // the report has it
    QFile output;
    QFile errors;
    if (!output.open(stdout, QIODevice::WriteOnly) ||
        !errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    SystemClock system;
    RegistryClock clock(system);
    return runDiagnose(options,
                       {.environment = environment,
                        .home = QDir::homePath(),
                        .settingsFile = settingsPath(false),
                        .historyFileOf = &historyPath,
                        .keychain = desktopKeychain(clock)},
                       clock, output, errors);
}

int collect(int argc, char **argv, const CollectOptions &options,
            const QProcessEnvironment &environment)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"sync.api.warning=false"_s);
    QFile errors;
    if (!errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    SystemClock system;
    RegistryClock clock(system);
    const auto opened = [&] { return openedAccounts(options.connection, environment, clock); };
    ConnectionOptions alerts = withSettings(options.connection, settingsOfCommands(clock.now()));
    if (options.alertmanager.scheme() == u"http") // of this computer
        alerts.proxy.text = NetworkSetup::noProxy.toString();
    return runCollect(
        options, clock, opened,
        systemNetwork({.proxy = alerts.proxy, .caFile = alerts.caFile, .environment = environment}),
        errors);
}

int keychain(int argc, char **argv, const KeychainOptions &options)
{
    const QCoreApplication application(argc, argv);
    QFile input;
    QFile output;
    QFile errors;
    const bool isOpen = input.open(stdin, QIODevice::ReadOnly) &&
                        output.open(stdout, QIODevice::WriteOnly) &&
                        errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered);
    if (!isOpen)
        return 1;
    SystemClock clock;
    const std::shared_ptr<Keychain> keychain = desktopKeychain(clock);
    return runKeychain(*keychain, options, {.input = input, .output = output, .errors = errors});
}

int simulate(int argc, char **argv, const SimulateOptions &options)
{
    const QCoreApplication application(argc, argv);
    return runSimulate(options);
}

int snapshot(int argc, char **argv, const SnapshotOptions &options,
             const QProcessEnvironment &environment)
{
    // A picture needs no display, and its scale must be known before the program starts.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
    QApplication application(argc, argv);
    return runSnapshot(application, options, environment);
}

/// Runs what the command line asked for.
struct Runner {
    int argc;
    char **argv;
    const QProcessEnvironment
        &environment; ///< with the keys, which the process's own has no longer

    int operator()(const WindowOptions &options) const
    {
        return window(argc, argv, options, environment);
    }
    int operator()(const ListOptions &options) const
    {
        return list(argc, argv, options, environment);
    }
    int operator()(const ReportOptions &options) const
    {
        return report(argc, argv, options, environment);
    }
    int operator()(const MetricsOptions &options) const
    {
        return metrics(argc, argv, options, environment);
    }
    int operator()(const DiagnoseOptions &options) const
    {
        return diagnose(argc, argv, options, environment);
    }
    int operator()(const CollectOptions &options) const
    {
        return collect(argc, argv, options, environment);
    }
    int operator()(const KeychainOptions &options) const { return keychain(argc, argv, options); }
    int operator()(const SimulateOptions &options) const { return simulate(argc, argv, options); }
    int operator()(const SnapshotOptions &options) const
    {
        return snapshot(argc, argv, options, environment);
    }
    int operator()(const TextToPrint &text) const { return printText(stdout, text.text); }
    int operator()(const UsageError &error) const
    {
        printText(stderr, u"sync-dashboard: "_s + withoutPastedKeys(error.message) +
                              u"\nTry 'sync-dashboard --help'.\n"_s);
        return 2;
    }
};

} // namespace

int main(int argc, char **argv)
{
    guardProcess();
    reserveStandardStreams();
    const QProcessEnvironment environment = takeEnvironment();
    nameProgram();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return std::visit(Runner{.argc = argc, .argv = argv, .environment = environment},
                      parseCommandLine(arguments, QDateTime::currentDateTimeUtc()));
}
