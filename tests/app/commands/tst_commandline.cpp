#include "commandline.h"
#include "queries.h"
#include "simulatedcatalogue.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
const SimulatedCatalogue simulated = makeCatalogue(1, 3, now.toMSecsSinceEpoch());

Command parse(const QString &words)
{
    const QString line = u"sync-dashboard "_s + words;
    return parseCommandLine(line.split(u' ', Qt::SkipEmptyParts), now);
}

template<typename T>
T parsed(const QString &words)
{
    const Command command = parse(words);
    const T *options = std::get_if<T>(&command);
    if (!options) {
        QTest::qFail("another command was understood", __FILE__, __LINE__);
        return {};
    }
    return *options;
}

} // namespace

class TestCommandLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingMeansTheWindow();
    void theWindowTakesARegistry();
    void severalProfilesAreTakenAndAllOfThem();
    void theWindowShowsALinkAQueryOrAView();
    void aWindowOfOtherAccountsIsOfItsOwn_data();
    void aWindowOfOtherAccountsIsOfItsOwn();
    void everyCommandThatConnectsTakesAProxyAndACaFile_data();
    void everyCommandThatConnectsTakesAProxyAndACaFile();
    void anEmptyProxyIsNone();
    void aPasswordIsNoArgument_data();
    void aPasswordIsNoArgument();
    void aCaFileHasAName();
    void listTakesEveryFilter();
    void listAcceptsTheWindowsWordsForAStatus();
    void listTakesTheQueryOfTheWindow();
    void listTakesAHistory();
    void reportHasAPeriodAndAFile();
    void reportRefusesWhatItCannotDo_data();
    void reportRefusesWhatItCannotDo();
    void metricsHaveAFileAndBounds();
    void theKeychainTakesANameAndNeverASecret();
    void aZoneIsTaken_data();
    void aZoneIsTaken();
    void simulateHasDefaults();
    void simulateTakesItsNumbers();
    void simulateTakesALargeCompany();
    void simulateTakesWhatIsOutOfOrder();
    void snapshotTakesItsLook();
    void helpIsNotAnError_data();
    void helpIsNotAnError();
    void aMistakeIsExplained_data();
    void aMistakeIsExplained();
    void aQueryThatNoTaskCanMatchIsAMistake();
};

void TestCommandLine::nothingMeansTheWindow()
{
    QVERIFY(!parsed<WindowOptions>({}).demo);
    QVERIFY(parsed<WindowOptions>(u"--demo"_s).demo);
}

void TestCommandLine::theWindowTakesARegistry()
{
    const auto options = parsed<WindowOptions>(
        u"--region cn-hangzhou --region eu-central-1 --profile prod --vpc --endpoint http://[::1]:9"_s);
    QCOMPARE(options.connection.regions, (QStringList{u"cn-hangzhou"_s, u"eu-central-1"_s}));
    QCOMPARE(options.connection.profiles, QStringList{u"prod"_s});
    QCOMPARE(options.connection.endpoint, u"http://[::1]:9"_s);
    QVERIFY(options.connection.vpc);
}

void TestCommandLine::severalProfilesAreTakenAndAllOfThem()
{
    const auto named = parsed<WindowOptions>(u"--profile prod --profile test"_s).connection;
    QCOMPARE(named.profiles, (QStringList{u"prod"_s, u"test"_s}));
    QVERIFY(named.namesProfiles() && !named.allProfiles);
    const auto all = parsed<ListOptions>(u"list --all-profiles"_s).connection;
    QVERIFY(all.namesProfiles() && all.allProfiles);
    QVERIFY(!parsed<WindowOptions>({}).connection.namesProfiles());
}

namespace {

ConnectionOptions connectionOf(const Command &command)
{
    if (const auto *window = std::get_if<WindowOptions>(&command))
        return window->connection;
    if (const auto *list = std::get_if<ListOptions>(&command))
        return list->connection;
    if (const auto *metrics = std::get_if<MetricsOptions>(&command))
        return metrics->connection;
    if (const auto *snapshot = std::get_if<SnapshotOptions>(&command))
        return snapshot->window.connection;
    return {};
}

} // namespace

void TestCommandLine::everyCommandThatConnectsTakesAProxyAndACaFile_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("window") << QString();
    QTest::newRow("list") << u"list "_s;
    QTest::newRow("snapshot") << u"snapshot out.png "_s;
    QTest::newRow("metrics") << u"metrics "_s;
}

void TestCommandLine::everyCommandThatConnectsTakesAProxyAndACaFile()
{
    QFETCH(QString, command);
    const ConnectionOptions options =
        connectionOf(parse(command + u"--proxy socks5://p:9 --ca-file own.pem"_s));
    QCOMPARE(options.proxy, (NamedValue{u"socks5://p:9"_s, u"--proxy"_s}));
    QCOMPARE(options.caFile, (NamedValue{u"own.pem"_s, u"--ca-file"_s}));
    QVERIFY(connectionOf(parse(command)).proxy.text.isEmpty());
    QVERIFY(connectionOf(parse(command)).caFile.text.isEmpty());
}

void TestCommandLine::anEmptyProxyIsNone()
{
    QCOMPARE(connectionOf(parse(u"--proxy="_s)).proxy.text, u"none"_s);
    QCOMPARE(connectionOf(parse(u"--proxy none"_s)).proxy.text, u"none"_s);
}

void TestCommandLine::aPasswordIsNoArgument_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("window") << u"--proxy http://me:secret@p:8080"_s;
    QTest::newRow("list") << u"list --proxy me:secret@p:8080"_s;
    QTest::newRow("only a user") << u"list --proxy secret@p:8080"_s;
    QTest::newRow("no address") << u"snapshot a.png --proxy ://secret@"_s;
}

void TestCommandLine::aPasswordIsNoArgument()
{
    QFETCH(QString, words);
    const QString message = parsed<UsageError>(words).message;
    QVERIFY2(message.contains(u"HTTPS_PROXY"_s), qPrintable(message));
    QVERIFY2(!message.contains(u"secret"_s), qPrintable(message));
}

void TestCommandLine::aCaFileHasAName()
{
    QVERIFY(parsed<UsageError>(u"list --ca-file="_s).message.contains(u"--ca-file"_s));
}

void TestCommandLine::listTakesEveryFilter()
{
    const auto options = parsed<ListOptions>(
        u"list --instance cri-1 --region cn-hangzhou --namespace team --repo app --tag 1.2 "
        "--batch B-1 --status ERROR --status pending --format csv"_s);
    QCOMPARE(options.instanceId, u"cri-1"_s);
    QCOMPARE(options.query,
             query(u"ns:=team repo:=app tag:=1.2 batch:=B-1 status:ERROR,pending"_s));
    QCOMPARE(options.format, ListFormat::Csv);
}

void TestCommandLine::listAcceptsTheWindowsWordsForAStatus()
{
    const auto options = parsed<ListOptions>(
        u"list --instance cri-1 --status Failed --status running --status waiting --status done "
        "--status cancelled"_s);
    QCOMPARE(options.query, query(u"status:Failed,running,waiting,done,cancelled"_s));
    QCOMPARE(options.format, ListFormat::Table);
    const auto foreign = parsed<ListOptions>(
        u"list --instance cri-1 --status WAITING_APPROVAL"_s); // the registry knows others
    QCOMPARE(foreign.query, query(u"status:WAITING_APPROVAL"_s));
}

void TestCommandLine::reportHasAPeriodAndAFile()
{
    const auto week = parsed<ReportOptions>(u"report --pdf week.pdf"_s);
    QCOMPARE(week.pdf, u"week.pdf"_s);
    QVERIFY(week.html.isEmpty());
    QCOMPARE(week.list.query, query(u"since:7d"_s));
    const auto shift = parsed<ReportOptions>(
        u"report --since 16h --until 8h --html s.html --query repo:nginx --language zh_CN --region r"_s);
    QCOMPARE(shift.list.query, query(u"repo:nginx since:16h until:8h"_s));
    QCOMPARE(shift.html, u"s.html"_s);
    QCOMPARE(shift.language, u"zh_CN"_s);
    QCOMPARE(shift.list.connection.regions, QStringList{u"r"_s});
}

void TestCommandLine::reportRefusesWhatItCannotDo_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("no file") << u"report --since 7d"_s;
    QTest::newRow("no time") << u"report --since soon --pdf f"_s;
    QTest::newRow("more than a time") << u"report --since 7d,1d --pdf f"_s;
    QTest::newRow("two periods") << u"report --pdf f --query since:1d"_s;
    QTest::newRow("ends before it begins") << u"report --since 1d --until 2d --pdf f"_s;
    QTest::newRow("another language") << u"report --pdf f --language fr"_s;
}

void TestCommandLine::reportRefusesWhatItCannotDo()
{
    QFETCH(QString, words);
    QVERIFY(std::holds_alternative<UsageError>(parse(words)));
}

void TestCommandLine::listTakesTheQueryOfTheWindow()
{
    const auto options = parsed<ListOptions>(u"list --query -repo:app,web --namespace team"_s);
    QVERIFY(options.instanceId.isEmpty());
    QCOMPARE(options.query, query(u"-repo:app,web ns:=team"_s));
    // All of it must hold.
    const auto both =
        parsed<ListOptions>(u"list --query status:failed,running --status failed --repo app"_s);
    QCOMPARE(both.query, query(u"status:failed,running repo:=app status:failed"_s));
    QVERIFY(both.failOn.isEmpty());
    const auto failing = parsed<ListOptions>(u"list --fail-on failed,stuck --fail-on waiting"_s);
    QCOMPARE(failing.failOn, query(u"is:failed,stuck,waiting"_s));
    QVERIFY(failing.query.isEmpty());
}

void TestCommandLine::listTakesAHistory()
{
    QVERIFY(!parsed<ListOptions>(u"list"_s).history);
    const auto file = parsed<ListOptions>(u"list --history a/history.sqlite --instance cri-1"_s);
    QCOMPARE(file.history->file, u"a/history.sqlite"_s);
    QVERIFY(!file.history->database);
    QCOMPARE(file.instanceId, u"cri-1"_s);
    const auto database = parsed<ListOptions>(u"list --history postgresql://me@localhost/images"_s);
    QCOMPARE(database.history->database, *databaseAddress(u"postgresql://me@localhost/images"_s));
    QCOMPARE(database.history->shown(), database.history->database->shown);
    // With the instance there would be one value too many.
    QString most = u"id:a"_s;
    for (std::size_t i = 1; i < TaskQuery::maxValues; ++i)
        most += u",a%1"_s.arg(i);
    QVERIFY(parsed<ListOptions>(u"list --history a --query "_s + most).history);
    QVERIFY(std::holds_alternative<UsageError>(
        parse(u"list --history a --instance b --query "_s + most)));
}

void TestCommandLine::metricsHaveAFileAndBounds()
{
    const auto plain = parsed<MetricsOptions>(u"metrics"_s);
    QVERIFY(plain.textfile.isEmpty());
    QVERIFY(plain.instanceId.isEmpty());
    QCOMPARE(plain.choice, MetricsChoice{});
    QCOMPARE(plain.format, MetricsFormat::Text);
    const auto all =
        parsed<MetricsOptions>(u"metrics --textfile a.prom --instance cri-1 --region r "
                               "--format openmetrics --labels 7 --namespaces"_s);
    QCOMPARE(all.textfile, u"a.prom"_s);
    QCOMPARE(all.instanceId, u"cri-1"_s);
    QCOMPARE(all.connection.regions, QStringList{u"r"_s});
    QCOMPARE(all.format, MetricsFormat::OpenMetrics);
    QCOMPARE(all.choice, (MetricsChoice{.named = 7, .namespaces = true}));
    QVERIFY(parsed<MetricsOptions>(u"metrics --textfile -"_s).textfile.isEmpty());
}

void TestCommandLine::theKeychainTakesANameAndNeverASecret()
{
    using Action = KeychainOptions::Action;
    const auto added = parsed<KeychainOptions>(u"keychain add prod --id LTAI5t"_s);
    QCOMPARE(added.action, Action::Add);
    QCOMPARE(added.name + u' ' + added.accessKeyId, u"prod LTAI5t"_s);
    const auto removed = parsed<KeychainOptions>(u"keychain remove prod"_s);
    QCOMPARE(removed.action, Action::Remove);
    QCOMPARE(removed.name, u"prod"_s);
    QCOMPARE(parsed<KeychainOptions>(u"keychain list"_s).action, Action::List);
    for (const QString &words : {u"keychain add prod --id LTAI5t --secret Canary"_s,
                                 u"keychain add prod Canary --id LTAI5t"_s})
        QVERIFY2(std::holds_alternative<UsageError>(parse(words)), qPrintable(words));
}

void TestCommandLine::aZoneIsTaken_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QTimeZone>("zone");
    QTest::newRow("none") << QString() << QTimeZone();
    QTest::newRow("UTC") << u" --time-zone UTC"_s << QTimeZone("UTC");
    QTest::newRow("a city") << u" --time-zone Asia/Shanghai"_s << QTimeZone("Asia/Shanghai");
}

void TestCommandLine::aZoneIsTaken()
{
    QFETCH(const QString, words);
    QFETCH(const QTimeZone, zone);
    QCOMPARE(parsed<ListOptions>(u"list"_s + words).zone, zone);
    QCOMPARE(parsed<ReportOptions>(u"report --pdf a.pdf"_s + words).list.zone, zone);
}

void TestCommandLine::simulateHasDefaults()
{
    const auto options = parsed<SimulateOptions>(u"simulate"_s);
    QCOMPARE(options.address, u"127.0.0.1"_s);
    QCOMPARE(options.port, quint16{0});
    QCOMPARE(options.tasks, 36000);
    QCOMPARE(options.instances, 3);
}

void TestCommandLine::simulateTakesItsNumbers()
{
    const auto options = parsed<SimulateOptions>(
        u"simulate --listen [::1]:8080 --tasks 5 --seed 7 --instances 2 --rate 0.5"_s);
    QCOMPARE(options.address, u"::1"_s);
    QCOMPARE(options.port, quint16{8080});
    QCOMPARE(options.tasks, 5);
    QCOMPARE(options.seed, quint64{7});
    QCOMPARE(options.instances, 2);
    QCOMPARE(options.ratePerMinute, 0.5);
}

void TestCommandLine::simulateTakesALargeCompany()
{
    const auto options = parsed<SimulateOptions>(u"simulate --instances 200 --rate 20000"_s);
    QCOMPARE(options.instances, 200);
    QCOMPARE(options.ratePerMinute, 20'000.0);
}

void TestCommandLine::simulateTakesWhatIsOutOfOrder()
{
    const QByteArray first = simulated.instances.front().id;
    const QByteArray last = simulated.destinations.back().instanceId;
    const SimulatedRepository &repository = simulated.repositories.front();
    const QByteArray path = repository.namespaceName + '/' + repository.name;
    const auto options = parsed<SimulateOptions>(
        u"simulate --security-token t --latency 250 --deny cr:CancelRepoSyncTask "
        "--deny cr:CreateRepositorySync --stopped %1 --stopped %2 --immutable %3"_s.arg(
            QString::fromLatin1(first), QString::fromLatin1(last), QString::fromLatin1(path)));
    QCOMPARE(options.securityToken, u"t"_s);
    QCOMPARE(options.latency, std::chrono::milliseconds(250));
    QCOMPARE(options.faults.deniedPermissions,
             (QList<QByteArray>{"cr:CancelRepoSyncTask", "cr:CreateRepositorySync"}));
    QCOMPARE(options.faults.stoppedInstances, (QList<QByteArray>{first, last}));
    QCOMPARE(options.faults.immutableRepositories, QList<QByteArray>{path});
}

void TestCommandLine::snapshotTakesItsLook()
{
    const auto options = parsed<SnapshotOptions>(
        u"snapshot out.png --size 1024x640 --scale 2 --theme dark --language zh_CN --demo"_s);
    QCOMPARE(options.file, u"out.png"_s);
    QCOMPARE(options.size, QSize(1024, 640));
    QCOMPARE(options.scale, 2.0);
    QCOMPARE(options.theme, ThemeChoice::Dark);
    QCOMPARE(options.language, u"zh_CN"_s);
    QVERIFY(options.window.demo);
}

void TestCommandLine::helpIsNotAnError_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("window") << u"--help"_s << u"sync-dashboard list"_s;
    QTest::newRow("list") << u"list --help"_s << u"--instance"_s;
    QTest::newRow("metrics") << u"metrics --help"_s << u"--textfile"_s;
    QTest::newRow("keychain") << u"keychain --help"_s << u"standard input"_s;
    QTest::newRow("simulate") << u"simulate --help"_s << u"--rate"_s;
    QTest::newRow("snapshot") << u"snapshot --help"_s << u"--scale"_s;
    QTest::newRow("version") << u"--version"_s << u"sync-dashboard "_s;
}

void TestCommandLine::helpIsNotAnError()
{
    QFETCH(const QString, words);
    QFETCH(const QString, says);
    const QString text = parsed<TextToPrint>(words).text;
    QVERIFY2(text.contains(says), qPrintable(text));
}

void TestCommandLine::theWindowShowsALinkAQueryOrAView()
{
    const QString link = u"syncdashboard://task/cri-1/2"_s;
    QCOMPARE(parsed<WindowOptions>(link).link, link);
    QCOMPARE(parsed<WindowOptions>(u"SyncDashboard://x --hidden"_s).link, u"SyncDashboard://x"_s);
    QVERIFY(parsed<WindowOptions>(u"--hidden --new-window "_s + link).hidden);
    QVERIFY(parsed<WindowOptions>(u"--hidden --new-window "_s + link).newWindow);
    QCOMPARE(parsed<WindowOptions>(u"--query status:failed"_s).link,
             u"syncdashboard://query?q=status:failed"_s);
    QCOMPARE(parsed<WindowOptions>(u"--view Night"_s).link, u"syncdashboard://view?name=Night"_s);
    // What is too long is told in the window, and not handed about.
    QCOMPARE(parsed<WindowOptions>(u"syncdashboard://"_s + QString(100'000, u'a')).link.size(),
             8'193);
}

void TestCommandLine::aWindowOfOtherAccountsIsOfItsOwn_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isOfItsOwn");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("view") << u"--view a"_s << false;
    QTest::newRow("hidden") << u"--hidden"_s << false;
    QTest::newRow("demo") << u"--demo"_s << true;
    QTest::newRow("profile") << u"--profile a"_s << true;
    QTest::newRow("all profiles") << u"--all-profiles"_s << true;
    QTest::newRow("region") << u"--region a"_s << true;
    QTest::newRow("endpoint") << u"--endpoint http://127.0.0.1:1"_s << true;
    QTest::newRow("vpc") << u"--vpc"_s << true;
    QTest::newRow("a team's history") << u"--history postgresql://db.example/team"_s << true;
    QTest::newRow("proxy") << u"--proxy none"_s << true;
    QTest::newRow("authorities") << u"--ca-file a.pem"_s << true;
}

void TestCommandLine::aWindowOfOtherAccountsIsOfItsOwn()
{
    QFETCH(const QString, words);
    QFETCH(const bool, isOfItsOwn);
    QCOMPARE(parsed<WindowOptions>(words).isOfItsOwn(), isOfItsOwn);
}

void TestCommandLine::aMistakeIsExplained_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown command") << u"lits"_s << u"'lits'"_s;
    QTest::newRow("unknown option") << u"list --instance a --colour"_s << u"colour"_s;
    QTest::newRow("no database") << u"--history db.example"_s << u"--history: write it as"_s;
    QTest::newRow("a password") << u"--history postgresql://a:hush@db.example/team"_s
                                << u"leave the password out"_s;
    QTest::newRow("query") << u"list --query statsu:failed"_s << u"character 1"_s;
    QTest::newRow("no instance") << u"list --instance="_s << u"id of an instance"_s;
    QTest::newRow("two regions") << u"list --instance a --region b --region c"_s << u"once"_s;
    QTest::newRow("word of the window") << u"--demo failed"_s << u"'failed'"_s;
    QTest::newRow("two links") << u"syncdashboard://a syncdashboard://b"_s
                               << u"'syncdashboard://b'"_s;
    QTest::newRow("link and view") << u"syncdashboard://a --view b"_s << u"give one"_s;
    QTest::newRow("query and view") << u"--query a --view b"_s << u"give one"_s;
    QTest::newRow("query of the window") << u"--query statsu:failed"_s << u"character 1"_s;
    QTest::newRow("no view") << u"--view="_s << u"--view"_s;
    QTest::newRow("link of a command") << u"list syncdashboard://query?q=a"_s << u"unexpected"_s;
    QTest::newRow("all and some profiles") << u"--all-profiles --profile a"_s << u"--profile"_s;
    QTest::newRow("stray argument") << u"list --instance a b"_s << u"'b'"_s;
    QTest::newRow("format") << u"list --instance a --format xml"_s << u"'xml'"_s;
    QTest::newRow("status") << u"list --status faild"_s << u"'faild': use failed"_s;
    QTest::newRow("state to fail on") << u"list --fail-on failed,stuk"_s << u"'stuk'"_s;
    QTest::newRow("no state to fail on") << u"list --fail-on="_s << u"unknown state ''"_s;
    QTest::newRow("no history") << u"list --history="_s << u"--history needs"_s;
    QTest::newRow("history and profile")
        << u"list --history a --profile b"_s << u"no registry is asked"_s;
    QTest::newRow("history with a password")
        << u"list --history postgresql://me:secret@localhost/a"_s << u"--history: "_s;
    QTest::newRow("zone") << u"list --time-zone Mars"_s << u"'Mars'"_s;
    QTest::newRow("no zone") << u"report --pdf a --time-zone="_s << u"Asia/Shanghai"_s;
    QTest::newRow("no status") << u"list --status="_s << u"unknown status ''"_s;
    QTest::newRow("status of a query") << u"list --query -status:failed,faild"_s << u"'faild'"_s;
    QTest::newRow("cause of a query") << u"list --query cause:netwrok"_s << u"cause 'netwrok'"_s;
    QTest::newRow("trigger of a query") << u"list --query trigger:psh"_s << u"trigger 'psh'"_s;
    QTest::newRow("keychain alone") << u"keychain"_s << u"'add NAME --id ID'"_s;
    QTest::newRow("a word") << u"keychain show prod"_s << u"'remove NAME'"_s;
    QTest::newRow("a key without a name") << u"keychain add --id LTAI5t"_s << u"1 to 100"_s;
    QTest::newRow("a key without an id") << u"keychain add prod"_s << u"--id ID"_s;
    QTest::newRow("a list of one") << u"keychain list prod"_s << u"or 'list'"_s;
    QTest::newRow("no text file") << u"metrics --textfile="_s << u"name of a file"_s;
    QTest::newRow("format of metrics") << u"metrics --format json"_s << u"'json'"_s;
    QTest::newRow("no labels") << u"metrics --labels 0"_s << u"'0'"_s;
    QTest::newRow("labels without end") << u"metrics --labels 10001"_s << u"'10001'"_s;
    QTest::newRow("two regions of metrics")
        << u"metrics --instance a --region b --region c"_s << u"once"_s;
    QTest::newRow("no port") << u"simulate --listen 127.0.0.1"_s << u"ADDRESS:PORT"_s;
    QTest::newRow("tasks") << u"simulate --tasks many"_s << u"'many'"_s;
    QTest::newRow("negative") << u"simulate --tasks=-1"_s << u"'-1'"_s;
    QTest::newRow("rate") << u"simulate --rate fast"_s << u"'fast'"_s;
    QTest::newRow("rate below zero") << u"simulate --rate=-1"_s << u"'-1'"_s;
    QTest::newRow("no rate") << u"simulate --rate nan"_s << u"'nan'"_s;
    QTest::newRow("rate of few") << u"simulate --rate 20000 --instances 2"_s << u"0 to 16000"_s;
    QTest::newRow("rate of many") << u"simulate --rate 600001 --instances 900"_s
                                  << u"0 to 600000"_s;
    QTest::newRow("instances") << u"simulate --instances 1001"_s << u"1000"_s;
    QTest::newRow("latency") << u"simulate --latency 1s"_s << u"--latency"_s;
    QTest::newRow("permission") << u"simulate --deny CancelRepoSyncTask"_s
                                << u"cr:CancelRepoSyncTask"_s;
    QTest::newRow("instance") << u"simulate --stopped cri-x"_s
                              << QString::fromLatin1(simulated.instances.front().id);
    QTest::newRow("repository") << u"simulate --immutable a"_s << u"more"_s;
    QTest::newRow("no file") << u"snapshot --demo"_s << u"picture file"_s;
    QTest::newRow("size") << u"snapshot a.png --size 10"_s << u"'10'"_s;
    QTest::newRow("scale") << u"snapshot a.png --scale 0"_s << u"'0'"_s;
    QTest::newRow("theme") << u"snapshot a.png --theme pink"_s << u"'pink'"_s;
    QTest::newRow("language") << u"snapshot a.png --language fr"_s << u"'fr'"_s;
}

void TestCommandLine::aMistakeIsExplained()
{
    QFETCH(const QString, words);
    QFETCH(const QString, says);
    const QString message = parsed<UsageError>(words).message;
    QVERIFY2(message.contains(says), qPrintable(message));
}

void TestCommandLine::aQueryThatNoTaskCanMatchIsAMistake()
{
    const auto list = [](const QStringList &options) {
        return parseCommandLine(QStringList{u"sync-dashboard"_s, u"list"_s} + options, now);
    };
    const Command range = list({u"--query"_s, u"since:today until:yesterday"_s});
    QVERIFY(std::get<UsageError>(range).message.contains(u"until:yesterday"_s));
    const Command statuses = list({u"--query"_s, u"status:failed"_s, u"--status"_s, u"done"_s});
    QVERIFY(std::get<UsageError>(statuses).message.contains(u"status:failed,done"_s));
    const Command possible =
        list({u"--query"_s, u"status:failed,done since:2h"_s, u"--status"_s, u"done"_s});
    QVERIFY(std::holds_alternative<ListOptions>(possible));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
