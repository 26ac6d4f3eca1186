#include "collector.h"
#include "manualclock.h"
#include "postgresserver.h"
#include "registryclient.h"
#include "simulatedregistry.h"
#include "storedword.h"
#include "worldnetwork.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QLoggingCategory>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A month ends meanwhile, and with it a partition.
const QDateTime start(QDate(2026, 11, 30), QTime(23, 30), Qt::UTC);
const AccessKey key{.id = "id", .secret = "secret"};
constexpr int pastTasks = 2'000;

/// Hours of virtual time, as SOAK_HOURS says (./run soak); 0: each mishap once, and no longer than
/// it takes to matter.
int hours()
{
    return qEnvironmentVariableIntValue("SOAK_HOURS");
}

/// Of what goes wrong and when: always the same, or what SOAK_SEED says.
unsigned seed()
{
    bool isSaid = false;
    const int said = qEnvironmentVariableIntValue("SOAK_SEED", &isSaid);
    return isSaid ? static_cast<unsigned>(said) : 20'261'130U;
}

SimulatedRegistryOptions worldOf(int tasks)
{
    return {.seed = 5, .startMs = start.toMSecsSinceEpoch(), .tasks = tasks};
}

/// What the registry showed of the status of a task, and when.
struct Shown {
    QString task{};
    QString status{};
    QDateTime at{};
};

/// A registry of whose answers each new status is noted.
class WatchedRegistry final : public Registry {
public:
    using Note = std::function<void(const SyncTask &task)>;

    WatchedRegistry(std::unique_ptr<Registry> asked, Note note)
        : m_asked(std::move(asked)), m_note(std::move(note))
    {
    }

    PendingCall send(Operation operation, ReplyHandler handler) override
    {
        return m_asked->send(std::move(operation), [note = m_note, run = std::move(handler)](
                                                       Result<OperationReply> reply) {
            if (reply) {
                if (const auto *page = std::get_if<SyncTaskPage>(&*reply))
                    std::ranges::for_each(page->items, note);
                if (const auto *detail = std::get_if<SyncTaskDetail>(&*reply))
                    note(detail->task);
            }
            run(std::move(reply));
        });
    }

private:
    std::unique_ptr<Registry> m_asked;
    Note m_note;
};

enum class Mishap {
    Ended,        ///< a collector ends, as by SIGTERM
    Killed,       ///< a collector is killed while the database is away
    LeaseLost,    ///< another one has taken the lease, and gives it back after a while
    DatabaseAway, ///< the database is killed, and started again
    RegistryAway, ///< no request is answered
    HalfAnswered, ///< every other request fails
};
constexpr int mishapCount = 6;

/// Collectors of a team, with all that is between them and a registry but the sockets, and a
/// database.
class Team {
public:
    /// So many \p tasks lie in the past, of which those of \p days are kept.
    Team(PostgresServer &server, unsigned seed, int tasks, int days)
        : api(worldOf(tasks), key),
          network(std::make_shared<WorldNetwork>(api, clock, seed)),
          m_server(server),
          m_random(seed)
    {
        m_preferences.historyDays = days;
    }

    /// Another one, who stands by while one collects.
    void hire() { m_collectors.push_back(makeCollector()); }
    /// The oldest one goes, and is followed by a new one.
    void dismiss()
    {
        m_collectors.erase(m_collectors.begin());
        hire();
    }

    /// Time passes; what falls due happens, and what it starts begins. The database keeps up,
    /// unless it is away.
    void pass(std::chrono::milliseconds duration)
    {
        constexpr auto step = 500ms;
        for (auto passed = 0ms; passed < duration; passed += step) {
            clock.advance(step);
            processAll();
            letDatabaseFollow();
        }
    }

    void happen(Mishap mishap)
    {
        m_mishaps.emplace_back(clock.now(), mishap);
        switch (mishap) {
        case Mishap::Ended:
            return dismiss();
        case Mishap::Killed: {
            const QDateTime from = clock.now();
            m_server.kill();
            pass(seconds(5, 60));
            dismiss();
            noteLost(from);
            QVERIFY(m_server.start());
            return expireLease();
        }
        case Mishap::LeaseLost: {
            const QDateTime from = clock.now();
            QVERIFY(m_server.run(u"UPDATE sync_dashboard.lease SET holder = 'another',"
                                 " until = now() + interval '1 hour'"_s));
            pass(seconds(30, 300));
            noteLost(from);
            return expireLease();
        }
        case Mishap::DatabaseAway:
            m_server.kill();
            pass(seconds(60, 900));
            QVERIFY(m_server.start());
            return;
        case Mishap::RegistryAway:
            return passWithFaults(100);
        case Mishap::HalfAnswered:
            return passWithFaults(50);
        }
    }

    std::chrono::seconds seconds(int least, int most)
    {
        const int longest = hours() > 0 ? most : 2 * least;
        return std::chrono::seconds(std::uniform_int_distribution<int>(least, longest)(m_random));
    }

    /// What the registry lists of all instances now.
    std::vector<SyncTask> listed()
    {
        const std::unique_ptr<Registry> reader = makeClient();
        std::vector<SyncTask> tasks;
        for (const auto &instance : api.catalogue().instances) {
            bool isLast = false;
            for (int page = 1; !isLast; ++page) {
                bool isAnswered = false;
                const PendingCall call = ask(
                    *reader,
                    ListSyncTasks{.instance = {.regionId = QString::fromLatin1(instance.regionId),
                                               .instanceId = QString::fromLatin1(instance.id)},
                                  .pageNo = page},
                    [&](const Result<SyncTaskPage> &answer) {
                        isAnswered = true;
                        isLast = !answer || answer->items.empty();
                        if (answer)
                            tasks.insert(tasks.end(), answer->items.begin(), answer->items.end());
                    });
                while (!isAnswered)
                    pass(500ms);
            }
        }
        return tasks;
    }

    [[nodiscard]] const std::vector<Shown> &shown() const { return m_shown; }
    /// Whether what was shown then was in no other memory than that of a collector that died.
    [[nodiscard]] bool isLost(const QDateTime &at) const
    {
        return std::ranges::any_of(
            m_lost, [&](const auto &span) { return at >= span.first && at <= span.second; });
    }

    /// What had happened last before \p at, for people.
    [[nodiscard]] QString mishapBefore(const QDateTime &at) const
    {
        QString text = u"no mishap"_s;
        for (const auto &[time, mishap] : m_mishaps) {
            if (time <= at)
                text = u"mishap %1 at %2"_s.arg(static_cast<int>(mishap))
                           .arg(time.toString(Qt::ISODate));
        }
        return text;
    }

private:
    static void processAll()
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// Its time is not the test's. Who does not collect may have to wait for its next question.
    void letDatabaseFollow()
    {
        constexpr int longestMs = 200; // it may wait for a time of ours before it tries again
        constexpr int untilNextStepMs = 20;
        QElapsedTimer waiting;
        waiting.start();
        const auto isElected = [](const auto &collector) {
            return collector->stateText().startsWith("collects"_L1);
        };
        while (m_server.isRunning() && waiting.elapsed() < longestMs) {
            const auto elected = std::ranges::find_if(m_collectors, isElected);
            if (elected == m_collectors.end()) {
                if (waiting.elapsed() >= untilNextStepMs)
                    return;
            } else if ((*elected)->isIdle()) {
                m_lastWritten = clock.now();
                return;
            }
            processAll();
        }
    }

    void passWithFaults(int percent)
    {
        const int before = std::exchange(network->faultPercent, percent);
        pass(seconds(30, 600));
        network->faultPercent = before;
    }

    /// Its end by the database's clock, which goes on slower than that of the test.
    void expireLease()
    {
        QVERIFY(m_server.run(u"UPDATE sync_dashboard.lease SET until = now()"_s));
    }

    void noteLost(const QDateTime &from) { m_lost.emplace_back(from, clock.now()); }

    void noteShown(const SyncTask &task)
    {
        const QString status = storedWord(task.status);
        QString &last = m_lastShown[task.id];
        if (std::exchange(last, status) != status)
            m_shown.push_back({.task = task.id, .status = status, .at = clock.now()});
    }

    std::unique_ptr<Registry> makeClient()
    {
        RandomSource random{
            .nonce = [this] { return QByteArray::number(++m_nonce); },
            .random = [this] { return std::uniform_real_distribution<double>(0, 1)(m_random); }};
        return std::make_unique<RegistryClient>(
            Credentials{.accessKeyId = key.id, .accessKeySecret = Secret(key.secret)},
            EndpointRule{.ownEndpoint = u"http://127.0.0.1:1"_s}, clock, random, CallLimits{},
            network);
    }

    Connections connections()
    {
        Connections connections;
        Connection &connection = connections.open.emplace_back();
        connection.key = "key";
        for (const auto &instance : api.catalogue().instances)
            connection.regions << QString::fromLatin1(instance.regionId);
        connection.registry = std::make_unique<WatchedRegistry>(
            makeClient(), [this](const SyncTask &task) { noteShown(task); });
        return connections;
    }

    std::unique_ptr<Collector> makeCollector()
    {
        const Collector::Options options{.database = *databaseAddress(m_server.uri()),
                                         .holder = u"collector %1"_s.arg(++m_hired),
                                         .program = u"soak"_s,
                                         .version = u"1"_s,
                                         .collection = {.refreshInterval = 10s,
                                                        .preferences = m_preferences,
                                                        .database = u"database"_s}};
        auto collector = std::make_unique<Collector>(
            clock, options, [this] { return connections(); },
            [this, collects = false](const QString &line) mutable {
                // Where this machine was slow it was too late for the database's clock.
                if (line.startsWith("stands by"_L1) && std::exchange(collects, false))
                    noteLost(m_lastWritten);
                collects = collects || line.startsWith("collects"_L1);
            });
        collector->start();
        return collector;
    }

public:
    ManualClock clock{start};
    SimulatorApi api;
    std::shared_ptr<WorldNetwork> network;

private:
    PostgresServer &m_server;
    Preferences m_preferences;
    std::mt19937 m_random;
    quint64 m_nonce = 0;
    int m_hired = 0;
    QDateTime m_lastWritten = start; // all that was shown until then is in the database
    std::vector<Shown> m_shown;
    QHash<QString, QString> m_lastShown; // by task
    std::vector<std::pair<QDateTime, Mishap>> m_mishaps;
    std::vector<std::pair<QDateTime, QDateTime>> m_lost;
    std::vector<std::unique_ptr<Collector>> m_collectors;
};

} // namespace

/// A team's database that is written for hours, on a clock of the test's own: collectors end, are
/// killed and lose the lease, the database and the registry go away and come back. At the end it
/// has what the registry lists, each task once, and each change of a status that was shown.
class TestCollectSoak final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s)); }
    void aFirstReadingThatIsInterruptedIsDoneByTheNextCollector();
    void whatIsInTheDatabaseIsWhatTheRegistryShowed();
    void cleanupTestCase() { m_server.reset(); }

private:
    [[nodiscard]] std::vector<QStringList> rows(const QString &sql) const;
    void compareTasks(Team &team) const;
    void compareChanges(const Team &team) const;

    std::unique_ptr<PostgresServer> m_server;
};

void TestCollectSoak::initTestCase()
{
    QLoggingCategory::setFilterRules(u"sync.*=false"_s);
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
}

/// It goes back farther than what is read again after any other interruption.
void TestCollectSoak::aFirstReadingThatIsInterruptedIsDoneByTheNextCollector()
{
    constexpr int days = 8;
    constexpr int tasks = 36'000; // of nine days
    Team team(*m_server, seed(), tasks, days);
    const auto kept = [this](const QString &table) {
        return m_server->value(u"SELECT count(*) FROM sync_dashboard."_s + table).toInt();
    };
    team.hire();
    for (int step = 0; step < 600 && kept(u"tasks"_s) < tasks / 2; ++step)
        team.pass(500ms);
    QCOMPARE_GE(kept(u"tasks"_s), tasks / 2);
    QCOMPARE_LT(kept(u"tasks"_s), tasks * 3 / 4);
    const int readToTheirEnd = kept(u"lists"_s);
    QCOMPARE_LT(readToTheirEnd, 3);
    team.dismiss();
    for (int minute = 0; minute < 10 && kept(u"lists"_s) < 3; ++minute)
        team.pass(1min);
    QCOMPARE(kept(u"lists"_s), 3);

    QSet<QString> ids;
    for (const QStringList &row : rows(u"SELECT id FROM sync_dashboard.tasks"_s))
        ids.insert(row.front());
    const QDateTime now = team.clock.now();
    SimulatedRegistry registry(worldOf(tasks));
    registry.advanceTo(now.toMSecsSinceEpoch());
    const qint64 begin = now.addDays(-days).addSecs(3'600).toMSecsSinceEpoch();
    const qint64 known = now.addSecs(-60).toMSecsSinceEpoch();
    int compared = 0;
    for (int instance = 0; instance < 3; ++instance) {
        for (const TaskPlan *task :
             registry.select({.instance = instance}, 1, 2 * tasks, known).tasks) {
            if (task->createdMs < begin)
                continue;
            QByteArray id;
            registry.appendTaskId(id, *task);
            QVERIFY2(ids.contains(QString::fromLatin1(id)), id.constData());
            ++compared;
        }
    }
    QCOMPARE_GT(compared, days * 3'500);
}

void TestCollectSoak::whatIsInTheDatabaseIsWhatTheRegistryShowed()
{
    Team team(*m_server, seed(), pastTasks, 90);
    team.hire();
    team.hire();
    team.pass(2min);
    QCOMPARE_GE(m_server->value(u"SELECT count(*) FROM sync_dashboard.tasks"_s).toInt(), pastTasks);

    team.network->faultPercent = 5;
    std::mt19937 random(seed());
    std::array<Mishap, mishapCount> mishaps{};
    std::ranges::generate(mishaps, [next = 0]() mutable { return static_cast<Mishap>(next++); });
    int happened = 0;
    const QDateTime end = team.clock.now().addSecs(hours() * 3600);
    while (team.clock.now() < end || happened < mishapCount) {
        std::ranges::shuffle(mishaps, random);
        for (const Mishap mishap : mishaps) {
            team.pass(team.seconds(30, 600));
            team.happen(mishap);
            ++happened;
        }
    }
    team.network->faultPercent = 0;
    team.pass(6min);

    compareTasks(team);
    compareChanges(team);
    qInfo("seed %u, %.1f h, %d mishaps, %d requests, %s changes", seed(),
          static_cast<double>(start.secsTo(team.clock.now())) / 3600, happened,
          team.network->requests(),
          qPrintable(m_server->value(u"SELECT count(*) FROM sync_dashboard.status_changes"_s)));
}

std::vector<QStringList> TestCollectSoak::rows(const QString &sql) const
{
    std::vector<QStringList> rows;
    const QStringList lines = m_server->value(sql).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        rows.push_back(line.split(u'|'));
    return rows;
}

void TestCollectSoak::compareTasks(Team &team) const
{
    QHash<QString, QStringList> kept;
    for (const QStringList &row :
         rows(u"SELECT id, status, rule, effective_ms, modified_ms, source_repo, target_region"
              " FROM sync_dashboard.tasks"_s)) {
        QVERIFY2(!kept.contains(row.front()), qPrintable(row.front())); // each once
        kept.insert(row.front(), row);
    }
    const QDateTime known = team.clock.now().addSecs(-300);
    qsizetype compared = 0;
    for (const SyncTask &task : team.listed()) {
        if (task.createdAt > known)
            continue;
        const QStringList row = kept.value(task.id);
        QVERIFY2(!row.isEmpty(), qPrintable(task.id));
        ++compared;
        QCOMPARE(row.at(2), task.ruleId);
        QCOMPARE(row.at(5), task.imageFrom.repoName);
        QCOMPARE(row.at(6), task.imageTo.regionId);
        if (task.modifiedAt < known)
            QCOMPARE(row.at(1), storedWord(task.status));
    }
    QCOMPARE_GE(compared, pastTasks);
    QCOMPARE_GE(compared, kept.size() - 100); // none that the registry does not list
}

void TestCollectSoak::compareChanges(const Team &team) const
{
    std::map<std::pair<QString, QString>, int> reached; // task and status
    QHash<QString, QString> last;
    for (const QStringList &row : rows(u"SELECT task, old_status, new_status"
                                       " FROM sync_dashboard.status_changes"
                                       " ORDER BY task, seen_ms"_s)) {
        const auto before = last.constFind(row.at(0));
        if (before != last.cend())
            QCOMPARE(row.at(1), *before); // no gap in between
        else
            ++reached[{row.at(0), row.at(1)}]; // as it was first
        last.insert(row.at(0), row.at(2));
        ++reached[{row.at(0), row.at(2)}];
    }
    for (const auto &[change, times] : reached)
        QVERIFY2(times == 1, qPrintable(change.first + u' ' + change.second));
    for (const QStringList &row : rows(u"SELECT id, status FROM sync_dashboard.tasks"_s)) {
        QCOMPARE(last.value(row.at(0), row.at(1)), row.at(1));
        if (!last.contains(row.at(0)))
            ++reached[{row.at(0), row.at(1)}];
    }

    int lost = 0;
    const QDateTime known = team.clock.now().addSecs(-60);
    for (const Shown &shown : team.shown()) {
        if (shown.at > known || reached.contains({shown.task, shown.status}))
            continue;
        QVERIFY2(team.isLost(shown.at),
                 qPrintable(u"%1 was %2 at %3, after %4"_s.arg(shown.task, shown.status,
                                                               shown.at.toString(Qt::ISODateWithMs),
                                                               team.mishapBefore(shown.at))));
        ++lost;
    }
    qInfo("%d of %d states were seen by none but a collector that was killed or had no lease", lost,
          static_cast<int>(team.shown().size()));
}

QTEST_GUILESS_MAIN(TestCollectSoak)
#include "tst_collectsoak.moc"
