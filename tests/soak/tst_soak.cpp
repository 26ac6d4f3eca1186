#include "feedgroup.h"
#include "manualclock.h"
#include "registryclient.h"
#include "requestbudget.h"
#include "restbudget.h"
#include "taskstore.h"
#include "worldnetwork.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime start(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
const AccessKey key{.id = "id", .secret = "secret"};

/// Hours of virtual time: one, or as many as SOAK_HOURS says (./run soak).
int hours()
{
    bool isSaid = false;
    const int said = qEnvironmentVariableIntValue("SOAK_HOURS", &isSaid);
    return isSaid ? said : 1;
}

/// Of what goes wrong and when: always the same, or what SOAK_SEED says.
unsigned seed()
{
    bool isSaid = false;
    const int said = qEnvironmentVariableIntValue("SOAK_SEED", &isSaid);
    return isSaid ? static_cast<unsigned>(said) : 20'261'129U;
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    constexpr qint64 pageSize = 4'096;
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').at(1).toLongLong() * pageSize
                                          : 0;
}

/// A window's feeds, with all that is between them and a registry but the sockets.
class Watch {
public:
    explicit Watch(unsigned seed)
        : m_random(seed),
          network(std::make_shared<WorldNetwork>(api, clock, seed)),
          m_account(makeClient(), clock),
          m_rest(clock),
          feeds(m_account, clock, store)
    {
        feeds.setRestBudgets([this](const QString &) { return &m_rest; });
        feeds.setInstances(instances());
        feeds.setQuery({}, {});
        feeds.setRefreshInterval(10s);
    }

    /// Time passes; what falls due happens, and what it starts begins.
    void pass(std::chrono::seconds duration)
    {
        constexpr auto step = 500ms;
        for (auto passed = 0ms; passed < duration; passed += step) {
            clock.advance(step);
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    std::vector<InstanceRef> instances()
    {
        std::vector<InstanceRef> all;
        for (const auto &instance : api.catalogue().instances)
            all.push_back({.regionId = QString::fromLatin1(instance.regionId),
                           .instanceId = QString::fromLatin1(instance.id)});
        return all;
    }

    /// What the registry lists now, all pages.
    std::vector<SyncTask> listed(const InstanceRef &instance)
    {
        const std::unique_ptr<Registry> reader = makeClient();
        std::vector<SyncTask> tasks;
        bool isLast = false;
        for (int page = 1; !isLast; ++page) {
            bool isAnswered = false;
            const PendingCall call =
                ask(*reader, ListSyncTasks{.instance = instance, .pageNo = page},
                    [&](const Result<SyncTaskPage> &answer) {
                        isAnswered = true;
                        isLast = !answer || answer->items.empty();
                        if (answer)
                            tasks.insert(tasks.end(), answer->items.begin(), answer->items.end());
                    });
            while (!isAnswered)
                pass(1s);
        }
        return tasks;
    }

private:
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

    std::mt19937 m_random;
    quint64 m_nonce = 0;

public:
    ManualClock clock{start};
    SimulatorApi api{{.seed = 5, .startMs = start.toMSecsSinceEpoch(), .tasks = 2'000}, key};
    TaskStore store;
    std::shared_ptr<WorldNetwork> network;

private:
    RequestBudget m_account;
    RestBudget m_rest;

public:
    FeedGroup feeds;
};

} // namespace

/// A window that is left open: time passes on a clock of the test's own, one request in twenty goes
/// wrong, and at the end it shows what the registry lists.
class TestSoak final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { QLoggingCategory::setFilterRules(u"sync.*=false"_s); }
    void whatIsShownAtTheEndIsWhatTheRegistryLists();
};

void TestSoak::whatIsShownAtTheEndIsWhatTheRegistryLists()
{
    Watch watch(seed());
    watch.feeds.loadAll();
    watch.pass(10min);
    const int waitingAtFirst = watch.clock.waiting();

    watch.network->faultPercent = 5;
    qint64 residentAtQuarter = 0;
    qsizetype tasksAtQuarter = 0;
    for (int quarter = 0; quarter < 4; ++quarter) {
        watch.pass(15min * hours());
        if (quarter == 0) {
            residentAtQuarter = residentBytes();
            tasksAtQuarter = watch.store.size();
        }
    }
    const qint64 grown = residentBytes() - residentAtQuarter;
    const qsizetype arrived = watch.store.size() - tasksAtQuarter;
    QCOMPARE(watch.network->faults().size(), std::size_t(worldFaultCount));

    watch.network->faultPercent = 0;
    watch.pass(15min);
    const FeedState state = watch.feeds.state();
    QVERIFY(!state.error);
    QVERIFY(state.asOf.secsTo(watch.clock.now()) < 120);

    qsizetype compared = 0;
    for (const InstanceRef &instance : watch.instances()) {
        const QDateTime known = watch.clock.now().addSecs(-300);
        for (const SyncTask &task : watch.listed(instance)) {
            if (task.createdAt > known)
                continue;
            const std::optional<TaskRow> row = watch.store.find(instance.instanceId, task.id);
            QVERIFY2(row, qPrintable(task.id));
            if (task.modifiedAt < known)
                QCOMPARE(watch.store.status(*row), task.status.value);
            ++compared;
        }
    }
    QVERIFY(compared >= 2'000);
    QVERIFY(compared >=
            qsizetype(watch.store.size()) - 100); // none that the registry does not list

    qInfo("seed %u, %d h, %d requests, %lld tasks, %.1f MiB more since the first quarter for %lld "
          "tasks",
          seed(), hours(), watch.network->requests(), static_cast<long long>(watch.store.size()),
          double(grown) / (1 << 20), static_cast<long long>(arrived));
    QVERIFY(watch.clock.waiting() <= waitingAtFirst + 6); // no timer is left behind
    watch.feeds.setInstances({});
    watch.pass(2min);
    QVERIFY(watch.network->findChildren<QNetworkReply *>().isEmpty());
    constexpr qint64 mebibyte = 1 << 20;
    if (hours() >= 24)
        QVERIFY(grown <= 2 * mebibyte + arrived * 300);
}

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
