#include "commandline.h"

#include "commandparser.h"
#include "dashboardlink.h"
#include "endpoint.h"
#include "keychainentry.h"
#include "listenaddress.h"
#include "preferences.h"
#include "querycontradiction.h"
#include "queryhint.h"
#include "queryparser.h"
#include "querywords.h"
#include "settings.h"
#include "simulatearguments.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSize>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString overview()
{
    return u"usage: sync-dashboard [OPTIONS] [LINK]     the window\n"
           "       sync-dashboard list OPTIONS         print sync tasks\n"
           "       sync-dashboard report OPTIONS       write a report of a period, PDF or HTML\n"
           "       sync-dashboard metrics OPTIONS      write metrics for Prometheus\n"
           "       sync-dashboard diagnose OPTIONS     print a report of faults, without secrets\n"
           "       sync-dashboard collect --database URI\n"
           "                                           write all that is seen into a database, for "
           "a team\n"
           "       sync-dashboard keychain add NAME --id ID\n"
           "                                           keep a key in the desktop's keychain\n"
           "       sync-dashboard simulate OPTIONS     a simulated registry on loopback\n"
           "       sync-dashboard snapshot FILE.png    render the window to a picture\n"
           "\n"
           "Each takes --help. Keys come from the environment (ALIBABA_CLOUD_ACCESS_KEY_ID,\n"
           "ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABA_CLOUD_SECURITY_TOKEN and others), a profile\n"
           "of ~/.aliyun/config.json, ~/.alibabacloud/credentials, or the desktop's keychain\n"
           "(--profile keychain:NAME).\n"_s;
}

std::optional<ListFormat> formatFromUser(const QString &word)
{
    const std::pair<QStringView, ListFormat> names[] = {
        {u"table", ListFormat::Table},
        {u"json", ListFormat::Json},
        {u"ndjson", ListFormat::Ndjson},
        {u"csv", ListFormat::Csv},
    };
    for (const auto &[name, format] : names) {
        if (name == word)
            return format;
    }
    return std::nullopt;
}

bool isLink(const QString &argument)
{
    return argument.startsWith(linkScheme, Qt::CaseInsensitive);
}

/// \p link, of which \p option is a part, where it can be opened. An error text otherwise.
tl::expected<QString, QString> linkOfOption(const QString &option, const DashboardLink &link)
{
    const QString text = writeLink(link);
    if (const auto read = parseLink(text); !read)
        return tl::unexpected(u"--%1 cannot be shown: %2"_s.arg(option, read.error()));
    return text;
}

/// What the window shows first, as a link; empty: nothing was said. An error text otherwise. A link
/// that cannot be opened is none: the window says why, since whoever clicked it sees no terminal.
tl::expected<QString, QString> shownFromUser(const CommandParser &parser)
{
    const QStringList given = parser.positional();
    if (!given.isEmpty() && !isLink(given.first()))
        return tl::unexpected(u"unexpected argument '%1'"_s.arg(given.first()));
    const bool hasQuery = parser.isSet(u"query"_s);
    const bool hasView = parser.isSet(u"view"_s);
    if (int(!given.isEmpty()) + int(hasQuery) + int(hasView) > 1)
        return tl::unexpected(u"a link, --query and --view each say what is shown: give one"_s);
    if (hasView)
        return linkOfOption(u"view"_s, LinkedView{.name = parser.value(u"view"_s)});
    if (!hasQuery)
        return given.value(0).left(longestLink + 1);
    const QString query = parser.value(u"query"_s);
    if (const auto parsed = parseQuery(query); !parsed)
        return tl::unexpected(u"--query, character %1: %2"_s.arg(
            QString::number(parsed.error().position + 1), describe(parsed.error())));
    return linkOfOption(u"query"_s, LinkedQuery{.query = query});
}

Command parseWindow(const QStringList &arguments)
{
    CommandParser parser(u"[OPTIONS] [LINK]"_s);
    parser.add(u"query"_s, u"Show what this finds, in the language of the window's box."_s,
               u"QUERY"_s);
    parser.add(u"view"_s, u"Show the saved view of this name."_s, u"NAME"_s);
    parser.addFlag(u"new-window"_s, u"Open another window, also where one is open."_s);
    parser.addFlag(u"hidden"_s, u"Begin in the tray, or minimized where there is none."_s);
    parser.add(u"history"_s,
               u"Watch what a collector writes into this database, postgresql://host/database, "
               "without asking a registry."_s,
               u"URI"_s);
    parser.addFlag(u"demo"_s, u"Watch a simulated registry inside the program."_s);
    parser.addFlag(u"version"_s, u"Show the version."_s);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 1)) {
        if (auto *text = std::get_if<TextToPrint>(&*early))
            text->text = overview() + u'\n' + text->text.mid(text->text.indexOf(u"Options:"_s));
        return *early;
    }
    if (parser.isSet(u"version"_s))
        return TextToPrint{u"sync-dashboard "_s + QCoreApplication::applicationVersion() + u'\n'};
    const tl::expected<QString, QString> link = shownFromUser(parser);
    if (!link)
        return UsageError{link.error()};
    ConnectionOptions connection = parser.connection();
    connection.teamDatabase = parser.value(u"history"_s);
    if (parser.isSet(u"history"_s)) {
        if (const Result<DatabaseAddress> database = databaseAddress(connection.teamDatabase);
            !database)
            return UsageError{u"--history: "_s + database.error().message};
    }
    return WindowOptions{.connection = std::move(connection),
                         .demo = parser.isSet(u"demo"_s),
                         .link = *link,
                         .hidden = parser.isSet(u"hidden"_s),
                         .newWindow = parser.isSet(u"new-window"_s)};
}

/// As the API spells its words: WAITING_APPROVAL.
bool isApiWord(const QString &word)
{
    return !word.isEmpty() && word.at(0).isUpper() && std::ranges::all_of(word, [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

/// A misspelt word would find nothing, which a script takes for an answer. The window, where it is
/// seen, tells of it beside the answer instead. Empty where nothing is misspelt.
QString misspelling(const TaskQuery &query)
{
    for (const auto &[field, value] : foreignValues(query)) {
        if (!isApiWord(value.text))
            return u"unknown %1 '%2': use %3 or, in capitals, the API's own word"_s.arg(
                queryFieldName(field), value.text, wordsOf(field).join(u", "_s));
    }
    return {};
}

/// What --query and the single options say together: all of it must hold. An error text otherwise.
tl::expected<TaskQuery, QString> queryFromUser(const CommandParser &parser, const QDateTime &now,
                                               const QTimeZone &zone)
{
    const QString text = parser.value(u"query"_s);
    tl::expected<TaskQuery, QueryError> query = parseQuery(text);
    if (!query) {
        const QueryError &error = query.error();
        return tl::unexpected(u"--query, character %1: %2"_s.arg(
            QString::number(error.position + 1), describe(error)));
    }
    const std::pair<QString, QueryField> names[] = {{u"namespace"_s, QueryField::Namespace},
                                                    {u"repo"_s, QueryField::Repo},
                                                    {u"tag"_s, QueryField::Tag},
                                                    {u"batch"_s, QueryField::Batch}};
    for (const auto &[option, field] : names) {
        if (const QString value = parser.value(option); !value.isEmpty())
            query->terms.push_back(
                {.field = field, .values = {{.text = value, .match = QueryMatch::Exact}}});
    }
    std::vector<QueryValue> statuses;
    for (const QString &word : parser.values(u"status"_s))
        statuses.push_back({.text = knownWord(QueryField::Status, word).value_or(word)});
    if (!statuses.empty())
        query->terms.push_back({.field = QueryField::Status, .values = statuses});
    if (const QString misspelt = misspelling(*query); !misspelt.isEmpty())
        return tl::unexpected(misspelt);
    if (query->valueCount() > TaskQuery::maxValues)
        return tl::unexpected(describe(QueryError{.kind = QueryError::Kind::TooManyValues}));
    if (const QString contradiction = contradictionIn(*query, now, zone); !contradiction.isEmpty())
        return tl::unexpected(contradiction);
    return *query;
}

/// What --fail-on says, as a condition. An error text otherwise.
tl::expected<TaskQuery, QString> failOnFromUser(const CommandParser &parser)
{
    if (!parser.isSet(u"fail-on"_s))
        return TaskQuery{};
    QueryTerm term{.field = QueryField::Is};
    for (const QString &given : parser.values(u"fail-on"_s)) {
        for (const QString &word : given.split(u',')) {
            if (!stateFromQueryWord(word.trimmed()))
                return tl::unexpected(u"unknown state '%1' for --fail-on: use %2"_s.arg(
                    word, wordsOf(QueryField::Is).join(u", "_s)));
            term.values.push_back({.text = word.trimmed()});
        }
    }
    return TaskQuery{.terms = {term}};
}

/// The zone of --time-zone, this computer's without it. An error text otherwise.
tl::expected<QTimeZone, QString> zoneFromUser(const CommandParser &parser)
{
    const TimeChoice choice{.zoneId = parser.value(u"time-zone"_s)};
    if (parser.isSet(u"time-zone"_s) && (choice.zoneId.isEmpty() || !isKnownZone(choice)))
        return tl::unexpected(
            u"unknown time zone '%1': use a name such as Asia/Shanghai or UTC"_s.arg(
                choice.zoneId));
    return timeDisplay(choice).zone;
}

/// What queryFromUser() reads.
void addFilters(CommandParser &parser)
{
    parser.add(u"query"_s,
               u"Only what this finds, in the language of the window's box, e.g. "
               "'status:failed since:24h repo:nginx'."_s,
               u"QUERY"_s);
    parser.add(u"namespace"_s, u"Only this namespace."_s, u"NAME"_s);
    parser.add(u"repo"_s, u"Only this repository."_s, u"NAME"_s);
    parser.add(u"tag"_s, u"Only this tag."_s, u"TAG"_s);
    parser.add(u"batch"_s, u"Only the tasks of this push."_s, u"ID"_s);
    parser.add(u"status"_s,
               u"Only this status: failed, running, waiting, done, cancelled or the "
               "API's own word; may be repeated."_s,
               u"WORD"_s);
    parser.add(u"time-zone"_s,
               u"The zone of times without an offset, such as today or 2026-11-24, e.g. "
               "Asia/Shanghai; this computer's when not given."_s,
               u"ZONE"_s);
}

/// What of --instance cannot be asked; empty: nothing.
QString instanceProblem(const CommandParser &parser, const ConnectionOptions &connection)
{
    if (parser.isSet(u"instance"_s) && parser.value(u"instance"_s).isEmpty())
        return u"--instance needs the id of an instance"_s;
    if (parser.isSet(u"instance"_s) && connection.regions.size() > 1)
        return u"an instance is in one region: give --region once"_s;
    return {};
}

/// The history that --history names; empty: none. An error text otherwise.
tl::expected<std::optional<SearchedHistory>, QString> historyFromUser(const CommandParser &parser)
{
    if (!parser.isSet(u"history"_s))
        return std::nullopt;
    const QString text = parser.value(u"history"_s);
    if (text.isEmpty())
        return tl::unexpected(u"--history needs a file, or the address of a database"_s);
    if (parser.connection().saysAnything())
        return tl::unexpected(
            u"with --history no registry is asked: leave out the options of a connection"_s);
    if (!isDatabaseUri(text))
        return SearchedHistory{.file = text};
    const Result<DatabaseAddress> database = databaseAddress(text);
    if (!database)
        return tl::unexpected(u"--history: "_s + database.error().message);
    return SearchedHistory{.database = *database};
}

Command parseList(const QStringList &arguments, const QDateTime &now)
{
    CommandParser parser(u"list [OPTIONS]"_s);
    parser.add(u"instance"_s, u"The instance whose tasks are listed; all when not given."_s,
               u"ID"_s);
    addFilters(parser);
    parser.add(u"fail-on"_s,
               u"Exit with 3 where a task that is printed is in one of these states, e.g. "
               "failed,stuck; with 1 where the answer may be incomplete."_s,
               u"STATES"_s);
    parser.add(u"format"_s, u"table, json, ndjson or csv."_s, u"FORMAT"_s, u"table"_s);
    parser.add(u"history"_s,
               u"Ask no registry, and need no key: answer from what was seen, in the file of a "
               "window's history or in a team's database, postgresql://user@host/database."_s,
               u"FILE|URI"_s);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 0))
        return *early;

    ListOptions options{.connection = parser.connection(),
                        .instanceId = parser.value(u"instance"_s)};
    if (const QString problem = instanceProblem(parser, options.connection); !problem.isEmpty())
        return UsageError{problem};
    const tl::expected<QTimeZone, QString> zone = zoneFromUser(parser);
    if (!zone)
        return UsageError{zone.error()};
    options.zone = *zone;
    const tl::expected<TaskQuery, QString> query = queryFromUser(parser, now, *zone);
    if (!query)
        return UsageError{query.error()};
    options.query = *query;
    const tl::expected<TaskQuery, QString> failOn = failOnFromUser(parser);
    if (!failOn)
        return UsageError{failOn.error()};
    options.failOn = *failOn;
    const auto format = formatFromUser(parser.value(u"format"_s));
    if (!format)
        return UsageError{u"unknown format '%1': use table, json, ndjson or csv"_s.arg(
            parser.value(u"format"_s))};
    options.format = *format;
    const auto history = historyFromUser(parser);
    if (!history)
        return UsageError{history.error()};
    options.history = *history;
    // There, the instance is one condition more.
    if (options.history && !options.instanceId.isEmpty() &&
        options.query.valueCount() >= TaskQuery::maxValues)
        return UsageError{describe(QueryError{.kind = QueryError::Kind::TooManyValues})};
    return options;
}

void addMetricsChoice(CommandParser &parser)
{
    parser.add(u"labels"_s,
               u"How many rules, routes, causes and namespaces metrics tell apart, 1 to 10000; the "
               "others of each are counted together."_s,
               u"N"_s, QString::number(MetricsChoice::usualNamed));
    parser.addFlag(u"namespaces"_s, u"Count by namespace too."_s);
}

/// The error is a sentence.
tl::expected<MetricsChoice, QString> metricsChoice(const CommandParser &parser)
{
    const auto named = parser.wholeNumber(u"labels"_s, 1, MetricsChoice::mostNamed);
    if (!named)
        return tl::unexpected(named.error());
    return MetricsChoice{.named = static_cast<int>(*named),
                         .namespaces = parser.isSet(u"namespaces"_s)};
}

Command parseMetrics(const QStringList &arguments)
{
    CommandParser parser(u"metrics [OPTIONS]"_s);
    parser.add(u"textfile"_s,
               u"The file that is written, at once as a whole: for the textfile collector of "
               "Prometheus' node exporter. Standard output when not given, or '-'."_s,
               u"FILE"_s);
    parser.add(u"instance"_s, u"The instance whose tasks are counted; all when not given."_s,
               u"ID"_s);
    parser.add(u"format"_s, u"text or openmetrics."_s, u"FORMAT"_s, u"text"_s);
    addMetricsChoice(parser);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 0))
        return *early;
    MetricsOptions options{.connection = parser.connection(),
                           .instanceId = parser.value(u"instance"_s),
                           .textfile = parser.value(u"textfile"_s)};
    if (parser.isSet(u"textfile"_s) && options.textfile.isEmpty())
        return UsageError{u"--textfile needs the name of a file"_s};
    if (options.textfile == u"-")
        options.textfile.clear();
    if (const QString problem = instanceProblem(parser, options.connection); !problem.isEmpty())
        return UsageError{problem};
    if (parser.value(u"format"_s) == u"openmetrics")
        options.format = MetricsFormat::OpenMetrics;
    else if (parser.value(u"format"_s) != u"text")
        return UsageError{
            u"unknown format '%1': use text or openmetrics"_s.arg(parser.value(u"format"_s))};
    const tl::expected<MetricsChoice, QString> choice = metricsChoice(parser);
    if (!choice)
        return UsageError{choice.error()};
    options.choice = *choice;
    return options;
}

Command parseDiagnose(const QStringList &arguments)
{
    CommandParser parser(u"diagnose [OPTIONS]"_s);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 0))
        return *early;
    return DiagnoseOptions{.connection = parser.connection()};
}

Command parseReport(const QStringList &arguments, const QDateTime &now)
{
    CommandParser parser(u"report --pdf FILE|--html FILE [OPTIONS]"_s);
    parser.add(u"since"_s,
               u"The begin of the period, as since: of a query: 24h, 7d, monday, a date."_s,
               u"TIME"_s, u"7d"_s);
    parser.add(u"until"_s, u"Its end, as until: of a query; now when not given."_s, u"TIME"_s);
    parser.add(u"pdf"_s, u"Write it as PDF."_s, u"FILE"_s);
    parser.add(u"html"_s, u"Write it as a web page that needs nothing else."_s, u"FILE"_s);
    parser.add(u"language"_s, u"en or zh_CN; the system's when not given."_s, u"LANGUAGE"_s);
    parser.add(u"instance"_s, u"The instance that it is about; all when not given."_s, u"ID"_s);
    addFilters(parser);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 0))
        return *early;
    ReportOptions options{
        .list = {.connection = parser.connection(), .instanceId = parser.value(u"instance"_s)},
        .pdf = parser.value(u"pdf"_s),
        .html = parser.value(u"html"_s),
        .language = parser.value(u"language"_s)};
    if (options.pdf.isEmpty() && options.html.isEmpty())
        return UsageError{u"report needs the name of a file: --pdf FILE or --html FILE"_s};
    if (!options.language.isEmpty() && options.language != u"en" && options.language != u"zh_CN")
        return UsageError{u"unknown language '%1': use en or zh_CN"_s.arg(options.language)};
    QString period = u"since:"_s + parser.value(u"since"_s);
    if (parser.isSet(u"until"_s))
        period += u" until:"_s + parser.value(u"until"_s);
    const tl::expected<TaskQuery, QueryError> times = parseQuery(period);
    const auto isOneTime = [](const QueryTerm &term) {
        return term.values.size() == 1 && !term.negated;
    };
    if (!times || times->terms.size() != (parser.isSet(u"until"_s) ? 2U : 1U) ||
        !std::ranges::all_of(times->terms, isOneTime))
        return UsageError{u"--since and --until take times as a query does, such as 7d"_s};
    const tl::expected<QTimeZone, QString> zone = zoneFromUser(parser);
    if (!zone)
        return UsageError{zone.error()};
    options.list.zone = *zone;
    const tl::expected<TaskQuery, QString> query = queryFromUser(parser, now, *zone);
    if (!query)
        return UsageError{query.error()};
    options.list.query = *query;
    for (const QueryField field : {QueryField::Since, QueryField::Until}) {
        if (query->has(field))
            return UsageError{u"the period is --since and --until: leave it out of --query"_s};
    }
    options.list.query.terms.insert(options.list.query.terms.end(), times->terms.begin(),
                                    times->terms.end());
    if (const QString contradiction = contradictionIn(options.list.query, now, *zone);
        !contradiction.isEmpty())
        return UsageError{contradiction};
    return options;
}

Command parseCollect(const QStringList &arguments)
{
    constexpr int mostDays = 3'650;
    constexpr int mostSeconds = 3'600;
    CommandParser parser(u"collect --database URI [OPTIONS]"_s);
    parser.add(u"database"_s,
               u"Where to: postgresql://user@host/database. The password comes from PGPASSFILE, "
               "~/.pgpass or PGPASSWORD."_s,
               u"URI"_s);
    parser.add(u"keep-days"_s, u"How long a task stays there, to the month."_s, u"DAYS"_s,
               u"400"_s);
    parser.add(u"refresh"_s, u"Seconds from one reading of a list to the next."_s, u"SECONDS"_s,
               u"30"_s);
    parser.add(u"requests"_s,
               u"Requests a minute of each account, once everything is read; with many instances "
               "they say how often each is read."_s,
               u"PER_MINUTE"_s, QString::number(CollectOptions().restRequests));
    parser.add(u"metrics"_s,
               u"Answer a monitoring system here: /metrics, /ready and /health. Whoever may "
               "connect may read them."_s,
               u"ADDRESS:PORT"_s);
    parser.add(u"alertmanager"_s,
               u"Send alerts to the Alertmanager at this address each minute; plain http is for "
               "this computer only."_s,
               u"URL"_s);
    addMetricsChoice(parser);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 0))
        return *early;
    const Result<DatabaseAddress> database = databaseAddress(parser.value(u"database"_s));
    if (!database)
        return UsageError{u"--database: "_s + database.error().message};
    const auto days = parser.wholeNumber(u"keep-days"_s, 1, mostDays);
    if (!days)
        return UsageError{days.error()};
    const auto seconds = parser.wholeNumber(u"refresh"_s, 1, mostSeconds);
    if (!seconds)
        return UsageError{seconds.error()};
    const auto requests =
        parser.wholeNumber(u"requests"_s, Preferences::fewestRequests, Preferences::mostRequests);
    if (!requests)
        return UsageError{requests.error()};
    CollectOptions options{.connection = parser.connection(),
                           .database = *database,
                           .keep = std::chrono::days(*days),
                           .refreshInterval = std::chrono::seconds(*seconds),
                           .restRequests = static_cast<int>(*requests)};
    if (parser.isSet(u"metrics"_s)) {
        const auto address = listenAddressFromUser(u"metrics"_s, parser.value(u"metrics"_s));
        if (!address)
            return UsageError{address.error()};
        if (QHostAddress(address->address).isNull())
            return UsageError{u"--metrics takes the address of this computer, such as 127.0.0.1, "
                              "not '%1'"_s.arg(address->address)};
        options.metrics = *address;
    }
    if (parser.isSet(u"alertmanager"_s)) {
        const Result<Endpoint> server = endpointFromText(parser.value(u"alertmanager"_s));
        if (!server)
            return UsageError{u"--alertmanager: "_s + server.error().message};
        options.alertmanager = server->url({});
    }
    const tl::expected<MetricsChoice, QString> choice = metricsChoice(parser);
    if (!choice)
        return UsageError{choice.error()};
    options.choice = *choice;
    return options;
}

Command parseKeychain(const QStringList &arguments)
{
    CommandParser parser(u"keychain add NAME --id ID | remove NAME | list"_s);
    parser.add(u"id"_s,
               u"Id of the access key to add. Its secret is the first line of standard input, the "
               "token of a temporary key the second; at a terminal they are asked for."_s,
               u"ID"_s);
    if (auto early = parser.finish(arguments, 2))
        return *early;
    const QStringList words = parser.positional();
    const QString action = words.value(0);
    KeychainOptions options{.name = words.value(1), .accessKeyId = parser.value(u"id"_s)};
    if (action == u"list" && words.size() == 1 && !parser.isSet(u"id"_s))
        return options;
    if (action != u"add" && action != u"remove")
        return UsageError{u"keychain takes 'add NAME --id ID', 'remove NAME' or 'list'"_s};
    options.action =
        action == u"add" ? KeychainOptions::Action::Add : KeychainOptions::Action::Remove;
    if (const std::optional<ApiError> error = keychainNameError(options.name))
        return UsageError{error->message};
    if ((action == u"add") == options.accessKeyId.isEmpty())
        return UsageError{u"keychain add, and nothing else, needs the id of the key: --id ID"_s};
    return options;
}

std::optional<QSize> sizeFromUser(const QString &text)
{
    const QStringList parts = text.split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    const QSize size(parts.value(0).toInt(&isWidth), parts.value(1).toInt(&isHeight));
    if (parts.size() != 2 || !isWidth || !isHeight || size.width() < 320 || size.height() < 240 ||
        size.width() > 8192 || size.height() > 8192)
        return std::nullopt;
    return size;
}

Command parseSnapshot(const QStringList &arguments)
{
    CommandParser parser(u"snapshot FILE.png [OPTIONS]"_s);
    parser.add(u"size"_s, u"Size of the window."_s, u"WxH"_s, u"1440x900"_s);
    parser.add(u"scale"_s, u"Pixels for each of those, 1 to 4."_s, u"N"_s, u"1"_s);
    parser.add(u"theme"_s, u"light, dark, high-contrast or high-contrast-dark."_s, u"THEME"_s,
               u"light"_s);
    parser.add(u"language"_s, u"en or zh_CN."_s, u"LANGUAGE"_s);
    parser.addFlag(u"demo"_s, u"Watch a simulated registry inside the program."_s);
    parser.addConnection();
    if (auto early = parser.finish(arguments, 1))
        return *early;

    SnapshotOptions options{
        .window = {.connection = parser.connection(), .demo = parser.isSet(u"demo"_s)},
        .file = parser.positional().value(0),
        .theme = themeNamed(parser.value(u"theme"_s)).value_or(ThemeChoice::System),
        .language = parser.value(u"language"_s)};
    if (options.file.isEmpty())
        return UsageError{u"snapshot needs the name of a picture file"_s};
    const auto size = sizeFromUser(parser.value(u"size"_s));
    if (!size)
        return UsageError{u"--size takes WIDTHxHEIGHT from 320x240 to 8192x8192, not '%1'"_s.arg(
            parser.value(u"size"_s))};
    options.size = *size;
    bool isScale = false;
    options.scale = parser.value(u"scale"_s).toDouble(&isScale);
    if (!isScale || options.scale < 1 || options.scale > 4)
        return UsageError{
            u"--scale takes a number from 1 to 4, not '%1'"_s.arg(parser.value(u"scale"_s))};
    if (options.theme == ThemeChoice::System) // which is another one on each desktop
        return UsageError{
            u"unknown theme '%1': use light, dark, high-contrast or high-contrast-dark"_s.arg(
                parser.value(u"theme"_s))};
    if (!options.language.isEmpty() && options.language != u"en" && options.language != u"zh_CN")
        return UsageError{u"unknown language '%1': use en or zh_CN"_s.arg(options.language)};
    return options;
}

} // namespace

Command parseCommandLine(const QStringList &arguments, const QDateTime &now)
{
    const QString command = arguments.value(1);
    QStringList rest = arguments;
    const bool isWindow = command.isEmpty() || command.startsWith(u'-') || isLink(command);
    if (!isWindow)
        rest.removeAt(1);
    if (command == u"list")
        return parseList(rest, now);
    if (command == u"report")
        return parseReport(rest, now);
    if (command == u"metrics")
        return parseMetrics(rest);
    if (command == u"diagnose")
        return parseDiagnose(rest);
    if (command == u"collect")
        return parseCollect(rest);
    if (command == u"keychain")
        return parseKeychain(rest);
    if (command == u"simulate")
        return parseSimulate(rest, now);
    if (command == u"snapshot")
        return parseSnapshot(rest);
    if (isWindow)
        return parseWindow(arguments);
    return UsageError{
        u"unknown command '%1': use list, report, metrics, diagnose, collect, keychain, simulate, "
        "snapshot, or none"_s.arg(command)};
}
